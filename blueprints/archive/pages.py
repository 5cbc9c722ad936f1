"""What the archive's pages may see."""

from dataclasses import dataclass
from datetime import datetime

from blueprints.shared.forms import Form


@dataclass(frozen=True)
class JobLine:
    """A book or package, being made or ready."""

    id: int
    zh: str
    year: int
    meeting: str  #: the one meeting that is packed; "" for the year
    state: str
    done: int
    total: int
    failure: str
    size_kb: int
    sha256: str
    made_at: datetime


@dataclass(frozen=True)
class YearLine:
    """A year with what can be made of it."""

    year: int
    held: int
    confirmed: int
    papers: int  #: documents of the organisation's own
    books: tuple[tuple[str, str, int], ...]  #: work, its word, how many meetings


@dataclass(frozen=True)
class OfficePage:
    """The archive of an organisation."""

    organisation_id: int
    organisation: str
    years: tuple[YearLine, ...]
    below: tuple[tuple[str, str], ...]  #: the organisations below: name, address of their archive
    jobs: tuple[JobLine, ...]
    running: bool
    form: Form
