"""The documents' addresses: fill the page, let the database go, print."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from blueprints.documents import queries
from blueprints.documents.kinds import KINDS, Page
from blueprints.documents.press import Enclosure, print_pdf
from blueprints.shared import clock, keys
from blueprints.shared.db import db
from blueprints.shared.permissions import Permission, may

blueprint = Blueprint("documents", __name__)


@blueprint.route("/meetings/<int:meeting_id>/notice.pdf")
@may(Permission.SEE_MEETING, of="meeting_id")
def notice(meeting_id: int) -> Any:
    """会议通知."""
    reply_url = keys.public_url() + url_for("meetings.notice", meeting_id=meeting_id)
    return _printed("meeting_notice", queries.notice_page(meeting_id, reply_url, clock.now()))


@blueprint.route("/meetings/<int:meeting_id>/sign-in.pdf")
@may(Permission.SEE_MINUTES, of="meeting_id")
def sign_in(meeting_id: int) -> Any:
    """签到表: names the reasons of those on leave, so it is for those who see the record."""
    return _printed("sign_in", queries.sign_in_page(meeting_id, clock.now()))


@blueprint.route("/meetings/<int:meeting_id>/minutes.pdf")
@may(Permission.SEE_MINUTES, of="meeting_id")
def minutes(meeting_id: int) -> Any:
    """会议记录, the newest version or the one asked for."""
    version = request.args.get("version", type=int)
    found = queries.minutes_page(meeting_id, version, clock.now())
    return _printed("minutes", found, queries.enclosures(meeting_id, version))


@blueprint.route("/organisations/<int:organisation_id>/cards.pdf")
@may(Permission.ISSUE_CARDS, of="organisation_id")
def cards(organisation_id: int) -> Any:
    """登录卡, of everybody on the roster or of one."""
    member_id = request.args.get("member", type=int)
    return _printed("cards", queries.cards_page(organisation_id, current_user.id, member_id, clock.now()))


def _printed(kind: str, page: Page, enclosed: Iterable[Enclosure] = ()) -> Response:
    # Printing takes long: nobody else waits for a transaction of ours meanwhile.
    db.session.rollback()
    pdf = print_pdf(kind, page, attachments=enclosed)
    name = quote(KINDS[kind].filename(page))
    headers = {"Content-Disposition": f"inline; filename=\"document.pdf\"; filename*=UTF-8''{name}"}
    return Response(pdf, mimetype="application/pdf", headers=headers)
