"""自评、述职: one's own, somebody's from paper, and all of them for those who meet."""

from typing import Any

from flask import Blueprint, url_for
from flask_login import current_user

from blueprints.reviews import queries, service, views
from blueprints.reviews.forms import SelfForm
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/reviews/<int:review_id>/self-reviews", view_func=selves)
    add("/reviewed/<int:reviewed_id>/self-review", view_func=own)
    add("/reviewed/<int:reviewed_id>/self-review", view_func=write, methods=["POST"])


@may(Permission.SEE_SELF_REVIEWS, of="review_id")
def selves(review_id: int) -> Any:
    """What everybody said of themselves."""
    return page("reviews/selves.html", views.selves_page(queries.review(review_id)))


@may(Permission.WRITE_SELF_REVIEW, of="reviewed_id")
def own(reviewed_id: int) -> Any:
    """One's own, or somebody's to type in from paper."""
    return page("reviews/self.html", views.self_page(queries.reviewed(reviewed_id)))


@may(Permission.WRITE_SELF_REVIEW, of="reviewed_id")
def write(reviewed_id: int) -> Any:
    """Hand it in; what the secretary types in for somebody came on paper."""
    form, row = SelfForm(), queries.reviewed(reviewed_id)
    review_id = row.review_id
    mine = reviewed_id in {one.id for one in queries.mine_of(queries.review(review_id), current_user.id)}
    if form.carry_out(lambda: service.write_self(act(), reviewed_id, form.text.data or "", not mine)):
        place = "reviews.desk" if mine else "reviews.people"
        return went(url_for(place, review_id=review_id))
    return page("reviews/self.html", views.self_page(queries.reviewed(reviewed_id), form), 422)
