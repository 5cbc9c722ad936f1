"""A sheet as cells: what stands where, whichever kind of file it came from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta | None

Place = tuple[int, int]

MAX_COLUMNS = 64
MAX_ROWS = 20_000

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: its value, the number format it is shown in, and if it is a formula never computed."""

    value: Value
    shown: str = "General"
    uncomputed: bool = False

    @property
    def text(self) -> str:
        """The value as one line of text without invisible characters; whole numbers carry no `.0`."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        plain = "" if self.value is None else str(self.value)
        return " ".join(_CONTROL.sub("", plain.translate(_UNSEEN)).split())

    @property
    def is_filled(self) -> bool:
        """True when a reader of the sheet would see something here, or should."""
        return self.uncomputed or bool(self.text)


@dataclass(frozen=True)
class Sheet:
    """The filled cells by row and column, numbered from 1; merged cells know their first one."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    anchors: Mapping[Place, Place] = field(default_factory=dict)
    hidden: bool = False
    since_1904: bool = False
    is_csv: bool = False

    @property
    def last(self) -> int:
        """The number of the last row with anything in it; 0 for an empty sheet."""
        return max(self.rows, default=0)

    def own(self, row: int, column: int) -> Cell | None:
        """Return the cell that stands exactly here, merged or not."""
        return self.rows.get(row, {}).get(column)

    def seen(self, row: int, column: int) -> Cell | None:
        """Return the cell a reader sees here: a merged cell shows its first one."""
        return self.own(*self.anchors.get((row, column), (row, column)))

    def beside(self, row: int, column: int) -> Cell | None:
        """Return the cell seen here, but only from merges that run straight down this column."""
        place = self.anchors.get((row, column), (row, column))
        return self.own(*place) if place[1] == column else None

    def is_continued(self, row: int, column: int) -> bool:
        """True when this place is the lower part of a merged cell that begins in a row above."""
        return self.anchors.get((row, column), (row, column))[0] < row

    def texts(self, row: int) -> list[str]:
        """Return the filled texts of a row, from left to right."""
        cells = self.rows.get(row, {})
        return [cells[column].text for column in sorted(cells) if cells[column].text]
