"""The offices of a meeting, their candidates, the exemptions and the papers; and where each belongs."""

from collections.abc import Sequence

from sqlalchemy import select

from blueprints.elections.models import Candidate, ElectionFile, ExemptionRequest, FileKind, Race, Stand
from blueprints.elections.queries.course import Course, course_of
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.members.models import Member
from blueprints.polls import queries as polls
from blueprints.shared.db import db
from blueprints.shared.permissions import Scope
from domain.rules import Family, Rule, kind_of


def race(race_id: int) -> Race:
    """The office of that number; it must exist."""
    return db.session.get_one(Race, race_id)


def races_of(meeting_id: int) -> Sequence[Race]:
    """The offices of a meeting in the order they were added."""
    return db.session.scalars(select(Race).where(Race.meeting_id == meeting_id).order_by(Race.id)).all()


def course(race_id: int) -> Course:
    """How far the election to that office is."""
    return next(one for one in courses(race(race_id).meeting_id) if one.race.id == race_id)


def courses(meeting_id: int) -> tuple[Course, ...]:
    """How far each office of the meeting is."""
    rule = meetings.rule_of(meetings.meeting(meeting_id))
    votes = {one.id: one for one in polls.polls_of_meeting(meeting_id)}
    return tuple(course_of(one, rule, votes) for one in races_of(meeting_id))


def candidate(candidate_id: int) -> Candidate:
    """The candidate of that number; it must exist."""
    return db.session.get_one(Candidate, candidate_id)


def standing_names(meeting_id: int) -> frozenset[str]:
    """Who stands for any office of the meeting: the names on the ballot, and those of the register."""
    query = select(Candidate.name, Member.name).outerjoin(Member, Member.id == Candidate.member_id)
    query = query.join(Race, Race.id == Candidate.race_id).where(Race.meeting_id == meeting_id)
    rows = db.session.execute(query.where(Candidate.stand != Stand.WITHDRAWN))
    return frozenset(name for row in rows for name in row if name)


def exemption(exemption_id: int) -> ExemptionRequest:
    """The exemption of that number; it must exist."""
    return db.session.get_one(ExemptionRequest, exemption_id)


def file(election_file_id: int) -> ElectionFile:
    """The paper of that number; it must exist."""
    return db.session.get_one(ElectionFile, election_file_id)


def files_of(meeting_id: int) -> Sequence[ElectionFile]:
    """The papers of a meeting's election, in the order they were added."""
    query = select(ElectionFile).where(ElectionFile.meeting_id == meeting_id)
    return db.session.scalars(query.order_by(ElectionFile.id)).all()


def has_consent(meeting_id: int) -> bool:
    """Whether the superior's consent 上级批复 is attached."""
    query = select(ElectionFile.id).where(ElectionFile.meeting_id == meeting_id)
    return db.session.scalar(query.where(ElectionFile.kind == FileKind.CONSENT).limit(1)) is not None


def is_election(meeting: Meeting) -> bool:
    """Whether the meeting's rule knows elections."""
    return meetings.rule_of(meeting).election is not None


def is_party(rule: Rule) -> bool:
    """Whether the Party elects: then the superior must consent, and who is elected stands on the roster."""
    return kind_of(rule.kind).family in (Family.party, Family.life)


def race_scope(race_id: int, account_id: int | None) -> Scope | None:
    """An office's scope is its meeting's."""
    found = db.session.get(Race, race_id)
    return meetings.meeting_scope(found.meeting_id, account_id) if found else None


def candidate_scope(candidate_id: int, account_id: int | None) -> Scope | None:
    """A candidate's scope is the office's."""
    found = db.session.get(Candidate, candidate_id)
    return race_scope(found.race_id, account_id) if found else None


def exemption_scope(exemption_id: int, account_id: int | None) -> Scope | None:
    """An exemption's scope is its meeting's."""
    found = db.session.get(ExemptionRequest, exemption_id)
    return meetings.meeting_scope(found.meeting_id, account_id) if found else None


def file_scope(election_file_id: int, account_id: int | None) -> Scope | None:
    """A paper's scope is its meeting's."""
    found = db.session.get(ElectionFile, election_file_id)
    return meetings.meeting_scope(found.meeting_id, account_id) if found else None
