"""归档: which record has which file number, and the long work of books and packages."""

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from blueprints.shared.db import Base, UtcDateTime


class Work(StrEnum):
    """What is made in the background."""

    MEETINGS = "meetings"
    STUDY = "study"
    LIFE = "life"
    PACKAGE = "package"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {
            "meetings": "社区党组织会议记录簿",
            "study": "党员学习记录簿",
            "life": "民主生活会记录簿",
            "package": "归档包",
        }[self.value]

    @property
    def suffix(self) -> str:
        """How its file's name ends."""
        return "zip" if self is Work.PACKAGE else "pdf"


class ArchiveItem(Base):
    """件: one record with its number in the archive; numbers count from 1 within a year and a period, and stay."""

    __tablename__ = "archive_item"
    __table_args__ = (UniqueConstraint("organisation_id", "year", "period", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    #: A `domain.archive.Period`.
    period: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    #: SHA-256 of the record.
    sha256: Mapped[str] = mapped_column(String(64), unique=True)


class Job(Base):
    """Work that takes long: waiting, running, done, failed."""

    __tablename__ = "archive_job"
    __table_args__ = (
        CheckConstraint("state IN ('running','done','failed')", name="state"),
        Index(
            "uq_archive_job_one_running",
            "organisation_id",
            "work",
            "year",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    #: A `Work`.
    work: Mapped[str] = mapped_column(String(10))
    year: Mapped[int]
    #: The one meeting that is packed; null for the whole year.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    state: Mapped[str] = mapped_column(String(10), default="running")
    #: Meetings, and documents of the organisation's own, finished so far and in all.
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    #: Why it failed, in a sentence.
    failure: Mapped[str] = mapped_column(String(300), default="")
    #: In the names of its files: a number that a restored database gives again finds no file of another work.
    token: Mapped[str] = mapped_column(String(20), default=lambda: secrets.token_hex(8))
    #: Size and hash of the file once it is done.
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: When it last moved: what has not moved for long has died with its process.
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
