"""What every source leaves open and no field of a rule holds: what the product does then, and why."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.rules.profiles import FOLDER, parse
from domain.rules.reading import Table


@dataclass(frozen=True, slots=True)
class Gap:
    """One open matter, in Chinese: its name, what the product does, and the reason."""

    topic: str
    says: str
    reason: str


@cache
def gaps() -> tuple[Gap, ...]:
    """Every open matter, in the order of `gaps.toml`."""
    return load_gaps(FOLDER / "gaps.toml")


def load_gaps(path: Path) -> tuple[Gap, ...]:
    """Read a file of open matters; RuleFileError says what is wrong and where."""
    table = Table(parse(path), path.name, "")
    rows = table.rows("gap")
    table.close()
    return tuple(_gap(Table(row, path.name, f"第{number}项")) for number, row in enumerate(rows, 1))


def _gap(table: Table) -> Gap:
    read = Gap(table.text("topic"), table.text("says"), table.text("reason"))
    table.close()
    return read
