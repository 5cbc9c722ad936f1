"""The strictest of several sources (从严): what any of them demands is demanded."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from domain.rules import Followup, Frequency, GradingTerms, Method, Rule, Threshold, Urgency, Verify
from domain.rules.looser import looser
from domain.rules.profiles import IDENTITY
from domain.rules.sources import in_force
from domain.words import listed

#: Thresholds here carry their own clause.
_CITED = frozenset({"quorum_also", "adoption_also"})


def strictest(rules: Sequence[Rule]) -> Rule:
    """One rule that satisfies all of these at once; its `origins` say which source each value came from.

    The first rule gives name and whatever can't be compared. Of thresholds none is dropped: the others go into
    `quorum_also` and `adoption_also`, and whichever asks for most at the numbers of the day decides. `warnings` say
    where even all of them together ask for less than a national or legal rule.
    ValueError for no rules, or rules of different kinds.
    """
    kinds = {each.kind for each in rules}
    if len(kinds) != 1:
        raise ValueError(f"the strictest of one kind's rules, not of {sorted(kinds)}")
    first = rules[0]
    merged = {name: merge(name, rules) for name, merge in _MERGES.items()}
    strict = replace(
        first,
        id=f"{first.kind}.strict",
        profile="strict",
        source=f"从严（{listed(each.source for each in rules)}）",
        clause=None,
        verify=max((each.verify for each in rules), key=tuple(Verify).index),
        origins=MappingProxyType({name: _origin(name, rules, merged) for name in _said(first, merged)}),
        **merged,
    )
    lawful = () if any(each.alone for each in rules) else in_force(strict.kind)
    return replace(strict, warnings=looser(strict, lawful))


def _said(first: Rule, merged: dict[str, Any]) -> Iterable[str]:
    for name in first.to_json():
        value = merged.get(name, getattr(first, name))
        if name not in IDENTITY | _CITED and value not in (None, ()):
            yield name


def _origin(name: str, rules: Sequence[Rule], merged: dict[str, Any]) -> str:
    """Whose the value is: one source's where one gave it, all that speak where it is made of all."""
    givers = [each for each in rules if getattr(each, name) == merged.get(name, getattr(rules[0], name))]
    speakers = [each for each in rules if getattr(each, name) not in (None, ())]
    return givers[0].origin(name) if givers else listed(dict.fromkeys(each.origin(name) for each in speakers))


def _most(name: str, rules: Sequence[Rule]) -> int | None:
    return max((days for each in rules if (days := getattr(each, name)) is not None), default=None)


def _first(name: str, rules: Sequence[Rule]) -> Threshold | None:
    return next(iter(_cited(name, rules)), None)


def _others(name: str, rules: Sequence[Rule]) -> tuple[Threshold, ...]:
    return _cited(name.removesuffix("_also"), rules)[1:]


def _cited(name: str, rules: Sequence[Rule]) -> tuple[Threshold, ...]:
    """Every threshold of these rules, each with its own clause, equal ones once."""
    found: dict[tuple[object, object], Threshold] = {}
    for each in rules:
        for threshold in (getattr(each, name), *getattr(each, f"{name}_also")):
            if threshold is not None:
                cited = replace(threshold, clause=threshold.clause or each.origin(name))
                found.setdefault((cited.share, cited.base), cited)
    return tuple(found.values())


def _union(name: str, rules: Sequence[Rule]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(one for each in rules for one in getattr(each, name)))


def _common(name: str, rules: Sequence[Rule]) -> tuple[Any, ...]:
    spoken = [getattr(each, name) for each in rules if getattr(each, name)]
    first = spoken[0] if spoken else ()
    return tuple(one for one in first if all(one in other for other in spoken))


def _methods(name: str, rules: Sequence[Rule]) -> tuple[Method, ...]:
    # Where sources share no method, the secret ballot is the one that no source can call too loose.
    return _common(name, rules) or ((Method.secret,) if any(each.methods for each in rules) else ())


def _any(name: str, rules: Sequence[Rule]) -> bool | None:
    return _flag(any, name, rules)


def _all(name: str, rules: Sequence[Rule]) -> bool | None:
    return _flag(all, name, rules)


def _flag(judge: Callable[[Iterable[bool]], bool], name: str, rules: Sequence[Rule]) -> bool | None:
    spoken = [value for each in rules if (value := getattr(each, name)) is not None]
    return judge(spoken) if spoken else None


def _frequency(_: str, rules: Sequence[Rule]) -> Frequency | None:
    said = [each.frequency for each in rules if each.frequency is not None]
    return max(said, key=lambda frequency: frequency.a_year, default=None)


def _urgency(_: str, rules: Sequence[Rule]) -> Urgency | None:
    # An emergency loosens the rule: it holds only where every source knows it.
    if any(each.urgency is None for each in rules):
        return None
    known = [each.urgency for each in rules if each.urgency is not None]
    return replace(
        known[0],
        by_majority=all(one.by_majority for one in known),
        without_quorum=all(one.without_quorum for one in known),
    )


def _grading(_: str, rules: Sequence[Rule]) -> GradingTerms | None:
    known = [each.grading for each in rules if each.grading is not None]
    capped = [(Fraction(one.cap.num, one.cap.den), one) for one in known if one.cap is not None]
    if capped:
        return min(capped, key=lambda each: each[0])[1]
    return next(iter(known), None)


def _followups(_: str, rules: Sequence[Rule]) -> tuple[Followup, ...]:
    earliest: dict[tuple[str, str | None], Followup] = {}
    for one in (followup for each in rules for followup in each.followups):
        known = earliest.setdefault((one.action, one.to), one)
        if _days(one) < _days(known):
            earliest[one.action, one.to] = one
    return tuple(earliest.values())


def _days(followup: Followup) -> int:
    if followup.deadline_days is not None:
        return followup.deadline_days
    return 31 * followup.deadline_months if followup.deadline_months is not None else 10**6


#: How each field of several rules becomes one; a field that is not here is the first rule's.
_MERGES: dict[str, Callable[[str, Sequence[Rule]], Any]] = {
    "frequency": _frequency,
    "chair_fallback": _common,
    "observers": _union,
    "notice_days": _most,
    "superior_notice_days": _most,
    "agenda_notice_days": _most,
    "quorum": _first,
    "quorum_also": _others,
    "quorum_variants": _union,
    "methods": _methods,
    "secret_required": _any,
    "adoption": _first,
    "adoption_also": _others,
    "records": _union,
    "outcomes": _union,
    "followups": _followups,
    "written_counts": _all,
    "one_by_one": _any,
    "recusal_reduces_base": _all,
    "demands": _union,
    "urgency": _urgency,
    "grading": _grading,
}
