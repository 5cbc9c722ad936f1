"""Notice, replies, and the member's own meetings."""

from datetime import datetime
from typing import Any

from flask import Blueprint, url_for
from flask_login import current_user

from blueprints.accounts import queries as accounts
from blueprints.meetings import queries, service, views
from blueprints.meetings.errands import errands
from blueprints.meetings.forms import DecisionForm, LeaveForm
from blueprints.meetings.models import Attendee, Meeting, Reply
from blueprints.meetings.pages import MyMeetingsPage, NoticePage
from blueprints.meetings.routes.build import back_to, meeting_page
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may, signed_in
from domain.lifecycle import MeetingState
from domain.words import Refusal


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/my-meetings", view_func=mine)
    add("/meetings/<int:meeting_id>/notice", view_func=notice)
    add("/meetings/<int:meeting_id>/notice", view_func=send, methods=["POST"], endpoint="send")
    add("/meetings/<int:meeting_id>/read", view_func=read, methods=["POST"])
    add("/meetings/<int:meeting_id>/coming", view_func=coming, methods=["POST"])
    add("/meetings/<int:meeting_id>/leave", view_func=leave, methods=["POST"])
    add("/meetings/<int:meeting_id>/roll/sync", view_func=sync, methods=["POST"])
    add("/attendees/<int:attendee_id>/leave", view_func=decide, methods=["POST"])


@signed_in
def mine() -> Any:
    """The phone's first page: what is coming, with its reply, and the year so far."""
    now = clock.now()
    year = clock.local(now).year
    since = clock.from_local(datetime(year, 1, 1))  # noqa: DTZ001 - the hall's new year, made aware here
    called, came, excused = queries.year_of(current_user.id, since)
    notices = tuple(_notice_page(line.meeting, line) for line in queries.mine(current_user.id, now))
    todo = errands(current_user.id)
    return page("meetings/mine.html", MyMeetingsPage(current_user.name, notices, todo, year, called, came, excused))


@may(Permission.SEE_MEETING, of="meeting_id")
def notice(meeting_id: int) -> Any:
    """The notice, as a member reads it."""
    found = queries.meeting(meeting_id)
    return page("meetings/notice.html", _notice_page(found, queries.attendee_of(meeting_id, current_user.id)))


def _notice_page(found: Meeting, line: Attendee | None, leave: LeaveForm | None = None) -> NoticePage:
    state = MeetingState(found.state)
    return NoticePage(
        id=found.id,
        organisation=accounts.organisation(found.organisation_id).name,
        title=found.title,
        state=state,
        state_zh=state.zh,
        starts_at=found.starts_at,
        place=found.place,
        chair=queries.name_of(found.chair_id),
        items=tuple(views.item_line(one) for one in found.items),
        requirements=found.requirements,
        urgent_reason=found.urgent_reason,
        contact=found.contact,
        noticed_at=found.noticed_at,
        closing_note=found.closing_note,
        line_id=line.id if line else None,
        reply=line.reply if line else "",
        reply_zh=Reply(line.reply).zh if line else "",
        leave_reason=line.leave_reason if line else "",
        observer=line.observer if line else False,
        no_vote_reason=line.no_vote_reason if line else "",
        can_reply=line is not None and state in (MeetingState.noticed, MeetingState.gathering) and not line.present,
        live=state in queries.LIVE,
        desk=_desk(found, line),
        leave=leave or LeaveForm(formdata=None),
    )


def _desk(found: Meeting, line: Attendee | None) -> str:
    """Chair and recorder have work of their own: the console while the meeting is on, the minutes afterwards."""
    if line is None or line.member_id not in (found.chair_id, found.recorder_id):
        return ""
    if found.state in queries.LIVE:
        return "console"
    return "minutes" if found.state in (MeetingState.ended, MeetingState.recorded) else ""


@may(Permission.CONVENE, of="meeting_id")
def send(meeting_id: int) -> Any:
    """Sending the notice."""
    service.send_notice(act(), meeting_id)
    return back_to(meeting_id)


@may(Permission.ATTEND, of="meeting_id")
def read(meeting_id: int) -> Any:
    """The phone tells that the notice has been on its screen."""
    service.mark_read(_own_line(meeting_id), clock.now())
    return "", 204


@may(Permission.ATTEND, of="meeting_id")
def coming(meeting_id: int) -> Any:
    """Will come."""
    service.reply(act(), _own_line(meeting_id), coming=True)
    return went(url_for("meetings.notice", meeting_id=meeting_id))


@may(Permission.ATTEND, of="meeting_id")
def leave(meeting_id: int) -> Any:
    """Asks leave."""
    form, line = LeaveForm(), _own_line(meeting_id)
    if form.carry_out(lambda: service.reply(act(), line, coming=False, reason=form.reason.data or "")):
        return went(url_for("meetings.notice", meeting_id=meeting_id))
    view = _notice_page(queries.meeting(meeting_id), queries.attendee(line), form)
    return page("meetings/notice.html", view, 422)


def _own_line(meeting_id: int) -> int:
    line = queries.attendee_of(meeting_id, current_user.id)
    if line is None:
        raise Refusal("您不在这次会议的名单上。")
    return line.id


@may(Permission.CONVENE, of="meeting_id")
def sync(meeting_id: int) -> Any:
    """The roll as the roster stands today."""
    service.sync_roll(act(), meeting_id)
    return back_to(meeting_id)


@may(Permission.CONVENE, of="attendee_id")
def decide(attendee_id: int) -> Any:
    """Leave granted or refused, or entered for somebody who telephoned."""
    form, meeting_id = DecisionForm(), queries.attendee(attendee_id).meeting_id
    granted = form.granted.data == "yes"
    if form.carry_out(lambda: service.decide_leave(act(), attendee_id, granted, form.reason.data or "")):
        return went(url_for("meetings.meeting", meeting_id=meeting_id, _anchor="replies"))
    return page("meetings/meeting.html", meeting_page(queries.meeting(meeting_id), decision=form), 422)
