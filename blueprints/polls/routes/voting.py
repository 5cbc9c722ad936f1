"""Voting on a phone: the paper, the confirm page, the receipt. Nothing of a choice is in any address."""

from typing import Any

from flask import Blueprint, Response, request, session, url_for
from flask_login import current_user

from blueprints.meetings import queries as meetings
from blueprints.polls import queries, service
from blueprints.polls.forms import NOTHING_CHOSEN, CastForm, PaperForm, line_names
from blueprints.polls.frozen import frozen
from blueprints.polls.models import Poll
from blueprints.polls.pages import ReceiptPage, VotePage
from blueprints.polls.service import Slip
from blueprints.polls.views import confirm_page, slip_view
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, unkept, went
from blueprints.shared.permissions import Permission, guarded_inside, may, public


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    blueprint.add_url_rule("/polls/<int:poll_id>/vote", view_func=vote, methods=["GET", "POST"])
    blueprint.add_url_rule("/polls/<int:poll_id>/cast", view_func=cast, methods=["POST"])
    blueprint.add_url_rule("/secrecy", view_func=secrecy)


@public
def secrecy() -> Any:
    """What a secret vote protects, from whom, and what not; the same for everybody."""
    return page("polls/secrecy.html", None)


@may(Permission.ATTEND, of="poll_id")
def vote(poll_id: int) -> Any:
    """The paper; sent, it comes back as the confirm page; sent empty, it leads back to itself.

    An answer that is kept by nobody cannot be gone back to, so an empty paper makes no such step.
    """
    poll = queries.poll(poll_id)
    paper = queries.paper_of(poll)
    form, attendee_id = PaperForm.of(paper), _attendee(poll)
    if form.is_submitted() and not any(request.form.get(name) for name in line_names(paper)):
        return went(url_for("polls.vote", poll_id=poll_id, empty=1))
    luck = bytes.fromhex(form.luck.data) if form.is_submitted() and form.validate() else b""
    slip = form.carry_out(lambda: service.new_slip(poll_id, attendee_id, form.marked(), luck))
    return _confirm(slip) if slip else _paper(poll_id, form)


@guarded_inside
def cast(poll_id: int) -> Any:
    """Cast the confirmed choice. No redirect: the receipt's number belongs into no address and no cookie.

    A hall casts within seconds: one read says who asks and that they are called to this vote; all others are asked as
    usual.
    """
    attendee_id = queries.own_line(poll_id, session.get("_user_id", ""))
    return _cast(poll_id, attendee_id) if attendee_id is not None else _cast_guarded(poll_id=poll_id)


@may(Permission.ATTEND, of="poll_id")
def _cast_guarded(poll_id: int) -> Any:
    return _cast(poll_id, _attendee(queries.poll(poll_id)))


def _cast(poll_id: int, attendee_id: int) -> Any:
    form, vote = CastForm(), frozen(poll_id)
    receipt = form.carry_out(lambda: service.cast(form.slip(poll_id, attendee_id, vote.slot.paper)))
    if receipt is None:
        return _paper(poll_id, told(form, PaperForm.of(vote.slot.paper, formdata=None)), 422)
    back = url_for("live.room", meeting_id=vote.meeting_id)
    return unkept(page("polls/receipt.html", ReceiptPage(vote.title, vote.motion, receipt, back)))


def _attendee(poll: Poll) -> int:
    line = meetings.attendee_of(poll.meeting_id, current_user.id)
    assert line is not None, "who may attend is on the roll"
    return line.id


def told(form: Form, empty: PaperForm) -> PaperForm:
    """An empty paper with the sentences of the refused form."""
    fields = [sentence for name, errors in form.errors.items() if name for sentence in errors]
    empty.form_errors.extend(dict.fromkeys([*form.form_errors, *fields]))
    return empty


def _paper(poll_id: int, form: PaperForm, status: int = 0) -> Response:
    poll = queries.poll(poll_id)
    item = meetings.item(poll.item_id)
    slip = slip_view(poll, current_user.id, request.is_secure, form)
    if slip.can_vote and request.args.get("empty"):
        form.form_errors.append(NOTHING_CHOSEN)
    view = VotePage(item.meeting.title, poll.meeting_id, item.title, slip)
    return page("polls/vote.html", view, status or form.status, fragment="polls/_slip.html")


def _confirm(slip: Slip) -> Response:
    poll = queries.poll(slip.poll_id)
    title = meetings.meeting(poll.meeting_id).title
    cast_url, again_url = url_for("polls.cast", poll_id=poll.id), url_for("polls.vote", poll_id=poll.id)
    return unkept(page("polls/confirm.html", confirm_page(poll, title, slip, cast_url, again_url)))
