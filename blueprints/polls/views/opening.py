"""What must be known before a vote is opened."""

from collections.abc import Iterator

from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.models import Poll
from blueprints.polls.views.outcome import measure_of
from domain.lifecycle import MeetingState, PollFacts, PollState, poll_obstacles
from domain.lifecycle.obstacle import Obstacle
from domain.roll import RollFigures
from domain.rules import Method, Rule, attendee_scope
from domain.words import listed

#: So many names are read at a glance; the rest are counted.
_NAMES_SHOWN = 8


def before_opening(poll: Poll) -> tuple[Obstacle, ...]:
    """What forbids the opening of a draft, and what is only said before it; empty for any other state."""
    if poll.state != PollState.draft:
        return ()
    rule, figures = queries.rule_of(poll), queries.figures_of(poll)
    state = MeetingState(meetings.meeting(poll.meeting_id).state)
    away = len(queries.recused(poll.id))
    facts = PollFacts(PollState.draft, rule, state, Method(poll.method), figures, recused=away)
    found = list(poll_obstacles(PollState.open, facts))
    other = queries.open_poll_of(poll.meeting_id)
    if other is not None:
        found.append(Obstacle(f"“{other.motion}”正在表决，请先结束那一项，再开始这一项。"))
    return (
        *found,
        *_too_few(poll, figures.present_entitled - away),
        *(_without_phone(poll, rule, figures) if poll.level else ()),
    )


def _too_few(poll: Poll, voters: int) -> Iterator[Obstacle]:
    asked = measure_of(poll)
    if asked is not None and 0 < voters < asked.needed:
        yield Obstacle(f"能投票的{voters}人，少于须赞成的{asked.needed}票，本项不可能通过。", "roll", blocking=False)


def _without_phone(poll: Poll, rule: Rule, figures: RollFigures) -> Iterator[Obstacle]:
    names = queries.without_phone(poll.meeting_id)
    if not names:
        return
    shown = listed(names[:_NAMES_SHOWN]) + ("等" if len(names) > _NAMES_SHOWN else "")
    ways = [] if attendee_scope(rule) == "listed" else ["先办理登录卡"]
    ways += [] if rule.secret_required else ["改用其他表决方式"]
    advice = (
        f"请{'，或者'.join(ways)}。" if ways else "这类会议须无记名投票，他们要用纸质票；纸质票目前还不能在本系统登记。"
    )
    yield Obstacle(
        f"到会有表决权的{figures.present_entitled}人中有{len(names)}人没有激活登录卡，不能在手机上投票：{shown}。{advice}",
        "method",
        blocking=False,
    )
