"""Working days: how long a posting hangs."""

from datetime import date, timedelta

import chinese_calendar


def is_working_day(day: date) -> bool:
    """By the State Council's yearly calendar; Monday to Friday for years that are not announced yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def last_of(first: date, working_days: int) -> date:
    """The day on which so many working days are full, counted from `first`, which counts where it is one."""
    day, left = first, working_days - is_working_day(first)
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day
