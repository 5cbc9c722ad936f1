"""Running a vote: proposing, opening, closing, counting, announcing, and the page of the vote."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, request, send_file, url_for

from blueprints.meetings import queries as meetings
from blueprints.polls import queries, service
from blueprints.polls.forms import CloseForm, CountForm, MethodForm, MotionForm, MoveForm, ReasonForm
from blueprints.polls.pages import NewPollPage
from blueprints.polls.views import motion_view, poll_page
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import Form, cleaned
from blueprints.shared.htmx import page, told_moved, went
from blueprints.shared.permissions import Permission, allows, may
from domain.admission import KINDS
from domain.paper import Choice
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
    add("/polls/<int:poll_id>/names", view_func=names, methods=["POST"])
    add("/polls/<int:poll_id>/rehearse", view_func=rehearse, methods=["POST"])
    add("/polls/<int:poll_id>/ballots.zip", view_func=published)
    add("/polls/<int:poll_id>/erase", view_func=erase, methods=["POST"])
    add("/polls/<int:poll_id>/announce", view_func=announce, methods=["POST"])
    add("/polls/<int:poll_id>/void", view_func=void, methods=["POST"])
    add("/polls/<int:poll_id>/defer", view_func=defer, methods=["POST"])


@may(Permission.RUN_MEETING, of="item_id")
def new(item_id: int) -> Any:
    """Put something to the vote on this item; what is decided about a person has a page of its own."""
    item = meetings.item(item_id)
    rule = meetings.rule_of(item.meeting)
    if rule.kind in KINDS:
        return went(url_for("polls.new_proposal", item_id=item_id, back=_back() or None))
    form = MotionForm()
    form.offer(rule.methods)
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
    return moved(poll_id, form, lambda: service.change_method(act(), poll_id, Method(form.method.data or "")))


@may(Permission.RUN_MEETING, of="poll_id")
def open_poll(poll_id: int) -> Any:
    """开始表决."""
    return moved(poll_id, MoveForm(), lambda: service.open_poll(act(), poll_id))


@may(Permission.RUN_MEETING, of="poll_id")
def close(poll_id: int) -> Any:
    """截止; while some have not voted only on the second, explicit button."""
    form = CloseForm()
    return moved(poll_id, form, lambda: service.close_poll(act(), poll_id, early=form.confirmed), closing=True)


@may(Permission.RUN_MEETING, of="poll_id")
def count(poll_id: int) -> Any:
    """The numbers of a vote by voice or hands."""
    form = CountForm()
    return moved(poll_id, form, lambda: service.count_open_vote(act(), poll_id, form.votes()), count=form)


@may(Permission.RUN_MEETING, of="poll_id")
def marks(poll_id: int) -> Any:
    """The names of a vote by hands."""
    typed = _typed_marks()
    return moved(poll_id, MoveForm(), lambda: service.mark_hands(act(), poll_id, _choices(typed)), marks=typed)


@may(Permission.RUN_MEETING, of="poll_id")
def open_box(poll_id: int) -> Any:
    """开箱计票."""
    return moved(poll_id, MoveForm(), lambda: service.open_box(act(), poll_id))


@may(Permission.RUN_MEETING, of="poll_id")
def scrub(poll_id: int) -> Any:
    """再次清理: whether it helped stands on the card."""
    return moved(poll_id, MoveForm(), lambda: int(service.scrub(act(), poll_id)))


@may(Permission.RUN_MEETING, of="poll_id")
def names(poll_id: int) -> Any:
    """归并另选他人的姓名."""
    return moved(poll_id, MoveForm(), lambda: service.read_names(act(), poll_id, _read_names()))


@may(Permission.RUN_MEETING, of="poll_id")
def rehearse(poll_id: int) -> Any:
    """试投: the same paper once more, which decides nothing."""
    return moved(poll_id, MoveForm(), lambda: service.rehearse(act(), poll_id))


@may(Permission.SEE_MEETING, of="poll_id")
def published(poll_id: int) -> Any:
    """The public file of an announced secret vote, for everybody of the meeting to verify."""
    content = queries.published_file(poll_id)
    name = f"ballots-{poll_id}.zip"
    return send_file(BytesIO(content), "application/zip", as_attachment=True, download_name=name)


@may(Permission.RUN_MEETING, of="poll_id")
def erase(poll_id: int) -> Any:
    """销毁选票."""
    return moved(poll_id, MoveForm(), lambda: service.erase(act(), poll_id))


@may(Permission.RUN_MEETING, of="poll_id")
def announce(poll_id: int) -> Any:
    """宣布结果."""
    return moved(poll_id, MoveForm(), lambda: service.announce(act(), poll_id))


@may(Permission.RUN_MEETING, of="poll_id")
def void(poll_id: int) -> Any:
    """作废."""
    form = ReasonForm()
    return moved(poll_id, form, lambda: service.void(act(), poll_id, form.reason.data or ""), reason=form)


@may(Permission.RUN_MEETING, of="poll_id")
def defer(poll_id: int) -> Any:
    """暂缓表决."""
    return moved(poll_id, MoveForm(), lambda: service.defer(act(), poll_id))


def moved(poll_id: int, form: Form, verb: Callable[[], int], **kept: Any) -> Any:
    """Carry a move of the card out; a refusal stands on the card with what was typed."""
    if form.carry_out(verb) is None:
        return _card(poll_id, 422, refusals=_sentences(form), **kept)
    if request.headers.get("HX-Request"):
        return told_moved(_card(poll_id, 200))
    return went(_back() or url_for("polls.show", poll_id=poll_id))


def _card(poll_id: int, status: int, **kept: Any) -> Any:
    poll = queries.poll(poll_id)
    motion = motion_view(poll, allows(Permission.RUN_MEETING), back=_back(), **kept)
    return page("polls/show.html", poll_page(poll, motion, clock.now()), status, fragment="polls/_motion.html")


def _sentences(form: Form) -> tuple[str, ...]:
    own = dict.fromkeys(form.form_errors)
    for name, errors in form.errors.items():
        own |= {sentence: None for sentence in errors if name}
    return tuple(own)


def _read_names() -> dict[str, str]:
    """What is written on the papers → what the tellers read."""
    sent = request.form
    places = [name.removeprefix("written-") for name in sent if name.startswith("written-")]
    return {sent[f"written-{place}"]: cleaned(sent.get(f"meant-{place}", "")) for place in places}


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
