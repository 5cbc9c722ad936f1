"""What every page of a review begins with."""

from datetime import date

from blueprints.accounts import queries as accounts
from blueprints.reviews import queries
from blueprints.reviews.models import Review
from blueprints.reviews.pages import Head
from blueprints.shared import clock
from domain.review import Subject


def head(found: Review) -> Head:
    """The head of its pages."""
    meeting, subject = queries.meeting_of(found), Subject(found.subject)
    return Head(
        review_id=found.id,
        meeting_id=meeting.id,
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        subject_zh=subject.zh,
        self_zh=subject.self_zh,
        day=clock.local(meeting.starts_at).date(),
    )


def day_of(written: str) -> date | None:
    """A day that was kept as YYYY-MM-DD; None for none."""
    return date.fromisoformat(written) if written else None


def words_of(day: date) -> str:
    """11月28日."""
    return f"{day.month}月{day.day}日"
