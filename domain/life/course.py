"""The way of a life meeting (会前、会上、会后): every step with who, until when, what is there, what is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.life import looks
from domain.life.steps import Facts, Step
from domain.rules import Duty, Rule
from domain.way import Look, Phase, last_day
from domain.way import StepState as State

__all__ = ["Facts", "Step", "StepState", "Wanting", "course", "wanting"]


#: One step of a life meeting as it stands.
StepState = State[Step]


@dataclass(frozen=True, slots=True)
class Wanting:
    """Something that a report would have to be silent about: the step and the sentence."""

    step: Step
    sentence: str


@dataclass(frozen=True, slots=True)
class _Row:
    step: Step
    phase: Phase
    zh: str
    who: str
    look: Callable[[Facts], Look]
    asked: Callable[[Rule, Facts], bool]
    by: Callable[[Rule, Facts], date | None]
    #: The field of the rule or the follow-up that asks for it, for the source.
    field: str = "agenda"
    duty: Duty | None = None


def course(rule: Rule, facts: Facts, today: date) -> tuple[StepState, ...]:
    """Every step in its order, judged on `today`; deadlines come from the rule and move with the meeting's day."""
    return tuple(_state(row, rule, facts, today) for row in _ROWS)


def wanting(steps: Sequence[StepState]) -> tuple[Wanting, ...]:
    """What is asked for and missing before the report can tell of it, in the order of the steps."""
    told = [one for one in steps if one.step not in (Step.REPORT, Step.SENT, Step.CLOSING) and one.open]
    return tuple(Wanting(one.step, sentence) for one in told for sentence in one.missing)


def _state(row: _Row, rule: Rule, facts: Facts, today: date) -> StepState:
    look, asked, by = row.look(facts), row.asked(rule, facts), row.by(rule, facts)
    followup = rule.duty(row.duty) if row.duty else None
    words = followup.deadline_rule or "" if followup else ""
    return State(
        step=row.step,
        phase=row.phase,
        zh=row.zh,
        who=row.who,
        by=by,
        by_words=words,
        asked=asked,
        done=look.done,
        late=asked and not look.done and by is not None and by < today,
        there=look.there,
        missing=look.missing if asked else (),
        clause=rule.origin("followups" if row.duty else row.field) if asked else "",
    )


def _always(_rule: Rule, _facts: Facts) -> bool:
    return True


def _of_a_body(_rule: Rule, facts: Facts) -> bool:
    """A leading body prepares papers; the branch's meeting is only told to examine itself (支部工作条例第十七条)."""
    return facts.democratic


def _superior_asked(rule: Rule, _facts: Facts) -> bool:
    return rule.superior_notice_days is not None


def _commented(_rule: Rule, facts: Facts) -> bool:
    return facts.guests > 0


def _asked_by(duty: Duty) -> Callable[[Rule, Facts], bool]:
    return lambda rule, _facts: rule.duty(duty) is not None


def _before(days: int) -> Callable[[Rule, Facts], date | None]:
    return lambda _rule, facts: facts.held_on - timedelta(days=days)


def _back(field: str) -> Callable[[Rule, Facts], date | None]:
    def day(rule: Rule, facts: Facts) -> date | None:
        days: int | None = getattr(rule, field)
        return None if days is None else facts.held_on - timedelta(days=days)

    return day


def _theme_by(rule: Rule, facts: Facts) -> date | None:
    days = max(rule.superior_notice_days or 0, rule.notice_days or 0)
    return facts.held_on - timedelta(days=days) if days else None


def _after(duty: Duty) -> Callable[[Rule, Facts], date | None]:
    return lambda rule, facts: last_day(facts.held_on, rule.duty(duty))


_BEFORE, _HELD, _AFTER = Phase.BEFORE, Phase.HELD, Phase.AFTER
_SAME_DAY = _before(0)
_EVE = _before(1)

_ROWS = (
    _Row(Step.THEME, _BEFORE, "确定时间和主题", "书记", looks.theme, _always, _theme_by),
    _Row(
        Step.SUPERIOR,
        _BEFORE,
        "书面报告上级",
        "书记",
        looks.superior,
        _superior_asked,
        _back("superior_notice_days"),
        "superior_notice_days",
    ),
    _Row(Step.NOTICE, _BEFORE, "通知参会人员", "书记", looks.notice, _always, _back("notice_days"), "notice_days"),
    _Row(Step.STUDY, _BEFORE, "会前学习", "全体参会人员", looks.study, _always, _EVE),
    _Row(Step.OPINIONS, _BEFORE, "征求意见", "书记", looks.opinions, _always, _EVE),
    _Row(Step.TALKS, _BEFORE, "谈心谈话", "书记和班子成员", looks.talks, _always, _EVE),
    _Row(Step.BODY_CHECK, _BEFORE, "班子对照检查材料", "书记", looks.body_check, _of_a_body, _EVE),
    _Row(Step.OUTLINES, _BEFORE, "个人发言提纲", "班子成员", looks.outlines, _of_a_body, _EVE),
    _Row(Step.LAST_TIME, _HELD, "通报上次整改情况", "主持人", looks.last_time, _of_a_body, _SAME_DAY),
    _Row(Step.OPINIONS_TOLD, _HELD, "通报征求意见情况", "主持人", looks.opinions_told, _always, _SAME_DAY),
    _Row(Step.BODY, _HELD, "班子对照检查", "主持人", looks.body, _of_a_body, _SAME_DAY),
    _Row(Step.PERSONS, _HELD, "批评与自我批评", "参会人员", looks.persons, _always, _SAME_DAY),
    _Row(Step.COMMENTS, _HELD, "上级点评", "上级到会人员", looks.comments, _commented, _SAME_DAY),
    _Row(Step.SUMMARY, _HELD, "总结和整改要求", "主持人", looks.summary, _always, _SAME_DAY),
    _Row(
        Step.RECTIFY,
        _AFTER,
        "问题整改清单",
        "书记",
        looks.rectify,
        _always,
        _after(Duty.rectify),
        duty=Duty.rectify,
    ),
    _Row(
        Step.BRIEFING,
        _AFTER,
        "通报问题和整改措施",
        "书记",
        looks.briefing,
        _asked_by(Duty.briefing),
        _after(Duty.briefing),
        duty=Duty.briefing,
    ),
    _Row(Step.MINUTES, _AFTER, "会议记录", "主持人、记录人", looks.minutes, _always, _after(Duty.report)),
    _Row(
        Step.REPORT,
        _AFTER,
        "情况报告",
        "书记",
        looks.report,
        _asked_by(Duty.report),
        _after(Duty.report),
        duty=Duty.report,
    ),
    _Row(Step.SENT, _AFTER, "上报", "书记", looks.sent, _asked_by(Duty.report), _after(Duty.report), duty=Duty.report),
    _Row(Step.CLOSING, _AFTER, "逐项销号", "各责任人", looks.closing, _always, lambda _rule, _facts: None),
)
