"""What only some kinds of meeting know: who may demand one, urgent decisions, elections, gradings."""

from dataclasses import dataclass
from typing import Self

from domain.rules.names import Nomination
from domain.rules.parts import Threshold
from domain.rules.reading import Table
from domain.share import Part


@dataclass(frozen=True, slots=True)
class Demand:
    """Who may demand that a meeting be held (提议召集): a share of a body; `must` is 应当, otherwise 可以."""

    threshold: Threshold
    must: bool

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read one `demands` table of a rule."""
        must = table.flag("must")
        inner = Table({**table.values, "must": None}, table.file, table.rule, table.path)
        inner.get("must")
        return cls(Threshold.read(inner), bool(must))

    def to_json(self) -> dict[str, object]:
        """The table it was read from."""
        return {**self.threshold.to_json(), "must": self.must}


@dataclass(frozen=True, slots=True)
class Urgency:
    """What an emergency (紧急情况) allows: following the majority of a close vote, deciding without quorum."""

    by_majority: bool
    without_quorum: bool
    #: To whom it must be reported afterwards.
    report_to: str | None = None

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read the `urgency` table of a rule."""
        flags = (bool(table.flag("by_majority")), bool(table.flag("without_quorum")))
        read = cls(*flags, table.maybe_text("report_to"))
        table.close()
        return read

    def to_json(self) -> dict[str, object]:
        """The table it was read from."""
        return {"by_majority": self.by_majority, "without_quorum": self.without_quorum, "report_to": self.report_to}


@dataclass(frozen=True, slots=True)
class ElectionTerms:
    """How candidates are nominated and seats filled; None or () where the source is silent."""

    nomination: Nomination | None = None
    #: With 差额: how many more candidates than seats, a part of the seats, rounded up.
    extra: Part | None = None
    #: What a candidate of the 预选 needs; sources disagree on the base, the first is the usual one.
    primary: tuple[Threshold, ...] = ()
    #: What a vote for seats left open (另行选举) needs where it differs from the first.
    fill: Threshold | None = None
    #: How many electors must agree to leave seats open (减少名额).
    fewer: Threshold | None = None

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read the `election` table of a rule."""
        read = cls(
            nomination=table.choice("nomination", Nomination),
            extra=part(table, "extra"),
            primary=tuple(Threshold.read(inner) for inner in table.inners("primary")),
            fill=_threshold(table, "fill"),
            fewer=_threshold(table, "fewer"),
        )
        table.close()
        return read

    def to_json(self) -> dict[str, object]:
        """The table it was read from."""
        return {
            "nomination": self.nomination and self.nomination.value,
            "extra": self.extra and str(self.extra),
            "primary": [threshold.to_json() for threshold in self.primary],
            "fill": self.fill and self.fill.to_json(),
            "fewer": self.fewer and self.fewer.to_json(),
        }


@dataclass(frozen=True, slots=True)
class GradingTerms:
    """The grades of a review (评定等次), best first, and how many may get the best one."""

    grades: tuple[str, ...]
    #: The best grade's share of the members, rounded down; None where there is no cap.
    cap: Part | None = None

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read the `grading` table of a rule."""
        read = cls(table.texts("grades"), part(table, "cap"))
        if not read.grades:
            table.refuse("grades", "缺少这一项")
        table.close()
        return read

    def to_json(self) -> dict[str, object]:
        """The table it was read from."""
        return {"grades": list(self.grades), "cap": self.cap and str(self.cap)}


def _threshold(table: Table, field: str) -> Threshold | None:
    inner = table.inner(field)
    return None if inner is None else Threshold.read(inner)


def part(table: Table, field: str) -> Part | None:
    """A fraction such as "1/5", None when silent."""
    written = table.maybe_text(field)
    if written is None:
        return None
    try:
        return Part.parse(written)
    except ValueError:
        table.refuse(field, f"“{written}”不是分数，应写成“1/5”")
