"""Anything may happen in any order: the count is that of the ballots, and nothing else is known before it."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from blueprints.polls.models import Way
from blueprints.polls.table import TableBox
from tests.attacks.machine import VoteMachine
from tests.attacks.sabotage.rules import mark_without_guard
from tests.make import Community

QUIETLY = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def run(house: Community, how: settings = QUIETLY) -> None:
    """The machine on the database of this app; each example has a meeting of its own."""
    run_state_machine_as_test(type("Machine", (VoteMachine,), {"house": house}), settings=how)


def test_whatever_is_done_in_whatever_order_the_vote_is_what_its_model_says(app: Flask, house: Community) -> None:
    run(house)
