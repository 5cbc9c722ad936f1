"""The way of a meeting, from planning to the archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.lifecycle.obstacle import Obstacle
from domain.quorum import Quorum, quorum
from domain.roll import RollFigures
from domain.rules import Rule

SHANGHAI = ZoneInfo("Asia/Shanghai")


class MeetingState(StrEnum):
    """Where a meeting stands."""

    planning = "planning"
    noticed = "noticed"
    gathering = "gathering"
    in_session = "in_session"
    ended = "ended"
    recorded = "recorded"
    archived = "archived"
    cancelled = "cancelled"
    inquorate = "inquorate"

    @property
    def zh(self) -> str:
        """The users' word for it."""
        return _STATE_ZH[self]


_STATE_ZH = {
    MeetingState.planning: "筹备中",
    MeetingState.noticed: "已通知",
    MeetingState.gathering: "签到中",
    MeetingState.in_session: "进行中",
    MeetingState.ended: "已散会",
    MeetingState.recorded: "记录已确认",
    MeetingState.archived: "已归档",
    MeetingState.cancelled: "已取消",
    MeetingState.inquorate: "流会",
}

_MOVES: dict[MeetingState, tuple[MeetingState, ...]] = {
    MeetingState.planning: (MeetingState.noticed, MeetingState.cancelled),
    MeetingState.noticed: (MeetingState.gathering, MeetingState.cancelled),
    MeetingState.gathering: (MeetingState.in_session, MeetingState.inquorate, MeetingState.cancelled),
    MeetingState.in_session: (MeetingState.ended,),
    MeetingState.ended: (MeetingState.recorded,),
    MeetingState.recorded: (MeetingState.archived,),
}


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What a move is judged by; every datetime is aware, `noticed_at` is when the first notice went out."""

    state: MeetingState
    rule: Rule
    now: datetime
    starts_at: datetime | None = None
    noticed_at: datetime | None = None
    has_chair: bool = False
    has_recorder: bool = False
    has_place: bool = False
    item_count: int = 0
    urgent_reason: str = ""
    figures: RollFigures | None = None
    chair_present: bool = False
    recorder_present: bool = False
    open_polls: int = 0
    unfinished_items: int = 0
    cancel_reason: str = ""
    minutes_confirmed: bool = False

    def __post_init__(self) -> None:
        for moment in (self.now, self.starts_at, self.noticed_at):
            if moment is not None and moment.utcoffset() is None:
                raise ValueError("a time without its zone decides nothing")


def may_move(before: MeetingState, after: MeetingState) -> bool:
    """Whether the order of states allows the move at all."""
    return after in _MOVES.get(before, ())


def lead_days(noticed_at: datetime, starts_at: datetime) -> int:
    """Days from notice to meeting as people count them: calendar days in Asia/Shanghai, maybe negative.

    A notice at 23:50 for a meeting at 8:00 next morning is one day ahead (提前1天).
    """
    return (starts_at.astimezone(SHANGHAI).date() - noticed_at.astimezone(SHANGHAI).date()).days


def notice_is_short(rule: Rule, noticed_at: datetime, starts_at: datetime) -> bool:
    """Whether the notice comes later than the rule's `notice_days` ask; never where none are asked."""
    return rule.notice_days is not None and lead_days(noticed_at, starts_at) < rule.notice_days


def obstacles(move: MeetingState, facts: MeetingFacts) -> tuple[Obstacle, ...]:
    """All that stands in the way of moving to that state, in the order to mend it."""
    if not may_move(facts.state, move):
        return (_wrong_order(move, facts.state),)
    checks = {
        MeetingState.noticed: _to_noticed,
        MeetingState.gathering: _to_gathering,
        MeetingState.in_session: _to_session,
        MeetingState.inquorate: _to_inquorate,
        MeetingState.ended: _to_ended,
        MeetingState.recorded: _to_recorded,
        MeetingState.cancelled: _to_cancelled,
    }
    check = checks.get(move)
    return tuple(check(facts)) if check else ()


def _wrong_order(move: MeetingState, state: MeetingState) -> Obstacle:
    ways = "、".join(f"“{way.zh}”" for way in _MOVES.get(state, ()))
    hint = f"下一步可以是{ways}" if ways else "不能再变更"
    return Obstacle(f"会议现在是“{state.zh}”，不能转为“{move.zh}”，{hint}。")


def _to_noticed(facts: MeetingFacts) -> Iterator[Obstacle]:
    if not facts.has_place:
        yield Obstacle("请填写会议地点。", "place")
    if not facts.item_count:
        yield Obstacle("请至少列出一项议题。", "items")
    if not facts.has_chair:
        yield Obstacle("请指定主持人。", "chair")
    if not facts.has_recorder:
        yield Obstacle("请指定记录人。", "recorder")
    yield from _timing(facts)


def _timing(facts: MeetingFacts) -> Iterator[Obstacle]:
    if facts.starts_at is None:
        yield Obstacle("请填写开会时间。", "starts_at")
        return
    if facts.starts_at <= facts.now:
        yield Obstacle("开会时间已经过去，请改为今后的时间。", "starts_at")
        return
    noticed_at = facts.noticed_at or facts.now
    if notice_is_short(facts.rule, noticed_at, facts.starts_at) and not facts.urgent_reason.strip():
        days = facts.rule.notice_days
        yield Obstacle(f"提前通知不足{days}天：请填写临时召开原因。", "urgent_reason")


def _to_gathering(facts: MeetingFacts) -> Iterator[Obstacle]:
    if facts.figures is None or not facts.figures.expected:
        yield Obstacle("参会名单是空的，请先核对名单。", "roll")
    if facts.starts_at is not None and lead_days(facts.now, facts.starts_at) > 0:
        day = facts.starts_at.astimezone(SHANGHAI)
        yield Obstacle(f"会议定于{day.month}月{day.day}日召开，现在签到早于开会日期。", blocking=False)


def _to_session(facts: MeetingFacts) -> Iterator[Obstacle]:
    opening = _quorum(facts)
    if facts.figures is None or not facts.figures.present:
        yield Obstacle("还没有人签到，请先签到。", "roll")
    elif opening is not None and not opening.met:
        yield Obstacle(opening.sentence, "roll")
    if not facts.chair_present:
        stand_ins = facts.rule.chair_fallback_zh
        other = f"，或者改由{stand_ins}主持" if stand_ins else "，或者改定主持人"
        yield Obstacle(f"主持人尚未签到：请主持人签到{other}。", "chair")
    if not facts.recorder_present:
        yield Obstacle("记录人尚未签到：请记录人签到，或者改定记录人。", "recorder")


def _to_inquorate(facts: MeetingFacts) -> Iterator[Obstacle]:
    opening = _quorum(facts)
    if facts.rule.quorum is None:
        yield Obstacle(f"{facts.rule.name}没有法定人数的要求，不作流会处理；不开了请取消会议。")
    elif opening is not None and opening.met:
        yield Obstacle("到会人数已经达到法定人数，可以开会，不作流会处理。")
    if facts.starts_at is not None and facts.now < facts.starts_at:
        yield Obstacle("还没有到通知的开会时间，请再等一等；不开了请取消会议。")


def _to_ended(facts: MeetingFacts) -> Iterator[Obstacle]:
    if facts.open_polls:
        yield Obstacle(f"还有{facts.open_polls}项表决没有结束，请先结束表决并宣布结果。", "polls")
    if facts.unfinished_items:
        yield Obstacle(f"还有{facts.unfinished_items}项议题没有议完。", "items", blocking=False)


def _to_recorded(facts: MeetingFacts) -> Iterator[Obstacle]:
    if not facts.minutes_confirmed:
        yield Obstacle("会议记录须由主持人和记录人都确认。", "minutes")


def _to_cancelled(facts: MeetingFacts) -> Iterator[Obstacle]:
    if not facts.cancel_reason.strip():
        yield Obstacle("请填写取消会议的原因。", "cancel_reason")


def _quorum(facts: MeetingFacts) -> Quorum | None:
    return None if facts.figures is None else quorum(facts.rule, facts.figures)
