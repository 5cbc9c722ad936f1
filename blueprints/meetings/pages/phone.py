"""What a member's phone may see of meetings."""

from dataclasses import dataclass
from datetime import datetime

from blueprints.meetings.errands import Errand
from blueprints.meetings.pages.meeting import ItemLine
from blueprints.shared.forms import Form


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
    errands: tuple[Errand, ...]
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
