"""Who is reviewed, and the ballots on which their names stand."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for

from blueprints.reviews import queries, service, views
from blueprints.reviews.forms import BallotForm, MoveForm, NamesForm, NoteForm, group_ballot_form
from blueprints.reviews.routes.moves import sentences
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/reviews/<int:review_id>/people", view_func=people)
    add("/reviews/<int:review_id>/people", view_func=add_people, methods=["POST"])
    add("/reviews/<int:review_id>/list", view_func=renew, methods=["POST"])
    add("/reviews/<int:review_id>/ballots", view_func=propose, methods=["POST"])
    add("/reviews/<int:review_id>/divide", view_func=divide, methods=["POST"])
    add("/reviews/<int:review_id>/join", view_func=join, methods=["POST"])
    add("/review-groups/<int:review_group_id>/ballots", view_func=propose_in_group, methods=["POST"])
    add("/reviewed/<int:reviewed_id>/note", view_func=note, methods=["POST"])
    add("/reviewed/<int:reviewed_id>/drop", view_func=drop, methods=["POST"])


@may(Permission.KEEP_REVIEW, of="review_id")
def people(review_id: int) -> Any:
    """The list."""
    return page("reviews/people.html", views.people_page(queries.review(review_id)))


@may(Permission.KEEP_REVIEW, of="review_id")
def add_people(review_id: int) -> Any:
    """More people by name."""
    form = NamesForm()
    if form.carry_out(lambda: service.add_people(act(), review_id, form.listed)):
        return _here(review_id)
    return page("reviews/people.html", views.people_page(queries.review(review_id), form), 422)


@may(Permission.KEEP_REVIEW, of="review_id")
def renew(review_id: int) -> Any:
    """The list anew from the roster."""
    return _moved(review_id, MoveForm(), lambda: service.list_people(act(), review_id))


@may(Permission.KEEP_REVIEW, of="review_id")
def propose(review_id: int) -> Any:
    """Draft one of the two ballots, and to its page."""
    form = BallotForm()
    poll_id = form.carry_out(lambda: service.propose_ballot(act(), review_id, form.which.data))
    if poll_id:
        return went(url_for("polls.show", poll_id=poll_id))
    return page("reviews/people.html", views.people_page(queries.review(review_id), None, sentences(form)), 422)


@may(Permission.KEEP_REVIEW, of="review_id")
def divide(review_id: int) -> Any:
    """分党小组互评."""
    return _moved(review_id, MoveForm(), lambda: service.divide(act(), review_id))


@may(Permission.KEEP_REVIEW, of="review_id")
def join(review_id: int) -> Any:
    """全支部一起互评."""
    return _moved(review_id, MoveForm(), lambda: service.join(act(), review_id))


@may(Permission.KEEP_REVIEW, of="review_group_id")
def propose_in_group(review_group_id: int) -> Any:
    """Draft a group's ballot, and to its page."""
    group = queries.review_group(review_group_id)
    form, review_id = group_ballot_form(queries.meetings_for(group)), group.review_id
    poll_id = form.carry_out(lambda: service.propose_group_ballot(act(), review_group_id, form.meeting_id.data))
    if poll_id:
        return went(url_for("polls.show", poll_id=poll_id))
    return page("reviews/people.html", views.people_page(queries.review(review_id), None, sentences(form)), 422)


@may(Permission.KEEP_REVIEW, of="reviewed_id")
def note(reviewed_id: int) -> Any:
    """How somebody who is away takes part."""
    form, review_id = NoteForm(), queries.reviewed(reviewed_id).review_id
    return _moved(review_id, form, lambda: service.note_person(act(), reviewed_id, form.note.data or ""), reviewed_id)


@may(Permission.KEEP_REVIEW, of="reviewed_id")
def drop(reviewed_id: int) -> Any:
    """Somebody off the list."""
    review_id = queries.reviewed(reviewed_id).review_id
    return _moved(review_id, MoveForm(), lambda: service.drop_person(act(), reviewed_id))


def _moved(review_id: int, form: Form, verb: Callable[[], int], anchor: int | None = None) -> Any:
    if form.carry_out(verb):
        return _here(review_id, f"person-{anchor}" if anchor else None)
    return page("reviews/people.html", views.people_page(queries.review(review_id), None, sentences(form)), 422)


def _here(review_id: int, anchor: str | None = None) -> Any:
    return went(url_for("reviews.people", review_id=review_id, _anchor=anchor))
