"""A branch as large as a hall, its meeting, and everybody's signed-in phone.

Sessions are minted with the app's own session interface and the throw-away instance's own key: what is measured
begins after signing in, whose PIN hash is slow on purpose.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, g, session
from flask_login import login_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy import insert, update

from blueprints.accounts.models import Account, Grant, Level, Organisation
from blueprints.meetings import queries as meetings
from blueprints.meetings import service
from blueprints.meetings.models import Attendee
from blueprints.members.models import Member
from blueprints.polls import service as polls
from blueprints.polls.models import Duty, Teller
from blueprints.shared import clock
from blueprints.shared.db import db, writing
from blueprints.shared.journal import Act
from blueprints.shared.permissions import Role
from domain.rules import Method

AGENT = "yishi-bench"
RULE = "party_assembly.nat"

#: Numbers that the bulk rows begin at.
FIRST = 1000


@dataclass(frozen=True)
class Phone:
    """A signed-in phone: its session cookie and the guard its forms carry."""

    cookie: str
    csrf: str

    @property
    def headers(self) -> dict[str, str]:
        """What it sends with every request."""
        return {"Cookie": f"yishi={self.cookie}", "User-Agent": AGENT}


@dataclass(frozen=True)
class Hall:
    """Numbers of a meeting and of those who are called to it, in the order of the roll."""

    branch: int
    secretary: int
    meeting: int
    item: int
    accounts: tuple[int, ...]
    attendees: tuple[int, ...]


def signed_in(app: Flask, account_id: int) -> Phone:
    """The cookie that signing in would have set, by the same calls."""
    for name in list(g):  # what the phone before left in this context
        g.pop(name)
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": AGENT}):
        session.permanent = True
        login_user(db.session.get_one(Account, account_id))
        csrf = generate_csrf()
        sealer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return Phone(sealer.dumps(dict(session)), csrf)


def gathered(people: int) -> Hall:
    """Inside the app: a branch of so many full members, its assembly noticed and the hall open for check-in."""
    secretary, branch = _branch(people)
    act, earlier = Act(secretary, clock.now()), Act(secretary, clock.now() - timedelta(days=3))
    draft = service.Draft(
        title="支部党员大会",
        starts_at=act.at + timedelta(minutes=10),
        place="社区党群服务中心二楼会议室",
        chair_id=FIRST,
        recorder_id=FIRST + 1,
    )
    meeting = service.convene(earlier, branch, RULE, draft)
    item = service.add_item(earlier, meeting, service.ItemDraft("审议社区老旧楼道改造经费方案", "组织委员"))
    service.send_notice(earlier, meeting)
    service.gather(act, meeting)
    lines = meetings.meeting(meeting).attendees
    attendees, owners = tuple(line.id for line in lines), {line.member_id or 0 for line in lines}
    return Hall(branch, secretary, meeting, item, tuple(sorted(owners)), attendees)


def _branch(people: int) -> tuple[int, int]:
    numbers, now = range(FIRST, FIRST + people), clock.now()
    with writing() as bound:
        branch = Organisation(name="幸福里社区第一党支部", level=Level.BRANCH)
        secretary = Account(name="王建国", made_at=now)
        bound.add_all([branch, secretary])
        bound.flush()
        bound.add(Grant(account_id=secretary.id, organisation_id=branch.id, role=Role.SECRETARY))
        bound.execute(insert(Account), [{"id": number, "name": f"党员{number}", "made_at": now} for number in numbers])
        bound.execute(insert(Grant), [_grant(number, branch.id) for number in numbers])
        bound.execute(insert(Member), [_member(number, branch.id) for number in numbers])
        return secretary.id, branch.id


def _grant(number: int, branch: int) -> dict[str, object]:
    return {"account_id": number, "organisation_id": branch, "role": Role.MEMBER}


def _member(number: int, branch: int) -> dict[str, object]:
    """A full member whose account bears the same number."""
    return {
        "id": number,
        "organisation_id": branch,
        "account_id": number,
        "name": f"党员{number}",
        "category": "full",
        "gender": "女" if number % 2 else "男",
        "birth": "1960-05",
        "joined_on": "2001-07-01",
        "full_member_on": "2002-07-01",
        "phone": f"138{number:08}",
    }


def in_session(people: int) -> Hall:
    """The same hall with everybody in it and the meeting opened."""
    hall, now = gathered(people), clock.now()
    here = {"present": True, "arrived_at": now, "arrived_by": "scan"}
    with writing() as bound:
        bound.execute(update(Attendee).where(Attendee.meeting_id == hall.meeting).values(**here))
    service.open_meeting(Act(hall.secretary, now), hall.meeting)
    service.start_item(Act(hall.secretary, now), hall.item)
    return hall


def secret_vote(hall: Hall) -> int:
    """An open secret vote, sealed as it is where tellers serve."""
    return sealed_vote(hall)[0]


def sealed_vote(hall: Hall) -> tuple[int, list[str]]:
    """An open sealed vote with three tellers, and the codes of two of them, which open its box."""
    act = Act(hall.secretary, clock.now())
    with writing() as bound:
        rows = [{"attendee_id": one, "meeting_id": hall.meeting} for one in hall.attendees[:3]]
        bound.execute(insert(Teller), [{**row, "duty": Duty.TELLER, "named": True} for row in rows])
    poll = polls.propose(act, hall.item, "同意该经费方案", Method.secret)
    polls.hand_out(act, poll, 2)
    codes = [polls.code_for(poll, teller) for teller in hall.attendees[:3]]
    for teller, code in zip(hall.attendees[:3], codes, strict=True):
        polls.confirm_code(act, poll, teller, code)
    return polls.open_poll(act, poll), codes[:2]
