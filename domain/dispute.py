"""When both sides are nearly equal (双方人数接近), and what an emergency allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.decision import Votes, refuse_surplus
from domain.quorum import quorum
from domain.roll import RollFigures
from domain.rules import Rule
from domain.words import Refusal


class Way(StrEnum):
    """What may be done with a close vote (党章第十七条)."""

    defer = "defer"
    vote_again = "vote_again"
    report = "report"
    majority = "majority"

    @property
    def zh(self) -> str:
        """The users' words."""
        return _WAYS[self]


_WAYS = {
    Way.defer: "暂缓作出决定，进一步调查研究、交换意见",
    Way.vote_again: "下次会议再表决",
    Way.report: "将争论情况向上级党组织报告，请求裁决",
    Way.majority: "紧急情况，按多数意见执行",
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """Whether the two sides are close, what may be done then, in the order of the rule, and the sentence."""

    close: bool
    ways: tuple[Way, ...]
    clause: str
    sentence: str


def dispute(rule: Rule, votes: Votes, *, urgent: bool = False, again: bool = False) -> Dispute:
    """What to do after these votes; `urgent` in an emergency, `again` when this already was the second vote.

    Without close votes nothing needs doing. An emergency follows the majority only where the rule says so,
    and there is one.
    """
    clause = rule.origin("dispute")
    if not votes.close:
        return Dispute(False, (), clause, "赞成和反对的人数不接近，按表决结果办理。")
    ways = tuple(_ways(rule, votes, urgent, again))
    counts = f"赞成{votes.in_favour}票，反对{votes.against}票，双方人数接近"
    but = "除紧急情况下按多数意见执行外，" if Way.majority not in ways and _follows_majority(rule, votes) else ""
    return Dispute(True, ways, clause, f"{counts}：{but}{'；'.join(way.zh for way in ways)}。")


def _follows_majority(rule: Rule, votes: Votes) -> bool:
    return rule.urgency is not None and rule.urgency.by_majority and votes.in_favour != votes.against


def _ways(rule: Rule, votes: Votes, urgent: bool, again: bool) -> Iterator[Way]:
    if urgent and _follows_majority(rule, votes):
        yield Way.majority
        return
    if not again:
        yield Way.defer
        yield Way.vote_again
    yield Way.report


@dataclass(frozen=True, slots=True)
class UrgentDecision:
    """An urgent matter handled without quorum: no resolution, and to be reported afterwards."""

    handled: bool
    needed: int
    reached: int
    present: int
    report_to: str
    clause: str
    sentence: str


def decide_urgently(rule: Rule, figures: RollFigures, votes: Votes) -> UrgentDecision:
    """Let those present handle an urgent matter by more than half of them though the quorum is missing.

    Refusal where the rule does not allow it, where the quorum is there (then vote as usual), or too many voted.
    The share of those present is the product's own choice: the source names none.
    """
    opening, urgency = quorum(rule, figures), rule.urgency
    if urgency is None or not urgency.without_quorum:
        raise Refusal(f"{rule.name}的规定没有允许不足法定人数时处理紧急事项，请另行召开会议", "rule")
    if opening is None or opening.met:
        raise Refusal("已经达到法定人数，请按正常程序表决", "roll")
    refuse_surplus(votes, figures)
    present, report_to = figures.present_entitled, urgency.report_to or "下次会议"
    needed = present // 2 + 1
    handled = votes.in_favour >= needed
    then = f"可以先行处理，事后须向{report_to}汇报" if handled else "不能先行处理"
    counts = f"赞成{votes.in_favour}票，反对{votes.against}票，弃权{votes.abstain}票"
    return UrgentDecision(
        handled=handled,
        needed=needed,
        reached=votes.in_favour,
        present=present,
        report_to=report_to,
        clause=rule.origin("emergency"),
        sentence=f"{opening.sentence}作为紧急事项征求到会{present}人的意见：{counts}，"
        f"{'超过' if handled else '未超过'}到会人数的半数（至少{needed}票），{then}。",
    )
