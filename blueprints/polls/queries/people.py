"""Who votes: the meeting's voters, or those who fill in the ballots of a review 民主测评."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select

from blueprints.accounts.models import Account
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee, Reply
from blueprints.members.models import Member
from blueprints.polls.models import Poll, Voters
from blueprints.shared.db import db
from domain.roll import DETAINED, Category, RollFigures

#: Who is a Party member: full or probationary.
PARTY = (Category.full, Category.probationary)


def called_to(poll: Poll) -> ColumnElement[bool]:
    """The lines of the meeting's roll whose people vote here when they are in the hall.

    The review ballot is no 表决: who has no vote fills it in too, unless detained (`domain.grading.part_taking`).
    """
    member = Attendee.category.in_(PARTY)
    whom = {
        Voters.ENTITLED: Attendee.entitled,
        Voters.MEMBERS: and_(member, ~Attendee.observer, Attendee.no_vote_reason != DETAINED),
        Voters.GUESTS: and_(Attendee.observer, ~member),
    }
    return and_(Attendee.meeting_id == poll.meeting_id, whom[Voters(poll.voters)])


def voters_here(poll: Poll) -> Sequence[Attendee]:
    """Who is in the hall now and votes here, in the order of the roll."""
    query = select(Attendee).where(called_to(poll), Attendee.present)
    return db.session.scalars(query.order_by(Attendee.position)).all()


def is_called(poll: Poll, attendee_id: int) -> bool:
    """Whether this line of the roll votes here when its person is in the hall."""
    return db.session.scalar(select(Attendee.id).where(called_to(poll), Attendee.id == attendee_id)) is not None


def figures_now(poll: Poll) -> RollFigures:
    """The figures of a vote at this moment: the meeting's, or of a review those of its voters, all of them entitled."""
    if poll.voters == Voters.ENTITLED:
        return meetings.roll_figures(poll.meeting_id)
    excused = (Attendee.reply == Reply.LEAVE_GRANTED) & ~Attendee.present
    counts = (func.count(), func.count().filter(Attendee.present), func.count().filter(excused))
    called, here, away = db.session.execute(select(*counts).where(called_to(poll))).one()
    return RollFigures(expected=called, entitled=called, present=here, present_entitled=here, excused=away, observers=0)


def without_phone(poll: Poll) -> tuple[str, ...]:
    """Who is in the hall and votes here but cannot sign in on a phone: no account, or its card not activated."""
    query = (
        select(Attendee.name)
        .outerjoin(Member, Member.id == Attendee.member_id)
        .outerjoin(Account, Account.id == Member.account_id)
        .where(called_to(poll), Attendee.present, Account.pin_hash.is_(None))
    )
    return tuple(db.session.scalars(query.order_by(Attendee.position)))
