"""In the hall: coming, going, the opening, the end."""

from datetime import datetime

from blueprints.meetings import queries
from blueprints.meetings.models import Attendee, Item, Meeting
from blueprints.meetings.service.called import BEHIND, copy_called, seat_officers
from blueprints.meetings.service.moves import bump, move
from blueprints.meetings.service.notice import fill_roll
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.lifecycle import MeetingState
from domain.quorum import quorum
from domain.roll import Category
from domain.words import Refusal

HALL_OPEN = (MeetingState.gathering, MeetingState.in_session)


@verb("meeting.gathering")
def gather(act: Act, meeting_id: int) -> Meeting:
    """Open the hall: the roll is brought to today's roster, and check-in begins."""
    meeting = queries.meeting(meeting_id)
    if meeting.state == MeetingState.noticed:
        fill_roll(meeting, act.at)
    move(meeting, MeetingState.gathering, act.at)
    return meeting


@verb("attendee.checked_in")
def check_in(act: Act, attendee_id: int, how: str) -> Attendee:
    """Somebody is in the hall, by scan 扫码 or by the secretary's tap 代签; who left early is back."""
    line = _in_hall(attendee_id)
    if not line.present:
        line.present, line.left_at = True, None
        line.arrived_at = line.arrived_at or act.at
        line.arrived_by = line.arrived_by or how
        line.meeting.roll_revision += 1
    act.detail["how"] = how
    return line


@verb("attendee.check_in_undone")
def undo_check_in(act: Act, attendee_id: int) -> Attendee:
    """The tap was a slip: the person was not there. Refused once a vote or item may have counted them."""
    line = _in_hall(attendee_id)
    if line.meeting.state != MeetingState.gathering:
        raise Refusal("会议已经开始，不能撤销签到。如果本人已离开，请登记早退。")
    line.present, line.arrived_at, line.arrived_by = False, None, ""
    line.meeting.roll_revision += 1
    return line


@verb("attendee.left_early")
def leave_early(act: Act, attendee_id: int) -> Attendee:
    """Somebody went before the end; the next vote counts without them."""
    line = _in_hall(attendee_id)
    if line.arrived_at is None:
        raise Refusal(f"{line.name}没有签到，不用登记早退。")
    if line.present:
        line.present, line.left_at = False, act.at
        line.meeting.roll_revision += 1
    return line


@verb("attendee.observer_added")
def add_observer(act: Act, meeting_id: int, name: str, capacity: str) -> Attendee:
    """A guest who sits in 列席: counted apart, without a vote."""
    meeting = queries.meeting(meeting_id)
    if meeting.state not in (MeetingState.planning, MeetingState.noticed, *HALL_OPEN):
        raise Refusal("会议已经结束，不能再登记列席人员。", "name")
    here = meeting.state in HALL_OPEN
    line = Attendee(
        meeting_id=meeting_id,
        position=BEHIND + len(meeting.attendees),
        name=name,
        category=Category.outside,
        capacity=capacity,
        expected=False,
        entitled=False,
        observer=True,
        no_vote_reason="列席人员，没有表决权",
        present=here,
        arrived_at=act.at if here else None,
        arrived_by="hand" if here else "",
    )
    db.session.add(line)
    meeting.roll_revision += 1
    return line


def _in_hall(attendee_id: int) -> Attendee:
    line = queries.attendee(attendee_id)
    if line.meeting.state not in HALL_OPEN:
        raise Refusal("现在不是签到时间。会议开始签到后才能登记到会。")
    return line


@verb("meeting.officers_set")
def set_officers(act: Act, meeting_id: int, chair_id: int, recorder_id: int) -> Meeting:
    """Somebody else chairs or keeps the record, until the meeting has ended."""
    meeting = queries.meeting(meeting_id)
    if meeting.state not in (MeetingState.planning, MeetingState.noticed, *HALL_OPEN):
        raise Refusal("会议已经结束，不能再改主持人和记录人。")
    if chair_id == recorder_id:
        raise Refusal("主持人和记录人不能是同一人，请另选记录人。", "recorder_id")
    act.detail["was"] = [meeting.chair_id, meeting.recorder_id]
    meeting.chair_id, meeting.recorder_id = chair_id, recorder_id
    if meeting.state != MeetingState.planning:
        seat_officers(meeting)
        meeting.roll_revision += 1
    bump(meeting)
    return meeting


@verb("meeting.opened")
def open_meeting(act: Act, meeting_id: int) -> Meeting:
    """Begin: refused without quorum; the figures and their sentence are kept with the meeting."""
    meeting = queries.meeting(meeting_id)
    move(meeting, MeetingState.in_session, act.at)
    opening = quorum(queries.rule_of(meeting), queries.roll_figures(meeting_id))
    meeting.quorum = opening.to_json() if opening else None
    meeting.opened_at = act.at
    return meeting


@verb("meeting.inquorate")
def adjourn_inquorate(act: Act, meeting_id: int) -> Meeting:
    """流会: too few came. Who came is kept; the meeting can be called again."""
    meeting = queries.meeting(meeting_id)
    found = quorum(queries.rule_of(meeting), queries.roll_figures(meeting_id))
    move(meeting, MeetingState.inquorate, act.at)
    meeting.quorum = found.to_json() if found else None
    meeting.closing_note = found.sentence[:200] if found else ""
    meeting.ended_at = act.at
    return meeting


@verb("meeting.called_again")
def call_again(act: Act, meeting_id: int, starts_at: datetime) -> Meeting:
    """The same meeting on another day, in planning, with the same agenda."""
    old = queries.meeting(meeting_id)
    if old.state not in (MeetingState.inquorate, MeetingState.cancelled):
        raise Refusal("只有流会或者取消的会议可以另行召开。")
    if starts_at <= act.at:
        raise Refusal("开会时间已经过去，请改为今后的时间。", "starts_at")
    kept = (
        "organisation_id",
        "kind",
        "title",
        "rule",
        "place",
        "chair_id",
        "recorder_id",
        "contact",
        "requirements",
    )
    fresh = Meeting(state=MeetingState.planning, starts_at=starts_at, follows_id=old.id, hall_key=old.hall_key[::-1])
    for name in kept:
        setattr(fresh, name, getattr(old, name))
    fresh.items = [Item(position=item.position, title=item.title, presenter=item.presenter) for item in old.items]
    db.session.add(fresh)
    copy_called(old, fresh)
    return fresh


def close(meeting: Meeting, at: datetime, open_polls: int) -> None:
    """Within a verb: end the meeting; refused while a vote is open."""
    move(meeting, MeetingState.ended, at, open_polls)
    meeting.ended_at = at
    for item in meeting.items:
        if item.state == "current":
            item.state, item.ended_at = "done", at
