"""Running a vote: proposing, opening, closing, counting, announcing, and the page of the vote."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, request, url_for

from blueprints.meetings import queries as meetings
from blueprints.polls import queries, service
from blueprints.polls.forms import CloseForm, CountForm, MethodForm, MotionForm, MoveForm, ReasonForm
from blueprints.polls.models import Choice
from blueprints.polls.pages import NewPollPage
from blueprints.polls.views import motion_view, poll_page
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, allows, may
from domain.rules import Method
from domain.words import Refusal


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/items/<int:item_id>/polls/new", view_func=new, methods=["GET", "POST"])
    add("/polls/<int:poll_id>", view_func=show)
    add("/polls/<int:poll_id>/method", view_func=method, methods=["POST"])
    add("/polls/<int:poll_id>/open", view_func=open_poll, methods=["POST"])
    add("/polls/<int:poll_id>/close", view_func=close, methods=["POST"])
    add("/polls/<int:poll_id>/count", view_func=count, methods=["POST"])
    add("/polls/<int:poll_id>/marks", view_func=marks, methods=["POST"])
    add("/polls/<int:poll_id>/open-box", view_func=open_box, methods=["POST"])
    add("/polls/<int:poll_id>/scrub", view_func=scrub, methods=["POST"])
    add("/polls/<int:poll_id>/announce", view_func=announce, methods=["POST"])
    add("/polls/<int:poll_id>/void", view_func=void, methods=["POST"])
    add("/polls/<int:poll_id>/defer", view_func=defer, methods=["POST"])


@may(Permission.RUN_MEETING, of="item_id")
def new(item_id: int) -> Any:
    """Put something to the vote on this item."""
    item = meetings.item(item_id)
    form = MotionForm()
    form.offer(meetings.rule_of(item.meeting).methods)
    if not form.is_submitted():
        form.motion.data = item.title
    made = form.carry_out(lambda: service.propose(act(), item_id, form.motion.data or "", Method(form.method.data)))
    if made:
        return went(_back() or url_for("polls.show", poll_id=made))
    item = meetings.item(item_id)
    view = NewPollPage(item.meeting.title, item.meeting_id, item_id, item.title, form, _back())
    return page("polls/new.html", view, form.status)


@may(Permission.SEE_MEETING, of="poll_id")
def show(poll_id: int) -> Any:
    """The vote and all that may be checked about it."""
    return _card(poll_id, 200)


@may(Permission.RUN_MEETING, of="poll_id")
def method(poll_id: int) -> Any:
    """Another method for the draft."""
    form = MethodForm()
    return _moved(poll_id, form, lambda: service.change_method(act(), poll_id, Method(form.method.data or "")))


@may(Permission.RUN_MEETING, of="poll_id")
def open_poll(poll_id: int) -> Any:
    """开始表决."""
    return _moved(poll_id, MoveForm(), lambda: service.open_poll(act(), poll_id))


@may(Permission.RUN_MEETING, of="poll_id")
def close(poll_id: int) -> Any:
    """截止; while some have not voted only on the second, explicit button."""
    form = CloseForm()
    return _moved(poll_id, form, lambda: service.close_poll(act(), poll_id, early=form.confirmed), closing=True)


@may(Permission.RUN_MEETING, of="poll_id")
def count(poll_id: int) -> Any:
    """The numbers of a vote by voice or hands."""
    form = CountForm()
    return _moved(poll_id, form, lambda: service.count_open_vote(act(), poll_id, form.votes()), count=form)


@may(Permission.RUN_MEETING, of="poll_id")
def marks(poll_id: int) -> Any:
    """The names of a vote by hands."""
    typed = _typed_marks()
    return _moved(poll_id, MoveForm(), lambda: service.mark_hands(act(), poll_id, _choices(typed)), marks=typed)


@may(Permission.RUN_MEETING, of="poll_id")
def open_box(poll_id: int) -> Any:
    """开箱计票."""
    return _moved(poll_id, MoveForm(), lambda: service.open_box(act(), poll_id))


@may(Permission.RUN_MEETING, of="poll_id")
def scrub(poll_id: int) -> Any:
    """再次清理: whether it helped stands on the card."""
    return _moved(poll_id, MoveForm(), lambda: int(service.scrub(act(), poll_id)))


@may(Permission.RUN_MEETING, of="poll_id")
def announce(poll_id: int) -> Any:
    """宣布结果."""
    return _moved(poll_id, MoveForm(), lambda: service.announce(act(), poll_id))


@may(Permission.RUN_MEETING, of="poll_id")
def void(poll_id: int) -> Any:
    """作废."""
    form = ReasonForm()
    return _moved(poll_id, form, lambda: service.void(act(), poll_id, form.reason.data or ""), reason=form)


@may(Permission.RUN_MEETING, of="poll_id")
def defer(poll_id: int) -> Any:
    """暂缓表决."""
    return _moved(poll_id, MoveForm(), lambda: service.defer(act(), poll_id))


def _moved(poll_id: int, form: Form, verb: Callable[[], int], **kept: Any) -> Any:
    """Carry the move out; a refusal stands on the card with what was typed."""
    if form.carry_out(verb) is None:
        return _card(poll_id, 422, refusals=_sentences(form), **kept)
    if request.headers.get("HX-Request"):
        return _card(poll_id, 200)
    return went(_back() or url_for("polls.show", poll_id=poll_id))


def _card(poll_id: int, status: int, **kept: Any) -> Any:
    poll = queries.poll(poll_id)
    motion = motion_view(poll, allows(Permission.RUN_MEETING), back=_back(), **kept)
    return page("polls/show.html", poll_page(poll, motion), status, fragment="polls/_motion.html")


def _sentences(form: Form) -> tuple[str, ...]:
    own = dict.fromkeys(form.form_errors)
    for name, errors in form.errors.items():
        own |= {sentence: None for sentence in errors if name}
    return tuple(own)


def _typed_marks() -> dict[int, str]:
    """attendee → what was tapped; empty values are 未表决."""
    found = ((name.removeprefix("mark-"), value) for name, value in request.form.items() if name.startswith("mark-"))
    return {int(number): value for number, value in found if number.isascii() and number.isdigit() and len(number) < 12}


def _choices(typed: dict[int, str]) -> dict[int, Choice]:
    if not set(typed.values()) <= {"", *Choice}:
        raise Refusal("有一项登记看不明白，请刷新页面后重新登记。")
    return {number: Choice(value) for number, value in typed.items() if value}


def _back() -> str:
    """The page of ours that the move was made from; nothing foreign is followed."""
    target = request.values.get("back", "")
    parts = urlsplit(target)
    own = target.startswith("/") and not target.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return target if own else ""
