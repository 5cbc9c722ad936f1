"""The verdict of a vote, and what a vote demands, in the house's words."""

from blueprints.polls import queries
from blueprints.polls.models import Poll
from blueprints.polls.pages import Outcome
from domain.decision import Decision, Votes
from domain.quorum import base_figure
from domain.roll import RollFigures
from domain.rules import Rule


def votes_of(poll: Poll) -> Votes | None:
    """The count; None until it is taken."""
    if poll.in_favour is None or poll.against is None or poll.abstain is None:
        return None
    return Votes(poll.in_favour, poll.against, poll.abstain)


def outcome(poll: Poll) -> Outcome | None:
    """The verdict that was kept with the vote; None until it is counted."""
    votes = votes_of(poll)
    if poll.verdict is None or votes is None:
        return None
    decision = Decision.from_json(poll.verdict)
    return Outcome(
        word="通过" if decision.adopted else "未通过",
        adopted=decision.adopted,
        in_favour=votes.in_favour,
        against=votes.against,
        abstain=votes.abstain,
        silent=queries.figures_of(poll).present_entitled - votes.total,
        needed=decision.needed,
        reached=decision.reached,
        base=decision.base,
        sentence=decision.sentence,
        clause=decision.clause,
        method=poll.method,
        close=decision.close,
    )


def needed(rule: Rule, figures: RollFigures) -> int:
    """The least votes in favour that adopt; 0 where the rule decides nothing by vote."""
    if rule.adoption is None:
        return 0
    return max(1, rule.adoption.share.needed(base_figure(rule.adoption.base, figures)))


def demand(rule: Rule, figures: RollFigures) -> str:
    """How many must be in favour, with every number it is made of; empty where the rule decides nothing by vote."""
    if rule.adoption is None:
        return ""
    share, base = rule.adoption.share, rule.adoption.base
    present = f"应到会有表决权{figures.entitled}人，现实到{figures.present_entitled}人"
    verb = "超过" if share.strict else "达到"
    return f"{present}；赞成须{verb}{base.zh}的{share.part}，即至少{needed(rule, figures)}票。"
