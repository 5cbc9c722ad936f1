"""Who takes part in a life meeting, who is the body, in which order they speak."""

from collections.abc import Sequence

from blueprints.life.models import Life
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee, Meeting
from blueprints.meetings.queries import Expected
from blueprints.members import queries as members
from domain.life import Party, Speaker, speaking_order


def is_democratic(meeting: Meeting) -> bool:
    """Whether it is a leading body's 民主生活会, else a branch's 组织生活会."""
    return meeting.kind == "democratic_life"


def people_of(meeting: Meeting) -> tuple[Expected, ...]:
    """Who is expected to come."""
    return meetings.expected_people(meeting)


def _body(meeting: Meeting) -> frozenset[int]:
    """The body among them: of a leading body's meeting everybody."""
    if is_democratic(meeting):
        return frozenset(one.member_id for one in people_of(meeting))
    return frozenset(one.member_id for one in meetings.body_of(meeting))


def principal_of(meeting: Meeting) -> int | None:
    """主要负责人: who stands highest in the body; None where the register knows of no body."""
    return next((one.member_id for one in meetings.body_of(meeting)), None)


def parties_of(meeting: Meeting) -> tuple[Party, ...]:
    """Who has to talk with one another, the body first."""
    body = _body(meeting)
    found = [Party(one.member_id, one.name, one.member_id in body) for one in people_of(meeting)]
    return tuple(sorted(found, key=lambda one: not one.body))


def speakers_of(meeting: Meeting) -> tuple[tuple[Expected, bool], ...]:
    """Who speaks, in the order in which they do, and whether they belong to the body."""
    body, principal = _body(meeting), principal_of(meeting)
    people = {one.member_id: one for one in people_of(meeting)}
    order = speaking_order(Speaker(number, number == principal, number in body) for number in people)
    return tuple((people[number], number in body) for number in order)


def from_above(line: Attendee) -> bool:
    """Whether a guest comes from outside: an activist who sits in is none who comments."""
    return line.member_id is None


def unstudied(held: Life, people: Sequence[Expected]) -> tuple[str, ...]:
    """The names of those who were at none of the studies; nobody while there was none."""
    if not held.studies:
        return ()
    came = {number for one in held.studies for number in one.present}
    return tuple(one.name for one in people if one.member_id not in came)


def mine_of(meeting: Meeting, account_id: int | None) -> tuple[Expected, ...]:
    """The viewer among the people of the meeting; nobody where they are not."""
    own = {one.id for one in members.member_of_account(account_id)} if account_id else set()
    return tuple(one for one in people_of(meeting) if one.member_id in own)
