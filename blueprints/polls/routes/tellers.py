"""监票人、计票人 of a meeting: proposing them, asking the meeting, naming them."""

from typing import Any

from flask import Blueprint, url_for

from blueprints.polls import queries
from blueprints.polls.forms import MoveForm
from blueprints.polls.forms.tellers import TellerForm
from blueprints.polls.models import Duty
from blueprints.polls.service import tellers as service
from blueprints.polls.views.tellers import tellers_page
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/tellers", view_func=tellers, methods=["GET", "POST"])
    add("/meetings/<int:meeting_id>/tellers/approval", view_func=approve_tellers, methods=["POST"])
    add("/meetings/<int:meeting_id>/tellers/named", view_func=name_tellers, methods=["POST"])
    add("/meetings/<int:meeting_id>/tellers/<int:attendee_id>/withdraw", view_func=drop_teller, methods=["POST"])


@may(Permission.RUN_MEETING, of="meeting_id")
def tellers(meeting_id: int) -> Any:
    """Who was proposed, and one more of them."""
    form = _offered(meeting_id, TellerForm())
    done = form.carry_out(
        lambda: service.propose_teller(act(), meeting_id, int(form.attendee.data or 0), Duty(form.duty.data))
    )
    return _here(meeting_id) if done else _page(meeting_id, form)


@may(Permission.RUN_MEETING, of="meeting_id")
def approve_tellers(meeting_id: int) -> Any:
    """提请大会通过: on to the console, where the vote waits to be opened."""
    form = MoveForm()
    if form.carry_out(lambda: service.ask_approval(act(), meeting_id)):
        return went(url_for("live.console", meeting_id=meeting_id))
    return _page(meeting_id, form)


@may(Permission.RUN_MEETING, of="meeting_id")
def name_tellers(meeting_id: int) -> Any:
    """主持人指定."""
    form = MoveForm()
    done = form.carry_out(lambda: service.name_tellers(act(), meeting_id))
    return _here(meeting_id) if done else _page(meeting_id, form)


@may(Permission.RUN_MEETING, of="meeting_id")
def drop_teller(meeting_id: int, attendee_id: int) -> Any:
    """撤回 a proposal; who is none of this meeting's cannot be taken back either."""
    form = MoveForm()
    done = form.carry_out(lambda: service.withdraw_teller(act(), meeting_id, attendee_id))
    return _here(meeting_id) if done else _page(meeting_id, form)


def _here(meeting_id: int) -> Any:
    return went(url_for("polls.tellers", meeting_id=meeting_id))


def _offered(meeting_id: int, form: TellerForm) -> TellerForm:
    form.offer((line.id, line.name) for line in queries.may_watch(meeting_id))
    return form


def _page(meeting_id: int, form: Form) -> Any:
    asked = form if isinstance(form, TellerForm) else TellerForm(formdata=None)
    refusals = tuple(form.form_errors) if form is not asked else ()
    view = tellers_page(meeting_id, queries.may_watch(meeting_id), _offered(meeting_id, asked), refusals)
    return page("polls/tellers.html", view, form.status)
