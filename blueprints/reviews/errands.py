"""What somebody has to do for the reviews in which they stand: to write, and to confirm what was found."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flask import url_for
from sqlalchemy import select

from blueprints.meetings.errands import Errand
from blueprints.meetings.models import Meeting
from blueprints.members import queries as members
from blueprints.reviews import queries
from blueprints.reviews.models import Review, Reviewed
from blueprints.shared import clock
from blueprints.shared.db import db
from domain.review import Subject

_DEAD = ("cancelled", "inquorate")


def errands(account_id: int) -> Iterator[Errand]:
    """A self-review to write before the meeting, those of the others on it, a grade to confirm after the posting."""
    mine = [one.id for one in members.member_of_account(account_id)]
    for row, found, meeting in _open(mine) if mine else ():
        if not found.fixed_on and row.written_at is None:
            yield _to_write(row, found, meeting)
        if not found.fixed_on and queries.self_reviews_open(found, [row]):
            text = f"看大家的{Subject(found.subject).self_zh}"
            yield Errand(text, meeting.title, url_for("reviews.selves", review_id=found.id))
        elif not found.fixed_on:
            yield Errand("民主评议各步骤", meeting.title, url_for("reviews.desk", review_id=found.id))
        elif row.graded and queries.can_be_told(found, clock.today()):
            yield Errand("确认评定意见", meeting.title, url_for("reviews.grade", reviewed_id=row.id))


def _to_write(row: Reviewed, found: Review, meeting: Meeting) -> Errand:
    eve = clock.local(meeting.starts_at).date() - timedelta(days=1)
    url = url_for("reviews.own", reviewed_id=row.id)
    return Errand(f"写{Subject(found.subject).self_zh}", meeting.title, url, eve, eve < clock.today())


def _open(mine: Sequence[int]) -> Sequence[tuple[Reviewed, Review, Meeting]]:
    query = (
        select(Reviewed, Review, Meeting)
        .join(Review, Review.id == Reviewed.review_id)
        .join(Meeting, Meeting.id == Review.meeting_id)
        .where(Reviewed.member_id.in_(mine), Reviewed.takes_part, Meeting.state.not_in(_DEAD))
        .where(Reviewed.read_at.is_(None), Reviewed.signed_on_paper_at.is_(None))
    )
    rows = db.session.execute(query.order_by(Meeting.starts_at))
    return [(row, found, meeting) for row, found, meeting in rows]
