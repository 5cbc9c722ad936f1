"""What must be held when: spans tile the calendar, and the sentence holds every number."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.obligations import DueState, due, span
from domain.rules import Frequency, Period, kinds, rule, rules_of

DAYS = st.dates(date(1990, 1, 1), date(2110, 12, 31))
SPANS = [period for period in Period if period not in (Period.term, Period.on_demand)]
A_DAY = timedelta(days=1)


@given(DAYS, st.sampled_from(SPANS))
def test_each_day_lies_in_the_span_that_it_names_and_so_do_its_first_and_last(day: date, period: Period) -> None:
    found = span(day, period)
    assert found is not None
    first, last = found
    assert first <= day <= last
    assert span(first, period) == span(last, period) == found


@given(DAYS, st.sampled_from(SPANS))
def test_spans_lie_side_by_side_without_gap_or_overlap(day: date, period: Period) -> None:
    found = span(day, period)
    assert found is not None
    before, after = span(found[0] - A_DAY, period), span(found[1] + A_DAY, period)
    assert before is not None
    assert after is not None
    assert before[1] + A_DAY == found[0]
    assert found[1] + A_DAY == after[0]


@pytest.mark.parametrize("year", [2023, 2024, 2100])
@pytest.mark.parametrize(
    ("period", "count"),
    [
        (Period.half_month, 24),
        (Period.month, 12),
        (Period.two_months, 6),
        (Period.quarter, 4),
        (Period.half_year, 2),
        (Period.year, 1),
    ],
)
def test_a_year_has_so_many_spans_and_ends_with_one(year: int, period: Period, count: int) -> None:
    days = [date(year, 1, 1) + A_DAY * number for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    found = {span(day, period) for day in days}
    assert len(found) == count
    assert (date(year, 1, 1), date(year, 12, 31)) == (
        min(one[0] for one in found if one),
        max(one[1] for one in found if one),
    )


@pytest.mark.parametrize(
    ("day", "period", "first", "last"),
    [
        (date(2024, 2, 29), Period.month, date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 2, 16), Period.half_month, date(2023, 2, 16), date(2023, 2, 28)),
        (date(2024, 2, 16), Period.half_month, date(2024, 2, 16), date(2024, 2, 29)),
        (date(2024, 2, 15), Period.half_month, date(2024, 2, 1), date(2024, 2, 15)),
        (date(2024, 1, 31), Period.two_months, date(2024, 1, 1), date(2024, 2, 29)),
        (date(2026, 12, 31), Period.quarter, date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 6, 30), Period.half_year, date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 11, 29), Period.week, date(2026, 11, 23), date(2026, 11, 29)),
        (date(2027, 1, 1), Period.week, date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_the_span_of_a_day(day: date, period: Period, first: date, last: date) -> None:
    assert span(day, period) == (first, last)


@pytest.mark.parametrize("period", [Period.term, Period.on_demand])
def test_a_term_and_what_is_held_on_demand_have_no_span(period: Period) -> None:
    assert span(date(2026, 11, 23), period) is None


def test_what_is_still_to_be_held_says_how_long_there_is() -> None:
    found = due(rule("party_assembly.nat"), date(2026, 11, 23), [date(2026, 9, 30)])
    assert found is not None
    assert found.state is DueState.due
    assert (found.first, found.last, found.needed, found.held, found.missing) == (
        date(2026, 10, 1),
        date(2026, 12, 31),
        1,
        0,
        1,
    )
    assert found.sentence == "一般每季度1次：本季度（10月1日至12月31日）已召开0次，还差1次，剩38天。"
    assert found.origin == "《中国共产党支部工作条例（试行）》（2018年）第十一条、第十四条；《中国共产党章程》第十七条"


def test_the_last_day_is_named() -> None:
    found = due(rule("party_committee.nat"), date(2026, 2, 28), [])
    assert found is not None
    assert found.sentence.endswith("已召开0次，还差1次，今天是最后一天。")


def test_what_was_held_is_done_and_twice_is_done_too() -> None:
    own, day = rule("party_assembly.nat"), date(2026, 11, 23)
    for held in ([date(2026, 10, 1)], [date(2026, 12, 31), date(2026, 11, 1)]):
        found = due(own, day, held)
        assert found is not None
        assert (found.state, found.held, found.missing) == (DueState.done, len(held), 0)
        assert found.sentence == f"一般每季度1次：本季度（10月1日至12月31日）已召开{len(held)}次。"


def test_a_span_that_is_over_was_missed_or_was_not() -> None:
    own, today = rule("party_assembly.nat"), date(2026, 11, 23)
    missed = due(own, date(2026, 9, 30), [today], today)
    assert missed is not None
    assert missed.state is DueState.overdue
    assert missed.sentence == "一般每季度1次：7月1日至9月30日没有召开，少1次。"
    kept = due(own, date(2026, 9, 30), [date(2026, 8, 1)], today)
    assert kept is not None
    assert kept.state is DueState.done


def test_a_span_of_another_year_names_it() -> None:
    week = replace(rule("party_assembly.nat"), frequency=Frequency(2, Period.week))
    found = due(week, date(2027, 1, 1), [date(2026, 12, 28)])
    assert found is not None
    assert found.sentence == "每周2次：本周（2026年12月28日至2027年1月3日）已召开1次，还差1次，剩2天。"
    past = due(rule("member_review.nat"), date(2025, 5, 1), [], date(2026, 1, 2))
    assert past is not None
    assert past.sentence == "一般每年1次：2025年1月1日至12月31日没有召开，少1次。"


@pytest.mark.parametrize(
    "rule_id",
    [
        "party_admit.nat",  # 按需
        "party_election.nat",  # 每届
        "records.s001a",  # 每次会议
        "residents_meeting.law2018",  # nothing said
    ],
)
def test_where_no_number_a_period_is_given_nothing_is_due(rule_id: str) -> None:
    assert due(rule(rule_id), date(2026, 11, 23), []) is None


def test_once_or_twice_asks_for_once() -> None:
    found = due(rule("party_committee.s004d"), date(2026, 11, 23), [date(2026, 11, 2)])
    assert found is not None
    assert found.state is DueState.done


@pytest.mark.parametrize("own", [each for kind in kinds() for each in rules_of(kind.code)], ids=lambda own: own.id)
def test_each_rule_that_counts_by_the_calendar_says_what_is_due(own: object) -> None:
    frequency = own.frequency  # type: ignore[attr-defined]
    found = due(own, date(2026, 11, 23), [])  # type: ignore[arg-type]
    assert (found is None) == (frequency is None or frequency.a_year == 0)
    if found is not None:
        assert found.sentence.startswith(f"{frequency.words}：")
        assert found.origin


@given(DAYS, st.lists(DAYS, max_size=6), st.sampled_from(SPANS), st.integers(1, 3))
def test_only_meetings_within_the_span_count(day: date, held: list[date], period: Period, count: int) -> None:
    own = replace(rule("party_assembly.nat"), frequency=Frequency(count, period))
    found = due(own, day, held)
    assert found is not None
    assert found.held == len([one for one in held if found.first <= one <= found.last])
    assert (found.state is DueState.done) == (found.held >= count)
    assert found.state is not DueState.overdue
