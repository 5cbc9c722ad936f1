"""The documents' addresses: lists, the draft, its way to the confirmed version, its files."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, request, url_for

from blueprints.documents import queries as documents
from blueprints.documents.kinds import KINDS
from blueprints.documents.press import Enclosure
from blueprints.documents.routes import printed
from blueprints.documents.word import DOCX, WORDS, marked_draft
from blueprints.meetings import queries as meetings
from blueprints.papers import queries, service, views
from blueprints.papers.drafts import AT_ONCE, DRAFTS
from blueprints.papers.fields import filled, form_of
from blueprints.papers.forms import BeginForm, CorrectForm, MoveForm
from blueprints.papers.models import CONFIRMED, Paper
from blueprints.shared.acting import act
from blueprints.shared.db import db
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, allows, may
from domain.words import Refusal

blueprint = Blueprint("papers", __name__)


@blueprint.route("/meetings/<int:meeting_id>/papers")
@may(Permission.SEE_MINUTES, of="meeting_id")
def of_meeting(meeting_id: int) -> Any:
    """The documents of a meeting."""
    return page("papers/meeting.html", views.meeting_papers_page(meeting_id, BeginForm(formdata=None)))


@blueprint.route("/organisations/<int:organisation_id>/papers")
@may(Permission.SEE_PAPERS, of="organisation_id")
def of_office(organisation_id: int) -> Any:
    """The documents of an organisation, and its blank forms."""
    return page("papers/office.html", views.office_papers_page(organisation_id, BeginForm(formdata=None)))


@blueprint.route("/meetings/<int:meeting_id>/papers", methods=["POST"])
@may(Permission.WRITE_PAPERS, of="meeting_id")
def begin_of_meeting(meeting_id: int) -> Any:
    """Begin a document of the meeting."""
    form, organisation_id = BeginForm(), meetings.meeting(meeting_id).organisation_id
    kind, about = form.kind.data or "", _about(form)
    if kind in AT_ONCE and not allows(Permission.CONFIRM_PAPERS):
        abort(403)
    begun = form.carry_out(lambda: service.begin(act(), kind, organisation_id, meeting_id, about))
    if begun:
        return went(url_for("papers.paper", paper_id=begun))
    return page("papers/meeting.html", views.meeting_papers_page(meeting_id, form), 422)


def _about(form: BeginForm) -> str:
    """What was chosen, as far as the column takes; whether it is a choice is for the verb to say."""
    return (form.about.data or "")[:20]


@blueprint.route("/organisations/<int:organisation_id>/papers", methods=["POST"])
@may(Permission.WRITE_PAPERS, of="organisation_id")
def begin_of_office(organisation_id: int) -> Any:
    """Begin a document of the organisation."""
    form = BeginForm()
    begun = form.carry_out(lambda: service.begin(act(), form.kind.data or "", organisation_id, None, _about(form)))
    if begun:
        return went(url_for("papers.paper", paper_id=begun))
    return page("papers/office.html", views.office_papers_page(organisation_id, form), 422)


@blueprint.route("/papers/<int:paper_id>")
@may(Permission.SEE_MINUTES, of="paper_id")
def paper(paper_id: int) -> Any:
    """The draft in its form, or the confirmed version with its proof."""
    found = _seen(paper_id)
    if found.state == CONFIRMED:
        return page("papers/confirmed.html", views.confirmed_page(found))
    return page("papers/draft.html", views.draft_page(found, saved="saved" in request.args))


def _seen(paper_id: int) -> Paper:
    """The version; a draft is there only for those who write it."""
    found = queries.paper(paper_id)
    if found.state != CONFIRMED and not allows(Permission.WRITE_PAPERS):
        abort(404)
    return found


@blueprint.route("/papers/<int:paper_id>/confirm")
@blueprint.route("/papers/<int:paper_id>/discard")
@blueprint.route("/papers/<int:paper_id>/corrections")
@may(Permission.SEE_MINUTES, of="paper_id")
def back_to_paper(paper_id: int) -> Any:
    """The document, for a browser that asks again for the address of a form that was refused."""
    return _here(paper_id)


@blueprint.route("/papers/<int:paper_id>", methods=["POST"])
@may(Permission.WRITE_PAPERS, of="paper_id")
def save(paper_id: int) -> Any:
    """Keep what was written."""
    return _written(paper_id, service.save, url_for("papers.paper", paper_id=paper_id, saved=""))


def _written(paper_id: int, verb: Callable[..., int], onward: str) -> Any:
    """Carry out what is done with the form's text: what is refused stands in the form as it was typed."""
    found = queries.paper(paper_id)
    if found.state == CONFIRMED:
        return _here(paper_id)
    wanted = DRAFTS[found.kind].fields
    form, held, seen = form_of(wanted)(), queries.page_of(found), _revision()
    if form.carry_out(lambda: verb(act(), paper_id, seen, filled(wanted, held, form))):
        return went(onward)
    return page("papers/draft.html", views.draft_page(queries.paper(paper_id), form), 422)


def _revision() -> int:
    typed = request.form.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _here(paper_id: int) -> Any:
    return went(url_for("papers.paper", paper_id=paper_id))


@blueprint.route("/papers/<int:paper_id>/confirm", methods=["POST"])
@may(Permission.CONFIRM_PAPERS, of="paper_id")
def confirm(paper_id: int) -> Any:
    """定稿: keep what stands in the form, and lock it."""
    return _written(paper_id, service.confirm, url_for("papers.paper", paper_id=paper_id))


@blueprint.route("/papers/<int:paper_id>/discard", methods=["POST"])
@may(Permission.WRITE_PAPERS, of="paper_id")
def discard(paper_id: int) -> Any:
    """Throw the draft away."""
    form, found = MoveForm(), queries.paper(paper_id)
    meeting_id, organisation_id = found.meeting_id, found.organisation_id
    if form.carry_out(lambda: service.discard(act(), paper_id)):
        if meeting_id:
            return went(url_for("papers.of_meeting", meeting_id=meeting_id))
        return went(url_for("papers.of_office", organisation_id=organisation_id))
    return _refused(queries.paper(paper_id), form)


def _refused(found: Paper, form: MoveForm) -> Any:
    if found.state == CONFIRMED:
        return _here(found.id)
    return page("papers/draft.html", views.draft_page(found, move=form), 422)


@blueprint.route("/papers/<int:paper_id>/corrections", methods=["POST"])
@may(Permission.CONFIRM_PAPERS, of="paper_id")
def correct(paper_id: int) -> Any:
    """The next version, with its reason."""
    form = CorrectForm()
    made = form.carry_out(lambda: service.correct(act(), paper_id, form.reason.data or ""))
    if made:
        return _here(made)
    found = queries.paper(paper_id)
    if found.state != CONFIRMED:
        return _here(paper_id)
    return page("papers/confirmed.html", views.confirmed_page(found, form), 422)


@blueprint.route("/papers/<int:paper_id>/paper.pdf")
@may(Permission.SEE_MINUTES, of="paper_id")
def pdf(paper_id: int) -> Any:
    """The document as it stands; a confirmed version with its proof, and its data inside."""
    found = _seen(paper_id)
    styled = queries.printed_page(found)
    if found.state != CONFIRMED:
        return printed(found.kind, styled, draft=True)
    data = Enclosure("record.json", found.body.encode(), f"{KINDS[found.kind].zh}数据", "Source")
    return printed(found.kind, styled, (data,), documents.proof_of(found.sha256, found.version))


@blueprint.route("/papers/<int:paper_id>/paper.docx")
@may(Permission.SEE_MINUTES, of="paper_id")
def docx(paper_id: int) -> Any:
    """The document as a Word file, for a superior who asks for one."""
    found = _seen(paper_id)
    if found.kind not in WORDS:
        raise Refusal("这种文书没有Word文件，请使用PDF。")
    kind, styled, draft = found.kind, queries.printed_page(found), found.state != CONFIRMED
    db.session.rollback()
    content, named = WORDS[kind](styled), KINDS[kind].filename(styled).removesuffix(".pdf")
    name = quote(f"{'草稿-' if draft else ''}{named}.docx")
    headers = {"Content-Disposition": f"attachment; filename=\"document.docx\"; filename*=UTF-8''{name}"}
    return Response(marked_draft(content) if draft else content, mimetype=DOCX, headers=headers)
