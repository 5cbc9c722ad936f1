"""A vote on the voters' phones and on the hall's screen."""

from blueprints.meetings import queries as meetings
from blueprints.polls import boxes, queries
from blueprints.polls.forms import SPACED_ZH, CastForm, MoveForm, PaperForm
from blueprints.polls.models import Poll, Voters
from blueprints.polls.pages import ConfirmPage, HallView, Outcome, SlipView
from blueprints.polls.service import Slip
from blueprints.polls.views.codes import codes_view
from blueprints.polls.views.election import counted_lines, election_outcome
from blueprints.polls.views.outcome import outcome
from blueprints.polls.views.review import filled_of, grade_groups, grading_view, method_zh, review_view, who_fills
from domain.lifecycle import PollState
from domain.paper import Marked, Paper

PAPER_PLEASE = "本次表决使用纸质票，请向监票人领取，填好后投入票箱。"
KEPT_APART = "选票与姓名分开存放，票上没有姓名、时间和先后顺序。截止以前，系统只公布已投人数。"
SEALED = (
    "每张选票投出时就加密锁上，要有足够的监票人输入开箱码才能打开；投票期间拿到数据库副本的人，看不到您投了什么票。"
    "管理服务器的人在您投票的当时仍有可能看到或者改动。"
)
COPIES = (
    "这次投票的票箱没有加密：谁在投票期间拿到数据库副本，谁就能看出每个人投了什么票；"
    "管理服务器的人在您投票的当时也能看到或者改动。计票以后，系统会清除投票的先后痕迹。"
)
UNANIMITY = "如果大家的意见完全一致，结果本身就会说明每个人的选择。"
WRITE_INS = "另选他人时写下的姓名会列入计票结果，写法特别的姓名可能让人猜到是谁写的。"
NO_TLS = "现在的网络连接没有加密，同一网络里的人有可能看到您提交的内容。"


def slip_view(poll: Poll, account_id: int | None, secure: bool, form: PaperForm | None = None) -> SlipView:
    """The vote as this account's phone shows it; `secure` says whether the phone reached us by https."""
    state, why_not = _standing(poll, account_id)
    paper = queries.paper_of(poll)
    return SlipView(
        id=poll.id,
        motion=poll.motion,
        method=poll.method,
        method_zh=method_zh(poll),
        state=poll.state,
        can_vote=state == 0 and poll.state == PollState.open and bool(poll.level) and poll.electronic,
        # A hand has no mark on its voter: only papers are used up.
        voted=bool(state) and bool(poll.level),
        why_not=why_not or ("" if poll.electronic or state != 0 else PAPER_PLEASE),
        cautions=cautions(poll, secure) if poll.level else (),
        # The hall's page only leads to a review ballot: its many fields are not made for each phone.
        form=form or (MoveForm(formdata=None) if paper.graded else PaperForm.of(paper, formdata=None)),
        outcome=_announced(poll),
        void_reason=poll.void_reason,
        published=poll.state == PollState.announced and bool(poll.level),
        elects=paper.elects,
        office=paper.office,
        seats=paper.most,
        rehearsal=poll.rehearsal,
        election=election_outcome(poll) if poll.state == PollState.announced else None,
        grading=grading_view(poll),
        review=review_view(poll) if poll.state == PollState.announced else None,
    )


def confirm_page(poll: Poll, title: str, slip: Slip, cast_url: str, again_url: str, ticket: str = "") -> ConfirmPage:
    """The paper once more before it is cast; every choice is written in the same number of bytes."""
    paper, marked = queries.paper_of(poll), slip.marked
    names = paper.lines if paper.elects else (poll.motion,)
    pairs = () if paper.graded else zip(names, (SPACED_ZH[choice] for choice in marked.choices), strict=True)
    return ConfirmPage(
        title=title,
        id=poll.id,
        motion=poll.motion,
        lines=tuple(pairs),
        written=marked.written,
        summary=_summary(paper, marked),
        groups=grade_groups(paper, marked) if paper.graded else (),
        form=CastForm.of(slip, paper),
        cast_url=cast_url,
        again_url=again_url,
        ticket=ticket,
    )


def _summary(paper: Paper, marked: Marked) -> str:
    if paper.graded:
        return filled_of(paper, marked)
    return f"应选{paper.most:>2}人，您选了{marked.chosen:>2}人" if paper.elects else ""


def hall_view(poll: Poll) -> HallView:
    """The vote as the whole hall may see it: while it is open, how many have voted and nothing else."""
    return HallView(
        motion=poll.motion,
        method=poll.method,
        method_zh=method_zh(poll),
        state=poll.state,
        cast=queries.cast_count(poll.id) if poll.level else 0,
        voters=queries.voter_count(poll.id),
        outcome=_announced(poll),
        void_reason=poll.void_reason,
        rehearsal=poll.rehearsal,
        root=poll.box_root if poll.state == PollState.closed else "",
        count=poll.box_count or 0,
        codes=codes_view(poll),
        election=election_outcome(poll) if poll.state == PollState.announced else None,
        counted=counted_lines(poll),
        review=review_view(poll) if poll.rehearsal or poll.state == PollState.announced else None,
    )


def _announced(poll: Poll) -> Outcome | None:
    return outcome(poll) if poll.state == PollState.announced else None


def _standing(poll: Poll, account_id: int | None) -> tuple[int | None, str]:
    """The viewer's state on the vote's roll, and why there is none."""
    line = meetings.attendee_of(poll.meeting_id, account_id) if account_id is not None else None
    if line is None:
        return None, "您不在本次会议的名单上，不参加表决。"
    state = queries.voter_state(poll.id, line.id)
    if state is not None:
        return state, ""
    if line.id in {one.attendee_id for one in queries.recused(poll.id)}:
        return None, "您在本项表决中回避，不参加表决。"
    if poll.voters != Voters.ENTITLED:
        return None, _why_not_filling(poll, line.id)
    if not line.entitled:
        return None, f"{line.no_vote_reason or '您没有表决权'}，不参加这项表决。"
    return None, "表决开始时您没有签到，不在本次表决的名单上。"


def _why_not_filling(poll: Poll, attendee_id: int) -> str:
    if queries.is_called(poll, attendee_id):
        return "测评开始时您没有签到，不在本次测评的名单上。"
    return f"本次测评由{who_fills(poll)}填写，您不填写测评票。"


def cautions(poll: Poll, secure: bool) -> tuple[str, ...]:
    voters = queries.voter_count(poll.id)
    few = f"本次参加表决的只有{voters}人，少于{poll.min_group}人，从票数可能推知个人的选择。"
    told = [KEPT_APART, SEALED if poll.level == boxes.SEALED else COPIES, UNANIMITY]
    told += [WRITE_INS] if queries.paper_of(poll).write_ins else []
    told += [few] if voters < poll.min_group else []
    return (*told, *(() if secure else (NO_TLS,)))
