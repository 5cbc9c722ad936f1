"""What the pages of passes 测评码 may see: the holder's own, and the list for who hands them out."""

from dataclasses import dataclass

from blueprints.polls.pages.review import GradingView
from blueprints.shared.forms import Form
from blueprints.shared.qr import QrPath


@dataclass(frozen=True)
class PassPaper:
    """The review ballot for the holder of a pass."""

    poll_id: int
    attendee_id: int
    motion: str
    rehearsal: bool
    cautions: tuple[str, ...]
    form: Form
    grading: GradingView | None


@dataclass(frozen=True)
class PassPage:
    """The holder's phone: the ballot, or what to wait for."""

    title: str
    name: str
    note: str  #: what is said while there is nothing to fill in
    tag: str
    refusals: tuple[str, ...]  #: why what was sent was not taken, where no paper is shown that says it
    paper: PassPaper | None


@dataclass(frozen=True)
class PassLine:
    """Somebody who may hold a pass."""

    attendee_id: int
    name: str
    capacity: str
    present: bool


@dataclass(frozen=True)
class PassesPage:
    """Everybody who may hold a pass of the meeting, and the one code that is shown large."""

    title: str
    meeting_id: int
    lines: tuple[PassLine, ...]
    shown: str  #: whose code is shown, empty for nobody's
    code: QrPath | None
    reaches_phones: bool  #: whether the address in the codes leads phones here
