"""Grades on a review ballot 测评等次: the marks of a graded line, and how the marks of one line are counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from domain.roll import refuse_no_counts
from domain.words import Refusal

#: A paper asks for two grades at least and for no more than these.
LEAST_GRADES = 2
MOST_GRADES = 6

#: So many persons are graded on one paper at most: what a phone, a sheet and the box can hold.
MOST_GRADED = 200


class Grade(StrEnum):
    """What one can mark for a person, best first, whatever the paper calls the grades; or nothing 未填."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"
    UNMARKED = "unmarked"


_BEST_FIRST = tuple(grade for grade in Grade if grade is not Grade.UNMARKED)

#: What is said where nothing was marked.
UNMARKED_ZH = "未填"


def marks_of(grades: int) -> tuple[Grade, ...]:
    """The marks that a paper with so many grades knows: the grades best first, and 未填."""
    return (*_BEST_FIRST[:grades], Grade.UNMARKED)


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How often each grade was marked for one person, best first, and how many ballots left the person out."""

    counts: tuple[int, ...]
    unmarked: int

    def __post_init__(self) -> None:
        refuse_no_counts({f"grade {at}": count for at, count in enumerate(self.counts, 1)})
        refuse_no_counts({"unmarked": self.unmarked})

    @property
    def total(self) -> int:
        """All ballots that count."""
        return sum(self.counts) + self.unmarked

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a tally."""
        return {"counts": list(self.counts), "unmarked": self.unmarked}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave; KeyError or ValueError for anything else."""
        return cls(tuple(data["counts"]), data["unmarked"])


def count_marks(marks: Iterable[object], grades: int) -> GradeCount:
    """The count of one line's marks on a paper with so many grades; their order changes nothing."""
    kept = list(marks)
    *best_first, unmarked = (kept.count(mark) for mark in marks_of(grades))
    return GradeCount(tuple(best_first), unmarked)


def refuse_grades(grades: tuple[str, ...], best_limit: int | None) -> None:
    """Refusal for grades and a limit of the best one that no paper can ask for."""
    if not LEAST_GRADES <= len(grades) <= MOST_GRADES:
        raise Refusal(f"测评票的等次应当有{LEAST_GRADES}至{MOST_GRADES}个，现在是{len(grades)}个。", "grades")
    if any(not grade.strip() for grade in grades) or len(set(grades)) < len(grades):
        raise Refusal("测评票的等次有空白的或者重复的，请核对。", "grades")
    if best_limit is not None and best_limit < 1:
        raise Refusal(f"限定“{grades[0]}”的名额应当至少1名；不限定的，请留空。", "best_limit")


def refuse_people(lines: tuple[str, ...], listed: tuple[str, ...]) -> None:
    """Refusal for a list of persons whom nobody can tell apart or whom no paper holds."""
    if not 1 <= len(lines) <= MOST_GRADED:
        raise Refusal(f"测评票上应当有1至{MOST_GRADED}名被评议人，现在是{len(lines)}名。", "lines")
    plain = ["".join(name.split()) for name in (*lines, *listed)]
    if not all(plain):
        raise Refusal("被评议人的姓名没有填写，请补上。", "lines")
    twice = next((name for name in plain if plain.count(name) > 1), "")
    if twice:
        raise Refusal(f"“{twice}”在测评票上出现了两次，同名的请在姓名后加以区别。", "lines")
