"""会前学习."""

from typing import Any

from flask import Blueprint, url_for

from blueprints.life import queries, service, views
from blueprints.life.forms import MoveForm, study_form
from blueprints.life.models import Study
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.db import db
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/lives/<int:life_id>/studies", view_func=studies)
    add("/lives/<int:life_id>/studies", view_func=add_study, methods=["POST"])
    add("/studies/<int:study_id>/drop", view_func=drop_study, methods=["POST"])


@may(Permission.SEE_LIFE, of="life_id")
def studies(life_id: int) -> Any:
    """What was studied."""
    return page("life/studies.html", views.studies_page(queries.life(life_id)))


@may(Permission.PLAN_LIFE, of="life_id")
def add_study(life_id: int) -> Any:
    """Note down a study."""
    found = queries.life(life_id)
    form = study_form(queries.people_of(meetings.meeting(found.meeting_id)))

    def carried() -> int:
        return service.add_study(
            act(), life_id, form.held_on.data or clock.today(), form.what.data or "", form.present.data or []
        )

    if form.carry_out(carried):
        return went(url_for("life.studies", life_id=life_id))
    return page("life/studies.html", views.studies_page(found, form), 422)


@may(Permission.PLAN_LIFE, of="study_id")
def drop_study(study_id: int) -> Any:
    """Take a study away."""
    life_id, form = db.session.get_one(Study, study_id).life_id, MoveForm()
    form.carry_out(lambda: service.drop_study(act(), study_id))
    return went(url_for("life.studies", life_id=life_id))
