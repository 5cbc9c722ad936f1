"""回避: who steps back from one vote. The base stays as it is unless the rule says otherwise."""

from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.polls import queries
from blueprints.polls.models import Poll, Recusal
from blueprints.polls.service.moves import Held, hold
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.lifecycle import PollState
from domain.words import Refusal


@verb("poll.recused")
def recuse(act: Act, poll_id: int, attendee_id: int, reason: str) -> Poll:
    """Somebody in the hall with a vote steps back from this draft, with the reason; once more changes the reason."""
    held = _draft(poll_id)
    if attendee_id not in {line.id for line in meetings.voters_present(held.meeting.id)}:
        raise Refusal("请选择到会有表决权的人员。", "attendee")
    known = db.session.get(Recusal, (poll_id, attendee_id))
    if known is None:
        db.session.add(Recusal(poll_id=poll_id, attendee_id=attendee_id, reason=reason))
    else:
        known.reason = reason
    act.detail["attendee"] = attendee_id
    meeting_service.bump(held.meeting)
    return held.poll


@verb("poll.recusal_withdrawn")
def unrecuse(act: Act, poll_id: int, attendee_id: int) -> Poll:
    """Somebody votes after all; nothing happens where nobody had stepped back."""
    held = _draft(poll_id)
    known = db.session.get(Recusal, (poll_id, attendee_id))
    if known is not None:
        db.session.delete(known)
    act.detail["attendee"] = attendee_id
    meeting_service.bump(held.meeting)
    return held.poll


def _draft(poll_id: int) -> Held:
    held = hold(poll_id)
    if held.poll.state != PollState.draft:
        raise Refusal("表决已经开始，不能再登记回避。需要改的，请将本次表决作废后重新提出。")
    paper = queries.paper_of(held.poll)
    if paper.elects:
        raise Refusal("选举不办理回避，候选人本人也参加投票。")
    if paper.graded:
        raise Refusal("民主测评不办理回避，对本人一栏可以不填。")
    return held
