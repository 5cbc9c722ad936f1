"""Anything may happen in any order: the count is that of the ballots, and nothing else is known before it."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.exc import IntegrityError

from tests.attacks.machine import VoteMachine
from tests.attacks.sabotage.rules import heaps_not_compared, mark_without_guard, slip_without_guard
from tests.attacks.table import Sabotage
from tests.make import Community

#: The same examples each time; what fails is told as it was found, since making it shorter takes minutes.
QUIETLY = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def run(house: Community, how: settings = QUIETLY) -> None:
    """The machine on the database of this app; each example has a meeting of its own."""
    run_state_machine_as_test(type("Machine", (VoteMachine,), {"house": house}), settings=how)


def test_whatever_is_done_in_whatever_order_the_vote_is_what_its_model_says(app: Flask, house: Community) -> None:
    run(house)


@pytest.mark.parametrize("sabotage", [mark_without_guard, slip_without_guard, heaps_not_compared])
def test_the_machine_notices_when_one_protection_is_taken_out(
    app: Flask, house: Community, sabotage: Sabotage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sabotage(monkeypatch)
    # Where nobody asks, the ballot's number still is unique in the database.
    with pytest.raises((AssertionError, IntegrityError)):
        run(house)
