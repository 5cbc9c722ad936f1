"""Who watches the count 监票人 and who counts 计票人."""

from dataclasses import dataclass

from sqlalchemy import select

from blueprints.accounts.models import Account
from blueprints.meetings.models import Attendee
from blueprints.members.models import Member
from blueprints.polls.models import Duty, Poll, Teller
from blueprints.shared.db import db
from domain.lifecycle import PollState


@dataclass(frozen=True)
class TellerLine:
    """One of them: whether the meeting has approved, whether they are in the hall, whether they have a phone here."""

    attendee_id: int
    name: str
    duty: Duty
    approved: bool
    present: bool
    account_id: int | None  #: of an activated card; None for who must use the tablet


def tellers(meeting_id: int) -> tuple[TellerLine, ...]:
    """All who were proposed, in the order of the roll."""
    query = (
        select(Attendee, Teller, Poll, Account)
        .join(Teller, Teller.attendee_id == Attendee.id)
        .outerjoin(Poll, Poll.id == Teller.poll_id)
        .outerjoin(Member, Member.id == Attendee.member_id)
        .outerjoin(Account, Account.id == Member.account_id)
        .where(Teller.meeting_id == meeting_id)
        .order_by(Attendee.position)
    )
    return tuple(_line(*row) for row in db.session.execute(query))


def watching(meeting_id: int) -> tuple[TellerLine, ...]:
    """The approved 监票人 who are in the hall: those who hold codes and enter paper ballots."""
    return tuple(line for line in tellers(meeting_id) if line.duty is Duty.TELLER and line.approved and line.present)


def _line(attendee: Attendee, teller: Teller, poll: Poll | None, account: Account | None) -> TellerLine:
    return TellerLine(
        attendee_id=attendee.id,
        name=attendee.name,
        duty=Duty(teller.duty),
        approved=teller.named or _approved(poll),
        present=attendee.present,
        account_id=account.id if account and account.pin_hash else None,
    )


def _approved(poll: Poll | None) -> bool:
    return bool(poll and poll.state == PollState.announced and poll.verdict and poll.verdict["adopted"])
