"""A rule told field by field: the words that page, form and command line share."""

from dataclasses import replace

import pytest

from domain.rules import (
    Base,
    Demand,
    ElectionTerms,
    Followup,
    Frequency,
    GradingTerms,
    Method,
    Nomination,
    Period,
    Rule,
    Threshold,
    Urgency,
    kinds,
    rule,
    rules_of,
)
from domain.rules.telling import deadline_words, demand_words, followup_words, threshold_words, told
from domain.share import Part, Share

ASSEMBLY = rule("party_assembly.nat")
HALF = Threshold(Share.parse(">1/2"), Base.full_members_entitled)
THIRDS = Threshold(Share.parse(">=2/3"), Base.attendees_present)


def said(own: Rule, field: str) -> str:
    return next(line.value for line in told(own) if line.field == field)


def silent() -> Rule:
    """A rule that says nothing."""
    return Rule("x", "party_assembly", "甲会", "local", "某规定", None, ASSEMBLY.verify)


def test_a_silent_rule_tells_every_label_and_no_value() -> None:
    lines = told(silent())
    assert {line.value for line in lines} == {""}
    assert len({line.label for line in lines}) == len(lines) > 25
    assert {line.origin for line in lines} == {"某规定"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("frequency", Frequency(1, Period.quarter, "一般"), "一般每季度1次"),
        ("convener", "secretary", "书记"),
        ("chair", "居委会", "居委会"),
        ("chair_fallback", ("deputy_secretary", "committee_member"), "副书记、委员"),
        ("roll", "all_party_members", "全体党员"),
        ("roll_note", "含预备党员", "含预备党员"),
        ("observers", ("发展对象", "群众代表"), "发展对象、群众代表"),
        ("notice_days", 3, "至少3天"),
        ("notice_days", 0, "至少0天"),
        ("superior_notice_days", 5, "至少5天"),
        ("agenda_notice_days", 7, "至少7天"),
        ("notice", "写明时间", "写明时间"),
        ("agenda", "先学习后讨论", "先学习后讨论"),
        ("leave", "向书记请假", "向书记请假"),
        ("quorum", HALF, "超过应到会有表决权的正式党员的半数"),
        ("adoption", replace(THIRDS, wording="三分之二通过"), "三分之二通过"),
        ("quorum_variants", (HALF, THIRDS), "超过应到会有表决权的正式党员的半数；实到会有表决权的人员的三分之二以上"),
        ("methods", (Method.voice, Method.secret), "口头、无记名投票"),
        ("secret_required", True, "必须无记名投票"),
        ("secret_required", False, "由会议决定"),
        ("written_counts", True, "计入票数"),
        ("written_counts", False, "不计票"),
        ("one_by_one", True, "逐个讨论、逐个表决"),
        ("one_by_one", False, "可以一并表决"),
        ("outcomes", ("按期转正", "延长预备期"), "按期转正、延长预备期"),
        ("recusal_reduces_base", True, "不计入基数"),
        ("recusal_reduces_base", False, "不参加表决，仍计入基数"),
        ("dispute", "下次再议", "下次再议"),
        ("emergency", "按多数意见", "按多数意见"),
        ("urgency", Urgency(True, False), "双方人数接近时按多数意见执行"),
        ("urgency", Urgency(False, True, "下次会议"), "不足法定人数可以先行处理，事后向下次会议汇报"),
        ("election", ElectionTerms(Nomination.more, Part(1, 5)), "差额选举；候选人数比应选名额多五分之一以上"),
        ("election", ElectionTerms(Nomination.equal), "等额选举"),
        (
            "election",
            ElectionTerms(None, None, (HALF,), THIRDS, replace(HALF, wording="半数以上同意")),
            "超过应到会有表决权的正式党员的半数；实到会有表决权的人员的三分之二以上；半数以上同意",
        ),
        ("grading", GradingTerms(("优秀", "合格"), Part(1, 3)), "优秀、合格；优秀不超过党员总数的三分之一"),
        ("grading", GradingTerms(("优秀", "合格")), "优秀、合格"),
        ("records", ("会议记录", "表决票"), "会议记录、表决票"),
        ("followups", (Followup("上报", "街道", 15), Followup("落实")), "上报（街道），15日内；落实"),
        ("notes", "据实掌握", "据实掌握"),
    ],
)
def test_a_field_in_words(field: str, value: object, words: str) -> None:
    assert said(replace(silent(), **{field: value}), field) == words  # type: ignore[arg-type]


def test_of_a_strict_rule_every_threshold_is_told() -> None:
    own = replace(silent(), quorum=HALF, quorum_also=(THIRDS,))
    assert said(own, "quorum") == "超过应到会有表决权的正式党员的半数，并且实到会有表决权的人员的三分之二以上"


@pytest.mark.parametrize(
    ("followup", "words"),
    [
        (Followup("公布"), ""),
        (Followup("公布", deadline_days=0), "，当场"),
        (Followup("公布", deadline_days=3), "，3日内"),
        (Followup("公布", deadline_months=3), "，3个月内"),
        (Followup("公布", deadline_months=3, deadline_rule="三个月内，最长六个月"), "，三个月内，最长六个月"),
        (Followup("公布", duration_days=15, deadline_rule="及时"), "，及时、公示不少于15日"),
    ],
)
def test_a_deadline_in_words(followup: Followup, words: str) -> None:
    assert deadline_words(followup) == words
    assert followup_words(followup) == f"公布{words}"


def test_who_may_demand_a_meeting_in_words() -> None:
    tenth = Threshold(Share.parse(">=1/10"), Base.residents18)
    assert demand_words(Demand(tenth, True)) == "十八周岁以上居民的十分之一以上提议，应当召集"
    assert demand_words(Demand(tenth, False)) == "十八周岁以上居民的十分之一以上提议，可以召集"
    assert said(replace(silent(), demands=(Demand(tenth, True),)), "demands").endswith("应当召集")


def test_each_value_says_whose_it_is() -> None:
    origins = {line.field: line.origin for line in told(rule("party_committee.s000b"))}
    assert origins["quorum"].startswith("《社区基本知识》")
    assert origins["notice_days"].startswith("规定没有写明，本系统按此办理")
    assert {line.field: line.origin for line in told(ASSEMBLY)}["quorum"] == ASSEMBLY.quorum.clause  # type: ignore[union-attr]


@pytest.mark.parametrize("own", [each for kind in kinds() for each in rules_of(kind.code)], ids=lambda own: own.id)
def test_every_rule_is_told_in_chinese(own: Rule) -> None:
    text = "".join(line.value for line in told(own))
    assert text
    assert not [letter for letter in text if letter.isascii() and letter.isalpha()]


def test_a_threshold_prefers_the_sources_own_words() -> None:
    assert threshold_words(replace(HALF, wording="过半数")) == "过半数"
