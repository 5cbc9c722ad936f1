"""The reads of live pages: a tag by one indexed query, and what the pages show when it has changed."""

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, func, select

from blueprints.accounts.models import Account
from blueprints.meetings.models import Attendee, Meeting
from blueprints.members.models import Member
from blueprints.polls.models import Poll, Voter
from blueprints.shared.db import db

#: Built once: a hall of phones asks it a thousand times a second.
_PHONE = (
    select(
        Meeting.revision,
        Attendee.id,
        Attendee.present,
        Attendee.reply,
        func.coalesce(Voter.state, 9).label("cast"),
    )
    .select_from(Meeting)
    .join(Attendee, Attendee.meeting_id == Meeting.id)
    .join(Member, Member.id == Attendee.member_id)
    .join(Account, Account.id == Member.account_id)
    .outerjoin(Poll, and_(Poll.meeting_id == Meeting.id, Poll.state == "open"))
    .outerjoin(Voter, and_(Voter.poll_id == Poll.id, Voter.attendee_id == Attendee.id))
    .where(Meeting.id == bindparam("meeting"), Account.id == bindparam("account"), Account.epoch == bindparam("epoch"))
)


@dataclass(frozen=True)
class PhoneTag:
    """What a phone's page depends on: the meeting's moves and the viewer's own standing."""

    attendee_id: int
    tag: str


def phone_tag(meeting_id: int, mark: str) -> PhoneTag | None:
    """The tag of the phone whose session bears `mark`; None when it was signed out or is not on the roll."""
    account, _, epoch = mark.partition(":")
    if not (account.isdigit() and epoch.isdigit()):
        return None
    wanted = {"meeting": meeting_id, "account": int(account), "epoch": int(epoch)}
    # Past the session: nothing is kept of the row, and a session's book-keeping costs more than the read.
    with db.engine.connect() as connection:
        row = connection.execute(_PHONE, wanted).first()
    if row is None:
        return None
    return PhoneTag(row.id, f"{row.revision}.{int(row.present)}.{row.reply}.{row.cast}")


def hall_tag(meeting_id: int) -> str:
    """The tag of tablet and screen: moves, roll and how many have voted; never what."""
    cast = (
        select(func.count())
        .select_from(Voter)
        .join(Poll, Poll.id == Voter.poll_id)
        .where(Poll.meeting_id == meeting_id, Poll.state == "open", Voter.state > 0)
        .scalar_subquery()
    )
    row = db.session.execute(
        select(Meeting.revision, Meeting.roll_revision, cast.label("cast")).where(Meeting.id == meeting_id)
    ).one()
    return f"{row.revision}.{row.roll_revision}.{row.cast}"
