"""文书: documents that are written in the app, confirmed, and corrected by the next version."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
    inspect,
    text,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from blueprints.shared.db import Base, JsonText, UtcDateTime
from domain.words import Refusal

DRAFT = "draft"
CONFIRMED = "confirmed"
LOCKED = "这份文书已经定稿，不能再改。确需更正的，请办理更正，另出一版。"


class Paper(Base):
    """One version of one document. A confirmed version never changes; a correction is the next with its reason."""

    __tablename__ = "paper"
    __table_args__ = (
        UniqueConstraint("first_id", "version"),
        Index("uq_paper_one_about", "meeting_id", "kind", "about", "version", unique=True),
        Index(
            "uq_paper_one_draft",
            "first_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
        CheckConstraint("state IN ('draft','confirmed')", name="state"),
        CheckConstraint("version >= 1 AND (version = 1) = (reason = '')", name="correction_has_reason"),
        CheckConstraint("(version = 1) = (first_id IS NULL)", name="later_versions_name_the_first"),
        CheckConstraint("(state = 'confirmed') = (sha256 <> '')", name="confirmed_is_hashed"),
        CheckConstraint("(state = 'confirmed') = (confirmed_at IS NOT NULL)", name="confirmed_has_its_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    #: The meeting it tells of; null for what belongs to the organisation alone.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    #: A kind of document, as documents.kinds.KINDS has them.
    kind: Mapped[str] = mapped_column(String(30))
    #: What of the meeting it tells of, such as vote:1 or poll:7; empty for the whole meeting and for no meeting.
    about: Mapped[str] = mapped_column(String(20), default="")
    #: From 1.
    version: Mapped[int]
    #: The first version; null for the first itself.
    first_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    #: Why a confirmed version was corrected; empty for the first.
    reason: Mapped[str] = mapped_column(String(200), default="")
    #: draft or confirmed.
    state: Mapped[str] = mapped_column(String(10), default=DRAFT)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The page as plain data, while it is a draft; null afterwards, when `body` holds it.
    page: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    #: Counts the changes of a draft: who saves says from which they began.
    revision: Mapped[int] = mapped_column(default=0)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    #: The whole document as it was locked, canonical JSON; empty while a draft.
    body: Mapped[str] = mapped_column(Text, default="", deferred=True)
    #: SHA-256 of `body`; empty while a draft.
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)

    @property
    def series(self) -> int:
        """The number of the first version, which all versions share."""
        return self.first_id or self.id


def _refuse_locked(_mapper: Mapper[Paper], _connection: Connection, row: Paper) -> None:
    was = inspect(row).attrs.state.history
    if CONFIRMED in (was.deleted or was.unchanged or ()):
        raise Refusal(LOCKED)


for _name in ("before_update", "before_delete"):
    event.listen(Paper, _name, _refuse_locked)
