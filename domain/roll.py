"""The roll of one meeting or vote: who is expected (应到), has the vote (有表决权), is there (实到)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Self


class Category(StrEnum):
    """What a person is to the organisation (人员类别)."""

    full = "full"
    probationary = "probationary"
    development_target = "development_target"
    activist = "activist"
    applicant = "applicant"
    outside = "outside"

    @property
    def zh(self) -> str:
        """The users' word for it."""
        return _CATEGORY_ZH[self]


_CATEGORY_ZH = {
    Category.full: "正式党员",
    Category.probationary: "预备党员",
    Category.development_target: "发展对象",
    Category.activist: "入党积极分子",
    Category.applicant: "入党申请人",
    Category.outside: "群众",
}


#: Why who is detained has no vote, as it stands on the roll.
DETAINED = "被留置或者逮捕，党员权利中止，不计入应到会人数，没有表决权"


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's place on a roll; `reason` says in Chinese why there is no vote, "" where there is one.

    `attends` is whether the person may sit in the meeting at all.
    """

    expected: bool
    entitled: bool
    reason: str
    attends: bool = True


def standing(
    category: Category,
    *,
    suspended: bool = False,
    detained: bool = False,
    observer: bool = False,
    exempt: bool = False,
    expelled: bool = False,
) -> Standing:
    """Decide expected and entitled for one Party meeting (党章; 发展党员工作细则; 基层组织选举工作条例).

    `suspended` is 留党察看, `detained` 留置/逮捕 with rights suspended, `expelled` 停止党籍 or 除名, `exempt`
    not counted in 应到 because the superior agreed and the assembly approved. Of several grounds the gravest decides.
    """
    if expelled:
        return Standing(False, False, "已经停止党籍或者除名，不计入应到会人数，没有表决权", attends=False)
    if detained:
        return Standing(False, False, "被留置或者逮捕，党员权利中止，不计入应到会人数，没有表决权", attends=False)
    if exempt:
        return Standing(False, False, "经上级党组织同意并经党员大会通过，不计入应到会人数")
    if observer:
        return Standing(False, False, "列席人员，没有表决权")
    return _member_standing(category, suspended)


def _member_standing(category: Category, suspended: bool) -> Standing:
    if category not in (Category.full, Category.probationary):
        return Standing(False, False, f"{category.zh}不是党员，可以列席，没有表决权")
    if suspended:
        return Standing(True, False, "留党察看期间没有表决权")
    if category is Category.probationary:
        return Standing(True, False, "预备党员没有表决权")
    return Standing(True, True, "")


@dataclass(frozen=True, slots=True)
class RollRow:
    """One person on a roll, now: an excused person who came all the same counts as present."""

    expected: bool
    entitled: bool
    present: bool
    excused: bool
    observer: bool

    def __post_init__(self) -> None:
        if self.entitled and not self.expected:
            raise ValueError("whoever has the vote is expected")
        if self.observer and self.expected:
            raise ValueError("an observer (列席) is not expected")


def refuse_no_counts(numbers: Mapping[str, object]) -> None:
    """Raise ValueError for what is not a whole number from 0."""
    for name, number in numbers.items():
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise ValueError(f"{name} must be a whole number from 0, not {number!r}")


@dataclass(frozen=True, slots=True)
class RollFigures:
    """The counted roll, whole numbers of persons; ValueError for figures that can't be.

    `present` counts the expected who are there, `present_entitled` those of them with the vote,
    `observers` the 列席 who are there; these are in none of the other figures.
    """

    expected: int
    entitled: int
    present: int
    present_entitled: int
    excused: int
    observers: int

    def __post_init__(self) -> None:
        refuse_no_counts(asdict(self))
        self._refuse_impossible()

    def _refuse_impossible(self) -> None:
        if self.entitled > self.expected or self.present_entitled > self.entitled:
            raise ValueError("more with the vote than expected, or more of them present than there are")
        if self.present_entitled > self.present or self.present + self.excused > self.expected:
            raise ValueError("more present (and excused) than expected")
        if self.present - self.present_entitled > self.expected - self.entitled:
            raise ValueError("more present without the vote than expected without it")

    @property
    def absent(self) -> int:
        """How many are missing without leave (未到)."""
        return self.expected - self.present - self.excused

    def to_json(self) -> dict[str, int]:
        """Plain data for keeping beside a verdict."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, int]) -> Self:
        """What `to_json` gave; KeyError or ValueError for anything else."""
        return cls(**{field.name: data[field.name] for field in fields(cls)})


def figures(rows: Iterable[RollRow]) -> RollFigures:
    """Count a roll; observers count only when they are there."""
    kept = tuple(rows)
    called = tuple(row for row in kept if row.expected)
    return RollFigures(
        expected=len(called),
        entitled=sum(row.entitled for row in called),
        present=sum(row.present for row in called),
        present_entitled=sum(row.present and row.entitled for row in called),
        excused=sum(row.excused and not row.present for row in called),
        observers=sum(row.observer and row.present for row in kept),
    )
