"""What the pages of rules may see."""

from dataclasses import dataclass

from blueprints.rules.trying import Trial
from blueprints.shared.forms import Form


@dataclass(frozen=True)
class KindLine:
    """One kind of meeting: whose rule holds and its numbers, "" where nothing demands any."""

    code: str
    name: str
    source: str
    picked: str  #: who picked it, "" where it is the usual one
    quorum: str
    adoption: str
    notice: str
    frequency: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class FamilyPart:
    """The kinds of one family."""

    name: str
    kinds: tuple[KindLine, ...]


@dataclass(frozen=True)
class GapLine:
    """What no source says, what is done then and why."""

    topic: str
    says: str
    reason: str


@dataclass(frozen=True)
class OptionLine:
    """One side of a disagreement."""

    sources: str
    says: str


@dataclass(frozen=True)
class ConflictPart:
    """A matter on which sources disagree, side by side, and the advice."""

    code: str
    topic: str
    options: tuple[OptionLine, ...]
    advised: str


@dataclass(frozen=True)
class ShelfPage:
    """Every kind of meeting and whose rule holds for it."""

    organisation_id: int
    organisation: str
    held: tuple[FamilyPart, ...]  #: what this level of organisation holds
    others: tuple[FamilyPart, ...]
    gaps: tuple[GapLine, ...]
    conflicts: tuple[ConflictPart, ...]  #: those that bear on no kind
    can_choose: bool


@dataclass(frozen=True)
class Cell:
    """What a source says of one matter; not `own` where the value came from elsewhere, which `origin` names."""

    label: str
    value: str
    own: bool
    origin: str
    differs: bool  #: the sources disagree on it


@dataclass(frozen=True)
class Column:
    """One source, from top to bottom; every column has the same cells."""

    source: str
    name: str
    clause: str
    holds: bool
    strict: bool
    until: str  #: how long it was in force, "" where it still is
    local_id: int | None  #: of a local rule
    owner: str  #: whose local rule it is
    may_edit: bool
    warnings: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Pick:
    """One rule that may be picked; ticked twice where it is the one and is part of 从严."""

    value: str
    label: str
    said: str
    note: str
    chosen: bool
    ticked: bool


@dataclass(frozen=True)
class RetiredLine:
    """A local rule that is no longer used."""

    id: int
    title: str


@dataclass(frozen=True)
class KindPage:
    """One kind of meeting: what holds, who says what, the choice, the calculation."""

    organisation_id: int
    organisation: str
    kind: str
    name: str
    source: str
    why: str  #: who picked it, or that it is the usual one
    lost: bool  #: what was picked here is no longer there
    warnings: tuple[str, ...]
    columns: tuple[Column, ...]
    conflicts: tuple[ConflictPart, ...]
    retired: tuple[RetiredLine, ...]
    can_choose: bool
    form: Form
    follow: str  #: what holds when nothing of its own is picked
    picks: tuple[Pick, ...]
    trials: tuple[Trial, ...]


@dataclass(frozen=True)
class TryPage:
    """One calculation on a page of its own."""

    organisation_id: int
    organisation: str
    kind: str
    name: str
    trial: Trial
    others: tuple[Trial, ...]


@dataclass(frozen=True)
class LocalPage:
    """A local rule being written or rewritten."""

    organisation_id: int
    organisation: str
    kind: str
    name: str
    local_id: int | None
    rule_id: str
    retired: bool
    holds: bool
    used_by: int
    warnings: tuple[str, ...]
    hints: dict[str, str]  #: what holds now, by the form's field
    form: Form
