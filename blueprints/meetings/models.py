"""A meeting, its agenda, its roll and what happened on it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blueprints.shared.db import Base, JsonText, UtcDateTime


class Reply(StrEnum):
    """回执: what an attendee answered to the notice."""

    NONE = "none"
    COMING = "coming"
    LEAVE_ASKED = "leave_asked"
    LEAVE_GRANTED = "leave_granted"
    LEAVE_REFUSED = "leave_refused"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {
            "none": "未回复",
            "coming": "参加",
            "leave_asked": "请假待批",
            "leave_granted": "准假",
            "leave_refused": "未准假",
        }[self.value]


class Meeting(Base):
    """One meeting of one kind, from planning to the archive."""

    __tablename__ = "meeting"
    __table_args__ = (
        Index("ix_meeting_organisation_id_starts_at", "organisation_id", "starts_at"),
        Index("ix_meeting_starts_at", "starts_at"),
        Index("ix_meeting_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    #: A meeting kind of the rules: party_assembly, party_committee, …
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120))
    #: The rule as it stood when the meeting was made; later changes of a profile do not reach it.
    rule: Mapped[dict[str, Any]] = mapped_column(JsonText)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(120))
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    recorder_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    #: Whom to ask, as it stands on the notice: name and phone.
    contact: Mapped[str] = mapped_column(String(80), default="")
    #: What attendees must prepare or mind.
    requirements: Mapped[str] = mapped_column(Text, default="")
    #: Why the lead time was cut short 临时召开原因.
    urgent_reason: Mapped[str] = mapped_column(String(200), default="")
    #: A `domain.lifecycle.MeetingState`.
    state: Mapped[str] = mapped_column(String(16))
    noticed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why it was cancelled, or how it came to 流会.
    closing_note: Mapped[str] = mapped_column(String(200), default="")
    #: The quorum verdict at the opening, with its sentence.
    quorum: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: The key of the hall's changing check-in code.
    hall_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    #: Moves of the meeting and of its votes; the phones' live tag.
    revision: Mapped[int] = mapped_column(default=0)
    #: Changes of the roll; the tablet's and the hall screen's live tag.
    roll_revision: Mapped[int] = mapped_column(default=0)
    #: The meeting that this one was called again for, after 流会.
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))

    items: Mapped[list["Item"]] = relationship(order_by="Item.position", back_populates="meeting")
    attendees: Mapped[list["Attendee"]] = relationship(order_by="Attendee.position", back_populates="meeting")


class Item(Base):
    """议题: one point of the agenda with the notes taken while it was on."""

    __tablename__ = "item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    #: Its place on the agenda, from 1.
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    #: Who presents it, a name or an office.
    presenter: Mapped[str] = mapped_column(String(60), default="")
    #: pending, current or done.
    state: Mapped[str] = mapped_column(String(8), default="pending")
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Notes of the discussion, saved as they are typed.
    notes: Mapped[str] = mapped_column(Text, default="")
    #: How many times the notes were saved; a tablet that holds an older number must not overwrite.
    notes_revision: Mapped[int] = mapped_column(default=0)
    notes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    materials: Mapped[list["Material"]] = relationship(order_by="Material.id", lazy="selectin")
    speeches: Mapped[list["Speech"]] = relationship(order_by="Speech.id")
    follow_ups: Mapped[list["FollowUp"]] = relationship(order_by="FollowUp.id")


class Material(Base):
    """会议材料: a PDF for one item."""

    __tablename__ = "material"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    filename: Mapped[str] = mapped_column(String(200))
    #: Size in bytes.
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    #: The PDF itself; small, few, and backed up with everything else.
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Attendee(Base):
    """One line of the meeting's roll 名单: who is called, with which right, and whether they came."""

    __tablename__ = "attendee"
    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    #: The person of the register; null for a guest from outside.
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    #: Place on the roll, from 1.
    position: Mapped[int]
    #: Name and capacity as they were when the roll was made.
    name: Mapped[str] = mapped_column(String(40))
    category: Mapped[str] = mapped_column(String(20))
    #: Offices held that day, or a guest's organisation.
    capacity: Mapped[str] = mapped_column(String(80), default="")
    #: Whether the person counts in 应到会, has a vote, or only sits in 列席.
    expected: Mapped[bool]
    entitled: Mapped[bool]
    observer: Mapped[bool]
    #: Why there is no vote; empty where there is one.
    no_vote_reason: Mapped[str] = mapped_column(String(80), default="")
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: A `Reply`.
    reply: Mapped[str] = mapped_column(String(16), default="none")
    leave_reason: Mapped[str] = mapped_column(String(200), default="")
    replied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When the person came and how: scan 扫码 or hand 代签; and when they left early.
    arrived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    arrived_by: Mapped[str] = mapped_column(String(8), default="")
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Whether the person is in the hall now.
    present: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped[Meeting] = relationship(back_populates="attendees")


class Speech(Base):
    """发言: who spoke on an item and where they stood."""

    __tablename__ = "speech"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id"))
    #: A `domain.minutes.Stance`; 不同意见必记.
    stance: Mapped[str] = mapped_column(String(12))
    gist: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    attendee: Mapped[Attendee] = relationship(lazy="joined")


class FollowUp(Base):
    """后续事项: what was decided to be done, by whom and until when."""

    __tablename__ = "follow_up"
    __table_args__ = (CheckConstraint("length(text) > 0", name="text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    #: Who answers for it; empty is a fault that the minutes' check names.
    owner: Mapped[str] = mapped_column(String(60), default="")
    #: YYYY-MM-DD or empty.
    due_on: Mapped[str] = mapped_column(String(10), default="")
    #: When it was written down; after the meeting's end it is marked 补录.
    at: Mapped[datetime] = mapped_column(UtcDateTime)
