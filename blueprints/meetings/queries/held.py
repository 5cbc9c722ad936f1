"""Which meetings an organisation has held, kind by kind: what obligations are counted by."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from blueprints.meetings.models import Meeting
from blueprints.shared import clock
from blueprints.shared.db import db
from domain.lifecycle import MeetingState

#: A meeting counts as held once it has ended.
HELD = (MeetingState.ended, MeetingState.recorded, MeetingState.archived)


@dataclass(frozen=True)
class Held:
    """The local days on which meetings of each kind were opened, and the day of the organisation's first meeting."""

    days: dict[str, tuple[date, ...]]
    first: date | None


def held_since(organisation_id: int, since: datetime) -> Held:
    """What the organisation itself has held since then; its first meeting is looked for among all it ever convened."""
    own = Meeting.organisation_id == organisation_id
    rows = db.session.execute(
        select(Meeting.kind, Meeting.opened_at).where(own, Meeting.state.in_(HELD), Meeting.opened_at >= since)
    )
    days: dict[str, tuple[date, ...]] = {}
    for kind, opened_at in rows:
        if opened_at is not None:
            days[kind] = (*days.get(kind, ()), clock.local(opened_at).date())
    first = db.session.scalar(select(func.min(Meeting.starts_at)).where(own))
    return Held(days, clock.local(first).date() if first else None)
