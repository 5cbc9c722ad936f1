"""Who is reviewed: the branch's Party members from the roster of the meeting's day, each with their part in it."""

from dataclasses import dataclass
from datetime import date

from blueprints.meetings.models import Meeting
from blueprints.members import queries as members
from blueprints.members.models import Member, SuspensionKind
from blueprints.reviews.models import Review, Reviewed
from blueprints.shared import clock
from domain.grading import PartTaking, part_taking
from domain.roll import Category

_PARTY = (Category.full, Category.probationary)


@dataclass(frozen=True)
class Called:
    """Somebody of the roster with their part in the review."""

    member_id: int
    name: str
    office: str
    category: str
    part: PartTaking
    note: str


def members_of(meeting: Meeting) -> tuple[Called, ...]:
    """The Party members of the meeting's organisation on that day, probationary ones last."""
    day = clock.local(meeting.starts_at).date()
    away = {line.member_id: line for line in meeting.attendees if line.reply == "leave_granted"}
    found = [one for one in members.people_of(meeting.organisation_id) if one.category in _PARTY]
    called = [_called(one, day, one.id in away) for one in found]
    return tuple(sorted(called, key=lambda one: not one.part.graded))


def _called(one: Member, day: date, on_leave: bool) -> Called:
    kinds = {each.kind for each in one.suspensions if members.lasts(each, day)}
    part = part_taking(
        Category(one.category),
        suspended=SuspensionKind.ON_PROBATION in kinds,
        detained=SuspensionKind.DETAINED in kinds,
    )
    note = "、".join(words for words in (one.mobility, "请假" if on_leave else "") if words)
    return Called(one.id, one.name, "、".join(members.offices_on(one, day)), one.category, part, note)


def mine_of(found: Review, account_id: int | None) -> tuple[Reviewed, ...]:
    """The viewer among those who are reviewed; nobody where they are not."""
    own = {one.id for one in members.member_of_account(account_id)} if account_id else set()
    return tuple(one for one in found.people if one.member_id in own)
