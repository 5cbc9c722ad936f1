"""The booth's tablet, step by step."""

from ballots.formats import Receipt
from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.forms import PaperForm
from blueprints.polls.models import Poll, Voters
from blueprints.polls.pages.booth import BoothPage, BoothPaper
from blueprints.polls.pages.votes import ConfirmPage
from blueprints.polls.service.booth import Inside
from blueprints.polls.views.fragments import slip_view
from blueprints.polls.views.review import grading_view
from domain.lifecycle import PollState
from domain.rules import attendee_scope

CALL = "请等候监票人叫号"
PAPER_HERE = "本次表决使用纸质票，请向监票人领取"
NO_VOTE = "现在没有无记名投票，请等候"


def waiting_page(meeting_id: int, poll: Poll | None, refusals: tuple[str, ...] = ()) -> BoothPage:
    """Nobody stands before the tablet; `poll` is the vote that is open."""
    return BoothPage(
        title=meetings.meeting(meeting_id).title,
        motion=poll.motion if poll is not None and _under_way(poll) else "",
        note=_note(poll),
        tag=booth_tag(poll, None),
        refusals=refusals,
    )


def _under_way(poll: Poll) -> bool:
    return poll.state == PollState.open and bool(poll.level)


def _note(poll: Poll | None) -> str:
    if poll is None or not _under_way(poll):
        return NO_VOTE
    return CALL if poll.electronic else PAPER_HERE


def booth_tag(poll: Poll | None, there: Inside | None) -> str:
    """What the tablet depends on: the vote, and the admission; a hash of nothing that was chosen."""
    if there is not None:
        return there.ticket
    return str(poll.id) if poll is not None and _under_way(poll) else "0"


def paper_page(poll: Poll, there: Inside, secure: bool, form: PaperForm) -> BoothPage:
    """The paper for whoever was let in; `secure` says whether the tablet reached us by https."""
    paper = queries.paper_of(poll)
    shown = BoothPaper(
        name=_addressed(poll, queries.voter_name(poll.id, there.attendee_id)),
        elects=paper.elects,
        seats=paper.most,
        rehearsal=poll.rehearsal,
        cautions=slip_view(poll, None, secure).cautions,
        form=form,
        ticket=there.ticket,
        grading=grading_view(poll),
    )
    return _standing(poll, there, paper=shown)


def _addressed(poll: Poll, name: str) -> str:
    outside = attendee_scope(queries.rule_of(poll)) == "listed" or poll.voters == Voters.GUESTS
    return name if outside else f"{name}同志"


def booth_confirm(poll: Poll, there: Inside, confirm: ConfirmPage) -> BoothPage:
    """What was chosen, once more."""
    return _standing(poll, there, confirm=confirm)


def thanks_page(poll: Poll, there: Inside, receipt: Receipt) -> BoothPage:
    """The ballot lies in the box."""
    return _standing(poll, there, receipt=receipt)


def _standing(
    poll: Poll,
    there: Inside,
    paper: BoothPaper | None = None,
    confirm: ConfirmPage | None = None,
    receipt: Receipt | None = None,
) -> BoothPage:
    title, tag = meetings.meeting(poll.meeting_id).title, booth_tag(poll, there)
    return BoothPage(title, poll.motion, "", tag, (), paper, confirm, receipt, there.ticket)
