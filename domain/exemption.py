"""Who may be left out of 应到 (不计入应到会人数): only on a named ground, agreed by the superior and the assembly."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from domain.kept import Kept
from domain.roll import Category
from domain.rules import Rule, Verify
from domain.whole import whole
from domain.words import Refusal, listed

#: "半年以上" in months.
HALF_A_YEAR = 6

_ELECTION = "party_election"
_ADMISSIONS = frozenset({"party_admit", "party_confirm"})
_FIVE = "党务工作问答（共产党员网等多处转载），条例条文没有列举"
_SIXTH = "党组织选举工作问答（部分资料），条例条文没有列举"


class Ground(StrEnum):
    """Why a member who cannot come may be left out of 应到 (不计入应到会的情形)."""

    incapable = "incapable"
    abroad = "abroad"
    in_prison = "in_prison"
    bedridden = "bedridden"
    away = "away"
    retired_home = "retired_home"

    @property
    def zh(self) -> str:
        """The ground in Chinese, as the list of those left out prints it."""
        return _GROUND_ZH[self]

    @property
    def source(self) -> str:
        """Where the ground is written."""
        return _SIXTH if self is Ground.retired_home else _FIVE

    @property
    def verify(self) -> Verify:
        """How sure the source is: five grounds agree in several texts, the sixth stands in some."""
        return Verify.partial if self is Ground.retired_home else Verify.secondary_source

    @property
    def least_months(self) -> int | None:
        """How many months it must last, None where the ground knows no time."""
        return HALF_A_YEAR if self in (Ground.abroad, Ground.away) else None


_GROUND_ZH = {
    Ground.incapable: "患精神病或者其他疾病，不能表达本人意志",
    Ground.abroad: "自费出国半年以上",
    Ground.in_prison: "没有受到留党察看以上处分，正在服刑",
    Ground.bedridden: "年老体弱卧床不起，或者长期生病、生活不能自理",
    Ground.away: "外出学习、工作半年以上，按规定应当转走组织关系而没有转走",
    Ground.retired_home: "离退休后已回原籍长期居住，组织关系没有转出",
}


def grounds_for(rule: Rule) -> tuple[Ground, ...]:
    """The grounds that hold for a meeting of this kind: six for elections, five for admissions, else none."""
    if rule.kind == _ELECTION:
        return tuple(Ground)
    if rule.kind in _ADMISSIONS:
        return tuple(ground for ground in Ground if ground is not Ground.retired_home)
    return ()


@dataclass(frozen=True, slots=True)
class Exemption:
    """One person rightly left out of 应到; `domain.roll.standing` takes `exempt` for it."""

    ground: Ground
    months: int | None
    origin: str
    clause: str
    sentence: str

    @property
    def exempt(self) -> bool:
        """What `domain.roll.standing` is given: an exemption that exists holds."""
        return True

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a roll."""
        return {**asdict(self), "ground": self.ground.value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls(**{**data, "ground": Ground(data["ground"])})


@dataclass(frozen=True, slots=True)
class Absentee:
    """The person of whom it is asked; `suspended` is 留党察看, `present` that the person came all the same."""

    category: Category
    suspended: bool = False
    present: bool = False
    months: int | None = None


def exemption(
    rule: Rule, ground: Ground, absentee: Absentee, *, superior_agreed: bool, assembly_approved: bool
) -> Exemption:
    """Leave a person out of 应到; Refusal, with the field, says what is missing or why it may not be.

    Both consents are needed: the superior's (上级党组织同意) and the assembly's (党员大会通过). Whoever comes all
    the same is counted and votes (product's reading, no source says so).
    """
    _refuse_ground(rule, ground)
    _refuse_person(absentee)
    _refuse_time(ground, absentee.months)
    _refuse_unagreed(superior_agreed, assembly_approved)
    return Exemption(
        ground=ground,
        months=absentee.months if ground.least_months else None,
        origin=ground.source,
        clause=ground.source,
        sentence=f"{_ground_words(ground, absentee.months)}，经上级党组织同意并经党员大会通过，不计入应到会人数。",
    )


def _refuse_ground(rule: Rule, ground: Ground) -> None:
    offered = grounds_for(rule)
    if not offered:
        raise Refusal(f"{rule.name}没有不计入应到会人数的规定，因故不能到会的也应当计入", "rule")
    if ground not in offered:
        raise Refusal(f"“{ground.zh}”只用于选举，{rule.name}应当把本人计入应到会人数", "ground")


def _refuse_person(absentee: Absentee) -> None:
    if absentee.present:
        raise Refusal("本人已经到会，应当计入应到会人数，参加投票", "present")
    if absentee.category is not Category.full:
        raise Refusal(
            f"{absentee.category.zh}没有表决权和选举权，本来就不计入有表决权、选举权的人数，不需要办理", "category"
        )
    if absentee.suspended:
        raise Refusal("留党察看期间没有表决权和选举权，本来就不计入有表决权、选举权的人数，不需要办理", "suspended")


def _refuse_time(ground: Ground, months: int | None) -> None:
    if ground.least_months is None:
        return
    if months is None:
        raise Refusal("请填写外出的月数，半年以上的才可以不计入应到会人数", "months")
    if whole(months, "外出的月数", "months") < ground.least_months:
        raise Refusal(f"外出{months}个月，不满{ground.least_months}个月，应当计入应到会人数", "months")


def _refuse_unagreed(superior_agreed: bool, assembly_approved: bool) -> None:
    missing = {"superior_agreed": "上级党组织同意"} if not superior_agreed else {}
    if not assembly_approved:
        missing["assembly_approved"] = "党员大会通过"
    if missing:
        field = next(iter(missing))
        raise Refusal(f"还没有{listed(missing.values())}，仍应计入应到会人数", field)


def _ground_words(ground: Ground, months: int | None) -> str:
    return f"{ground.zh}（已{months}个月）" if ground.least_months else ground.zh


@dataclass(frozen=True, slots=True)
class Expected(Kept):
    """How many are expected once the exempt are left out (应到会人数): the numbers and the sentence to print."""

    before: int
    exempt: int
    after: int
    sentence: str


def reduced(before: int, exemptions: Sequence[Exemption]) -> Expected:
    """Leave the exempt out of `before` (有表决权、选举权的正式党员人数); Refusal when they are more than there are."""
    whole(before, "应到会人数", "expected")
    count = len(exemptions)
    if count > before:
        raise Refusal(f"不计入应到会人数的{count}人，多于应到会的{before}人，请核对", "exemptions")
    return Expected(before, count, before - count, _reduced_words(before, exemptions))


def _reduced_words(before: int, exemptions: Sequence[Exemption]) -> str:
    if not exemptions:
        return f"有表决权、选举权的正式党员{before}人，全部计入，应到会{before}人。"
    each = [(ground, sum(one.ground is ground for one in exemptions)) for ground in Ground]
    told = "；".join(f"{ground.zh}{count}人" for ground, count in each if count)
    left = before - len(exemptions)
    return (
        f"有表决权、选举权的正式党员{before}人，经上级党组织同意并经党员大会通过，"
        f"不计入{len(exemptions)}人（{told}），应到会{left}人。"
    )
