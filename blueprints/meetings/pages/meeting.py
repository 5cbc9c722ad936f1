"""What the secretary's page of a meeting may see."""

from dataclasses import dataclass
from datetime import datetime

from blueprints.meetings.pages.rule import RulePanel
from blueprints.shared.forms import Form
from blueprints.shared.qr import QrPath


@dataclass(frozen=True)
class MaterialLine:
    """A material that can be opened."""

    id: int
    filename: str
    size_kb: int


@dataclass(frozen=True)
class ItemLine:
    """An item of the agenda."""

    id: int
    position: int
    title: str
    presenter: str
    state: str
    materials: tuple[MaterialLine, ...]


@dataclass(frozen=True)
class RollLine:
    """One line of the roll, as the secretary sees it before the meeting."""

    id: int
    name: str
    capacity: str
    category: str
    entitled: bool
    observer: bool
    no_vote_reason: str
    without_vote: str  #: 无表决权, 不计入应到 or empty
    read_at: datetime | None
    reply: str
    reply_zh: str
    leave_reason: str
    from_outside: bool  #: stands on no roster: is told and asked otherwise than by phone


@dataclass(frozen=True)
class Counts:
    """The replies in figures."""

    called: int
    read: int
    coming: int
    leave: int
    silent: int


@dataclass(frozen=True)
class Head:
    """What a meeting is: whose, when, where, led by whom."""

    id: int
    organisation_id: int
    organisation: str
    title: str
    kind: str
    state: str
    state_zh: str
    starts_at: datetime
    place: str
    chair: str
    recorder: str
    contact: str
    requirements: str
    urgent_reason: str
    closing_note: str


@dataclass(frozen=True)
class SentNotice:
    """A notice that is out: its address, as QR code, and as text for a chat group."""

    link: str
    qr: QrPath
    chat_text: str
    reaches_phones: bool
    told: int  #: how many of those called can read it on a phone
    untold: tuple[str, ...]  #: who has no activated card and must be told otherwise


@dataclass(frozen=True)
class CalledPart:
    """Whom the secretary listed, where the roll is not the Party's."""

    expected: int
    entitled: int
    names: str  #: the first of them
    on_paper: bool  #: a secret vote may come, and who has no account cannot cast it on a phone


@dataclass(frozen=True)
class MeetingForms:
    """The forms of the page; the one that was refused keeps what was typed."""

    item: Form
    material: Form
    cancel: Form
    again: Form
    decision: Form


@dataclass(frozen=True)
class MeetingPage:
    """A meeting as the secretary prepares it."""

    head: Head
    rule: RulePanel
    items: tuple[ItemLine, ...]
    roll: tuple[RollLine, ...]
    counts: Counts
    called: CalledPart | None  #: None where the roster makes the roll
    obstacles: tuple[str, ...]
    changeable: bool
    manage: bool
    may_minutes: bool
    sent: SentNotice | None
    next_step: str  #: notice, gather, console, minutes or nothing
    elects: bool  #: whether the meeting elects
    lives: bool  #: whether it is a 民主生活会 or 组织生活会, which is prepared and followed step by step
    reviews: bool  #: whether people are reviewed on it
    opinions: bool  #: whether opinions written before it count, and can be entered
    forms: MeetingForms


@dataclass(frozen=True)
class MeetingFormPage:
    """Convening or editing a meeting, with the rule beside the form."""

    organisation_id: int
    organisation: str
    heading: str
    form: Form
    rule: RulePanel
    notice_days: int | None
    back: str


@dataclass(frozen=True)
class PersonTick:
    """Somebody of the roster who may be picked for the list."""

    id: int
    name: str
    note: str
    ticked: bool


@dataclass(frozen=True)
class CalledPage:
    """Writing down who is called."""

    id: int
    organisation_id: int
    organisation: str
    title: str
    form: Form
    people: tuple[PersonTick, ...]
    more_people: bool  #: the roster is too long to be shown whole
    called: CalledPart
