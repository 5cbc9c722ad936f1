"""Removing the order in which rows came from the database's files, and proving that it is gone."""

import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from blueprints.shared.db import Base, db, is_sqlite, writing

#: How long to wait for others to let go, in milliseconds; a hall does not wait longer.
PATIENCE = 2000
TRIES = 3


@dataclass(frozen=True)
class Heap:
    """Rows whose order must go: a table without hidden numbers, and which of its rows they are."""

    table: type[Base]
    column: str
    number: int


def scrub(heaps: Sequence[Heap], compacted: Sequence[str] = ()) -> bool:
    """Scrub the traces of these rows; False when somebody else's reading kept the old bytes alive.

    `compacted` names other tables whose old row versions must go as well, where the database keeps such.
    """
    # A reading of our own would keep them alive as well.
    db.session.rollback()
    return _sqlite() if is_sqlite() else _postgres(heaps, compacted)


def _sqlite() -> bool:
    connection = db.engine.raw_connection()
    # This connection has pragmas of its own and must not serve anyone afterwards.
    connection.detach()
    try:
        return _rewritten(connection.cursor())
    except sqlite3.OperationalError as error:
        if not any(word in str(error) for word in ("locked", "busy")):
            raise  # such as a full disk, which waiting does not mend
        return False  # another writer or reader took longer than our patience
    finally:
        connection.close()


def _rewritten(cursor: Any) -> bool:
    """VACUUM writes all pages anew in the order of keys; the log before and after it goes."""
    for pragma in (f"busy_timeout={PATIENCE}", "temp_store=MEMORY", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    if not _truncated(cursor):
        return False
    cursor.execute("VACUUM")
    # Somebody may write between the last two steps; then the log is emptied once more.
    return any(_truncated(cursor) and _log_size() == 0 for _ in range(TRIES))


def _truncated(cursor: Any) -> bool:
    busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return bool(busy == 0)


def _log_size() -> int:
    log = f"{db.engine.url.database}-wal"
    return os.path.getsize(log) if os.path.exists(log) else 0


def _postgres(heaps: Sequence[Heap], compacted: Sequence[str]) -> bool:
    with writing() as session:
        for heap in heaps:
            _renew(session, heap)
        written_by = session.scalar(text("SELECT pg_current_xact_id()::xid::text"))
    connect = db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    with connect as connection:
        tables = (*(heap.table.__tablename__ for heap in heaps), *compacted)
        return _unseen(connection, str(written_by)) and all(_compacted(connection, name) for name in tables)


def _renew(session: Session, heap: Heap) -> None:
    """New row versions of one transaction, in the order of keys, instead of one transaction a row."""
    table = heap.table
    columns = table.__table__.columns
    keys = list(table.__table__.primary_key)
    own = columns[heap.column] == heap.number
    rows = [dict(row) for row in session.execute(select(*columns).where(own).order_by(*keys)).mappings()]
    session.execute(delete(table).where(own).execution_options(synchronize_session=False))
    if rows:
        session.execute(insert(table), rows)


def _unseen(connection: Connection, written_by: str) -> bool:
    """Whether nobody is left who may still look at the row versions from before that transaction."""
    watchers = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_xmin IS NOT NULL AND age(backend_xmin) >= age(CAST(:written_by AS xid))"
    )
    return _within_patience(lambda: not connection.scalar(watchers, {"written_by": written_by}))


def _within_patience(reached: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE / 1000
    while not reached():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _compacted(connection: Connection, table: str) -> bool:
    """Write the table to a new file without the old row versions; proven by the file's new number."""
    number = text("SELECT pg_relation_filenode(CAST(:name AS regclass))")
    before = connection.scalar(number, {"name": table})
    try:
        connection.execute(text(f"SET lock_timeout = '{PATIENCE}ms'"))
        connection.execute(text(f"VACUUM (FULL, FREEZE) {table}"))
    except DBAPIError:
        return False
    finally:
        connection.execute(text("RESET lock_timeout"))
    return bool(connection.scalar(number, {"name": table}) != before)
