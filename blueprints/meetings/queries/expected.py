"""Who is to come to a meeting, before and after its roll is made."""

from dataclasses import dataclass
from datetime import date

from blueprints.meetings.models import Meeting
from blueprints.meetings.queries.things import rule_of
from blueprints.members import queries as members
from blueprints.members.models import Member
from blueprints.shared import clock
from domain.rules import attendee_scope


@dataclass(frozen=True)
class Expected:
    """Somebody who is to come, with name and offices as the roll has them, or will have them."""

    member_id: int
    name: str
    office: str


def expected_people(meeting: Meeting) -> tuple[Expected, ...]:
    """Who is called and counts in 应到: from the roll where there is one, else from the roster of the meeting's day."""
    called = [line for line in meeting.attendees if line.expected]
    if called:
        return tuple(
            Expected(line.member_id, line.name, line.capacity) for line in called if line.member_id is not None
        )
    day = clock.local(meeting.starts_at).date()
    return tuple(_expected(one, day) for one in _from_roster(meeting, day) if members.standing_of(one, day).expected)


def body_of(meeting: Meeting) -> tuple[Expected, ...]:
    """The leading body 班子 (支部委员会) of the meeting's organisation on that day, the highest office first."""
    day = clock.local(meeting.starts_at).date()
    return tuple(_expected(one, day) for one in members.committee_of(meeting.organisation_id, day))


def _from_roster(meeting: Meeting, day: date) -> list[Member]:
    if attendee_scope(rule_of(meeting)) == "committee":
        return members.committee_of(meeting.organisation_id, day)
    return members.people_of(meeting.organisation_id)


def _expected(person: Member, day: date) -> Expected:
    return Expected(person.id, person.name, "、".join(members.offices_on(person, day)))
