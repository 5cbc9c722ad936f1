"""What the pages may see on the way to the grades: the steps, the list, self-reviews, 定格."""

from dataclasses import dataclass
from datetime import date

from blueprints.shared.forms import Form
from domain.review import StepState


@dataclass(frozen=True)
class Head:
    """What every page of a review begins with."""

    review_id: int
    meeting_id: int
    organisation_id: int
    organisation: str
    title: str
    subject_zh: str
    self_zh: str
    day: date


@dataclass(frozen=True)
class StartPage:
    """Before anything was begun."""

    meeting_id: int
    organisation_id: int
    organisation: str
    title: str
    form: Form
    merged: bool  #: whether it is held on the 组织生活会
    begins: bool  #: whether the viewer may begin it
    suits: bool  #: whether meetings of this kind hold a review


@dataclass(frozen=True)
class StepLine:
    """A step with where it is done, "" where nowhere for this viewer."""

    state: StepState
    url: str


@dataclass(frozen=True)
class Mine:
    """What the viewer has to do of their own; `reviewed_id` 0 where they are not reviewed."""

    reviewed_id: int
    written: bool
    writes: bool
    graded: bool
    told: bool
    knows: bool
    reason: str


@dataclass(frozen=True)
class DeskPage:
    """The whole way, as the viewer may see it."""

    head: Head
    phases: tuple[tuple[str, tuple[StepLine, ...]], ...]
    next_url: str
    next_zh: str
    keeps: bool
    reads: bool  #: whether the viewer may read what everybody said of themselves now
    prints: bool  #: whether the viewer may print the summary now
    mine: tuple[Mine, ...]
    form: Form
    on: date | None
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class BallotLine:
    """One of the two ballots; `poll_id` 0 while it is not proposed."""

    which: str
    zh: str
    asked: bool
    poll_id: int
    state_zh: str


@dataclass(frozen=True)
class GroupLine:
    """A Party group that reviews apart; `poll_id` 0 while its ballot is not proposed."""

    id: int
    name: str
    people: tuple[str, ...]
    poll_id: int
    state_zh: str
    meets: bool  #: whether it has a meeting on which the ballot can be proposed
    form: Form
    group_id: int


@dataclass(frozen=True)
class PersonLine:
    """Somebody who is reviewed, for the list."""

    id: int
    line: str
    office: str
    category_zh: str
    reason: str
    takes_part: bool
    written_zh: str
    form: Form


@dataclass(frozen=True)
class PeoplePage:
    """Who is reviewed, and the ballots on which their names stand."""

    head: Head
    people: tuple[PersonLine, ...]
    of_members: bool
    fixed: bool
    changeable: bool
    ballots: tuple[BallotLine, ...]
    groups: tuple[GroupLine, ...]
    divides: bool  #: whether the groups may be made to review apart, or together again, now
    grades: tuple[str, ...]
    grades_from: str
    form: Form
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class SelfLine:
    """What one said of themself."""

    line: str
    office: str
    paragraphs: tuple[str, ...]
    on_paper: bool


@dataclass(frozen=True)
class SelvesPage:
    """What everybody said of themselves, to be heard at the mutual review."""

    head: Head
    waiting: str
    lines: tuple[SelfLine, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True)
class SelfPage:
    """One's own, to write, or somebody's to type in from paper."""

    head: Head
    reviewed_id: int
    line: str
    mine: bool
    locked: str
    text: str
    form: Form


@dataclass(frozen=True)
class TallyLine:
    """One heap of ballots for one person."""

    who: str
    counts: tuple[tuple[str, int], ...]
    unmarked: int


@dataclass(frozen=True)
class GradeLine:
    """One person with both tallies, to be graded; `grade` is the name of the form's field, "" for who gets none."""

    id: int
    line: str
    office: str
    note: str
    reason: str
    graded: bool
    tallies: tuple[TallyLine, ...]
    given: str
    opinion: str


@dataclass(frozen=True)
class GradesPage:
    """定格 with both tallies in view."""

    head: Head
    lines: tuple[GradeLine, ...]
    grades: tuple[str, ...]
    grades_from: str
    best: int
    most: int | None  #: None where there is no cap
    sentence: str
    over: bool
    missing: tuple[str, ...]
    ends: tuple[str, ...]  #: whose office ends by two bad years in a row
    fixed_on: date | None
    posted: bool
    form: Form
    reopen_form: Form
    refusals: tuple[str, ...] = ()
