"""The minutes 会议记录: drafts, confirmed versions and what they are made of."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
    inspect,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from blueprints.shared.db import Base, JsonText, UtcDateTime
from domain.words import Refusal

DRAFT = "draft"
CONFIRMED = "confirmed"
LOCKED = "会议记录已经确认，不能再改。确需更正的，请办理更正，另出一版。"


class Minutes(Base):
    """One version. A confirmed version never changes; a correction is the next one with its reason."""

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("meeting_id", "version"),
        Index(
            "uq_minutes_one_draft",
            "meeting_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
        CheckConstraint("state IN ('draft','confirmed')", name="state"),
        CheckConstraint("version >= 1 AND (version = 1) = (reason = '')", name="correction_has_reason"),
        CheckConstraint("(state = 'confirmed') = (sha256 <> '')", name="confirmed_is_hashed"),
        CheckConstraint("(state = 'confirmed') = (body <> '')", name="confirmed_has_body"),
        CheckConstraint(
            "state = 'draft' OR (chair_confirmed_at IS NOT NULL AND recorder_confirmed_at IS NOT NULL)",
            name="confirmed_by_both",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    #: From 1.
    version: Mapped[int]
    #: draft or confirmed.
    state: Mapped[str] = mapped_column(String(10))
    #: Why a confirmed version was corrected; empty for the first.
    reason: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Who confirmed as chair and as recorder, and when.
    chair_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    chair_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorder_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorder_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: SHA-256 of the content as the first of the two saw it; empty while nobody has confirmed.
    seen_sha: Mapped[str] = mapped_column(String(64), default="")
    #: When a change made the first confirmation void; null when none has, or since it was given anew.
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: The whole record as it was locked, canonical JSON; empty while a draft.
    body: Mapped[str] = mapped_column(Text, default="", deferred=True)
    #: SHA-256 of `body`; empty while a draft.
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)

    sections: Mapped[list["Section"]] = relationship(
        order_by="Section.id", back_populates="minutes", passive_deletes="all"
    )


class Section(Base):
    """What was said on one item, or the chair's closing words; paragraphs know whether they came later."""

    __tablename__ = "minutes_section"
    __table_args__ = (
        UniqueConstraint("minutes_id", "item_id"),
        Index(
            "uq_minutes_section_one_closing",
            "minutes_id",
            unique=True,
            sqlite_where=text("item_id IS NULL"),
            postgresql_where=text("item_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    #: The item; null for the chair's closing words 主持人总结.
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    #: A list of {text, added_at}: added_at is null for what was written during the meeting.
    passages: Mapped[list[dict[str, Any]]] = mapped_column(JsonText)
    #: The opened page that saved last: it knows what it saved, even when the answer was lost on the way.
    editor: Mapped[str] = mapped_column(String(24), default="")
    saved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    minutes: Mapped[Minutes] = relationship(back_populates="sections")


def _refuse_locked(_mapper: Mapper[Minutes], _connection: Connection, row: Minutes) -> None:
    was = inspect(row).attrs.state.history
    if CONFIRMED in (was.deleted or was.unchanged or ()):
        raise Refusal(LOCKED)


def _refuse_locked_section(_mapper: Mapper[Section], connection: Connection, row: Section) -> None:
    """A section neither changes in, nor leaves, nor joins a confirmed version."""
    of = inspect(row).attrs.minutes_id.history
    touched = {row.minutes_id, *(of.deleted or ()), *(of.unchanged or ())}
    table = Minutes.__table__
    if CONFIRMED in connection.scalars(select(table.c.state).where(table.c.id.in_(touched))).all():
        raise Refusal(LOCKED)


for _name in ("before_update", "before_delete"):
    event.listen(Minutes, _name, _refuse_locked)
for _name in ("before_insert", "before_update", "before_delete"):
    event.listen(Section, _name, _refuse_locked_section)
