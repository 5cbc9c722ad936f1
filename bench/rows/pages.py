"""Each main page in front of ten years of many branches, against the same page of one small community."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import Engine, event

from bench import bulk, crowd
from bench.report import Line, Scale, median
from bench.stage import inside, place
from blueprints.accounts import queries as accounts
from blueprints.meetings import queries as meetings
from blueprints.members import queries as members
from blueprints.rehearsal import community
from blueprints.shared import clock
from blueprints.shared.db import db

GOAL = 1.5


class BrokenPageError(Exception):
    """A page did not come."""


@dataclass(frozen=True)
class Visit:
    """One page and who opens it."""

    path: str
    who: str


@dataclass
class Side:
    """One of the two databases with everybody signed in."""

    app: Flask
    engine: Engine
    phones: dict[str, crowd.Phone]
    statements: int = 0

    def open(self, visit: Visit) -> tuple[float, int]:
        """Milliseconds of processor time and number of queries; a page that does not come is an error."""
        client = self.app.test_client(use_cookies=False)
        self.statements, started = 0, time.process_time()
        answer = client.get(visit.path, headers=self.phones[visit.who].headers)
        taken = (time.process_time() - started) * 1000
        if answer.status_code != 200:
            raise BrokenPageError(f"it answered {answer.status_code}")
        return taken, self.statements

    def count(self, *_: object) -> None:
        """One more query."""
        self.statements += 1


def measure(scale: Scale) -> list[Line]:
    """Every page in turns on both; the small one has the sample community, the large one that and all the others."""
    branches = scale.branches or (100 if scale.quick else 1000)
    with _side(0) as small, _side(branches) as large:
        lines, worst, uneven = [], 0.0, 0
        for visit in _visits(small.app):
            try:
                line, ratio, even = _compared(visit, small, large, 3 if scale.quick else 7)
            except BrokenPageError as broken:
                line, ratio, even = Line(f"  {visit.path} ({visit.who})", "", f"broke: {broken}", False), 0.0, True
            lines.append(line)
            worst, uneven = max(worst, ratio), uneven + (not even)
    head = f"pages: slowest with {branches} branches x {bulk.YEARS} years x {bulk.A_YEAR}"
    return [
        Line(head, f"<= {GOAL}", f"{worst:.2f}", worst <= GOAL),
        Line("  pages with another number of queries", "0", str(uneven), uneven == 0),
        *lines,
    ]


@contextmanager
def _side(branches: int) -> Iterator[Side]:
    with place() as where:
        with inside(where) as app:
            community.fill(clock.now())
            phones = {who: crowd.signed_in(app, number) for who, number in _people().items()}
            if branches:
                bulk.multiply(where.folder / "yishi.db", branches)
        app = where.app()
        with app.app_context():
            engine = db.engine
        side = Side(app, engine, phones)
        event.listen(engine, "before_cursor_execute", side.count)
        yield side
        engine.dispose()


def _people() -> dict[str, int]:
    wanted = {"secretary": "13900000001", "member": "13900000002", "superior": "13900000900"}
    found = {who: accounts.account_by_phone(phone) for who, phone in wanted.items()}
    return {who: account.id for who, account in found.items() if account}


def _visits(app: Flask) -> list[Visit]:
    """The pages of the top, of the first branch, of its coming meeting and of one that was held."""
    with app.app_context():
        top = next(one.organisation for one in accounts.seats(_people()["secretary"]) if one.role == "secretary")
        branch = accounts.children(top.id)[0].id
        listed = [*meetings.coming_of(branch), *meetings.past_of(branch, 0, 200)]
        coming, past = listed[0].id, next(one for one in listed if one.state in bulk.HELD)
        held, minutes = past.id, "minutes" if past.state == "ended" else "minutes/1"
        person, item = members.people_of(branch)[3].id, listed[0].items[0].id
        top_id = top.id
        db.session.rollback()
    secretary = [f"/organisations/{top_id}", f"/organisations/{top_id}/meetings", f"/organisations/{branch}"]
    rooms = ("meetings", "meetings/new", "members", "cards", "groups", "rules", "rules/party_committee")
    secretary += [f"/organisations/{branch}/{room}" for room in rooms]
    secretary += [f"/members/{person}", f"/meetings/{coming}", f"/meetings/{held}", f"/meetings/{held}/{minutes}"]
    secretary += [f"/meetings/{coming}/console", f"/meetings/{coming}/screen", f"/items/{item}/polls/new"]
    member = ["/my-meetings", "/me", *(f"/meetings/{coming}/{page}" for page in ("notice", "room", "check-in"))]
    return [
        *(Visit(path, "secretary") for path in secretary),
        *(Visit(path, "member") for path in member),
        Visit(f"/organisations/{top_id}/meetings", "superior"),
    ]


def _compared(visit: Visit, small: Side, large: Side, rounds: int) -> tuple[Line, float, bool]:
    small.open(visit), large.open(visit)
    pairs = [(small.open(visit), large.open(visit)) for _ in range(rounds)]
    before, after = (median([pair[side][0] for pair in pairs]) for side in (0, 1))
    queries = tuple({pair[side][1] for pair in pairs} for side in (0, 1))
    ratio, even = after / before, queries[0] == queries[1] and len(queries[0]) == 1
    counted = " / ".join(",".join(map(str, sorted(side))) for side in queries)
    told = f"{ratio:.2f} ({before:.0f} / {after:.0f} ms), queries {counted}"
    return Line(f"  {visit.path} ({visit.who})", f"<= {GOAL}", told, ratio <= GOAL and even), ratio, even
