"""Notice and reply: who is called, who has read, who will come."""

from collections.abc import Sequence
from datetime import datetime

from blueprints.meetings import queries
from blueprints.meetings.models import Attendee, Meeting, Reply
from blueprints.meetings.service.called import is_listed, require_called, seat_officers
from blueprints.meetings.service.moves import changeable, move
from blueprints.members import queries as members
from blueprints.members.models import Member
from blueprints.shared import clock
from blueprints.shared.db import db, writing
from blueprints.shared.journal import Act, verb
from domain.lifecycle import MeetingState
from domain.roll import Category, standing
from domain.rules import attendee_scope
from domain.words import Refusal

#: Categories that are called to a meeting; others only where the rule lets them sit in.
MEMBERS = (Category.full, Category.probationary)


@verb("meeting.noticed")
def send_notice(act: Act, meeting_id: int) -> Meeting:
    """Send the notice: the roll is made, everybody on it may read and reply from now on."""
    meeting = queries.meeting(meeting_id)
    require_called(meeting)
    fill_roll(meeting, act.at)
    meeting.noticed_at = act.at
    move(meeting, MeetingState.noticed, act.at)
    return meeting


@verb("meeting.roll_synced")
def sync_roll(act: Act, meeting_id: int) -> Meeting:
    """Bring the roll to the roster of today; replies stay, refuses once the meeting has begun."""
    meeting = changeable(meeting_id)
    fill_roll(meeting, act.at)
    meeting.roll_revision += 1
    return meeting


def fill_roll(meeting: Meeting, at: datetime) -> None:
    """Within a verb: the roll as the roster stands today; whom the convener listed stays as it is."""
    if not is_listed(meeting):
        _from_roster(meeting, at)
    seat_officers(meeting)


def _from_roster(meeting: Meeting, at: datetime) -> None:
    known = {line.member_id: line for line in meeting.attendees if line.member_id is not None}
    called = _called(meeting, at)
    for position, person in enumerate(called, 1):
        line = known.pop(person.id, None) or _new_line(meeting, person.id)
        _judge(line, person, position, meeting)
    for line in known.values():
        # Who has left the branch since is no longer called, unless something is recorded of them.
        if line.arrived_at is None and not line.observer:
            db.session.delete(line)


def _called(meeting: Meeting, at: datetime) -> Sequence[Member]:
    day = clock.local(at).date()
    scope = attendee_scope(queries.rule_of(meeting))
    if scope == "committee":
        return members.committee_of(meeting.organisation_id, day)
    people = members.people_of(meeting.organisation_id, everybody=True)
    sit_in = queries.rule_of(meeting).observers
    return [one for one in people if Category(one.category) in MEMBERS or Category(one.category).zh in sit_in]


def _new_line(meeting: Meeting, member_id: int) -> Attendee:
    line = Attendee(meeting_id=meeting.id, member_id=member_id, present=False, reply=Reply.NONE)
    db.session.add(line)
    return line


def _judge(line: Attendee, person: Member, position: int, meeting: Meeting) -> None:
    day = clock.local(meeting.starts_at).date()
    category = Category(person.category)
    judged = members.standing_of(person, day)
    if category not in MEMBERS:
        judged = standing(category, observer=True)
    line.position, line.name, line.category = position, person.name, category.value
    line.capacity = "、".join(members.offices_on(person, day))
    line.expected, line.entitled, line.no_vote_reason = judged.expected, judged.entitled, judged.reason
    line.observer = category not in MEMBERS


def mark_read(attendee_id: int, at: datetime) -> None:
    """Note that the notice was read, the first time; no journal line, since reading is no deed."""
    with writing():
        line = queries.attendee(attendee_id)
        line.read_at = line.read_at or at


@verb("attendee.replied")
def reply(act: Act, attendee_id: int, coming: bool, reason: str = "") -> Attendee:
    """Will come, or asks leave with a reason; possible until the meeting has begun."""
    line = queries.attendee(attendee_id)
    if line.meeting.state not in (MeetingState.noticed, MeetingState.gathering):
        raise Refusal("会议已经开始或者结束，不能再回复。有事请直接联系支部书记。")
    if not coming and not reason:
        raise Refusal("请写明请假原因，例如：住院、出差、照顾病人。", "reason")
    line.reply = Reply.COMING if coming else Reply.LEAVE_ASKED
    line.leave_reason = "" if coming else reason
    line.replied_at = act.at
    line.read_at = line.read_at or act.at
    line.meeting.roll_revision += 1
    return line


@verb("attendee.leave_decided")
def decide_leave(act: Act, attendee_id: int, granted: bool, reason: str = "") -> Attendee:
    """Grant or refuse a leave; the secretary may also enter one that was asked by telephone."""
    line = queries.attendee(attendee_id)
    if line.meeting.state in (MeetingState.recorded, MeetingState.archived, MeetingState.cancelled):
        raise Refusal("会议记录已经确认，不能再改请假情况。需要更正请在会议记录里办理。")
    if granted and not (reason or line.leave_reason):
        raise Refusal("请填写请假原因，会议记录里要写明。", "reason")
    act.detail.update(granted=granted, was=line.leave_reason)
    line.leave_reason = reason or line.leave_reason
    line.reply = Reply.LEAVE_GRANTED if granted else Reply.LEAVE_REFUSED
    line.meeting.roll_revision += 1
    return line
