"""Scenarios (试算): one JSON object in, one verdict out; what can't be is refused by its field."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rules import Rule, kinds, rule, rules_of
from domain.scenario import DECISIONS, Impossible, evaluate, evaluate_text

ASSEMBLY = {
    "rule": "party_assembly.nat",
    "decision": "resolution",
    "roll": {"expected": 18, "entitled": 16, "present": 9},
    "votes": {"for": 8, "against": 1, "abstain": 0},
    "written": {"for": 0, "against": 0, "abstain": 0},
}
ELECTION = {
    "rule": "party_election.nat",
    "decision": "election",
    "roll": {"entitled": 40, "present": 40},
    "seats": 5,
    "ballots": {"issued": 40, "returned": 40, "invalid": 1},
    "candidates": [{"name": "甲", "for": 35, "against": 3, "abstain": 1}],
    "write_ins": [{"name": "乙", "for": 3}],
}
REVIEW = {"rule": "member_review.nat", "decision": "grading", "members": 31}
URGENT = {
    "rule": "party_committee.s004d",
    "decision": "urgent",
    "roll": {"entitled": 7, "present": 3},
    "votes": {"for": 2, "against": 1, "abstain": 0},
}
RESIDENTS = {
    "rule": "residents_meeting.law2026",
    "decision": "convening",
    "roll": {"residents18": 2391, "resident_reps": 61},
    "proposers": {"residents18": 240},
}
PRIMARY = {**ELECTION, "decision": "primary", "places": 1}
for unasked in ("seats", "write_ins"):
    PRIMARY.pop(unasked)
ALL = (ASSEMBLY, ELECTION, REVIEW, URGENT, RESIDENTS, PRIMARY)


def but(scenario: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The scenario with some fields changed; None takes a field out."""
    return {name: value for name, value in {**scenario, **changes}.items() if value is not None}


def test_the_teaching_case_has_quorum_and_fails_by_one() -> None:
    answer = evaluate(ASSEMBLY)
    assert answer["rule"] == "party_assembly.nat"
    quorum, adoption = answer["quorum"], answer["adoption"]
    assert {**quorum, "base_name": "", "from": ""} == {
        "met": True,
        "needed": 8,
        "present": 9,
        "base": 16,
        "base_name": "",
        "from": "",
    }
    assert {**adoption, "base_name": "", "from": ""} == {
        "adopted": False,
        "needed": 9,
        "reached": 8,
        "base": 16,
        "base_name": "",
        "missing": 1,
        "from": "",
    }
    assert quorum["base_name"] == "应到会有表决权的正式党员"
    assert "支部工作条例" in adoption["from"]
    assert "第十一条" in answer["clause"]
    assert "16人" in answer["sentence"]


def test_expected_stands_for_entitled_where_it_is_left_out() -> None:
    short = but(ASSEMBLY, rule="party_assembly.s000b", roll={"entitled": 16, "present": 9}, written=None)
    assert evaluate(short)["adoption"]["base"] == 16
    full = but(short, roll={"expected": 18, "entitled": 16, "present": 9})
    assert evaluate(full)["adoption"]["base"] == 18


def test_one_elected_of_five_seats_with_too_few_candidates() -> None:
    verdict = evaluate(ELECTION)["election"]
    assert verdict.pop("base_name") == "实到会有选举权的党员"
    assert "选举工作条例" in verdict.pop("from")
    assert verdict == {
        "valid": True,
        "needed": 21,
        "base": 40,
        "elected": ["甲"],
        "tied": [],
        "tied_seats": 0,
        "unfilled": 4,
        "next": "fill_vote",
        "difference": {"required": 6, "nominated": 1, "enough": False},
    }


def test_one_short_of_four_fifths_makes_an_election_void() -> None:
    assert evaluate(but(ELECTION, roll={"entitled": 51, "present": 40}))["election"]["next"] == "void"
    assert evaluate(but(ELECTION, roll={"entitled": 50, "present": 40}))["election"]["valid"] is True


def test_a_third_of_thirty_one_may_be_excellent() -> None:
    assert evaluate(REVIEW)["grading"] == {"excellent_cap": 10}
    assert evaluate(but(REVIEW, members=47))["grading"] == {"excellent_cap": 15}
    assert evaluate(but(REVIEW, rule="member_review.s003"))["grading"] == {"excellent_cap": 10}


def test_a_person_is_confirmed_by_votes_and_written_opinions() -> None:
    person = but(ASSEMBLY, rule="party_confirm.nat", decision="admission", name="陈晓", outcome="extended", months=6)
    answer = evaluate(but(person, written={"for": 1}))
    assert answer["outcome"] == "延长预备期"
    assert answer["adoption"]["reached"] == 9
    assert answer["sentence"].endswith("陈晓，延长预备期6个月。")
    assert evaluate(person)["outcome"] is None


def test_the_few_may_handle_an_urgent_matter() -> None:
    assert evaluate(URGENT)["urgent"] == {
        "handled": True,
        "needed": 2,
        "reached": 2,
        "base": 3,
        "report_to": "下次委员会会议",
    }


def test_a_tenth_of_the_residents_may_demand_a_meeting() -> None:
    assert evaluate(RESIDENTS)["convening"]["call"] == "must"
    assert evaluate(but(RESIDENTS, proposers={"residents18": 239}))["convening"]["call"] == "none"


def test_the_base_of_a_primary_is_a_choice() -> None:
    roll = {"entitled": 72, "present": 60}
    ballots = {"issued": 60, "returned": 60, "invalid": 0}
    one = but(PRIMARY, roll=roll, ballots=ballots, candidates=[{"name": "甲", "for": 34, "against": 26, "abstain": 0}])
    assert evaluate(one)["primary"]["chosen"] == ["甲"]
    assert evaluate(but(one, base="electors_expected"))["primary"]["chosen"] == []


def test_seats_may_stay_open_with_half_of_the_electors() -> None:
    reduction = {"rule": "party_election.nat", "decision": "reduction", "roll": {"entitled": 40, "present": 40}}
    one = {**reduction, "seats": 5, "elected": 4, "agreeing": 20}
    assert evaluate(one)["reduction"]["allowed"] is True
    assert evaluate({**one, "agreeing": 19})["reduction"]["allowed"] is False


def test_the_quorum_alone_can_be_asked() -> None:
    asked = {"rule": "party_assembly.nat", "decision": "quorum", "roll": {"entitled": 16, "present": 7}}
    answer = evaluate(asked)
    assert (answer["quorum"]["met"], answer["quorum"]["needed"], answer["adoption"]) == (False, 8, None)
    lecture = evaluate({**asked, "rule": "party_lecture.nat"})
    assert lecture["quorum"] is None
    assert lecture["sentence"] == "党课没有规定法定人数。"


def test_where_nobody_has_a_share_adoption_is_null() -> None:
    answer = evaluate(but(ASSEMBLY, rule="party_lecture.nat"))
    assert (answer["quorum"], answer["adoption"]) == (None, None)
    assert "没有规定表决通过的比例" in answer["sentence"]


@pytest.mark.parametrize(
    ("scenario", "field"),
    [
        (but(ASSEMBLY, votes={"for": 8, "against": 1, "abstain": 1}), "votes"),
        (but(ASSEMBLY, rule="party_admit.nat", written={"for": 8}), "written"),
        (but(ASSEMBLY, roll={"entitled": 16, "present": 17}), "roll.present"),
        (but(ASSEMBLY, roll={"expected": 15, "entitled": 16, "present": 9}), "roll.expected"),
        (but(ASSEMBLY, roll={"entitled": 16, "present": 9, "recused": 10}), "roll.recused"),
        (but(ASSEMBLY, roll={"entitled": 16}), "roll.present"),
        (but(ASSEMBLY, roll=None), "roll"),
        (but(ASSEMBLY, roll=[16, 9]), "roll"),
        (but(ASSEMBLY, votes=None), "votes"),
        (but(ASSEMBLY, votes={"for": -1}), "votes.for"),
        (but(ASSEMBLY, votes={"for": 8.0}), "votes.for"),
        (but(ASSEMBLY, votes={"for": "8"}), "votes.for"),
        (but(ASSEMBLY, votes={"for": True}), "votes.for"),
        (but(ASSEMBLY, votes={"yes": 8}), "votes.yes"),
        (but(ASSEMBLY, rule="party_assembly.none"), "rule"),
        (but(ASSEMBLY, rule=7), "rule"),
        (but(ASSEMBLY, rule=None), "rule"),
        (but(ASSEMBLY, decision="acclamation"), "decision"),
        (but(ASSEMBLY, decision=None), "decision"),
        (but(ASSEMBLY, method="applause"), "method"),
        (but(ASSEMBLY, rule="party_admit.nat", method="hands"), "method"),
        (but(ASSEMBLY, decision="election"), "decision"),
        (but(ASSEMBLY, decision="grading", members=31), "rule"),
        (but(ASSEMBLY, decision="urgent"), "rule"),
        (but(ASSEMBLY, seats=3), "seats"),
        (but(ELECTION, candidates=[{"name": "甲", "for": 35, "against": 3, "abstain": 0}]), "candidates"),
        (but(ELECTION, candidates=[{"for": 39}]), "candidates[1].name"),
        (but(ELECTION, seats=0), "seats"),
        (but(ELECTION, ballots={"issued": 40, "returned": 40, "invalid": 41}), "ballots.invalid"),
        (but(ELECTION, ballots={"issued": 40}), "ballots.returned"),
        (but(ELECTION, write_ins=[{"name": "乙", "for": 40}]), "write_ins"),
        (but(ELECTION, write_ins=[{"name": "甲", "for": 1}]), "write_ins"),
        (but(ELECTION, seats=1, candidates=[{"name": n, "for": 39} for n in "甲乙"], write_ins=None), "candidates"),
        (but(REVIEW, members=-1), "members"),
        (but(REVIEW, members=None), "members"),
        (but(PRIMARY, base="full_members_entitled"), "base"),
        (but(RESIDENTS, proposers={"residents18": 2392}), "proposers"),
        (but(RESIDENTS, roll={"union_members": 9}), "roll"),
        (but(RESIDENTS, roll={"nobody": 9}), "roll.nobody"),
        ([ASSEMBLY], ""),
        ("party_assembly.nat", ""),
        (None, ""),
    ],
)
def test_a_scenario_that_cannot_be_is_refused_by_its_field(scenario: object, field: str) -> None:
    with pytest.raises(Impossible) as refused:
        evaluate(scenario)
    assert refused.value.field.split("[")[0] == field.split("[")[0]
    assert str(refused.value).startswith(field.split("[")[0])
    assert refused.value.sentence


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '{"rule": NaN}', '{"a": 1, "a": 2}', "1" * 5000 + "}", '{"a": "\\ud800"}']
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(Impossible):
        evaluate_text(text)


def test_a_field_that_is_written_twice_is_named() -> None:
    with pytest.raises(Impossible, match="present：这一项写了两次"):
        evaluate_text('{"roll": {"present": 1, "present": 2}}')


def test_remarks_may_stand_beside_the_numbers() -> None:
    assert evaluate({**ASSEMBLY, "id": 7, "note": "第三季度"}) == evaluate(ASSEMBLY)


def test_another_finder_knows_other_rules() -> None:
    def find(rule_id: str) -> Rule:
        return {"local.1": rule("party_admit.nat")}[rule_id]

    assert evaluate(but(ASSEMBLY, rule="local.1"), find)["quorum"]["needed"] == 9
    with pytest.raises(Impossible):
        evaluate(ASSEMBLY, find)


def test_every_answer_is_plain_json_with_clause_and_sentence() -> None:
    for scenario in ALL:
        answer = json.loads(json.dumps(evaluate(scenario)))
        assert {"rule", "quorum", "adoption", "clause", "sentence"} <= set(answer)
        assert answer["sentence"].endswith("。")
        assert scenario["decision"] in DECISIONS


@pytest.mark.parametrize("own", [each for kind in kinds() for each in rules_of(kind.code)], ids=lambda own: own.id)
def test_every_rule_can_be_evaluated_and_says_null_where_it_asks_for_nothing(own: Rule) -> None:
    answer = evaluate(but(ASSEMBLY, rule=own.id))
    assert (answer["quorum"] is None) == (own.quorum is None)
    assert (answer["adoption"] is None) == (own.adoption is None)


@given(
    rule_id=st.sampled_from(
        ["party_assembly.nat", "party_admit.nat", "resident_reps.law2026", "party_committee.s000b"]
    ),
    expected=st.integers(0, 300),
    cut=st.lists(st.integers(0, 300), min_size=5, max_size=5),
)
def test_a_verdict_follows_from_its_own_numbers(rule_id: str, expected: int, cut: list[int]) -> None:
    entitled = min(cut[0], expected)
    present = min(cut[1], entitled)
    for_, against = min(cut[2], present), min(cut[3], present - min(cut[2], present))
    asked = {"rule": rule_id, "decision": "resolution", "votes": {"for": for_, "against": against}}
    answer = evaluate({**asked, "roll": {"expected": expected, "entitled": entitled, "present": present}})
    quorum, adoption = answer["quorum"], answer["adoption"]
    assert quorum["met"] == (quorum["present"] >= quorum["needed"] and quorum["base"] > 0)
    enough = adoption["reached"] >= adoption["needed"] and adoption["base"] > 0
    assert adoption["adopted"] == (enough and quorum["met"])
    assert adoption["missing"] == (0 if enough else adoption["needed"] - adoption["reached"])
    share = rule(rule_id).adoption.share  # type: ignore[union-attr]
    least = next(count for count in range(adoption["base"] + 2) if count and _satisfies(share, count, adoption["base"]))
    assert adoption["needed"] == least


def _satisfies(share: Any, count: int, base: int) -> bool:
    if share.strict:
        return count * share.den > base * share.num
    return count * share.den >= base * share.num
