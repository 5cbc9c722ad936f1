"""The order of voting, looked for in many votes at once: what one vote hides in chance, a dozen would show."""

import statistics

import pytest
from flask import Flask

from blueprints.polls import service
from tests.attacks.copies import orders_after
from tests.attacks.sabotage.files import scrub_without_vacuum
from tests.attacks.stage import sealed
from tests.attacks.traces import deviation
from tests.features.polls.make_polls import Hall, crowd
from tests.features.polls.traces import kendall_tau
from tests.make import Community, act

#: Pooled over all votes no order may lie farther from chance, in deviations.
LIMIT = 4.5
VOTERS = 100


def taus(room: Hall, votes: int) -> list[list[float]]:
    """For each vote of the same people one after the other: how each order lies to the order of voting."""
    found = []
    for seed in range(votes):
        vote = sealed(room)
        vote.all_vote(seed=seed)
        vote.close()
        vote.unbox()
        found.append([kendall_tau(order) for order in orders_after(vote)])
        service.announce(act(), vote.poll)
    return found


def scores(found: list[list[float]]) -> list[float]:
    """For each kind of order, how many deviations its mean over all votes lies from chance."""
    spread = deviation(VOTERS) / len(found) ** 0.5
    return [statistics.mean(kind) / spread for kind in zip(*found, strict=True)]


def test_twelve_scrubbed_votes_together_show_no_order(app: Flask, house: Community) -> None:
    pooled = scores(taus(crowd(house, VOTERS), 12))
    assert len(pooled) == 3, "rows, first and last copies of bytes"
    assert all(abs(score) < LIMIT for score in pooled), pooled


def test_two_votes_that_were_not_rewritten_show_it_clearly(
    app: Flask, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    scrub_without_vacuum(monkeypatch)
    found = taus(crowd(house, VOTERS), 2)
    # Rows are read by their keys in any case; the bytes lie in pages from the end.
    assert max(abs(score) for score in scores(found)) > 2 * LIMIT, found
