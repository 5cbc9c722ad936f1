"""Whose rules an organisation holds by, and the rules it wrote itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from blueprints.shared.db import Base, JsonText, UtcDateTime


class Choice(Base):
    """What an organisation picked for a kind of meeting; it holds below too, where nothing nearer was picked.

    One line a kind: the journal keeps what stood here before.
    """

    __tablename__ = "choice"
    __table_args__ = (UniqueConstraint("organisation_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    #: The code of a kind of meeting in `domain.rules`.
    kind: Mapped[str] = mapped_column(String(40))
    #: The ids of the picked rules: one, several where the strictest holds, none where it follows those above again.
    rules: Mapped[list[str]] = mapped_column(JsonText)
    #: Whether the strictest of them holds (从严).
    strict: Mapped[bool]
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LocalRule(Base):
    """本地规定: an organisation's own rule for a kind of meeting, for itself and those below it."""

    __tablename__ = "local_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    #: The code of a kind of meeting in `domain.rules`.
    kind: Mapped[str] = mapped_column(String(40))
    #: What the rule is called: the source that is printed with every verdict.
    title: Mapped[str] = mapped_column(String(120))
    #: The fields of a rule file that the organisation filled; what is not here it leaves open.
    terms: Mapped[dict[str, Any]] = mapped_column(JsonText)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: From when no meeting is made under it any more; null while it may be picked.
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
