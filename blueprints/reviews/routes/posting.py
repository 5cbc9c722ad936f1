"""公示 and objections, for whoever keeps the review and for everybody by the open link."""

from typing import Any

from flask import Blueprint, abort, request, url_for

from blueprints.reviews import letters, queries, service, views
from blueprints.reviews.forms import MoveForm, ObjectForm, ReceivedForm, SettleForm, post_form, settle_form
from blueprints.reviews.models import Review
from blueprints.reviews.pace import pace
from blueprints.reviews.routes.moves import sentences
from blueprints.reviews.service import Change, Said
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.journal import Act
from blueprints.shared.permissions import Permission, may, public
from domain.review import grades_of


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/reviews/<int:review_id>/posting", view_func=posting)
    add("/reviews/<int:review_id>/posting", view_func=post, methods=["POST"])
    add("/reviews/<int:review_id>/posting/paper", view_func=paper, methods=["POST"])
    add("/reviews/<int:review_id>/objections", view_func=receive, methods=["POST"])
    add("/objections/<int:objection_id>", view_func=settle, methods=["POST"])
    add("/postings/<string:token>", view_func=public_posting)
    add("/postings/<string:token>", view_func=object_by_link, methods=["POST"])
    add("/postings/<string:token>/thanks", view_func=thanks)


@may(Permission.KEEP_REVIEW, of="review_id")
def posting(review_id: int) -> Any:
    """The posting and the objections."""
    return page("reviews/posting.html", views.posting_page(queries.review(review_id)))


@may(Permission.KEEP_REVIEW, of="review_id")
def post(review_id: int) -> Any:
    """Post from today."""
    form = post_form(grades_of(queries.rule_of(queries.review(review_id))))
    days, shown = form.days.data or 0, form.shown.data or []
    if form.carry_out(lambda: service.post(act(), review_id, days, shown)):
        return _here(review_id)
    return page("reviews/posting.html", views.posting_page(queries.review(review_id), form=form), 422)


@may(Permission.KEEP_REVIEW, of="review_id")
def paper(review_id: int) -> Any:
    """The sheet for the notice board."""
    form = MoveForm()
    begun = form.carry_out(lambda: letters.begin_posting(act(), queries.review(review_id), clock.now()))
    if begun:
        return went(url_for("papers.paper", paper_id=begun))
    told = views.posting_page(queries.review(review_id), refusals=sentences(form))
    return page("reviews/posting.html", told, 422)


@may(Permission.KEEP_REVIEW, of="review_id")
def receive(review_id: int) -> Any:
    """An objection that came by letter or word of mouth."""
    form = ReceivedForm()
    said = Said(form.text.data or "", form.by_name.data or "", form.received_on.data)
    if form.carry_out(lambda: service.object_to(act(), review_id, said)):
        return _here(review_id)
    return page("reviews/posting.html", views.posting_page(queries.review(review_id), received=form), 422)


@may(Permission.KEEP_REVIEW, of="objection_id")
def settle(objection_id: int) -> Any:
    """What was found, and whose grade it changes."""
    found = queries.review(queries.objection(objection_id).review_id)
    review_id, form = found.id, settle_form(views.graded_people(found), grades_of(queries.rule_of(found)))
    if form.carry_out(lambda: service.settle(act(), objection_id, form.handling.data or "", _change(form))):
        return _here(review_id)
    told = views.posting_page(queries.review(review_id), settling={objection_id: form})
    return page("reviews/posting.html", told, 422)


def _change(form: SettleForm) -> Change | None:
    return Change(form.reviewed_id.data, form.grade.data or "") if form.reviewed_id.data else None


@public
def public_posting(token: str) -> Any:
    """What hangs there, for everybody."""
    return page("reviews/public.html", views.public_page(_by(token)))


@public
def object_by_link(token: str) -> Any:
    """An objection from anybody; who sends it is kept only where they wrote their name."""
    found = _by(token)
    review_id = found.id
    pace(request.remote_addr or "", review_id)
    form, own = ObjectForm(), act()
    said = Said(form.text.data or "", form.by_name.data or "")
    if form.carry_out(lambda: service.object_to(Act(None, own.at, own.once), review_id, said)):
        return went(url_for("reviews.thanks", token=token))
    return page("reviews/public.html", views.public_page(_by(token), form), 422)


@public
def thanks(token: str) -> Any:
    """The objection was taken."""
    return page("reviews/public.html", views.public_page(_by(token), thanks=True))


def _by(token: str) -> Review:
    return queries.posting_by(token) or abort(404)


def _here(review_id: int) -> Any:
    return went(url_for("reviews.posting", review_id=review_id))
