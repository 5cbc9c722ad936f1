"""What the pages of the roster may see."""

from dataclasses import dataclass

from blueprints.members.roster import Row
from blueprints.members.service.plan import Change
from blueprints.shared.forms import Form
from blueprints.shared.paging import Pager


@dataclass(frozen=True)
class Choice:
    """Something to choose or to go to."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class PersonLine:
    """One person in a list, in the users' words."""

    id: int
    name: str
    branch: str
    group: str
    category: str
    offices: str
    phone: str
    card: str
    no_vote: str
    note: str


@dataclass(frozen=True)
class RosterPage:
    """The roster of an organisation: figures, search, people."""

    id: int
    name: str
    figures: tuple[tuple[str, int], ...]
    total: int
    gone: int
    branches: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    text: str
    showing_gone: bool
    people: tuple[PersonLine, ...]
    pager: Pager
    is_branch: bool
    is_above: bool
    can_edit: bool


@dataclass(frozen=True)
class PersonFormPage:
    """Adding or editing a person."""

    organisation_id: int
    organisation: str
    member_id: int | None
    name: str
    form: Form


@dataclass(frozen=True)
class OfficeLine:
    """An office of the person with its dates; with a form where it can be ended."""

    id: int
    title: str
    place: str
    started_on: str
    ended_on: str
    form: Form | None


@dataclass(frozen=True)
class SuspensionLine:
    """A time without the vote."""

    id: int
    kind: str
    started_on: str
    ended_on: str
    reason: str
    form: Form | None


@dataclass(frozen=True)
class CardLine:
    """Where the person's sign-in card stands; `sheet` is the address of its PDF, empty where there is none."""

    state: str
    sheet: str
    can_issue: bool
    can_renew: bool


@dataclass(frozen=True)
class PersonPage:
    """One person: everything known, and what can be done."""

    organisation_id: int
    branch: str
    id: int
    name: str
    category: str
    here: bool
    gone: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    reminders: tuple[str, ...]
    offices: tuple[OfficeLine, ...]
    suspensions: tuple[SuspensionLine, ...]
    card: CardLine
    can_edit: bool
    appoint: Form
    suspend: Form
    transfer: Form
    departure: Form
    today: str


@dataclass(frozen=True)
class GroupLine:
    """A Party group with its size and leader."""

    id: int
    name: str
    people: int
    leader: str


@dataclass(frozen=True)
class GroupsPage:
    """The groups of a branch, and who goes where."""

    organisation_id: int
    organisation: str
    groups: tuple[GroupLine, ...]
    ungrouped: int
    source: tuple[Choice, ...]
    people: tuple[PersonLine, ...]
    pager: Pager
    add: Form
    regroup: Form
    moving: str


@dataclass(frozen=True)
class CardsPage:
    """Who has a sign-in card and who has used it."""

    organisation_id: int
    organisation: str
    none: int
    waiting: int
    active: int
    reaches_phones: bool  #: whether the address on the cards leads phones here
    sheet: str
    showing: str
    people: tuple[PersonLine, ...]
    pager: Pager


@dataclass(frozen=True)
class ImportPage:
    """Choosing a file."""

    organisation_id: int
    organisation: str
    open_upload: int | None
    form: Form


@dataclass(frozen=True)
class RowsPart:
    """One page of a part of the preview."""

    rows: tuple[Row, ...]
    pager: Pager


@dataclass(frozen=True)
class ChangeLine:
    """Somebody on the roster whom the file changes."""

    row: int
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class HeldLine:
    """A row that is not taken, or was not taken, with why."""

    row: int
    name: str
    why: str


@dataclass(frozen=True)
class Result:
    """What a commit did."""

    added: int
    updated: int
    unchanged: int
    groups: int
    skipped: tuple[HeldLine, ...]
    unlisted: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PlanView:
    """What a commit would do."""

    adds: int
    same: int
    changes: tuple[ChangeLine, ...]
    changes_more: int
    held: tuple[HeldLine, ...]
    unlisted: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True)
class IgnoredLine:
    """Rows of the file that are nobody, of one sort."""

    sort: str
    rows: str
    number: int


@dataclass(frozen=True)
class UploadPage:
    """An uploaded roster: being read, not readable, to be looked through, imported or dropped."""

    organisation_id: int
    organisation: str
    id: int
    filename: str
    state: str
    dead: bool
    done: int
    total: int
    failure: str
    say: str = ""
    sheet: str = ""
    notes: tuple[str, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    refused: RowsPart | None = None
    warned: RowsPart | None = None
    fine: RowsPart | None = None
    ignored: tuple[IgnoredLine, ...] = ()
    plan: PlanView | None = None
    result: Result | None = None
    form: Form | None = None
