"""One world for the tests of the whole app: a meeting in each interesting state, and people of every standing."""

import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import create_app
from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Account
from blueprints.archive import service as archive
from blueprints.archive.models import Work
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.members.models import Office
from blueprints.minutes import queries as minutes
from blueprints.papers import service as papers
from blueprints.polls import queries as polls
from blueprints.polls import service as poll_service
from blueprints.polls.models import Opinion
from blueprints.proof import service as proof
from blueprints.shared.db import db, writing
from blueprints.shared.settings import Settings
from domain.proof import code_of, number_of
from domain.rules import Method
from tests.features.elections import make_elections
from tests.features.life import make_life
from tests.features.meetings import make_meetings
from tests.features.members import make_members
from tests.features.minutes import make_minutes
from tests.features.reviews import make_review
from tests.features.rules import make_rules
from tests.make import NOON, Community, act, community
from tests.whole_app.world_things import OF_A_LIFE, OF_A_REVIEW, of_a_life, of_a_review, of_an_election

KEY = "a key for tests only, never for a real installation"
HOST = "yishi.test"

#: Everybody who tries every door; the first four have no business with the branch whose things are tried.
OUTSIDE = ("nobody", "stranger", "outsider", "other_secretary")
INSIDE = ("member", "probationary", "chair", "recorder", "secretary", "branch_secretary", "superior")
PEOPLE = (*OUTSIDE, *INSIDE)

#: The meetings of the branch, by the state they are in.
STATES = ("planning", "noticed", "session", "draft", "confirmed", "election", "life", "review")

#: What stands in an address as <int:name>, <string:name> or <path:name>.
PARAMETER = re.compile(r"<(?:[a-z_]+(?:\([^)]*\))?:)?(\w+)>")


@dataclass
class World:
    """The app with its people and things; numbers only, so that nothing goes stale."""

    app: Flask
    house: Community
    accounts: dict[str, int | None]
    #: For each state of a meeting: what a url parameter stands for.
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    spare: Path = Path()

    def address(self, rule: str, at: str) -> str:
        """The rule's address with the things of the meeting in that state."""
        held = self.things[at]
        missing = [name for name in PARAMETER.findall(rule) if name not in held]
        assert not missing, f"tell tests/whole_app/world.py what <{missing[0]}> of {rule} stands for"
        return PARAMETER.sub(lambda match: str(held[match[1]]), rule)

    def client(self, person: str) -> "Phone":
        """A phone on which that person is signed in."""
        return Phone(self, self.accounts[person])

    def restore(self) -> None:
        """Everything as it was when the world was made."""
        with self.app.app_context():
            raw = db.engine.raw_connection()
            try:
                _copy(self.spare, raw.driver_connection)
            finally:
                raw.close()
            db.session.remove()

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        with self.app.app_context():
            rows = {
                table.name: sorted(map(tuple, db.session.execute(select(table)).all()), key=repr)
                for table in db.metadata.sorted_tables
            }
            db.session.remove()
        return rows


class Phone:
    """A client with a session; every POST carries its CSRF token unless it is told not to."""

    def __init__(self, world: World, account_id: int | None) -> None:
        self.web: FlaskClient = world.app.test_client()
        if account_id is not None:
            with world.app.app_context():
                mark = db.session.get_one(Account, account_id).get_id()
                db.session.remove()
            with self.web.session_transaction(base_url=f"http://{HOST}") as session:
                session["_user_id"], session["_fresh"] = mark, True
        page = self.get("/me" if account_id else "/sign-in")
        self.token = str(_field(page, "csrf_token")["value"])

    def get(self, address: str, **more: Any) -> TestResponse:
        """Open an address."""
        return self.web.get(address, base_url=f"http://{HOST}", **more)

    def post(self, address: str, data: Mapping[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send values with the session's token."""
        sent = {"csrf_token": self.token, **(data or {})}
        return self.web.post(address, data=sent, base_url=f"http://{HOST}", **more)

    def ask(self, method: str, address: str) -> TestResponse:
        """GET, or POST with nothing but the token."""
        return self.get(address) if method == "GET" else self.post(address)


def _field(page: TestResponse, name: str) -> Tag:
    found = BeautifulSoup(page.data, "lxml").find("input", {"name": name})
    assert isinstance(found, Tag), f"no field {name} on the page: {page.status} {page.get_data(as_text=True)[:300]}"
    return found


def empty_app(folder: Path, **more: str) -> Flask:
    """An app with empty tables in that folder."""
    env = {"YISHI_DATA": str(folder), "SECRET_KEY": KEY, "YISHI_PUBLIC_URL": f"http://{HOST}", **more}
    app = create_app(Settings.from_env(env))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = None
    with app.app_context():
        db.create_all()
    return app


@contextmanager
def made(folder: Path) -> Iterator[World]:
    """The world, in a database of its own that can be put back."""
    app = empty_app(folder)
    with app.app_context():
        world = _fill(app)
        world.spare = folder / "spare.db"
        db.session.remove()
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        shutil.copy(folder / "yishi.db", world.spare)
    yield world
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _copy(source: Path, target: Any) -> None:
    kept = sqlite3.connect(source)
    try:
        kept.backup(target)
    finally:
        kept.close()


def _fill(app: Flask) -> World:
    house = community()
    world = World(app, house, {"nobody": None})
    world.accounts |= {
        "stranger": house.stranger,
        "outsider": house.other_account,
        "other_secretary": make_members.secretary_of(house.other_branch, "第二支部管理员"),
        "member": house.accounts[2],
        "probationary": house.probationary_account,
        "chair": house.accounts[0],
        "recorder": house.accounts[1],
        "secretary": house.secretary,
        "branch_secretary": make_members.secretary_of(house.branch),
        "superior": house.superior,
    }
    made_meetings = {
        "planning": make_meetings.planned(house),
        "noticed": make_meetings.noticed(house),
        "session": make_meetings.in_session(house, present=6),
        "draft": make_minutes.drafted(house)[0],
        "confirmed": make_minutes.confirmed(house)[0],
        "election": make_elections.gathering(house),
        "life": make_life.meeting_of(make_life.whole(house)),
        "review": make_review.meeting_of(make_review.whole(house)),
    }
    common = _of_the_branch(house)
    for state, meeting in made_meetings.items():
        world.things[state] = common | _of_a_meeting(house, meeting, state)
    world.things["confirmed"] |= _of_a_record(house, made_meetings["confirmed"])
    world.things["election"] |= of_an_election(made_meetings["election"])
    world.things["life"] |= of_a_life(house, made_meetings["life"])
    world.things["review"] |= of_a_review(house, made_meetings["review"])
    world.things["branch"] = common
    world.things["community"] = common | {"organisation_id": house.organisation}
    return world


def _of_the_branch(house: Community) -> dict[str, Any]:
    card = accounts.current_card(house.accounts[3])
    assert card is not None
    office = db.session.scalar(select(Office.id).where(Office.member_id == house.members[1]))
    return {
        "organisation_id": house.branch,
        "member_id": house.members[3],
        "account_id": house.accounts[3],
        "upload_id": make_members.uploaded(house, house.branch, make_members.file_of(2)),
        "office_id": office,
        "suspension_id": make_members.suspended(house, house.members[4], "2026-01-01"),
        "role": "secretary",
        "kind": "party_assembly",
        "local_rule_id": make_rules.local(house, house.branch, "party_assembly"),
        "token": accounts.card_link(card).rsplit("/", 1)[1],
        "code": "AAAAAAAAAAAAAAAA",
        "version": 1,
        "filename": "yishi.css",
        "job_id": archive.begin(act(house.secretary), house.branch, Work.MEETINGS, 2026),
        "place": 0,
        "proof_code": "0000-0000-0000",
        **dict.fromkeys(("paper_id", "signed_copy_id", "signature_id"), 0),
        **dict.fromkeys((*OF_A_LIFE, *OF_A_REVIEW), 0),
    }


def _of_a_record(house: Community, meeting: int) -> dict[str, Any]:
    """Of confirmed minutes: their code, the recorder's signature, a scan of the print, a confirmed summary."""
    told, by = minutes.latest(meeting), act(house.secretary)
    assert told is not None
    number, paper = number_of(code_of(told.sha256)) or 0, papers.begin(by, "summary", house.branch, meeting)
    papers.confirm(by, paper, 0)
    held = {"paper_id": paper, "signed_copy_id": proof.add_copy(by, number, "签字页.pdf", make_elections.PDF)}
    drawn = proof.sign(by, number, 1, "[[100, 100, 300, 120], [600, 50, 600, 300]]")
    return held | {"proof_code": code_of(told.sha256), "signature_id": drawn}


def _of_a_meeting(house: Community, meeting: int, state: str) -> dict[str, Any]:
    """Its item, a line of its roll, and what was said, decided, handed out and voted on; made where missing."""
    by = act(house.secretary)
    items, roll = make_meetings.items(meeting), make_meetings.roll(meeting)
    held: dict[str, Any] = {"meeting_id": meeting, "item_id": items[0], "attendee_id": roll[3] if roll else 0}
    held["role"] = "chair"
    held |= dict.fromkeys(("race_id", "candidate_id", "exemption_id", "election_file_id"), 0)
    held["material_id"] = meeting_service.add_material(by, items[0], "方案.pdf", b"%PDF-1.4\n%%EOF\n")
    if state == "session":
        meeting_service.add_speech(by, items[0], roll[0], "spoke", "同意。")
        meeting_service.add_follow_up(by, items[0], "印发方案", "李秀英", "2026-12-05")
        poll_service.open_poll(by, poll_service.propose(by, items[0], "同意该方案", Method.secret))
    item = meetings.item(items[0])
    db.session.refresh(item)
    held["speech_id"] = item.speeches[0].id if item.speeches else 0
    decided = [one.id for each in item.meeting.items for one in each.follow_ups]
    held["follow_up_id"] = decided[0] if decided else 0
    held["poll_id"] = _poll_of(meeting)
    held["opinion_id"] = _opinion_on(items[-1], roll[3]) if roll else 0
    return held


def _opinion_on(item: int, attendee: int) -> int:
    """One that was written before the meeting; put there by hand, since only admissions count any."""
    with writing() as session:
        row = Opinion(item_id=item, attendee_id=attendee, choice="for", received_at=NOON, filename="意见.pdf")
        row.sha256, row.content = "0" * 64, b"%PDF-1.4\n%%EOF\n"
        session.add(row)
        session.flush()
        return row.id


def _poll_of(meeting: int) -> int:
    found = polls.polls_of_meeting(meeting)
    return found[-1].id if found else 0


def rules(app: Flask, method: str) -> list[Rule]:
    """The rules of the url map that take the method, but for static files."""
    found = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()) and rule.endpoint != "static"]
    return sorted(found, key=lambda rule: rule.rule)


def names(app: Flask) -> list[tuple[str, str]]:
    """Every (method, rule) there is, but for static files."""
    return [(method, rule.rule) for method in ("GET", "POST") for rule in rules(app, method)]
