"""A scenario's whole answer, and the field and whole sentence of each refusal (试算)."""

import json
from dataclasses import replace
from typing import Any

import pytest

from domain.rules import GradingTerms, Rule, rule
from domain.scenario import Impossible, evaluate, evaluate_text

BRANCH = "《中国共产党支部工作条例（试行）》（2018年）"
ASSEMBLY_ORIGIN = f"{BRANCH}第十一条、第十四条；《中国共产党章程》第十七条"
ELECTION_LAW = (
    "《中国共产党基层组织选举工作条例》（2020年）第三条至第六条和“选举的实施”一章；《中国共产党章程》第十一条"
)
MEMBERS, ELECTORS = "应到会有表决权的正式党员", "应到会有选举权的党员"
MOTION = {
    "rule": "party_assembly.nat",
    "decision": "resolution",
    "roll": {"entitled": 16, "present": 12},
    "votes": {"for": 9, "against": 2},
}
CONFIRM = {**MOTION, "rule": "party_confirm.nat", "decision": "admission", "outcome": "confirmed"}
ELECTION = {
    "rule": "party_election.nat",
    "decision": "election",
    "roll": {"entitled": 40, "present": 40},
    "seats": 1,
    "ballots": {"issued": 40, "returned": 40},
    "candidates": [{"name": "甲", "for": 19, "against": 21}, {"name": "乙", "for": 18, "abstain": 22}],
}
ALL_HERE = {"met": True, "needed": 32, "present": 40, "base": 40, "base_name": ELECTORS, "from": ELECTION_LAW}


def refused(scenario: object) -> tuple[str, str]:
    with pytest.raises(Impossible) as found:
        evaluate(scenario)
    return found.value.field, found.value.sentence


def test_who_steps_back_stays_in_the_base_and_both_equal_sides_are_close() -> None:
    stepped = {**MOTION, "roll": {"entitled": 16, "present": 12, "recused": 2}, "votes": {"for": 5, "against": 5}}
    counted = {"base": 16, "base_name": MEMBERS, "from": ASSEMBLY_ORIGIN}
    assert evaluate(stepped) == {
        "rule": "party_assembly.nat",
        "quorum": {"met": True, "needed": 8, "present": 12, **counted},
        "adoption": {"adopted": False, "needed": 9, "reached": 5, "missing": 4, **counted},
        "close": True,
        "clause": f"{BRANCH}第十一条",
        "sentence": f"{MEMBERS}16人，实到12人，达到法定人数（半数以上，至少8人）。"
        f"赞成5票，反对5票，弃权0票，回避2人，赞成票未超过{MEMBERS}的半数（至少9票），差4票，未通过。",
    }


@pytest.mark.parametrize("votes", [{"for": 9}, {"against": 9}, {"abstain": 9}, {}])
def test_a_count_that_is_left_out_is_nought(votes: dict[str, int]) -> None:
    full = {"for": 0, "against": 0, "abstain": 0, **votes}
    assert evaluate({**MOTION, "votes": votes}) == evaluate({**MOTION, "votes": full})
    told = f"赞成{full['for']}票，反对{full['against']}票，弃权{full['abstain']}票"
    assert told in evaluate({**MOTION, "votes": votes})["sentence"]


def test_a_meeting_with_a_quorum_and_no_share_tells_who_came_and_that_nothing_is_decided() -> None:
    source = "《县以上党和国家机关党员领导干部民主生活会若干规定》（2016年）第二条等条款；《中国共产党章程》第八条"
    asked = {**MOTION, "rule": "democratic_life.nat", "roll": {"entitled": 9, "present": 6}, "votes": {"for": 6}}
    assert evaluate(asked) == {
        "rule": "democratic_life.nat",
        "quorum": {
            "met": True,
            "needed": 6,
            "present": 6,
            "base": 9,
            "base_name": "应到会班子成员",
            "from": source,
        },
        "adoption": None,
        "clause": source,
        "sentence": "应到会班子成员9人，实到6人，达到法定人数（三分之二以上，至少6人）。"
        "民主生活会没有规定表决通过的比例，不能据此作出决定。",
    }


def test_a_meeting_without_a_quorum_and_without_a_share_says_only_that_nothing_is_decided() -> None:
    answer = evaluate({**MOTION, "rule": "party_lecture.nat"})
    assert answer["clause"] == f"{BRANCH}第十六条"
    assert answer["sentence"] == "党课没有规定表决通过的比例，不能据此作出决定。"


def test_a_quorum_alone_tells_where_it_is_from_and_its_own_clause() -> None:
    asked = {"rule": "party_committee.s000a", "decision": "quorum", "roll": {"entitled": 9, "present": 4}}
    origin, present = f"{BRANCH}第十二条、第十四条", {"present": 4, "base": 9, "base_name": "应到会委员"}
    assert evaluate(asked) == {
        "rule": "party_committee.s000a",
        "quorum": {"met": False, "needed": 5, "from": origin, **present},
        "adoption": None,
        "clause": f"{BRANCH}第十二条",
        "sentence": "应到会委员9人，实到4人，还差1人，未达到法定人数（半数以上，至少5人），不能开会。",
    }
    assert evaluate({**asked, "rule": "party_lecture.nat"})["clause"] == f"{BRANCH}第十六条"


def test_the_tie_vote_goes_to_the_most_votes_and_needs_no_majority() -> None:
    assert evaluate({**ELECTION, "round": "tie"}) == {
        "rule": "party_election.nat",
        "quorum": ALL_HERE,
        "adoption": None,
        "election": {
            "valid": True,
            "needed": 1,
            "base": 40,
            "base_name": "实到会有选举权的党员",
            "elected": ["甲"],
            "tied": [],
            "tied_seats": 0,
            "unfilled": 0,
            "next": "none",
            "difference": None,
            "from": ELECTION_LAW,
        },
        "clause": ELECTION_LAW,
        "sentence": f"{ELECTORS}40人，实到40人，达到法定人数（五分之四以上，至少32人）。"
        "再次投票应选1人，候选人2人。发出选票40张，收回40张，其中有效票40张、无效票0张。"
        "甲赞成19票、不赞成21票、弃权0票；乙赞成18票、不赞成0票、弃权22票。"
        "得赞成票多的当选。甲当选，共1人。",
    }


def test_without_a_round_it_is_the_first_and_a_majority_is_needed() -> None:
    assert evaluate(ELECTION) == evaluate({**ELECTION, "round": "first"})
    verdict = evaluate(ELECTION)["election"]
    assert (verdict["needed"], verdict["elected"], verdict["next"]) == (21, [], "fill_vote")
    assert refused({**ELECTION, "round": "again"}) == ("round", "没有“again”这种写法，可用：first、tie、fill")


def test_what_a_ballot_count_leaves_out_is_nought() -> None:
    whole = [{"name": "甲", "for": 19, "against": 21, "abstain": 0}, {"name": "乙", "for": 18, "against": 0}]
    whole[1]["abstain"] = 22
    ballots = {"issued": 40, "returned": 40, "invalid": 0}
    assert evaluate({**ELECTION, "candidates": whole, "ballots": ballots}) == evaluate(ELECTION)


def test_a_primary_answers_with_its_quorum_its_places_and_its_source() -> None:
    roll, ballots = {"entitled": 40, "present": 36}, {"issued": 36, "returned": 36}
    nominated = [{"name": "甲", "for": 30, "against": 6}, {"name": "乙", "for": 6, "abstain": 30}]
    asked = {**ELECTION, "decision": "primary", "places": 1, "roll": roll, "ballots": ballots, "candidates": nominated}
    del asked["seats"]
    answer = evaluate(asked)
    assert answer["quorum"] == {**ALL_HERE, "present": 36}
    assert answer["primary"] == {
        "valid": True,
        "needed": 19,
        "base": 36,
        "base_name": "实到会有选举权的党员",
        "chosen": ["甲"],
        "tied": [],
        "tied_places": 0,
        "unfilled": 0,
        "next": "none",
        "from": ELECTION_LAW,
    }


def test_a_reduction_answers_with_its_numbers_and_its_source() -> None:
    asked = {"rule": "party_election.nat", "decision": "reduction", "roll": {"entitled": 40, "present": 36}}
    answer = evaluate({**asked, "seats": 5, "elected": 4, "agreeing": 20})
    assert (answer["quorum"], answer["adoption"], answer["clause"]) == (None, None, ELECTION_LAW)
    assert answer["reduction"] == {
        "allowed": True,
        "near": True,
        "needed": 18,
        "agreeing": 20,
        "base": 36,
        "base_name": "实到会有选举权的党员",
        "left": 1,
        "from": ELECTION_LAW,
    }


def test_a_person_without_a_name_and_without_opinions_is_decided_on_all_the_same() -> None:
    source = "《中国共产党发展党员工作细则》（2014年）第三十三条"
    counted = {"needed": 9, "base": 16, "base_name": MEMBERS, "from": source}
    assert evaluate(CONFIRM) == {
        "rule": "party_confirm.nat",
        "quorum": {"met": True, "present": 12, **counted},
        "adoption": {"adopted": True, "reached": 9, "missing": 0, **counted},
        "outcome": "按期转正",
        "clause": source,
        "sentence": f"{MEMBERS}16人，实到12人，达到法定人数（超过半数，至少9人）。"
        f"赞成9票，反对2票，弃权0票，未表决1人，赞成票超过{MEMBERS}的半数（至少9票），通过。决定：该同志，按期转正。",
    }


def test_a_second_extension_is_refused_and_a_first_is_not() -> None:
    longer = {**CONFIRM, "outcome": "extended", "months": 6, "name": "陈晓"}
    assert refused({**longer, "extended_before": True}) == ("outcome", "陈晓的预备期已经延长过一次，不能再延长")
    assert evaluate({**longer, "extended_before": False})["outcome"] == "延长预备期"
    assert evaluate(longer)["outcome"] == "延长预备期"


def graded(terms: GradingTerms) -> Rule:
    return replace(rule("member_review.s003"), grading=terms)


def test_a_review_tells_its_cap_its_clause_and_a_sentence_or_that_there_is_none() -> None:
    asked = {"rule": "member_review.s003", "decision": "grading", "members": 31}
    found = {"rule": "member_review.s003", "quorum": None, "adoption": None, "clause": f"{BRANCH}第十八条"}
    capped = "党员总数31人（不含预备党员），评定为“优秀”的一般不超过三分之一，最多10人。"
    assert evaluate(asked) == {**found, "grading": {"excellent_cap": 10}, "sentence": capped}
    answer = evaluate(asked, lambda _: graded(GradingTerms(("优秀", "合格"), None)))
    none = "民主评议党员没有规定优秀等次的上限。"
    assert answer == {**found, "grading": {"excellent_cap": None}, "sentence": none}


@pytest.mark.parametrize(
    ("scenario", "field", "sentence"),
    [
        ({**MOTION, "method": "掌声"}, "method", "没有“掌声”这种写法，可用：voice、hands、secret"),
        ({**CONFIRM, "method": "hands"}, "method", "预备党员转正支部大会须采用无记名投票方式表决"),
        (
            {**MOTION, "rule": "party_disposal.nat", "method": "voice"},
            "method",
            "不合格党员组织处置支部大会不采用口头方式",
        ),
        (
            {**MOTION, "decision": "vote"},
            "decision",
            "没有“vote”这种决定，可用：resolution、quorum、election、primary、reduction、grading、admission、urgent、convening",
        ),
        ({**MOTION, "roll": None}, "roll", "缺少这一项"),
        ({**MOTION, "roll": {"entitled": 16}}, "roll.present", "缺少这一项"),
        (
            {**CONFIRM, "outcome": "late"},
            "outcome",
            "没有“late”这种写法，可用：admitted、confirmed、extended、cancelled",
        ),
        (
            {**CONFIRM, "rule": "party_lecture.nat", "outcome": "admitted"},
            "votes",
            "党课不进行表决，请改在支部党员大会或者支部委员会会议上表决",
        ),
        ([MOTION], "", "应当是一个JSON对象"),
    ],
)
def test_a_refusal_names_its_field_and_says_in_one_sentence_what_is_wrong(
    scenario: object, field: str, sentence: str
) -> None:
    assert refused(scenario) == (field, sentence)


@pytest.mark.parametrize(
    ("own", "method"),
    [
        ("party_disposal.nat", "hands"),
        ("party_disposal.nat", "secret"),
        ("party_admit.nat", "secret"),
        ("party_assembly.nat", "voice"),
        ("party_lecture.nat", "hands"),
    ],
)
def test_a_method_that_the_rule_allows_or_does_not_speak_of_changes_nothing(own: str, method: str) -> None:
    asked = {**MOTION, "rule": own}
    assert evaluate({**asked, "method": method}) == evaluate(asked)


@pytest.mark.parametrize(
    ("text", "field", "sentence"),
    [
        ("{", "", "不是规范的JSON"),
        ('{"id": NaN}', "", "NaN不是数字"),
        ('{"id": [-Infinity]}', "", "-Infinity不是数字"),
        ('{"a": 1, "a": 2}', "a", "这一项写了两次"),
    ],
)
def test_a_text_that_is_no_json_is_refused_in_one_sentence(text: str, field: str, sentence: str) -> None:
    with pytest.raises(Impossible) as found:
        evaluate_text(text)
    assert (found.value.field, found.value.sentence) == (field, sentence)
    assert str(found.value) == (f"{field}：{sentence}" if field else sentence)


@pytest.mark.parametrize("scenario", [MOTION, CONFIRM, ELECTION])
def test_a_scenario_written_as_json_answers_like_the_same_scenario_as_values(scenario: dict[str, Any]) -> None:
    assert evaluate_text(json.dumps(scenario)) == evaluate(scenario)


def test_a_scenario_written_as_json_may_ask_the_callers_own_rules() -> None:
    own = {"local.7": replace(rule("party_assembly.nat"), id="local.7")}
    assert evaluate_text(json.dumps({**MOTION, "rule": "local.7"}), own.__getitem__)["rule"] == "local.7"
    with pytest.raises(Impossible, match="这条规则"):
        evaluate_text(json.dumps(MOTION), own.__getitem__)
