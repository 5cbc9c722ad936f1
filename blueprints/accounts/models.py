"""Organisations and who signs in for them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from blueprints.shared.db import Base, UtcDateTime


class Level(StrEnum):
    """Where an organisation stands in the line from the street committee to the Party group."""

    STREET = "street"
    COMMUNITY = "community"
    BRANCH = "branch"
    GROUP = "group"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {"street": "街道党工委", "community": "社区党组织", "branch": "党支部", "group": "党小组"}[self.value]


class Organisation(Base):
    """党组织: street committee → community committee or general branch → branch → group."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("level IN ('street','community','branch','group')", name="level"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: The organisation above; null for the topmost that this installation knows.
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    #: The full name as it stands on notices and minutes.
    name: Mapped[str] = mapped_column(String(80))
    #: A `Level`.
    level: Mapped[str] = mapped_column(String(12))
    #: Whether the superior agreed that votes on phones and tablets count as 无记名投票 at elections and admissions.
    electronic_ballots: Mapped[bool] = mapped_column(default=False)
    #: Where the superior said so: document and date; empty while phones are not allowed there.
    electronic_basis: Mapped[str] = mapped_column(String(120), default="")
    #: When the organisation was dissolved or merged; null while it works.
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Account(Base):
    """Somebody who signs in. A member may have none; a superior may be no member here."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: How the person is addressed on pages.
    name: Mapped[str] = mapped_column(String(40))
    #: The phone number for signing in without a card; two people cannot share one.
    phone: Mapped[str | None] = mapped_column(String(20), unique=True)
    #: Argon2 of the PIN; null until the card is activated.
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    #: Sign-ins of an earlier epoch are worth nothing: one more ends them all.
    epoch: Mapped[int] = mapped_column(default=0)
    #: Whether pages are shown in big type 大字版.
    large_type: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    # What flask-login asks of a signed-in person.
    is_authenticated = True
    is_anonymous = False
    is_active = True

    def get_id(self) -> str:
        """The session's mark: account and epoch, so that a revoked sign-in no longer fits."""
        return f"{self.id}:{self.epoch}"


class Grant(Base):
    """A role of an account at an organisation; roles of an organisation reach those below it."""

    __tablename__ = "account_grant"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)
    #: A `Role`: secretary, superior or member.
    role: Mapped[str] = mapped_column(String(12), primary_key=True)


class Card(Base):
    """A personal sign-in link 登录卡: activates once, then asks for the PIN. The token itself is not kept:

    it is made of the installation's key, the number and the salt, so that a card can be printed again.
    """

    __tablename__ = "card"
    __table_args__ = (Index("ix_card_account_id_revoked_at", "account_id", "revoked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    #: SHA-256 of the token that stands in the link.
    token_sha: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: When the PIN was first set with it; after that the link only names the account.
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When a newer card or a lost phone made it worthless.
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SetupCode(Base):
    """The one-time code that guards the first visit; it stands on the terminal and nowhere else."""

    __tablename__ = "setup_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of the code.
    code_sha: Mapped[bytes] = mapped_column(LargeBinary(32))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
