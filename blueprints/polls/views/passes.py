"""Passes 测评码: the holder's phone, and the list of who may hold one."""

from collections.abc import Callable

from blueprints.meetings import queries as meetings
from blueprints.polls import passes, queries
from blueprints.polls.forms import PaperForm
from blueprints.polls.models import Poll, Way
from blueprints.polls.pages.passes import PassesPage, PassLine, PassPage, PassPaper
from blueprints.polls.passes import Pass
from blueprints.polls.views.fragments import PAPER_PLEASE, cautions
from blueprints.polls.views.review import grading_view
from blueprints.shared import keys, qr
from domain.lifecycle import PollState

NOTHING_YET = "现在没有需要您填写的测评票，请等候。"
NOT_CHECKED_IN = "测评开始时您没有签到，不在本次测评的名单上，请向会场工作人员说明。"
OVER = "测评已经截止，谢谢。"
HANDED_IN = "您已交票，谢谢。"


def pass_page(held: Pass, secure: bool, form: PaperForm | None = None, refusals: tuple[str, ...] = ()) -> PassPage:
    """What the holder does now; `secure` says whether the phone reached us by https, `form` is a paper sent wrongly."""
    poll = queries.latest_review_of(held.meeting_id)
    state = queries.voter_state(poll.id, held.attendee_id) if poll else None
    fillable = poll is not None and poll.state == PollState.open and poll.electronic and state == Way.NONE
    again = form if form and fillable and poll and form.paper == queries.paper_of(poll) else None
    return PassPage(
        title=meetings.meeting(held.meeting_id).title,
        name=meetings.attendee(held.attendee_id).name,
        note="" if fillable else _note(held, poll, state),
        tag=pass_tag(held),
        refusals=tuple(form.form_errors) if form and not again else refusals,
        paper=_paper(poll, held, secure, again) if fillable and poll is not None else None,
    )


def pass_tag(held: Pass) -> str:
    """What the holder's page depends on: the ballot, how far it is, and whether the holder's is used up."""
    poll = queries.latest_review_of(held.meeting_id)
    return f"{poll.id}.{poll.state}.{queries.voter_state(poll.id, held.attendee_id)}" if poll else "0"


def _note(held: Pass, poll: Poll | None, state: int | None) -> str:
    if poll is None:
        return NOTHING_YET
    if poll.state != PollState.open:
        return OVER if state is not None else NOTHING_YET
    if state is None:
        return NOT_CHECKED_IN if queries.is_called(poll, held.attendee_id) else NOTHING_YET
    if state == Way.PAPER or not poll.electronic:
        return PAPER_PLEASE if state == Way.NONE else "您已领取纸质票，请在纸质票上填写。"
    return HANDED_IN


def _paper(poll: Poll, held: Pass, secure: bool, form: PaperForm | None) -> PassPaper:
    empty = PaperForm.of(queries.paper_of(poll), formdata=None)
    return PassPaper(
        poll.id,
        held.attendee_id,
        poll.motion,
        poll.rehearsal,
        cautions(poll, secure),
        form or empty,
        grading_view(poll),
    )


def passes_page(meeting_id: int, shown: int | None, address: Callable[[str], str]) -> PassesPage:
    """The list; with the code of line `shown` drawn large. `address` tells where a written pass is opened."""
    lines = queries.pass_lines(meeting_id)
    one = next((line for line in lines if line.id == shown), None)
    return PassesPage(
        title=meetings.meeting(meeting_id).title,
        meeting_id=meeting_id,
        lines=tuple(PassLine(line.id, line.name, line.capacity, line.present) for line in lines),
        shown=one.name if one else "",
        code=qr.path(address(passes.written(Pass(meeting_id, one.id, one.name)))) if one else None,
        reaches_phones=keys.reaches_phones(),
    )
