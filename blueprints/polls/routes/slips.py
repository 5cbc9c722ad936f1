"""Typing returned paper slips, pile by pile; two tellers apart, who must agree."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from blueprints.polls import queries
from blueprints.polls.forms import MoveForm
from blueprints.polls.forms.paper import DropForm, MotionSlipsForm, PileForm, SlipsForm
from blueprints.polls.models import Poll
from blueprints.polls.routes.paper import own_address, stands_in, teller_here, teller_number
from blueprints.polls.service import slips as service
from blueprints.polls.views.slips import slips_page, slips_tag
from blueprints.shared.acting import act
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, unchanged, unkept, went
from blueprints.shared.permissions import Permission, allows, may
from domain.words import Refusal


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/polls/<int:poll_id>/slips", view_func=slips)
    add("/polls/<int:poll_id>/slips/count", view_func=count_slips, methods=["POST"])
    add("/polls/<int:poll_id>/slips/piles", view_func=add_pile, methods=["POST"])
    add("/polls/<int:poll_id>/slips/piles/drop", view_func=drop_pile, methods=["POST"])
    add("/polls/<int:poll_id>/slips/finish", view_func=finish_slips, methods=["POST"])
    add("/polls/<int:poll_id>/slips/resume", view_func=resume_slips, methods=["POST"])


@may(Permission.KEEP_BALLOTS, of="poll_id")
def slips(poll_id: int) -> Any:
    """The teller's own heap; htmx asks for how it stands beside the others."""
    return unchanged(slips_tag(queries.poll(poll_id))) or _page(queries.poll(poll_id), None)


@may(Permission.KEEP_BALLOTS, of="poll_id")
def count_slips(poll_id: int) -> Any:
    """The four numbers of a motion."""
    poll, form = queries.poll(poll_id), MotionSlipsForm()
    if not queries.paper_of(poll).asks_motion:
        raise Refusal("选举和测评的纸质票请按票面录入。")
    return _done(
        poll,
        form,
        lambda teller: service.enter_motion(act(), poll_id, teller, form.piles(service.spoilt(1)), form.meant),
    )


@may(Permission.KEEP_BALLOTS, of="poll_id")
def add_pile(poll_id: int) -> Any:
    """One more pile of an election."""
    poll = queries.poll(poll_id)
    form = PileForm.of(queries.paper_of(poll))
    if queries.paper_of(poll).asks_motion:
        raise Refusal("这一项不是选举和测评，请直接填写张数。")
    return _done(
        poll, form, lambda teller: service.add_pile(act(), poll_id, teller, form.slip(), int(form["count"].data or 0))
    )


@may(Permission.KEEP_BALLOTS, of="poll_id")
def drop_pile(poll_id: int) -> Any:
    """删去 a pile."""
    form = DropForm()
    return _done(
        queries.poll(poll_id), form, lambda teller: service.drop_pile(act(), poll_id, teller, form.pile.data or "")
    )


@may(Permission.KEEP_BALLOTS, of="poll_id")
def finish_slips(poll_id: int) -> Any:
    """录完了."""
    form = SlipsForm()
    return _done(queries.poll(poll_id), form, lambda teller: service.finish(act(), poll_id, teller, form.meant))


@may(Permission.KEEP_BALLOTS, of="poll_id")
def resume_slips(poll_id: int) -> Any:
    """重新核对."""
    return _done(queries.poll(poll_id), MoveForm(), lambda teller: service.resume(act(), poll_id, teller))


def _done(poll: Poll, form: Form, verb: Callable[[int], int]) -> Any:
    number = poll.id
    if form.carry_out(lambda: verb(teller_number(queries.poll(number)))):
        return went(own_address("polls.slips", queries.poll(number)))
    return _page(queries.poll(number), form)


def _page(poll: Poll, form: Form | None) -> Any:
    teller = teller_here(poll)
    typed = form if isinstance(form, MotionSlipsForm | PileForm) else None
    view = slips_page(
        poll,
        teller,
        stands_in(teller),
        allows(Permission.RUN_MEETING),
        typed,
        _sentences(form),
        asking=isinstance(form, SlipsForm) and bool(form.small.errors),
    )
    return unkept(page("polls/slips.html", view, form.status if form else 200, fragment="polls/_slips.html"))


def _sentences(form: Form | None) -> tuple[str, ...]:
    """What is said above the page: all but what stands beside a field of it."""
    if form is None:
        return ()
    hidden = [sentence for name in ("small", "pile") if name in form for sentence in form[name].errors]
    return (*form.form_errors, *hidden)
