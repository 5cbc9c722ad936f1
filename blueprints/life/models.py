"""民主生活会、组织生活会: the plan, what was prepared, what was said on it, and the problems that came of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blueprints.shared.db import Base, JsonText, UtcDateTime


class Review(StrEnum):
    """How far a paper for the meeting is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PASSED = "passed"
    RETURNED = "returned"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {"draft": "草稿", "submitted": "待审阅", "passed": "已审阅", "returned": "退回修改"}[self.value]


class Origin(StrEnum):
    """问题来源."""

    OPINIONS = "opinions"
    EXAMINED = "examined"
    SUPERIOR = "superior"
    CARRIED = "carried"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {"opinions": "征求意见", "examined": "查摆", "superior": "上级", "carried": "上次未销号"}[self.value]


class Life(Base):
    """One meeting's plan, what was reported on it, and what was done afterwards."""

    __tablename__ = "life"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    #: The meeting before, whose open problems are reported on this one; null for the first.
    last_id: Mapped[int | None] = mapped_column(ForeignKey("life.id"))
    theme: Mapped[str] = mapped_column(String(200), default="")
    #: When the superior was told in writing, YYYY-MM-DD; empty while not.
    told_on: Mapped[str] = mapped_column(String(10), default="")
    #: 通报上次整改情况, 通报征求意见情况, 班子对照检查, 总结, as they were given on the meeting.
    last_time: Mapped[str] = mapped_column(Text, default="")
    opinions_told: Mapped[str] = mapped_column(Text, default="")
    body_said: Mapped[str] = mapped_column(Text, default="")
    body_speaker: Mapped[str] = mapped_column(String(40), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    #: Counts the changes of these five: who saves says from which they began.
    revision: Mapped[int] = mapped_column(default=0)
    #: When each of them was last saved, by its column; what was saved after the meeting is 补录.
    saved_at: Mapped[dict[str, str]] = mapped_column(JsonText, default=dict)
    #: 通报: when (YYYY-MM-DD), to whom, what is told besides the list, and the open link's token.
    briefed_on: Mapped[str] = mapped_column(String(10), default="")
    briefed_to: Mapped[list[str]] = mapped_column(JsonText, default=list)
    briefing: Mapped[str] = mapped_column(Text, default="")
    token: Mapped[str] = mapped_column(String(32), unique=True)
    #: When 情况报告 and record went to the superior, YYYY-MM-DD, and to whom.
    sent_on: Mapped[str] = mapped_column(String(10), default="")
    sent_to: Mapped[str] = mapped_column(String(120), default="")

    turns: Mapped[list["Turn"]] = relationship(order_by="Turn.position", lazy="selectin")
    comments: Mapped[list["Comment"]] = relationship(order_by="Comment.id", lazy="selectin")
    studies: Mapped[list["Study"]] = relationship(order_by="Study.held_on, Study.id", lazy="selectin")
    problems: Mapped[list["Problem"]] = relationship(order_by="Problem.id", lazy="selectin")


class Study(Base):
    """会前学习: what was studied, when, and who was there."""

    __tablename__ = "study"

    id: Mapped[int] = mapped_column(primary_key=True)
    life_id: Mapped[int] = mapped_column(ForeignKey("life.id"), index=True)
    #: YYYY-MM-DD.
    held_on: Mapped[str] = mapped_column(String(10))
    what: Mapped[str] = mapped_column(String(300))
    #: Who was there, by number in the register.
    present: Mapped[list[int]] = mapped_column(JsonText, default=list)


class Talk(Base):
    """谈心谈话: between two; counts once both have confirmed what was written down, or signed it on paper."""

    __tablename__ = "talk"
    __table_args__ = (CheckConstraint("talker_id <> partner_id", name="two"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    life_id: Mapped[int] = mapped_column(ForeignKey("life.id"), index=True)
    talker_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    #: Whether the rule asks for it 必谈, or one of the two did 约谈.
    required: Mapped[bool] = mapped_column(default=True)
    begins_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(80), default="")
    strengths: Mapped[str] = mapped_column(Text, default="")
    problems: Mapped[str] = mapped_column(Text, default="")
    opinions: Mapped[str] = mapped_column(Text, default="")
    agreed: Mapped[str] = mapped_column(Text, default="")
    follow_up: Mapped[str] = mapped_column(Text, default="")
    #: Counts the changes: who confirms says which state they read.
    revision: Mapped[int] = mapped_column(default=0)
    talker_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    partner_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When the print signed by both was handed in; null where they confirmed here.
    signed_on_paper_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def confirmed(self) -> bool:
        """Whether both sides stand for it."""
        both = self.talker_confirmed_at is not None and self.partner_confirmed_at is not None
        return both or self.signed_on_paper_at is not None


class Outline(Base):
    """One version of 班子对照检查材料 (no member) or a person's 发言提纲: written here or uploaded, then reviewed."""

    __tablename__ = "outline"
    __table_args__ = (UniqueConstraint("life_id", "member_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    life_id: Mapped[int] = mapped_column(ForeignKey("life.id"), index=True)
    #: Whose it is; null for the body's.
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    version: Mapped[int]
    #: A `Review`.
    state: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text, default="")
    filename: Mapped[str] = mapped_column(String(200), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    revision: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: What the reviewer said, who it was, and when.
    note: Mapped[str] = mapped_column(String(300), default="")
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Turn(Base):
    """One person's turn: first what they say of themselves, then what the others say of them, then the answer."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("life_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    life_id: Mapped[int] = mapped_column(ForeignKey("life.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    #: Name and office as the roll has them.
    name: Mapped[str] = mapped_column(String(40))
    office: Mapped[str] = mapped_column(String(80), default="")
    #: Whether the person belongs to the body 班子.
    body: Mapped[bool]
    position: Mapped[int]
    self_criticism: Mapped[str] = mapped_column(Text, default="")
    statement: Mapped[str] = mapped_column(Text, default="")
    #: Counts the changes of the two: who saves says from which they began.
    revision: Mapped[int] = mapped_column(default=0)
    #: When what they said was first and last saved.
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    criticisms: Mapped[list["Criticism"]] = relationship(order_by="Criticism.id", lazy="selectin")


class Criticism(Base):
    """相互批评: what one said to the person whose turn it is, and what was answered."""

    __tablename__ = "criticism"

    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turn.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    by_name: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    response: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Comment(Base):
    """上级点评: what somebody from above said."""

    __tablename__ = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    life_id: Mapped[int] = mapped_column(ForeignKey("life.id"), index=True)
    speaker: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Problem(Base):
    """整改清单 row: a problem, what is done about it, by whom, until when, and when it was closed 销号."""

    __tablename__ = "problem"
    __table_args__ = (CheckConstraint("length(text) > 0", name="text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    life_id: Mapped[int] = mapped_column(ForeignKey("life.id"), index=True)
    #: An `Origin`.
    origin: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    measures: Mapped[str] = mapped_column(Text, default="")
    #: 责任领导, by name.
    leader: Mapped[str] = mapped_column(String(40), default="")
    #: 责任人; of the register where they are on it, so that they find it among their errands.
    owner: Mapped[str] = mapped_column(String(40), default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    #: YYYY-MM-DD, or empty where the deadline is given in words such as 长期坚持.
    due_on: Mapped[str] = mapped_column(String(10), default="")
    due_words: Mapped[str] = mapped_column(String(20), default="")
    #: When it was closed, YYYY-MM-DD, and by whom.
    closed_on: Mapped[str] = mapped_column(String(10), default="")
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    #: The row of the meeting before from which it was taken over.
    carried_id: Mapped[int | None] = mapped_column(ForeignKey("problem.id"))

    progress: Mapped[list["Progress"]] = relationship(order_by="Progress.id", lazy="selectin")


class Progress(Base):
    """进展 of a problem, with its evidence 佐证 where there is a file."""

    __tablename__ = "progress"

    id: Mapped[int] = mapped_column(primary_key=True)
    problem_id: Mapped[int] = mapped_column(ForeignKey("problem.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    filename: Mapped[str] = mapped_column(String(200), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
