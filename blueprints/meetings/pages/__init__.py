"""What the pages of meetings may see."""

from blueprints.meetings.pages.calendar import (
    BelowLine,
    CalendarPage,
    DueLine,
    KindFamily,
    KindLine,
    MeetingLine,
    OtherRule,
)
from blueprints.meetings.pages.meeting import (
    CalledPage,
    CalledPart,
    Counts,
    Head,
    ItemLine,
    MaterialLine,
    MeetingFormPage,
    MeetingForms,
    MeetingPage,
    PersonTick,
    RollLine,
    SentNotice,
)
from blueprints.meetings.pages.phone import CheckInPage, MyMeetingsPage, NoticePage
from blueprints.meetings.pages.rule import RuleLine, RulePanel

__all__ = [
    "BelowLine",
    "CalendarPage",
    "CalledPage",
    "CalledPart",
    "CheckInPage",
    "Counts",
    "DueLine",
    "Head",
    "ItemLine",
    "KindFamily",
    "KindLine",
    "MaterialLine",
    "MeetingFormPage",
    "MeetingForms",
    "MeetingLine",
    "MeetingPage",
    "MyMeetingsPage",
    "NoticePage",
    "OtherRule",
    "PersonTick",
    "RollLine",
    "RuleLine",
    "RulePanel",
    "SentNotice",
]
