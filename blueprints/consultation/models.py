"""征求意见: a collection, on whom opinions are asked, and the opinions, which know no author, time or order."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    event,
    inspect,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from blueprints.shared.db import Base, UtcDateTime
from domain.words import Refusal

WORD_FOR_WORD = "原意见不能改动（原汁原味）。需要说明的，请写在处理意见里。"


class Source(StrEnum):
    """征求对象类别: what kind of people an opinion comes from, as they said themselves."""

    MEMBERS = "members"
    MASSES = "masses"
    UNITS = "units"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {"members": "党员", "masses": "群众", "units": "单位"}[self.value]


class About(StrEnum):
    """What an opinion is about."""

    BODY = "body"
    PERSON = "person"
    OTHER = "other"


class Collection(Base):
    """One collection of opinions before one meeting."""

    __tablename__ = "collection"
    __table_args__ = (CheckConstraint("state IN ('open','closed','released')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    #: What stands in the link and the QR code; whoever has it may give an opinion.
    token: Mapped[str] = mapped_column(String(32), unique=True)
    #: open, closed or released.
    state: Mapped[str] = mapped_column(String(10))
    #: The last day on which opinions are taken, YYYY-MM-DD, on the hall's calendar.
    until_on: Mapped[str] = mapped_column(String(10))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Whether the order of arrival has been removed from the database's files.
    scrubbed: Mapped[bool] = mapped_column(default=False)
    #: Paper forms given out; forms handed in by phone and on paper.
    issued: Mapped[int] = mapped_column(default=0)
    online: Mapped[int] = mapped_column(default=0)
    on_paper: Mapped[int] = mapped_column(default=0)

    subjects: Mapped[list["Subject"]] = relationship(order_by="Subject.position", lazy="selectin")


class Subject(Base):
    """On whom opinions are asked: the body, each of its people, and whatever else one wants to say."""

    __tablename__ = "subject"
    __table_args__ = (UniqueConstraint("collection_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"), index=True)
    #: An `About`.
    about: Mapped[str] = mapped_column(String(8))
    #: The person of the register; null for the body and for what else there is.
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    #: Name and office as they were when the collection began.
    name: Mapped[str] = mapped_column(String(60))
    office: Mapped[str] = mapped_column(String(80), default="")
    position: Mapped[int]


class Entry(Base):
    """意见: one opinion on one subject, word for word. No author, time, way or order; never changed."""

    __tablename__ = "entry"
    __table_args__ = ({"sqlite_with_rowid": False},)

    #: Drawn from a number that only the form knew: what came with it in the same form cannot be told.
    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"), index=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    #: A `Source`.
    source: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)


class Sorting(Base):
    """归类: the theme under which an opinion is put and what becomes of it, beside its own words."""

    __tablename__ = "sorting"
    __table_args__ = ({"sqlite_with_rowid": False},)

    entry_id: Mapped[bytes] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"), index=True)
    theme: Mapped[str] = mapped_column(String(20))
    #: 处理: what becomes of it.
    handling: Mapped[str] = mapped_column(String(200), default="")


def _refuse_changes(_mapper: Mapper[Entry], _connection: Connection, row: Entry) -> None:
    if any(inspect(row).attrs[name].history.has_changes() for name in ("text", "source", "subject_id")):
        raise Refusal(WORD_FOR_WORD)


event.listen(Entry, "before_update", _refuse_changes)
