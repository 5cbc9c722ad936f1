"""Leaving seats open (减少名额): nearly all are elected and the electors agree to elect no further."""

from dataclasses import dataclass

from domain.kept import Kept
from domain.quorum import base_figure, needed_of
from domain.roll import RollFigures
from domain.rules import Rule, Threshold
from domain.share import Share
from domain.whole import whole
from domain.words import Refusal

#: Product default for 接近应选名额, to which the regulation gives no number: more than half of the seats are filled.
NEAR = Share(1, 2, strict=True)


@dataclass(frozen=True, slots=True)
class Reduction(Kept):
    """Whether the seats left may stay open: every number, where the demand came from, and the sentence to print.

    `near` is 接近应选名额 by the product's measure NEAR; `left` counts the seats nobody reached.
    """

    allowed: bool
    near: bool
    needed: int
    agreeing: int
    base: int
    base_name: str
    seats: int
    elected: int
    left: int
    origin: str
    clause: str
    sentence: str


def may_leave_open(rule: Rule, figures: RollFigures, seats: int, elected: int, agreeing: int) -> Reduction:
    """Decide whether `elected` of `seats` are enough, with `agreeing` electors for electing no further.

    Refusal where the rule knows no such way, no seat is open, or more agree than are present with the vote.
    """
    if rule.election is None or rule.election.fewer is None:
        raise Refusal("规则没有写明可以减少名额，不足的名额应当另行选举", "rule")
    _refuse_impossible(figures, seats, elected, agreeing)
    threshold = rule.election.fewer
    base = base_figure(threshold.base, figures)
    near, agreed = NEAR.met(elected, seats), threshold.share.met(agreeing, base)
    return Reduction(
        allowed=near and agreed,
        near=near,
        needed=needed_of(threshold, base),
        agreeing=agreeing,
        base=base,
        base_name=threshold.base.zh,
        seats=seats,
        elected=elected,
        left=seats - elected,
        origin=rule.origin("election"),
        clause=threshold.clause or rule.origin("election"),
        sentence=_nearness(seats, elected, near)
        + _consent(threshold, base, agreeing)
        + _end(near and agreed, seats - elected),
    )


def _refuse_impossible(figures: RollFigures, seats: int, elected: int, agreeing: int) -> None:
    whole(seats, "应选名额", "seats", least=1)
    whole(elected, "当选人数", "elected")
    whole(agreeing, "同意减少名额的人数", "agreeing")
    if elected >= seats:
        raise Refusal(f"应选{seats}人，当选{elected}人，没有缺额，不需要减少名额", "elected")
    if agreeing > figures.present_entitled:
        here = figures.present_entitled
        raise Refusal(f"同意减少名额的{agreeing}人，多于实到有选举权的{here}人，请核对", "agreeing")


def _nearness(seats: int, elected: int, near: bool) -> str:
    verb = "超过" if near else "没有超过"
    measure = "规定只写接近应选名额，没有写明人数，本系统按超过半数把握"
    return f"应选{seats}人，当选{elected}人，{verb}应选名额的半数（{measure}）。"


def _consent(threshold: Threshold, base: int, agreeing: int) -> str:
    needed = needed_of(threshold, base)
    verb = "超过" if threshold.share.strict else "达到"
    word = verb if threshold.share.met(agreeing, base) else f"未{verb}"
    return f"{threshold.base.zh}{base}人，同意减少名额{agreeing}人，{word}{threshold.share.part}（至少{needed}人）。"


def _end(allowed: bool, left: int) -> str:
    if allowed:
        return f"可以减少名额{left}名，不再进行选举。"
    return f"不能减少名额，缺额{left}名应当另行选举。"
