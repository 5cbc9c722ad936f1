"""The year's books as one PDF each: cover, contents, every confirmed record, pages counted through."""

from collections.abc import Callable, Iterator, Sequence

from blueprints.accounts import queries as accounts
from blueprints.archive import queries
from blueprints.archive.models import Job, Work
from blueprints.documents import queries as documents
from blueprints.documents.books import Chapter, print_book
from blueprints.documents.filters import local
from blueprints.documents.kinds.book import BookEntry, BookPage
from blueprints.shared import clock
from blueprints.shared.db import db
from domain.words import Refusal


def bind(job: Job, finished: Callable[[int], None]) -> bytes:
    """The book of that work; Refusal while no meeting of the year has confirmed minutes."""
    work, year, organisation = Work(job.work), job.year, accounts.organisation(job.organisation_id).name
    meetings = queries.held_in(job.organisation_id, year, work)
    bound = [one for one in meetings if queries.confirmed_of(one.id)]
    if not bound:
        raise Refusal(f"{year}年的会议还没有确认的会议记录，不能编成{work.zh}。")
    told = [(one.id, one.title, local(one.opened_at or one.starts_at).date()) for one in bound]
    left_out = tuple(one.title for one in meetings if one not in bound)

    def front(starts: Sequence[int], pages: int) -> tuple[str, BookPage]:
        entries = tuple(
            BookEntry(held_on=on, title=title, first_page=first)
            for (_, title, on), first in zip(told, starts, strict=True)
        )
        return "book", BookPage(
            organisation=organisation,
            title=work.zh,
            year=year,
            entries=entries,
            left_out=left_out,
            pages=pages,
            made_at=clock.now(),
        )

    return print_book(front, _chapters([number for number, _, _ in told]), finished)


def _chapters(meeting_ids: Sequence[int]) -> Iterator[Chapter]:
    """One after the other, so that only one record is held beside what is laid out."""
    for meeting_id in meeting_ids:
        version = queries.confirmed_of(meeting_id)
        assert version, "a meeting in the book has confirmed minutes"
        number = version.version
        kind, page = documents.record_page(meeting_id, number, clock.now())
        proof = documents.minutes_proof(meeting_id, number)
        db.session.rollback()
        db.session.expunge_all()
        yield Chapter(kind, page, proof)
