"""Who may demand a meeting: the known thresholds, and what must hold for all numbers."""

import json
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.convening import Call, Convening, demands_met
from domain.rules import Base, Demand, Rule, Threshold, rule
from domain.share import Share
from domain.words import Refusal

RESIDENTS = rule("residents_meeting.law2026")
CHARTER = rule("community_assembly.s004e")
ASSEMBLY = rule("community_assembly.s004d")


def asked(ruled: Rule, base: Base, number: int, proposers: int) -> Convening:
    return demands_met(ruled, {base: number}, {base: proposers})


@pytest.mark.parametrize(
    ("rule_id", "base", "number", "needed", "call"),
    [
        ("residents_meeting.law2026", Base.residents18, 3000, 300, Call.must),
        ("residents_meeting.law2026", Base.residents18, 3001, 301, Call.must),
        ("residents_meeting.law2026", Base.household_reps, 905, 91, Call.must),
        ("residents_meeting.law2026", Base.resident_reps, 40, 14, Call.must),
        ("residents_meeting.law2018", Base.residents18, 3001, 601, Call.must),
        ("residents_meeting.law2018", Base.households, 900, 180, Call.must),
        ("residents_meeting.law2018", Base.resident_groups, 10, 4, Call.must),
        ("resident_reps.law2026", Base.resident_reps, 46, 10, Call.must),
        ("resident_recall.law2026", Base.registered_voters, 2999, 300, Call.must),
        ("resident_recall.law2026", Base.household_reps, 11, 2, Call.must),
        ("resident_recall.law2026", Base.resident_reps, 30, 10, Call.must),
        ("community_assembly.s004d", Base.residents18, 3000, 600, Call.must),
        ("community_assembly.s004d", Base.households, 901, 181, Call.must),
        ("community_assembly.s004d", Base.resident_groups, 9, 3, Call.must),
        ("community_assembly.s004e", Base.representatives_expected, 31, 11, Call.may),
        ("community_assembly.s004e", Base.residents18, 3000, 600, Call.may),
        ("union_congress.law", Base.union_members, 100, 34, Call.may),
        ("union_congress.s002", Base.union_members, 100, 34, Call.may),
        ("township_npc.law", Base.all_deputies, 61, 13, Call.may),
    ],
)
def test_the_needed_number_convenes_and_one_fewer_does_not(
    rule_id: str, base: Base, number: int, needed: int, call: Call
) -> None:
    found = asked(rule(rule_id), base, number, needed)
    (demand,) = found.demands
    assert (found.call, demand.needed, demand.base, demand.proposed, demand.met) == (call, needed, number, needed, True)
    assert (found.must, found.may) == (call is Call.must, call is Call.may)
    fewer = asked(rule(rule_id), base, number, needed - 1)
    assert (fewer.call, fewer.must, fewer.may, fewer.demands[0].met) == (Call.none, False, False, False)


def test_the_sentence_holds_every_number() -> None:
    found = demands_met(
        RESIDENTS,
        {Base.residents18: 3000, Base.household_reps: 900, Base.resident_reps: 40},
        {Base.residents18: 299, Base.household_reps: 90},
    )
    assert found.sentence == (
        "居民会议：十八周岁以上居民共3000人，提议299人，未达到十分之一（至少300人）；"
        "户的代表共900人，提议90人，达到十分之一（至少90人）；"
        "居民代表共40人，提议0人，未达到三分之一（至少14人）。应当召集。"
    )
    assert [demand.met for demand in found.demands] == [False, True, False]
    assert [demand.must for demand in found.demands] == [True, True, True]
    assert (found.unknown, found.origin, found.clause) == ((), RESIDENTS.citation, RESIDENTS.citation)


def test_households_and_groups_are_not_counted_as_persons() -> None:
    found = demands_met(ASSEMBLY, {Base.households: 500, Base.resident_groups: 9}, {Base.resident_groups: 2})
    assert found.sentence == (
        "社区成员代表大会：户共500户，提议0户，未达到五分之一（至少100户）；"
        "居民小组共9个，提议2个，未达到三分之一（至少3个）；"
        "十八周岁以上居民的总数没有填写，没有计算。未达到提议召集的人数。"
    )
    assert found.unknown == ("十八周岁以上居民",)


def test_the_charter_lets_and_the_annex_makes_it_convene() -> None:
    assert asked(CHARTER, Base.residents18, 100, 20).sentence.endswith("可以召集。")
    assert asked(ASSEMBLY, Base.residents18, 100, 20).sentence.endswith("应当召集。")


def test_where_one_demand_must_and_another_may_it_must() -> None:
    share = Share.parse(">=1/5")
    may = Demand(Threshold(share, Base.households, clause="甲条"), must=False)
    must = Demand(Threshold(share, Base.residents18, clause="乙条"), must=True)
    ruled = replace(RESIDENTS, demands=(may, must))
    both = demands_met(ruled, {Base.households: 10, Base.residents18: 10}, {Base.households: 2, Base.residents18: 2})
    assert (both.call, both.clause) == (Call.must, "乙条")
    assert [demand.clause for demand in both.demands] == ["甲条", "乙条"]
    one = demands_met(ruled, {Base.households: 10, Base.residents18: 10}, {Base.households: 2, Base.residents18: 1})
    assert (one.call, one.clause) == (Call.may, "甲条")
    none = demands_met(ruled, {Base.households: 10, Base.residents18: 10}, {})
    assert (none.call, none.clause) == (Call.none, ruled.citation)


def test_more_than_a_share_is_told_as_more() -> None:
    ruled = replace(RESIDENTS, demands=(Demand(Threshold(Share.parse(">1/2"), Base.residents18), must=True),))
    assert asked(ruled, Base.residents18, 10, 6).sentence == (
        "居民会议：十八周岁以上居民共10人，提议6人，超过半数（至少6人）。应当召集。"
    )
    assert "提议5人，未超过半数（至少6人）" in asked(ruled, Base.residents18, 10, 5).sentence


def test_of_nobody_nothing_is_demanded() -> None:
    found = asked(RESIDENTS, Base.residents18, 0, 0)
    assert (found.call, found.demands[0].needed) == (Call.none, 1)


def test_where_no_number_is_known_nothing_is_demanded() -> None:
    found = demands_met(RESIDENTS, {}, {})
    assert (found.call, found.demands) == (Call.none, ())
    assert found.unknown == ("十八周岁以上居民", "户的代表", "居民代表")
    assert found.sentence == (
        "居民会议：十八周岁以上居民、户的代表、居民代表的总数没有填写，没有计算。未达到提议召集的人数。"
    )


def test_a_filled_demand_keeps_the_source_it_came_from() -> None:
    short = asked(rule("union_congress.s002"), Base.union_members, 90, 29)
    assert short.origin == short.clause == rule("union_congress.law").citation
    found = asked(rule("union_congress.s002"), Base.union_members, 90, 30)
    assert found.origin == found.clause == found.demands[0].clause == rule("union_congress.law").citation


@pytest.mark.parametrize(
    ("roll", "proposers", "field", "said"),
    [
        ({Base.residents18: 10}, {Base.residents18: 11}, "proposers", "十八周岁以上居民提议11人，多于总数10人，请核对"),
        (
            {Base.residents18: 10},
            {Base.residents18: -1},
            "proposers",
            "十八周岁以上居民的提议数不能少于0，现在是-1，请核对",
        ),
        ({Base.residents18: 10}, {Base.residents18: 1.5}, "proposers", "十八周岁以上居民的提议数应当是整数，请核对"),
        ({Base.residents18: -1}, {}, "roll", "十八周岁以上居民的总数不能少于0，现在是-1，请核对"),
        ({Base.residents18: True}, {}, "roll", "十八周岁以上居民的总数应当是整数，请核对"),
        (
            {Base.households: 10},
            {},
            "roll",
            "居民会议的提议召集不按户计算，可以按十八周岁以上居民、户的代表、居民代表计算",
        ),
        (
            {},
            {Base.union_members: 1},
            "proposers",
            "居民会议的提议召集不按工会会员计算，可以按十八周岁以上居民、户的代表、居民代表计算",
        ),
        ({}, {Base.residents18: 1}, "roll", "十八周岁以上居民的总数没有填写，无法计算提议的比例，请补上"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    roll: dict[Base, int], proposers: dict[Base, int], field: str, said: str
) -> None:
    with pytest.raises(Refusal) as found:
        demands_met(RESIDENTS, roll, proposers)
    assert (found.value.field, found.value.sentence) == (field, said)


def test_too_many_groups_are_told_in_groups() -> None:
    with pytest.raises(Refusal, match="居民小组提议4个，多于总数3个，请核对"):
        asked(ASSEMBLY, Base.resident_groups, 3, 4)


def test_a_rule_that_nobody_can_demand_says_so() -> None:
    with pytest.raises(Refusal) as found:
        demands_met(rule("party_assembly.nat"), {}, {})
    assert (found.value.field, found.value.sentence) == ("rule", "支部党员大会的规则没有写明由多少人提议召集")


@pytest.mark.parametrize(
    "kept", [asked(RESIDENTS, Base.residents18, 10, 1), asked(RESIDENTS, Base.residents18, 10, 1).demands[0]]
)
def test_what_was_found_cannot_be_changed_afterwards(kept: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(kept, fields(kept)[0].name, None)
    assert not hasattr(kept, "__dict__")


def test_every_call_has_its_code_and_its_word() -> None:
    assert [call.value for call in Call] == ["must", "may", "none"]
    assert [call.zh for call in Call] == ["应当召集", "可以召集", "未达到提议召集的人数"]


@st.composite
def demanded(draw: st.DrawFn) -> tuple[Rule, dict[Base, int], dict[Base, int]]:
    ruled = draw(st.sampled_from([RESIDENTS, CHARTER, ASSEMBLY, rule("resident_recall.law2026")]))
    known = [each.threshold.base for each in ruled.demands if draw(st.integers(0, 4))]
    roll = {base: draw(st.integers(0, 500)) for base in known}
    return ruled, roll, {base: draw(st.integers(0, roll[base])) for base in known if draw(st.booleans())}


@given(demanded())
def test_needed_is_the_least_number_and_the_call_follows_from_what_is_met(
    case: tuple[Rule, dict[Base, int], dict[Base, int]],
) -> None:
    ruled, roll, proposers = case
    found = demands_met(ruled, roll, proposers)
    shares = {each.threshold.base: each.threshold.share for each in ruled.demands}
    for demand in found.demands:
        if demand.base:
            assert shares[demand.code].met(demand.needed, demand.base)
            assert not shares[demand.code].met(demand.needed - 1, demand.base)
        assert demand.met == (demand.base > 0 and demand.proposed >= demand.needed)
        assert all(str(each) in found.sentence for each in (demand.base, demand.proposed, demand.needed))
    assert (found.call is Call.none) == (not any(demand.met for demand in found.demands))
    assert len(found.demands) + len(found.unknown) == len(ruled.demands)


@given(demanded())
def test_more_proposers_never_take_a_meeting_away(case: tuple[Rule, dict[Base, int], dict[Base, int]]) -> None:
    ruled, roll, proposers = case
    order = [Call.none, Call.may, Call.must]
    now = order.index(demands_met(ruled, roll, proposers).call)
    for base in roll:
        more = {**proposers, base: min(roll[base], proposers.get(base, 0) + 1)}
        assert order.index(demands_met(ruled, roll, more).call) >= now


@given(demanded())
def test_a_verdict_recomputed_from_what_was_kept_is_the_same(
    case: tuple[Rule, dict[Base, int], dict[Base, int]],
) -> None:
    ruled, roll, proposers = case
    found = demands_met(ruled, roll, proposers)
    kept = json.loads(json.dumps([ruled.to_json(), found.to_json()]))
    read = Convening.from_json(kept[1])
    assert read == found
    own_roll = {demand.code: demand.base for demand in read.demands}
    own_proposers = {demand.code: demand.proposed for demand in read.demands}
    assert demands_met(Rule.from_json(kept[0]), own_roll, own_proposers) == found
