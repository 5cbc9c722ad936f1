"""The documents' addresses: fill the page, let the database go, print."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from blueprints.documents import queries
from blueprints.documents.kinds import KINDS, Page
from blueprints.documents.kinds.ballot_election import BallotElectionPage
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


@blueprint.route("/meetings/<int:meeting_id>/election-report.pdf")
@may(Permission.SEE_MINUTES, of="meeting_id")
def election_report(meeting_id: int) -> Any:
    """选举结果报告."""
    return _printed("election_report", queries.election_report_page(meeting_id, clock.now()))


@blueprint.route("/polls/<int:poll_id>/ballot.pdf")
@may(Permission.RUN_MEETING, of="poll_id")
def ballot(poll_id: int) -> Any:
    """表决票 or 选票: as many as asked for, each like every other."""
    found = queries.ballot_page(poll_id, _copies(), clock.now())
    return _printed("ballot_election" if isinstance(found, BallotElectionPage) else "ballot_motion", found)


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
    return _printed("ballot_issue", queries.issue_page(poll_id, clock.now()))


@blueprint.route("/polls/<int:poll_id>/count-report.pdf")
@may(Permission.RUN_MEETING, of="poll_id")
def count_report(poll_id: int) -> Any:
    """计票结果报告单: who runs the meeting has it before the result is announced."""
    return _printed("count_report", queries.count_page(poll_id, clock.now()))


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
