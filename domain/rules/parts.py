"""The parts a rule is made of: how often, how many of whom, and what must follow."""

from dataclasses import asdict, dataclass
from typing import Self

from domain.rules.names import Base, Duty, Period, Verify
from domain.rules.reading import Table
from domain.share import Share

#: How many of each period fill a year.
_A_YEAR = {
    Period.week: 52,
    Period.half_month: 24,
    Period.month: 12,
    Period.two_months: 6,
    Period.quarter: 4,
    Period.half_year: 2,
    Period.year: 1,
}


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often (频次): `count` (up to `most`) times a period; None where the source gives no number."""

    count: int | None = None
    period: Period | None = None
    qualifier: str | None = None
    most: int | None = None

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read the `frequency` table of a rule."""
        read = cls(
            table.whole("count"),
            table.choice("period", Period),
            table.maybe_text("qualifier"),
            table.whole("most"),
        )
        table.close()
        return read

    @property
    def words(self) -> str:
        """How one says it: 一般每季度1次; what the source leaves open is left out."""
        span = self.period.zh if self.period else ""
        most = f"—{self.most}" if self.most else ""
        times = f"{self.count}{most}次" if self.count and self.period is not Period.on_demand else ""
        return self._qualified(span + times)

    @property
    def a_year(self) -> int:
        """How many meetings a year it demands at least, to compare sources; 0 where it gives no number."""
        return (self.count or 0) * (_A_YEAR.get(self.period, 0) if self.period else 0)

    def _qualified(self, how_often: str) -> str:
        if not how_often or not self.qualifier:
            return how_often or self.qualifier or ""
        first, _, rest = self.qualifier.partition("；")
        if first not in ("一般", "至少"):
            first, rest = "", self.qualifier
        return f"{first}{how_often}（{rest}）" if rest else first + how_often

    def to_json(self) -> dict[str, object]:
        """The table it was read from."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share of a named base, with the source's own wording and, where finer than the rule's, its clause."""

    share: Share
    base: Base
    wording: str | None = None
    clause: str | None = None

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read a `quorum` or `adoption` table of a rule."""
        written, base = table.text("share"), table.one_of("base", table.text("base"), Base)
        try:
            share = Share.parse(written)
        except ValueError:
            table.refuse("share", f"“{written}”不是比例，应写成“>1/2”或“>=2/3”")
        read = cls(share, base, table.maybe_text("wording"), table.maybe_text("clause"))
        table.close()
        return read

    @property
    def words(self) -> str:
        """The share and its base, in the house's words: 超过应到会委员的半数, 应到会委员的三分之二以上."""
        if self.share.strict:
            return f"超过{self.base.zh}的{self.share.part}"
        return f"{self.base.zh}的{self.share.words}"

    def to_json(self) -> dict[str, object]:
        """The table it was read from."""
        return {
            "share": str(self.share),
            "base": self.base.value,
            "wording": self.wording,
            "clause": self.clause,
        }


@dataclass(frozen=True, slots=True)
class Followup:
    """What must happen after the meeting (后续事项); deadlines count from the meeting, in days or months."""

    action: str
    to: str | None = None
    deadline_days: int | None = None
    deadline_months: int | None = None
    duration_days: int | None = None
    deadline_rule: str | None = None
    verify: Verify | None = None
    #: Which of the product's steps it is; None where it is a matter for hand and eye.
    duty: Duty | None = None

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read one `followups` table of a rule."""
        read = cls(
            action=table.text("action"),
            to=table.maybe_text("to"),
            deadline_days=table.whole("deadline_days"),
            deadline_months=table.whole("deadline_months"),
            duration_days=table.whole("duration_days"),
            deadline_rule=table.maybe_text("deadline_rule"),
            verify=table.choice("verify", Verify),
            duty=table.choice("duty", Duty),
        )
        table.close()
        return read

    def to_json(self) -> dict[str, object]:
        """The table it was read from."""
        return asdict(self)
