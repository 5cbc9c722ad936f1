"""The server dies while people vote, and several processes vote at once: marks and ballots stay one for one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from blueprints.polls import queries
from blueprints.shared.db import db
from blueprints.shared.settings import Settings
from tests.conftest import on_both
from tests.features.polls.make_polls import crowd, marks_and_ballots, sealed
from tests.make import Community

HERE = Path(__file__).parents[3]


def run(app: Flask, how: str, poll: int, rounds: int) -> dict[str, int]:
    """Let `casters.py` loose on the database of this app."""
    db.session.rollback()
    settings: Settings = app.extensions["settings"]
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(HERE),
        "YISHI_DATA": str(settings.data),
        "SECRET_KEY": settings.secret_key,
        "DATABASE_URL": settings.database_url,
        "YISHI_PUBLIC_URL": "http://yishi.test",
    }
    command = [sys.executable, "-m", "tests.features.polls.casters", how, str(poll), str(rounds)]
    done = subprocess.run(command, env=env, cwd=HERE, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, int] = json.loads(done.stdout)
    return answer


@pytest.fixture
def poll(house: Community) -> int:
    return sealed(crowd(house, 100))[0]


@on_both
def test_the_server_is_killed_while_people_vote_and_no_vote_is_lost_or_doubled(app: Flask, poll: int) -> None:
    answer = run(app, "kill", poll, 6)
    marks, ballots = marks_and_ballots(poll)
    assert marks == ballots
    # Two slips of one voter are out when the first was never cast; each mark has told one of them its receipt.
    assert marks == answer["sent"] - answer["refused"]
    assert marks >= 12


def test_marking_and_casting_in_two_transactions_would_be_caught(app: Flask, poll: int) -> None:
    run(app, "mutant", poll, 6)
    marks, ballots = marks_and_ballots(poll)
    assert marks > ballots


@on_both
def test_four_processes_that_vote_for_the_same_people_get_one_ballot_each_in(app: Flask, poll: int) -> None:
    answer = run(app, "race", poll, 15)
    assert answer == {"ok": 15, "already": 45, "said": 60}
    assert marks_and_ballots(poll) == (15, 15)


@on_both
def test_while_one_process_closes_whoever_was_told_ok_by_another_is_sealed_in(app: Flask, poll: int) -> None:
    answer = run(app, "close", poll, 3)
    assert answer["ok"] + answer["closed"] == answer["said"] == 100
    assert queries.poll(poll).box_count == answer["ok"]
    assert marks_and_ballots(poll) == (answer["ok"], answer["ok"])
