"""逐个讨论、逐个表决: what stands in the way of proposing something about a person."""

from collections.abc import Sequence

from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.models import Poll
from blueprints.polls.queries.proposals import proposals_on
from domain.admission import KINDS, Proposal, refuse_together
from domain.lifecycle import PollState
from domain.rules import Rule
from domain.settled import read_proposal
from domain.words import Refusal

_UNDECIDED = (PollState.draft, *queries.UNFINISHED)


def refuse_another(item_id: int, proposal: Proposal) -> None:
    """Refusal at other meetings, while something else is proposed on the item, and where opinions speak to that.

    Opinions written before the meeting 会前书面意见 belong to what was proposed when they came in: they are counted for
    nothing else, so another proposal gets an item of its own.
    """
    rule = meetings.rule_of(meetings.item(item_id).meeting)
    if rule.kind not in KINDS:
        raise Refusal("这类会议不票决接收预备党员和转正，请从“提出表决”填写表决事项。")
    _refuse_unlawful(rule, proposal)
    before = proposals_on(item_id)
    _refuse_undecided(rule, [poll for poll in before if poll.state in _UNDECIDED], proposal)
    _refuse_spoken_to(item_id, before, proposal)


def same(poll: Poll, proposal: Proposal) -> bool:
    """Whether the vote proposes just that about that person."""
    kept = read_proposal(poll.proposal)
    return kept is not None and (kept.name, kept.words) == (proposal.name, proposal.words)


def _refuse_unlawful(rule: Rule, proposal: Proposal) -> None:
    try:
        proposal.refuse_unlawful(rule)
    except Refusal as refusal:
        raise Refusal(f"{refusal.sentence}。", refusal.field) from None


def _refuse_undecided(rule: Rule, undecided: Sequence[Poll], proposal: Proposal) -> None:
    if not undecided:
        return
    asked = f"请先表决“{undecided[-1].motion}”，或者撤回，再提出下一项。"
    names = [kept.name for kept in (read_proposal(poll.proposal) for poll in undecided) if kept]
    try:
        refuse_together(rule, list(dict.fromkeys([*names, proposal.name])))
    except Refusal as refusal:
        raise Refusal(f"{refusal.sentence}。{asked}", "name") from None
    raise Refusal(f"这项议题已经提出表决。{asked}")


def _refuse_spoken_to(item_id: int, before: Sequence[Poll], proposal: Proposal) -> None:
    written = len(queries.opinions_on(item_id))
    if written and before and not same(before[-1], proposal):
        raise Refusal(
            f"已经收到{written}份对“{before[-1].motion}”的会前书面意见，不能计入别的表决事项。"
            "请另加一项议题再提出；会议开始以前，也可以先撤回这些书面意见。"
        )
