"""Reviews 民主测评 for tests: a hall of members, and whoever else a test needs on its roll."""

from dataclasses import dataclass, field

from sqlalchemy import update

from blueprints.meetings.models import Attendee, Meeting
from blueprints.polls import passes, service
from blueprints.polls.passes import Pass
from blueprints.polls.service import Question, Voters
from blueprints.shared.db import db, writing
from domain.grade import Grade, marks_of
from domain.paper import Marked, Paper
from domain.roll import DETAINED
from domain.rules import Method, rule
from tests.features.polls import make_polls
from tests.features.polls.make_polls import Hall, hall, name_tellers
from tests.make import NOON, Community, act

GRADES = ("优秀", "合格", "基本合格", "不合格")
PAPER = Paper(("王建国", "李秀英", "欧阳明"), grades=GRADES, listed=("周强",))
LIMITED = Paper(PAPER.lines, grades=GRADES, best_limit=1)
MOTION = "2026年度民主评议党员测评"

LETTERS = {**{str(at): mark for at, mark in enumerate(marks_of(4)[:-1], 1)}, "0": Grade.UNMARKED}


def graded(letters: str) -> Marked:
    """1 best to 4 worst, 0 left out, a letter a person."""
    return Marked(tuple(LETTERS[letter] for letter in letters))


@dataclass
class Review:
    """An open review; numbers only."""

    room: Hall
    poll: int
    codes: list[str]
    fillers: list[int] = field(default_factory=list)  #: who may fill in a ballot and is there

    def takes(self, letters: str, at: int) -> None:
        """One ballot by phone."""
        service.cast(service.new_slip(self.poll, self.fillers[at], graded(letters)))

    def end(self) -> None:
        """Closed, opened, announced."""
        service.close_poll(act(), self.poll)
        make_polls.unboxed(self.room, self.poll, self.codes)
        service.announce(act(), self.poll)


def reviewing(house: Community, rule_id: str = "member_review.nat") -> Hall:
    """Five members and a probationary one in the hall of a review; its tellers are the first two."""
    room = hall(house)
    with writing() as session:
        kept = {"rule": rule(rule_id).to_json(), "kind": rule(rule_id).kind, "title": "2026年度民主评议党员"}
        session.execute(update(Meeting).where(Meeting.id == room.meeting).values(**kept))
    name_tellers(room, *room.voters[:2])
    return room


def joins(room: Hall, name: str, category: str, reason: str = "", here: bool = True, observer: bool = False) -> int:
    """One more line of the roll without an account and without a vote."""
    with writing() as session:
        line = Attendee(
            meeting_id=room.meeting,
            member_id=None,
            position=50,
            name=name,
            category=category,
            expected=not observer and reason != DETAINED,
            entitled=False,
            observer=observer,
            no_vote_reason=reason,
            present=here,
            arrived_at=NOON if here else None,
        )
        session.add(line)
        session.flush()
        return line.id


def pass_of(room: Hall, guest: int) -> str:
    """The guest's pass as it stands in its link."""
    return passes.written(Pass(room.meeting, guest, db.session.get_one(Attendee, guest).name))


def proposed(room: Hall, paper: Paper = PAPER, voters: Voters = Voters.MEMBERS) -> int:
    """A draft."""
    return service.propose(act(room.secretary), room.item, MOTION, Method.secret, Question(paper, voters=voters))


def open_review(room: Hall, paper: Paper = PAPER, voters: Voters = Voters.MEMBERS, level: str = "sealed") -> Review:
    """An open review whose ballots are filled in by the members and the probationary member, or by the guests."""
    poll, codes = proposed(room, paper, voters), []
    if level == "sealed":
        codes = make_polls.locked(room, poll)
    else:
        service.change_level(act(), poll, "detached")
    service.open_poll(act(room.secretary), poll)
    db.session.rollback()
    return Review(room, poll, codes, [*room.voters, room.probationary])
