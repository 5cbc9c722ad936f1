"""A vote with everything known of who voted what, so that what an attacker finds can be held against the truth."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select, update

from ballots import formats
from ballots.formats import Receipt
from blueprints.accounts.models import Organisation
from blueprints.meetings.models import Meeting
from blueprints.polls import queries, service
from blueprints.polls.models import Ballot, Way
from blueprints.polls.service import Question, Slip
from blueprints.shared.db import db, writing
from domain.paper import Choice, Marked, Paper
from domain.rules import Method, rule
from domain.words import Refusal
from tests.features.polls import make_polls
from tests.features.polls.make_polls import Hall
from tests.make import Community, act

MOTION = "同意该经费方案"

#: An election with names that stand nowhere else: whoever finds one in a file has found a ballot.
CANARY = "鸑鷟"
COMMITTEE = Paper(("甲某某", "乙某某", "丙某某"), seats=2, write_ins=True, office="委员", round="first")

#: A review of the same persons.
REVIEW = Paper(COMMITTEE.lines, grades=("优秀", "合格", "基本合格", "不合格"))


@dataclass(frozen=True)
class Cast:
    """One voter, what was marked, and the receipt that was answered."""

    voter: int
    slip: Slip
    receipt: Receipt

    @property
    def ballot(self) -> bytes:
        """The ballot's number in the box."""
        return formats.ballot_id(self.slip.nonce)


@dataclass
class Vote:
    """An open secret vote; its tellers are the first two voters, `cast` stands in the order of voting."""

    room: Hall
    poll: int
    codes: list[str]
    cast: list[Cast] = field(default_factory=list)
    kept: list[bytes] = field(default_factory=list)  #: what an attacker has of it

    @property
    def ballots(self) -> list[bytes]:
        """The numbers of all ballots in the order of voting."""
        return [one.ballot for one in self.cast]

    def takes(self, voter: int, marked: Marked | Choice = Choice.FOR, way: Way = Way.PHONE) -> Cast:
        """One vote by phone or in the booth."""
        slip = service.new_slip(self.poll, voter, marked)
        self.cast.append(Cast(voter, slip, service.cast(slip, way)))
        return self.cast[-1]

    def all_vote(self, marks: Iterable[Marked | Choice] = (), seed: int = 1) -> None:
        """All who have not voted do, in a random order; without marks at random."""
        luck = random.Random(seed)
        voted = {cast.voter for cast in self.cast}
        order = [voter for voter in luck.sample(self.room.voters, len(self.room.voters)) if voter not in voted]
        chosen = list(marks) or [luck.choice(list(Choice)) for _ in order]
        for voter, marked in zip(order, chosen, strict=False):
            self.takes(voter, marked)

    def close(self) -> None:
        """No more votes."""
        service.close_poll(act(), self.poll)

    def unbox(self) -> None:
        """Open the box, with its codes where it is sealed; the scrub follows."""
        make_polls.unboxed(self.room, self.poll, self.codes)

    def end(self) -> None:
        """Closed, opened, announced."""
        self.close()
        self.unbox()
        service.announce(act(), self.poll)

    def lying(self) -> int:
        """How many ballots lie in the box."""
        db.session.rollback()
        return db.session.scalar(select(func.count()).select_from(Ballot).where(Ballot.poll_id == self.poll)) or 0


def detached(room: Hall, paper: Paper | None = None) -> Vote:
    """An open vote, on a motion where no paper is given, whose ballots lie readable."""
    poll = service.propose(act(), room.item, MOTION, Method.secret, Question(paper))
    service.change_level(act(), poll, "detached")
    return Vote(room, service.open_poll(act(), poll), [])


def sealed(room: Hall, paper: Paper | None = None, needed: int = 2) -> Vote:
    """An open vote whose ballots are encrypted; its first two voters hold the codes, or as many as are needed."""
    if not queries.watching(room.meeting):
        make_polls.name_tellers(room, *room.voters[: max(2, needed)])
    poll = service.propose(act(), room.item, MOTION, Method.secret, Question(paper))
    codes = make_polls.locked(room, poll, needed)
    return Vote(room, service.open_poll(act(), poll), codes)


def hall(house: Community, voters: int = 5) -> Hall:
    """So many voters in a hall of their own."""
    return make_polls.hall(house, voters, voters)


def electing(house: Community, voters: int = 5) -> Hall:
    """A hall that elects."""
    room = hall(house, voters)
    elects_here(room)
    return room


def elects_here(room: Hall) -> None:
    """The meeting elects, and the superior lets phones count."""
    election = {"rule": rule("party_election.nat").to_json(), "kind": "party_election"}
    with writing() as session:
        session.execute(update(Organisation).values(electronic_ballots=True))
        session.execute(update(Meeting).where(Meeting.id == room.meeting).values(**election))


def refused(work: object, *given: object) -> bool:
    """Whether the product said no to it, in a sentence."""
    assert callable(work)
    try:
        work(*given)
    except Refusal:
        return True
    finally:
        db.session.rollback()
    return False
