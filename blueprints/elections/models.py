"""选举: the offices that a meeting fills, who stands, the votes on them, who is left out of 应到, and the papers."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blueprints.shared.db import Base, JsonText


class Colour(StrEnum):
    """What paper an office's ballots are printed on: each has its own, so that the heaps stay apart."""

    WHITE = "white"
    PINK = "pink"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {"white": "白色", "pink": "粉红色", "yellow": "黄色", "blue": "浅蓝色", "green": "浅绿色"}[self.value]


class Order(StrEnum):
    """By what the candidates stand in their order on the ballot."""

    STROKES = "strokes"
    APPROVED = "approved"
    HAND = "hand"

    @property
    def zh(self) -> str:
        """As it stands on the ballot."""
        return {
            "strokes": "候选人按姓氏笔画为序",
            "approved": "候选人按上级党组织批准的次序排列",
            "hand": "候选人按会议确定的次序排列",
        }[self.value]


class Stand(StrEnum):
    """Whether a candidate stands."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    #: Back after a 预选 that was lost: for the seats that nobody reached, others may be nominated again.
    RETURNED = "returned"


class Step(StrEnum):
    """What a vote of an election is for."""

    PRIMARY = "primary"
    FIRST = "first"
    TIE = "tie"
    FILL = "fill"
    FEWER = "fewer"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {
            "primary": "预选",
            "first": "正式选举",
            "tie": "再次投票",
            "fill": "另行选举",
            "fewer": "减少名额",
        }[self.value]


class FileKind(StrEnum):
    """What papers an election brings with it."""

    REQUEST = "request"
    CONSENT = "consent"
    METHOD = "method"
    REVIEW = "review"
    OTHER = "other"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {
            "request": "换届请示",
            "consent": "上级批复",
            "method": "选举办法",
            "review": "候选人考察、公示材料",
            "other": "其他材料",
        }[self.value]


class Race(Base):
    """One office of one meeting with its seats: what is voted on with one ballot."""

    __tablename__ = "race"
    __table_args__ = (UniqueConstraint("meeting_id", "office"), CheckConstraint("seats > 0", name="seats"))

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    #: The item of the agenda it is voted on under; null once that was taken off the agenda.
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id", ondelete="SET NULL"), unique=True)
    #: 选举职务 as it stands on the ballot.
    office: Mapped[str] = mapped_column(String(40))
    #: 应选名额.
    seats: Mapped[int]
    #: Whether others may be written in (另选他人).
    write_ins: Mapped[bool] = mapped_column(default=True)
    #: A `Colour`.
    colour: Mapped[str] = mapped_column(String(10))
    #: An `Order`.
    ordering: Mapped[str] = mapped_column(String(10))
    #: The superior's approval of the elected 书记、副书记: day and document number.
    approval: Mapped[str] = mapped_column(String(120), default="")
    #: From which day the elected hold the office, YYYY-MM-DD, once that was entered in the register; else empty.
    entered_from: Mapped[str] = mapped_column(String(10), default="")

    candidates: Mapped[list["Candidate"]] = relationship(order_by="Candidate.position", lazy="selectin")
    rounds: Mapped[list["RaceRound"]] = relationship(order_by="RaceRound.id", lazy="selectin")


class Candidate(Base):
    """候选人: somebody nominated for an office, in the order of the ballot."""

    __tablename__ = "candidate"
    __table_args__ = (UniqueConstraint("race_id", "name"), UniqueConstraint("race_id", "member_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    race_id: Mapped[int] = mapped_column(ForeignKey("race.id"), index=True)
    #: The person of the register; null where no register has them.
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    #: The name on the ballot; namesakes are told apart in it.
    name: Mapped[str] = mapped_column(String(20))
    #: Place on the ballot, from 1.
    position: Mapped[int]
    #: 提名方式, in words.
    means: Mapped[str] = mapped_column(String(20), default="")
    #: A `Stand`.
    stand: Mapped[str] = mapped_column(String(10), default="standing")


class RaceRound(Base):
    """One vote on an office: 预选, 正式选举, 再次投票, 另行选举, or whether seats may stay open."""

    __tablename__ = "race_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    race_id: Mapped[int] = mapped_column(ForeignKey("race.id"), index=True)
    #: A `Step`.
    step: Mapped[str] = mapped_column(String(10))
    #: The seats that this vote fills, or leaves open; of a 预选 the places of candidates.
    seats: Mapped[int]
    #: The vote; null between the round's beginning and the vote's, which are two transactions.
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"), unique=True)


class ExemptionRequest(Base):
    """不计入应到会人数: who cannot come and is to be left out of 应到 at this election, and how far that is."""

    __tablename__ = "exemption"
    __table_args__ = (UniqueConstraint("meeting_id", "attendee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    #: The line of the roll.
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"))
    #: A `domain.exemption.Ground`.
    ground: Mapped[str] = mapped_column(String(20))
    #: How many months the person has been away, where the ground asks for it.
    months: Mapped[int | None]
    #: The superior's consent 上级党组织同意: day and document number; empty while there is none.
    consent: Mapped[str] = mapped_column(String(120), default="")
    #: The assembly that agreed before this meeting: day and meeting; empty where this meeting votes.
    assembly: Mapped[str] = mapped_column(String(120), default="")
    #: The vote by hands of this meeting.
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"), index=True)
    #: What was decided, as `domain.exemption.Exemption.to_json` gives it; null while the person counts.
    decision: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: Whether the person came all the same and counts again.
    restored: Mapped[bool] = mapped_column(default=False)


class ElectionFile(Base):
    """A paper of the election: the superior's consent, the request, the method, the review of candidates."""

    __tablename__ = "election_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    #: A `FileKind`.
    kind: Mapped[str] = mapped_column(String(10))
    filename: Mapped[str] = mapped_column(String(200))
    #: Size in bytes.
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    #: The paper itself, a PDF or a picture; small, few, and backed up with everything else.
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
