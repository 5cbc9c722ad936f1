"""A vote to which anything is done in any order; after each step it must be what its model says (I1 to I9)."""

from collections import Counter

from flask import current_app
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, precondition, rule
from sqlalchemy import insert, update

from ballots import verify
from blueprints.meetings.models import Attendee, Meeting
from blueprints.polls import queries, service
from blueprints.polls.models import Way
from blueprints.polls.service import Question, Slip, paper, slips
from blueprints.shared.db import db, writing
from domain.paper import Choice, Marked, faults, motion_paper
from domain.rules import Method
from domain.rules import rule as law
from tests.attacks.backups import started_anew
from tests.attacks.held import holds
from tests.attacks.model import Model
from tests.attacks.stage import COMMITTEE, MOTION, refused
from tests.features.polls import make_polls
from tests.make import Community, act

VOTERS = 7

CHOICES = st.tuples(*[st.sampled_from(list(Choice))] * len(COMMITTEE.lines))
NAMES = st.lists(st.sampled_from(["孙五", "钱 六", "甲某某"]), max_size=2).map(tuple)
SOMEBODY = st.integers(0, VOTERS - 1)


def while_it_is(*states: str) -> object:
    """Only then."""
    return precondition(lambda self: self.model.state in states)


class VoteMachine(RuleBasedStateMachine):
    """The services of one vote; `house` is the community whose branch holds it."""

    house: Community
    made = Bundle("made")

    @initialize(level=st.sampled_from(["sealed", "detached"]), elects=st.booleans())
    def propose(self, level: str, elects: bool) -> None:
        self.room = make_polls.crowd(self.house, VOTERS)
        if elects:
            self._elects()
        make_polls.name_tellers(self.room, *self.room.voters[:2])
        question = Question(COMMITTEE) if elects else Question()
        self.poll = service.propose(act(), self.room.item, MOTION, Method.secret, question)
        service.change_level(act(), self.poll, level)
        self.model = Model(COMMITTEE if elects else motion_paper(MOTION), dict.fromkeys(self.room.voters, Way.NONE))
        self.level, self.codes, self.given, self.lost = level, [], 0, 0

    def _elects(self) -> None:
        election = {"rule": law("party_election.nat").to_json(), "kind": "party_election"}
        with writing() as session:
            session.execute(update(Meeting).where(Meeting.id == self.room.meeting).values(**election))

    def voter(self, at: int) -> int:
        """Somebody on the roll."""
        return self.room.voters[at]

    @while_it_is("draft")
    @rule()
    def somebody_comes(self) -> None:
        line = {"meeting_id": self.room.meeting, "position": 900 + len(self.model.ways), "name": "迟到的党员"}
        kinds = {"category": "full", "expected": True, "entitled": True, "present": True, "observer": False}
        rest = {"capacity": "", "no_vote_reason": "", "reply": "none", "leave_reason": "", "arrived_by": ""}
        with writing() as session:
            done = session.execute(insert(Attendee).values(**line, **kinds, **rest))
            self.model.ways[done.inserted_primary_key[0]] = Way.NONE

    @while_it_is("draft")
    @rule()
    def opens(self) -> None:
        if self.level == "sealed":
            assert refused(service.open_poll, act(), self.poll)
            self.codes = make_polls.locked(self.room, self.poll)
        service.open_poll(act(), self.poll)
        self.model.state = "open"

    @while_it_is("open", "closed")
    @rule(target=made, at=SOMEBODY, choices=CHOICES, names=NAMES)
    def fills_in(self, at: int, choices: tuple[Choice, ...], names: tuple[str, ...]) -> object:
        marked, voter = self.model.filled(choices, names), self.voter(at)
        may = self.model.state == "open" and self.model.ways[voter] is Way.NONE
        if not may or faults(self.model.paper, marked):
            assert refused(service.new_slip, self.poll, voter, marked)
            return multiple()
        return service.new_slip(self.poll, voter, marked)

    @rule(slip=made, way=st.sampled_from([Way.PHONE, Way.BOOTH]))
    def casts(self, slip: Slip, way: Way) -> None:
        earlier = self.model.cast.get(slip.nonce)
        if earlier is not None:
            assert service.cast(slip, way) == earlier[1], "the same slip again has the same answer"
        elif self.model.takes(slip):
            self.model.cast[slip.nonce] = (slip, service.cast(slip, way))
            self.model.ways[slip.attendee_id] = way
        else:
            assert refused(service.cast, slip, way)

    @while_it_is("open", "closed")
    @rule(at=SOMEBODY)
    def takes_a_slip(self, at: int) -> None:
        voter = self.voter(at)
        may = self.model.state == "open" and self.model.ways[voter] is Way.NONE
        assert refused(paper.issue, self.poll, voter) is not may
        self.model.ways[voter] = Way.PAPER if may else self.model.ways[voter]

    @while_it_is("open", "closed")
    @rule(at=SOMEBODY)
    def hands_a_slip_back(self, at: int) -> None:
        voter = self.voter(at)
        unused = self.model.state == "open" and self.model.issued > len(self.model.merged)
        may = unused and self.model.ways[voter] is Way.PAPER
        before = queries.voter_state(self.poll, voter)
        for teller in self.room.voters[:2]:
            refused(paper.hand_back, act(), self.poll, voter, teller)
        assert (queries.voter_state(self.poll, voter) != before) is may
        self.model.ways[voter] = Way.NONE if may else self.model.ways[voter]

    @while_it_is("open", "closed")
    @rule(choices=CHOICES, names=NAMES, spoilt=st.booleans(), count=st.integers(1, 3), alike=st.booleans())
    def enters_slips(
        self, choices: tuple[Choice, ...], names: tuple[str, ...], spoilt: bool, count: int, alike: bool
    ) -> None:
        heap = Counter({self.model.filled(choices, names, spoilt): count})
        may = alike and self.model.takes_slips(count)
        before = len(self.model.merged)
        self._types(0, heap)
        self._types(1, heap if alike else Counter(dict.fromkeys(heap, count + 1)))
        self.model.merged += heap.elements() if may else []
        db.session.rollback()
        assert queries.poll(self.poll).paper_returned == before + count * may
        self._forgets()

    def _types(self, teller: int, heap: Counter[Marked]) -> None:
        """Pile by pile at an election, all at once for a motion; whoever is refused stops."""
        own = self.room.voters[teller]
        if not self.model.paper.elects:
            refused(slips.enter_motion, act(), self.poll, own, heap, True)
            return
        for marked, count in heap.items():
            refused(slips.add_pile, act(), self.poll, own, marked, count)
        refused(slips.finish, act(), self.poll, own, True)

    def _forgets(self) -> None:
        # Heaps that did not agree stay on the desk until the tellers go through them; here they begin anew.
        service.codes.desk(self.poll).heaps.clear()

    @while_it_is("draft", "open", "closed")
    @rule()
    def loses_a_code(self) -> None:
        may = bool(self.codes) and not self.lost
        assert refused(service.lose_code, act(), self.poll, self.voter(0)) is not bool(self.codes)
        self.lost += may

    @while_it_is("open", "closed")
    @rule()
    def closes(self) -> None:
        assert refused(service.close_poll, act(), self.poll) is not (self.model.state == "open")
        self.model.state = "closed"

    @while_it_is("open", "closed", "counted", "announced")
    @rule()
    def gives_a_code_or_opens_the_box(self) -> None:
        may = self.model.state == "closed"
        if self.level == "detached":
            assert refused(service.open_box, act(), self.poll) is not may
        else:
            assert refused(service.open_box, act(), self.poll), "no box without its codes"
            assert refused(service.give_code, act(), self.poll, self.codes[self.given % 2]) is not may
            self.given += may
        if may and (self.level == "detached" or self.given == 2):
            self.model.state = "counted"

    @while_it_is("counted")
    @rule()
    def announces(self) -> None:
        service.announce(act(), self.poll)
        self.model.state = "announced"
        poll = queries.poll(self.poll)
        verify.verify(queries.published_file(self.poll), poll.box_root)

    @while_it_is("open", "counted", "announced")
    @rule()
    def scrubs(self) -> None:
        assert refused(service.scrub, act(), self.poll) is (self.model.state == "open")

    @rule()
    def dies_and_is_started_anew(self) -> None:
        db.session.remove()
        started_anew()
        self.given = 0

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        assert current_app
        if hasattr(self, "model"):
            holds(self.poll, self.model)
