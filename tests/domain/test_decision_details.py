"""The numbers, clauses and whole sentences of decisions, and what several sources make of them."""

from dataclasses import replace
from typing import Any

import pytest

from domain.admission import Conclusion, Outcome, Proposal, conclude
from domain.decision import Votes, agreed, measure, resolve
from domain.dispute import Dispute, decide_urgently, dispute
from domain.local import local_rule
from domain.quorum import quorum
from domain.roll import RollFigures
from domain.rules import Base, Followup, GradingTerms, Rule, RuleFileError, Threshold, rule
from domain.share import Part, Share
from domain.strict import strictest
from domain.words import Refusal

ASSEMBLY, CONFIRM, COMMITTEE = (rule(f"party_{kind}.nat") for kind in ("assembly", "confirm", "committee"))
BORROWED = rule("party_assembly.s000a")
NATIONAL = "《中国共产党支部工作条例（试行）》（2018年）第十一条、第十四条；《中国共产党章程》第十七条"
PROBATION = "《中国共产党发展党员工作细则》（2014年）第三十三条"
RESIDENTS = "《中华人民共和国城市居民委员会组织法》（2025年修订）第十四条至第十九条"
URGENT = rule("party_committee.s004d")
LOCAL = "幸福社区党支部议事规则"


def hall(entitled: int, present: int) -> RollFigures:
    return RollFigures(entitled, entitled, present, present, 0, 0)


def share(written: str, base: Base = Base.full_members_entitled, clause: str | None = None) -> Threshold:
    return Threshold(Share.parse(written), base, clause=clause)


def refusal(call: Any, *args: Any, **named: Any) -> tuple[str | None, str]:
    with pytest.raises(Refusal) as refused:
        call(*args, **named)
    return refused.value.field, refused.value.sentence


def test_one_person_who_votes_for_is_all_in_favour() -> None:
    assert agreed(Votes(1, 0, 0))


def test_what_a_motion_needs_counts_nobody_as_stepping_back_who_is_not_named() -> None:
    less = replace(ASSEMBLY, recusal_reduces_base=True)
    found, fewer = measure(less, hall(16, 12)), measure(less, hall(16, 12), 2)
    assert found is not None
    assert fewer is not None
    assert ((found.base, found.needed), (fewer.base, fewer.needed)) == ((16, 9), (14, 8))


def test_where_who_steps_back_leaves_the_base_the_sentence_says_so() -> None:
    less = replace(ASSEMBLY, recusal_reduces_base=True)
    assert resolve(less, hall(16, 12), Votes(8, 1, 1), recused=2).sentence == (
        "应到会有表决权的正式党员16人，实到12人，达到法定人数（半数以上，至少8人）。"
        "赞成8票，反对1票，弃权1票，回避2人，"
        "赞成票超过应到会有表决权的正式党员（不含回避人员）的半数（至少8票），通过。"
    )


def test_more_stepping_back_than_present_is_refused_beside_that_number() -> None:
    said = "回避的13人多于实到有表决权的12人，请核对"
    assert refusal(resolve, ASSEMBLY, hall(16, 12), Votes(0, 0, 0), recused=13) == ("recused", said)


def test_a_vote_without_quorum_is_told_as_void() -> None:
    assert resolve(ASSEMBLY, hall(16, 7), Votes(7, 0, 0)).sentence == (
        "应到会有表决权的正式党员16人，实到7人，还差1人，未达到法定人数（半数以上，至少8人），表决无效。"
        "赞成7票，反对0票，弃权0票，不作为通过的依据，未通过。"
    )


def test_a_share_of_at_least_is_reached_and_one_of_more_than_is_exceeded() -> None:
    own = replace(ASSEMBLY, adoption=share(">=2/3"))
    assert resolve(own, hall(9, 9), Votes(6, 2, 1)).sentence.endswith(
        "赞成票达到应到会有表决权的正式党员的三分之二（至少6票），通过。"
    )
    assert resolve(own, hall(9, 9), Votes(5, 3, 1)).sentence.endswith(
        "赞成票未达到应到会有表决权的正式党员的三分之二（至少6票），差1票，未通过。"
    )


@pytest.mark.parametrize(("for_", "against", "missing"), [(15, 15, 1), (10, 13, 4), (11, 12, 2), (9, 12, 1)])
def test_who_reaches_the_share_and_has_no_more_than_the_other_side_lacks_one_more_than_it(
    for_: int, against: int, missing: int
) -> None:
    own = replace(ASSEMBLY, adoption=share(">=1/3"))
    assert resolve(own, hall(30, 30), Votes(for_, against, 0)).missing == missing


def test_a_share_of_those_present_without_a_quorum_still_tells_how_many_were_called() -> None:
    decision = resolve(rule("deliberation.s003"), hall(20, 12), Votes(7, 5, 0))
    assert decision.quorum is None
    assert decision.sentence == (
        "应到会有表决权的人员20人，实到12人。赞成7票，反对5票，弃权0票，"
        "赞成票超过实到会有表决权的人员的半数（至少7票），通过。"
    )


def test_a_share_that_another_source_gave_is_cited_by_that_source() -> None:
    decision = resolve(rule("probation_due.s002"), hall(16, 12), Votes(9, 0, 0))
    assert decision.quorum is not None
    assert (decision.origin, decision.clause) == (PROBATION, PROBATION)
    assert (decision.quorum.origin, decision.quorum.clause) == (PROBATION, PROBATION)
    assert decision.quorum.sentence == "应到会有表决权的正式党员16人，实到12人，达到法定人数（超过半数，至少9人）。"


@pytest.mark.parametrize(
    ("called", "voters", "present", "voters_here", "told"),
    [
        (">=1/2", ">1/2", 30, 4, "应到会有表决权的正式党员10人，实到4人，还差2人"),
        (">=1/2", ">1/2", 20, 4, "应到会有表决权的正式党员10人，实到4人，还差2人"),
        (">1/2", ">=1/2", 20, 5, "应到会人员40人，实到20人，还差1人"),
    ],
)
def test_of_two_quorums_the_one_that_lacks_most_persons_is_told(
    called: str, voters: str, present: int, voters_here: int, told: str
) -> None:
    own = replace(ASSEMBLY, quorum=share(called, Base.expected_attendees), quorum_also=(share(voters),))
    found = quorum(own, RollFigures(40, 10, present, voters_here, 0, 0))
    assert found is not None
    assert found.sentence.startswith(told)


def test_what_is_put_to_the_vote_and_refused_names_the_field() -> None:
    named = "预备党员转正支部大会的结果只能是按期转正、延长预备期、取消预备党员资格"
    admitted, short = Proposal("陈晓", Outcome.admitted), Proposal("陈晓", Outcome.extended, months=5)
    assert refusal(conclude, CONFIRM, hall(16, 12), admitted, Votes(9, 0, 0)) == ("outcome", named)
    months = "预备期延长不能少于半年，最长不超过一年，请填写6至12个月"
    assert refusal(conclude, CONFIRM, hall(16, 12), short, Votes(9, 0, 0)) == ("months", months)


@pytest.mark.parametrize(("for_", "outcome"), [(9, Outcome.confirmed), (8, None)])
def test_a_conclusion_names_the_person_whether_adopted_or_not(for_: int, outcome: Outcome | None) -> None:
    done = conclude(CONFIRM, hall(16, 12), Proposal("陈晓", Outcome.confirmed), Votes(for_, 0, 0))
    decision = resolve(CONFIRM, hall(16, 12), Votes(for_, 0, 0))
    assert done == Conclusion("陈晓", outcome, decision, done.sentence)


def test_close_votes_or_not_the_source_of_what_to_do_is_cited() -> None:
    far = "赞成和反对的人数不接近，按表决结果办理。"
    assert dispute(BORROWED, Votes(15, 3, 0)) == Dispute(False, (), NATIONAL, far)
    close = dispute(BORROWED, Votes(9, 8, 0))
    assert (close.close, close.clause) == (True, NATIONAL)


def test_an_urgent_matter_cites_its_source_and_is_reported_to_the_next_meeting_where_nobody_is_named() -> None:
    assert URGENT.urgency is not None
    own = replace(URGENT, urgency=replace(URGENT.urgency, report_to=None), origins={"emergency": "某规定第六条"})
    done = decide_urgently(own, hall(7, 3), Votes(2, 1, 0))
    assert (done.report_to, done.clause) == ("下次会议", "某规定第六条")
    assert done.sentence.endswith("可以先行处理，事后须向下次会议汇报。")
    met = "已经达到法定人数，请按正常程序表决"
    assert refusal(decide_urgently, URGENT, hall(7, 4), Votes(4, 0, 0)) == ("roll", met)


def test_a_strict_rule_is_cited_by_all_its_sources_and_is_its_own_kind_of_rule() -> None:
    strict = strictest([ASSEMBLY, BORROWED])
    assert (strict.id, strict.profile, strict.clause) == ("party_assembly.strict", "strict", None)
    assert strict.citation == "从严（《中国共产党支部工作条例（试行）》（2018年）、《社区基本知识》）"


def test_a_strict_rules_value_is_cited_by_the_source_that_gave_it() -> None:
    silent = replace(COMMITTEE, notice_days=None, convener="secretary", records=("甲",), origins={"records": "某一"})
    speaks = replace(COMMITTEE, notice_days=5, convener=None, records=("乙",), source="某二", clause="第五条")
    strict = strictest([silent, replace(speaks, origins={"records": "某三"})])
    assert strict.notice_days == 5
    assert strict.origin("notice_days") == "某二第五条"
    assert strict.origin("convener") == COMMITTEE.citation
    assert (strict.records, strict.origin("records")) == (("甲", "乙"), "某一、某三")
    assert {"convener", "notice_days", "records", "quorum", "adoption"} <= set(strict.origins)
    assert not {"superior_notice_days", "quorum_also", "name"} & set(strict.origins)


def test_each_threshold_of_a_strict_rule_keeps_its_own_clause_or_its_source() -> None:
    named = replace(COMMITTEE, adoption=share(">1/2", clause="某一第一条"), adoption_also=())
    filled = replace(COMMITTEE, adoption=share(">=2/3"), origins={"adoption": "某二第二条"})
    strict = strictest([named, filled])
    clauses = [threshold.clause for threshold in (strict.adoption, *strict.adoption_also) if threshold]
    assert clauses == ["某一第一条", "某二第二条"]


def test_an_emergency_follows_the_majority_only_where_every_source_says_so() -> None:
    assert ASSEMBLY.urgency is not None
    assert ASSEMBLY.urgency.by_majority
    not_so = replace(BORROWED, urgency=replace(ASSEMBLY.urgency, by_majority=False))
    merged = strictest([ASSEMBLY, not_so]).urgency
    assert merged is not None
    assert not merged.by_majority


def test_the_smallest_cap_holds_wherever_it_stands() -> None:
    review = rule("member_review.nat")
    caps = [replace(review, grading=GradingTerms(("优秀", "合格"), cap)) for cap in (Part(1, 3), None, Part(1, 5))]
    merged = strictest(caps).grading
    assert merged is not None
    assert merged.cap == Part(1, 5)


def within(days: int | None = None, months: int | None = None, note: str | None = None) -> Followup:
    return Followup("上报", "街道", days, months, deadline_rule=note)


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        (within(months=1), within(days=40), within(months=1)),
        (within(days=40), within(months=1), within(months=1)),
        (within(days=32), within(months=1), within(months=1)),
        (within(months=2), within(days=20), within(days=20)),
        (within(), within(months=1), within(months=1)),
        (within(), within(months=3), within(months=3)),
        (within(months=3), within(), within(months=3)),
        (within(days=15, note="先"), within(days=15, note="后"), within(days=15, note="先")),
    ],
)
def test_of_two_deadlines_the_earlier_holds_and_of_equal_ones_the_first(
    first: Followup, second: Followup, holds: Followup
) -> None:
    one, other = (replace(COMMITTEE, followups=(each,)) for each in (first, second))
    assert strictest([one, other]).followups == (holds,)


def local(kind: str, **values: Any) -> Rule:
    return local_rule({"kind": kind, "name": "本社区规定", **values}, "local.7", LOCAL)


@pytest.mark.parametrize(("name", "told"), [("本支部规定", "本支部规定"), (None, "")])
def test_a_wrong_local_rule_is_named_with_the_source_the_rule_and_the_field(name: str | None, told: str) -> None:
    values = {"kind": "party", "name": name} if name else {"kind": "party_assembly"}
    with pytest.raises(RuleFileError) as refused:
        local_rule(values, "local.7", LOCAL)
    field, why = ("kind", "没有“party”这种会议类型") if name else ("name", "缺少这一项")
    assert str(refused.value) == f"{LOCAL}，规则“{told}”，字段“{field}”：{why}"


@pytest.mark.parametrize(
    ("base", "written", "asked", "lawful"),
    [
        ("resident_reps", ">=2/3", "居民代表的三分之二以上", "超过居民代表的三分之二"),
        ("representatives_expected", ">1/2", "超过应到会社区成员代表的半数", "超过居民代表的三分之二"),
        ("household_reps", ">=1/2", "户的代表的半数以上", "超过户的代表的半数"),
    ],
)
def test_a_local_quorum_is_held_against_what_the_law_asks_of_the_same_body(
    base: str, written: str, asked: str, lawful: str
) -> None:
    (warning,) = local("resident_election", quorum={"share": written, "base": base}).warnings
    assert warning == f"法定人数为{asked}，低于{RESIDENTS}的{lawful}。"


@pytest.mark.parametrize(
    ("base", "written"),
    [
        ("resident_reps", ">2/3"),
        ("household_reps", ">1/2"),
        ("registered_voters", ">1/2"),
        ("registered_voters_or_households", ">1/2"),
    ],
)
def test_a_local_quorum_equal_to_the_laws_of_the_same_body_is_not_flagged(base: str, written: str) -> None:
    assert local("resident_election", quorum={"share": written, "base": base}).warnings == ()


def test_a_local_method_that_the_regulations_do_not_know_is_told_with_theirs() -> None:
    (warning,) = local("party_admit", methods=["voice", "hands", "secret"]).warnings
    law = "《中国共产党发展党员工作细则》（2014年）第十九条至第二十二条"
    assert warning == f"允许口头、举手表决，{law}规定的方式是无记名投票。"


def test_meeting_as_often_as_the_regulations_ask_is_not_flagged() -> None:
    assert local("party_assembly", frequency={"count": 1, "period": "quarter"}).warnings == ()
