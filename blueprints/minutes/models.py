"""The minutes 会议记录: drafts, confirmed versions and what they are made of."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blueprints.shared.db import Base, JsonText, UtcDateTime


class Minutes(Base):
    """One version. A confirmed version never changes; a correction is the next one with its reason."""

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("meeting_id", "version"),
        CheckConstraint("state IN ('draft','confirmed')", name="state"),
        CheckConstraint("(state = 'confirmed') = (sha256 <> '')", name="confirmed_is_hashed"),
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
    #: The whole record as it was locked, canonical JSON; empty while a draft.
    body: Mapped[str] = mapped_column(Text, default="", deferred=True)
    #: SHA-256 of `body`; empty while a draft.
    sha256: Mapped[str] = mapped_column(String(64), default="")

    sections: Mapped[list["Section"]] = relationship(order_by="Section.id", back_populates="minutes")


class Section(Base):
    """What was said on one item, or the chair's closing words; paragraphs know whether they came later."""

    __tablename__ = "minutes_section"
    __table_args__ = (UniqueConstraint("minutes_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    #: The item; null for the chair's closing words 主持人总结.
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    #: A list of {text, added_at}: added_at is null for what was written during the meeting.
    passages: Mapped[list[dict[str, Any]]] = mapped_column(JsonText)

    minutes: Mapped[Minutes] = relationship(back_populates="sections")
