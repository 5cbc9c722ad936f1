"""What the pages and fragments of votes may see."""

from dataclasses import dataclass
from datetime import datetime

from ballots.formats import Receipt
from blueprints.polls.pages.card import CodesView, CountedLine, ElectionOutcome, MotionView, Outcome
from blueprints.polls.pages.review import GradeGroup, GradingView, ReviewView
from blueprints.polls.queries import Recused
from blueprints.shared.forms import Form


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
    published: bool  #: whether the box's lists are there to be checked
    elects: bool
    office: str
    seats: int
    rehearsal: bool
    election: ElectionOutcome | None
    grading: GradingView | None  #: of a review
    review: ReviewView | None  #: its counts


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
    rehearsal: bool
    root: str  #: 封存码 between the close and the opening
    count: int
    codes: CodesView | None
    election: ElectionOutcome | None
    counted: tuple[CountedLine, ...]
    review: ReviewView | None


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
    opened: tuple[tuple[str, tuple[str, ...]], ...]  #: for each line its name and the marks of all ballots
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
    live: bool  #: whether the meeting is under way
    roll_sha: str
    lists: BoxLists | None
    published: bool  #: whether the public file can be downloaded
    erasable_from: datetime | None  #: when the ballots may be erased; None where there are none
    erasable: bool  #: whether that day has come
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
    lines: tuple[tuple[str, str], ...]  #: name and choice; the choices of one length in bytes
    written: tuple[str, ...]
    summary: str  #: 赞成几人 of an election, 已填几人 of a review, empty for a motion
    groups: tuple[GradeGroup, ...]  #: of a review: whom each grade was given
    form: Form
    cast_url: str
    again_url: str
    ticket: str  #: of the booth's admission, empty on a phone


@dataclass(frozen=True)
class ReceiptPage:
    """The ballot lies in the box; the number is shown here and nowhere else beside its voter."""

    title: str
    motion: str
    receipt: Receipt
    back_url: str  #: to the meeting's page, empty for who has none


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
