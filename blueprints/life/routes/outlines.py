"""班子对照检查材料、个人发言提纲."""

from typing import Any

from flask import Blueprint, abort, request, url_for
from flask_login import current_user

from blueprints.documents.routes import printed
from blueprints.life import prints, queries, service, views
from blueprints.life.forms import MoveForm, OutlineForm, ReviewForm
from blueprints.life.routes.moves import sentences
from blueprints.life.service.outlines import Upload
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from blueprints.shared.scans import shown


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/lives/<int:life_id>/outlines", view_func=outlines)
    add("/lives/<int:life_id>/outlines", view_func=begin_own, methods=["POST"])
    add("/lives/<int:life_id>/body-check", view_func=begin_body, methods=["POST"])
    add("/outlines/<int:outline_id>", view_func=outline)
    add("/outlines/<int:outline_id>", view_func=write_outline, methods=["POST"])
    add("/outlines/<int:outline_id>/submit", view_func=submit, methods=["POST"])
    add("/outlines/<int:outline_id>/review", view_func=review, methods=["POST"])
    add("/outlines/<int:outline_id>/file", view_func=outline_file)
    add("/outlines/<int:outline_id>/outline.pdf", view_func=outline_pdf)


@may(Permission.SEE_LIFE, of="life_id")
def outlines(life_id: int) -> Any:
    """Whose is how far."""
    return page("life/outlines.html", views.outlines_page(queries.life(life_id)))


@may(Permission.ARRANGE_TALK, of="life_id")
def begin_own(life_id: int) -> Any:
    """One's own outline, its next version where it was returned."""
    found = queries.life(life_id)
    own = queries.mine_of(meetings.meeting(found.meeting_id), current_user.id)
    return _begun(life_id, own[0].member_id if own else 0)


@may(Permission.PLAN_LIFE, of="life_id")
def begin_body(life_id: int) -> Any:
    """The body's, its next version where it was returned."""
    return _begun(life_id, None)


def _begun(life_id: int, member_id: int | None) -> Any:
    form = MoveForm()
    begun = form.carry_out(lambda: service.begin_outline(act(), life_id, member_id))
    if begun:
        return went(url_for("life.outline", outline_id=begun))
    return page("life/outlines.html", views.outlines_page(queries.life(life_id), sentences(form)), 422)


@may(Permission.SEE_OUTLINE, of="outline_id")
def outline(outline_id: int) -> Any:
    """One version."""
    return page("life/outline.html", views.outline_page(queries.outline(outline_id)))


@may(Permission.WRITE_OUTLINE, of="outline_id")
def write_outline(outline_id: int) -> Any:
    """Keep what was written; with 提交 it is handed in at once, so that nothing typed is lost."""
    form, hands_in = OutlineForm(), "submit" in request.form

    def carried() -> int:
        text, seen = form.text.data or "", form.revision.data or 0
        return service.save_outline(act(), outline_id, seen, text, _upload(form), hands_in)

    if form.carry_out(carried):
        return went(url_for("life.outline", outline_id=outline_id))
    return page("life/outline.html", views.outline_page(queries.outline(outline_id), form), 422)


def _upload(form: OutlineForm) -> Upload | None:
    sent = form.file.data
    content = sent.read() if sent and sent.filename else b""
    return Upload(sent.filename, content) if content else None


@may(Permission.WRITE_OUTLINE, of="outline_id")
def submit(outline_id: int) -> Any:
    """Hand in what was saved."""
    form = MoveForm()
    if form.carry_out(lambda: service.submit_outline(act(), outline_id)):
        return went(url_for("life.outline", outline_id=outline_id))
    return page("life/outline.html", views.outline_page(queries.outline(outline_id)), 422)


@may(Permission.REVIEW_OUTLINE, of="outline_id")
def review(outline_id: int) -> Any:
    """Pass it, or return it."""
    form = ReviewForm()
    passed = form.passed.data == "yes"
    if form.carry_out(lambda: service.review_outline(act(), outline_id, passed, form.note.data or "")):
        return went(url_for("life.outline", outline_id=outline_id))
    return page("life/outline.html", views.outline_page(queries.outline(outline_id), review=form), 422)


@may(Permission.SEE_OUTLINE, of="outline_id")
def outline_file(outline_id: int) -> Any:
    """The file that was uploaded."""
    found = queries.outline(outline_id)
    if not found.content:
        abort(404)
    return shown(found.content, found.filename)


@may(Permission.SEE_OUTLINE, of="outline_id")
def outline_pdf(outline_id: int) -> Any:
    """What was written, printed."""
    return printed("self_check", prints.self_check_page(queries.outline(outline_id), clock.now()))
