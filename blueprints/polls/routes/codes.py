"""The tellers' page: taking a code before the vote, opening the box with it after the close."""

from typing import Any

from flask import Blueprint, request, url_for
from flask_login import current_user

from blueprints.meetings import queries as meetings
from blueprints.polls import queries, service
from blueprints.polls.forms import CodeForm, HandOutForm, LevelForm, MoveForm
from blueprints.polls.models import Poll
from blueprints.polls.queries import TellerLine
from blueprints.polls.routes.running import moved
from blueprints.polls.views import watch_page
from blueprints.shared import attempts
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, unkept, went
from blueprints.shared.permissions import Permission, allows, may
from domain.words import Refusal


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/polls/<int:poll_id>/level", view_func=level, methods=["POST"])
    add("/polls/<int:poll_id>/codes", view_func=hand_out, methods=["POST"])
    add("/polls/<int:poll_id>/watch", view_func=watch)
    add("/polls/<int:poll_id>/watch/confirm", view_func=confirm, methods=["POST"])
    add("/polls/<int:poll_id>/watch/lost", view_func=lost, methods=["POST"])
    add("/polls/<int:poll_id>/watch/open", view_func=give, methods=["POST"])


@may(Permission.RUN_MEETING, of="poll_id")
def level(poll_id: int) -> Any:
    """Another way of keeping the ballots."""
    form = LevelForm()
    return moved(poll_id, form, lambda: service.change_level(act(), poll_id, form.level.data or ""))


@may(Permission.RUN_MEETING, of="poll_id")
def hand_out(poll_id: int) -> Any:
    """发放开箱码."""
    form = HandOutForm()

    def carried_out() -> int:
        service.hand_out(act(), poll_id, int(form.needed.data or 0))
        return poll_id

    return moved(poll_id, form, carried_out)


@may(Permission.HOLD_CODE, of="poll_id")
def watch(poll_id: int) -> Any:
    """The teller's own page; on the chair's tablet that of a teller who has no phone."""
    return _page(poll_id, CodeForm(formdata=None))


@may(Permission.HOLD_CODE, of="poll_id")
def confirm(poll_id: int) -> Any:
    """The code typed back."""
    form, teller = CodeForm(), _teller(queries.poll(poll_id))

    def typed_back() -> int:
        if teller is None:
            raise Refusal("请先选择是哪一位监票人。")
        return service.confirm_code(act(), poll_id, teller.attendee_id, form.code.data or "")

    return went(_own(poll_id, teller)) if form.carry_out(typed_back) else _page(poll_id, form)


@may(Permission.HOLD_CODE, of="poll_id")
def lost(poll_id: int) -> Any:
    """The code is lost."""
    form, teller = MoveForm(), _teller(queries.poll(poll_id))

    def reported() -> int:
        if teller is None:
            raise Refusal("请先选择是哪一位监票人。")
        return service.lose_code(act(), poll_id, teller.attendee_id)

    return went(_own(poll_id, teller)) if form.carry_out(reported) else _page(poll_id, form)


@may(Permission.HOLD_CODE, of="poll_id")
def give(poll_id: int) -> Any:
    """One code for the opening; wrong ones are counted against the account."""
    form, teller = CodeForm(), _teller(queries.poll(poll_id))
    for key in _keys(poll_id):
        attempts.guard(key)

    def given() -> int:
        if not form.noted.data:
            raise Refusal("请先记下封存码，再勾选“已记下封存码”。", "noted")
        service.give_code(act(), poll_id, form.code.data or "", teller.attendee_id if teller else None)
        return poll_id

    if form.carry_out(given):
        return went(_own(poll_id, teller))
    if form.code.errors and form.code.data:
        for key in _keys(poll_id):
            attempts.failed(key)
    return _page(poll_id, form)


def _keys(poll_id: int) -> tuple[str, ...]:
    return (f"code-{poll_id}-{current_user.id}",)


def _own(poll_id: int, teller: TellerLine | None) -> str:
    who = teller.attendee_id if teller and teller.account_id != current_user.id else None
    return url_for("polls.watch", poll_id=poll_id, teller=who)


def _teller(poll: Poll) -> TellerLine | None:
    """Who is meant: the signed-in teller, or on the tablet one of those without a phone."""
    people = queries.watching(poll.meeting_id)
    own = meetings.attendee_of(poll.meeting_id, current_user.id)
    for one in people:
        if own is not None and one.attendee_id == own.id:
            return one
    asked = request.values.get("teller", "")
    without = [one for one in people if one.account_id is None and str(one.attendee_id) == asked]
    return without[0] if without and allows(Permission.RUN_MEETING) else None


def _page(poll_id: int, form: Form) -> Any:
    poll = queries.poll(poll_id)
    codes = form if isinstance(form, CodeForm) else CodeForm(formdata=None)
    view = watch_page(poll, _teller(poll), allows(Permission.RUN_MEETING), codes)
    return unkept(page("polls/watch.html", view, form.status, fragment="polls/_watch.html"))
