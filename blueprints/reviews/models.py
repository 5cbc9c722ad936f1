"""民主评议: the review that hangs on a meeting, who is reviewed and what was found, and objections to the posting."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blueprints.shared.db import Base, JsonText, UtcDateTime


class Review(Base):
    """One meeting's review: its rule, its two ballots, when grades were fixed, posted, filed."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("subject IN ('members','cadres','promises','residents_committee')", name="subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    #: A `domain.review.Subject`.
    subject: Mapped[str] = mapped_column(String(20))
    #: The review's own rule, copied: another than the meeting's where it is merged with the 组织生活会.
    rule: Mapped[dict[str, Any]] = mapped_column(JsonText)
    #: When the branch was told what it is about (学习动员), YYYY-MM-DD.
    mobilised_on: Mapped[str] = mapped_column(String(10), default="")
    #: The ballots of those who meet and those of the residents' representatives; null while not proposed. Where the
    #: Party groups review apart (`groups`), theirs stand in the place of the first.
    mutual_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"))
    residents_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"))
    #: When and how the superior agreed to more best grades than the cap; empty where nothing is over.
    cap_reason: Mapped[str] = mapped_column(String(300), default="")
    #: Counts the savings of the grades: who saves says which state they saw.
    revision: Mapped[int] = mapped_column(default=0)
    #: 定格, YYYY-MM-DD.
    fixed_on: Mapped[str] = mapped_column(String(10), default="")
    #: 公示: first and last day YYYY-MM-DD, how many working days, which grades are shown, the open link's token.
    posted_on: Mapped[str] = mapped_column(String(10), default="")
    posted_until: Mapped[str] = mapped_column(String(10), default="")
    posting_days: Mapped[int] = mapped_column(default=5)
    shown: Mapped[list[str]] = mapped_column(JsonText, default=list)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    #: 报备案: when, YYYY-MM-DD, and to whom.
    filed_on: Mapped[str] = mapped_column(String(10), default="")
    filed_to: Mapped[str] = mapped_column(String(120), default="")

    people: Mapped[list["Reviewed"]] = relationship(order_by="Reviewed.position, Reviewed.id", lazy="selectin")
    groups: Mapped[list["ReviewGroup"]] = relationship(order_by="ReviewGroup.id", lazy="selectin")
    objections: Mapped[list["Objection"]] = relationship(order_by="Objection.id", lazy="selectin")


class ReviewGroup(Base):
    """One Party group 党小组 whose members review each other apart, on a meeting and a ballot of their own."""

    __tablename__ = "review_group"
    __table_args__ = (UniqueConstraint("review_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    #: The group and its name that day; null where only the record came here.
    group_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(80))
    #: The group's meeting and the ballots on it; null while none was chosen.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"))


class Reviewed(Base):
    """One person of a review: what they said of themselves, what was found of them, and that they know."""

    __tablename__ = "reviewed"
    __table_args__ = (UniqueConstraint("review_id", "line"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    #: Of the register; null for who stands in no register of the Party.
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    #: The name as it stands on the ballots, namesakes told apart.
    line: Mapped[str] = mapped_column(String(60))
    office: Mapped[str] = mapped_column(String(80), default="")
    #: A `domain.roll.Category`.
    category: Mapped[str] = mapped_column(String(20))
    #: The group that reviews them where groups review apart; else null.
    review_group_id: Mapped[int | None] = mapped_column(ForeignKey("review_group.id"), index=True)
    #: Whether a grade is given, whether the person takes part at all, and why not, where not.
    graded: Mapped[bool] = mapped_column(default=True)
    takes_part: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(String(120), default="")
    #: 自评 or 述职: the text, when it was handed in, and whether it came on paper.
    self_review: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    on_paper: Mapped[bool] = mapped_column(default=False)
    #: How who is away took part (流动党员、请假).
    note: Mapped[str] = mapped_column(String(120), default="")
    #: 评定等次 and 评定意见.
    grade: Mapped[str] = mapped_column(String(20), default="")
    opinion: Mapped[str] = mapped_column(String(300), default="")
    #: When the person confirmed that they know, here or by signing the print.
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_on_paper_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: For who was graded worst: the `domain.review.Way` that a meeting decided, that meeting and the vote on it, and
    #: the talk's day.
    way: Mapped[str] = mapped_column(String(12), default="")
    disposal_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    decided_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"))
    talked_on: Mapped[str] = mapped_column(String(10), default="")

    @property
    def knows(self) -> bool:
        """Whether they have confirmed what was found of them, in either way."""
        return self.read_at is not None or self.signed_on_paper_at is not None


class Objection(Base):
    """异议 to a posting: what was said, and what became of it."""

    __tablename__ = "objection"
    __table_args__ = (CheckConstraint("length(text) > 0", name="text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    #: Empty where who objects did not say who they are.
    by_name: Mapped[str] = mapped_column(String(40), default="")
    #: YYYY-MM-DD.
    received_on: Mapped[str] = mapped_column(String(10))
    #: What was found and done; empty while it is open, and the day YYYY-MM-DD.
    handling: Mapped[str] = mapped_column(Text, default="")
    settled_on: Mapped[str] = mapped_column(String(10), default="")
    #: Which grade was changed by it, in words; empty for none.
    changed: Mapped[str] = mapped_column(String(120), default="")
