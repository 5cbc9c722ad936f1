"""The addresses of live pages; each has a full page and a fragment that is asked for every two seconds."""

from typing import Any

from flask import Blueprint, abort, session, url_for
from flask_login import current_user

from blueprints.accounts import queries as accounts
from blueprints.live import build, queries, service
from blueprints.meetings import queries as meetings
from blueprints.shared.acting import act
from blueprints.shared.htmx import live, page, unchanged, went
from blueprints.shared.permissions import Permission, guarded_inside, may

blueprint = Blueprint("live", __name__)


@blueprint.route("/meetings/<int:meeting_id>/console")
@may(Permission.WRITE_NOTES, of="meeting_id")
def console(meeting_id: int) -> Any:
    """The tablet: agenda, item, roll on one screen."""
    return page("live/console.html", build.console(meeting_id), fragment="live/_console_back.html")


@blueprint.route("/meetings/<int:meeting_id>/console/live")
@may(Permission.WRITE_NOTES, of="meeting_id")
def console_live(meeting_id: int) -> Any:
    """What has changed on the tablet since its tag."""
    tag = queries.hall_tag(meeting_id)
    return unchanged(tag) or live(tag, "live/_console_live.html", build.console(meeting_id))


@blueprint.route("/meetings/<int:meeting_id>/screen")
@may(Permission.RUN_MEETING, of="meeting_id")
def screen(meeting_id: int) -> Any:
    """The hall's screen."""
    return page("live/screen.html", build.screen(meeting_id))


@blueprint.route("/meetings/<int:meeting_id>/screen/live")
@may(Permission.RUN_MEETING, of="meeting_id")
def screen_live(meeting_id: int) -> Any:
    """What has changed on the screen since its tag; the code changes it twice a minute."""
    tag = build.screen_tag(meeting_id)
    return unchanged(tag) or live(tag, "live/_screen.html", build.screen(meeting_id))


@blueprint.route("/meetings/<int:meeting_id>/room")
@may(Permission.ATTEND, of="meeting_id")
def room(meeting_id: int) -> Any:
    """The phone in the hall."""
    found = queries.phone_tag(meeting_id, current_user.get_id())
    if found is None:
        abort(404)
    return page("live/room.html", build.room(meetings.attendee(found.attendee_id), found.tag))


@blueprint.route("/meetings/<int:meeting_id>/room/live")
@guarded_inside
def room_live(meeting_id: int) -> Any:
    """What has changed on the phone since its tag: one indexed read that also checks who asks."""
    found = queries.phone_tag(meeting_id, session.get("_user_id", ""))
    if found is None:
        return "", 401, {"HX-Redirect": url_for("accounts.sign_in")}
    return unchanged(found.tag) or live(
        found.tag, "live/_room.html", build.room(meetings.attendee(found.attendee_id), found.tag)
    )


@blueprint.route("/meetings/<int:meeting_id>/end", methods=["POST"])
@may(Permission.RUN_MEETING, of="meeting_id")
def end(meeting_id: int) -> Any:
    """散会: on to the minutes for who may write them."""
    service.end_meeting(act(), meeting_id)
    if accounts.seats(current_user.id):
        return went(url_for("minutes.draft", meeting_id=meeting_id))
    return went(url_for("live.room", meeting_id=meeting_id))
