"""A hall of phones on one server and SQLite: everybody checks in, asks every two seconds, votes by secret ballot."""

import time
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import func, select

from bench import crowd
from bench.driving import Load
from bench.report import Line, Scale, percentile
from bench.stage import Place, Running, inside, place, send, serving
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee
from blueprints.polls import queries as polls
from blueprints.polls.models import Ballot, Voter
from blueprints.shared.db import db
from blueprints.shared.forms import once_key

#: A full hall; a smaller one keeps its arrivals and its votes a second.
FULL = 2000
CHECK_IN_SECONDS, VOTE_SECONDS = 60, 20
#: How long phones go on asking after the announcement, so that all see it.
AFTERWARDS = 5

SHOWN = ("open", "close", "open the box", "announce")
PHONE_STEPS = ("scan", "check-in page", "check in", "room", "unchanged", "changed", "choose", "cast")


@dataclass
class Played:
    """What was seen from both sides of one meeting."""

    moves: dict[str, float] = field(default_factory=dict)  #: seconds that the tablet waited for each move
    load: dict[str, Any] = field(default_factory=dict)
    server_cpu: float = 0.0  #: share of one processor
    server_mb: float = 0.0
    present: int = 0
    marked: int = 0
    lying: int = 0
    stuck: str = ""  #: the move that was not answered


def measure(scale: Scale) -> list[Line]:
    """One meeting from the first arrival to the announced result."""
    with place() as where:
        with inside(where) as app:
            hall = crowd.gathered(scale.phones)
            key = meetings.meeting(hall.meeting).hall_key.hex()
            phones = [crowd.signed_in(app, account) for account in hall.accounts]
            tablet = crowd.signed_in(app, hall.secretary)
        plan = _plan(where, scale.phones, hall.meeting, key)
        plan["phones"] = [(phone.cookie, phone.csrf) for phone in phones]
        plan["secretary"] = (tablet.cookie, tablet.csrf)
        with serving(where) as server, Load(plan) as load:
            played = _play(server, load, hall, tablet)
        _look(where, hall, played)
    return _lines(scale.phones, played)


def _plan(where: Place, people: int, meeting: int, key: str) -> dict[str, Any]:
    return {
        "kind": "hall",
        "port": where.port,
        "meeting": meeting,
        "hall_key": key,
        "agent": crowd.AGENT,
        "check_in_seconds": CHECK_IN_SECONDS * people / FULL,
        "vote_seconds": max(VOTE_SECONDS * people / FULL, 6),
    }


def _play(server: Running, load: Load, hall: crowd.Hall, tablet: crowd.Phone) -> Played:
    """The secretary's moves, each when the hall is ready for it; a move that fails ends the meeting, not the row."""
    played, before, started = Played(), server.cpu_seconds(), time.monotonic()
    try:
        _moves(played, Tablet(server.port, tablet, played.moves), load, hall)
    except (OSError, HTTPException, StuckError) as error:
        played.stuck = f"{type(error).__name__} {error}".strip()
    played.server_mb = server.worker_mb()
    load.tell("over")
    while not isinstance(played.load, dict) or not played.load:
        played.load = load.hear()
    played.server_cpu = (server.cpu_seconds() - before) / (time.monotonic() - started)
    return played


def _moves(played: Played, tablet: "Tablet", load: Load, hall: crowd.Hall) -> None:
    load.hear()
    tablet.move("open meeting", f"/meetings/{hall.meeting}/open")
    tablet.move("start item", f"/items/{hall.item}/start")
    made = tablet.move("propose", f"/items/{hall.item}/polls/new", motion="同意该经费方案", method="secret")
    poll = int(made.rpartition("/")[2])
    tablet.move("open", f"/polls/{poll}/open")
    load.tell(f"vote {poll}")
    load.hear()
    for name, path in (("close", "close"), ("open the box", "open-box"), ("announce", "announce")):
        tablet.move(name, f"/polls/{poll}/{path}")
    time.sleep(AFTERWARDS)


class StuckError(Exception):
    """A move of the tablet was not answered as it must be."""


@dataclass(frozen=True)
class Tablet:
    """The secretary's tablet, which notes how long each move took."""

    port: int
    keys: crowd.Phone
    moves: dict[str, float]

    def move(self, name: str, path: str, **form: str) -> str:
        """Press a button; where the answer leads."""
        sent = time.monotonic()
        body = urlencode({"csrf_token": self.keys.csrf, "once": once_key(), **form})
        headers = self.keys.headers | {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            status, answered, text = send(self.port, "POST", path, headers, body)
        finally:
            self.moves[name] = time.monotonic() - sent
        if status != 303:
            raise StuckError(f"{name}: {status} {text.decode()[:200]}")
        return answered.get("location", "")


def _look(where: Place, hall: crowd.Hall, played: Played) -> None:
    """What the database kept."""
    with inside(where):
        here = select(func.count()).where(Attendee.meeting_id == hall.meeting, Attendee.arrived_at.is_not(None))
        played.present = db.session.scalar(here) or 0
        if not (found := polls.polls_of_meeting(hall.meeting)):
            return
        poll = found[0]
        marked = select(func.count()).where(Voter.poll_id == poll.id, Voter.state > 0)
        played.marked = db.session.scalar(marked) or 0
        played.lying = db.session.scalar(select(func.count()).where(Ballot.poll_id == poll.id)) or 0
        public = polls.ballot_public(poll.id)
        known = set(public.receipts if public else ())
        played.load["unknown"] = sum(number not in known for number in played.load["receipts"])


def _lines(people: int, played: Played) -> list[Line]:
    load, taken = played.load, played.load["taken"]
    everything = [value for name in PHONE_STEPS for value in taken.get(name, [])]
    p99, faults = percentile(everything, 99), sum(load["faults"].values())
    named = ", ".join(f"{count}x {name}" for name, count in sorted(load["faults"].items())[:5])
    shares = f"{played.server_cpu:.0%}, {played.server_mb:.0f} MB"
    return [
        Line(f"hall: {people} phones, p99 of all their requests", "<= 1000 ms", f"{p99:.0f} ms", p99 <= 1000),
        *(_step(name, taken[name]) for name in (*PHONE_STEPS, "watch") if taken.get(name)),
        Line("  errors", "0", f"{faults} {named}".strip(), faults == 0),
        *([Line("  the tablet got stuck", "", played.stuck, False)] if played.stuck else []),
        *_kept(people, played),
        *(_move(name, played.moves[name]) for name in SHOWN if name in played.moves),
        Line("  server's share of a processor, its memory", "", shares),
        Line("  load's share of a processor", "", f"{load['cpu'] / load['wall']:.0%}"),
    ]


def _kept(people: int, played: Played) -> list[Line]:
    """Whether all got in and voted in time, and nothing was lost or doubled."""
    load, seconds, span = played.load, CHECK_IN_SECONDS * people / FULL, _span(people)
    in_time = load["arrived_last"] <= seconds + 2 and played.present == people
    voted_in_time = load["voted_last"] <= span and load["voted"] == people
    told = len(set(load["receipts"]))
    lost = max(told - min(played.marked, played.lying), 0) + load.get("unknown", 0)
    doubled = max(played.lying - min(played.marked, people), 0) + len(load["receipts"]) - told + load["differing"]
    arrived = f"{load['arrived_last']:.1f} s, {played.present} in"
    voted = f"{load['voted_last']:.1f} s, {load['voted']} phones"
    return [
        Line("  last one checked in after", f"{seconds:.0f} s + 2", arrived, in_time),
        Line("  last ballot cast after", f"{span:.0f} s", voted, voted_in_time),
        Line(f"  ballots lost / doubled, of {told} receipts", "0 / 0", f"{lost} / {doubled}", lost + doubled == 0),
    ]


def _span(people: int) -> float:
    return max(VOTE_SECONDS * people / FULL, 6)


def _step(name: str, taken: list[float]) -> Line:
    p50, p99 = percentile(taken, 50), percentile(taken, 99)
    label = "tablet and screen ask" if name == "watch" else name
    return Line(f"  {label}: p50 / p99", "", f"{p50:.0f} / {p99:.0f} ms ({len(taken)})")


def _move(name: str, seconds: float) -> Line:
    limited = name in ("open", "close")
    ok = seconds <= 2 if limited else None
    return Line(f"  tablet waits for: {name}", "<= 2 s" if limited else "", f"{seconds:.2f} s", ok)
