"""The steps of a review: asked by the rule, due by the meeting's day, missing in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.review import Facts, Step, StepState, Subject, course, missing_before
from domain.rules import rule, rules_of

DAY = date(2026, 12, 20)
NONE = Facts(held_on=DAY)
FIXED = replace(NONE, reviewed=5, mutual=True, residents=True, fixed_on=DAY, mobilised_on=DAY)


def steps(rule_id: str, facts: Facts = NONE, today: date = DAY) -> dict[Step, StepState]:
    return {one.step: one for one in course(rule(rule_id), facts, today)}


@pytest.mark.parametrize(
    ("rule_id", "asked"),
    [
        ("member_review.s000", {Step.MOBILISED, Step.RESIDENTS, Step.POSTING, Step.FEEDBACK, Step.PRAISE}),
        ("member_review.nat", {Step.FEEDBACK}),
        ("member_review.s001b", {Step.RESIDENTS, Step.FEEDBACK, Step.FILING}),
    ],
)
def test_a_members_review_has_the_steps_its_rule_names(rule_id: str, asked: set[Step]) -> None:
    always = {Step.SELF, Step.MUTUAL, Step.GRADES}
    assert {step for step, one in steps(rule_id).items() if one.asked} == asked | always


@pytest.mark.parametrize(
    ("groups", "missing"),
    [
        (("第二党小组",), "第二党小组党员互评的结果还没有宣布"),
        (tuple("甲乙丙丁戊己庚"), "甲、乙、丙、丁、戊、己等7个党小组党员互评的结果还没有宣布"),
        ((), "全支部民主测评的结果还没有宣布"),
    ],
)
def test_groups_that_review_apart_are_named_while_their_result_is_missing(
    groups: tuple[str, ...], missing: str
) -> None:
    assert steps("member_review.nat", replace(NONE, groups=True, groups_waiting=groups))[Step.MUTUAL].missing == (
        missing,
    )


def test_feedback_is_asked_by_the_partys_own_regulation_where_the_local_rule_is_silent() -> None:
    assert "支部工作条例" in steps("member_review.s000")[Step.FEEDBACK].clause
    of_cadres = replace(NONE, subject=Subject.CADRES)
    assert not steps("one_promise.s003", of_cadres)[Step.FEEDBACK].asked


@pytest.mark.parametrize("failing", [(), ("赵文",)])
def test_disposal_is_a_step_only_where_somebody_was_graded_worst(failing: tuple[str, ...]) -> None:
    facts = replace(FIXED, failing=failing, undisposed=failing)
    found = steps("member_review.s000", facts)[Step.DISPOSAL]
    assert (found.asked, found.done) == (bool(failing), not failing)
    assert found.missing == (("赵文的处置还没有经会议讨论决定",) if failing else ())


def test_a_posting_is_over_when_its_days_are_and_nothing_is_left_to_settle() -> None:
    posted = replace(FIXED, posted_on=DAY, posted_until=DAY + timedelta(days=6))
    end = DAY + timedelta(days=7)
    assert steps("member_review.s000", posted, DAY)[Step.POSTING].missing == ("公示到12月26日为止，还没有期满",)
    assert steps("member_review.s000", posted, end)[Step.POSTING].done
    objected = replace(posted, open_objections=2)
    assert steps("member_review.s000", objected, end)[Step.POSTING].missing == ("公示期间收到的异议还有2件没有处理",)


def test_nobody_is_praised_where_nobody_was_graded_best() -> None:
    assert not steps("member_review.s000", FIXED)[Step.PRAISE].asked
    assert steps("member_review.s000", replace(FIXED, best=1))[Step.PRAISE].asked


def test_what_is_missing_is_named_in_the_order_of_the_steps() -> None:
    facts = replace(NONE, reviewed=8, unwritten=tuple("甲乙丙丁戊己庚"))
    assert missing_before(course(rule("member_review.s000"), facts, DAY), Step.GRADES) == (
        "还没有登记学习动员",
        "甲、乙、丙、丁、戊、己等7人还没有交个人自评",
        "党员互评和民主测评的结果还没有宣布",
        "群众代表测评的结果还没有宣布",
    )
    assert missing_before(course(rule("member_review.s000"), FIXED, DAY), Step.POSTING) == ()


@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(rules_of("member_review") + rules_of("cadre_review")))
def test_deadlines_move_with_the_meeting_and_late_is_only_what_is_asked(moved: int, at: int, chosen: object) -> None:
    facts, later = NONE, replace(NONE, held_on=DAY + timedelta(days=moved))
    for one, other in zip(
        course(chosen, facts, DAY + timedelta(days=at)),  # type: ignore[arg-type]
        course(chosen, later, DAY + timedelta(days=at)),  # type: ignore[arg-type]
        strict=True,
    ):
        assert (one.by is None) == (other.by is None)
        if one.by and other.by:
            assert other.by - one.by == timedelta(days=moved)
        assert not one.late or (one.asked and one.by is not None)
        assert bool(one.clause) == one.asked
