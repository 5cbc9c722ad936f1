"""Within a verb: the office and its meeting, locked until the transaction ends."""

from dataclasses import dataclass

from blueprints.elections import queries
from blueprints.elections.models import Race
from blueprints.elections.queries import Course
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.shared.db import db
from domain.rules import Rule
from domain.words import Refusal


@dataclass(frozen=True)
class Held:
    """A meeting, one of its offices, and how far the election to it is."""

    meeting: Meeting
    course: Course

    @property
    def race(self) -> Race:
        """The office."""
        return self.course.race

    @property
    def rule(self) -> Rule:
        """The rule that the meeting was made under."""
        return meetings.rule_of(self.meeting)


def hold_meeting(meeting_id: int) -> Meeting:
    """The meeting, locked; Refusal where it elects nobody."""
    found = db.session.get_one(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    if not queries.is_election(found):
        raise Refusal("这类会议不进行选举。选举请召开换届选举会议。")
    return found


def hold_open(meeting_id: int) -> Meeting:
    """The same, while the meeting is not over."""
    found = hold_meeting(meeting_id)
    if found.state in queries.OVER:
        raise Refusal("会议已经结束，不能再改选举的安排。")
    return found


def hold(race_id: int) -> Held:
    """The office with its meeting locked, also after the meeting's end."""
    meeting = hold_meeting(queries.race(race_id).meeting_id)
    db.session.expire(queries.race(race_id))
    return Held(meeting, queries.course(race_id))


def hold_changeable(race_id: int) -> Held:
    """The same, while the candidates and their order may still be changed."""
    hold_open(queries.race(race_id).meeting_id)
    held = hold(race_id)
    if held.course.stage not in queries.CHANGEABLE:
        raise Refusal(f"{held.race.office}的选举现在是“{held.course.stage_zh}”，不能再改候选人。")
    return held
