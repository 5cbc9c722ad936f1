"""What the pages and fragments of votes may see."""

from dataclasses import dataclass
from datetime import datetime

from blueprints.polls.formats import Receipt
from blueprints.polls.models import Choice
from blueprints.polls.queries import Recused
from blueprints.shared.forms import Form
from domain.lifecycle import PollState


@dataclass(frozen=True)
class Outcome:
    """A verdict as it is printed: word, figures, sentence, clause."""

    word: str
    adopted: bool
    in_favour: int
    against: int
    abstain: int
    silent: int  #: 未表决
    needed: int
    reached: int
    base: int
    sentence: str
    clause: str
    method: str
    advice: str  #: what to do where 双方人数接近, else empty


@dataclass(frozen=True)
class HandLine:
    """One name to tap: which hand was seen, empty for none."""

    attendee_id: int
    name: str
    choice: str


@dataclass(frozen=True)
class MethodLine:
    """A method that the draft may change to."""

    value: str
    zh: str


@dataclass(frozen=True)
class MotionView:
    """The card of one vote on the console; `templates/polls/_motion.html` shows it in every state."""

    id: int
    motion: str
    method: str
    method_zh: str
    state: str
    may_run: bool
    back: str  #: where a move leads afterwards, empty for the vote's own page
    demand: str  #: how many are needed, as a sentence
    recused: tuple[str, ...]  #: who steps back 回避
    obstacles: tuple[str, ...]  #: what forbids the opening
    warnings: tuple[str, ...]  #: what must be told before the opening
    refusals: tuple[str, ...]  #: why the last move was not made
    closing: bool  #: 截止投票 was asked for while some have not voted
    other_methods: tuple[MethodLine, ...]
    voters: int
    cast: int
    hands: tuple[HandLine, ...]
    count: Form
    reason: Form
    total: int | None  #: the sum of a count that was taken
    box: str
    box_count: int
    box_root: str
    outcome: Outcome | None
    void_reason: str

    @property
    def against_zh(self) -> str:
        """反对 or 不赞成, as the method has it."""
        return Choice.AGAINST.zh(self.method)

    @property
    def state_zh(self) -> str:
        """The users' word for the state."""
        return PollState(self.state).zh


@dataclass(frozen=True)
class SlipView:
    """A vote on one voter's phone; `templates/polls/_slip.html` shows it."""

    id: int
    motion: str
    method: str
    method_zh: str
    state: str
    can_vote: bool
    voted: bool
    why_not: str  #: why the viewer has no vote here, empty where there is one
    cautions: tuple[str, ...]  #: 谁能看到我的选择: the honest words
    form: Form
    outcome: Outcome | None
    void_reason: str


@dataclass(frozen=True)
class HallView:
    """A vote on the hall's screen; `templates/polls/_hall.html` shows it."""

    motion: str
    method: str
    method_zh: str
    state: str
    cast: int
    voters: int
    outcome: Outcome | None
    void_reason: str


@dataclass(frozen=True)
class EventLine:
    """One phase of a vote in its audit chain."""

    at: datetime
    what: str
    sha: str


@dataclass(frozen=True)
class BoxLists:
    """The published lists of a counted secret vote."""

    count: int
    root: str
    receipts: tuple[str, ...]
    receipts_sha: str
    opened: tuple[str, ...]
    opened_sha: str
    public_key: str


@dataclass(frozen=True)
class FigureLine:
    """One figure of the roll with its name."""

    name: str
    number: int


@dataclass(frozen=True)
class PollPage:
    """A vote with all that may be checked about it."""

    title: str
    meeting_id: int
    item: str
    motion: MotionView
    figures: tuple[FigureLine, ...]
    roll_sha: str
    lists: BoxLists | None
    events: tuple[EventLine, ...]
    chain_holds: bool


@dataclass(frozen=True)
class NewPollPage:
    """Proposing a vote on an item."""

    title: str
    meeting_id: int
    item_id: int
    item: str
    form: Form
    back: str


@dataclass(frozen=True)
class VotePage:
    """The paper on a phone."""

    title: str
    meeting_id: int
    item: str
    slip: SlipView


@dataclass(frozen=True)
class ConfirmPage:
    """The choice once more before it is cast; never kept, never in an address."""

    title: str
    id: int
    motion: str
    choice: str  #: of one length in bytes for every choice
    form: Form


@dataclass(frozen=True)
class ReceiptPage:
    """The ballot lies in the box; the number is shown here and nowhere else beside its voter."""

    title: str
    meeting_id: int
    id: int
    motion: str
    receipt: Receipt


@dataclass(frozen=True)
class RecusalPage:
    """Who steps back from a vote, and the form for one more while it is a draft."""

    poll_id: int
    meeting_id: int
    motion: str
    draft: bool
    stays: bool  #: they stay in the base
    recused: tuple[Recused, ...]
    form: Form
    refusals: tuple[str, ...]
