"""What the app is measured against: a bare Flask under the very same server settings.

`python -m bench.bare` serves it: a greeting, and a ballot of one guarded UPDATE and one INSERT, committed durably.
"""

import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from flask import Flask, request
from granian.server import Server

from blueprints.shared import server

#: Where the ballots of the bare handler lie; given by the environment.
DATABASE = "BENCH_BARE_DATABASE"

_turn = threading.Lock()
_own = threading.local()


def create_app() -> Flask:
    """A Flask with two handlers and nothing else."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=hello)
    app.add_url_rule("/cast", view_func=cast, methods=["POST"])
    return app


def hello() -> str:
    """The least an answer can be."""
    return "hello"


def cast() -> str:
    """One ballot: two rows, one durable commit, writers take turns."""
    voter, ballot = int(request.form["voter"]), bytes.fromhex(request.form["ballot"])
    connection = _connection()
    with _turn:
        connection.execute("BEGIN IMMEDIATE")
        done = connection.execute("UPDATE voter SET state = 1 WHERE id = ? AND state = 0", (voter,))
        if done.rowcount == 1:
            connection.execute("INSERT INTO ballot VALUES (?, ?)", (ballot, b"\1" * 64))
        connection.execute("COMMIT")
    return "ok" if done.rowcount == 1 else "already"


def _connection() -> sqlite3.Connection:
    if not hasattr(_own, "connection"):
        _own.connection = connect(os.environ[DATABASE])
    kept: sqlite3.Connection = _own.connection
    return kept


def connect(path: str) -> sqlite3.Connection:
    """A connection with the app's own durability."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=15)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def prepare(path: Path, voters: int) -> None:
    """Tables as the app's are: a roll of so many voters and an empty box, both without rowid."""
    connection = connect(str(path))
    connection.execute("CREATE TABLE voter (id INTEGER PRIMARY KEY, state INTEGER NOT NULL) WITHOUT ROWID")
    connection.execute("CREATE TABLE ballot (id BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO voter VALUES (?, 0)", ((number,) for number in range(voters)))
    connection.execute("COMMIT")
    connection.close()


def _serve() -> None:
    # The app's own `serve` with another target: whatever it sets for the app it sets for the bare handler too.
    def instead(_target: str, **options: Any) -> Any:
        return Server("bench.bare:create_app", **options)

    setattr(server, "Server", instead)  # noqa: B010 - the module imports it for itself only
    server.serve(server.settings_or_exit())


if __name__ == "__main__":
    _serve()
