"""The course of a life meeting: deadlines from the rule in force, what is asked, what is named as missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.life import Collected, Facts, Step, StepState, course, wanting
from domain.rules import rule

HELD = date(2026, 12, 18)
BODY, BRANCH = rule("democratic_life.nat"), rule("organisational_life.nat")
NOTHING = Facts(held_on=HELD, democratic=True)

#: A meeting of a body of which everything is done.
ALL = Facts(
    held_on=HELD,
    democratic=True,
    over=True,
    theme="密切联系群众",
    superior_told_on=date(2026, 12, 10),
    noticed_on=date(2026, 12, 11),
    studies=2,
    collected=Collected.RELEASED,
    opinions=40,
    talks=21,
    body_checked=True,
    last_time=True,
    opinions_told=True,
    body_said=True,
    speakers=7,
    guests=1,
    comments=1,
    summed_up=True,
    problems=4,
    briefed_on=date(2026, 12, 20),
    minutes_confirmed=True,
    reported=True,
    sent_on=date(2026, 12, 28),
)


def steps(facts: Facts, today: date = HELD, own: object = BODY) -> dict[Step, StepState]:
    return {one.step: one for one in course(own, facts, today)}  # type: ignore[arg-type]


def test_every_step_is_there_once_in_its_order() -> None:
    assert [one.step for one in course(BODY, NOTHING, HELD)] == list(Step)


@pytest.mark.parametrize(
    ("step", "by"),
    [
        (Step.THEME, date(2026, 12, 13)),
        (Step.SUPERIOR, date(2026, 12, 13)),
        (Step.NOTICE, date(2026, 12, 13)),
        (Step.STUDY, date(2026, 12, 17)),
        (Step.TALKS, date(2026, 12, 17)),
        (Step.PERSONS, HELD),
        (Step.REPORT, date(2027, 1, 2)),
        (Step.SENT, date(2027, 1, 2)),
        (Step.BRIEFING, None),
        (Step.CLOSING, None),
    ],
)
def test_deadlines_are_the_rules(step: Step, by: date | None) -> None:
    assert steps(NOTHING)[step].by == by


def test_another_source_gives_other_deadlines() -> None:
    own = replace(rule("democratic_life.s001b"))
    assert steps(NOTHING, own=own)[Step.NOTICE].by == date(2026, 12, 15)


@given(some.integers(-200, 200))
def test_every_deadline_moves_with_the_day(days: int) -> None:
    span = timedelta(days=days)
    before, after = course(BODY, NOTHING, HELD), course(BODY, replace(NOTHING, held_on=HELD + span), HELD)
    for one, other in zip(before, after, strict=True):
        assert other.by == (None if one.by is None else one.by + span)


def test_in_words_where_the_source_gives_no_days() -> None:
    assert steps(NOTHING)[Step.BRIEFING].by_words == "及时"


def test_a_branch_is_asked_for_less_than_a_body() -> None:
    asked = {one.step for one in course(BRANCH, replace(NOTHING, democratic=False), HELD) if one.asked}
    assert asked == set(Step) - {
        Step.SUPERIOR,
        Step.BODY_CHECK,
        Step.OUTLINES,
        Step.LAST_TIME,
        Step.BODY,
        Step.COMMENTS,
        Step.BRIEFING,
        Step.REPORT,
        Step.SENT,
    }


def test_guests_from_above_are_expected_to_comment() -> None:
    assert not steps(NOTHING)[Step.COMMENTS].asked
    assert steps(replace(NOTHING, guests=1))[Step.COMMENTS].missing == ("上级到会，没有记录上级点评",)


def test_late_is_what_is_asked_not_done_and_past_its_last_day() -> None:
    last = date(2026, 12, 13)
    assert not steps(NOTHING, last)[Step.SUPERIOR].late
    assert steps(NOTHING, last + timedelta(days=1))[Step.SUPERIOR].late
    assert not steps(ALL, date(2027, 6, 1))[Step.SUPERIOR].late
    assert not any(one.late for one in course(BODY, ALL, date(2027, 6, 1)))


def test_where_all_is_done_nothing_is_missing() -> None:
    found = course(BODY, ALL, HELD)
    assert all(one.done for one in found)
    assert not wanting(found)


WORDS = [
    (replace(ALL, theme=""), Step.THEME, "还没有确定会议主题"),
    (replace(ALL, superior_told_on=None), Step.SUPERIOR, "还没有向上级党组织书面报告时间和主题"),
    (replace(ALL, noticed_on=None), Step.NOTICE, "还没有发出会议通知"),
    (replace(ALL, studies=0), Step.STUDY, "还没有会前学习的记录"),
    (replace(ALL, unstudied=("张明", "李秀英")), Step.STUDY, "张明、李秀英没有参加会前学习"),
    (replace(ALL, collected=Collected.NONE), Step.OPINIONS, "还没有征求意见"),
    (replace(ALL, collected=Collected.OPEN), Step.OPINIONS, "征求意见还没有截止"),
    (replace(ALL, collected=Collected.CLOSED), Step.OPINIONS, "意见还没有反馈"),
    (replace(ALL, unsorted=3), Step.OPINIONS, "还有3条意见没有归类"),
    (replace(ALL, talks=0), Step.TALKS, "还没有谈心谈话的记录"),
    (replace(ALL, untalked=("甲与乙还没有谈心谈话",)), Step.TALKS, "甲与乙还没有谈心谈话"),
    (replace(ALL, body_checked=False), Step.BODY_CHECK, "班子对照检查材料还没有审阅通过"),
    (replace(ALL, without_outline=("张明",)), Step.OUTLINES, "张明的发言提纲还没有审阅通过"),
    (replace(ALL, last_time=False), Step.LAST_TIME, "没有记录上次整改情况的通报"),
    (replace(ALL, opinions_told=False), Step.OPINIONS_TOLD, "没有记录征求意见情况的通报"),
    (replace(ALL, body_said=False), Step.BODY, "没有记录班子对照检查"),
    (replace(ALL, speakers=0), Step.PERSONS, "没有记录批评与自我批评"),
    (replace(ALL, without_self=("刘洋",)), Step.PERSONS, "没有记录刘洋的自我批评"),
    (replace(ALL, without_criticism=("刘洋",)), Step.PERSONS, "没有记录对刘洋的批评"),
    (replace(ALL, comments=0), Step.COMMENTS, "上级到会，没有记录上级点评"),
    (replace(ALL, summed_up=False), Step.SUMMARY, "没有记录会议总结和整改要求"),
    (replace(ALL, problems=0), Step.RECTIFY, "还没有列出问题整改清单"),
    (replace(ALL, unfinished_rows=("第1项没有写明责任人",)), Step.RECTIFY, "第1项没有写明责任人"),
    (replace(ALL, briefed_on=None), Step.BRIEFING, "还没有通报查摆的问题和整改措施"),
    (replace(ALL, minutes_confirmed=False), Step.MINUTES, "会议记录还没有确认"),
]


@pytest.mark.parametrize(("facts", "step", "sentence"), WORDS, ids=[words for _, _, words in WORDS])
def test_what_is_missing_is_named(facts: Facts, step: Step, sentence: str) -> None:
    found = course(BODY, facts, HELD)
    assert [(one.step, one.sentence) for one in wanting(found)] == [(step, sentence)]
    own = steps(facts)[step]
    assert own.open
    assert not own.done


def test_many_names_are_counted() -> None:
    many = tuple("甲乙丙丁戊己庚辛")
    assert steps(replace(ALL, unstudied=many))[Step.STUDY].missing == ("甲、乙、丙、丁、戊、己等8人没有参加会前学习",)


def test_many_talks_are_counted() -> None:
    found = steps(replace(ALL, untalked=tuple(f"第{n}项" for n in range(9))))[Step.TALKS]
    assert found.missing == ("第0项", "第1项", "第2项", "另有6项应谈未谈")


def test_the_report_is_not_missing_for_itself_but_stays_open() -> None:
    facts = replace(ALL, reported=False, sent_on=None, open_problems=2)
    found = course(BODY, facts, HELD)
    assert not wanting(found)
    assert [one.step for one in found if one.open] == [Step.REPORT, Step.SENT, Step.CLOSING]


@given(some.sampled_from([facts for facts, _, _ in WORDS]), some.sampled_from([BODY, BRANCH]))
def test_nothing_is_said_to_be_there_that_the_facts_deny(facts: Facts, own: object) -> None:
    for one in course(own, facts, HELD):  # type: ignore[arg-type]
        assert one.done or not (one.asked and not one.missing)
        assert one.asked or not one.missing
