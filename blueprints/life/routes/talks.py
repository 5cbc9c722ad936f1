"""谈心谈话."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for
from flask_login import current_user

from blueprints.documents.routes import printed
from blueprints.life import prints, queries, service, views
from blueprints.life.forms import ConfirmForm, MoveForm, TalkForm, arrange_form
from blueprints.life.routes.moves import sentences
from blueprints.life.service import Words
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import Form, hall_time
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, allows, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/lives/<int:life_id>/talks", view_func=talks)
    add("/lives/<int:life_id>/talks", view_func=arrange, methods=["POST"])
    add("/talks/<int:talk_id>", view_func=talk)
    add("/talks/<int:talk_id>", view_func=write, methods=["POST"])
    add("/talks/<int:talk_id>/confirm", view_func=confirm, methods=["POST"])
    add("/talks/<int:talk_id>/signed", view_func=signed, methods=["POST"])
    add("/talks/<int:talk_id>/drop", view_func=drop_talk, methods=["POST"])
    add("/talks/<int:talk_id>/record.pdf", view_func=talk_pdf)


@may(Permission.SEE_LIFE, of="life_id")
def talks(life_id: int) -> Any:
    """The matrix, and one's own talks."""
    return page("life/talks.html", views.talks_page(queries.life(life_id)))


@may(Permission.ARRANGE_TALK, of="life_id")
def arrange(life_id: int) -> Any:
    """Note that two will talk."""
    found = queries.life(life_id)
    meeting, own = meetings.meeting(found.meeting_id), not allows(Permission.PLAN_LIFE)
    people = queries.people_of(meeting)
    form = arrange_form(people, queries.mine_of(meeting, current_user.id) if own else ())

    def carried() -> int:
        required = form.required.data == "yes"
        return service.arrange_talk(act(), life_id, form.talker_id.data, form.partner_id.data, required, own)

    begun = form.carry_out(carried)
    if begun:
        return went(url_for("life.talks", life_id=life_id) if not own else url_for("life.talk", talk_id=begun))
    return page("life/talks.html", views.talks_page(found, form), 422)


@may(Permission.SEE_TALK, of="talk_id")
def talk(talk_id: int) -> Any:
    """One talk."""
    return page("life/talk.html", views.talk_page(queries.talk(talk_id)))


@may(Permission.WRITE_TALK, of="talk_id")
def write(talk_id: int) -> Any:
    """Write down what was said."""
    form = TalkForm()
    if form.carry_out(lambda: service.save_talk(act(), talk_id, form.revision.data or 0, _words(form))):
        return went(url_for("life.talk", talk_id=talk_id))
    return page("life/talk.html", views.talk_page(queries.talk(talk_id), form), 422)


def _words(form: TalkForm) -> Words:
    return Words(
        begins_at=hall_time(form.begins_at),
        place=form.place.data or "",
        strengths=form.strengths.data or "",
        problems=form.problems.data or "",
        opinions=form.opinions.data or "",
        agreed=form.agreed.data or "",
        follow_up=form.follow_up.data or "",
    )


@may(Permission.WRITE_TALK, of="talk_id")
def confirm(talk_id: int) -> Any:
    """Stand for what is written."""
    form = ConfirmForm()
    return _moved(talk_id, form, lambda: service.confirm_talk(act(), talk_id, form.revision.data or 0))


@may(Permission.PLAN_LIFE, of="talk_id")
def signed(talk_id: int) -> Any:
    """The print signed by both came in."""
    form = ConfirmForm()
    return _moved(talk_id, form, lambda: service.sign_talk_on_paper(act(), talk_id, form.revision.data or 0))


@may(Permission.SEE_TALK, of="talk_id")
def drop_talk(talk_id: int) -> Any:
    """Take away a talk that nobody has confirmed."""
    life_id, form = queries.talk(talk_id).life_id, MoveForm()
    if form.carry_out(lambda: service.drop_talk(act(), talk_id)):
        return went(url_for("life.talks", life_id=life_id))
    return page("life/talk.html", views.talk_page(queries.talk(talk_id), refusals=sentences(form)), 422)


def _moved(talk_id: int, form: Form, verb: Callable[[], int]) -> Any:
    if form.carry_out(verb):
        return went(url_for("life.talk", talk_id=talk_id))
    return page("life/talk.html", views.talk_page(queries.talk(talk_id), refusals=sentences(form)), 422)


@may(Permission.SEE_TALK, of="talk_id")
def talk_pdf(talk_id: int) -> Any:
    """谈心谈话记录表."""
    return printed("talk_record", prints.talk_record_page(queries.talk(talk_id), clock.now()))
