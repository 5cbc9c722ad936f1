"""反馈、表扬、处置、备案, and everybody's own grade."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for

from blueprints.reviews import letters, queries, service, views
from blueprints.reviews.forms import DayForm, FiledForm, MoveForm, dispose_form
from blueprints.reviews.routes.moves import sentences
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/reviews/<int:review_id>/after", view_func=after)
    add("/reviews/<int:review_id>/praise", view_func=praise, methods=["POST"])
    add("/reviews/<int:review_id>/filed", view_func=filed, methods=["POST"])
    add("/reviewed/<int:reviewed_id>/signed", view_func=signed, methods=["POST"])
    add("/reviewed/<int:reviewed_id>/disposal", view_func=dispose, methods=["POST"])
    add("/reviewed/<int:reviewed_id>/talk", view_func=talk, methods=["POST"])
    add("/reviewed/<int:reviewed_id>/grade", view_func=grade)
    add("/reviewed/<int:reviewed_id>/grade", view_func=confirm, methods=["POST"])


@may(Permission.KEEP_REVIEW, of="review_id")
def after(review_id: int) -> Any:
    """What follows the grades, and what of it is done."""
    return page("reviews/after.html", views.after_page(queries.review(review_id)))


@may(Permission.KEEP_REVIEW, of="review_id")
def praise(review_id: int) -> Any:
    """The letter that asks the superior to praise."""
    form = MoveForm()
    begun = form.carry_out(lambda: letters.begin_praise(act(), queries.review(review_id), clock.now()))
    if begun:
        return went(url_for("papers.paper", paper_id=begun))
    return page("reviews/after.html", views.after_page(queries.review(review_id), refusals=sentences(form)), 422)


@may(Permission.KEEP_REVIEW, of="review_id")
def filed(review_id: int) -> Any:
    """报备案."""
    form = FiledForm()
    if form.carry_out(lambda: service.file(act(), review_id, form.on.data or clock.today(), form.to.data or "")):
        return _here(review_id, "filing")
    return page("reviews/after.html", views.after_page(queries.review(review_id), filed=form), 422)


@may(Permission.KEEP_REVIEW, of="reviewed_id")
def signed(reviewed_id: int) -> Any:
    """The signed print came in."""
    return _moved(reviewed_id, MoveForm(), lambda: service.sign_on_paper(act(), reviewed_id), "told")


@may(Permission.KEEP_REVIEW, of="reviewed_id")
def dispose(reviewed_id: int) -> Any:
    """Which way a meeting decided."""
    form = dispose_form(queries.disposals_of(queries.reviewed(reviewed_id)))
    return _moved(reviewed_id, form, lambda: service.dispose(act(), reviewed_id, form.poll_id.data or 0), "disposal")


@may(Permission.KEEP_REVIEW, of="reviewed_id")
def talk(reviewed_id: int) -> Any:
    """Somebody talked with them."""
    form = DayForm()
    return _moved(
        reviewed_id, form, lambda: service.talk(act(), reviewed_id, form.on.data or clock.today()), "disposal"
    )


def _moved(reviewed_id: int, form: Form, verb: Callable[[], int], anchor: str) -> Any:
    review_id = queries.reviewed(reviewed_id).review_id
    if form.carry_out(verb):
        return _here(review_id, anchor)
    told = views.after_page(queries.review(review_id), own={reviewed_id: form}, refusals=sentences(form))
    return page("reviews/after.html", told, 422)


@may(Permission.READ_GRADE, of="reviewed_id")
def grade(reviewed_id: int) -> Any:
    """What was found of the viewer."""
    return page("reviews/grade.html", views.grade_page(queries.reviewed(reviewed_id)))


@may(Permission.READ_GRADE, of="reviewed_id")
def confirm(reviewed_id: int) -> Any:
    """已知悉."""
    form = MoveForm()
    if form.carry_out(lambda: service.confirm_read(act(), reviewed_id)):
        return went(url_for("reviews.grade", reviewed_id=reviewed_id))
    return page("reviews/grade.html", views.grade_page(queries.reviewed(reviewed_id), form), 422)


def _here(review_id: int, anchor: str) -> Any:
    return went(url_for("reviews.after", review_id=review_id, _anchor=anchor))
