"""One thing that stands in the way of a move."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A Chinese sentence saying what to do, its form field if any, and whether it forbids or only warns."""

    sentence: str
    field: str | None = None
    blocking: bool = True
