"""The things of a life meeting, one by one."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from blueprints.life.models import Life, Outline, Problem, Talk, Turn
from blueprints.meetings.models import Meeting
from blueprints.shared.db import db


def life(life_id: int) -> Life:
    """The life meeting of that number; it must exist."""
    return db.session.get_one(Life, life_id)


def find(life_id: int) -> Life | None:
    """The life meeting of that number."""
    return db.session.get(Life, life_id)


def of_meeting(meeting_id: int) -> Life | None:
    """What was prepared for that meeting; None where nothing was begun."""
    return db.session.scalar(select(Life).where(Life.meeting_id == meeting_id))


def last_before(meeting: Meeting) -> Life | None:
    """The organisation's life meeting of the same kind before this one, as far as it was not cancelled."""
    held = (
        Meeting.organisation_id == meeting.organisation_id,
        Meeting.kind == meeting.kind,
        Meeting.starts_at < meeting.starts_at,
        Meeting.state.not_in(("cancelled", "inquorate")),
    )
    query = select(Life).join(Meeting, Meeting.id == Life.meeting_id).where(*held)
    return db.session.scalar(query.order_by(Meeting.starts_at.desc()).limit(1))


def briefing_by(token: str) -> Life | None:
    """The meeting whose briefing has that link, once there is a briefing."""
    found = db.session.scalar(select(Life).where(Life.token == token))
    return found if found and found.briefed_on else None


def talk(talk_id: int) -> Talk:
    """The talk of that number; it must exist."""
    return db.session.get_one(Talk, talk_id)


def talks_of(life_id: int, member_ids: Sequence[int] | None = None) -> Sequence[Talk]:
    """All talks before the meeting, or those in which one of these people takes part, in the order noted down."""
    where = [Talk.life_id == life_id]
    if member_ids is not None:
        where.append(or_(Talk.talker_id.in_(member_ids), Talk.partner_id.in_(member_ids)))
    return db.session.scalars(select(Talk).where(*where).order_by(Talk.id)).all()


def outline(outline_id: int) -> Outline:
    """The version of that number; it must exist."""
    return db.session.get_one(Outline, outline_id)


def outlines_of(life_id: int, member_id: int | None) -> Sequence[Outline]:
    """All versions of a person's outline, or of the body's for None, the newest first."""
    own = Outline.member_id.is_(None) if member_id is None else Outline.member_id == member_id
    query = select(Outline).where(Outline.life_id == life_id, own)
    return db.session.scalars(query.order_by(Outline.version.desc())).all()


def outline_newest(life_id: int) -> dict[int | None, Outline]:
    """The newest version of each, by whose it is; None is the body's."""
    query = select(Outline).where(Outline.life_id == life_id).order_by(Outline.version)
    return {one.member_id: one for one in db.session.scalars(query)}


def turn(turn_id: int) -> Turn:
    """The turn of that number; it must exist."""
    return db.session.get_one(Turn, turn_id)


def problem(problem_id: int) -> Problem:
    """The problem of that number; it must exist."""
    return db.session.get_one(Problem, problem_id)
