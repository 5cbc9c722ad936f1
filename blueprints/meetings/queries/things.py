"""One meeting, one item, one line of the roll, and what the law judges a move by."""

from datetime import datetime

from sqlalchemy import select

from blueprints.meetings.models import Attendee, FollowUp, Item, Meeting, Speech
from blueprints.meetings.queries.roll import roll_row
from blueprints.members.models import Member
from blueprints.shared.db import db
from domain.lifecycle import MeetingFacts, MeetingState
from domain.roll import figures
from domain.rules import Rule

#: While a meeting is in one of these, phones and screens keep asking.
LIVE = (MeetingState.gathering, MeetingState.in_session)

#: Still to be held, or being held.
AHEAD = (MeetingState.planning, MeetingState.noticed, *LIVE)

#: A meeting that did not come about: those who were called hear of it.
OFF = (MeetingState.cancelled, MeetingState.inquorate)


def meeting(meeting_id: int) -> Meeting:
    """The meeting of that number; it must exist."""
    return db.session.get_one(Meeting, meeting_id)


def find(meeting_id: int) -> Meeting | None:
    """The meeting of that number, None where there is none."""
    return db.session.get(Meeting, meeting_id)


def item(item_id: int) -> Item:
    """The item of that number; it must exist."""
    return db.session.get_one(Item, item_id)


def item_on(meeting_id: int) -> Item | None:
    """The item that is on, else the one that was on last, else None."""
    begun = select(Item).where(Item.meeting_id == meeting_id, Item.state != "pending")
    return db.session.scalar(begun.order_by(Item.state == "done", Item.position.desc()).limit(1))


def attendee(attendee_id: int) -> Attendee:
    """The line of the roll of that number; it must exist."""
    return db.session.get_one(Attendee, attendee_id)


def name_of(member_id: int | None) -> str:
    """The person's name as the roster has it; empty for nobody."""
    return (db.session.scalar(select(Member.name).where(Member.id == member_id)) or "") if member_id else ""


def rule_of(meeting: Meeting) -> Rule:
    """The rule that the meeting was made under."""
    return Rule.from_json(meeting.rule)


def facts(meeting: Meeting, now: datetime, open_polls: int = 0) -> MeetingFacts:
    """What `domain.lifecycle` judges a move of this meeting by."""
    here = {line.member_id for line in meeting.attendees if line.present}
    return MeetingFacts(
        state=MeetingState(meeting.state),
        rule=rule_of(meeting),
        now=now,
        starts_at=meeting.starts_at,
        noticed_at=meeting.noticed_at,
        has_chair=meeting.chair_id is not None,
        has_recorder=meeting.recorder_id is not None,
        has_place=bool(meeting.place),
        item_count=len(meeting.items),
        urgent_reason=meeting.urgent_reason,
        figures=figures(roll_row(line) for line in meeting.attendees),
        chair_present=meeting.chair_id in here,
        recorder_present=meeting.recorder_id in here,
        open_polls=open_polls,
        unfinished_items=sum(item.state != "done" for item in meeting.items),
        cancel_reason=meeting.closing_note,
    )


def meeting_of_speech(speech_id: int) -> int:
    """The meeting that the speech was made at; it must exist."""
    return item(db.session.get_one(Speech, speech_id).item_id).meeting_id


def meeting_of_follow_up(follow_up_id: int) -> int:
    """The meeting that the follow-up was decided at; it must exist."""
    return item(db.session.get_one(FollowUp, follow_up_id).item_id).meeting_id
