"""Passes 测评码: filling in a review ballot on a phone without an account, and the codes for that."""

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, request, session, url_for

from blueprints.meetings import queries as meetings
from blueprints.polls import passes, queries, service
from blueprints.polls.forms import CastForm, PaperForm
from blueprints.polls.models import Poll
from blueprints.polls.pages import ReceiptPage
from blueprints.polls.passes import Pass
from blueprints.polls.routes.voting import told
from blueprints.polls.views import confirm_page
from blueprints.polls.views.passes import pass_page, pass_tag, passes_page
from blueprints.shared import keys
from blueprints.shared.htmx import page, unchanged, unkept, went
from blueprints.shared.permissions import Permission, may, public

#: What the phone's session holds once the code was scanned: meeting and line, so that the link is in no later address.
HELD = "pass"
OF_ANOTHER = "刚才那张票是用另一个测评码打开的，没有计入。请核对姓名，重新填写。"


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/passes", view_func=meeting_passes)
    add("/pass/<string:token>", view_func=take_pass)
    add("/pass", view_func=by_pass)
    add("/pass/<int:poll_id>/<int:attendee_id>/choose", view_func=pass_choose, methods=["POST"])
    add("/pass/<int:poll_id>/<int:attendee_id>/cast", view_func=pass_cast, methods=["POST"])


@may(Permission.RUN_MEETING, of="meeting_id")
def meeting_passes(meeting_id: int) -> Any:
    """Who may hold one, to be printed or shown on the tablet one by one."""
    view = passes_page(meeting_id, request.args.get("line", type=int), _address)
    return unkept(page("polls/passes.html", view))


def _address(token: str) -> str:
    return keys.public_url() + url_for("polls.take_pass", token=token)


@public
def take_pass(token: str) -> Any:
    """The scanned code: kept in the phone's session, and on to the ballot."""
    found = passes.numbers(token)
    held = _standing(*found) if found else None
    if held is None or not passes.fits(held, token):
        return _void()
    session[HELD] = [held.meeting_id, held.attendee_id, held.name]
    return went(url_for("polls.by_pass"))


def _standing(meeting_id: int, attendee_id: int) -> Pass | None:
    line = queries.pass_line(meeting_id, attendee_id)
    return Pass(meeting_id, attendee_id, line.name) if line else None


def with_pass(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let in only a phone that scanned a pass which still stands; the view gets it.

    A form names the ballot and the holder it was made for: 404 for a ballot that no pass of the meeting opens, and a
    form that was opened by another's pass on the same phone is not taken for the one that was scanned since.
    """

    @functools.wraps(view)
    def guarded(poll_id: int | None = None, attendee_id: int | None = None) -> Any:
        held = _held()
        if held is None:
            return _void()
        if poll_id is None:
            return view(held)
        ballot = _ballot(held, poll_id)
        return view(held, ballot) if attendee_id == held.attendee_id else _of_another(held)

    guarded.access = "pass"  # type: ignore[attr-defined]
    return guarded


def _held() -> Pass | None:
    kept = session.get(HELD)
    if not isinstance(kept, list) or len(kept) != 3:
        return None
    held = _standing(kept[0], kept[1])
    return held if held and held.name == kept[2] else None


def _of_another(held: Pass) -> Response:
    view = pass_page(held, request.is_secure, refusals=(OF_ANOTHER,))
    return unkept(page("polls/pass.html", view, 422, fragment="polls/_pass.html"))


def _ballot(held: Pass, poll_id: int) -> Poll:
    """The vote that the form names, since another may be open by now; 404 for what no pass of the meeting opens."""
    poll = queries.find_poll(poll_id)
    if poll is None or poll.meeting_id != held.meeting_id or not queries.paper_of(poll).graded:
        abort(404)
    return poll


def _void() -> Response:
    return page("polls/void_pass.html", None, 404)


@with_pass
def by_pass(held: Pass) -> Any:
    """The ballot, or what to wait for; asked again every two seconds while there is nothing to fill in."""
    return unchanged(pass_tag(held)) or _paper(held)


@with_pass
def pass_choose(held: Pass, poll: Poll) -> Any:
    """The ballot, sent: the confirm page."""
    form, poll_id = PaperForm.of(queries.paper_of(poll)), poll.id
    luck = bytes.fromhex(form.luck.data or "") if form.validate() else b""
    slip = form.carry_out(lambda: service.new_slip(poll_id, held.attendee_id, form.marked(), luck))
    if slip is None:
        return _paper(held, form, 422)
    cast = url_for("polls.pass_cast", poll_id=poll_id, attendee_id=held.attendee_id)
    title, again = meetings.meeting(held.meeting_id).title, url_for("polls.by_pass")
    view = confirm_page(queries.poll(poll_id), title, slip, cast, again)
    # Two may share a phone: whose ballot it is stands on the page, where a narrow screen shows it too.
    return unkept(page("polls/confirm.html", replace(view, motion=f"{held.name}的测评票：{view.motion}")))


@with_pass
def pass_cast(held: Pass, poll: Poll) -> Any:
    """Cast the confirmed ballot; sent again it gives the same receipt."""
    form, paper, poll_id, motion = CastForm(), queries.paper_of(poll), poll.id, poll.motion
    receipt = form.carry_out(lambda: service.cast(form.slip(poll_id, held.attendee_id, paper)))
    if receipt is None:
        return _paper(held, told(form, PaperForm.of(paper, formdata=None)), 422)
    title = meetings.meeting(held.meeting_id).title
    return unkept(page("polls/receipt.html", ReceiptPage(title, motion, receipt, "")))


def _paper(held: Pass, form: PaperForm | None = None, status: int = 200) -> Response:
    return unkept(
        page("polls/pass.html", pass_page(held, request.is_secure, form), status, fragment="polls/_pass.html")
    )
