"""The order of voting, looked for in many votes at once: what one vote hides in chance, a dozen would show."""

import statistics
from collections.abc import Callable

import pytest
from flask import Flask

from tests.attacks.copies import LIMIT, orders_after
from tests.attacks.sabotage.files import scrub_without_vacuum
from tests.attacks.stage import sealed
from tests.attacks.traces import deviation
from tests.features.polls.make_polls import crowd
from tests.features.polls.traces import kendall_tau
from tests.make import Community

VOTERS = 100

Anew = Callable[[], Community]


def scores(anew: Anew, votes: int) -> list[float]:
    """Of so many votes, each on a database of its own: how far the mean of each kind of order lies from chance."""
    found = [taus(anew(), seed) for seed in range(votes)]
    spread = deviation(VOTERS) / votes**0.5
    return [statistics.mean(kind) / spread for kind in zip(*found, strict=True)]


def taus(house: Community, seed: int) -> list[float]:
    """How the rows, the first and the last copies of the ballots' bytes lie to the order of one vote."""
    vote = sealed(crowd(house, VOTERS))
    vote.all_vote(seed=seed)
    vote.close()
    vote.unbox()
    return [kendall_tau(order) for order in orders_after(vote)]


def test_twelve_scrubbed_votes_together_show_no_order(app: Flask, anew: Anew) -> None:
    pooled = scores(anew, 12)
    assert len(pooled) == 3
    assert all(abs(score) < LIMIT for score in pooled), pooled


def test_two_votes_that_were_not_rewritten_show_it_clearly(
    app: Flask, anew: Anew, monkeypatch: pytest.MonkeyPatch
) -> None:
    scrub_without_vacuum(monkeypatch)
    pooled = scores(anew, 2)
    # Within a page SQLite writes from the end: the order of voting shows backwards.
    assert min(pooled) < -3 * LIMIT, pooled
