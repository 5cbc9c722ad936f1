"""Ten years of many branches: one held meeting of the sample community, copied row by row inside SQLite."""

import sqlite3
from pathlib import Path

YEARS, A_YEAR = 10, 12

#: The states of a meeting that was held.
HELD = ("ended", "recorded", "archived")

#: Room between the numbers of two copies.
STRIDE = 100_000

#: What hangs on a meeting: table, the columns that hold numbers of copied rows, and how its rows are found.
PARTS = (
    ("meeting", ("id",), "id = :meeting"),
    ("attendee", ("id", "meeting_id"), "meeting_id = :meeting"),
    ("item", ("id", "meeting_id"), "meeting_id = :meeting"),
    ("speech", ("id", "item_id", "attendee_id"), "item_id IN (SELECT id FROM item WHERE meeting_id = :meeting)"),
    ("follow_up", ("id", "item_id"), "item_id IN (SELECT id FROM item WHERE meeting_id = :meeting)"),
    ("poll", ("id", "meeting_id", "item_id"), "meeting_id = :meeting"),
)

#: How many lines of the roll a copy keeps in the branches that nobody looks at.
KEPT_LINES = 5


def multiply(database: Path, branches: int) -> None:
    """Give the sample's community so many branches with members and meetings, its first branch among them."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000")
    connection.execute("BEGIN")
    branch, meeting = connection.execute(
        "SELECT organisation_id, id FROM meeting WHERE state IN (?, ?, ?) AND kind = 'party_assembly' LIMIT 1",
        HELD,
    ).fetchone()
    connection.execute("CREATE TEMP TABLE copy (number INTEGER PRIMARY KEY, branch INTEGER, months INTEGER)")
    _branches(connection, branch, branches)
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :months), "
        "b(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM b WHERE i + 1 < :branches) "
        "INSERT INTO copy SELECT 1 + b.i * :months + n.i, "
        "CASE b.i WHEN 0 THEN :first ELSE :stride + b.i END, n.i + 6 FROM b, n",
        {"months": YEARS * A_YEAR, "branches": branches, "first": branch, "stride": STRIDE},
    )
    for table, numbered, where in PARTS:
        _copy(connection, table, numbered, where, {"meeting": meeting, "branch": branch})
    connection.execute("COMMIT")
    connection.executescript("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _branches(connection: sqlite3.Connection, branch: int, count: int) -> None:
    """Branches beside the first one, each with people of the same names but no accounts."""
    series = "WITH RECURSIVE b(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM b WHERE i + 1 < :count) "
    values = {"count": count, "branch": branch, "stride": STRIDE}
    connection.execute(
        f"{series} INSERT INTO organisation (id, parent_id, name, level) "
        "SELECT :stride + b.i, parent_id, '第' || b.i || '党支部', level FROM organisation, b WHERE id = :branch",
        values,
    )
    changed = {"id": ":stride * b.i + id", "organisation_id": ":stride + b.i", "group_id": "NULL", "account_id": "NULL"}
    names = _columns(connection, "member")
    picked = ", ".join(changed.get(name, name) for name in names)
    connection.execute(
        f"{series} INSERT INTO member ({', '.join(names)}) SELECT {picked} FROM member, b "
        "WHERE organisation_id = :branch",
        values,
    )


def _copy(
    connection: sqlite3.Connection, table: str, numbered: tuple[str, ...], where: str, values: dict[str, int]
) -> None:
    changed = {name: f"t.{name} + c.number * {STRIDE}" for name in numbered}
    if table == "meeting":
        changed |= {"organisation_id": "c.branch"}
        changed |= {at: f"datetime(t.{at}, '-' || c.months || ' months')" for at in ("starts_at", "noticed_at")}
    kept = "1"
    if table == "attendee":
        # Elsewhere the lines of the roll are guests: nobody of those branches looks at them.
        changed["member_id"] = "CASE c.branch WHEN :branch THEN t.member_id END"
        kept = f"(c.branch = :branch OR t.position <= {KEPT_LINES})"
    if table == "speech":
        kept = "c.branch = :branch"
    names = _columns(connection, table)
    picked = ", ".join(changed.get(name, f"t.{name}") for name in names)
    rows = f"SELECT * FROM {table} WHERE {where}"
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {picked} FROM ({rows}) AS t, copy AS c WHERE {kept}", values
    )


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
