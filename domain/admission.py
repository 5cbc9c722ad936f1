"""Decisions on one person: admission (接收预备党员) and the end of probation (转正)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.decision import NO_VOTES, Decision, Votes, resolve
from domain.roll import RollFigures
from domain.rules import Rule
from domain.words import Refusal, listed

#: How many months a probation may be extended by, once (发展党员工作细则).
EXTENSION_MONTHS = range(6, 13)


#: The kinds of meeting that decide on admission and the end of probation.
KINDS = frozenset({"party_admit", "party_confirm"})


class Outcome(StrEnum):
    """What is put to the vote about a person."""

    admitted = "admitted"
    confirmed = "confirmed"
    extended = "extended"
    cancelled = "cancelled"

    @property
    def zh(self) -> str:
        """The users' words, as the rule names them."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.admitted: "接收为预备党员",
    Outcome.confirmed: "按期转正",
    Outcome.extended: "延长预备期",
    Outcome.cancelled: "取消预备党员资格",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed about one person; `months` only of an extension, `extended_before` of an earlier one."""

    name: str
    outcome: Outcome
    months: int | None = None
    extended_before: bool = False

    def refuse_unlawful(self, rule: Rule) -> None:
        """Refuse what the rule does not know, a second extension, and one of fewer than six or over twelve months."""
        named = rule.outcomes or (Outcome.admitted.zh,)
        if self.outcome.zh not in named:
            raise Refusal(f"{rule.name}的结果只能是{listed(named)}", "outcome")
        if self.outcome is not Outcome.extended:
            return
        if self.extended_before:
            raise Refusal(f"{self.name}的预备期已经延长过一次，不能再延长", "outcome")
        if self.months not in EXTENSION_MONTHS:
            raise Refusal("预备期延长不能少于半年，最长不超过一年，请填写6至12个月", "months")

    @property
    def words(self) -> str:
        """What is proposed, with the months of an extension."""
        return f"{self.outcome.zh}{self.months}个月" if self.months else self.outcome.zh


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What was decided about a person; `outcome` is None when the proposal was not adopted."""

    name: str
    outcome: Outcome | None
    decision: Decision
    sentence: str


def refuse_together(rule: Rule, names: Sequence[str]) -> None:
    """Refuse one vote on several persons where they are to be discussed and voted on one at a time."""
    if rule.one_by_one and len(names) > 1:
        raise Refusal(f"{listed(names)}共{len(names)}人，应当逐个讨论、逐个表决", "names")


def in_time(received_at: datetime, opened_at: datetime) -> bool:
    """Whether a written opinion counts: received before the meeting began (会后提交的无效)."""
    return received_at < opened_at


def conclude(
    rule: Rule,
    figures: RollFigures,
    proposal: Proposal,
    votes: Votes,
    written: Votes = NO_VOTES,
    *,
    recused: int = 0,
    invalid: int = 0,
) -> Conclusion:
    """Decide what is proposed about one person; Refusal for what the rule does not allow.

    A proposal that was not adopted decides nothing else: another result must be put to its own vote.
    """
    proposal.refuse_unlawful(rule)
    decision = resolve(rule, figures, votes, written=written, recused=recused, invalid=invalid)
    if decision.adopted:
        said = f"{decision.sentence}决定：{proposal.name}，{proposal.words}。"
        return Conclusion(proposal.name, proposal.outcome, decision, said)
    said = f"{decision.sentence}关于{proposal.name}{proposal.words}没有形成决议，应另行提出意见再表决。"
    return Conclusion(proposal.name, None, decision, said)
