"""The verdict of a vote, and what a vote demands, in the house's words."""

from blueprints.polls import queries
from blueprints.polls.models import Poll
from blueprints.polls.pages import Outcome
from domain.decision import Decision, Measure, Votes, measure
from domain.dispute import dispute


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
        silent=queries.figures_of(poll).present_entitled - len(queries.recused(poll.id)) - votes.total,
        needed=decision.needed,
        reached=decision.reached,
        base=decision.base,
        sentence=decision.sentence,
        clause=decision.clause,
        method=poll.method,
        advice=dispute(queries.rule_of(poll), votes).sentence if decision.close else "",
    )


def measure_of(poll: Poll) -> Measure | None:
    """What the vote takes, with those who step back; None where the rule decides nothing by vote."""
    return measure(queries.rule_of(poll), queries.figures_of(poll), len(queries.recused(poll.id)))


def demand(poll: Poll) -> str:
    """How many must be in favour, with every number it is made of; empty where the rule decides nothing by vote."""
    asked, figures = measure_of(poll), queries.figures_of(poll)
    if asked is None:
        return ""
    share = asked.threshold.share
    present = f"应到会有表决权{figures.entitled}人，现实到{figures.present_entitled}人"
    verb = "超过" if share.strict else "达到"
    return f"{present}；赞成须{verb}{asked.threshold.base.zh}的{share.part}，即至少{asked.needed}票。"
