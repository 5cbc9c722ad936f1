"""In the hall: check-in by scan and by hand, opening, 流会."""

from typing import Any

from flask import Blueprint, session, url_for
from flask_login import current_user

from blueprints.accounts import queries as accounts
from blueprints.meetings import hall, queries, service
from blueprints.meetings.forms import ObserverForm, OfficersForm
from blueprints.meetings.pages import CheckInPage
from blueprints.members import queries as members
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import choices
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may, public
from domain.words import Refusal


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/hall/<int:meeting_id>/<string:code>", view_func=scan)
    add("/meetings/<int:meeting_id>/check-in", view_func=arrive)
    add("/meetings/<int:meeting_id>/check-in", view_func=check_in_here, methods=["POST"])
    add("/meetings/<int:meeting_id>/gather", view_func=gather, methods=["POST"])
    add("/meetings/<int:meeting_id>/open", view_func=open_now, methods=["POST"])
    add("/meetings/<int:meeting_id>/inquorate", view_func=inquorate, methods=["POST"])
    add("/meetings/<int:meeting_id>/observers", view_func=add_observer, methods=["POST"])
    add("/meetings/<int:meeting_id>/officers", view_func=officers, methods=["POST"])
    add("/attendees/<int:attendee_id>/check-in", view_func=check_in, methods=["POST"])
    add("/attendees/<int:attendee_id>/check-in/undo", view_func=undo, methods=["POST"])
    add("/attendees/<int:attendee_id>/left", view_func=left, methods=["POST"])


@public
def scan(meeting_id: int, code: str) -> Any:
    """The hall's code was scanned: in time, this phone gets a ticket, and then signs in if it has not."""
    now = clock.now()
    found = queries.find(meeting_id)
    if found is not None and hall.is_current(found.hall_key, code, now):
        session["ticket"] = {"meeting": meeting_id, "until": int(now.timestamp()) + hall.GRACE}
    target = url_for("meetings.arrive", meeting_id=meeting_id)
    return went(target) if current_user.is_authenticated else went(url_for("accounts.sign_in", next=target))


@may(Permission.SEE_MEETING, of="meeting_id")
def arrive(meeting_id: int) -> Any:
    """The button 签到 for who has scanned in time; what to do for everyone else."""
    line = queries.attendee_of(meeting_id, current_user.id)
    found = queries.meeting(meeting_id)
    view = CheckInPage(
        id=meeting_id,
        organisation=accounts.organisation(found.organisation_id).name,
        title=found.title,
        name=line.name if line else current_user.name,
        valid=_has_ticket(meeting_id),
        on_roll=line is not None,
        present=bool(line and line.present),
    )
    return page("meetings/check_in.html", view)


@may(Permission.ATTEND, of="meeting_id")
def check_in_here(meeting_id: int) -> Any:
    """The button was pressed by somebody on the roll whose phone has a ticket."""
    line = queries.attendee_of(meeting_id, current_user.id)
    if line is not None and not line.present:
        if not _has_ticket(meeting_id):
            raise Refusal("签到码已经过期。请在会场重新扫描大屏上的签到码，或者到签到处签到。")
        service.check_in(act(), line.id, "scan")
    return went(url_for("live.room", meeting_id=meeting_id))


def _has_ticket(meeting_id: int) -> bool:
    ticket = session.get("ticket") or {}
    return ticket.get("meeting") == meeting_id and int(ticket.get("until", 0)) >= clock.now().timestamp()


def to_console(meeting_id: int) -> Any:
    """To the tablet's console."""
    return went(url_for("live.console", meeting_id=meeting_id))


@may(Permission.RUN_MEETING, of="meeting_id")
def gather(meeting_id: int) -> Any:
    """Check-in begins."""
    service.gather(act(), meeting_id)
    return to_console(meeting_id)


@may(Permission.RUN_MEETING, of="meeting_id")
def open_now(meeting_id: int) -> Any:
    """The meeting begins, or the sentence says why it cannot."""
    service.open_meeting(act(), meeting_id)
    return to_console(meeting_id)


@may(Permission.RUN_MEETING, of="meeting_id")
def inquorate(meeting_id: int) -> Any:
    """流会."""
    service.adjourn_inquorate(act(), meeting_id)
    return went(url_for("meetings.meeting", meeting_id=meeting_id))


@may(Permission.RUN_MEETING, of="meeting_id")
def add_observer(meeting_id: int) -> Any:
    """A guest sits in."""
    form = ObserverForm()
    made = form.carry_out(
        lambda: service.add_observer(act(), meeting_id, form.name.data or "", form.capacity.data or "")
    )
    if made is None:
        raise Refusal("请填写列席人员的姓名，单位和职务不超过80个字。")
    return _back(meeting_id)


@may(Permission.RUN_MEETING, of="meeting_id")
def officers(meeting_id: int) -> Any:
    """Another chair or recorder, on the spot."""
    form = OfficersForm()
    found = queries.meeting(meeting_id)
    offered = choices((str(one.id), one.name) for one in members.people_of(found.organisation_id))
    form.chair_id.choices = form.recorder_id.choices = offered
    made = form.carry_out(lambda: service.set_officers(act(), meeting_id, form.chair_id.data, form.recorder_id.data))
    if made is None:
        raise Refusal("主持人和记录人不能是同一人，请另选一人。")
    return _back(meeting_id)


def _back(meeting_id: int) -> Any:
    if queries.meeting(meeting_id).state in queries.LIVE:
        return to_console(meeting_id)
    return went(url_for("meetings.meeting", meeting_id=meeting_id))


@may(Permission.RUN_MEETING, of="attendee_id")
def check_in(attendee_id: int) -> Any:
    """The secretary's tap 代签."""
    service.check_in(act(), attendee_id, "hand")
    return to_console(queries.attendee(attendee_id).meeting_id)


@may(Permission.RUN_MEETING, of="attendee_id")
def undo(attendee_id: int) -> Any:
    """The tap was a slip."""
    service.undo_check_in(act(), attendee_id)
    return to_console(queries.attendee(attendee_id).meeting_id)


@may(Permission.RUN_MEETING, of="attendee_id")
def left(attendee_id: int) -> Any:
    """Somebody went early 早退."""
    service.leave_early(act(), attendee_id)
    return to_console(queries.attendee(attendee_id).meeting_id)
