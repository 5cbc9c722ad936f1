"""The three registers 三册 and who holds which office."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blueprints.shared.db import Base, JsonText, UtcDateTime


class OfficeTitle(StrEnum):
    """党内职务."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    ORGANISATION = "organisation_commissioner"
    PUBLICITY = "publicity_commissioner"
    DISCIPLINE = "discipline_commissioner"
    YOUTH = "youth_commissioner"
    COMMITTEE_MEMBER = "committee_member"
    GROUP_LEADER = "group_leader"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {
            "secretary": "书记",
            "deputy_secretary": "副书记",
            "organisation_commissioner": "组织委员",
            "publicity_commissioner": "宣传委员",
            "discipline_commissioner": "纪检委员",
            "youth_commissioner": "青年委员",
            "committee_member": "委员",
            "group_leader": "党小组长",
        }[self.value]

    @property
    def on_committee(self) -> bool:
        """Whether who holds it sits on the branch committee 支委会."""
        return self is not OfficeTitle.GROUP_LEADER


class SuspensionKind(StrEnum):
    """Why a member has no vote for a time."""

    ON_PROBATION = "on_probation"
    DETAINED = "detained"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {"on_probation": "留党察看", "detained": "权利中止（留置、逮捕等）"}[self.value]


class Member(Base):
    """A person of the registers: full or probationary member, activist or applicant."""

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint("status IN ('here','transferred','left')", name="status"),
        Index("ix_member_organisation_id_status", "organisation_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: The branch that the person belongs to.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    #: The Party group 党小组, an organisation below the branch.
    group_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    #: The account that the person signs in with, once a card was made.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    #: 男, 女 or empty.
    gender: Mapped[str] = mapped_column(String(2), default="")
    ethnicity: Mapped[str] = mapped_column(String(20), default="")
    #: Dates as exact as the roster had them: YYYY-MM or YYYY-MM-DD, or empty.
    birth: Mapped[str] = mapped_column(String(10), default="")
    joined_on: Mapped[str] = mapped_column(String(10), default="")
    full_member_on: Mapped[str] = mapped_column(String(10), default="")
    #: A `domain.roll.Category`.
    category: Mapped[str] = mapped_column(String(20))
    phone: Mapped[str] = mapped_column(String(20), default="")
    #: 流动, 在职 or what else the roster says of where the person lives and works.
    mobility: Mapped[str] = mapped_column(String(40), default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    #: here, transferred or left; only people who are here are called to meetings.
    status: Mapped[str] = mapped_column(String(12), default="here")
    #: Why and to where the person went, when status is not here.
    status_note: Mapped[str] = mapped_column(String(200), default="")
    status_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    offices: Mapped[list["Office"]] = relationship(order_by="Office.started_on", lazy="selectin")
    suspensions: Mapped[list["Suspension"]] = relationship(order_by="Suspension.started_on", lazy="selectin")


class Office(Base):
    """An office with its dates; it is held on every day from the first to the last."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    #: An `OfficeTitle`.
    title: Mapped[str] = mapped_column(String(30))
    #: First day, YYYY-MM-DD.
    started_on: Mapped[str] = mapped_column(String(10))
    #: Last day, YYYY-MM-DD; null while it is held.
    ended_on: Mapped[str | None] = mapped_column(String(10))


class Suspension(Base):
    """A time without the rights to vote, elect and be elected."""

    __tablename__ = "suspension"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    #: A `SuspensionKind`.
    kind: Mapped[str] = mapped_column(String(20))
    started_on: Mapped[str] = mapped_column(String(10))
    #: Last day without the vote; null while it lasts.
    ended_on: Mapped[str | None] = mapped_column(String(10))
    #: The deciding organisation and document.
    reason: Mapped[str] = mapped_column(String(200), default="")


class RosterUpload(Base):
    """An uploaded roster from the reading to the commit or the end of its use."""

    __tablename__ = "roster_upload"
    __table_args__ = (CheckConstraint("state IN ('reading','read','failed','committed','dropped')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    filename: Mapped[str] = mapped_column(String(200))
    #: The file itself, kept until the commit so that it can be read again.
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(12))
    #: Rows read so far and rows in all.
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    #: The preview as JSON once it is read.
    preview: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: Why it could not be read.
    failure: Mapped[str] = mapped_column(String(300), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
