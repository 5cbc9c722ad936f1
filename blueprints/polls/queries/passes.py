"""Who may hold a pass 测评码, and which review ballot it opens now."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, select

from blueprints.accounts.models import Account
from blueprints.meetings.models import Attendee
from blueprints.members.models import Member
from blueprints.polls.models import Poll
from blueprints.polls.queries.people import PARTY
from blueprints.polls.queries.votes import paper_of, polls_of_meeting
from blueprints.shared.db import db
from domain.lifecycle import PollState

#: Neither proposed alone nor taken back.
_HAPPENED = (PollState.open, PollState.closed, PollState.counted, PollState.announced)


def pass_lines(meeting_id: int) -> Sequence[Attendee]:
    """Who may hold a pass of the meeting, in the order of the roll: no Party member, nobody who signs in on a phone.

    A Party member's way is the own sign-in card.
    """
    return db.session.scalars(_lines(Attendee.meeting_id == meeting_id).order_by(Attendee.position)).all()


def pass_line(meeting_id: int, attendee_id: int) -> Attendee | None:
    """That line of the roll, as long as it may hold a pass."""
    return db.session.scalar(_lines(and_(Attendee.meeting_id == meeting_id, Attendee.id == attendee_id)))


def _lines(where: ColumnElement[bool]) -> Select[Attendee]:
    return (
        select(Attendee)
        .outerjoin(Member, Member.id == Attendee.member_id)
        .outerjoin(Account, Account.id == Member.account_id)
        .where(where, Attendee.category.not_in(PARTY), Account.pin_hash.is_(None))
    )


def latest_review_of(meeting_id: int) -> Poll | None:
    """The review ballot of the meeting that was opened last and not voided; None before the first."""
    happened = [one for one in polls_of_meeting(meeting_id) if one.state in _HAPPENED and paper_of(one).graded]
    return max(happened, key=lambda one: (one.opened_at, one.id), default=None)
