"""The way of a vote, from the draft to the announcement."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.decision import Votes, refuse_surplus
from domain.lifecycle.meeting import MeetingState
from domain.lifecycle.obstacle import Obstacle
from domain.quorum import quorum
from domain.roll import RollFigures
from domain.rules import Method, Rule
from domain.words import Refusal, listed

#: Below so many voters the figures of a secret vote may tell who chose what; of one they must.
SMALL_GROUP = 5


class PollState(StrEnum):
    """Where a vote stands."""

    draft = "draft"
    open = "open"
    closed = "closed"
    counted = "counted"
    announced = "announced"
    void = "void"

    @property
    def zh(self) -> str:
        """The users' word for it."""
        return _STATE_ZH[self]


_STATE_ZH = {
    PollState.draft: "待表决",
    PollState.open: "表决中",
    PollState.closed: "表决结束",
    PollState.counted: "已计票",
    PollState.announced: "已宣布",
    PollState.void: "作废",
}

_MOVES: dict[PollState, tuple[PollState, ...]] = {
    PollState.draft: (PollState.open, PollState.void),
    PollState.open: (PollState.closed, PollState.void),
    PollState.closed: (PollState.counted, PollState.void),
    PollState.counted: (PollState.announced, PollState.void),
}


@dataclass(frozen=True, slots=True)
class PollFacts:
    """What a move of a vote is judged by; `figures` is the roll as counted now, before opening.

    `recused` of those present with the vote step back (回避). A review (`graded`, 民主测评) adopts nothing: it is held
    under every rule, in secret; then `figures` are those of who fills the ballots and `hall` the meeting's.
    """

    state: PollState
    rule: Rule
    meeting_state: MeetingState
    method: Method
    figures: RollFigures | None = None
    votes: Votes | None = None
    void_reason: str = ""
    recused: int = 0
    graded: bool = False
    hall: RollFigures | None = None


def poll_may_move(before: PollState, after: PollState) -> bool:
    """Whether the order of states allows the move at all."""
    return after in _MOVES.get(before, ())


def poll_obstacles(move: PollState, facts: PollFacts) -> tuple[Obstacle, ...]:
    """All that stands in the way of moving the vote to that state; empty when nothing does."""
    if not poll_may_move(facts.state, move):
        return (_wrong_order(move, facts.state),)
    checks = {PollState.open: _to_open, PollState.counted: _to_counted, PollState.void: _to_void}
    check = checks.get(move)
    return tuple(check(facts)) if check else ()


def _wrong_order(move: PollState, state: PollState) -> Obstacle:
    ways = "、".join(f"“{way.zh}”" for way in _MOVES.get(state, ()))
    hint = f"下一步可以是{ways}" if ways else "不能再变更"
    return Obstacle(f"表决现在是“{state.zh}”，不能转为“{move.zh}”，{hint}。")


def _to_open(facts: PollFacts) -> Iterator[Obstacle]:
    if facts.meeting_state is not MeetingState.in_session:
        yield Obstacle(f"会议现在是“{facts.meeting_state.zh}”，开会期间才能表决。")
    if facts.graded:
        yield from _grading(facts)
    elif facts.rule.adoption is None:
        yield Obstacle(f"{facts.rule.name}不进行表决。")
        return
    else:
        yield from _method(facts)
        yield from _attendance(facts)
    if facts.method is Method.secret and facts.figures is not None:
        yield from _secrecy(facts.figures.present_entitled - facts.recused)


def _method(facts: PollFacts) -> Iterator[Obstacle]:
    if facts.rule.secret_required and facts.method is not Method.secret:
        yield Obstacle("这类会议须采用无记名投票方式表决。", "method")
    elif facts.method not in facts.rule.methods:
        allowed = listed(method.zh for method in facts.rule.methods) or "没有列明的方式"
        yield Obstacle(f"{facts.rule.name}不采用{facts.method.zh}方式，可以采用：{allowed}。", "method")


def _attendance(facts: PollFacts) -> Iterator[Obstacle]:
    if facts.figures is None or not facts.figures.present_entitled:
        yield Obstacle("没有有表决权的人员到会，不能表决。", "roll")
        return
    if facts.recused >= facts.figures.present_entitled:
        yield Obstacle("到会有表决权的人员全部回避，不能表决。", "roll")
        return
    opening = quorum(facts.rule, facts.figures, so="不能表决")
    if opening is not None and not opening.met:
        yield Obstacle(opening.sentence, "roll")


def _grading(facts: PollFacts) -> Iterator[Obstacle]:
    if facts.method is not Method.secret:
        yield Obstacle("民主测评须采用无记名方式。", "method")
    if facts.figures is None or not facts.figures.present_entitled:
        yield Obstacle("填写测评票的人员都没有到会，不能测评。", "roll")
    opening = quorum(facts.rule, facts.hall, so="不能测评") if facts.hall is not None else None
    if opening is not None and not opening.met:
        yield Obstacle(opening.sentence, "roll")


def _secrecy(voters: int) -> Iterator[Obstacle]:
    if voters == 1:
        yield Obstacle("能投票的只有1人到会，无记名投票保不住秘密，请改用其他方式。", "method")
    elif 1 < voters < SMALL_GROUP:
        yield Obstacle(
            f"能投票的只有{voters}人到会，从票数可能推知个人的选择，请在表决前向大家说明。",
            "method",
            blocking=False,
        )


def _to_counted(facts: PollFacts) -> Iterator[Obstacle]:
    if facts.votes is None or facts.figures is None:
        yield Obstacle("请填写赞成、反对、弃权的票数。", "votes")
        return
    try:
        refuse_surplus(facts.votes, facts.figures, facts.recused)
    except Refusal as refusal:
        yield Obstacle(f"{refusal.sentence}。", "votes")


def _to_void(facts: PollFacts) -> Iterator[Obstacle]:
    if not facts.void_reason.strip():
        yield Obstacle("请填写表决作废的原因。", "void_reason")
