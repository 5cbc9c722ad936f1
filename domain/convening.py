"""Who may demand that a meeting be held (提议召集): each demand of the rule, computed from the roll."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from domain.quorum import needed_of
from domain.rules import Base, Demand, Rule
from domain.whole import whole
from domain.words import Refusal, listed


class Call(StrEnum):
    """What the demands that are met ask for (是否召集)."""

    must = "must"
    may = "may"
    none = "none"

    @property
    def zh(self) -> str:
        """The users' word for it."""
        return _CALL_ZH[self]


#: What is counted by something else than persons.
_UNITS = {Base.households: "户", Base.resident_groups: "个"}
_CALL_ZH = {Call.must: "应当召集", Call.may: "可以召集", Call.none: "未达到提议召集的人数"}


@dataclass(frozen=True, slots=True)
class DemandMet:
    """One demand, computed: the body, how many of it are needed, how many propose, and whether that is enough."""

    code: Base
    base: int
    base_name: str
    needed: int
    proposed: int
    met: bool
    must: bool
    clause: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Convening:
    """Whether the meeting must or may be held: every demand with its numbers, the source, the sentence to print.

    `unknown` names the bodies of whose number nothing was said; their demands are not computed.
    """

    call: Call
    demands: tuple[DemandMet, ...]
    unknown: tuple[str, ...]
    origin: str
    clause: str
    sentence: str

    @property
    def must(self) -> bool:
        """Whether the meeting has to be held (应当召集)."""
        return self.call is Call.must

    @property
    def may(self) -> bool:
        """Whether the meeting can be held without having to (可以召集)."""
        return self.call is Call.may

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a meeting."""
        demands = [{**asdict(each), "code": each.code.value} for each in self.demands]
        return {**asdict(self), "call": self.call.value, "demands": demands, "unknown": list(self.unknown)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        demands = tuple(DemandMet(**{**each, "code": Base(each["code"])}) for each in data["demands"])
        return cls(**{**data, "call": Call(data["call"]), "demands": demands, "unknown": tuple(data["unknown"])})


def demands_met(rule: Rule, roll: Mapping[Base, int], proposers: Mapping[Base, int]) -> Convening:
    """Compute each demand of the rule from how many there are (`roll`) and how many propose (`proposers`).

    Refusal, with the field, where the rule names no demand or not this body, for more proposers than persons,
    for proposers of a body of unknown number, and for what is no number of persons.
    """
    if not rule.demands:
        raise Refusal(f"{rule.name}的规则没有写明由多少人提议召集", "rule")
    _refuse_impossible(rule, roll, proposers)
    known = [demand for demand in rule.demands if demand.threshold.base in roll]
    found = tuple(_computed(rule, each, roll, proposers) for each in known)
    unknown = tuple(each.threshold.base.zh for each in rule.demands if each not in known)
    call = _call(found)
    return Convening(
        call=call,
        demands=found,
        unknown=unknown,
        origin=rule.origin("demands"),
        clause=_clause(rule, found),
        sentence=_sentence(rule, call, found, unknown),
    )


def _refuse_impossible(rule: Rule, roll: Mapping[Base, int], proposers: Mapping[Base, int]) -> None:
    named = {demand.threshold.base for demand in rule.demands}
    for field, numbers in (("roll", roll), ("proposers", proposers)):
        for base, number in numbers.items():
            if base not in named:
                bodies = listed(demand.threshold.base.zh for demand in rule.demands)
                raise Refusal(f"{rule.name}的提议召集不按{base.zh}计算，可以按{bodies}计算", field)
            whole(number, f"{base.zh}的{'总数' if field == 'roll' else '提议数'}", field)
    for base, number in proposers.items():
        _refuse_surplus(base, number, roll)


def _refuse_surplus(base: Base, number: int, roll: Mapping[Base, int]) -> None:
    if base not in roll:
        raise Refusal(f"{base.zh}的总数没有填写，无法计算提议的比例，请补上", "roll")
    if number > roll[base]:
        unit = _UNITS.get(base, "人")
        raise Refusal(f"{base.zh}提议{number}{unit}，多于总数{roll[base]}{unit}，请核对", "proposers")


def _computed(rule: Rule, demand: Demand, roll: Mapping[Base, int], proposers: Mapping[Base, int]) -> DemandMet:
    threshold = demand.threshold
    base, proposed = roll[threshold.base], proposers.get(threshold.base, 0)
    needed, met = needed_of(threshold, base), threshold.share.met(proposed, base)
    verb, unit = "超过" if threshold.share.strict else "达到", _UNITS.get(threshold.base, "人")
    return DemandMet(
        code=threshold.base,
        base=base,
        base_name=threshold.base.zh,
        needed=needed,
        proposed=proposed,
        met=met,
        must=demand.must,
        clause=threshold.clause or rule.origin("demands"),
        sentence=(
            f"{threshold.base.zh}共{base}{unit}，提议{proposed}{unit}，"
            f"{'' if met else '未'}{verb}{threshold.share.part}（至少{needed}{unit}）"
        ),
    )


def _call(found: tuple[DemandMet, ...]) -> Call:
    met = [demand for demand in found if demand.met]
    if any(demand.must for demand in met):
        return Call.must
    return Call.may if met else Call.none


def _clause(rule: Rule, found: tuple[DemandMet, ...]) -> str:
    """The clause of the demand that decides, else the rule's."""
    met = sorted((demand for demand in found if demand.met), key=lambda demand: not demand.must)
    return met[0].clause if met else rule.origin("demands")


def _sentence(rule: Rule, call: Call, found: tuple[DemandMet, ...], unknown: tuple[str, ...]) -> str:
    parts = [demand.sentence for demand in found]
    if unknown:
        parts.append(f"{listed(unknown)}的总数没有填写，没有计算")
    return f"{rule.name}：{'；'.join(parts)}。{call.zh}。"
