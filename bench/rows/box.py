"""Closing a sealed box of a hall's ballots, and opening it with its codes: count, verdict, scrub and all."""

import time

from ballots import formats
from bench import crowd
from bench.report import Line, Scale, median
from bench.stage import inside, place
from blueprints.polls import queries, service
from blueprints.polls.boxes import BOXES
from blueprints.polls.models import Way
from blueprints.shared import clock
from blueprints.shared.db import writing
from blueprints.shared.journal import Act
from domain.paper import Choice, one

#: What design.md allows the hall to wait for either.
PATIENCE = 2.0

CHOICES = tuple(Choice)


def measure(scale: Scale) -> list[Line]:
    """A few whole votes, each in a database of its own."""
    rounds = [_once(scale.phones) for _ in range(2 if scale.quick else 3)]
    closed, opened = (median([one[at] for one in rounds]) for at in (0, 1))
    people = f"{scale.phones} ballots"
    return [
        Line(f"box: close with {people}", f"<= {PATIENCE:.0f} s", f"{closed:.2f} s", closed <= PATIENCE),
        Line(f"box: open, count and scrub {people}", f"<= {PATIENCE:.0f} s", f"{opened:.2f} s", opened <= PATIENCE),
    ]


def _once(people: int) -> tuple[float, float]:
    with place() as where, inside(where):
        hall = crowd.in_session(people)
        poll, codes = crowd.sealed_vote(hall)
        _fill(poll, hall.attendees)
        act = Act(hall.secretary, clock.now())
        return _timed(lambda: service.close_poll(act, poll)), _timed(lambda: [_give(act, poll, code) for code in codes])


def _give(act: Act, poll: int, code: str) -> None:
    service.give_code(act, poll, code)


def _fill(poll: int, attendees: tuple[int, ...]) -> None:
    """Everybody's ballot by the box's own way, in one transaction: casting is measured elsewhere."""
    box, slot = BOXES["sealed"], queries.slot_of(queries.poll(poll))
    folded = [box.fold(slot, formats.nonce(), one(CHOICES[at % 3])) for at in range(len(attendees))]
    with writing():
        for attendee, ballot in zip(attendees, folded, strict=True):
            box.cast(poll, attendee, ballot, Way.PHONE)


def _timed(work: object) -> float:
    assert callable(work)
    started = time.monotonic()
    work()
    return time.monotonic() - started
