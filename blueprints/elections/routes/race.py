"""One office: its page, its seats, its votes, and the elected taking office."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for

from blueprints.elections import queries, service, views
from blueprints.elections.forms import MoveForm, ResultsForm
from blueprints.elections.routes.desk import draft
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from domain.rules import Base


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/races/<int:race_id>", view_func=race)
    add("/races/<int:race_id>/edit", view_func=edit, methods=["POST"])
    add("/races/<int:race_id>/drop", view_func=drop, methods=["POST"])
    add("/races/<int:race_id>/vote", view_func=vote, methods=["POST"])
    add("/races/<int:race_id>/primary", view_func=primary, methods=["POST"])
    add("/races/<int:race_id>/fewer", view_func=fewer, methods=["POST"])
    add("/races/<int:race_id>/withdraw", view_func=withdraw, methods=["POST"])
    add("/races/<int:race_id>/results", view_func=results, methods=["POST"])


@may(Permission.RUN_MEETING, of="race_id")
def race(race_id: int) -> Any:
    """Candidates, votes and result of one office."""
    return page("elections/race.html", views.race_page(race_id))


@may(Permission.CONVENE, of="race_id")
def edit(race_id: int) -> Any:
    """Another name, other seats."""
    own = queries.race(race_id)
    form = views.race_form(meetings.meeting(own.meeting_id), own=own)
    if form.carry_out(lambda: service.edit_race(act(), race_id, draft(form))):
        return back(race_id)
    return page("elections/race.html", views.race_page(race_id, edit=form), 422)


@may(Permission.CONVENE, of="race_id")
def drop(race_id: int) -> Any:
    """Not filled at this meeting after all."""
    meeting_id = queries.race(race_id).meeting_id
    home = url_for("elections.election", meeting_id=meeting_id)
    return moved(race_id, lambda: service.drop_race(act(), race_id), home)


@may(Permission.RUN_MEETING, of="race_id")
def vote(race_id: int) -> Any:
    """The vote that comes next: 正式选举, 再次投票, 另行选举."""
    return moved(race_id, lambda: service.put_to_vote(act(), race_id))


@may(Permission.RUN_MEETING, of="race_id")
def primary(race_id: int) -> Any:
    """预选."""
    course = queries.course(race_id)
    form = views.primary_form(course, meetings.rule_of(meetings.meeting(course.race.meeting_id)))
    if form.carry_out(lambda: service.put_primary(act(), race_id, form.places.data or 0, Base(form.base.data))):
        return back(race_id)
    return page("elections/race.html", views.race_page(race_id, primary=form), 422)


@may(Permission.RUN_MEETING, of="race_id")
def fewer(race_id: int) -> Any:
    """减少名额."""
    return moved(race_id, lambda: service.put_fewer(act(), race_id))


@may(Permission.RUN_MEETING, of="race_id")
def withdraw(race_id: int) -> Any:
    """The draft of the vote back."""
    return moved(race_id, lambda: service.withdraw(act(), race_id))


@may(Permission.EDIT_ROSTER, of="race_id")
def results(race_id: int) -> Any:
    """The elected into the register's offices."""
    form = ResultsForm()

    def carried() -> int:
        day = form.from_day.data or clock.today()
        taking = service.Taking(day, form.approval.data or "", bool(form.manages.data))
        return service.enter_results(act(), race_id, taking)

    if form.carry_out(carried):
        return back(race_id)
    return page("elections/race.html", views.race_page(race_id, results=form), 422)


def moved(race_id: int, verb: Callable[[], int], to: str | None = None) -> Any:
    """Carry out what one button says; a refusal stands at the head of the page."""
    form = MoveForm()
    if form.carry_out(verb):
        return went(to) if to else back(race_id)
    return page("elections/race.html", views.race_page(race_id, sentences(form)), 422)


def sentences(form: Form) -> tuple[str, ...]:
    """Why a form was refused, a sentence each."""
    own = [*form.form_errors, *(errors[0] for name, errors in form.errors.items() if name and errors)]
    return tuple(dict.fromkeys(own))


def back(race_id: int) -> Any:
    """To the office's own page."""
    return went(url_for("elections.race", race_id=race_id))
