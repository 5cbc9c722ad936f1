"""Lists of meetings: an organisation's, and one's own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import selectinload

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Organisation
from blueprints.meetings.models import Attendee, Meeting, Reply
from blueprints.meetings.queries.things import AHEAD, LIVE, OFF
from blueprints.members.models import Member
from blueprints.shared.db import db
from domain.lifecycle import MeetingState

#: From so many organisations on a list of meetings is read by day, not by organisation.
MANY = 50


def coming_of(organisation_id: int) -> Sequence[Meeting]:
    """The meetings of the organisation and those below it that are still to be held, soonest first."""
    query = _of_organisation(organisation_id).where(Meeting.state.in_(AHEAD))
    return db.session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(200)).all()


def past_of(organisation_id: int, skip: int, most: int) -> Sequence[Meeting]:
    """A part of the meetings that are over, newest first."""
    query = _of_organisation(organisation_id).where(Meeting.state.not_in(AHEAD))
    newest = query.order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    return db.session.scalars(newest.offset(skip).limit(most)).all()


def _of_organisation(organisation_id: int) -> Select[Meeting]:
    places = accounts.subtree(organisation_id)
    # Of a district's thousand branches nearly every meeting is wanted: then SQLite must not gather and sort them all,
    # but walk the index of days, or of states, until the page is full. An expression keeps it off the other index.
    place = Meeting.organisation_id if len(places) <= MANY else func.coalesce(Meeting.organisation_id, 0)
    return select(Meeting).where(place.in_(places))


def names_of(organisation_ids: Sequence[int]) -> dict[int, str]:
    """The organisations' names."""
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisation_ids)))
    return {row.id: row.name for row in rows}


def mine(account_id: int, now: datetime) -> Sequence[Attendee]:
    """The viewer's lines of meetings that were noticed and are not long past, the soonest first."""
    since = now - timedelta(hours=18)
    query = (
        select(Attendee)
        .join(Member, Member.id == Attendee.member_id)
        .join(Meeting, Meeting.id == Attendee.meeting_id)
        .options(selectinload(Attendee.meeting).selectinload(Meeting.items))
        .where(
            Member.account_id == account_id,
            Meeting.state.in_([MeetingState.noticed, *LIVE, MeetingState.ended, *OFF]),
            or_(
                Meeting.starts_at >= since,
                Meeting.state.in_(LIVE),
                # Minutes that wait for chair and recorder stay before their eyes.
                and_(
                    Meeting.state == MeetingState.ended,
                    or_(Meeting.chair_id == Member.id, Meeting.recorder_id == Member.id),
                ),
            ),
        )
        .order_by(Meeting.starts_at)
    )
    return db.session.scalars(query).all()


def year_of(account_id: int, since: datetime) -> tuple[int, int, int]:
    """How many meetings the viewer was expected at since then, came to, and was excused from."""
    query = (
        select(
            func.count(),
            func.count(Attendee.arrived_at),
            func.count().filter(Attendee.arrived_at.is_(None), Attendee.reply == Reply.LEAVE_GRANTED),
        )
        .select_from(Attendee)
        .join(Member, Member.id == Attendee.member_id)
        .join(Meeting, Meeting.id == Attendee.meeting_id)
        .where(
            Member.account_id == account_id,
            Attendee.expected,
            Meeting.starts_at >= since,
            Meeting.state.in_([MeetingState.ended, MeetingState.recorded, MeetingState.archived]),
        )
    )
    called, came, excused = db.session.execute(query).one()
    return called, came, excused
