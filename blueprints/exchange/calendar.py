"""A meeting as an iCalendar entry (RFC 5545), on the hall's clock."""

import hashlib
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event, Timezone

from blueprints.accounts import queries as accounts
from blueprints.meetings.models import Meeting
from blueprints.shared import clock
from domain.lifecycle import MeetingState

#: How long a meeting is taken to last in a calendar, as long as nobody knows its end.
USUAL_LENGTH = timedelta(hours=2)
REMINDER = timedelta(hours=-1)


def entry(meeting: Meeting, address: str, now: datetime) -> bytes:
    """The calendar with this one meeting: the same UID for ever, a SEQUENCE that grows with its changes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Yishi//meeting//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(Timezone.from_tzinfo(clock.SHANGHAI))
    calendar.add_component(_event(meeting, address, now))
    written: bytes = calendar.to_ical()
    return written


def _event(meeting: Meeting, address: str, now: datetime) -> Event:
    cancelled = meeting.state == MeetingState.cancelled
    event = Event()
    event.add("uid", _uid(meeting))
    event.add("sequence", meeting.revision)
    event.add("dtstamp", now)
    event.add("dtstart", clock.local(meeting.starts_at))
    event.add("dtend", clock.local(_end(meeting)))
    event.add("summary", meeting.title)
    event.add("location", meeting.place)
    event.add("description", _description(meeting))
    event.add("url", address)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if not cancelled:
        event.add_component(_reminder(meeting.title))
    return event


def _uid(meeting: Meeting) -> str:
    """One name for ever, whatever address the server has, and another one in every installation."""
    return hashlib.sha256(b"ics-v1" + meeting.hall_key).hexdigest()[:24] + "@yishi"


def _end(meeting: Meeting) -> datetime:
    known = meeting.ended_at and meeting.ended_at > meeting.starts_at
    return meeting.ended_at if known and meeting.ended_at else meeting.starts_at + USUAL_LENGTH


def _description(meeting: Meeting) -> str:
    items = [f"{number}. {item.title}" for number, item in enumerate(meeting.items, 1)]
    contact = [f"联系人：{meeting.contact}"] if meeting.contact else []
    return "\n".join([accounts.organisation(meeting.organisation_id).name, *items, *contact])


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", REMINDER)
    return alarm
