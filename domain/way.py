"""A way in steps, before, at and after a meeting: what the record holds of each, who sees to it, until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from domain.rules import Followup

#: The steps of one way.
S = TypeVar("S", bound=StrEnum)


class Phase(StrEnum):
    """Before, at, or after the meeting."""

    BEFORE = "before"
    HELD = "held"
    AFTER = "after"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {"before": "会前", "held": "会上", "after": "会后"}[self.value]


@dataclass(frozen=True, slots=True)
class Look:
    """What the record holds of a step: whether it is done, what is there, what is missing, a sentence each."""

    done: bool
    there: str = ""
    missing: tuple[str, ...] = ()


def looked(done: bool, there: str, missing: str) -> Look:
    """A step that is either there or missing."""
    return Look(done, there if done else "", () if done else (missing,))


def some(names: tuple[str, ...], most: int = 6, suffix: str = "人") -> str:
    """The first of the names, and how many they are where they are many; `suffix` is what they are counted as."""
    shown = "、".join(names[:most])
    return f"{shown}等{len(names)}{suffix}" if len(names) > most else shown


def last_day(held_on: date, followup: Followup | None) -> date | None:
    """The last day of what follows a meeting on that day; None where nothing asks for it or no source gives days."""
    if followup is None or followup.deadline_days is None:
        return None
    return held_on + timedelta(days=followup.deadline_days)


@dataclass(frozen=True, slots=True)
class StepState(Generic[S]):
    """One step as it stands; `asked` is whether the rule asks for it here: the rest can be done all the same.

    `by` is the last day in Shanghai; where a source gives none, `by_words` says what it says, or is "".
    """

    step: S
    phase: Phase
    zh: str
    who: str
    by: date | None
    by_words: str
    asked: bool
    done: bool
    late: bool
    there: str
    missing: tuple[str, ...]
    clause: str

    @property
    def open(self) -> bool:
        """Whether it is asked for and not done."""
        return self.asked and not self.done
