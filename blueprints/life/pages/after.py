"""What the pages at and after a life meeting may see."""

from dataclasses import dataclass
from datetime import date, datetime

from blueprints.life.pages.before import Head
from blueprints.shared.forms import Form
from blueprints.shared.qr import QrPath


@dataclass(frozen=True)
class CriticismLine:
    """What one said to another."""

    id: int
    by: str
    text: str
    response: str


@dataclass(frozen=True)
class TurnDesk:
    """One person's turn with its forms."""

    id: int
    name: str
    office: str
    self_criticism: str
    statement: str
    criticisms: tuple[CriticismLine, ...]
    revision: int
    here: bool  #: whether they came
    said: bool
    form: Form
    criticism_form: Form


@dataclass(frozen=True)
class HoldPage:
    """The record while the meeting is held."""

    head: Head
    waiting: str  #: why nothing can be written, "" where it can
    said_form: Form
    revision: int
    turns: tuple[TurnDesk, ...]
    comments: tuple[tuple[int, str, str], ...]
    comment_form: Form
    last: tuple[str, ...]  #: how the problems of the meeting before stand
    opinions: str  #: what the record knows of the collection
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProgressLine:
    """A step of a problem's mending."""

    id: int
    at: datetime
    text: str
    filename: str


@dataclass(frozen=True)
class ProblemDesk:
    """A row of the list with its forms."""

    id: int
    number: int
    origin_zh: str
    text: str
    measures: str
    leader: str
    owner: str
    due: str
    late: bool
    closed_on: date | None
    closed_by: str
    progress: tuple[ProgressLine, ...]
    mine: bool
    edit_form: Form
    progress_form: Form


@dataclass(frozen=True)
class ProblemsPage:
    """问题整改清单."""

    head: Head
    rows: tuple[ProblemDesk, ...]
    keeps: bool
    open: int
    late: int
    carriable: int
    form: Form
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class AfterPage:
    """通报、情况报告、上报."""

    head: Head
    keeps: bool
    over: bool
    problems: int
    briefed_on: date | None
    briefed_to: tuple[str, ...]
    brief_form: Form
    link: str
    qr: QrPath | None
    wanting: tuple[str, ...]
    report_id: int
    report_form: Form
    report_waits: str
    reported: bool
    asked: bool
    sent_form: Form
    sent_on: date | None
    sent_to: str
    by: date | None
    by_words: str
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class BriefingRow:
    """What everybody in the range may know of a problem."""

    text: str
    measures: str
    owner: str
    due: str
    done: bool


@dataclass(frozen=True)
class BriefingPage:
    """通报, as members and representatives see it."""

    organisation: str
    title: str
    form_zh: str
    day: date
    briefed_on: date
    words: str
    rows: tuple[BriefingRow, ...]
