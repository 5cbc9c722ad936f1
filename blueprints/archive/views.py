"""Filling the archive's pages."""

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.archive import queries, service
from blueprints.archive.forms import WorkForm
from blueprints.archive.models import Job, Work
from blueprints.archive.pages import JobLine, OfficePage, YearLine
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from domain.archive import book_of


def office_page(organisation_id: int, form: WorkForm) -> OfficePage:
    """The years, what can be made of them, and what was made."""
    jobs = tuple(_job(one) for one in queries.jobs_of(organisation_id))
    return OfficePage(
        organisation_id=organisation_id,
        organisation=accounts.organisation(organisation_id).name,
        years=tuple(_year(organisation_id, year) for year in queries.years_of(organisation_id)),
        below=tuple(
            (one.name, url_for("archive.office", organisation_id=one.id)) for one in accounts.children(organisation_id)
        ),
        jobs=jobs,
        running=any(one.state == "running" for one in jobs),
        form=form,
    )


def _year(organisation_id: int, year: int) -> YearLine:
    held = queries.held_in(organisation_id, year)
    confirmed = queries.confirmed_among([one.id for one in held])
    counted = ((work, sum(book_of(one.kind) == work for one in held)) for work in Work if work is not Work.PACKAGE)
    books = tuple((work.value, work.zh, count) for work, count in counted if count)
    return YearLine(year, len(held), len(confirmed), len(queries.papers_in(organisation_id, year)), books)


def _job(one: Job) -> JobLine:
    dead = one.state == "running" and clock.now() - one.moved_at > service.PATIENCE
    return JobLine(
        id=one.id,
        zh=Work(one.work).zh,
        year=one.year,
        meeting=meetings.meeting(one.meeting_id).title if one.meeting_id else "",
        state="failed" if dead else one.state,
        done=one.done,
        total=one.total,
        failure=one.failure or ("制作中断，没有做完，请重新制作。" if dead else ""),
        size_kb=max(1, one.size // 1024),
        sha256=one.sha256,
        made_at=one.made_at,
    )
