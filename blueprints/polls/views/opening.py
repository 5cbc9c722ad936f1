"""What must be known before a vote is opened."""

from collections.abc import Iterator

from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.models import Poll, Voters
from blueprints.polls.service.opening import by_phone, refuse_unlocked
from blueprints.polls.views.opinions import opinions_before
from blueprints.polls.views.outcome import measure_of
from domain.lifecycle import MeetingState, PollState, poll_obstacles
from domain.lifecycle.obstacle import Obstacle
from domain.roll import RollFigures
from domain.words import Refusal, listed

#: So many names are read at a glance; the rest are counted.
_NAMES_SHOWN = 8

#: What those without a sign-in card do: at a review of others than Party members, and at any other vote.
_BY_PASS = "，请给他们发测评码，或者请他们到投票间、用纸质票填写"
_BY_PASS_TOO = "，请他们到投票间、用纸质票填写；不是党员的，也可以给他们发测评码"
_BY_OTHER_WAYS = "，不能在手机上投票，请他们到投票间或者用纸质票"


def before_opening(poll: Poll) -> tuple[Obstacle, ...]:
    """What forbids the opening of a draft, and what is only said before it; empty for any other state."""
    if poll.state != PollState.draft:
        return ()
    facts = queries.facts_of(poll, MeetingState(meetings.meeting(poll.meeting_id).state))
    figures, away = queries.figures_of(poll), facts.recused
    found = list(poll_obstacles(PollState.open, facts))
    other = queries.open_poll_of(poll.meeting_id)
    if other is not None:
        found.append(Obstacle(f"“{other.motion}”正在表决，请先结束那一项，再开始这一项。"))
    return (
        *found,
        *_unlocked(poll),
        *opinions_before(poll),
        *_too_few(poll, figures.present_entitled - away),
        *(_without_phone(poll, figures) if poll.level and by_phone(poll) else ()),
    )


def _unlocked(poll: Poll) -> Iterator[Obstacle]:
    try:
        refuse_unlocked(poll)
    except Refusal as refusal:
        yield Obstacle(refusal.sentence, refusal.field)


def _too_few(poll: Poll, voters: int) -> Iterator[Obstacle]:
    asked = measure_of(poll)
    if asked is not None and queries.paper_of(poll).asks_motion and 0 < voters < asked.needed:
        yield Obstacle(f"能投票的{voters}人，少于须赞成的{asked.needed}票，本项不可能通过。", "roll", blocking=False)


def _without_phone(poll: Poll, figures: RollFigures) -> Iterator[Obstacle]:
    names = queries.without_phone(poll)
    if not names:
        return
    shown = listed(names[:_NAMES_SHOWN]) + ("等" if len(names) > _NAMES_SHOWN else "")
    graded = queries.paper_of(poll).graded
    who = "填写测评票" if graded else "有表决权"
    passes = {Voters.GUESTS: _BY_PASS, Voters.ENTITLED: _BY_PASS_TOO} if graded else {}
    yield Obstacle(
        f"到会{who}的{figures.present_entitled}人中有{len(names)}人没有激活登录卡"
        f"{passes.get(Voters(poll.voters), _BY_OTHER_WAYS)}：{shown}。",
        "method",
        blocking=False,
    )
