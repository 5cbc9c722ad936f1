"""The whole way of a life meeting: begun, planned, looked at."""

from typing import Any

from flask import Blueprint, url_for

from blueprints.life import letters, queries, service, views
from blueprints.life.forms import BeginForm, MoveForm, PlanForm
from blueprints.life.routes.moves import sentences
from blueprints.life.service import Plan
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/life", view_func=desk_of)
    add("/meetings/<int:meeting_id>/life", view_func=begin, methods=["POST"])
    add("/lives/<int:life_id>", view_func=desk)
    add("/lives/<int:life_id>/plan", view_func=plan, methods=["POST"])
    add("/lives/<int:life_id>/letter", view_func=letter, methods=["POST"])


@may(Permission.SEE_LIFE, of="meeting_id")
def desk_of(meeting_id: int) -> Any:
    """The meeting's way, or how it begins."""
    found = queries.of_meeting(meeting_id)
    if found:
        return went(url_for("life.desk", life_id=found.id))
    return page("life/start.html", views.start_page(meetings.meeting(meeting_id)))


@may(Permission.PLAN_LIFE, of="meeting_id")
def begin(meeting_id: int) -> Any:
    """Begin to prepare."""
    form = BeginForm()
    begun = form.carry_out(lambda: service.begin_life(act(), meeting_id, form.theme.data or ""))
    if begun:
        return went(url_for("life.desk", life_id=begun))
    return page("life/start.html", views.start_page(meetings.meeting(meeting_id), form), 422)


@may(Permission.SEE_LIFE, of="life_id")
def desk(life_id: int) -> Any:
    """Every step with its day and what is missing."""
    return page("life/desk.html", views.desk_page(queries.life(life_id)))


@may(Permission.PLAN_LIFE, of="life_id")
def plan(life_id: int) -> Any:
    """Another theme, and when the superior was told."""
    form = PlanForm()
    if form.carry_out(lambda: service.save_plan(act(), life_id, Plan(form.theme.data or "", form.told_on.data))):
        return went(url_for("life.desk", life_id=life_id))
    return page("life/desk.html", views.desk_page(queries.life(life_id), form), 422)


@may(Permission.PLAN_LIFE, of="life_id")
def letter(life_id: int) -> Any:
    """The written report to the superior, begun with time and theme."""
    form = MoveForm()
    begun = form.carry_out(lambda: letters.begin_letter(act(), queries.life(life_id), clock.now()))
    if begun:
        return went(url_for("papers.paper", paper_id=begun))
    return page("life/desk.html", views.desk_page(queries.life(life_id), refusals=sentences(form)), 422)
