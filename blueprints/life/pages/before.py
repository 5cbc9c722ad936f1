"""What the pages before a life meeting may see."""

from dataclasses import dataclass
from datetime import date

from blueprints.shared.forms import Form
from domain.life import Cell, StepState


@dataclass(frozen=True)
class Head:
    """What every page of a life meeting begins with."""

    life_id: int
    meeting_id: int
    organisation_id: int
    organisation: str
    title: str
    form_zh: str  #: 民主生活会 or 组织生活会
    day: date
    theme: str


@dataclass(frozen=True)
class StepLine:
    """A step with where it is done, "" where nowhere for this viewer."""

    state: StepState
    url: str


@dataclass(frozen=True)
class DeskPage:
    """The whole way, as the viewer may see it."""

    head: Head
    phases: tuple[tuple[str, tuple[StepLine, ...]], ...]
    next_url: str  #: the first open step that the viewer can see to
    next_zh: str
    plans: bool
    plan_form: Form
    letter_id: int  #: the written report to the superior; 0 while there is none
    letter_asked: bool
    last_title: str  #: the meeting before, "" where there was none
    last_open: int
    mine: bool  #: whether the viewer is one of those who are called
    collection_id: int
    collection_state: str
    token: str
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class StartPage:
    """Before anything was prepared."""

    meeting_id: int
    organisation_id: int
    organisation: str
    title: str
    form_zh: str
    suits: bool  #: whether meetings of this kind are prepared in these steps
    form: Form


@dataclass(frozen=True)
class StudyLine:
    """One study."""

    id: int
    held_on: date
    what: str
    present: int
    absent: tuple[str, ...]


@dataclass(frozen=True)
class StudiesPage:
    """会前学习."""

    head: Head
    studies: tuple[StudyLine, ...]
    unstudied: tuple[str, ...]
    form: Form
    writes: bool


@dataclass(frozen=True)
class TalkLine:
    """One talk of the viewer's, or of anybody's for the secretary."""

    id: int
    talker: str
    partner: str
    kind_zh: str
    state_zh: str
    confirmed: bool


@dataclass(frozen=True)
class TalksPage:
    """谈心谈话: the matrix for whoever keeps the meeting, and one's own talks."""

    head: Head
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]  #: empty for who may not see whom the others talked with
    needs: tuple[str, ...]
    talks: tuple[TalkLine, ...]
    form: Form


@dataclass(frozen=True)
class TalkPage:
    """One talk."""

    head: Head
    talk_id: int
    talker: str
    partner: str
    kind_zh: str
    revision: int
    confirmed: bool
    on_paper: bool
    sides: tuple[tuple[str, bool], ...]  #: name, whether they confirmed
    writes: bool
    confirms: bool
    collects: bool  #: may note that the signed print came in
    told: tuple[tuple[str, str], ...]  #: label and words
    form: Form
    refusals: tuple[str, ...]


@dataclass(frozen=True)
class OutlineLine:
    """Whose outline, and how far it is; `id` 0 where there is none or the viewer may not open it."""

    id: int
    whose: str
    state_zh: str
    passed: bool
    mine: bool
    member_id: int


@dataclass(frozen=True)
class OutlinesPage:
    """班子对照检查材料、个人发言提纲."""

    head: Head
    body: OutlineLine
    people: tuple[OutlineLine, ...]
    writes_body: bool
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class VersionLine:
    """An earlier version."""

    id: int
    version: int
    state_zh: str
    note: str


@dataclass(frozen=True)
class OutlinePage:
    """One version of one outline."""

    head: Head
    outline_id: int
    whose: str
    personal: bool
    version: int
    state: str
    state_zh: str
    text: str
    filename: str
    note: str
    revision: int
    writes: bool
    reviews: bool
    form: Form
    review_form: Form
    versions: tuple[VersionLine, ...]
