"""The verdict of a vote, and what a vote demands, in the house's words."""

from blueprints.polls import queries
from blueprints.polls.models import Poll
from blueprints.polls.pages import Outcome
from blueprints.polls.views.review import demand_of_review
from domain.decision import Decision, Measure, Votes, measure
from domain.dispute import dispute


def votes_of(poll: Poll) -> Votes | None:
    """The count of a motion; None until it is taken, and for elections."""
    if poll.in_favour is None or poll.against is None or poll.abstain is None:
        return None
    return Votes(poll.in_favour, poll.against, poll.abstain)


def outcome(poll: Poll) -> Outcome | None:
    """The verdict on a motion that was kept with the vote; None until it is counted, for elections and a 试投."""
    votes, decision = votes_of(poll), queries.verdict_of(poll)
    if votes is None or not isinstance(decision, Decision):
        return None
    counted = queries.tally_of(poll)
    invalid = counted.invalid if counted else 0
    return Outcome(
        word="通过" if decision.adopted else "未通过",
        adopted=decision.adopted,
        in_favour=votes.in_favour,
        against=votes.against,
        abstain=votes.abstain,
        silent=queries.figures_of(poll).present_entitled - len(queries.recused(poll.id)) - votes.total - invalid,
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
    """How many must be in favour, with every number it is made of; empty where the rule decides nothing by vote.

    Of a review who fills in its ballots.
    """
    if queries.paper_of(poll).graded:
        return demand_of_review(poll)
    asked, figures, paper = measure_of(poll), queries.figures_of(poll), queries.paper_of(poll)
    if asked is None or paper.round in ("tie", "primary"):
        return ""
    share = asked.threshold.share
    right = "选举权" if paper.elects else "表决权"
    present = f"应到会有{right}{figures.entitled}人，现实到{figures.present_entitled}人"
    verb = "超过" if share.strict else "达到"
    chosen = "得赞成票" if paper.elects else "赞成"
    ends = "才能当选" if paper.elects else ""
    return f"{present}；{chosen}须{verb}{asked.threshold.base.zh}的{share.part}，即至少{asked.needed}票{ends}。"
