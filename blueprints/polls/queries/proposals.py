"""What is proposed about one person 票决对象: at admissions and at the end of probation."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from blueprints.meetings import queries as meetings
from blueprints.members import queries as members
from blueprints.polls.models import Poll
from blueprints.shared.db import db
from domain.lifecycle import PollState
from domain.roll import Category

#: Whom each kind of meeting decides on, those who are nearest to it first.
_DECIDED_ON = {
    "party_admit": (Category.development_target, Category.activist, Category.applicant),
    "party_confirm": (Category.probationary,),
}


@dataclass(frozen=True)
class Person:
    """Somebody of the roster on whom the meeting may decide."""

    member_id: int
    name: str
    category: Category


def may_be_proposed(meeting_id: int) -> tuple[Person, ...]:
    """Who of the organisation's roster may be proposed; nobody at a meeting that decides on no person."""
    meeting = meetings.meeting(meeting_id)
    wanted = _DECIDED_ON.get(meetings.rule_of(meeting).kind, ())
    if not wanted:
        return ()
    here = members.people_of(meeting.organisation_id, everybody=True)
    people = [Person(one.id, one.name, Category(one.category)) for one in here if one.category in wanted]
    return tuple(sorted(people, key=lambda one: wanted.index(one.category)))


def proposals_on(item_id: int) -> Sequence[Poll]:
    """The votes on the item that propose something about a person, void ones too, in their order; no 试投."""
    query = select(Poll).where(Poll.item_id == item_id, Poll.proposal.is_not(None), Poll.rehearsal.is_(False))
    return db.session.scalars(query.order_by(Poll.id)).all()


def proposal_in_force(item_id: int) -> Poll | None:
    """The newest proposal on the item that is not void: what opinions written before the meeting speak to."""
    alive = [poll for poll in proposals_on(item_id) if poll.state != PollState.void]
    return alive[-1] if alive else None
