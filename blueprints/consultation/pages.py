"""What the pages of a collection may see."""

from dataclasses import dataclass
from datetime import date

from blueprints.shared.forms import Form
from blueprints.shared.paging import Pager
from blueprints.shared.qr import QrPath


@dataclass(frozen=True)
class SubjectLine:
    """On whom opinions are asked; `personal` of a person."""

    id: int
    name: str
    office: str
    personal: bool
    count: int = 0


@dataclass(frozen=True)
class OpinionLine:
    """One opinion in its own words; `number` names it in a form."""

    number: str
    about: str
    source: str
    text: str
    theme: str
    handling: str


@dataclass(frozen=True)
class FillPage:
    """The form by the open link, or for a paper form that is typed in."""

    token: str
    organisation: str
    meeting_name: str
    until: date
    over: bool
    subjects: tuple[SubjectLine, ...]
    form: Form
    signed_in: bool  #: whether the viewer is signed in, to tell them that it changes nothing
    meeting_id: int
    collection_id: int = 0  #: of a paper form that is typed in; 0 by the link
    typed_in: int = 0  #: how many paper forms were


@dataclass(frozen=True)
class ThanksPage:
    """After a form was taken."""

    token: str
    organisation: str
    over: bool


@dataclass(frozen=True)
class CollectionPage:
    """A meeting's collection for whoever keeps it."""

    organisation_id: int
    organisation: str
    meeting_id: int
    title: str
    state: str  #: none, open, closed or released
    waiting: str  #: why it cannot begin, "" where it can
    body: str
    asked: tuple[SubjectLine, ...]
    open_form: Form
    issued_form: Form
    refusals: tuple[str, ...]
    collection_id: int = 0
    until: date | None = None
    over: bool = False
    link: str = ""
    qr: QrPath | None = None
    reaches_phones: bool = True
    issued: int = 0
    online: int = 0
    on_paper: int = 0
    readable: bool = False
    groups: tuple[tuple[str, tuple[OpinionLine, ...]], ...] = ()  #: by whom they are about, in the form's order
    opinions: int = 0  #: that the viewer may read
    unsorted: int = 0
    hidden: int = 0  #: about the viewer themself, until the release
    themes: tuple[str, ...] = ()
    showing: str = ""  #: unsorted for those without a theme alone, empty for all
    pager: Pager | None = None  #: of the opinions, `groups` being one page of them

    @property
    def returned(self) -> int:
        """收回: all forms that came in."""
        return self.online + self.on_paper


@dataclass(frozen=True)
class MinePage:
    """What was said of the viewer and of the body, once it was released."""

    organisation_id: int
    organisation: str
    title: str
    released: bool
    groups: tuple[tuple[SubjectLine, tuple[OpinionLine, ...]], ...]
    back_url: str
