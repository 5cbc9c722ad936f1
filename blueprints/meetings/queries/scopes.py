"""Where each thing of a meeting belongs, and what the account is on it."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from blueprints.meetings.models import Attendee, FollowUp, Item, Material, Meeting, Speech
from blueprints.members.models import Member
from blueprints.shared.db import db
from blueprints.shared.permissions import Role, Scope
from domain.lifecycle import MeetingState

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
