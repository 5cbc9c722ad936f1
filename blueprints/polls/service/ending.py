"""Ending a vote without effect: void 作废, or put off 暂缓."""

from dataclasses import replace

from blueprints.meetings import service as meeting_service
from blueprints.polls import chain, queries
from blueprints.polls.desk import cleared
from blueprints.polls.models import Poll
from blueprints.polls.service.counting import scrub_if_due
from blueprints.polls.service.moves import hold, require
from blueprints.shared.journal import Act, verb
from domain.lifecycle import PollState
from domain.words import Refusal

#: 《中国共产党章程》第十七条: where the sides are nearly equal, nothing is decided today.
DEFERRED = "暂缓表决（《中国共产党章程》第十七条）"


def void(act: Act, poll_id: int, reason: str) -> int:
    """End the vote without effect, with the reason; a box that was in use stays shut for good and is scrubbed."""
    done = _void(act, poll_id, reason)
    cleared(poll_id)
    scrub_if_due(act, poll_id)
    return done


def defer(act: Act, poll_id: int, reason: str = "") -> int:
    """Put the decision off 暂缓表决: the vote is void, and the matter comes back at another meeting."""
    paper = queries.paper_of(queries.poll(poll_id))
    if paper.elects:
        raise Refusal("选举不能暂缓表决。需要重新选举的，请将本次选举作废。")
    if paper.graded:
        raise Refusal("民主测评不作表决，没有暂缓。需要重新测评的，请将本次测评作废。")
    return void(act, poll_id, f"{DEFERRED}：{reason}" if reason else DEFERRED)


@verb("poll.voided")
def _void(act: Act, poll_id: int, reason: str) -> Poll:
    held = hold(poll_id)
    require(PollState.void, replace(held.facts, void_reason=reason))
    act.detail["was"] = held.poll.state
    held.poll.state, held.poll.void_reason = PollState.void, reason[:200]
    chain.append(act, held.poll, "voided", {"reason": held.poll.void_reason})
    meeting_service.bump(held.meeting)
    return held.poll
