"""Opinions written before the meeting 会前书面意见."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee, Meeting
from blueprints.polls.models import Opinion, Poll
from blueprints.shared.db import db
from blueprints.shared.permissions import Scope
from domain.admission import in_time
from domain.decision import NO_VOTES, Votes
from domain.paper import Choice


def opinions_on(item_id: int) -> Sequence[Opinion]:
    """All that were entered on the item, in the order of the roll."""
    query = select(Opinion).join(Attendee, Attendee.id == Opinion.attendee_id).where(Opinion.item_id == item_id)
    return db.session.scalars(query.order_by(Attendee.position)).all()


def opinion(opinion_id: int) -> Opinion:
    """The opinion of that number; it must exist."""
    return db.session.get_one(Opinion, opinion_id)


def opinion_scope(opinion_id: int, account_id: int | None) -> Scope | None:
    """An opinion's scope is its item's."""
    found = db.session.get(Opinion, opinion_id)
    return meetings.item_scope(found.item_id, account_id) if found else None


def may_write(meeting_id: int) -> Sequence[Attendee]:
    """Whose opinion may be entered: called with a vote and not in the hall, in the order of the roll."""
    query = select(Attendee).where(Attendee.meeting_id == meeting_id, Attendee.entitled, Attendee.present.is_(False))
    return db.session.scalars(query.order_by(Attendee.position, Attendee.id)).all()


@dataclass(frozen=True)
class Written:
    """One opinion with its writer's name, and whether the writer is in the hall all the same."""

    id: int
    attendee_id: int
    name: str
    choice: Choice
    received_at: datetime
    filename: str
    came: bool


def written_on(item_id: int) -> tuple[Written, ...]:
    """All that were entered on the item with their writers, in the order of the roll."""
    query = select(Opinion, Attendee.name, Attendee.present).join(Attendee, Attendee.id == Opinion.attendee_id)
    rows = db.session.execute(query.where(Opinion.item_id == item_id).order_by(Attendee.position, Attendee.id))
    return tuple(
        Written(one.id, one.attendee_id, name, Choice(one.choice), one.received_at, one.filename, came)
        for one, name, came in rows
    )


def counted_opinions(poll: Poll) -> Votes:
    """What counts beside the ballots: opinions in time, of members with a vote who are not in the hall.

    They speak to what is proposed about a person, never to a 试投 or to the meeting's own procedure.
    """
    if poll.proposal is None or poll.rehearsal or poll.procedural:
        return NO_VOTES
    meeting = db.session.get_one(Meeting, poll.meeting_id)
    query = (
        select(Opinion.choice, Opinion.received_at)
        .join(Attendee, Attendee.id == Opinion.attendee_id)
        .where(Opinion.item_id == poll.item_id, Attendee.entitled, Attendee.present.is_(False))
    )
    opened = meeting.opened_at
    kept = [Choice(choice) for choice, at in db.session.execute(query) if opened is None or in_time(at, opened)]
    return Votes(kept.count(Choice.FOR), kept.count(Choice.AGAINST), kept.count(Choice.ABSTAIN))
