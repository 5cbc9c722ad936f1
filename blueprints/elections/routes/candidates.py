"""Nominating, ordering, telling apart, withdrawing."""

from typing import Any

from flask import Blueprint

from blueprints.elections import queries, service, views
from blueprints.elections.forms import NominateForm, OrderForm, RenameForm
from blueprints.elections.models import Order
from blueprints.elections.routes.race import back, moved, sentences
from blueprints.meetings import queries as meetings
from blueprints.meetings.names import read_names
from blueprints.shared.acting import act
from blueprints.shared.htmx import page
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/races/<int:race_id>/candidates", view_func=nominate, methods=["POST"])
    add("/races/<int:race_id>/order", view_func=order, methods=["POST"])
    add("/candidates/<int:candidate_id>/up", view_func=up, methods=["POST"])
    add("/candidates/<int:candidate_id>/down", view_func=down, methods=["POST"])
    add("/candidates/<int:candidate_id>/drop", view_func=drop_candidate, methods=["POST"])
    add("/candidates/<int:candidate_id>/rename", view_func=rename, methods=["POST"])


@may(Permission.CONVENE, of="race_id")
def nominate(race_id: int) -> Any:
    """These stand too."""
    form = views.nominate_form(meetings.meeting(queries.race(race_id).meeting_id))
    if form.carry_out(lambda: service.nominate(act(), race_id, _nomination(form))):
        return back(race_id)
    return page("elections/race.html", views.race_page(race_id, nominate=form), 422)


def _nomination(form: NominateForm) -> service.Nomination:
    names = tuple(one.name for one in read_names(form.names.data or "", "names"))
    return service.Nomination(tuple(form.people.data or ()), names, form.means.data or "")


@may(Permission.CONVENE, of="race_id")
def order(race_id: int) -> Any:
    """By strokes, by the superior's approval, or by the meeting's own order."""
    form = OrderForm()
    if form.carry_out(lambda: service.order_candidates(act(), race_id, Order(form.ordering.data))):
        return back(race_id)
    return page("elections/race.html", views.race_page(race_id, sentences(form)), 422)


@may(Permission.CONVENE, of="candidate_id")
def up(candidate_id: int) -> Any:
    """One place up."""
    race_id = queries.candidate(candidate_id).race_id
    return moved(race_id, lambda: service.move_candidate(act(), candidate_id, up=True))


@may(Permission.CONVENE, of="candidate_id")
def down(candidate_id: int) -> Any:
    """One place down."""
    race_id = queries.candidate(candidate_id).race_id
    return moved(race_id, lambda: service.move_candidate(act(), candidate_id, up=False))


@may(Permission.CONVENE, of="candidate_id")
def drop_candidate(candidate_id: int) -> Any:
    """Stands no longer."""
    race_id = queries.candidate(candidate_id).race_id
    return moved(race_id, lambda: service.drop_candidate(act(), candidate_id))


@may(Permission.CONVENE, of="candidate_id")
def rename(candidate_id: int) -> Any:
    """Another name on the ballot."""
    race_id, form = queries.candidate(candidate_id).race_id, RenameForm()
    if form.carry_out(lambda: service.rename_candidate(act(), candidate_id, form.name.data or "")):
        return back(race_id)
    return page("elections/race.html", views.race_page(race_id, sentences(form)), 422)
