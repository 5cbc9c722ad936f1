"""The hall's tablet as a booth 投票间: nobody is signed in on it, and each step replaces the one before."""

import functools
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, session, url_for
from flask_login import current_user, logout_user

from blueprints.meetings import queries as meetings
from blueprints.polls import booths, queries
from blueprints.polls import service as polls
from blueprints.polls.forms import NOTHING_CHOSEN, CastForm, MoveForm, PaperForm, line_names
from blueprints.polls.forms.booth import BoothForm
from blueprints.polls.models import Poll, Way
from blueprints.polls.pages.booth import BoothPage, SetBoothPage
from blueprints.polls.service import booth as service
from blueprints.polls.service.booth import Inside
from blueprints.polls.views import confirm_page
from blueprints.polls.views.booth import booth_confirm, booth_tag, paper_page, thanks_page, waiting_page
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, unchanged, unkept, went
from blueprints.shared.permissions import Permission, may, sign_in_first
from domain.words import Refusal

#: What the tablet's session holds instead of an account: the meeting and the booth's key.
KIOSK = "booth"


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/booth", view_func=set_booth, methods=["GET", "POST"])
    add("/booth", view_func=booth)
    add("/booth/choose", view_func=booth_choose, methods=["POST"])
    add("/booth/cast", view_func=booth_cast, methods=["POST"])
    add("/booth/done", view_func=booth_done, methods=["POST"])
    add("/booth/leave", view_func=booth_leave, methods=["POST"])
    blueprint.before_app_request(_back_to_booth)


def at_booth(view: Callable[[int], Any]) -> Callable[[], Any]:
    """Let in only the tablet that is the booth of a meeting in its hall; the view gets the meeting."""

    @functools.wraps(view)
    def guarded() -> Any:
        meeting_id = _meeting_of_booth()
        return view(meeting_id) if meeting_id is not None else sign_in_first()

    guarded.access = "booth"  # type: ignore[attr-defined]
    return guarded


def _meeting_of_booth() -> int | None:
    kept = session.get(KIOSK)
    if current_user.is_authenticated or not isinstance(kept, dict):
        return None
    found = meetings.find(int(kept["meeting"]))
    if found is None or found.state not in meetings.LIVE or not booths.fits(found.id, str(kept["key"])):
        return None
    return found.id


def _back_to_booth() -> Response | None:
    """To the booth's page instead of the sign-in page, as long as this tablet is the booth.

    The browser's back button leads to pages from before, which ask to sign in: a voter would be stuck there.
    """
    here = request.method == "GET" and request.endpoint == "accounts.sign_in" and _meeting_of_booth() is not None
    return went(url_for("polls.booth")) if here else None


@may(Permission.RUN_MEETING, of="meeting_id")
def set_booth(meeting_id: int) -> Any:
    """把这台平板设为投票间: signs the account out on it, so that who votes on it can do nothing else."""
    form = BoothForm()
    if form.carry_out(lambda: _refuse_no_hall(meeting_id)):
        logout_user()
        session.clear()
        session[KIOSK] = {"meeting": meeting_id, "key": booths.made(meeting_id)}
        return went(url_for("polls.booth"))
    title = meetings.meeting(meeting_id).title
    return page("polls/set_booth.html", SetBoothPage(title, meeting_id, booths.stands(meeting_id), form), form.status)


def _refuse_no_hall(meeting_id: int) -> bool:
    if meetings.meeting(meeting_id).state not in meetings.LIVE:
        raise Refusal("开始签到以后、散会以前，才能设置投票间。")
    return True


@at_booth
def booth(meeting_id: int) -> Any:
    """Waiting, or the paper of whoever was let in; asked again every two seconds."""
    poll = queries.open_poll_of(meeting_id) or queries.latest_of(meeting_id)
    there = service.standing(poll) if poll is not None else None
    same = unchanged(booth_tag(poll, there))
    if same is not None:
        return same
    if poll is None or there is None:
        return _step(waiting_page(meeting_id, poll))
    if service.inside(poll) is None:
        # Who has voted and is looked for no more has gone: nothing of the tablet's old forms works from here on.
        service.leave_booth(poll.id)
        return _step(waiting_page(meeting_id, poll))
    return _step(paper_page(poll, there, request.is_secure, PaperForm.of(queries.paper_of(poll), formdata=None)))


@at_booth
def booth_choose(meeting_id: int) -> Any:
    """The paper, sent: the confirm page; sent empty or wrongly, the paper again with the sentence."""
    there = _holder(meeting_id)
    if there is None:
        return _refused(meeting_id, service.OLD_TICKET)
    poll = queries.poll(there.poll_id)
    paper = queries.paper_of(poll)
    form = PaperForm.of(paper)
    if not any(request.form.get(name) for name in line_names(paper)):
        form = PaperForm.of(paper, formdata=None)
        form.form_errors.append(NOTHING_CHOSEN)
        return _step(paper_page(poll, there, request.is_secure, form), 422)
    luck = bytes.fromhex(form.luck.data or "") if form.validate() else b""
    slip = form.carry_out(lambda: polls.new_slip(there.poll_id, there.attendee_id, form.marked(), luck))
    poll = queries.poll(there.poll_id)
    if slip is None:
        return _again(meeting_id, poll, there, form)
    cast, again = url_for("polls.booth_cast"), url_for("polls.booth")
    return _step(booth_confirm(poll, there, confirm_page(poll, "", slip, cast, again, there.ticket)))


@at_booth
def booth_cast(meeting_id: int) -> Any:
    """Cast the confirmed paper of whoever was let in; nobody else's form shows or does anything."""
    there = _holder(meeting_id)
    if there is None:
        return _refused(meeting_id, service.OLD_TICKET)
    poll, form = queries.poll(there.poll_id), CastForm()
    paper = queries.paper_of(poll)
    receipt = form.carry_out(lambda: polls.cast(form.slip(there.poll_id, there.attendee_id, paper), Way.BOOTH))
    poll = queries.poll(there.poll_id)
    if receipt is not None:
        return _step(thanks_page(poll, there, receipt))
    return _again(meeting_id, poll, there, _told(form, PaperForm.of(paper, formdata=None)))


@at_booth
def booth_done(meeting_id: int) -> Any:
    """完成, or 不投了: whoever was let in is inside no more."""
    there = _holder(meeting_id)
    if there is not None and MoveForm().validate_on_submit():
        service.leave_booth(there.poll_id)
    return went(url_for("polls.booth"))


@at_booth
def booth_leave(meeting_id: int) -> Any:
    """This tablet is the booth no more."""
    if MoveForm().validate_on_submit():
        booths.taken_down(meeting_id)
        session.clear()
    return went(url_for("accounts.sign_in"))


def _holder(meeting_id: int) -> Inside | None:
    try:
        return service.holder(meeting_id, request.form.get("ticket", ""))
    except Refusal:
        return None


def _again(meeting_id: int, poll: Poll, there: Inside, form: PaperForm) -> Response:
    """The paper with the sentences of what was refused; only the sentences where it cannot be cast any more."""
    if service.inside(poll) is None:
        return _refused(meeting_id, "".join(form.form_errors))
    return _step(paper_page(poll, there, request.is_secure, form), 422)


def _told(form: Form, empty: PaperForm) -> PaperForm:
    fields = [sentence for name, errors in form.errors.items() if name for sentence in errors]
    empty.form_errors.extend(dict.fromkeys([*form.form_errors, *fields]))
    return empty


def _refused(meeting_id: int, sentence: str) -> Response:
    return _step(
        waiting_page(meeting_id, queries.open_poll_of(meeting_id) or queries.latest_of(meeting_id), (sentence,)), 422
    )


def _step(view: BoothPage, status: int = 200) -> Response:
    """One step, alone when htmx asked; kept by nobody."""
    return unkept(page("polls/booth.html", view, status, fragment="polls/_booth.html"))
