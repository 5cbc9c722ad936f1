"""Opinions written before the meeting: entering, replacing, withdrawing, and the scan. They tell a choice of somebody
by name, so they are for who convenes or runs the meeting and are shown on no phone's page."""

from typing import Any

from flask import Blueprint, request, url_for

from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.forms import MoveForm
from blueprints.polls.forms.opinion import OpinionForm
from blueprints.polls.queries.opinions import may_write
from blueprints.polls.service import opinions as service
from blueprints.polls.views.opinions import opinions_page
from blueprints.shared import scans
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from domain.paper import Choice


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/items/<int:item_id>/opinions", view_func=opinions, methods=["GET", "POST"])
    add("/opinions/<int:opinion_id>", view_func=opinion)
    add("/opinions/<int:opinion_id>/withdraw", view_func=withdraw_opinion, methods=["POST"])


@may(Permission.CONVENE, of="item_id")
def opinions(item_id: int) -> Any:
    """What was written, and one more."""
    form = _offered(item_id, OpinionForm())
    upload = request.files.get("file")
    name, content = (upload.filename or "", upload.read()) if upload else ("", b"")
    done = form.carry_out(
        lambda: service.enter_opinion(
            act(), item_id, int(form.attendee.data or 0), Choice(form.choice.data), name, content
        )
    )
    return _here(item_id) if done else _page(item_id, form)


@may(Permission.RUN_MEETING, of="opinion_id")
def opinion(opinion_id: int) -> Any:
    """The scan itself, shown or saved, never run."""
    found = queries.opinion(opinion_id)
    return scans.shown(found.content, found.filename)


@may(Permission.CONVENE, of="opinion_id")
def withdraw_opinion(opinion_id: int) -> Any:
    """撤回."""
    form, item_id = MoveForm(), queries.opinion(opinion_id).item_id
    done = form.carry_out(lambda: service.withdraw_opinion(act(), opinion_id))
    return _here(item_id) if done else _page(item_id, form)


def _here(item_id: int) -> Any:
    return went(url_for("polls.opinions", item_id=item_id))


def _offered(item_id: int, form: OpinionForm) -> OpinionForm:
    form.offer((line.id, line.name) for line in may_write(meetings.item(item_id).meeting_id))
    return form


def _page(item_id: int, form: Form) -> Any:
    asked = form if isinstance(form, OpinionForm) else OpinionForm(formdata=None)
    refusals = tuple(form.form_errors) if form is not asked else ()
    return page("polls/opinions.html", opinions_page(item_id, _offered(item_id, asked), refusals), form.status)
