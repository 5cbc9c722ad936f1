"""What must be held in a period (应开会议): the spans that tile the calendar, and what is still due in one.

Every day is a local date (Asia/Shanghai); the caller turns moments into days.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.rules import Period, Rule

#: How many whole months a span of the period has; they divide the year evenly.
_MONTHS = {Period.month: 1, Period.two_months: 2, Period.quarter: 3, Period.half_year: 6, Period.year: 12}

#: The last day of a month's first half.
_HALF = 15

_THIS = {
    Period.week: "本周",
    Period.half_month: "这半个月",
    Period.month: "本月",
    Period.two_months: "这两个月",
    Period.quarter: "本季度",
    Period.half_year: "这半年",
    Period.year: "今年",
}


class DueState(StrEnum):
    """Where an obligation stands; overdue is only what a span that is over has missed."""

    done = "done"
    due = "due"
    overdue = "overdue"

    @property
    def zh(self) -> str:
        """The users' word for it."""
        return {"done": "已完成", "due": "待召开", "overdue": "未按期召开"}[self.value]


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one rule demands in one span, its first and last day included, with the sentence to show.

    `told` is the sentence without how often the rule asks; `origin` is the source that asks it.
    """

    kind: str
    rule_id: str
    name: str
    first: date
    last: date
    needed: int
    held: int
    state: DueState
    told: str
    sentence: str
    origin: str

    @property
    def missing(self) -> int:
        """How many are still to be held, 0 when enough were."""
        return max(0, self.needed - self.held)


def span(day: date, period: Period) -> tuple[date, date] | None:
    """The first and last day of the span that the day falls into; None for a period without a calendar.

    Weeks begin on Monday; half months are 1–15 and 16–end; spans of months are counted from January.
    """
    if period is Period.week:
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if period is Period.half_month:
        return _half_month(day)
    months = _MONTHS.get(period)
    return None if months is None else _whole_months(day, months)


def _half_month(day: date) -> tuple[date, date]:
    if day.day <= _HALF:
        return day.replace(day=1), day.replace(day=_HALF)
    return day.replace(day=_HALF + 1), _month_end(day.year, day.month)


def _whole_months(day: date, months: int) -> tuple[date, date]:
    before = (day.month - 1) // months * months
    return date(day.year, before + 1, 1), _month_end(day.year, before + months)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def due(rule: Rule, day: date, held: Sequence[date], today: date | None = None) -> Obligation | None:
    """What the rule demands in the span of `day`, judged on `today` (`day` itself where not given).

    `held` are the days of meetings of the rule's kind; those outside the span do not count. None where the rule
    gives no number a period.
    """
    frequency = rule.frequency
    if frequency is None or not frequency.count or frequency.period is None:
        return None
    found = span(day, frequency.period)
    if found is None:
        return None
    first, last = found
    times = sum(first <= one <= last for one in held)
    return _judged(rule, found, frequency.count, times, today or day)


def _judged(rule: Rule, found: tuple[date, date], needed: int, held: int, today: date) -> Obligation:
    first, last = found
    over = today > last
    state = DueState.done if held >= needed else DueState.overdue if over else DueState.due
    told = _past(found, needed, held, today) if over else _present(rule, found, needed, held, today)
    words = rule.frequency.words if rule.frequency else ""
    return Obligation(
        kind=rule.kind,
        rule_id=rule.id,
        name=rule.name,
        first=first,
        last=last,
        needed=needed,
        held=held,
        state=state,
        told=f"{told}。",
        sentence=f"{words}：{told}。",
        origin=rule.origin("frequency"),
    )


def _present(rule: Rule, found: tuple[date, date], needed: int, held: int, today: date) -> str:
    period = rule.frequency.period if rule.frequency else None
    facts = f"{_THIS[period] if period else ''}（{_days(found, today)}）已召开{held}次"
    if held >= needed:
        return facts
    left = (found[1] - today).days
    return f"{facts}，还差{needed - held}次，{f'剩{left}天' if left else '今天是最后一天'}"


def _past(found: tuple[date, date], needed: int, held: int, today: date) -> str:
    facts = f"{_days(found, today)}{f'召开{held}次' if held else '没有召开'}"
    return facts if held >= needed else f"{facts}，少{needed - held}次"


def _days(found: tuple[date, date], today: date) -> str:
    first, last = found
    begin = "" if first.year == today.year else f"{first.year}年"
    end = "" if last.year == first.year else f"{last.year}年"
    return f"{begin}{first.month}月{first.day}日至{end}{last.month}月{last.day}日"
