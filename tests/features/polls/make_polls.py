"""A hall in session with as many voters as a test needs, and votes in it."""

import random
from dataclasses import dataclass, field

import pytest
from sqlalchemy import func, insert, select, update

from ballots import formats
from blueprints.accounts.models import Account
from blueprints.meetings.models import Attendee, Item, Meeting
from blueprints.members.models import Member
from blueprints.polls import queries, service
from blueprints.polls.box import BallotBox, Folded
from blueprints.polls.desk import desk
from blueprints.polls.models import Ballot, Duty, Teller, Voter
from blueprints.polls.service import Question, Slip
from blueprints.shared.db import db, writing
from domain.lifecycle import MeetingState
from domain.paper import Choice, Paper, one
from domain.rules import Method, rule
from domain.words import Refusal
from tests.make import NOON, Community, act, add_member

RULE = "party_assembly.nat"


@dataclass
class Hall:
    """A meeting in session; numbers only, so that nothing goes stale between sessions."""

    house: Community
    meeting: int
    item: int
    voters: list[int] = field(default_factory=list)  #: attendees present with a vote
    accounts: list[int] = field(default_factory=list)  #: their accounts, in the same order
    absent: int = 0  #: an attendee with a vote who is not there
    probationary: int = 0  #: the probationary member's line

    @property
    def secretary(self) -> int:
        """Who runs it."""
        return self.house.secretary


def hall(house: Community, entitled: int = 5, present: int = 5) -> Hall:
    """A branch assembly with so many members entitled and present, and the probationary member there too."""
    with writing():
        meeting = _meeting(house)
        item = Item(meeting_id=meeting.id, position=1, title="审议楼道改造经费方案", state="current", started_at=NOON)
        db.session.add(item)
        db.session.flush()
        made = Hall(house, meeting.id, item.id)
        _call(made, entitled, present)
    return made


def _meeting(house: Community) -> Meeting:
    meeting = Meeting(
        organisation_id=house.branch,
        kind="party_assembly",
        title="第四季度党员大会",
        rule=rule(RULE).to_json(),
        starts_at=NOON,
        place="党群服务中心",
        chair_id=house.members[0],
        recorder_id=house.members[1],
        state=MeetingState.in_session,
        opened_at=NOON,
        hall_key=b"k" * 32,
    )
    db.session.add(meeting)
    db.session.flush()
    return meeting


def _call(made: Hall, entitled: int, present: int) -> None:
    people = [db.session.get_one(Member, number) for number in made.house.members[:5]]
    people += [add_member(made.house, f"党员{number}", "full", number) for number in range(10, 5 + entitled)]
    for position, person in enumerate(people[:entitled], 1):
        line = _line(made, person, position, position <= present, True)
        if line.present:
            made.voters.append(line.id)
            made.accounts.append(person.account_id or 0)
        else:
            made.absent = line.id
    probationary = db.session.get_one(Member, made.house.probationary)
    made.probationary = _line(made, probationary, entitled + 1, True, False).id


def _line(made: Hall, person: Member, position: int, here: bool, entitled: bool) -> Attendee:
    line = Attendee(
        meeting_id=made.meeting,
        member_id=person.id,
        position=position,
        name=person.name,
        category=person.category,
        expected=True,
        entitled=entitled,
        observer=False,
        no_vote_reason="" if entitled else "预备党员没有表决权",
        present=here,
        arrived_at=NOON if here else None,
    )
    db.session.add(line)
    db.session.flush()
    return line


def crowd(house: Community, count: int) -> Hall:
    """So many voters at once, guests of the roll without accounts: for tests of the box alone."""
    made = hall(house)
    columns = {"meeting_id": made.meeting, "category": "full", "expected": True, "entitled": True, "present": True}
    columns |= {"observer": False, "name": "党员", "capacity": "", "no_vote_reason": "", "reply": "none"}
    columns |= {"leave_reason": "", "arrived_by": ""}
    with writing():
        rows = [{**columns, "position": 100 + number} for number in range(count - len(made.voters))]
        db.session.execute(insert(Attendee), rows)
    query = select(Attendee.id).where(Attendee.meeting_id == made.meeting, Attendee.entitled, Attendee.present)
    made.voters = list(db.session.scalars(query.order_by(Attendee.id)))
    return made


def proposed(made: Hall, method: Method = Method.secret, motion: str = "同意该经费方案") -> int:
    """A draft."""
    return service.propose(act(made.secretary), made.item, motion, method)


def opened(made: Hall, method: Method = Method.secret) -> int:
    """An open vote."""
    return service.open_poll(act(made.secretary), proposed(made, method))


def name_tellers(made: Hall, *voters: int) -> None:
    """These voters watch the count."""
    with writing() as session:
        rows = [Teller(meeting_id=made.meeting, attendee_id=one, duty=Duty.TELLER, named=True) for one in voters]
        session.add_all(rows)


def locked(made: Hall, poll_id: int, needed: int = 2) -> list[str]:
    """Hand out codes for a sealed draft and have each typed back; the codes."""
    service.hand_out(act(made.secretary), poll_id, needed)
    ceremony = desk(poll_id).ceremony
    assert ceremony is not None
    codes = dict(ceremony.codes)
    for teller, code in codes.items():
        service.confirm_code(act(made.secretary), poll_id, teller, code)
    return list(codes.values())


def sealed(made: Hall, tellers: int = 3, paper: Paper | None = None) -> tuple[int, list[str]]:
    """An open sealed vote, and the codes that open its box."""
    if not queries.watching(made.meeting):
        name_tellers(made, *made.voters[:tellers])
    poll = service.propose(act(made.secretary), made.item, "同意该经费方案", Method.secret, Question(paper))
    codes = locked(made, poll)
    return service.open_poll(act(made.secretary), poll), codes


def unboxed(made: Hall, poll_id: int, codes: list[str]) -> None:
    """Open the box, with two of its codes where it is sealed."""
    if not codes:
        service.open_box(act(made.secretary), poll_id)
    for code in codes[:2]:
        service.give_code(act(made.secretary), poll_id, code)


def cast(poll_id: int, voter: int, choice: Choice = Choice.FOR) -> Slip:
    """One ballot cast; returns the slip, so that it can be sent again."""
    slip = service.new_slip(poll_id, voter, choice)
    service.cast(slip)
    return slip


def everybody_votes(made: Hall, poll_id: int, seed: int = 1) -> list[Slip]:
    """All vote, in a random order, for, against and abstaining by turns."""
    order = random.Random(seed).sample(made.voters, len(made.voters))
    return [cast(poll_id, voter, list(Choice)[at % 3]) for at, voter in enumerate(order)]


def marks_and_ballots(poll_id: int) -> tuple[int, int]:
    """How many voters are marked, and how many ballots lie in the box."""
    db.session.rollback()
    marked = select(func.count()).select_from(Voter).where(Voter.poll_id == poll_id, Voter.state > 0)
    lying = select(func.count()).select_from(Ballot).where(Ballot.poll_id == poll_id)
    return db.session.scalar(marked) or 0, db.session.scalar(lying) or 0


def activate(account_ids: list[int]) -> None:
    """These people have set a PIN with their card, so that their phones can vote."""
    with writing() as session:
        session.execute(update(Account).where(Account.id.in_(account_ids)).values(pin_hash="set"))


def refused(sentence: str) -> pytest.RaisesExc[Refusal]:
    """Expects a refusal that begins like this sentence."""
    return pytest.RaisesExc(Refusal, match=sentence[:20])


def folded(poll: int, box: BallotBox, choice: Choice = Choice.FOR) -> Folded:
    """A ballot ready for the box."""
    return box.fold(queries.slot_of(queries.poll(poll)), formats.nonce(), one(choice))
