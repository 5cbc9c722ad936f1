"""The one place that asks what time it is. Everything else is told."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

#: Deadlines, dates and days are the hall's: China has one zone.
SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """An aware moment as the clock in the hall shows it."""
    return moment.astimezone(SHANGHAI)


def today() -> date:
    """The day it is in Shanghai, which near midnight is not the day it is in UTC."""
    return local(now()).date()


def from_local(moment: datetime) -> datetime:
    """A naive time typed by a person in the hall, as an aware UTC moment."""
    return moment.replace(tzinfo=SHANGHAI).astimezone(UTC)
