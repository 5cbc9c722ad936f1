"""What the pages about documents may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from blueprints.papers.fields import Field
from blueprints.shared.forms import Form


@dataclass(frozen=True)
class PaperLine:
    """A document in a list."""

    id: int
    kind_zh: str
    title: str
    version: int
    confirmed_at: datetime | None  #: None while it is a draft
    corrected: bool = False  #: whether a later version is in force


@dataclass(frozen=True)
class Offer:
    """A document that can be begun."""

    kind: str
    about: str
    label: str  #: what the button says
    note: str = ""  #: from what, in words
    look_url: str = ""  #: of what is confirmed as soon as it is begun: where it can be looked at before


@dataclass(frozen=True)
class PrintLine:
    """A document that the record prints at once, or a blank form."""

    label: str
    url: str


@dataclass(frozen=True)
class Shelf:
    """Blank forms of one shelf."""

    zh: str
    forms: tuple[PrintLine, ...]


@dataclass(frozen=True)
class MeetingPapersPage:
    """The documents of one meeting."""

    meeting_id: int
    organisation_id: int
    organisation: str
    title: str
    papers: tuple[PaperLine, ...]
    offers: tuple[Offer, ...]
    over: bool  #: whether the meeting has ended
    waiting: str  #: why the minutes' documents cannot be begun yet; "" where they can
    prints: tuple[PrintLine, ...]
    begin: Form


@dataclass(frozen=True)
class OfficePapersPage:
    """The documents of an organisation, and its blank forms."""

    organisation_id: int
    organisation: str
    papers: tuple[PaperLine, ...]
    offers: tuple[Offer, ...]
    shelves: tuple[Shelf, ...]
    below: tuple[PrintLine, ...]  #: the organisations below, each with its own documents
    missing_faces: tuple[str, ...]
    begin: Form


@dataclass(frozen=True)
class DraftPage:
    """A document that is being written."""

    paper: PaperLine
    organisation_id: int
    organisation: str
    reason: str  #: of the correction; "" for a first version
    revision: int
    fields: tuple[Field, ...]
    told: Mapping[str, str]  #: what the record decides
    wanting: tuple[str, ...]  #: what must be written before it can be confirmed
    form: Form
    move: Form
    saved: bool
    back_url: str


@dataclass(frozen=True)
class ConfirmedPage:
    """A document that is locked."""

    paper: PaperLine
    organisation_id: int
    organisation: str
    reason: str
    sha256: str
    code: str
    signed: int  #: how many signed on the tablet
    signers: int
    copies: int  #: scans of the signed print
    versions: tuple[PaperLine, ...]
    current: PaperLine | None  #: the version in force, where this one was corrected
    correcting: PaperLine | None  #: the correction that is being written; for those who write
    correctable: bool  #: whether a correction may be begun from here
    intact: bool
    word_file: bool  #: whether it can be had as DOCX
    correct: Form
    back_url: str
