"""Giving out paper slips, and letting voters into the booth: one roll for all ways to vote."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request, url_for
from flask_login import current_user

from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.forms import MoveForm
from blueprints.polls.models import Poll
from blueprints.polls.queries import TellerLine
from blueprints.polls.service import booth, paper
from blueprints.polls.views.paper import issuing_page, issuing_tag
from blueprints.shared.acting import act
from blueprints.shared.forms import cleaned
from blueprints.shared.htmx import page, unchanged, unkept, went
from blueprints.shared.permissions import Permission, allows, may
from domain.words import Refusal


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add, voter = blueprint.add_url_rule, "/polls/<int:poll_id>/paper/<int:attendee_id>"
    add("/polls/<int:poll_id>/paper", view_func=issuing, endpoint="paper")
    add(f"{voter}/issue", view_func=issue, methods=["POST"])
    add(f"{voter}/exchange", view_func=exchange, methods=["POST"])
    add(f"{voter}/return", view_func=hand_back, methods=["POST"])
    add(f"{voter}/keep", view_func=keep_slip, methods=["POST"])
    add(f"{voter}/booth", view_func=admit, methods=["POST"])
    add("/polls/<int:poll_id>/paper/booth/empty", view_func=empty_booth, methods=["POST"])


@may(Permission.KEEP_BALLOTS, of="poll_id")
def issuing(poll_id: int) -> Any:
    """The roll with what each voter has used; asked again every two seconds."""
    return unchanged(issuing_tag(queries.poll(poll_id))) or _page(poll_id, 200)


@may(Permission.KEEP_BALLOTS, of="poll_id")
def issue(poll_id: int, attendee_id: int) -> Any:
    """发票."""
    return _done(poll_id, lambda: paper.issue(poll_id, attendee_id))


@may(Permission.KEEP_BALLOTS, of="poll_id")
def exchange(poll_id: int, attendee_id: int) -> Any:
    """作废重领."""
    return _done(poll_id, lambda: paper.exchange(act(), poll_id, attendee_id))


@may(Permission.KEEP_BALLOTS, of="poll_id")
def hand_back(poll_id: int, attendee_id: int) -> Any:
    """交回未用: asked by one teller, confirmed by another."""
    return _done(poll_id, lambda: paper.hand_back(act(), poll_id, attendee_id, teller_number(queries.poll(poll_id))))


@may(Permission.KEEP_BALLOTS, of="poll_id")
def keep_slip(poll_id: int, attendee_id: int) -> Any:
    """The slip is not handed back after all."""
    return _done(poll_id, lambda: paper.keep_slip(poll_id, attendee_id))


@may(Permission.KEEP_BALLOTS, of="poll_id")
def admit(poll_id: int, attendee_id: int) -> Any:
    """请进投票间."""
    return _done(poll_id, lambda: booth.admit(poll_id, attendee_id))


@may(Permission.KEEP_BALLOTS, of="poll_id")
def empty_booth(poll_id: int) -> Any:
    """请出投票间."""
    return _done(poll_id, lambda: booth.leave_booth(poll_id))


def _done(poll_id: int, verb: Callable[[], object]) -> Any:
    """Carry it out; a refusal stands above the roll."""
    form = MoveForm()

    def carried_out() -> bool:
        verb()
        return True

    if form.carry_out(carried_out):
        return went(own_address("polls.paper", queries.poll(poll_id)))
    return _page(poll_id, 422, tuple(form.form_errors))


def _page(poll_id: int, status: int, refusals: tuple[str, ...] = ()) -> Any:
    poll = queries.poll(poll_id)
    teller = teller_here(poll)
    who, may_run = cleaned(request.args.get("who"))[:40], allows(Permission.RUN_MEETING)
    view = issuing_page(poll, teller, stands_in(teller), may_run, who, refusals)
    return unkept(page("polls/issuing.html", view, status, fragment="polls/_issuing.html"))


def teller_here(poll: Poll) -> TellerLine | None:
    """Who acts as teller: on the chair's tablet one without a phone who is named in the form, else who is signed in."""
    people = queries.watching(poll.meeting_id)
    asked = request.values.get("teller", "")
    without = [one for one in people if one.account_id is None and str(one.attendee_id) == asked]
    if without and allows(Permission.RUN_MEETING):
        return without[0]
    own = meetings.attendee_of(poll.meeting_id, current_user.id)
    return next((one for one in people if own is not None and one.attendee_id == own.id), None)


def stands_in(teller: TellerLine | None) -> bool:
    """Whether this device acts for a teller who is not signed in on it."""
    return teller is not None and teller.account_id != current_user.id


def teller_number(poll: Poll) -> int:
    """The attendee who acts as teller; Refusal where nobody does."""
    teller = teller_here(poll)
    if teller is None:
        raise Refusal("请由监票人在自己的手机上办理；监票人没有手机的，请先在上面选择是哪一位监票人。")
    return teller.attendee_id


def own_address(endpoint: str, poll: Poll) -> str:
    """Back to the page that this device came from, still acting for the same teller."""
    teller = teller_here(poll)
    return url_for(endpoint, poll_id=poll.id, teller=teller.attendee_id if teller and stands_in(teller) else None)
