"""The journal 操作日志: one line for each verb, and by its `once` key the proof that a verb was done."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, cast

from sqlalchemy import Index, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from blueprints.shared.db import Base, JsonText, UtcDateTime, db, writing
from domain.words import Refusal

P = ParamSpec("P")


class JournalLine(Base):
    """Who did which verb to what and when. Lines are only ever added."""

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("actor_id", "once"),
        Index("ix_journal_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: When the verb was carried out.
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The account that acted; null for the command line and before the first account.
    actor_id: Mapped[int | None]
    #: The form's own key: the same form sent again finds this line instead of acting again.
    once: Mapped[str | None]
    #: The verb, feature first: "meeting.opened".
    verb: Mapped[str]
    #: What was acted on: the verb's feature word …
    subject_kind: Mapped[str]
    #: … and its number.
    subject_id: Mapped[int]
    #: What else a reader needs, never a ballot, a PIN or a card.
    detail: Mapped[dict[str, Any] | None] = mapped_column(JsonText)


@dataclass(frozen=True)
class Act:
    """Who acts, when, with which form; a verb adds to `detail` what the journal shall remember."""

    account_id: int | None
    at: datetime
    once: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def verb(name: str) -> Callable[[Callable[Concatenate[Act, P], Any]], Callable[Concatenate[Act, P], int]]:
    """Make a function one verb: one transaction, one journal line, one effect for each `once` key.

    The function returns the row it acted on; the verb returns that row's id, also when it is repeated.
    """

    def wrap(function: Callable[Concatenate[Act, P], Any]) -> Callable[Concatenate[Act, P], int]:
        @functools.wraps(function)
        def carry_out(act: Act, *args: P.args, **kwargs: P.kwargs) -> int:
            def attempt() -> int:
                with writing():
                    done = _done(act, name)
                    if done is not None:
                        return done
                    subject = function(act, *args, **kwargs)
                    db.session.flush()
                    _write(act, name, subject.id)
                    return int(subject.id)

            try:
                return attempt()
            except IntegrityError:
                # Two taps at the same moment on PostgreSQL: the second finds what the first has done.
                if not act.once:
                    raise
                return attempt()

        return cast(Callable[Concatenate[Act, P], int], carry_out)

    return wrap


def _done(act: Act, name: str) -> int | None:
    if not act.once:
        return None
    where = (JournalLine.actor_id == act.account_id, JournalLine.once == act.once)
    line = db.session.execute(select(JournalLine.verb, JournalLine.subject_id).where(*where)).first()
    if line and line.verb != name:
        raise Refusal("这张表单已经提交过，请刷新页面后再操作。")
    return line.subject_id if line else None


def _write(act: Act, name: str, subject_id: int) -> None:
    db.session.add(
        JournalLine(
            at=act.at,
            actor_id=act.account_id,
            once=act.once or None,
            verb=name,
            subject_kind=name.split(".")[0],
            subject_id=subject_id,
            detail=act.detail or None,
        )
    )
