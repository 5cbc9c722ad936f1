"""How far a life meeting is: the facts that the domain judges, gathered from the rows."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select

from blueprints.consultation import queries as consultation
from blueprints.life.models import Life, Problem, Review, Turn
from blueprints.life.queries.people import from_above, is_democratic, parties_of, people_of, unstudied
from blueprints.life.queries.things import outline_newest, talks_of
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.minutes import queries as minutes
from blueprints.minutes.models import CONFIRMED
from blueprints.papers import queries as papers
from blueprints.papers.models import CONFIRMED as LOCKED
from blueprints.shared import clock
from blueprints.shared.db import db
from domain.life import Facts, StepState, course, needs
from domain.lifecycle import MeetingState

_OVER = (MeetingState.ended, MeetingState.recorded, MeetingState.archived)


def course_of(held: Life, today: date) -> tuple[StepState, ...]:
    """Every step of the meeting as it stands on that day, by the rule that was copied into it."""
    meeting = meetings.meeting(held.meeting_id)
    return course(meetings.rule_of(meeting), facts_of(held, meeting), today)


def facts_of(held: Life, meeting: Meeting) -> Facts:
    """What is known of the meeting now."""
    people = people_of(meeting)
    opinions = consultation.gathered(meeting.id)
    talked = [one for one in talks_of(held.id) if one.confirmed]
    pairs = {frozenset((one.talker_id, one.partner_id)) for one in talked}
    newest = outline_newest(held.id)
    passed = {number for number, one in newest.items() if one.state == Review.PASSED}
    known = Facts(
        held_on=clock.local(meeting.starts_at).date(),
        democratic=is_democratic(meeting),
        over=meeting.state in _OVER,
        theme=held.theme,
        superior_told_on=_day(held.told_on),
        noticed_on=_of(meeting.noticed_at),
        studies=len(held.studies),
        unstudied=unstudied(held, people),
        collected=opinions.collected,
        opinions=opinions.opinions,
        unsorted=opinions.unsorted,
        talks=len(talked),
        untalked=tuple(one.sentence for one in needs(parties_of(meeting), pairs)),
        body_checked=None in passed,
        without_outline=tuple(one.name for one in people if one.member_id not in passed),
        last_open=_last_open(held),
        last_time=bool(held.last_time),
        opinions_told=bool(held.opinions_told),
        body_said=bool(held.body_said),
        summed_up=bool(held.summary),
        problems=len(held.problems),
        unfinished_rows=tuple(words for at, one in enumerate(held.problems, 1) for words in unfinished(at, one)),
        open_problems=sum(not one.closed_on for one in held.problems),
        briefed_on=_day(held.briefed_on),
        minutes_confirmed=any(one.state == CONFIRMED for one in minutes.versions(meeting.id)),
        reported=any(one.kind == "life_report" and one.state == LOCKED for one in papers.of_meeting(meeting.id)),
        sent_on=_day(held.sent_on),
    )
    return _with_said(known, held, meeting)


def unfinished(place: int, one: Problem) -> list[str]:
    """What a row of the list lacks, a sentence each."""
    wanting = {"整改措施": one.measures, "责任人": one.owner, "完成时限": one.due_on or one.due_words}
    return [f"第{place}项问题没有写明{what}" for what, held in wanting.items() if not held]


def _with_said(known: Facts, held: Life, meeting: Meeting) -> Facts:
    """Who spoke, of those who came; before anybody came, of all who are called."""
    came = {line.member_id for line in meeting.attendees if line.arrived_at}
    turns = [one for one in held.turns if not came or one.member_id in came]
    guests = [line for line in meeting.attendees if line.observer and line.arrived_at and from_above(line)]
    return replace(
        known,
        speakers=len(turns),
        without_self=tuple(one.name for one in turns if not one.self_criticism),
        without_criticism=tuple(one.name for one in turns if not one.criticisms and _criticised(one, meeting)),
        guests=len(guests),
        comments=len(held.comments),
    )


def _criticised(one: Turn, meeting: Meeting) -> bool:
    """On a branch's meeting only the body is criticised one by one; the others are as far as somebody speaks."""
    return is_democratic(meeting) or one.body


def _last_open(held: Life) -> int:
    open_ones = (
        select(func.count()).select_from(Problem).where(Problem.life_id == held.last_id, Problem.closed_on == "")
    )
    return db.session.scalar(open_ones) or 0


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _of(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment else None
