"""What one cell says once it is read: a value, if there is one, and what is wrong with how it was written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault that does not know its column yet."""

    kind: str
    say: str
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The value read, or none, with the problems met on the way."""

    value: str | None
    problems: tuple[Problem, ...] = ()
