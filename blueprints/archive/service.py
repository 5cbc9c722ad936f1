"""Filing: numbers for records, and work that is begun, moves on and ends."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from blueprints.archive import queries
from blueprints.archive.models import ArchiveItem, Job, Work
from blueprints.shared.db import db, writing
from blueprints.shared.journal import Act, verb
from domain.archive import Period
from domain.words import Refusal

#: What has not moved for so long has died with its process.
PATIENCE = timedelta(minutes=5)


@verb("archive_job.begun")
def begin(act: Act, organisation_id: int, work: Work, year: int, meeting_id: int | None = None) -> Job:
    """Begin a book or a package; the same while it is running is the one that runs. Refusal where nothing was held."""
    running = _running(organisation_id, work, year)
    if running and act.at - running.moved_at < PATIENCE:
        if running.meeting_id != meeting_id:
            raise Refusal(f"{year}年的另一个归档包正在制作，做完以后再试。")
        return running
    if running:
        running.state, running.failure = "failed", "制作中断，没有做完，请重新制作。"
        db.session.flush()
    total = _total(organisation_id, work, year, meeting_id)
    found = Job(
        organisation_id=organisation_id,
        work=work,
        year=year,
        meeting_id=meeting_id,
        state="running",
        done=0,
        total=total,
        made_at=act.at,
        moved_at=act.at,
    )
    db.session.add(found)
    return found


def _total(organisation_id: int, work: Work, year: int, meeting_id: int | None) -> int:
    """How many meetings and documents it takes; Refusal where there are none."""
    if meeting_id:
        if not queries.was_held(meeting_id):
            raise Refusal("这次会议没有召开或者还没有结束，散会以后才能制作归档包。")
        return 1
    if work is not Work.PACKAGE:
        total = len(queries.held_in(organisation_id, year, work))
    else:
        total = len(queries.held_in(organisation_id, year)) + len(queries.papers_in(organisation_id, year))
    if not total:
        what = "会议和文书" if work is Work.PACKAGE else "会议"
        raise Refusal(f"{year}年没有可以编入{work.zh}的{what}。", "year")
    return total


def _running(organisation_id: int, work: Work, year: int) -> Job | None:
    where = (Job.organisation_id == organisation_id, Job.work == work, Job.year == year, Job.state == "running")
    return db.session.scalar(select(Job).where(*where))


def moved(job_id: int, done: int, at: datetime) -> None:
    """So many meetings are finished."""
    with writing():
        found = queries.job(job_id)
        found.done, found.moved_at = done, at


def ended(job_id: int, size: int, sha256: str, at: datetime) -> None:
    """The file is there."""
    with writing():
        found = queries.job(job_id)
        found.state, found.size, found.sha256, found.moved_at = "done", size, sha256, at


def failed(job_id: int, why: str, at: datetime) -> None:
    """The work ended without a file, and why."""
    with writing():
        found = queries.job(job_id)
        found.state, found.failure, found.moved_at = "failed", why[:300], at


def filed(organisation_id: int, year: int, period: Period, sha256: str) -> ArchiveItem:
    """The record's number in the archive: the one it has, or the next of its year and period."""
    with writing():
        found = queries.item_of(sha256)
        if found is None:
            where = (
                ArchiveItem.organisation_id == organisation_id,
                ArchiveItem.year == year,
                ArchiveItem.period == period,
            )
            last = db.session.scalar(select(func.max(ArchiveItem.number)).where(*where)) or 0
            found = ArchiveItem(
                organisation_id=organisation_id, year=year, period=period, number=last + 1, sha256=sha256
            )
            db.session.add(found)
        db.session.flush()
        db.session.expunge(found)
        return found
