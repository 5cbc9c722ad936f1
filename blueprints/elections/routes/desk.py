"""The election of a meeting: its offices and papers for who runs it, candidates and results for everybody."""

from typing import Any

from flask import Blueprint, abort, url_for

from blueprints.elections import queries, service, views
from blueprints.elections.forms import RaceForm
from blueprints.elections.models import Colour
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, allows, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/election", view_func=election)
    add("/meetings/<int:meeting_id>/races", view_func=add_race, methods=["POST"])


@may(Permission.SEE_MEETING, of="meeting_id")
def election(meeting_id: int) -> Any:
    """The desk for who runs the meeting; for all others who stands, in which order, and who was elected."""
    meeting = electing(meeting_id)
    if allows(Permission.RUN_MEETING):
        return page("elections/desk.html", views.desk_page(meeting))
    return page("elections/shown.html", views.shown_page(meeting))


@may(Permission.CONVENE, of="meeting_id")
def add_race(meeting_id: int) -> Any:
    """One more office."""
    form = views.race_form(electing(meeting_id))
    made = form.carry_out(lambda: service.add_race(act(), meeting_id, draft(form)))
    if made:
        return went(url_for("elections.race", race_id=made))
    return page("elections/desk.html", views.desk_page(electing(meeting_id), race=form), 422)


def electing(meeting_id: int) -> Meeting:
    """The meeting, if its rule knows elections; else there is no such page."""
    found = meetings.meeting(meeting_id)
    if not queries.is_election(found):
        abort(404)
    return found


def draft(form: RaceForm) -> service.RaceDraft:
    """What the validated form says."""
    return service.RaceDraft(
        office=form.office.data or "",
        seats=form.seats.data or 0,
        write_ins=bool(form.write_ins.data),
        colour=Colour(form.colour.data),
        item_id=form.item_id,
    )
