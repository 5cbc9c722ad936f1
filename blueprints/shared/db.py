"""The database: one session a request, one transaction a verb, and the only commit() of the house."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import Text, TypeDecorator


class Base(DeclarativeBase):
    """The ancestor of all tables; constraints have names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware moments in Python, naive UTC in the database; a naive moment is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored time must know its zone")
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class JsonText(TypeDecorator[Any]):
    """A JSON value kept as text, the same bytes on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


#: Writers of this process take turns before the transaction begins: SQLite's own lock polls, a queue does not.
_turn = threading.Lock()
_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing() -> Iterator[Session]:
    """One transaction that is committed when the block ends and undone when it raises."""
    # Whatever was read before is forgotten: a verb decides on what it reads inside its own transaction.
    db.session.rollback()
    with _turn:
        token = _writing.set(True)
        try:
            yield db.session()
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        finally:
            _writing.reset(token)


def look_again() -> None:
    """The next read sees what others have committed meanwhile; a verb's own transaction stays as it is."""
    if not _writing.get():
        db.session.rollback()


def is_sqlite() -> bool:
    """Whether the database of the current app is SQLite."""
    return db.engine.dialect.name == "sqlite"


def listen(engine: Engine) -> None:
    """Set SQLite's pragmas on each connection and begin transactions as `writing` asks."""
    logging.getLogger("sqlalchemy.engine.Engine").addFilter(_no_rows)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _pragmas)
        event.listen(engine, "begin", _begin)


def _no_rows(record: logging.LogRecord) -> bool:
    # At DEBUG SQLAlchemy writes what it reads, names and ballots too; `hide_parameters` hides only what is sent.
    return record.levelno > logging.DEBUG


def _pragmas(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: BEGIN IMMEDIATE is ours to send.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # a ballot that was answered for survives a power cut
        "foreign_keys=ON",
        "secure_delete=ON",  # deleted ballots leave no bytes behind
        "temp_store=MEMORY",
        "busy_timeout=15000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN DEFERRED")
