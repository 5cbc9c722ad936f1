"""What the pages of elections may see."""

from dataclasses import dataclass
from datetime import date

from blueprints.elections.queries import ExemptionLine, RoundReport, Stage
from blueprints.shared.forms import Form


@dataclass(frozen=True)
class PersonTick:
    """Somebody of the roster who may be nominated."""

    id: int
    name: str
    note: str


@dataclass(frozen=True)
class FileLine:
    """A paper that can be opened."""

    id: int
    kind_zh: str
    filename: str
    size_kb: int


@dataclass(frozen=True)
class RaceLine:
    """An office in the list."""

    id: int
    office: str
    seats: int
    stage: Stage
    stage_zh: str
    candidates: int
    again: str  #: the vote after the first that is going on, with its own number of candidates
    elected: tuple[str, ...]
    next: bool  #: the one to deal with now


@dataclass(frozen=True)
class Where:
    """Whose meeting a page is about."""

    meeting_id: int
    organisation_id: int
    organisation: str
    title: str
    state: str
    state_zh: str
    live: bool  #: people are in the hall


@dataclass(frozen=True)
class DeskPage:
    """The election as its secretary prepares and runs it."""

    where: Where
    races: tuple[RaceLine, ...]
    nomination_zh: str  #: 差额选举, 等额选举 or nothing
    offices: tuple[str, ...]  #: offered while typing
    files: tuple[FileLine, ...]
    consent_wanting: bool
    exemptions: bool  #: whether the rule knows any
    exempt: int
    may_convene: bool
    may_papers: bool  #: whether the viewer may open them
    over: bool
    race: Form
    file: Form


@dataclass(frozen=True)
class CandidateLine:
    """A candidate in the order of the ballot."""

    id: int
    name: str
    means: str
    out: str = ""  #: 当选, 预选未入选 or 退出, where the person stands no longer


@dataclass(frozen=True)
class ChangesTold:
    """What entering the result would change in the register, by name."""

    begins: tuple[str, ...] = ()  #: who comes into the office
    stays: tuple[str, ...] = ()  #: who is elected and holds it already
    ends: tuple[tuple[str, str], ...] = ()  #: who leaves, and which offices
    refusal: str = ""  #: why that cannot be said yet


@dataclass(frozen=True)
class ResultsPart:
    """Entering the elected in the register."""

    title_zh: str
    approval_wanted: bool
    leads: bool  #: whether managing may be handed over with it
    entered_from: date | None
    approval: str
    may: bool
    changes: ChangesTold  #: said before it is entered
    form: Form


@dataclass(frozen=True)
class PrimaryPart:
    """Holding a 预选."""

    again: bool  #: for places that the last one left open
    form: Form


@dataclass(frozen=True)
class RaceHead:
    """What an office's ballot is."""

    id: int
    office: str
    seats: int
    write_ins: bool
    colour_zh: str


@dataclass(frozen=True)
class NowPart:
    """Where the election to the office stands, and what comes next."""

    stage: Stage
    stage_zh: str
    sentence: str
    obstacles: tuple[str, ...]
    warnings: tuple[str, ...]
    poll_id: int | None  #: the vote that runs
    drafted: bool  #: whether it may be taken back
    vote: str  #: what the main button puts to the vote; empty for nothing
    fewer: bool  #: whether the electors may be asked to leave seats open


@dataclass(frozen=True)
class CandidatesPart:
    """Who stands, in the order of the ballot, and who may be nominated."""

    lines: tuple[CandidateLine, ...]
    out: tuple[CandidateLine, ...]
    ordering: str
    ordering_zh: str
    sorts: bool  #: whether this machine can sort by strokes
    nominating: bool
    changeable: bool
    renaming: bool
    party: bool
    people: tuple[PersonTick, ...]
    many: bool  #: the roster is too long to be shown whole
    form: Form


@dataclass(frozen=True)
class RacePage:
    """One office: candidates, votes, result."""

    where: Where
    head: RaceHead
    now: NowPart
    candidates: CandidatesPart
    rounds: tuple[RoundReport, ...]
    elected: tuple[str, ...]
    may_run: bool
    editable: bool
    droppable: bool
    edit: Form
    offices: tuple[str, ...]
    primary: PrimaryPart | None
    results: ResultsPart | None
    refusals: tuple[str, ...]


@dataclass(frozen=True)
class ExemptionsPage:
    """不计入应到会人数."""

    where: Where
    rolled: bool  #: whether there is a roll yet
    expected: int
    entitled: int
    lines: tuple[ExemptionLine, ...]
    poll_id: int | None
    queued: bool  #: whether that vote has not been opened yet
    can_put: bool
    can_apply: bool
    in_session: bool
    over: bool
    may_run: bool
    may_convene: bool
    refusals: tuple[str, ...]
    form: Form


@dataclass(frozen=True)
class ShownRace:
    """An office as everybody of the meeting sees it."""

    office: str
    seats: int
    nomination_zh: str
    ordering_zh: str
    stage_zh: str
    candidates: tuple[str, ...]
    rounds: tuple[RoundReport, ...]  #: those that were announced
    elected: tuple[str, ...]


@dataclass(frozen=True)
class ShownPage:
    """The election as a member's phone shows it."""

    where: Where
    races: tuple[ShownRace, ...]
