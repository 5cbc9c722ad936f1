"""Where the sources disagree (各说法不一): each side, and what the product advises."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.rules.profiles import FOLDER, parse, profiles
from domain.rules.reading import Table

_LEAST_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One side of a disagreement: the ids of the profiles that hold it, and what they say in Chinese."""

    sources: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A matter on which sources disagree; `kinds` are the meetings it bears on, () where it bears on none."""

    id: str
    topic: str
    kinds: tuple[str, ...]
    options: tuple[Option, ...]
    #: What the product advises, in Chinese.
    advised: str


@cache
def conflicts() -> tuple[Conflict, ...]:
    """Every disagreement, in the order of `conflicts.toml`."""
    return load_conflicts(FOLDER / "conflicts.toml")


def conflicts_of(kind: str) -> tuple[Conflict, ...]:
    """The disagreements that bear on a kind of meeting, () for none."""
    return tuple(conflict for conflict in conflicts() if kind in conflict.kinds)


def load_conflicts(path: Path) -> tuple[Conflict, ...]:
    """Read a file of disagreements; RuleFileError says what is wrong and where."""
    table = Table(parse(path), path.name, "")
    rows = table.rows("conflict")
    table.close()
    found: dict[str, Conflict] = {}
    for number, row in enumerate(rows, 1):
        conflict = _conflict(Table(row, path.name, f"第{number}项"))
        if conflict.id in found:
            Table({}, path.name, conflict.id).refuse("id", "这个编号出现了两次")
        found[conflict.id] = conflict
    return tuple(found.values())


def _conflict(table: Table) -> Conflict:
    table.rule = table.text("id")
    read = Conflict(
        id=table.rule,
        topic=table.text("topic"),
        kinds=_known(table, "kinds", table.kinds, "会议类型"),
        options=tuple(_option(inner) for inner in table.inners("options")),
        advised=table.text("advised"),
    )
    if len(read.options) < _LEAST_OPTIONS:
        table.refuse("options", "至少要有两种说法")
    table.close()
    return read


def _option(table: Table) -> Option:
    sources = _known(table, "sources", profiles(), "依据")
    if not sources:
        table.refuse("sources", "缺少这一项")
    read = Option(sources, table.text("says"))
    table.close()
    return read


def _known(table: Table, field: str, known: Mapping[str, object], what: str) -> tuple[str, ...]:
    given = table.texts(field)
    for code in given:
        if code not in known:
            table.refuse(field, f"没有“{code}”这种{what}")
    return given
