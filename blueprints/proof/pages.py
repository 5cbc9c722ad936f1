"""What the pages about signatures and the look-up page may see."""

from dataclasses import dataclass
from datetime import datetime

from blueprints.shared.forms import Form


@dataclass(frozen=True)
class SignerLine:
    """Somebody who signs."""

    place: int  #: in the list, from 0
    duty_zh: str
    name: str
    signed_at: datetime | None
    path: str  #: the drawn name as an SVG path; "" while nothing is drawn
    by: str = ""  #: on whose account it was drawn; "" where nobody knows any more
    id: int = 0  #: of the signature; 0 while there is none
    drop: Form | None = None  #: to declare it void; None where that is not shown


@dataclass(frozen=True)
class VoidLine:
    """A signature that was declared void."""

    duty_zh: str
    name: str
    signed_at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class CopyLine:
    """A scan."""

    id: int
    filename: str
    size_kb: int
    added_at: datetime
    drop_reason: str  #: why it was put aside; "" while it counts
    drop: Form


@dataclass(frozen=True)
class RecordHead:
    """Which record it is."""

    code: str
    kind_zh: str
    title: str
    organisation: str
    version: int
    newest: bool
    confirmed_at: datetime
    sha256: str
    pdf_url: str
    back_url: str
    room: str  #: the tab that leads to the record


@dataclass(frozen=True)
class SigningPage:
    """The record, who has signed it, its scans."""

    record: RecordHead
    organisation_id: int
    signers: tuple[SignerLine, ...]
    void: tuple[VoidLine, ...]
    copies: tuple[CopyLine, ...]
    copy: Form

    @property
    def drawn(self) -> int:
        """How many have signed on the tablet."""
        return sum(one.signed_at is not None for one in self.signers)

    @property
    def filed(self) -> int:
        """How many scans count."""
        return sum(not one.drop_reason for one in self.copies)


@dataclass(frozen=True)
class DrawPage:
    """The field to draw in."""

    record: RecordHead
    organisation_id: int
    signer: SignerLine
    form: Form


@dataclass(frozen=True)
class VerifyPage:
    """What anybody may learn of a code."""

    typed: str
    record: RecordHead | None  #: None where no record has the code, or none was typed
    same: bool | None  #: whether the hash that came along is the one on file; None where none came along
    wrong: bool = False  #: a code was given, and it is none or no record has it
