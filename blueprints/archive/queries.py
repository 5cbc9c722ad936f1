"""Reading what is filed: meetings of a year, file numbers, the state of long work."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from blueprints.archive.models import ArchiveItem, Job
from blueprints.documents import queries as documents
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.minutes import queries as minutes
from blueprints.minutes.models import CONFIRMED, Minutes
from blueprints.papers import queries as papers
from blueprints.papers.models import Paper
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.permissions import Scope
from domain.archive import Period, Scheme, book_of
from domain.lifecycle import MeetingState

#: Meetings that were held.
HELD = (MeetingState.ended, MeetingState.recorded, MeetingState.archived)


def span(year: int) -> tuple[datetime, datetime]:
    """The year on Shanghai's calendar, as UTC moments: from its first to before the next one's."""
    return tuple(clock.from_local(datetime(one, 1, 1)) for one in (year, year + 1))  # type: ignore[return-value]  # noqa: DTZ001


def held_in(organisation_id: int, year: int, book: str | None = None) -> list[Meeting]:
    """The organisation's meetings that were held in the year, the earliest first; of one book if named."""
    first, after = span(year)
    where = (Meeting.organisation_id == organisation_id, Meeting.state.in_(HELD))
    order = (Meeting.starts_at, Meeting.id)
    found = select(Meeting).where(*where, Meeting.starts_at >= first, Meeting.starts_at < after).order_by(*order)
    return [one for one in db.session.scalars(found) if book is None or book_of(one.kind) == book]


def was_held(meeting_id: int) -> bool:
    """Whether the meeting was held."""
    return meetings.meeting(meeting_id).state in HELD


def papers_in(organisation_id: int, year: int) -> list[Paper]:
    """The organisation's own documents that were first confirmed in the year, each by its first version."""
    return [one for one in papers.filed(organisation_id) if year_of_paper(one) == year]


def year_of_paper(first: Paper) -> int:
    """The year in which a document is filed: that of its first version, corrections too."""
    return clock.local(first.confirmed_at or first.made_at).year


def years_of(organisation_id: int) -> list[int]:
    """The years in which meetings were held or documents confirmed, the newest first."""
    where = (Meeting.organisation_id == organisation_id, Meeting.state.in_(HELD))
    held = {clock.local(one).year for one in db.session.scalars(select(Meeting.starts_at).where(*where))}
    return sorted(held | {year_of_paper(one) for one in papers.filed(organisation_id)}, reverse=True)


def confirmed_of(meeting_id: int) -> Minutes | None:
    """The newest confirmed version of a meeting's minutes; None where there is none."""
    return next((one for one in minutes.versions(meeting_id) if one.state == CONFIRMED), None)


def confirmed_among(meeting_ids: Sequence[int]) -> set[int]:
    """Which of the meetings have confirmed minutes."""
    where = (Minutes.meeting_id.in_(meeting_ids), Minutes.state == CONFIRMED)
    return set(db.session.scalars(select(Minutes.meeting_id).where(*where)))


def year_of(meeting: Meeting) -> int:
    """The year in which the meeting was held, on Shanghai's calendar."""
    return clock.local(meeting.opened_at or meeting.starts_at).year


def scheme_of(organisation_id: int) -> Scheme:
    """The organisation's part of its file numbers."""
    style = documents.style_of(organisation_id)
    return Scheme(style.fonds, style.category or "WS", style.section)


def item_of(sha256: str) -> ArchiveItem | None:
    """The file number of that record; None while it has none."""
    return db.session.scalar(select(ArchiveItem).where(ArchiveItem.sha256 == sha256))


def numbers_of(items: Iterable[ArchiveItem]) -> dict[str, str]:
    """档号 by record, as the organisation's scheme writes it."""
    return {
        one.sha256: scheme_of(one.organisation_id).number(one.year, Period(one.period), one.number) for one in items
    }


def job(job_id: int) -> Job:
    """The work of that number; it must exist."""
    return db.session.get_one(Job, job_id)


def jobs_of(organisation_id: int) -> Sequence[Job]:
    """The organisation's work, the newest first."""
    return db.session.scalars(
        select(Job).where(Job.organisation_id == organisation_id).order_by(Job.id.desc()).limit(20)
    ).all()


def job_scope(job_id: int, account_id: int | None) -> Scope | None:
    """Work belongs to its organisation."""
    found = db.session.get(Job, job_id)
    return Scope(found.organisation_id) if found else None
