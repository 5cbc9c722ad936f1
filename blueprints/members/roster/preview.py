"""What was read from a roster: people, faults and the lines that are nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from domain.words import Refusal

from .kinds import REFUSING

Status = Literal["ok", "warn", "refuse"]


class NotARoster(Refusal):
    """The file cannot be read as a roster at all; the sentence says what the secretary does instead."""


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A person already on the roster, as far as doubles need it; birth is `YYYY-MM` or `YYYY-MM-DD`."""

    name: str
    phone: str | None = None
    birth: str | None = None


@dataclass(frozen=True, slots=True)
class RosterValues:
    """One person as read: dates `YYYY-MM` or `YYYY-MM-DD`, gender 男 or 女, category full or probationary."""

    name: str | None = None
    gender: str | None = None
    ethnicity: str | None = None
    birth: str | None = None
    joined_on: str | None = None
    full_member_on: str | None = None
    category: str | None = None
    phone: str | None = None
    group: str | None = None
    office: str | None = None
    mobility: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem of one row: the column as the sheet heads it, a stable kind, a sentence, a mending."""

    column: str
    kind: str
    say: str
    mend: str | None = None

    @property
    def refuses(self) -> bool:
        """True when the row cannot be taken while this fault stands."""
        return self.kind in REFUSING


@dataclass(frozen=True, slots=True)
class Row:
    """One person's line, numbered as the sheet shows it, with everything wrong about it."""

    row: int
    values: RosterValues
    faults: tuple[Fault, ...] = ()

    @property
    def status(self) -> Status:
        """`refuse` if any fault refuses, `warn` if there are others, else `ok`."""
        if any(fault.refuses for fault in self.faults):
            return "refuse"
        return "warn" if self.faults else "ok"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A line that is nobody: title, blank, header, footer, section, example, numbering, note …"""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything an import would do, before it does it; survives `to_json` and `from_json` unchanged."""

    is_roster: bool
    sheet: str
    say: str
    header_rows: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> int:
        """Rows without any fault."""
        return self._count("ok")

    @property
    def warn(self) -> int:
        """Rows that can be taken although something should be looked at."""
        return self._count("warn")

    @property
    def refuse(self) -> int:
        """Rows that cannot be taken."""
        return self._count("refuse")

    def _count(self, status: Status) -> int:
        return sum(row.status == status for row in self.rows)

    def to_json(self) -> dict[str, Any]:
        """Give data for `json.dumps`: the documented keys and those a stored preview needs to come back."""
        return {
            "is_roster": self.is_roster,
            "sheet": self.sheet,
            "header_rows": list(self.header_rows),
            "rows": [_row_to_json(row) for row in self.rows],
            "ignored": [line.row for line in self.ignored],
            "ignored_as": [line.why for line in self.ignored],
            "ignored_columns": list(self.ignored_columns),
            "counts": {"ok": self.ok, "warn": self.warn, "refuse": self.refuse},
            "say": self.say,
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Preview":
        """Bring back what `to_json` gave; raises KeyError or TypeError when it is something else."""
        return cls(
            is_roster=stored["is_roster"],
            sheet=stored["sheet"],
            say=stored["say"],
            header_rows=tuple(stored["header_rows"]),
            rows=tuple(_row_from_json(row) for row in stored["rows"]),
            ignored=tuple(map(Ignored, stored["ignored"], stored["ignored_as"])),
            ignored_columns=tuple(stored["ignored_columns"]),
            notes=tuple(stored["notes"]),
        )


def sentence_of(rows: Iterable[Row]) -> str:
    """Sum a roster up in one sentence: how many people, how many can be taken."""
    states = [row.status for row in rows]
    refused, warned = states.count("refuse"), states.count("warn")
    taken = f"共读到 {len(states)} 人：可以导入 {len(states) - refused} 人"
    taken += f"，其中 {warned} 人有提醒" if warned else ""
    return taken + (f"；{refused} 人不能导入，请按提示改好后重新上传。" if refused else "。")


def _row_to_json(row: Row) -> dict[str, Any]:
    return {
        "row": row.row,
        "status": row.status,
        "values": asdict(row.values),
        "faults": [asdict(fault) for fault in row.faults],
    }


def _row_from_json(stored: Mapping[str, Any]) -> Row:
    known = {field.name for field in fields(RosterValues)}
    values = {key: value for key, value in stored["values"].items() if key in known}
    return Row(stored["row"], RosterValues(**values), tuple(Fault(**fault) for fault in stored["faults"]))
