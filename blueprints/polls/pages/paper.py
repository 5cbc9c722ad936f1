"""What the tellers' pages of paper slips may see: who holds one, and what was typed of those that came back."""

from dataclasses import dataclass

from blueprints.polls.pages.review import GradingView
from blueprints.shared.forms import Form


@dataclass(frozen=True)
class StandIn:
    """A teller without a phone, for whom the chair's tablet may act."""

    attendee_id: int
    name: str


@dataclass(frozen=True)
class VoterRow:
    """One voter, on which way the vote was used up, and what can be done."""

    attendee_id: int
    name: str
    state_zh: str
    kind: str  #: of the tag: in, away or empty
    unused: bool
    has_paper: bool
    inside: bool  #: stands in the booth
    returning: str  #: the teller who asked to take the slip back unused, empty for nobody
    own_request: bool  #: that teller is the one who acts here


@dataclass(frozen=True)
class IssuingPage:
    """The vote's roll with slips and booth."""

    title: str
    poll_id: int
    meeting_id: int
    motion: str
    state_zh: str
    is_open: bool
    electronic: bool
    passes: bool  #: a review ballot, on which who has no account may use a pass
    booth: bool  #: the meeting has one
    inside: str  #: who stands in it
    may_run: bool
    teller: str
    teller_id: int | None
    handed: bool  #: the chair's tablet acts for a teller without a phone
    stand_ins: tuple[StandIn, ...]
    rows: tuple[VoterRow, ...]
    who: str
    voters: int
    cast: int  #: on phones and in the booth
    issued: int
    spoilt: int
    returned: int
    refusals: tuple[str, ...]
    tag: str


@dataclass(frozen=True)
class PileRow:
    """Equal slips on one heap."""

    key: str
    words: str
    count: int


@dataclass(frozen=True)
class OtherHeap:
    """Another teller's work, without what was typed."""

    name: str
    finished: bool


@dataclass(frozen=True)
class DifferenceRow:
    """A pile of which the tellers have not the same number: name and number of each."""

    words: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SlipsPage:
    """One teller's heap of returned slips, and how it agrees with the others'."""

    title: str
    poll_id: int
    meeting_id: int
    motion: str
    is_open: bool
    elects: bool
    grading: GradingView | None  #: of a review
    seats: int
    teller: str
    teller_id: int | None
    handed: bool
    stand_ins: tuple[StandIn, ...]
    form: Form
    piles: tuple[PileRow, ...]
    total: int
    finished: bool
    others: tuple[OtherHeap, ...]
    differences: tuple[DifferenceRow, ...]
    issued: int
    returned: int
    heaps: int  #: how many went into the box before
    least: int  #: below so many slips a heap tells too much
    asking: bool  #: the heap is too small and somebody was asked whether it is meant
    refusals: tuple[str, ...]
    tag: str

    @property
    def piled(self) -> bool:
        """Whether slips are typed pile by pile; those of a motion are four numbers."""
        return self.elects or self.grading is not None

    @property
    def surplus(self) -> int:
        """How many slips too many came back."""
        return max(0, self.returned + self.total - self.issued)
