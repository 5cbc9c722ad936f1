"""谈心谈话: who must talk with whom before the meeting, and what of it has been done.

《中国共产党支部工作条例（试行）》: among the committee, between committee and members, among members, as a rule at
least once a year each; 《社区基本知识》: the principal with each member of the body, and they with each other.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class Party:
    """One who talks: their number, name, and whether they belong to the leading body (班子、支部委员会)."""

    number: int
    name: str
    body: bool


class Cell(StrEnum):
    """What stands between two persons in the matrix."""

    SELF = "self"
    DONE = "done"
    WAITING = "waiting"
    NEEDED = "needed"
    FREE = "free"

    @property
    def zh(self) -> str:
        """What is read in the matrix."""
        return {"self": "", "done": "已谈", "waiting": "待确认", "needed": "应谈", "free": ""}[self.value]


@dataclass(frozen=True, slots=True)
class Need:
    """A talk that is still to be held; `partner` is None where anybody of the named kind will do."""

    person: int
    partner: int | None
    sentence: str


def needs(people: Sequence[Party], held: Collection[Pair]) -> tuple[Need, ...]:
    """The talks still to be held, the body's own first; `held` are those that both sides confirmed."""
    body = [one for one in people if one.body]
    found = [
        Need(one.number, other.number, f"{one.name}与{other.name}还没有谈心谈话")
        for one, other in combinations(body, 2)
        if Pair((one.number, other.number)) not in held
    ]
    others = [one for one in people if not one.body]
    return (*found, *_with_body(body, others, held), *_among(others, held))


def _with_body(body: Sequence[Party], others: Sequence[Party], held: Collection[Pair]) -> list[Need]:
    return [
        Need(one.number, None, f"班子成员还没有与{one.name}谈心谈话")
        for one in others
        if body and not _talked(one, body, held)
    ]


def _among(others: Sequence[Party], held: Collection[Pair]) -> list[Need]:
    return [
        Need(one.number, None, f"{one.name}还没有与其他党员谈心谈话")
        for one in others
        if len(others) > 1 and not _talked(one, others, held)
    ]


def _talked(one: Party, others: Sequence[Party], held: Collection[Pair]) -> bool:
    return any(Pair((one.number, other.number)) in held for other in others if other.number != one.number)


def cells(
    people: Sequence[Party], held: Collection[Pair], waiting: Collection[Pair] = ()
) -> tuple[tuple[Cell, ...], ...]:
    """The matrix: a row for each person, a column for each of the body; `waiting` are not yet confirmed by both."""
    body = [one for one in people if one.body]
    return tuple(tuple(_cell(row, column, body, held, waiting) for column in body) for row in people)


def _cell(row: Party, column: Party, body: Sequence[Party], held: Collection[Pair], waiting: Collection[Pair]) -> Cell:
    pair = Pair((row.number, column.number))
    if row.number == column.number:
        return Cell.SELF
    if pair in held:
        return Cell.DONE
    if pair in waiting:
        return Cell.WAITING
    return Cell.NEEDED if row.body or not _talked(row, body, held) else Cell.FREE
