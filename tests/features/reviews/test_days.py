"""How long a posting hangs, in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprints.reviews.days import is_working_day, last_of


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 30), date(2026, 12, 4)),  # Monday to Friday
        (date(2026, 11, 28), date(2026, 12, 4)),  # begun on a Saturday
        (date(2026, 9, 29), date(2026, 10, 10)),  # over the holiday of October, whose Saturday after it is worked
        (date(2040, 1, 2), date(2040, 1, 6)),  # a year whose holidays nobody has announced
    ],
)
def test_five_working_days_go_around_weekends_and_holidays(first: date, last: date) -> None:
    assert last_of(first, 5) == last


@given(st.dates(date(2020, 1, 1), date(2050, 1, 1)), st.integers(1, 30))
def test_the_last_day_is_a_working_day_and_so_many_lie_before_it(first: date, days: int) -> None:
    last = last_of(first, days)
    assert is_working_day(last)
    assert sum(is_working_day(first + timedelta(days=at)) for at in range((last - first).days + 1)) == days
