"""Who votes on paper, who may watch the count, and which votes approve whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee
from blueprints.polls import hooks
from blueprints.polls.models import PaperBatch, Poll, Teller, Voter, Way
from blueprints.polls.queries.votes import paper_of, polls_of_meeting
from blueprints.shared.db import db
from domain.lifecycle import PollState
from domain.paper import plain_name
from domain.rules import attendee_scope


def find_poll(poll_id: int) -> Poll | None:
    """The vote of that number, None where there is none."""
    return db.session.get(Poll, poll_id)


@dataclass(frozen=True)
class VoterLine:
    """One voter of a vote's roll and on which way the vote was used up."""

    attendee_id: int
    name: str
    way: Way


def voter_lines(poll_id: int, who: str = "") -> tuple[VoterLine, ...]:
    """The vote's frozen roll in its order, or those whose names hold `who`."""
    query = select(Attendee.id, Attendee.name, Voter.state).join(Voter, Voter.attendee_id == Attendee.id)
    query = query.where(Voter.poll_id == poll_id, Attendee.name.contains(who, autoescape=True))
    rows = db.session.execute(query.order_by(Attendee.position, Attendee.id))
    return tuple(VoterLine(number, name, Way(state)) for number, name, state in rows)


def voter_name(poll_id: int, attendee_id: int) -> str:
    """The name of somebody on the vote's roll; empty for everybody else."""
    query = select(Attendee.name).join(Voter, Voter.attendee_id == Attendee.id)
    return db.session.scalar(query.where(Voter.poll_id == poll_id, Attendee.id == attendee_id)) or ""


def merged_heaps(poll_id: int) -> int:
    """How many heaps of paper slips were put into the box."""
    query = select(func.count()).select_from(PaperBatch)
    return db.session.scalar(query.where(PaperBatch.poll_id == poll_id)) or 0


def candidates_of(meeting_id: int) -> frozenset[str]:
    """Who stands for an office of the meeting, voted on already or not, without the blanks in their names."""
    alive = (poll for poll in polls_of_meeting(meeting_id) if poll.state != PollState.void)
    papers = [paper_of(poll) for poll in alive if poll.paper]
    printed = {name for paper in papers if paper.elects for name in paper.lines}
    return frozenset(plain_name(name) for name in printed | hooks.standing(meeting_id))


def may_watch(meeting_id: int) -> Sequence[Attendee]:
    """Who may be proposed 推选: in the hall, with a vote or listed by the convener, no candidate, not proposed yet."""
    meeting = meetings.meeting(meeting_id)
    listed = attendee_scope(meetings.rule_of(meeting)) == "listed"
    proposed = select(Teller.attendee_id).where(Teller.meeting_id == meeting_id)
    query = select(Attendee).where(
        Attendee.meeting_id == meeting_id, Attendee.present, Attendee.id.not_in(proposed.scalar_subquery())
    )
    query = query if listed else query.where(Attendee.entitled)
    standing = candidates_of(meeting_id)
    people = db.session.scalars(query.order_by(Attendee.position, Attendee.id)).all()
    return [line for line in people if plain_name(line.name) not in standing]


def approvals(meeting_id: int) -> Mapping[int, Poll]:
    """For each proposed person whom the meeting was asked about, the vote that was put to it; by attendee."""
    query = select(Teller.attendee_id, Poll).join(Poll, Poll.id == Teller.poll_id)
    rows = db.session.execute(query.where(Teller.meeting_id == meeting_id))
    return {row.attendee_id: row.Poll for row in rows}
