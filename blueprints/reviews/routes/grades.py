"""定格, and the summary that is printed of it."""

from typing import Any

from flask import Blueprint, abort, url_for

from blueprints.documents.routes import printed
from blueprints.reviews import prints, queries, service, views
from blueprints.reviews.forms import MoveForm, ReasonForm, grades_form, opinions_of
from blueprints.reviews.routes.moves import sentences
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, allows, may
from domain.review import grades_of


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/reviews/<int:review_id>/grades", view_func=grades)
    add("/reviews/<int:review_id>/grades", view_func=save, methods=["POST"])
    add("/reviews/<int:review_id>/fixed", view_func=fix, methods=["POST"])
    add("/reviews/<int:review_id>/reopened", view_func=reopen, methods=["POST"])
    add("/reviews/<int:review_id>/summary.pdf", view_func=summary)


@may(Permission.KEEP_REVIEW, of="review_id")
def grades(review_id: int) -> Any:
    """Everybody with both tallies."""
    return page("reviews/grades.html", views.grades_page(queries.review(review_id)))


@may(Permission.KEEP_REVIEW, of="review_id")
def save(review_id: int) -> Any:
    """All grades and opinions at once."""
    found = queries.review(review_id)
    people = views.graded_people(found)
    form = grades_form(people, grades_of(queries.rule_of(found)))
    given = opinions_of(form, people)
    seen, reason = form.revision.data or 0, form.cap_reason.data or ""
    if form.carry_out(lambda: service.save_grades(act(), review_id, seen, given, reason)):
        return _here(review_id)
    return page("reviews/grades.html", views.grades_page(queries.review(review_id), form), 422)


@may(Permission.KEEP_REVIEW, of="review_id")
def fix(review_id: int) -> Any:
    """定格."""
    form = MoveForm()
    if form.carry_out(lambda: service.fix(act(), review_id)):
        return _here(review_id)
    told = views.grades_page(queries.review(review_id), refusals=sentences(form))
    return page("reviews/grades.html", told, 422)


@may(Permission.KEEP_REVIEW, of="review_id")
def reopen(review_id: int) -> Any:
    """Take the fixing back before anybody learned of it."""
    form = ReasonForm()
    if form.carry_out(lambda: service.reopen(act(), review_id, form.reason.data or "")):
        return _here(review_id)
    return page("reviews/grades.html", views.grades_page(queries.review(review_id), reopening=form), 422)


@may(Permission.SEE_GRADES, of="review_id")
def summary(review_id: int) -> Any:
    """民主评议汇总表; the superior gets it once the grades may be told."""
    found = queries.review(review_id)
    if not allows(Permission.KEEP_REVIEW) and not queries.can_be_told(found, clock.today()):
        abort(404)
    return printed("grading_summary", prints.summary_page(found, clock.now()))


def _here(review_id: int) -> Any:
    return went(url_for("reviews.grades", review_id=review_id))
