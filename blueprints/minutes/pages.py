"""What the pages of the minutes may see."""

from dataclasses import dataclass
from datetime import datetime

from blueprints.minutes.record.shape import ItemPart, PersonPart, Record, TextPart
from blueprints.minutes.record.vote_parts import VotePart
from blueprints.shared.forms import Form
from domain.minutes import Fault


@dataclass(frozen=True, slots=True)
class SectionView:
    """A text that is written: where it goes, what it started from, and the other text where somebody was quicker."""

    key: str  #: item-1 … or closing: part of the ids on the page
    url: str
    text: str
    base: str
    editor: str
    saved_at: datetime | None
    added: tuple[TextPart, ...]  #: the paragraphs marked 补录
    other: str | None  #: what another page has saved since, when this text was refused
    other_base: str  #: the mark of that other text: to be sent when both were put together
    fault: str


@dataclass(frozen=True, slots=True)
class SpeechLine:
    """Who spoke; with the form to change it where that is allowed."""

    id: int
    name: str
    stance_name: str
    gist: str
    added_at: datetime | None
    form: Form


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What is to be done, with the form to change it."""

    id: int
    text: str
    owner: str
    due_on: str
    form: Form


@dataclass(frozen=True, slots=True)
class ItemDesk:
    """One item as the recorder works on it."""

    id: int
    item: ItemPart
    votes: tuple[VotePart, ...]
    section: SectionView
    speeches: tuple[SpeechLine, ...]
    tasks: tuple[TaskLine, ...]
    speech: Form
    task: Form


@dataclass(frozen=True, slots=True)
class AbsentLine:
    """Somebody who did not come."""

    id: int
    person: PersonPart
    form: Form
    decision: Form | None  #: while the leave is neither granted nor refused


@dataclass(frozen=True, slots=True)
class SignatoryLine:
    """Who must confirm, and whether they have."""

    role: str
    office: str
    name: str
    confirmed_at: datetime | None
    can_sign_in: bool
    form: Form | None  #: for the person alone


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list."""

    version: int
    confirmed: bool
    reason: str
    chair: str
    chair_confirmed_at: datetime | None
    recorder: str
    recorder_confirmed_at: datetime | None
    sha256: str
    intact: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The version that is being written."""

    meeting_id: int
    organisation_id: int
    record: Record
    faults: tuple[Fault, ...]
    items: tuple[ItemDesk, ...]
    closing: SectionView
    absent: tuple[AbsentLine, ...]
    signatories: tuple[SignatoryLine, ...]
    voided_at: datetime | None
    versions: tuple[VersionLine, ...]
    can_write: bool


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The answer to a text that saved itself: only what changed around it."""

    section: SectionView
    faults: tuple[Fault, ...]
    signatories: tuple[SignatoryLine, ...]
    meeting_id: int
    voided_at: datetime | None


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The record before there is a draft."""

    meeting_id: int
    organisation_id: int
    record: Record
    faults: tuple[Fault, ...]
    can_start: bool
    over: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version to read; `record` is None when its body is not what was confirmed."""

    meeting_id: int
    organisation_id: int
    title: str
    version: VersionLine
    record: Record | None
    versions: tuple[VersionLine, ...]
    newest: bool
    tampered: str
    code: str  #: 核验码 of this version
    signed: tuple[int, int]  #: how many signed on the tablet, and how many scans of the signed print there are
    correct: Form | None
