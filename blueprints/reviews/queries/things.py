"""The things of a review, one by one."""

from collections.abc import Sequence

from sqlalchemy import select

from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.polls import queries as polls
from blueprints.polls.models import Poll
from blueprints.reviews.models import Objection, Review, Reviewed, ReviewGroup
from blueprints.shared.db import db
from domain.decision import Decision
from domain.grading import Grades
from domain.grading import Review as Result
from domain.lifecycle import MeetingState, PollState
from domain.review import GROUP_KINDS, Given, Way, way_put
from domain.review.disposal import KIND
from domain.roll import Category
from domain.rules import Rule

#: A meeting in one of these can still hold a vote.
_TO_COME = (MeetingState.planning, MeetingState.noticed, MeetingState.gathering, MeetingState.in_session)
#: A poll in one of these states can still be held or was.
_VOID = PollState.void


def review(review_id: int) -> Review:
    """The review of that number; it must exist."""
    return db.session.get_one(Review, review_id)


def of_meeting(meeting_id: int) -> Review | None:
    """The meeting's review; None where none was begun."""
    return db.session.scalar(select(Review).where(Review.meeting_id == meeting_id))


def reviewed(reviewed_id: int) -> Reviewed:
    """The person of that number; it must exist."""
    return db.session.get_one(Reviewed, reviewed_id)


def objection(objection_id: int) -> Objection:
    """The objection of that number; it must exist."""
    return db.session.get_one(Objection, objection_id)


def posting_by(token: str) -> Review | None:
    """The review whose posting has that link, once it is posted."""
    found = db.session.scalar(select(Review).where(Review.token == token))
    return found if found and found.posted_on else None


def rule_of(found: Review) -> Rule:
    """The rule that was copied into the review."""
    return Rule.from_json(found.rule)


def meeting_of(found: Review) -> Meeting:
    """The meeting that the review hangs on."""
    return meetings.meeting(found.meeting_id)


def given(found: Review) -> tuple[Given, ...]:
    """Everybody with the grade that is proposed, as `domain.review` judges it."""
    return tuple(Given(one.line, Category(one.category), one.graded, one.grade) for one in found.people)


def ballot(poll_id: int | None) -> Poll | None:
    """A linked vote that is not void, on a meeting that was not called off."""
    found = db.session.get(Poll, poll_id) if poll_id else None
    if found is None or found.state == _VOID:
        return None
    return None if meetings.meeting(found.meeting_id).state in meetings.OFF else found


def announced(poll_id: int | None) -> Result | None:
    """What a linked vote gave, once it was announced; before that it is for nobody's eyes here."""
    found = ballot(poll_id)
    return polls.review_of(found) if found and found.state == PollState.announced else None


def group_results(found: Review) -> tuple[Result, ...]:
    """What the votes of the Party groups gave that review apart, as far as they were announced."""
    return tuple(one for one in (announced(group.poll_id) for group in found.groups) if one)


def group_tally(found: Review) -> dict[str, Grades]:
    """Everybody's counts in the own Party group, by the name on the ballot; each person stands on one of them."""
    return {line: one for group in found.groups for line, one in tally(group.poll_id).items()}


def on_ballots(found: Review) -> bool:
    """Whether somebody's name stands on a ballot that is not void."""
    groups = (group.poll_id for group in found.groups)
    return any(ballot(poll_id) for poll_id in (found.mutual_id, found.residents_id, *groups))


def review_group(review_group_id: int) -> ReviewGroup:
    """The Party group's part of that number; it must exist."""
    return db.session.get_one(ReviewGroup, review_group_id)


def meetings_for(group: ReviewGroup) -> Sequence[Meeting]:
    """The group's meetings on which its members can review each other: not over, the earliest first."""
    where = (Meeting.organisation_id == group.group_id, Meeting.kind.in_(GROUP_KINDS), Meeting.state.in_(_TO_COME))
    return db.session.scalars(select(Meeting).where(*where).order_by(Meeting.starts_at)).all()


def tally(poll_id: int | None) -> dict[str, Grades]:
    """Everybody's counts by the name on the ballot; empty before the announcement."""
    found = announced(poll_id)
    return {one.name: one for one in found.people} if found else {}


def grades_before(found: Review) -> dict[str, str]:
    """By name the grades of the organisation's review of the same people before this one."""
    meeting = meeting_of(found)
    query = (
        select(Review)
        .join(Meeting, Meeting.id == Review.meeting_id)
        .where(
            Meeting.organisation_id == meeting.organisation_id,
            Meeting.starts_at < meeting.starts_at,
            Review.subject == found.subject,
            Review.fixed_on != "",
        )
    )
    last = db.session.scalar(query.order_by(Meeting.starts_at.desc()).limit(1))
    return {one.line: one.grade for one in last.people} if last else {}


def disposals_of(one: Reviewed) -> Sequence[tuple[Poll, Way]]:
    """The adopted votes on a disposal of this person since the review's meeting, and the way each put to the vote."""
    meeting = meeting_of(review(one.review_id))
    where = (
        Meeting.organisation_id == meeting.organisation_id,
        Meeting.kind == KIND,
        Meeting.starts_at >= meeting.starts_at,
        Poll.state == PollState.announced,
        Poll.rehearsal.is_(False),
    )
    held = select(Poll).join(Meeting, Meeting.id == Poll.meeting_id).where(*where)
    found = ((poll, way_put(poll.motion, one.line)) for poll in db.session.scalars(held.order_by(Poll.id)))
    return [(poll, way) for poll, way in found if way and _adopted(poll)]


def _adopted(poll: Poll) -> bool:
    verdict = polls.verdict_of(poll)
    return isinstance(verdict, Decision) and verdict.adopted
