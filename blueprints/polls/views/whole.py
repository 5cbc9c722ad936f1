"""The page of one vote: result, roll, box and audit chain."""

from collections.abc import Sequence

from blueprints.meetings import queries as meetings
from blueprints.polls import chain, queries
from blueprints.polls.models import Poll, PollEvent
from blueprints.polls.pages import BoxLists, EventLine, FigureLine, MotionView, PollPage
from domain.roll import RollFigures

EVENTS_ZH = {
    "opened": "开始表决",
    "closed": "表决截止",
    "box_opened": "开箱",
    "counted": "计票",
    "announced": "宣布结果",
    "voided": "作废",
    "scrubbed": "清除投票先后痕迹",
    "scrub_pending": "清除投票先后痕迹未完成",
}


def poll_page(poll: Poll, motion: MotionView) -> PollPage:
    """All that the people of the meeting may know and check of a vote."""
    item, events = meetings.item(poll.item_id), chain.events(poll.id)
    return PollPage(
        title=item.meeting.title,
        meeting_id=poll.meeting_id,
        item=item.title,
        motion=motion,
        figures=_figures(queries.figures_of(poll)),
        roll_sha=poll.roll_sha,
        lists=_lists(poll) if motion.outcome else None,
        events=_lines(events),
        chain_holds=chain.holds(events),
    )


def _figures(figures: RollFigures) -> tuple[FigureLine, ...]:
    return (
        FigureLine("应到", figures.expected),
        FigureLine("应到有表决权", figures.entitled),
        FigureLine("实到", figures.present),
        FigureLine("实到有表决权", figures.present_entitled),
        FigureLine("请假", figures.excused),
        FigureLine("列席", figures.observers),
    )


def _lines(events: Sequence[PollEvent]) -> tuple[EventLine, ...]:
    return tuple(EventLine(one.at, EVENTS_ZH[one.event], one.sha) for one in events)


def _lists(poll: Poll) -> BoxLists | None:
    public = queries.ballot_public(poll.id)
    if public is None:
        return None
    return BoxLists(
        count=public.count,
        root=public.root,
        receipts=public.receipts,
        receipts_sha=public.receipts_sha,
        opened=tuple(choice.zh(poll.method) for choice in public.opened),
        opened_sha=public.opened_sha,
        public_key=public.public_key,
    )
