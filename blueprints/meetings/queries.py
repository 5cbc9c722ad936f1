"""Reading meetings, their agenda and their roll."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import selectinload

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Account, Organisation
from blueprints.meetings.models import Attendee, FollowUp, Item, Material, Meeting, Reply, Speech
from blueprints.members.models import Member
from blueprints.shared.db import db
from blueprints.shared.permissions import Role, Scope
from domain.lifecycle import MeetingFacts, MeetingState
from domain.roll import RollFigures, RollRow, figures
from domain.rules import Rule

#: While a meeting is in one of these, phones and screens keep asking.
LIVE = (MeetingState.gathering, MeetingState.in_session)

#: From so many organisations on a list of meetings is read by day, not by organisation.
MANY = 50

#: Still to be held, or being held.
AHEAD = (MeetingState.planning, MeetingState.noticed, *LIVE)

#: A meeting that did not come about: those who were called hear of it.
OFF = (MeetingState.cancelled, MeetingState.inquorate)


def meeting(meeting_id: int) -> Meeting:
    """The meeting of that number; it must exist."""
    return db.session.get_one(Meeting, meeting_id)


def find(meeting_id: int) -> Meeting | None:
    """The meeting of that number, None where there is none."""
    return db.session.get(Meeting, meeting_id)


def item(item_id: int) -> Item:
    """The item of that number; it must exist."""
    return db.session.get_one(Item, item_id)


def item_on(meeting_id: int) -> Item | None:
    """The item that is on, else the one that was on last, else None."""
    begun = select(Item).where(Item.meeting_id == meeting_id, Item.state != "pending")
    return db.session.scalar(begun.order_by(Item.state == "done", Item.position.desc()).limit(1))


def attendee(attendee_id: int) -> Attendee:
    """The line of the roll of that number; it must exist."""
    return db.session.get_one(Attendee, attendee_id)


def name_of(member_id: int | None) -> str:
    """The person's name as the roster has it; empty for nobody."""
    return (db.session.scalar(select(Member.name).where(Member.id == member_id)) or "") if member_id else ""


def rule_of(meeting: Meeting) -> Rule:
    """The rule that the meeting was made under."""
    return Rule.from_json(meeting.rule)


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
    """Who is on the roll and cannot sign in, because no card was made or activated; guests are left out."""
    query = (
        select(Attendee.name)
        .join(Member, Member.id == Attendee.member_id)
        .outerjoin(Account, Account.id == Member.account_id)
        .where(Attendee.meeting_id == meeting_id, Account.pin_hash.is_(None))
        .order_by(Attendee.position)
    )
    return tuple(db.session.scalars(query))


def facts(meeting: Meeting, now: datetime, open_polls: int = 0) -> MeetingFacts:
    """What `domain.lifecycle` judges a move of this meeting by."""
    here = {line.member_id for line in meeting.attendees if line.present}
    return MeetingFacts(
        state=MeetingState(meeting.state),
        rule=rule_of(meeting),
        now=now,
        starts_at=meeting.starts_at,
        noticed_at=meeting.noticed_at,
        has_chair=meeting.chair_id is not None,
        has_recorder=meeting.recorder_id is not None,
        has_place=bool(meeting.place),
        item_count=len(meeting.items),
        urgent_reason=meeting.urgent_reason,
        figures=figures(roll_row(line) for line in meeting.attendees),
        chair_present=meeting.chair_id in here,
        recorder_present=meeting.recorder_id in here,
        open_polls=open_polls,
        unfinished_items=sum(item.state != "done" for item in meeting.items),
        cancel_reason=meeting.closing_note,
    )


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


#: Built once: it is asked at every request of a phone.
_LINES = (
    select(Member.id, Attendee.id)
    .outerjoin(Attendee, (Attendee.member_id == Member.id) & (Attendee.meeting_id == bindparam("meeting")))
    .where(Member.account_id == bindparam("account"))
)


def meeting_scope(meeting_id: int, account_id: int | None) -> Scope | None:
    """Where a meeting belongs, and what the account is on it: on the roll, chair, recorder."""
    found = db.session.get(Meeting, meeting_id)
    if found is None:
        return None
    lines = db.session.execute(_LINES, {"meeting": meeting_id, "account": account_id}).all()
    roles = _roles(found, [(member, line) for member, line in lines])
    # Nobody learns of a meeting before its notice but who convenes it.
    return Scope(found.organisation_id, roles, private=found.state == MeetingState.planning)


def _roles(found: Meeting, lines: Sequence[tuple[int, int | None]]) -> frozenset[Role]:
    people = {member for member, _ in lines}
    roles = set()
    if any(line for _, line in lines):
        roles.add(Role.ATTENDEE)
    if found.chair_id in people:
        roles.add(Role.CHAIR)
    if found.recorder_id in people:
        roles.add(Role.RECORDER)
    return frozenset(roles)


def item_scope(item_id: int, account_id: int | None) -> Scope | None:
    """An item's scope is its meeting's."""
    found = db.session.get(Item, item_id)
    return meeting_scope(found.meeting_id, account_id) if found else None


def attendee_scope(attendee_id: int, account_id: int | None) -> Scope | None:
    """The scope of a line of the roll is its meeting's."""
    found = db.session.get(Attendee, attendee_id)
    return meeting_scope(found.meeting_id, account_id) if found else None


def material_scope(material_id: int, account_id: int | None) -> Scope | None:
    """A material's scope is its item's."""
    found = db.session.get(Material, material_id)
    return item_scope(found.item_id, account_id) if found else None


def speech_scope(speech_id: int, account_id: int | None) -> Scope | None:
    """A speech's scope is its item's."""
    found = db.session.get(Speech, speech_id)
    return item_scope(found.item_id, account_id) if found else None


def follow_up_scope(follow_up_id: int, account_id: int | None) -> Scope | None:
    """A follow-up's scope is its item's."""
    found = db.session.get(FollowUp, follow_up_id)
    return item_scope(found.item_id, account_id) if found else None


def meeting_of_speech(speech_id: int) -> int:
    """The meeting that the speech was made at; it must exist."""
    return item(db.session.get_one(Speech, speech_id).item_id).meeting_id


def meeting_of_follow_up(follow_up_id: int) -> int:
    """The meeting that the follow-up was decided at; it must exist."""
    return item(db.session.get_one(FollowUp, follow_up_id).item_id).meeting_id
