"""What lies in files and tables, read past the product: raw bytes, whole rows, and orders."""

import math
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import inspect, text

from blueprints.shared.db import db, is_sqlite
from blueprints.shared.settings import Settings
from tests.features.polls.traces import kendall_tau

Row = tuple[Any, ...]


def database() -> Path:
    """SQLite's file."""
    return Path(str(db.engine.url.database))


def log() -> Path:
    """SQLite's write-ahead log."""
    return database().with_name(database().name + "-wal")


def data() -> Path:
    """The folder in which everything of the installation lies."""
    settings: Settings = current_app.extensions["settings"]
    return settings.data


def position() -> str:
    """Where PostgreSQL's log stands: at a new file, so that a later look reads nothing that other tests wrote."""
    if is_sqlite():
        return ""
    asked("SELECT pg_switch_wal()")
    return _log_file()


def _log_file() -> str:
    return str(asked("SELECT pg_walfile_name(pg_current_wal_lsn())"))


def copies(since: str = "") -> dict[str, bytes]:
    """Every file of the installation as a backup takes it; of PostgreSQL this database's and the log since then."""
    db.session.rollback()
    found = {str(path): path.read_bytes() for path in sorted(data().rglob("*")) if path.is_file()}
    return found if is_sqlite() else found | _cluster(since)


def _cluster(since: str) -> dict[str, bytes]:
    folder = Path(str(db.engine.url.query["host"])) / "data"
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
    own = asked("SELECT oid FROM pg_database WHERE datname = current_database()")
    last = _log_file()
    written = [path for path in (folder / "pg_wal").iterdir() if since <= path.name <= last]
    return {str(path): path.read_bytes() for path in [*(folder / "base" / str(own)).iterdir(), *written]}


def asked(question: str) -> Any:
    """One value from the database, past the product."""
    db.session.rollback()
    return db.session.scalar(text(question))


def tables() -> dict[str, list[Row]]:
    """All rows of all tables with all columns there are, whatever the product knows of them; in the table's order."""
    db.session.rollback()
    with db.engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        return {name: [_plain(row) for row in connection.execute(text(f"SELECT * FROM {name}"))] for name in names}


def _plain(row: Sequence[Any]) -> Row:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def spellings(secret: bytes) -> tuple[bytes, ...]:
    """How bytes may stand in a file."""
    return (secret, secret.hex().encode(), secret.hex().upper().encode())


def found_in(files: dict[str, bytes], secrets: Sequence[bytes]) -> bool:
    """Whether any of them stands in any file."""
    return any(secret in content for content in files.values() for secret in secrets)


def deviation(count: int) -> float:
    """Kendall's tau of so many things in chance's order stays within this, two times of three."""
    return math.sqrt(2 * (2 * count + 5) / (9 * count * (count - 1)))


def score(order: list[int]) -> float:
    """How many deviations an order lies from chance."""
    return kendall_tau(order) / deviation(len(order))


@contextmanager
def bystander() -> Iterator[sqlite3.Connection]:
    """Another program that has SQLite's file open; else the log would go with the last connection."""
    connection = sqlite3.connect(str(database()), isolation_level=None, check_same_thread=False)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def reading(table: str) -> Iterator[None]:
    """Another program that has begun to read, as a backup does."""
    with bystander() as connection:
        connection.execute("BEGIN")
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        yield
        connection.execute("ROLLBACK")
