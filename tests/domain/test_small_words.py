"""Numerals, reasons and faults word for word, and the numbers a scenario (试算) answers with."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.convening import demands_met
from domain.election import Ballots, Candidate, preselect
from domain.minutes import (
    Absentee,
    Fault,
    ItemFacts,
    MinutesFacts,
    PollRecord,
    Resolved,
    Speaker,
    Stance,
    check,
)
from domain.quorum import quorum
from domain.roll import Category, RollFigures, Standing, standing
from domain.rules import Base, Frequency, GradingTerms, Method, Period, Rule, rule
from domain.scenario import Impossible, evaluate
from domain.share import Part
from domain.words import numeral


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (31, "三十一"),
        (90, "九十"),
        (99, "九十九"),
        (100, "100"),
        (-1, "-1"),
    ],
)
def test_numbers_to_ninety_nine_are_written_as_one_says_them_and_others_in_digits(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize(
    ("frequency", "words"),
    [
        (Frequency(), ""),
        (Frequency(qualifier="可随时召开"), "可随时召开"),
        (Frequency(1, Period.month), "每月1次"),
        (Frequency(1, Period.month, "至少"), "至少每月1次"),
        (Frequency(1, Period.month, "一般"), "一般每月1次"),
        (Frequency(1, Period.month, "至少；可随时召开"), "至少每月1次（可随时召开）"),
        (Frequency(1, Period.month, "可随时召开"), "每月1次（可随时召开）"),
    ],
)
def test_how_often_is_said_with_its_qualifier_where_it_belongs(frequency: Frequency, words: str) -> None:
    assert frequency.words == words


@pytest.mark.parametrize("written", ["3/2", "0/3", "1/0"])
def test_a_part_is_never_none_and_never_more_than_the_whole(written: str) -> None:
    with pytest.raises(ValueError, match=written):
        Part.parse(written)


FULL = Category.full


@pytest.mark.parametrize(
    ("category", "grounds", "expected"),
    [
        (
            FULL,
            {"expelled": True},
            Standing(False, False, "已经停止党籍或者除名，不计入应到会人数，没有表决权", attends=False),
        ),
        (
            FULL,
            {"detained": True},
            Standing(False, False, "被留置或者逮捕，党员权利中止，不计入应到会人数，没有表决权", attends=False),
        ),
        (FULL, {"exempt": True}, Standing(False, False, "经上级党组织同意并经党员大会通过，不计入应到会人数")),
        (FULL, {"observer": True}, Standing(False, False, "列席人员，没有表决权")),
        (FULL, {"suspended": True}, Standing(True, False, "留党察看期间没有表决权")),
        (Category.probationary, {}, Standing(True, False, "预备党员没有表决权")),
        (Category.activist, {}, Standing(False, False, "入党积极分子不是党员，可以列席，没有表决权")),
        (FULL, {}, Standing(True, True, "")),
    ],
)
def test_who_has_no_vote_is_told_the_reason_word_for_word(
    category: Category, grounds: dict[str, bool], expected: Standing
) -> None:
    assert standing(category, **grounds) == expected


NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
POLL = PollRecord("修缮活动室", Method.hands, 8, 0, 0, 8, announced=True)
ITEM = ItemFacts(
    title="活动室修缮",
    text="王芳介绍预算。",
    speakers=(Speaker("王芳", Stance.spoke),),
    polls=(POLL,),
    decisions=(Resolved("请三家单位报价", "李强", date(2026, 4, 1)),),
)
MINUTES = MinutesFacts(NOW, NOW + timedelta(hours=1), (Absentee("赵敏", "住院治疗"),), (ITEM,))


def test_minutes_without_times_or_items_are_told_so_in_order() -> None:
    assert check(MinutesFacts(None, None, (), ())) == (
        Fault("no_start", "缺少开会时间，请补记到分钟。", "times", True),
        Fault("no_end", "缺少散会时间，请补记到分钟。", "times", True),
        Fault("no_items", "会议记录没有议题，请补记会议内容。", "items", True),
    )
    reversed_times = Fault("times_reversed", "散会时间不晚于开会时间，请核对。", "times", True)
    assert check(replace(MINUTES, ended_at=NOW)) == (reversed_times,)


@pytest.mark.parametrize(
    ("changes", "code", "sentence", "blocking"),
    [
        ({"announced": False}, "not_announced", "没有宣布结果，请先宣布表决结果。", True),
        ({"in_favour": None}, "poll_figures", "的票数不全，请补记赞成、反对、弃权和实到人数。", True),
        ({"against": None}, "poll_figures", "的票数不全，请补记赞成、反对、弃权和实到人数。", True),
        ({"abstain": None}, "poll_figures", "的票数不全，请补记赞成、反对、弃权和实到人数。", True),
        ({"present": None}, "poll_figures", "的票数不全，请补记赞成、反对、弃权和实到人数。", True),
        ({"present": 7}, "poll_sum", "三项合计8，实到有表决权的7人，票数多于人数，请核对。", True),
        ({"present": 9}, "poll_sum", "三项合计8，实到有表决权的9人，有1人未表决，请核对或者写明情况。", False),
        (
            {"in_favour": 5, "against": 2, "abstain": 1},
            "dissent",
            "有反对2票、弃权1票，没有记下谁提出了不同意见，请补记姓名和意见。",
            False,
        ),
    ],
)
def test_a_fault_of_a_vote_names_the_motion(changes: dict[str, Any], code: str, sentence: str, blocking: bool) -> None:
    faulty = replace(MINUTES, items=(replace(ITEM, polls=(replace(POLL, **changes),)),))
    assert check(faulty) == (Fault(code, f"表决事项“修缮活动室”{sentence}", "item-1", blocking),)


def test_who_reported_is_asked_about_only_when_that_person_was_absent() -> None:
    def with_presenter(name: str) -> tuple[Fault, ...]:
        return check(replace(MINUTES, items=(replace(ITEM, presenter=name),)))

    absent = Fault("presenter_absent", "议题“活动室修缮”的汇报人赵敏没有到会，请核对由谁汇报。", "item-1", False)
    assert with_presenter("王芳") == with_presenter("") == ()
    assert with_presenter(" 赵敏 ") == (absent,)


def test_each_demand_for_a_meeting_says_of_whom_it_is_a_part() -> None:
    own = rule("residents_meeting.law2026")
    (found,) = demands_met(own, {Base.residents18: 2391}, {Base.residents18: 240}).demands
    assert (found.base_name, found.base, found.proposed) == (Base.residents18.zh, 2391, 240)


ELECTION = rule("party_election.nat")


def test_a_primary_keeps_the_quorum_it_was_held_under() -> None:
    hall = RollFigures(40, 40, 36, 36, 0, 0)
    found = preselect(ELECTION, hall, 1, Ballots(36, 36, 0), [Candidate("甲", 36, 0, 0)])
    assert found.quorum == quorum(ELECTION, hall, so="不能进行预选")
    assert found.quorum is not None


HALL = {"entitled": 40, "present": 36}
ASKED: dict[str, Any] = {
    "rule": "party_election.nat",
    "roll": HALL,
    "ballots": {"issued": 36, "returned": 36},
    "candidates": [{"name": "甲", "for": 36}],
}
QUORUM = {
    "met": True,
    "needed": 32,
    "present": 36,
    "base": 40,
    "base_name": Base.electors_expected.zh,
    "from": ELECTION.citation,
}
PAPER = "发出选票36张，收回36张，其中有效票36张、无效票0张。甲赞成36票、不赞成0票、弃权0票"


@pytest.mark.parametrize(("decision", "number"), [("election", "seats"), ("primary", "places")])
def test_an_election_and_a_primary_answer_with_their_quorum_and_source(decision: str, number: str) -> None:
    answer = evaluate({**ASKED, "decision": decision, number: 1})
    assert answer["quorum"] == QUORUM
    assert answer[decision]["from"] == ELECTION.citation
    assert answer[decision]["valid"] is True


def test_marks_and_void_ballots_that_are_left_out_are_none() -> None:
    assert PAPER in evaluate({**ASKED, "decision": "election", "seats": 1})["sentence"]


def test_leaving_seats_open_answers_with_its_source() -> None:
    asked = {"rule": "party_election.nat", "decision": "reduction", "roll": HALL, "seats": 5, "elected": 4}
    assert evaluate({**asked, "agreeing": 18})["reduction"]["from"] == ELECTION.citation


def tied(**changes: Any) -> dict[str, Any]:
    candidates = [{"name": "甲", "for": 17, "against": 19}, {"name": "乙", "for": 16, "against": 20}]
    return {**ASKED, "decision": "election", "seats": 1, "candidates": candidates, **changes}


def test_the_round_that_is_asked_for_is_the_round_that_is_counted() -> None:
    first, again = evaluate(tied()), evaluate(tied(round="tie"))
    assert (first["election"]["needed"], first["election"]["elected"]) == (19, [])
    assert (again["election"]["needed"], again["election"]["elected"]) == (1, ["甲"])
    assert evaluate(tied(round="first")) == first
    with pytest.raises(Impossible) as caught:
        evaluate(tied(round="second"))
    assert (caught.value.field, caught.value.sentence) == ("round", "没有“second”这种写法，可用：first、tie、fill")


def graded(**changes: Any) -> dict[str, Any]:
    own: Rule = replace(rule("member_review.nat"), **changes)
    return evaluate({"rule": own.id, "decision": "grading", "members": 31}, lambda _: own)


def test_how_many_may_be_graded_best_is_answered_with_sentence_and_source() -> None:
    given = graded(origins={"grading": "某通知第三条"})
    assert given["grading"] == {"excellent_cap": 10}
    assert given["clause"] == "某通知第三条"
    sentence = "党员总数31人（不含预备党员），评定为“优秀”的一般不超过三分之一，最多10人。"
    assert given["sentence"] == sentence


def test_where_nobody_caps_the_best_grade_the_answer_says_so() -> None:
    open_end = GradingTerms(("优秀", "合格"))
    given = graded(grading=open_end, origins={"grading": "某通知第三条"})
    assert given["grading"] == {"excellent_cap": None}
    assert given["clause"] == "某通知第三条"
    assert given["sentence"] == f"{rule('member_review.nat').name}没有规定优秀等次的上限。"
