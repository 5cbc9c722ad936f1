"""What the pages may see of what follows the grades: posting and objections, feedback, disposal, filing."""

from dataclasses import dataclass
from datetime import date

from blueprints.reviews.pages.way import Head
from blueprints.shared.forms import Form
from blueprints.shared.qr import QrPath


@dataclass(frozen=True)
class ObjectionLine:
    """One objection."""

    id: int
    text: str
    by_name: str
    received_on: date
    handling: str
    settled_on: date | None
    changed: str
    form: Form


@dataclass(frozen=True)
class PostingPage:
    """公示 for whoever keeps it."""

    head: Head
    waiting: str
    asked: bool
    posted_on: date | None
    posted_until: date | None
    days: int
    running: bool
    shown: tuple[tuple[str, tuple[str, ...]], ...]
    link: str
    qr: QrPath | None
    paper_id: int
    form: Form
    objections: tuple[ObjectionLine, ...]
    objection_form: Form
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicPage:
    """公示 by the open link."""

    token: str
    organisation: str
    subject_zh: str
    year: int
    posted_on: date
    posted_until: date
    days: int
    shown: tuple[tuple[str, tuple[str, ...]], ...]
    running: bool
    form: Form
    thanks: bool


@dataclass(frozen=True)
class ToldLine:
    """Whether one person knows what was found of them."""

    id: int
    line: str
    grade: str
    knows_zh: str


@dataclass(frozen=True)
class WorstLine:
    """Somebody who was graded worst, and what a meeting decided of them."""

    id: int
    line: str
    way_zh: str
    meeting: str
    motion: str  #: as the vote adopted it
    talked_on: date | None
    form: Form
    talk_form: Form


@dataclass(frozen=True)
class AfterPage:
    """反馈、表扬、处置、备案."""

    head: Head
    waiting: str
    of_members: bool
    people: tuple[ToldLine, ...]
    praise_asked: bool
    praise_id: int
    best: tuple[str, ...]
    worst: tuple[WorstLine, ...]
    ways: tuple[str, ...]
    by_itself: str
    automatic: str
    convene_url: str
    talk_asked: bool
    ends: tuple[str, ...]
    filing_asked: bool
    filed_on: date | None
    filed_to: str
    filed_form: Form
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class GradePage:
    """What was found of the viewer."""

    head: Head
    reviewed_id: int
    line: str
    grade: str
    opinion: str
    knows_zh: str
    waiting: str
    form: Form
