"""Figures and the table they stand in."""

import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """How much is measured."""

    quick: bool
    phones: int  #: phones in the hall
    branches: int  #: branches in the full database; 0 for the usual number

    @property
    def rounds(self) -> int:
        """How many rounds a median is taken of."""
        return 3 if self.quick else 6


@dataclass(frozen=True)
class Line:
    """One line of the table; `ok` is None where there is no goal to meet."""

    what: str
    goal: str
    measured: str
    ok: bool | None = None


def median(values: Sequence[float]) -> float:
    """The median; 0 of nothing."""
    return statistics.median(values) if values else 0.0


def percentile(values: Sequence[float], share: int) -> float:
    """The value that so many per cent do not exceed; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)] if ordered else 0.0


def print_table(lines: Sequence[Line]) -> None:
    """All lines in columns, with what was missed marked."""
    rows = [("what", "goal", "measured", ""), *(_cells(line) for line in lines)]
    widths = [max(_width(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False))
        print("  ".join((*cells, row[3])).rstrip())


def _cells(line: Line) -> tuple[str, str, str, str]:
    return line.what, line.goal, line.measured, {True: "ok", False: "NOT", None: ""}[line.ok]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
