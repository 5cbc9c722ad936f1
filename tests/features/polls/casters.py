"""Run by tests in a process of its own: casts ballots in children that are killed, or that race each other.

Usage: casters.py kill|mutant|race|close POLL ROUNDS; surroundings as for the app. Prints JSON.
"""

import json
import os
import random
import signal
import sys
import time

from sqlalchemy import select

from app import create_app
from ballots import formats
from blueprints.polls import queries, service
from blueprints.polls.box import ALREADY, CLOSED
from blueprints.polls.boxes import BOXES
from blueprints.polls.models import Voter, Way
from blueprints.polls.sealed import SealedBox
from blueprints.polls.service import Slip
from blueprints.shared import clock, keys
from blueprints.shared.db import db
from blueprints.shared.journal import Act
from domain.paper import Choice, one
from domain.words import Refusal

#: Where a child tells how far it is, so that the parent kills it somewhere else each time.
STEPS: list[int] = []


class TwoTransactions(SealedBox):
    """The mistake that the tests must catch: the mark is committed before the ballot."""

    def mark(self, poll_id: int, attendee_id: int, way: Way) -> bool:
        done = super().mark(poll_id, attendee_id, way)
        db.session.commit()
        if STEPS:
            os.write(STEPS[0], b"s")
            time.sleep(0.05)
        return done


def unused(poll: int) -> list[int]:
    db.session.rollback()
    found = list(db.session.scalars(select(Voter.attendee_id).where(Voter.poll_id == poll, Voter.state == 0)))
    db.session.rollback()
    return found


def child(work) -> int:
    """A process of its own with connections of its own."""
    db.session.remove()
    number = os.fork()
    if number == 0:
        db.engine.dispose(close=False)
        try:
            work()
        finally:
            os._exit(0)
    return number


def told(slip: Slip) -> str:
    try:
        return service.cast(slip).number
    except Refusal as refusal:
        return {ALREADY: "already", CLOSED: "closed"}.get(refusal.sentence, refusal.sentence)


def slip_for(poll: int, voter: int) -> Slip:
    nonce = formats.nonce()
    marked = one(Choice.FOR)
    mac = formats.mac(keys.derived("ballot"), poll, voter, nonce, marked)
    return Slip(poll, voter, marked, nonce, mac)


def kill(poll: int, rounds: int) -> dict[str, int]:
    """Children cast until they are killed; then every slip is sent again, as phones do that heard nothing."""
    sent: list[Slip] = []
    for _ in range(rounds):
        slips = [slip_for(poll, voter) for voter in random.sample(unused(poll), 12)]
        reader, writer = os.pipe()
        number = child(lambda slips=slips, writer=writer: _cast_all(slips, writer))
        for _ in range(random.randint(1, 11)):
            os.read(reader, 1)
        time.sleep(random.choice((0, 0, 0.002, 0.005)))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        os.close(reader)
        os.close(writer)
        sent += slips
    refused = sum(1 for slip in sent if told(slip) == "already")
    return {"sent": len(sent), "refused": refused}


def _cast_all(slips: list[Slip], steps: int) -> None:
    STEPS.append(steps)
    for slip in slips:
        os.write(steps, b"s")
        told(slip)


def race(poll: int, rounds: int) -> dict[str, int]:
    """Several processes cast for the same voters at once; how many were told ok, and what else was said."""
    voters = unused(poll)[:rounds]
    reader, writer = os.pipe()
    start = time.monotonic() + 0.3
    children = [child(lambda: _race(poll, voters, start, writer)) for _ in range(4)]
    os.close(writer)
    with os.fdopen(reader) as answers:
        said = answers.read().split()
    for number in children:
        os.waitpid(number, 0)
    return {"ok": sum(len(one) == 14 for one in said), "already": said.count("already"), "said": len(said)}


def close(poll: int, rounds: int) -> dict[str, int]:
    """Several processes cast while another closes; how many were told ok, and how many the close has sealed."""
    voters = unused(poll)
    reader, writer = os.pipe()
    start = time.monotonic() + 0.3
    children = [child(lambda at=at: _race(poll, voters[at::rounds], start, writer)) for at in range(rounds)]
    os.close(writer)
    time.sleep(max(0.0, start - time.monotonic()) + random.uniform(0.02, 0.1))
    service.close_poll(Act(None, clock.now()), poll)
    with os.fdopen(reader) as answers:
        said = answers.read().split()
    for number in children:
        os.waitpid(number, 0)
    return {"ok": sum(len(one) == 14 for one in said), "closed": said.count("closed"), "said": len(said)}


def _race(poll: int, voters: list[int], start: float, writer: int) -> None:
    slips = [slip_for(poll, voter) for voter in voters]
    time.sleep(max(0.0, start - time.monotonic()))
    for slip in slips:
        os.write(writer, (told(slip) + "\n").encode())


HOW = {"kill": kill, "mutant": kill, "race": race, "close": close}


def main() -> None:
    how, poll, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    random.seed(rounds)
    with create_app().app_context():
        if how == "mutant":
            BOXES["sealed"] = TwoTransactions()
        assert queries.poll(poll).state == "open"
        sys.stdout.write(json.dumps(HOW[how](poll, rounds)))


if __name__ == "__main__":
    main()
