"""A vote 表决, its frozen roll, its ballot box and its audit chain."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from blueprints.shared.db import Base, JsonText, UtcDateTime


class Box(StrEnum):
    """Where a ballot box 票箱 stands."""

    NONE = "none"
    HOLDING = "holding"
    OPENED = "opened"
    SCRUB_PENDING = "scrub_pending"
    SCRUBBED = "scrubbed"


class Way(IntEnum):
    """How a voter's one vote was used up."""

    NONE = 0
    PHONE = 1
    PAPER = 2
    BOOTH = 3


class Duty(StrEnum):
    """Who watches the count 监票人 and who counts 计票人."""

    TELLER = "teller"
    COUNTER = "counter"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {"teller": "监票人", "counter": "计票人"}[self.value]


class Voters(StrEnum):
    """Who of those in the hall votes 参加投票的人."""

    ENTITLED = "entitled"  #: who has the vote; motions and elections know nobody else
    MEMBERS = "members"  #: of a review: every Party member who is called, probationary or under 留党察看 too
    GUESTS = "guests"  #: of a review: who attends in 列席 without being a Party member 群众代表

    @property
    def zh(self) -> str:
        """The users' word."""
        return {"entitled": "有表决权的人员", "members": "党员", "guests": "群众代表"}[self.value]


class Poll(Base):
    """One question at one time. What decides is copied into it when it opens."""

    __tablename__ = "poll"
    __table_args__ = (
        CheckConstraint("method IN ('voice','hands','secret')", name="method"),
        CheckConstraint("state IN ('draft','open','closed','counted','announced','void')", name="state"),
        CheckConstraint("voters IN ('entitled','members','guests')", name="voters"),
        CheckConstraint("box IN ('none','holding','opened','scrub_pending','scrubbed')", name="box"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    #: The question that is put, as it will stand in the minutes.
    motion: Mapped[str] = mapped_column(String(200))
    #: voice 口头, hands 举手, secret 无记名.
    method: Mapped[str] = mapped_column(String(8))
    #: A `Voters`; others than who is entitled fill in review ballots only, on which nothing is adopted.
    voters: Mapped[str] = mapped_column(String(10), default="entitled")
    #: How a secret vote is kept: sealed or detached; empty for open votes.
    level: Mapped[str] = mapped_column(String(10), default="")
    #: What stands on the paper, as `domain.paper.Paper.to_json` gives it; null for the motion alone.
    paper: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: What is put to the vote about one person, as `domain.settled.proposal_json` gives it.
    proposal: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: The base chosen for a primary 预选, a `domain.rules.Base`; empty for the usual one.
    primary_base: Mapped[str] = mapped_column(String(40), default="")
    #: 试投: everything as in a real vote, but it decides nothing and stands in no minutes.
    rehearsal: Mapped[bool] = mapped_column(default=False)
    #: A show of hands on the meeting's own procedure, decided by `domain.procedure`.
    procedural: Mapped[bool] = mapped_column(default=False)
    #: Whether phones and the booth may be used, or paper alone; kept when the vote opens.
    electronic: Mapped[bool] = mapped_column(default=True)
    #: The sealed box's lock, as `ballots.sealing.Lock.to_json` gives it; null before the codes are out and once erased.
    lock: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: The attendees among the tellers who lost their code.
    codes_lost: Mapped[list[int]] = mapped_column(JsonText, default=list)
    #: A `domain.lifecycle.PollState`.
    state: Mapped[str] = mapped_column(String(10))
    #: The rule as the meeting holds it, copied when the vote was made.
    rule: Mapped[dict[str, Any]] = mapped_column(JsonText)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    announced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    void_reason: Mapped[str] = mapped_column(String(200), default="")
    #: The roll's figures when the vote opened: expected, entitled, present, present_entitled, excused, observers; of a
    #: review those of its `voters` alone, all of whom count as entitled.
    figures: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: SHA-256 of the frozen roll's sorted attendee numbers.
    roll_sha: Mapped[str] = mapped_column(String(64), default="")
    #: Paper ballots given out again for spoilt ones 作废重领, and the slips that were entered.
    paper_spoilt: Mapped[int] = mapped_column(default=0)
    paper_returned: Mapped[int] = mapped_column(default=0)
    #: The counted box, as `domain.paper.Tally.to_json` gives it, before written names were read.
    tally: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: How the tellers read written names: as written → as meant, "" for nobody.
    names_read: Mapped[dict[str, str]] = mapped_column(JsonText, default=dict)
    #: Opinions written before the meeting that were counted, as `domain.decision.Votes.to_json` gives them.
    written: Mapped[dict[str, int] | None] = mapped_column(JsonText)
    #: The count of a motion; null until it is taken, and for elections and reviews.
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
    #: The digests of all ballots, sorted, in hexadecimal; they outlive the ballots themselves.
    digests: Mapped[list[str] | None] = mapped_column(JsonText)
    #: Below so many voters the pages warn that the result itself may tell.
    min_group: Mapped[int] = mapped_column(default=5)


class Voter(Base):
    """The vote's frozen roll: who may vote here and whether they did. Nothing in it grows when they do."""

    __tablename__ = "voter"
    __table_args__ = ({"sqlite_with_rowid": False},)

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id"), primary_key=True)
    #: A `Way`: one digit, overwritten in place.
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
        CheckConstraint("length(body) >= 64", name="body"),
        {"sqlite_with_rowid": False},
    )

    #: The first 16 bytes of SHA-256 over the voter's nonce.
    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    #: The paper's marks and random padding, sealed or not, as docs/ballot-box.md lays it out; of one length in a vote.
    body: Mapped[bytes] = mapped_column(LargeBinary)


class OpenedBallot(Base):
    """One line of one ballot after the opening: a fresh random number and what was marked, shuffled line by line."""

    __tablename__ = "opened_ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    #: The line of the paper, from 0; one past the last for names that were written in.
    question: Mapped[int]
    #: A `domain.paper.Choice` or `domain.grade.Grade`, "invalid", or a written name.
    choice: Mapped[str] = mapped_column(String(40))


class Teller(Base):
    """监票人、计票人 of one meeting; proposed until the vote that approves them is adopted."""

    __tablename__ = "teller"
    __table_args__ = (UniqueConstraint("meeting_id", "attendee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id"))
    #: A `Duty`.
    duty: Mapped[str] = mapped_column(String(8))
    #: The vote by which the assembly approves them; null where nobody was asked yet.
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"))
    #: Whether the meeting needs no vote on them and the chair named them.
    named: Mapped[bool] = mapped_column(default=False)


class PaperBatch(Base):
    """A heap of paper slips that two tellers entered alike; how many, who entered them, never what they say."""

    __tablename__ = "paper_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    count: Mapped[int]
    #: The two attendees who entered them.
    first_id: Mapped[int] = mapped_column(ForeignKey("attendee.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("attendee.id"))


class Opinion(Base):
    """会前书面意见: what somebody who cannot come wrote about one item before the meeting, with its scan."""

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("item_id", "attendee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    #: Who leaves the roster before the meeting leaves its roll, and the opinion goes with the line.
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"))
    #: A `domain.paper.Choice`.
    choice: Mapped[str] = mapped_column(String(8))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    #: The scan itself: a PDF or a picture.
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


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
