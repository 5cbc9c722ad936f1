"""不计入应到会人数: proposing, agreeing, carrying out, taking back."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, url_for

from blueprints.elections import queries, service, views
from blueprints.elections.forms import ConsentForm, MoveForm
from blueprints.elections.routes.desk import electing
from blueprints.elections.routes.race import sentences
from blueprints.meetings.models import Meeting
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from domain.exemption import Ground


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/exemptions", view_func=exemptions)
    add("/meetings/<int:meeting_id>/exemptions", view_func=propose, methods=["POST"])
    add("/meetings/<int:meeting_id>/exemptions/vote", view_func=put_exemptions, methods=["POST"])
    add("/meetings/<int:meeting_id>/exemptions/apply", view_func=carry_out, methods=["POST"])
    add("/exemptions/<int:exemption_id>/consent", view_func=consent, methods=["POST"])
    add("/exemptions/<int:exemption_id>/drop", view_func=drop_exemption, methods=["POST"])
    add("/exemptions/<int:exemption_id>/restore", view_func=restore, methods=["POST"])


@may(Permission.RUN_MEETING, of="meeting_id")
def exemptions(meeting_id: int) -> Any:
    """Who is to be left out of 应到, and how far that is."""
    return page("elections/exemptions.html", views.exemptions_page(_exempting(meeting_id)))


@may(Permission.CONVENE, of="meeting_id")
def propose(meeting_id: int) -> Any:
    """One more."""
    form = views.exemption_form(_exempting(meeting_id))

    def carried() -> int:
        proposal = service.Proposal(
            attendee_id=form.attendee.data or 0,
            ground=Ground(form.ground.data),
            months=form.months.data,
            consent=form.consent.data or "",
            assembly=form.assembly.data or "",
        )
        return service.propose_exemption(act(), meeting_id, proposal)

    if form.carry_out(carried):
        return _back(meeting_id)
    return page("elections/exemptions.html", views.exemptions_page(_exempting(meeting_id), form), 422)


@may(Permission.RUN_MEETING, of="meeting_id")
def put_exemptions(meeting_id: int) -> Any:
    """Ask the assembly: on to the console, where the vote waits to be opened."""
    console = url_for("live.console", meeting_id=meeting_id)
    return _moved(meeting_id, MoveForm(), lambda: service.put_exemptions(act(), meeting_id), console)


@may(Permission.RUN_MEETING, of="meeting_id")
def carry_out(meeting_id: int) -> Any:
    """Change the roll."""
    return _moved(meeting_id, MoveForm(), lambda: service.apply_exemptions(act(), meeting_id))


@may(Permission.CONVENE, of="exemption_id")
def consent(exemption_id: int) -> Any:
    """The superior has agreed, or an earlier assembly."""
    form, meeting_id = ConsentForm(), queries.exemption(exemption_id).meeting_id
    said = (form.consent.data or "", form.assembly.data or "")
    return _moved(meeting_id, form, lambda: service.note_consents(act(), exemption_id, *said))


@may(Permission.CONVENE, of="exemption_id")
def drop_exemption(exemption_id: int) -> Any:
    """Not proposed any more."""
    meeting_id = queries.exemption(exemption_id).meeting_id
    return _moved(meeting_id, MoveForm(), lambda: service.drop_exemption(act(), exemption_id))


@may(Permission.RUN_MEETING, of="exemption_id")
def restore(exemption_id: int) -> Any:
    """Came all the same: counted again."""
    meeting_id = queries.exemption(exemption_id).meeting_id
    return _moved(meeting_id, MoveForm(), lambda: service.restore(act(), exemption_id))


def _exempting(meeting_id: int) -> Meeting:
    found = electing(meeting_id)
    if not service.grounds(found):
        abort(404)
    return found


def _moved(meeting_id: int, form: Form, verb: Callable[[], int], to: str | None = None) -> Any:
    _exempting(meeting_id)
    if form.carry_out(verb):
        return went(to) if to else _back(meeting_id)
    view = views.exemptions_page(_exempting(meeting_id), refusals=sentences(form))
    return page("elections/exemptions.html", view, 422)


def _back(meeting_id: int) -> Any:
    return went(url_for("elections.exemptions", meeting_id=meeting_id))
