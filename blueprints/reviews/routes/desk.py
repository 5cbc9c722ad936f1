"""The whole way of a review: begun, looked at, the branch told."""

from typing import Any

from flask import Blueprint, url_for

from blueprints.meetings import queries as meetings
from blueprints.reviews import queries, service, views
from blueprints.reviews.forms import DayForm, begin_form
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from domain.review import Subject


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/review", view_func=desk_of)
    add("/meetings/<int:meeting_id>/review", view_func=begin, methods=["POST"])
    add("/reviews/<int:review_id>", view_func=desk)
    add("/reviews/<int:review_id>/mobilised", view_func=mobilise, methods=["POST"])


@may(Permission.SEE_REVIEW, of="meeting_id")
def desk_of(meeting_id: int) -> Any:
    """The meeting's review, or how it begins."""
    found = queries.of_meeting(meeting_id)
    if found:
        return went(url_for("reviews.desk", review_id=found.id))
    return page("reviews/start.html", views.start_page(meetings.meeting(meeting_id)))


@may(Permission.KEEP_REVIEW, of="meeting_id")
def begin(meeting_id: int) -> Any:
    """Begin the review."""
    meeting = meetings.meeting(meeting_id)
    form = begin_form(views.subjects_of(meeting))
    begun = form.carry_out(lambda: service.begin_review(act(), meeting_id, Subject(form.subject.data)))
    if begun:
        return went(url_for("reviews.desk", review_id=begun))
    return page("reviews/start.html", views.start_page(meetings.meeting(meeting_id), form), 422)


@may(Permission.SEE_REVIEW, of="review_id")
def desk(review_id: int) -> Any:
    """Every step with its day and what is missing."""
    return page("reviews/desk.html", views.desk_page(queries.review(review_id)))


@may(Permission.KEEP_REVIEW, of="review_id")
def mobilise(review_id: int) -> Any:
    """学习动员."""
    form = DayForm()
    if form.carry_out(lambda: service.mobilise(act(), review_id, form.on.data or clock.today())):
        return went(url_for("reviews.desk", review_id=review_id))
    return page("reviews/desk.html", views.desk_page(queries.review(review_id), form), 422)
