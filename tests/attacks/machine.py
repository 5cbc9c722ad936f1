"""A vote to which anything is done in any order; after each step it must be what its model says (I1 to I9)."""

import sys
from collections import Counter
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, precondition, rule
from sqlalchemy import insert

from ballots import verify
from blueprints.meetings.models import Attendee
from blueprints.polls import queries, service
from blueprints.polls.desk import desk
from blueprints.polls.models import Way
from blueprints.polls.service import Question, Slip, paper, slips
from blueprints.shared.db import db, writing
from domain.paper import Choice, Marked, faults, motion_paper
from domain.rules import Method
from tests.attacks.backups import started_anew
from tests.attacks.held import holds
from tests.attacks.model import Model
from tests.attacks.stage import COMMITTEE, MOTION, elects_here, refused
from tests.features.polls import make_polls
from tests.make import Community, act

VOTERS = 7

CHOICES = st.tuples(*[st.sampled_from(list(Choice))] * len(COMMITTEE.lines))
NAMES = st.lists(st.sampled_from(["孙五", "钱 六", "甲某某"]), max_size=2).map(tuple)
SOMEBODY = st.integers(0, VOTERS + 1)
MOSTLY = st.sampled_from([True, True, True, False])
ON_SCREEN = st.sampled_from([Way.PHONE, Way.BOOTH])


#: So many things happen while people vote, then the vote is closed.
BUSY = 11


def while_it_is(*states: str) -> Any:
    """Only then."""
    return precondition(lambda self: self.model.state in states)


def while_people_vote() -> Any:
    """Only while the vote is open and not too much has happened yet."""
    return precondition(lambda self: self.model.state == "open" and self.done < BUSY)


class VoteMachine(RuleBasedStateMachine):
    """The services of one vote; `house` is the community whose branch holds it."""

    house: Community
    made = Bundle("made")

    @initialize(level=st.sampled_from(["sealed", "detached"]), elects=st.booleans(), late=st.integers(0, 2))
    def opens(self, level: str, elects: bool, late: int) -> None:
        """A draft to whose hall some more people come, and then it is opened."""
        self.level, self.codes, self.given, self.done = level, list[str](), 0, 0
        self._drafts(elects)
        for position in range(late):
            self._comes(900 + position)
        if level == "sealed":
            assert refused(service.open_poll, act(), self.poll)
            self.codes = make_polls.locked(self.room, self.poll)
        holds(self.poll, self.model)
        service.open_poll(act(), self.poll)
        self.model.state = "open"

    def _drafts(self, elects: bool) -> None:
        self.room = make_polls.crowd(self.house, VOTERS)
        if elects:
            elects_here(self.room)
        make_polls.name_tellers(self.room, *self.room.voters[:2])
        question = Question(COMMITTEE) if elects else Question()
        self.poll = service.propose(act(), self.room.item, MOTION, Method.secret, question)
        service.change_level(act(), self.poll, self.level)
        self.model = Model(COMMITTEE if elects else motion_paper(MOTION), dict.fromkeys(self.room.voters, Way.NONE))

    def _comes(self, position: int) -> None:
        line = {"meeting_id": self.room.meeting, "position": position, "name": "后到的党员", "category": "full"}
        here = {"expected": True, "entitled": True, "present": True, "observer": False}
        rest = {"capacity": "", "no_vote_reason": "", "reply": "none", "leave_reason": "", "arrived_by": ""}
        with writing() as session:
            voter = session.scalar(insert(Attendee).values(**line, **here, **rest).returning(Attendee.id))
            assert voter is not None
            self.model.ways[voter] = Way.NONE

    def voter(self, at: int) -> int:
        """Somebody on the roll."""
        return list(self.model.ways)[at % len(self.model.ways)]

    @while_people_vote()
    @rule(target=made, at=SOMEBODY, choices=CHOICES, names=NAMES)
    def fills_in(self, at: int, choices: tuple[Choice, ...], names: tuple[str, ...]) -> object:
        self.done += 1
        marked, voter = self.model.filled(choices, names), self.voter(at)
        if self.model.ways[voter] is not Way.NONE or faults(self.model.paper, marked):
            assert refused(service.new_slip, self.poll, voter, marked)
            return multiple()
        return service.new_slip(self.poll, voter, marked)

    @while_people_vote()
    @rule(target=made, at=SOMEBODY, choices=st.lists(CHOICES, min_size=1, max_size=4), way=ON_SCREEN)
    def vote_one_after_the_other(self, at: int, choices: list[tuple[Choice, ...]], way: Way) -> object:
        slips = [self.fills_in(at + more, one, ()) for more, one in enumerate(choices)]
        good = [slip for slip in slips if isinstance(slip, Slip)]
        for slip in good:
            self.casts(slip, way)
        return multiple(*good)

    @rule(slip=made, way=ON_SCREEN)
    def casts(self, slip: Slip, way: Way) -> None:
        earlier = self.model.cast.get(slip.nonce)
        if earlier is not None:
            assert service.cast(slip, way) == earlier[1], "the same slip again has the same answer"
        elif self.model.takes(slip):
            self.model.cast[slip.nonce] = (slip, service.cast(slip, way))
            self.model.ways[slip.attendee_id] = way
        else:
            assert refused(service.cast, slip, way)

    @while_people_vote()
    @rule(at=SOMEBODY)
    def takes_a_slip(self, at: int) -> None:
        self.done += 1
        voter = self.voter(at)
        may = self.model.ways[voter] is Way.NONE
        assert refused(paper.issue, self.poll, voter) is not may
        self.model.ways[voter] = Way.PAPER if may else self.model.ways[voter]

    @while_people_vote()
    @rule(at=SOMEBODY)
    def hands_a_slip_back(self, at: int) -> None:
        self.done += 1
        voter = self.voter(at)
        may = self.model.ways[voter] is Way.PAPER and self.model.issued > len(self.model.merged)
        before = queries.voter_state(self.poll, voter)
        for teller in self.room.voters[:2]:
            refused(paper.hand_back, act(), self.poll, voter, teller)
        assert (queries.voter_state(self.poll, voter) != before) is may
        self.model.ways[voter] = Way.NONE if may else self.model.ways[voter]

    @while_people_vote()
    @rule(at=SOMEBODY, choices=CHOICES, names=NAMES, spoilt=st.booleans(), count=st.integers(1, 3), alike=MOSTLY)
    def slips_go_out_and_come_back(
        self, at: int, choices: tuple[Choice, ...], names: tuple[str, ...], spoilt: bool, count: int, alike: bool
    ) -> None:
        for more in range(count):
            self.takes_a_slip(at + more)
        heap = Counter({self.model.filled(choices, names, spoilt): count})
        may = alike and self.model.takes_slips(count)
        before = len(self.model.merged)
        self._types(0, heap)
        self._types(1, heap if alike else Counter(dict.fromkeys(heap, count + 1)))
        self.model.merged += heap.elements() if may else []
        assert queries.poll(self.poll).paper_returned == before + count * may
        # Heaps that did not agree stay until the tellers go through them; here they begin anew.
        desk(self.poll).heaps.clear()

    def _types(self, teller: int, heap: Counter[Marked]) -> None:
        """Pile by pile at an election, all at once for a motion; whoever is refused stops."""
        own = self.room.voters[teller]
        if not self.model.paper.elects:
            refused(slips.enter_motion, act(), self.poll, own, heap, True)
            return
        for marked, count in heap.items():
            refused(slips.add_pile, act(), self.poll, own, marked, count)
        refused(slips.finish, act(), self.poll, own, True)

    @precondition(lambda self: bool(self.codes) and self.model.state in ("open", "closed"))
    @rule()
    def loses_a_code(self) -> None:
        service.lose_code(act(), self.poll, self.voter(0))

    @precondition(lambda self: self.model.state == "open" and self.done > BUSY // 2)
    @rule()
    def closes(self) -> None:
        service.close_poll(act(), self.poll)
        self.model.state = "closed"

    @while_it_is("closed")
    @rule()
    def is_opened(self) -> None:
        if self.level == "detached":
            service.open_box(act(), self.poll)
        else:
            assert service.give_code(act(), self.poll, self.codes[self.given]) is (self.given == 1)
            self.given += 1
        self.model.state = "counted" if self.level == "detached" or self.given == 2 else "closed"

    @while_it_is("open", "closed", "counted", "announced")
    @rule(at=SOMEBODY)
    def does_what_it_is_not_the_time_for(self, at: int) -> None:
        state, voter = self.model.state, self.voter(at)
        if state != "open":
            assert refused(service.new_slip, self.poll, voter, self.model.filled((Choice.FOR,) * 3))
            assert refused(paper.issue, self.poll, voter)
            assert refused(service.close_poll, act(), self.poll)
            self._types(0, Counter({self.model.filled((Choice.FOR,) * 3): 1}))
        if state != "closed" or self.level == "sealed":
            assert refused(service.open_box, act(), self.poll)
        if state != "closed":
            assert not self.codes or refused(service.give_code, act(), self.poll, self.codes[0])
        assert refused(service.open_poll, act(), self.poll)

    @while_it_is("counted")
    @rule()
    def announces(self) -> None:
        service.announce(act(), self.poll)
        self.model.state = "announced"
        poll = queries.poll(self.poll)
        verify.verify(queries.published_file(self.poll), poll.box_root)

    @while_it_is("counted", "announced")
    @rule()
    def scrubs(self) -> None:
        assert service.scrub(act(), self.poll)

    @rule()
    def dies_and_is_started_anew(self) -> None:
        db.session.remove()
        started_anew()
        self.given = 0

    def teardown(self) -> None:
        """Whatever was done, the vote can be ended, and its published file verifies."""
        if sys.exc_info()[0] is not None or not hasattr(self, "model"):
            return
        ends = {"open": self.closes, "closed": self.is_opened, "counted": self.announces}
        while self.model.state in ends:
            ends[self.model.state]()
            holds(self.poll, self.model)

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        if hasattr(self, "model"):
            holds(self.poll, self.model)
