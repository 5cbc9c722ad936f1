"""Proposing to admit somebody, or how somebody's probation ends."""

import re

from blueprints.polls.queries.proposals import proposal_in_force
from blueprints.polls.service.moves import Question, propose
from blueprints.polls.service.one_by_one import refuse_another, same
from blueprints.shared.journal import Act
from domain.admission import Outcome, Proposal
from domain.lifecycle import PollState
from domain.rules import Method

#: What is put to the vote, as resolutions write it.
_MOTIONS = {
    Outcome.admitted: "同意接收{name}同志为中共预备党员",
    Outcome.confirmed: "同意{name}同志按期转为中共正式党员",
    Outcome.extended: "同意将{name}同志的预备期延长{months}个月",
    Outcome.cancelled: "同意取消{name}同志的预备党员资格",
}


def motion_of(proposal: Proposal) -> str:
    """The motion as it stands on the paper and in the minutes; blanks stand for what is not chosen yet."""
    return _MOTIONS[proposal.outcome].format(name=proposal.name or "×××", months=proposal.months or "×")


def read_motion(motion: str) -> Proposal | None:
    """What `motion_of` put in words; None for any other motion."""
    for outcome, words in _MOTIONS.items():
        pattern = re.escape(words).replace(r"\{name\}", "(?P<name>.+)").replace(r"\{months\}", r"(?P<months>\d+)")
        if found := re.fullmatch(pattern, motion):
            months = found.groupdict().get("months")
            return Proposal(found["name"], outcome, int(months) if months else None)
    return None


def propose_person(act: Act, item_id: int, proposal: Proposal) -> int:
    """Draft the secret vote on one person; asked again before it is opened, it is the same vote.

    Refusal for what the rule does not allow and for a second proposal beside an undecided one (逐个讨论、逐个表决).
    """
    standing = proposal_in_force(item_id)
    if standing is not None and standing.state == PollState.draft and same(standing, proposal):
        return standing.id
    refuse_another(item_id, proposal)
    return propose(act, item_id, motion_of(proposal), Method.secret, Question(proposal=proposal))
