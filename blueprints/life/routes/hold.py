"""The record of a life meeting while it is held."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for

from blueprints.life import queries, service, views
from blueprints.life.forms import CommentForm, MoveForm, SaidForm, TurnForm, criticism_form
from blueprints.life.models import Comment, Criticism
from blueprints.life.routes.moves import seen_revision, sentences
from blueprints.life.service import Said
from blueprints.meetings.queries import Expected
from blueprints.shared.acting import act
from blueprints.shared.db import db
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/hold", view_func=hold_of)
    add("/lives/<int:life_id>/hold", view_func=hold)
    add("/lives/<int:life_id>/hold", view_func=said, methods=["POST"])
    add("/lives/<int:life_id>/turns", view_func=refresh, methods=["POST"])
    add("/turns/<int:turn_id>", view_func=turn, methods=["POST"])
    add("/turns/<int:turn_id>/criticisms", view_func=criticise, methods=["POST"])
    add("/criticisms/<int:criticism_id>/drop", view_func=drop_criticism, methods=["POST"])
    add("/lives/<int:life_id>/comments", view_func=comment, methods=["POST"])
    add("/comments/<int:comment_id>/drop", view_func=drop_comment, methods=["POST"])


@may(Permission.WRITE_LIFE, of="meeting_id")
def hold_of(meeting_id: int) -> Any:
    """The record of the meeting's turns, from the hall; where nothing was prepared, to where it begins."""
    found = queries.of_meeting(meeting_id)
    return went(url_for("life.hold", life_id=found.id) if found else url_for("life.desk_of", meeting_id=meeting_id))


@may(Permission.WRITE_LIFE, of="life_id")
def hold(life_id: int) -> Any:
    """What was said so far, and where to write the rest."""
    return page("life/hold.html", views.hold_page(queries.life(life_id)))


@may(Permission.WRITE_LIFE, of="life_id")
def said(life_id: int) -> Any:
    """What was reported, examined and summed up."""
    form = SaidForm()

    def carried() -> int:
        words = {one: form[one].data or "" for one in Said.__dataclass_fields__}
        return service.save_said(act(), life_id, seen_revision(), Said(**words))

    if form.carry_out(carried):
        return _back(life_id)
    return page("life/hold.html", views.hold_page(queries.life(life_id), said=form), 422)


@may(Permission.WRITE_LIFE, of="life_id")
def refresh(life_id: int) -> Any:
    """The order of speaking as the roll stands now."""
    return _moved(life_id, lambda: service.refresh_turns(act(), life_id))


@may(Permission.WRITE_LIFE, of="turn_id")
def turn(turn_id: int) -> Any:
    """What a person said of themself."""
    form, life_id = TurnForm(), queries.turn(turn_id).life_id
    words = (form.self_criticism.data or "", form.statement.data or "")
    if form.carry_out(lambda: service.save_turn(act(), turn_id, seen_revision(), *words)):
        return _back(life_id, turn_id)
    return page("life/hold.html", views.hold_page(queries.life(life_id), turns={turn_id: form}), 422)


@may(Permission.WRITE_LIFE, of="turn_id")
def criticise(turn_id: int) -> Any:
    """What another said to the person."""
    own = queries.turn(turn_id)
    found = queries.life(own.life_id)
    others = [Expected(one.member_id, one.name, one.office) for one in found.turns if one.id != turn_id]
    form = criticism_form(others)

    def carried() -> int:
        return service.add_criticism(act(), turn_id, form.by_id.data, form.text.data or "", form.response.data or "")

    if form.carry_out(carried):
        return _back(found.id, turn_id)
    return page("life/hold.html", views.hold_page(found, criticisms={turn_id: form}), 422)


@may(Permission.WRITE_LIFE, of="criticism_id")
def drop_criticism(criticism_id: int) -> Any:
    """Take away what was noted down by mistake."""
    own = queries.turn(db.session.get_one(Criticism, criticism_id).turn_id)
    return _moved(own.life_id, lambda: service.drop_criticism(act(), criticism_id), own.id)


@may(Permission.WRITE_LIFE, of="life_id")
def comment(life_id: int) -> Any:
    """What somebody from above said."""
    form = CommentForm()
    if form.carry_out(lambda: service.add_comment(act(), life_id, form.speaker.data or "", form.text.data or "")):
        return _back(life_id)
    return page("life/hold.html", views.hold_page(queries.life(life_id), comment=form), 422)


@may(Permission.WRITE_LIFE, of="comment_id")
def drop_comment(comment_id: int) -> Any:
    """Take away what was noted down by mistake."""
    life_id = db.session.get_one(Comment, comment_id).life_id
    return _moved(life_id, lambda: service.drop_comment(act(), comment_id))


def _moved(life_id: int, verb: Callable[[], int], turn_id: int | None = None) -> Any:
    form = MoveForm()
    if form.carry_out(verb):
        return _back(life_id, turn_id)
    return page("life/hold.html", views.hold_page(queries.life(life_id), refusals=sentences(form)), 422)


def _back(life_id: int, turn_id: int | None = None) -> Any:
    return went(url_for("life.hold", life_id=life_id, _anchor=f"turn-{turn_id}" if turn_id else None))
