"""A vote 表决, its frozen roll, its ballot box and its audit chain."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from blueprints.shared.db import Base, JsonText, UtcDateTime


class Choice(StrEnum):
    """What one can choose 表决意见."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"

    def zh(self, method: str) -> str:
        """The users' word: who does not vote in favour 反对 by hand and voice, and 不赞成 on a paper."""
        against = "不赞成" if method == "secret" else "反对"
        return {"for": "赞成", "against": against, "abstain": "弃权"}[self.value]


class Box(StrEnum):
    """Where a ballot box 票箱 stands."""

    NONE = "none"
    HOLDING = "holding"
    OPENED = "opened"
    SCRUB_PENDING = "scrub_pending"
    SCRUBBED = "scrubbed"


class Poll(Base):
    """One question at one time. What decides is copied into it when it opens."""

    __tablename__ = "poll"
    __table_args__ = (
        CheckConstraint("method IN ('voice','hands','secret')", name="method"),
        CheckConstraint("state IN ('draft','open','closed','counted','announced','void')", name="state"),
        CheckConstraint("box IN ('none','holding','opened','scrub_pending','scrubbed')", name="box"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    #: The question that is put, as it will stand in the minutes.
    motion: Mapped[str] = mapped_column(String(200))
    #: voice 口头, hands 举手, secret 无记名.
    method: Mapped[str] = mapped_column(String(8))
    #: How a secret vote is kept: detached now, sealed later; empty for open votes.
    level: Mapped[str] = mapped_column(String(10), default="")
    #: A `domain.lifecycle.PollState`.
    state: Mapped[str] = mapped_column(String(10))
    #: The rule as the meeting holds it, copied when the vote was made.
    rule: Mapped[dict[str, Any]] = mapped_column(JsonText)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    announced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    void_reason: Mapped[str] = mapped_column(String(200), default="")
    #: The roll's figures when the vote opened: expected, entitled, present, present_entitled, excused, observers.
    figures: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: SHA-256 of the frozen roll's sorted attendee numbers.
    roll_sha: Mapped[str] = mapped_column(String(64), default="")
    #: The count; null until it is taken.
    in_favour: Mapped[int | None]
    against: Mapped[int | None]
    abstain: Mapped[int | None]
    #: The verdict with its sentence, as `domain.decision.Decision.to_json` gives it.
    verdict: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: A `Box`.
    box: Mapped[str] = mapped_column(String(14), default="none")
    #: At the close: number of ballots and the root over them.
    box_count: Mapped[int | None]
    box_root: Mapped[str] = mapped_column(String(64), default="")
    #: Below so many voters the pages warn that the result itself may tell.
    min_group: Mapped[int] = mapped_column(default=5)


class Voter(Base):
    """The vote's frozen roll: who may vote here and whether they did. Nothing in it grows when they do."""

    __tablename__ = "voter"
    __table_args__ = ({"sqlite_with_rowid": False},)

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id"), primary_key=True)
    #: 0 not yet, 1 by phone, 2 by paper: one digit, overwritten in place.
    state: Mapped[int] = mapped_column(SmallInteger, default=0)


class Recusal(Base):
    """回避: who is there with a vote and steps back from this one, with the reason that the minutes tell."""

    __tablename__ = "recusal"
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(80))


class Mark(Base):
    """An open vote by hands, name by name. Never used for a secret vote."""

    __tablename__ = "mark"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id"), primary_key=True)
    #: A `Choice`.
    choice: Mapped[str] = mapped_column(String(8))


class Ballot(Base):
    """A ballot in the box: no voter, no time, no order, the same length whatever was chosen."""

    __tablename__ = "ballot"
    __table_args__ = (
        CheckConstraint("length(body) = 64", name="body"),
        {"sqlite_with_rowid": False},
    )

    #: The first 16 bytes of SHA-256 over the voter's nonce.
    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    #: The choice and random padding, as docs/ballot-box.md lays it out.
    body: Mapped[bytes] = mapped_column(LargeBinary(64))


class OpenedBallot(Base):
    """A ballot after the opening: a fresh random number and what was chosen, shuffled."""

    __tablename__ = "opened_ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    choice: Mapped[str] = mapped_column(String(8))


class PollEvent(Base):
    """The audit chain of a vote: its phases, each line bound to the one before; never a single ballot."""

    __tablename__ = "poll_event"
    __table_args__ = (UniqueConstraint("poll_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    #: Place in the chain, from 1.
    position: Mapped[int]
    event: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload: Mapped[dict[str, Any]] = mapped_column(JsonText)
    prev_sha: Mapped[str] = mapped_column(String(64))
    sha: Mapped[str] = mapped_column(Text)
