"""The addresses of collections: the open link, the desk of whoever keeps one, the feedback."""

import secrets
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask_login import current_user
from werkzeug.exceptions import TooManyRequests

from blueprints.consultation import prints, queries, service, views
from blueprints.consultation.forms import IssuedForm, MoveForm, OpenForm, OpinionForm, SortForm, opinion_form, texts_of
from blueprints.consultation.models import Collection, Source
from blueprints.consultation.pace import pace
from blueprints.documents.routes import printed
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.paging import page_number
from blueprints.shared.permissions import Permission, may, public
from domain.words import Refusal

blueprint = Blueprint("consultation", __name__)


@blueprint.route("/opinion-forms/<string:token>")
@public
def fill(token: str) -> Any:
    """The form by the open link; who opens or sends it is noted nowhere."""
    return page("consultation/fill.html", views.fill_page(_by(token), _fresh(_by(token)), _signed_in()))


@blueprint.route("/opinion-forms/<string:token>", methods=["POST"])
@public
def give(token: str) -> Any:
    """Take the form."""
    found = _by(token)
    form = opinion_form(found.subjects)
    try:
        taken = _taken(found, form, paper=False)
    except TooManyRequests:
        form.refuse(Refusal("填写的人较多，请过几分钟再提交，内容还在下面。"))
        return page("consultation/fill.html", views.fill_page(found, form, _signed_in()), 429)
    if taken:
        return went(url_for("consultation.thanks", token=token))
    return page("consultation/fill.html", views.fill_page(found, form, _signed_in()), 422)


@blueprint.route("/opinion-forms/<string:token>/thanks")
@public
def thanks(token: str) -> Any:
    """The form was taken."""
    return page("consultation/thanks.html", views.thanks_page(_by(token)))


def _by(token: str) -> Collection:
    return queries.by_token(token) or abort(404)


def _fresh(found: Collection) -> OpinionForm:
    return opinion_form(found.subjects, formdata=None, nonce=secrets.token_hex(12))


def _signed_in() -> bool:
    return bool(current_user.is_authenticated)


def _taken(found: Collection, form: OpinionForm, paper: bool) -> bool:
    def carried() -> bool:
        texts = texts_of(form, found.subjects)
        if not paper:
            pace(request.remote_addr or "", found.id)
        service.give(found.token, form.nonce.data or "", Source(form.source.data), texts, clock.now(), paper)
        return True

    return form.carry_out(carried) is True


@blueprint.route("/meetings/<int:meeting_id>/collection")
@may(Permission.KEEP_OPINIONS, of="meeting_id")
def desk(meeting_id: int) -> Any:
    """The meeting's collection, or how to begin one."""
    return page("consultation/desk.html", views.collection_page(meeting_id, current_user.id, _cut()))


def _cut() -> views.Cut:
    """Which of the opinions the viewer looks at, also when a form among them is sent."""
    showing = request.values.get("show", "")
    return views.Cut(page_number(), showing if showing == views.UNSORTED else "")


@blueprint.route("/meetings/<int:meeting_id>/collection", methods=["POST"])
@may(Permission.KEEP_OPINIONS, of="meeting_id")
def begin(meeting_id: int) -> Any:
    """Begin to ask."""
    form = OpenForm()
    if form.carry_out(lambda: service.open_collection(act(), meeting_id, form.until.data)):
        return _back(meeting_id)
    return page("consultation/desk.html", views.collection_page(meeting_id, current_user.id, open_form=form), 422)


@blueprint.route("/collections/<int:collection_id>/paper")
@may(Permission.KEEP_OPINIONS, of="collection_id")
def type_in(collection_id: int) -> Any:
    """A paper form to be typed in."""
    found = queries.collection(collection_id)
    return page("consultation/fill.html", views.fill_page(found, _fresh(found), True, typed_in=True))


@blueprint.route("/collections/<int:collection_id>/paper", methods=["POST"])
@may(Permission.KEEP_OPINIONS, of="collection_id")
def take_paper(collection_id: int) -> Any:
    """Take a paper form, and offer the next."""
    found = queries.collection(collection_id)
    form = opinion_form(found.subjects)
    if _taken(found, form, paper=True):
        return went(url_for("consultation.type_in", collection_id=collection_id))
    return page("consultation/fill.html", views.fill_page(found, form, True, typed_in=True), 422)


@blueprint.route("/collections/<int:collection_id>/issued", methods=["POST"])
@may(Permission.KEEP_OPINIONS, of="collection_id")
def issued(collection_id: int) -> Any:
    """How many paper forms were given out."""
    form, meeting_id = IssuedForm(), queries.collection(collection_id).meeting_id
    if form.carry_out(lambda: service.count_issued(act(), collection_id, form.issued.data or 0)):
        return _back(meeting_id)
    return page("consultation/desk.html", views.collection_page(meeting_id, current_user.id, issued_form=form), 422)


@blueprint.route("/collections/<int:collection_id>/close", methods=["POST"])
@may(Permission.KEEP_OPINIONS, of="collection_id")
def close(collection_id: int) -> Any:
    """No more opinions."""
    return _moved(collection_id, MoveForm(), lambda: service.close(act(), collection_id) or True)


@blueprint.route("/collections/<int:collection_id>/scrub", methods=["POST"])
@may(Permission.KEEP_OPINIONS, of="collection_id")
def scrub(collection_id: int) -> Any:
    """Remove the order once more, where somebody's reading was in the way."""
    return _moved(collection_id, MoveForm(), lambda: service.scrub(collection_id) or True)


@blueprint.route("/collections/<int:collection_id>/release", methods=["POST"])
@may(Permission.KEEP_OPINIONS, of="collection_id")
def release(collection_id: int) -> Any:
    """Hand the opinions on."""
    return _moved(collection_id, MoveForm(), lambda: service.release(act(), collection_id))


@blueprint.route("/collections/<int:collection_id>/sort", methods=["POST"])
@may(Permission.KEEP_OPINIONS, of="collection_id")
def sort(collection_id: int) -> Any:
    """Put one opinion under a theme."""
    form = SortForm()

    def carried() -> int:
        return service.sort(
            act(), collection_id, form.number.data or "", form.theme.data or "", form.handling.data or ""
        )

    return _moved(collection_id, form, carried, f"opinion-{form.number.data}")


def _moved(collection_id: int, form: Form, verb: Any, anchor: str | None = None) -> Any:
    meeting_id = queries.collection(collection_id).meeting_id
    if form.carry_out(verb):
        return went(views.address_of(meeting_id, _cut(), anchor)) if anchor else _back(meeting_id)
    said = [*form.form_errors, *(errors[0] for name, errors in form.errors.items() if name and errors)]
    return page(
        "consultation/desk.html", views.collection_page(meeting_id, current_user.id, _cut(), refusals=said), 422
    )


def _back(meeting_id: int) -> Any:
    return went(url_for("consultation.desk", meeting_id=meeting_id))


@blueprint.route("/collections/<int:collection_id>/mine")
@may(Permission.SEE_LIFE, of="collection_id")
def mine(collection_id: int) -> Any:
    """What was said of the viewer and of the body, once it was handed on."""
    return page("consultation/mine.html", views.mine_page(queries.collection(collection_id), current_user.id))


@blueprint.route("/collections/<int:collection_id>/form.pdf")
@may(Permission.SEE_LIFE, of="collection_id")
def form_pdf(collection_id: int) -> Any:
    """征求意见表 to print."""
    return printed("opinion_form", prints.form_page(queries.collection(collection_id), clock.now()))


@blueprint.route("/collections/<int:collection_id>/summary.pdf")
@may(Permission.KEEP_OPINIONS, of="collection_id")
def summary_pdf(collection_id: int) -> Any:
    """征求意见汇总表."""
    found = prints.summary_page(queries.collection(collection_id), current_user.id, clock.now())
    return printed("opinion_summary", found)


@blueprint.route("/subjects/<int:subject_id>/feedback.pdf")
@may(Permission.READ_FEEDBACK, of="subject_id")
def feedback_pdf(subject_id: int) -> Any:
    """What was said on one subject, for who it is about."""
    own = queries.subject(subject_id)
    return printed("opinion_summary", prints.feedback_page(queries.collection(own.collection_id), own, clock.now()))
