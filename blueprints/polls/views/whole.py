"""The page of one vote: result, roll, box and audit chain."""

from collections.abc import Sequence
from datetime import datetime

from blueprints.meetings import queries as meetings
from blueprints.polls import chain, queries, service
from blueprints.polls.models import Poll, PollEvent, Voters
from blueprints.polls.pages import BoxLists, EventLine, FigureLine, MotionView, PollPage
from blueprints.polls.views.review import mark_zh
from domain.lifecycle import PollState
from domain.paper import Choice, Paper
from domain.rules import Method

EVENTS_ZH = {
    "opened": "开始表决",
    "closed": "表决截止",
    "box_opened": "开箱",
    "counted": "计票",
    "announced": "宣布结果",
    "voided": "作废",
    "scrubbed": "清除投票先后痕迹",
    "scrub_pending": "清除投票先后痕迹未完成",
    "codes_handed_out": "发放开箱码",
    "locked": "票箱上锁",
    "code_lost": "有监票人报告开箱码丢失",
    "names_read": "认定另选他人的姓名",
    "paper_merged": "纸质票录入票箱",
    "paper_cancelled": "纸质票交回未用",
    "erased": "销毁选票",
}


def poll_page(poll: Poll, motion: MotionView, now: datetime) -> PollPage:
    """All that the people of the meeting may know and check of a vote."""
    due = service.erasable_from(poll)
    item, events = meetings.item(poll.item_id), chain.events(poll.id)
    return PollPage(
        title=item.meeting.title,
        meeting_id=poll.meeting_id,
        item=item.title,
        motion=motion,
        figures=_figures(poll),
        live=item.meeting.state in meetings.LIVE,
        roll_sha=poll.roll_sha,
        lists=_lists(poll) if motion.outcome or motion.election or motion.counted or motion.review else None,
        published=poll.state == PollState.announced and bool(poll.level),
        erasable_from=due,
        erasable=due is not None and now >= due,
        events=_lines(events, motion),
        chain_holds=chain.holds(events),
    )


def _figures(poll: Poll) -> tuple[FigureLine, ...]:
    figures = queries.figures_of(poll)
    if poll.voters != Voters.ENTITLED:
        counted = {"应到": figures.expected, "实到": figures.present, "请假": figures.excused}
        return tuple(FigureLine(f"{Voters(poll.voters).zh}{name}", number) for name, number in counted.items())
    return (
        FigureLine("应到", figures.expected),
        FigureLine("应到有表决权", figures.entitled),
        FigureLine("实到", figures.present),
        FigureLine("实到有表决权", figures.present_entitled),
        FigureLine("请假", figures.excused),
        FigureLine("列席", figures.observers),
    )


def _lines(events: Sequence[PollEvent], motion: MotionView) -> tuple[EventLine, ...]:
    act = "测评" if motion.grading else "表决"
    return tuple(EventLine(one.at, EVENTS_ZH[one.event].replace("表决", act), one.sha) for one in events)


def _lists(poll: Poll) -> BoxLists | None:
    public = queries.ballot_public(poll.id)
    if public is None:
        return None
    return BoxLists(
        count=public.count,
        root=public.root,
        receipts=public.receipts,
        receipts_sha=public.receipts_sha,
        opened=_opened(poll, public.opened),
        opened_sha=public.opened_sha,
        public_key=public.public_key,
    )


def _opened(poll: Poll, opened: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each line's name with its marks as people read them; written names last, as the tellers read them."""
    paper = queries.paper_of(poll)
    lines = [
        (name, tuple(_mark_zh(paper, mark) for mark in marks)) for name, marks in zip(paper.lines, opened, strict=False)
    ]
    written = tuple(sorted(filter(None, (poll.names_read.get(name, name) for name in opened[-1]))))
    return (*lines, *([("另选他人", written)] if paper.write_ins else []))


def _mark_zh(paper: Paper, mark: str) -> str:
    if paper.graded:
        return mark_zh(paper, mark)
    return Choice(mark).zh(Method.secret) if mark in set(Choice) else "无效票"
