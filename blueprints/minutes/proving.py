"""Confirmed minutes as records that are signed and looked up by their code."""

from sqlalchemy import func, select

from blueprints.accounts import queries as accounts
from blueprints.minutes import queries
from blueprints.minutes.models import CONFIRMED, Minutes
from blueprints.proof.models import Duty
from blueprints.proof.subjects import Address, Signer, Subject
from blueprints.shared.db import db

TITLE = "会议记录"


def subject(prefix: str) -> Subject | None:
    """The confirmed version whose hash begins so; None where there is none."""
    # "g" follows every hexadecimal digit, so that an index finds what begins so.
    where = (Minutes.state == CONFIRMED, Minutes.sha256 >= prefix, Minutes.sha256 < f"{prefix}g")
    found = db.session.scalar(select(Minutes).where(*where))
    return _subject(found) if found else None


def _subject(minutes: Minutes) -> Subject:
    meeting, told = queries.meeting(minutes.meeting_id), queries.record_of(minutes)
    confirmed = [at for at in (minutes.chair_confirmed_at, minutes.recorder_confirmed_at) if at]
    version = {"meeting_id": minutes.meeting_id, "version": minutes.version}
    return Subject(
        sha256=minutes.sha256,
        kind_zh=TITLE,
        title=told.meeting.title,
        organisation=accounts.organisation(meeting.organisation_id).name,
        version=minutes.version,
        newest=_newest(minutes.meeting_id),
        confirmed_at=max(confirmed),
        signers=signers(told.meeting.chair, told.meeting.recorder, told.dissenters),
        thing=("meeting_id", minutes.meeting_id),
        pdf=Address("documents.minutes", version),
        back=Address("minutes.version", version),
    )


def _newest(meeting_id: int) -> int:
    where = (Minutes.meeting_id == meeting_id, Minutes.state == CONFIRMED)
    return db.session.scalar(select(func.max(Minutes.version)).where(*where)) or 0


def signers(chair: str, recorder: str, speakers: tuple[str, ...]) -> tuple[Signer, ...]:
    """Who signs minutes: chair, recorder, and those who check what was written of their dissent."""
    led = (Signer(Duty.CHAIR, chair), Signer(Duty.RECORDER, recorder))
    return (*(one for one in led if one.name), *(Signer(Duty.SPEAKER, name) for name in speakers))
