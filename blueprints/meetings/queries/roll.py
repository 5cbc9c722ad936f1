"""The roll of a meeting: who is on it, who is there, who can be told."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from blueprints.accounts.models import Account
from blueprints.meetings.models import Attendee, Reply
from blueprints.members.models import Member
from blueprints.shared.db import db
from domain.roll import RollFigures, RollRow, figures


def roll_row(line: Attendee) -> RollRow:
    """The line as the law counts it now."""
    excused = line.reply == Reply.LEAVE_GRANTED and not line.present
    return RollRow(line.expected, line.entitled, line.present, excused, line.observer)


def roll_figures(meeting_id: int) -> RollFigures:
    """The meeting's figures as they are now, counted by the database."""
    excused = (Attendee.reply == Reply.LEAVE_GRANTED) & ~Attendee.present
    row = db.session.execute(
        select(
            func.count().filter(Attendee.expected),
            func.count().filter(Attendee.entitled),
            func.count().filter(Attendee.expected, Attendee.present),
            func.count().filter(Attendee.entitled, Attendee.present),
            func.count().filter(Attendee.expected, excused),
            func.count().filter(Attendee.observer, Attendee.present),
        ).where(Attendee.meeting_id == meeting_id)
    ).one()
    return RollFigures(*row)


def attended_figures(meeting_id: int) -> RollFigures:
    """The meeting's figures over its whole length: who was there at any time counts as 实到."""
    lines = db.session.scalars(select(Attendee).where(Attendee.meeting_id == meeting_id))
    return figures(_attended(line) for line in lines)


def _attended(line: Attendee) -> RollRow:
    came = line.arrived_at is not None
    return RollRow(line.expected, line.entitled, came, line.reply == Reply.LEAVE_GRANTED and not came, line.observer)


def attendee_of(meeting_id: int, account_id: int) -> Attendee | None:
    """The viewer's own line of the roll; None for those who are not on it."""
    return db.session.scalar(
        select(Attendee)
        .join(Member, Member.id == Attendee.member_id)
        .where(Attendee.meeting_id == meeting_id, Member.account_id == account_id)
    )


def voters_present(meeting_id: int) -> Sequence[Attendee]:
    """Who is in the hall now and has a vote, in the order of the roll."""
    query = select(Attendee).where(Attendee.meeting_id == meeting_id, Attendee.present, Attendee.entitled)
    return db.session.scalars(query.order_by(Attendee.position)).all()


def without_account(meeting_id: int) -> tuple[str, ...]:
    """Who is called and cannot sign in: no account, or its card not activated; who only sits in from outside is not."""
    query = (
        select(Attendee.name)
        .outerjoin(Member, Member.id == Attendee.member_id)
        .outerjoin(Account, Account.id == Member.account_id)
        .where(
            Attendee.meeting_id == meeting_id,
            Account.pin_hash.is_(None),
            or_(Attendee.expected, Attendee.member_id.is_not(None)),
        )
        .order_by(Attendee.position)
    )
    return tuple(db.session.scalars(query))
