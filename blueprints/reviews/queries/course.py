"""How far a review is: the facts that `domain.review` judges, gathered from the rows."""

from collections.abc import Iterable
from datetime import date

from blueprints.meetings import queries as meetings
from blueprints.papers import queries as papers
from blueprints.papers.models import CONFIRMED
from blueprints.reviews.models import Review, Reviewed, ReviewGroup
from blueprints.reviews.queries.things import announced, meeting_of, rule_of
from blueprints.shared import clock
from domain.lifecycle import MeetingState
from domain.review import Facts, Step, StepState, Subject, branch_ballot_asked, course, grades_of

#: What the letter that asks for praise is about, among the meeting's documents.
PRAISE = "praise"

_HELD = (MeetingState.in_session, MeetingState.ended, MeetingState.recorded, MeetingState.archived)


def course_of(found: Review, today: date) -> tuple[StepState, ...]:
    """Every step of the review as it stands on that day, by the rule that was copied into it."""
    return course(rule_of(found), facts_of(found), today)


def facts_of(found: Review) -> Facts:
    """What is known of the review now."""
    meeting, people = meeting_of(found), [one for one in found.people if one.takes_part]
    graded, failing = [one for one in people if one.graded], failing_of(found)
    letter = papers.begun("report_up", meeting.id, PRAISE)
    return Facts(
        held_on=clock.local(meeting.starts_at).date(),
        subject=Subject(found.subject),
        mobilised_on=_day(found.mobilised_on),
        reviewed=len(people),
        unwritten=tuple(one.line for one in people if one.written_at is None),
        mutual=announced(found.mutual_id) is not None,
        groups=bool(found.groups),
        branch_asked=branch_ballot_asked(rule_of(found)),
        groups_waiting=tuple(one.name for one in found.groups if announced(one.poll_id) is None),
        residents=announced(found.residents_id) is not None,
        ungraded=tuple(one.line for one in graded if not one.grade),
        fixed_on=_day(found.fixed_on),
        best=len(best_of(found)),
        posted_on=_day(found.posted_on),
        posted_until=_day(found.posted_until),
        open_objections=sum(not one.settled_on for one in found.objections),
        unread=tuple(one.line for one in graded if not one.knows),
        praised=letter is not None and letter.state == CONFIRMED,
        failing=tuple(one.line for one in failing),
        undisposed=tuple(one.line for one in failing if not one.way),
        untalked=tuple(one.line for one in failing if not one.talked_on),
        filed_on=_day(found.filed_on),
    )


def best_of(found: Review) -> list[Reviewed]:
    """Who was graded best, once the grades are fixed."""
    best = grades_of(rule_of(found))[0]
    return [one for one in found.people if one.graded and one.grade == best] if found.fixed_on else []


def failing_of(found: Review) -> list[Reviewed]:
    """Who was graded worst, once the grades are fixed."""
    worst = grades_of(rule_of(found))[-1]
    return [one for one in found.people if one.graded and one.grade == worst] if found.fixed_on else []


def step_of(found: Review, step: Step, today: date) -> StepState:
    """One of the steps."""
    return next(one for one in course_of(found, today) if one.step is step)


def can_be_told(found: Review, today: date) -> bool:
    """Whether grades may reach those whom they are about: fixed, and where the rule asks for a posting, after it."""
    posting = step_of(found, Step.POSTING, today)
    return bool(found.fixed_on) and (posting.done or not (posting.asked or found.posted_on))


def self_reviews_open(found: Review, mine: Iterable[Reviewed] = ()) -> tuple[Reviewed, ...]:
    """Whose words on themselves may be read by those who meet: everybody's from the meeting until grades are fixed.

    Where Party groups review apart, those of the group of one of `mine` already from the group's own meeting.
    """
    if found.fixed_on:
        return ()
    if meetings.meeting(found.meeting_id).state in _HELD:
        return tuple(found.people)
    here = {one.review_group_id for one in mine}
    heard = {one.id for one in found.groups if one.id in here and _is_held(one)}
    return tuple(one for one in found.people if one.review_group_id in heard)


def _is_held(group: ReviewGroup) -> bool:
    return group.meeting_id is not None and meetings.meeting(group.meeting_id).state in _HELD


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
