"""The page of those who step back from a vote (回避)."""

from typing import Any

from flask import Blueprint, url_for

from blueprints.meetings import queries as meetings
from blueprints.polls import queries, service
from blueprints.polls.forms import MoveForm, RecusalForm
from blueprints.polls.models import Poll
from blueprints.polls.pages import RecusalPage
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from domain.lifecycle import PollState


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/polls/<int:poll_id>/recusals", view_func=recusals, methods=["GET", "POST"])
    add("/polls/<int:poll_id>/recusals/<int:attendee_id>/withdraw", view_func=withdraw, methods=["POST"])


@may(Permission.RUN_MEETING, of="poll_id")
def recusals(poll_id: int) -> Any:
    """Who steps back, and one more of them."""
    form = RecusalForm()
    form.offer(_others(queries.poll(poll_id)))
    done = form.carry_out(lambda: service.recuse(act(), poll_id, int(form.attendee.data or 0), form.reason.data or ""))
    return went(url_for("polls.recusals", poll_id=poll_id)) if done else _page(poll_id, form)


@may(Permission.RUN_MEETING, of="poll_id")
def withdraw(poll_id: int, attendee_id: int) -> Any:
    """取消回避."""
    form = MoveForm()
    if form.carry_out(lambda: service.unrecuse(act(), poll_id, attendee_id)):
        return went(url_for("polls.recusals", poll_id=poll_id))
    return _page(poll_id, form)


def _others(poll: Poll) -> list[tuple[int, str]]:
    away = {one.attendee_id for one in queries.recused(poll.id)}
    return [(line.id, line.name) for line in meetings.voters_present(poll.meeting_id) if line.id not in away]


def _page(poll_id: int, form: Form) -> Any:
    poll = queries.poll(poll_id)
    asked = form if isinstance(form, RecusalForm) else RecusalForm(formdata=None)
    asked.offer(_others(poll))
    view = RecusalPage(
        poll_id=poll_id,
        meeting_id=poll.meeting_id,
        motion=poll.motion,
        draft=poll.state == PollState.draft,
        stays=not queries.rule_of(poll).recusal_reduces_base,
        recused=queries.recused(poll_id),
        form=asked,
        refusals=tuple(form.form_errors) if form is not asked else (),
    )
    return page("polls/recusals.html", view, form.status)
