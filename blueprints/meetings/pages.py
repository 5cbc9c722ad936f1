"""What the pages of meetings may see."""

from dataclasses import dataclass
from datetime import datetime

from blueprints.shared.forms import Form
from blueprints.shared.qr import QrPath


@dataclass(frozen=True)
class RuleLine:
    """One number of the rule with the place it comes from."""

    label: str
    value: str
    origin: str


@dataclass(frozen=True)
class MeetingLine:
    """One meeting in a list."""

    id: int
    title: str
    kind: str
    organisation: str
    starts_at: datetime
    place: str
    state: str
    state_zh: str
    live: bool


@dataclass(frozen=True)
class KindLine:
    """A kind of meeting that can be convened."""

    rule_id: str
    name: str


@dataclass(frozen=True)
class BelowLine:
    """An organisation below, whose own meetings are convened on its own page."""

    id: int
    name: str


@dataclass(frozen=True)
class CalendarPage:
    """The meetings of an organisation."""

    organisation_id: int
    organisation: str
    coming: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]
    earlier: int | None  #: how many to skip for the page before, None on the last
    skipped: bool
    kinds: tuple[KindLine, ...]
    below: tuple[BelowLine, ...]
    more_below: bool
    can_convene: bool
    needs_branch: bool
    people: int  #: on the roster; with nobody there, nobody can be called


@dataclass(frozen=True)
class MeetingFormPage:
    """Convening or editing a meeting, with the rule beside the form."""

    organisation_id: int
    organisation: str
    heading: str
    form: Form
    rule: tuple[RuleLine, ...]
    notice_days: int | None
    back: str


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
    read_at: datetime | None
    reply: str
    reply_zh: str
    leave_reason: str


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
    rule: tuple[RuleLine, ...]
    items: tuple[ItemLine, ...]
    roll: tuple[RollLine, ...]
    counts: Counts
    obstacles: tuple[str, ...]
    changeable: bool
    manage: bool
    may_minutes: bool
    sent: SentNotice | None
    next_step: str  #: notice, gather, console, minutes or nothing
    forms: MeetingForms


@dataclass(frozen=True)
class NoticePage:
    """The notice as a member reads it on the phone."""

    id: int
    organisation: str
    title: str
    state: str
    state_zh: str
    starts_at: datetime
    place: str
    chair: str
    items: tuple[ItemLine, ...]
    requirements: str
    urgent_reason: str
    contact: str
    noticed_at: datetime | None
    closing_note: str
    line_id: int | None  #: the viewer's line of the roll
    reply: str
    reply_zh: str
    leave_reason: str
    observer: bool
    no_vote_reason: str
    can_reply: bool
    live: bool
    desk: str  #: where chair and recorder work: console, minutes or nothing
    leave: Form


@dataclass(frozen=True)
class MyMeetingsPage:
    """The phone's first page."""

    name: str
    notices: tuple[NoticePage, ...]
    year: int
    called: int
    came: int
    excused: int


@dataclass(frozen=True)
class CheckInPage:
    """After the hall's code was scanned."""

    id: int
    organisation: str
    title: str
    name: str
    valid: bool
    on_roll: bool
    present: bool
