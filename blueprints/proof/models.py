"""What bears out a record that is on file: signatures drawn on the tablet, and scans of the signed print."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from blueprints.shared.db import Base, JsonText, UtcDateTime


class Duty(StrEnum):
    """As what somebody signs."""

    CHAIR = "chair"
    RECORDER = "recorder"
    SPEAKER = "speaker"
    TELLER = "teller"
    COUNTER = "counter"
    SECRETARY = "secretary"

    @property
    def zh(self) -> str:
        """The users' word, as it stands beside the line to sign on."""
        return {
            "chair": "主持人",
            "recorder": "记录人",
            "speaker": "发言人",
            "teller": "监票人",
            "counter": "计票人",
            "secretary": "书记",
        }[self.value]


class Signature(Base):
    """手写签名: lines drawn with a finger under one content, which the hash names; it fits no other."""

    __tablename__ = "signature"
    __table_args__ = (
        Index(
            "uq_signature_one_valid",
            "sha256",
            "duty",
            "name",
            unique=True,
            sqlite_where=text("dropped_at IS NULL"),
            postgresql_where=text("dropped_at IS NULL"),
        ),
        CheckConstraint("(dropped_at IS NULL) = (drop_reason = '')", name="dropped_with_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of what was signed.
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    #: A `Duty`.
    duty: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(40))
    #: Lines of x, y pairs, whole numbers from 0 to 1000 and 0 to 400; no time and no pressure.
    strokes: Mapped[list[list[int]]] = mapped_column(JsonText)
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: On whose tablet it was drawn.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    #: When and why it was declared void; it stays on file, and the person may sign anew.
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    drop_reason: Mapped[str] = mapped_column(String(200), default="")


class SignedCopy(Base):
    """签字扫描件: the print that was signed by hand, scanned."""

    __tablename__ = "signed_copy"
    __table_args__ = (CheckConstraint("(dropped_at IS NULL) = (drop_reason = '')", name="dropped_with_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of the record whose print was signed.
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    filename: Mapped[str] = mapped_column(String(200))
    #: Size in bytes.
    size: Mapped[int]
    #: SHA-256 of the scan itself.
    file_sha: Mapped[str] = mapped_column(String(64))
    #: The scan: a PDF or a picture.
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    #: When and why it was put aside as a wrong scan; it stays on file.
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    drop_reason: Mapped[str] = mapped_column(String(200), default="")
