"""A hall of phones on one server and SQLite: everybody checks in, asks every two seconds, votes by secret ballot."""

import re
import time
from dataclasses import dataclass, field
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
    """The secretary's moves, each when the hall is ready for it."""
    played, before, started = Played(), server.cpu_seconds(), time.monotonic()

    def move(name: str, path: str, **form: str) -> str:
        sent = time.monotonic()
        body = urlencode({"csrf_token": tablet.csrf, "once": once_key(), **form})
        headers = tablet.headers | {"Content-Type": "application/x-www-form-urlencoded"}
        status, answered, text = send(server.port, "POST", path, headers, body)
        played.moves[name] = time.monotonic() - sent
        if status != 303:
            raise RuntimeError(f"{name}: {status} {text.decode()[:300]}")
        return answered.get("location", "")

    load.hear()
    move("open meeting", f"/meetings/{hall.meeting}/open")
    move("start item", f"/items/{hall.item}/start")
    made = move("propose", f"/items/{hall.item}/polls/new", motion="同意该经费方案", method="secret")
    poll = int((re.search(r"/polls/(\d+)", made) or ["", "0"])[1])
    move("open", f"/polls/{poll}/open")
    load.tell(f"vote {poll}")
    load.hear()
    for name, path in (("close", "close"), ("open the box", "open-box"), ("announce", "announce")):
        move(name, f"/polls/{poll}/{path}")
    time.sleep(AFTERWARDS)
    played.server_mb = server.worker_mb()
    load.tell("over")
    played.load = load.hear()
    played.server_cpu = (server.cpu_seconds() - before) / (time.monotonic() - started)
    return played


def _look(where: Place, hall: crowd.Hall, played: Played) -> None:
    """What the database kept."""
    with inside(where):
        here = select(func.count()).where(Attendee.meeting_id == hall.meeting, Attendee.arrived_at.is_not(None))
        played.present = db.session.scalar(here) or 0
        (poll,) = polls.polls_of_meeting(hall.meeting)
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
    lost = people - min(played.marked, played.lying, len(set(load["receipts"])))
    doubled = max(played.lying, len(load["receipts"])) - people + load["differing"] + load["unknown"]
    seconds = CHECK_IN_SECONDS * people / FULL
    named = ", ".join(f"{count}x {name}" for name, count in sorted(load["faults"].items())[:5])
    return [
        Line(f"hall: {people} phones, p99 of all their requests", "<= 1000 ms", f"{p99:.0f} ms", p99 <= 1000),
        *(_step(name, taken[name]) for name in (*PHONE_STEPS, "watch") if taken.get(name)),
        Line("  errors", "0", f"{faults} {named}".strip(), faults == 0),
        Line(
            "  last one checked in after",
            f"{seconds:.0f} s + 2",
            f"{load['arrived_last']:.1f} s, {played.present} in",
            load["arrived_last"] <= seconds + 2 and played.present == people,
        ),
        Line(
            "  last ballot cast after",
            f"{_span(people):.0f} s",
            f"{load['voted_last']:.1f} s",
            load["voted_last"] <= _span(people),
        ),
        Line("  ballots lost / doubled", "0 / 0", f"{lost} / {max(doubled, 0)}", lost == 0 and doubled <= 0),
        *(_move(name, played.moves[name]) for name in ("open", "close", "open the box", "announce")),
        Line("  server's share of a processor, its memory", "", f"{played.server_cpu:.0%}, {played.server_mb:.0f} MB"),
        Line("  load's share of a processor", "", f"{load['cpu'] / load['wall']:.0%}"),
    ]


def _span(people: int) -> float:
    return max(VOTE_SECONDS * people / FULL, 6)


def _step(name: str, taken: list[float]) -> Line:
    p50, p99 = percentile(taken, 50), percentile(taken, 99)
    label = "tablet and screen ask" if name == "watch" else name
    return Line(f"  {label}: p50 / p99", "", f"{p50:.0f} / {p99:.0f} ms ({len(taken)})")


def _move(name: str, seconds: float) -> Line:
    limited = name in ("open", "close")
    return Line(
        f"  tablet waits for: {name}",
        "<= 2 s" if limited else "",
        f"{seconds:.2f} s",
        seconds <= 2 if limited else None,
    )
