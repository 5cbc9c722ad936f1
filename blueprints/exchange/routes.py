"""A meeting for the phone's calendar, and its record for machines."""

import json
from typing import Any

from flask import Blueprint, Response, request, url_for

from blueprints.exchange import calendar
from blueprints.meetings import queries as meetings
from blueprints.minutes import queries as minutes
from blueprints.shared import clock, keys
from blueprints.shared.permissions import Permission, may

blueprint = Blueprint("exchange", __name__)


@blueprint.route("/meetings/<int:meeting_id>/meeting.ics")
@may(Permission.SEE_MEETING, of="meeting_id")
def ics(meeting_id: int) -> Any:
    """The meeting as a calendar entry; a newer download replaces the older entry."""
    address = keys.public_url() + url_for("meetings.notice", meeting_id=meeting_id)
    entry = calendar.entry(meetings.meeting(meeting_id), address, clock.now())
    headers = {"Content-Disposition": f'attachment; filename="meeting-{meeting_id}.ics"'}
    return Response(entry, content_type="text/calendar; charset=utf-8", headers=headers)


@blueprint.route("/meetings/<int:meeting_id>/record.json")
@may(Permission.SEE_MINUTES, of="meeting_id")
def record(meeting_id: int) -> Any:
    """The record by docs/record.md, of the newest version or the one asked for."""
    told = minutes.told_json(meeting_id, request.args.get("version", type=int))
    text = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
    return Response(text + "\n", content_type="application/json; charset=utf-8")
