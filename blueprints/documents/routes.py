"""The documents' addresses: fill the page, let the database go, print."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, request, url_for
from flask_login import current_user

from blueprints.documents import queries, service
from blueprints.documents.forms import PREVIEWS, StyleFields, StyleForm, form_of
from blueprints.documents.kinds import KINDS, Blank, Page
from blueprints.documents.kinds.ballot_election import BallotElectionPage
from blueprints.documents.kinds.grading_ballot import GradingBallotPage
from blueprints.documents.kinds.proof import Proof
from blueprints.documents.pages import StylePage
from blueprints.documents.press import Enclosure, missing_faces, print_pdf
from blueprints.documents.sample import SAMPLES
from blueprints.documents.wording import BLOCKS
from blueprints.shared import clock, keys
from blueprints.shared.acting import act
from blueprints.shared.db import db
from blueprints.shared.forms import choices
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from domain.archive import Period, Scheme

blueprint = Blueprint("documents", __name__)


@blueprint.route("/meetings/<int:meeting_id>/notice.pdf")
@may(Permission.SEE_MEETING, of="meeting_id")
def notice(meeting_id: int) -> Any:
    """会议通知."""
    reply_url = keys.public_url() + url_for("meetings.notice", meeting_id=meeting_id)
    return _of_meeting("meeting_notice", meeting_id, queries.notice_page(meeting_id, reply_url, clock.now()))


@blueprint.route("/meetings/<int:meeting_id>/agenda.pdf")
@may(Permission.SEE_MEETING, of="meeting_id")
def agenda(meeting_id: int) -> Any:
    """会议议程."""
    return _of_meeting("agenda", meeting_id, queries.agenda_page(meeting_id, clock.now()))


@blueprint.route("/meetings/<int:meeting_id>/sign-in.pdf")
@may(Permission.SEE_MINUTES, of="meeting_id")
def sign_in(meeting_id: int) -> Any:
    """签到表: names the reasons of those on leave, so it is for those who see the record."""
    return printed("sign_in", queries.sign_in_page(meeting_id, clock.now()))


@blueprint.route("/meetings/<int:meeting_id>/minutes.pdf")
@may(Permission.SEE_MINUTES, of="meeting_id")
def minutes(meeting_id: int) -> Any:
    """会议记录, the newest version or the one asked for."""
    version = request.args.get("version", type=int)
    kind, found = queries.record_page(meeting_id, version, clock.now())
    proof = queries.minutes_proof(meeting_id, version)
    return printed(kind, found, queries.enclosures(meeting_id, version), proof)


@blueprint.route("/meetings/<int:meeting_id>/election-report.pdf")
@may(Permission.SEE_MINUTES, of="meeting_id")
def election_report(meeting_id: int) -> Any:
    """选举结果报告."""
    return _of_meeting("election_report", meeting_id, queries.election_report_page(meeting_id, clock.now()))


@blueprint.route("/polls/<int:poll_id>/ballot.pdf")
@may(Permission.RUN_MEETING, of="poll_id")
def ballot(poll_id: int) -> Any:
    """表决票 or 选票: as many as asked for, each like every other."""
    found = queries.ballot_page(poll_id, _copies(), clock.now())
    if isinstance(found, GradingBallotPage):
        return printed("grading_ballot", found)
    return printed("ballot_election" if isinstance(found, BallotElectionPage) else "ballot_motion", found)


def _copies() -> int | None:
    """How many are asked for; None where nothing is, 0 for what is no number."""
    typed = request.args.get("copies", "")
    if not typed:
        return None
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


@blueprint.route("/polls/<int:poll_id>/issue-report.pdf")
@may(Permission.RUN_MEETING, of="poll_id")
def issue_report(poll_id: int) -> Any:
    """选票分发收回报告单."""
    return printed("ballot_issue", queries.issue_page(poll_id, clock.now()))


@blueprint.route("/polls/<int:poll_id>/count-report.pdf")
@may(Permission.RUN_MEETING, of="poll_id")
def count_report(poll_id: int) -> Any:
    """计票结果报告单: who runs the meeting has it before the result is announced."""
    return printed("count_report", queries.count_page(poll_id, clock.now()))


@blueprint.route("/organisations/<int:organisation_id>/cards.pdf")
@may(Permission.ISSUE_CARDS, of="organisation_id")
def cards(organisation_id: int) -> Any:
    """登录卡, of everybody on the roster or of one."""
    member_id = request.args.get("member", type=int)
    found = queries.cards_page(organisation_id, current_user.id, member_id, clock.now())
    return printed("cards", queries.styled("cards", found, queries.style_of(organisation_id)))


@blueprint.route("/meetings/<int:meeting_id>/passes.pdf")
@may(Permission.RUN_MEETING, of="meeting_id")
def passes(meeting_id: int) -> Any:
    """测评码 of everybody on the roll who may hold one."""

    def address(token: str) -> str:
        return keys.public_url() + url_for("polls.take_pass", token=token)

    return printed("cards", queries.passes_page(meeting_id, address, clock.now()))


@blueprint.route("/organisations/<int:organisation_id>/forms/<string:kind>")
@may(Permission.SEE_ORGANISATION, of="organisation_id")
def blank(organisation_id: int, kind: str) -> Any:
    """空白表格: the form that nobody has filled in."""
    if kind not in KINDS:
        abort(404)
    form = Blank(organisation=queries.name_of(organisation_id), made_at=clock.now())
    return printed(kind, KINDS[kind].blank(form))


@blueprint.route("/organisations/<int:organisation_id>/style")
@may(Permission.MANAGE_ORGANISATION, of="organisation_id")
def style(organisation_id: int) -> Any:
    """版头、版记、用语 and the scheme of file numbers."""
    held = queries.style_of(organisation_id)
    return page("style/style.html", _style_page(organisation_id, form_of(held), "saved" in request.args))


@blueprint.route("/organisations/<int:organisation_id>/style", methods=["POST"])
@may(Permission.MANAGE_ORGANISATION, of="organisation_id")
def set_style(organisation_id: int) -> Any:
    """Keep them."""
    form = StyleForm()
    if form.carry_out(lambda: service.set_style(act(), organisation_id, form.wanted())):
        return went(url_for("documents.style", organisation_id=organisation_id, saved=""))
    return page("style/style.html", _style_page(organisation_id, form), 422)


@blueprint.route("/organisations/<int:organisation_id>/style/preview")
@may(Permission.MANAGE_ORGANISATION, of="organisation_id")
def previewed(organisation_id: int) -> Any:
    """The style: for a browser that asks again for the address of a sample."""
    return went(url_for("documents.style", organisation_id=organisation_id))


@blueprint.route("/organisations/<int:organisation_id>/style/preview", methods=["POST"])
@may(Permission.MANAGE_ORGANISATION, of="organisation_id")
def preview(organisation_id: int) -> Any:
    """A sample document in the style that was typed; nothing is kept."""
    form = StyleForm()
    look = form.carry_out(lambda: service.unkept(organisation_id, form.wanted()))
    if look is None:
        return page("style/style.html", _style_page(organisation_id, form), 422)
    kind = form.preview.data
    filled: Any = SAMPLES[kind]()
    sample = replace(filled, organisation=queries.name_of(organisation_id))
    return printed(kind, queries.styled(kind, sample, look))


def _style_page(organisation_id: int, form: StyleFields, saved: bool = False) -> StylePage:
    form.preview.choices = choices((code, KINDS[code].zh) for code in PREVIEWS)
    held = queries.style_of(organisation_id)
    scheme = Scheme(held.fonds or "J001", held.category or "WS", held.section)
    return StylePage(
        organisation_id=organisation_id,
        organisation=queries.name_of(organisation_id),
        form=form,
        blocks=BLOCKS,
        number=scheme.number(clock.today().year, Period.permanent, 1),
        missing_faces=missing_faces(),
        saved=saved,
    )


def _of_meeting(kind: str, meeting_id: int, filled: Page) -> Response:
    """Printed in the style of the organisation whose meeting it is."""
    held = queries.style_of(queries.organisation_id_of(meeting_id))
    return printed(kind, queries.styled(kind, filled, held))


def printed(
    kind: str, filled: Page, enclosed: Iterable[Enclosure] = (), proof: Proof | None = None, draft: bool = False
) -> Response:
    """The page as a PDF to be shown in the browser; a draft says so on the sheet and in the file's name."""
    # Printing takes long: nobody else waits for a transaction of ours meanwhile.
    db.session.rollback()
    pdf = print_pdf(kind, filled, attachments=enclosed, proof=proof, draft=draft)
    name = quote(("草稿-" if draft else "") + KINDS[kind].filename(filled))
    headers = {"Content-Disposition": f"inline; filename=\"document.pdf\"; filename*=UTF-8''{name}"}
    return Response(pdf, mimetype="application/pdf", headers=headers)
