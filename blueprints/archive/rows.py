"""The rows of meetings as plain data, and back into an empty database: numbers stay, people's sign-ins stay behind.

Accounts, PINs, phones and sealed ballots are no part of a record and never leave; who acted is left out with them.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, func, or_, select, text
from sqlalchemy.sql import ColumnElement

from blueprints.shared.db import Base, UtcDateTime, db, is_sqlite

#: Tables of a meeting: by which column they belong to which table above them.
BELOW: tuple[tuple[str, str, str], ...] = (
    ("item", "meeting_id", "meeting"),
    ("attendee", "meeting_id", "meeting"),
    ("material", "item_id", "item"),
    ("speech", "item_id", "item"),
    ("follow_up", "item_id", "item"),
    ("poll", "meeting_id", "meeting"),
    ("voter", "poll_id", "poll"),
    ("recusal", "poll_id", "poll"),
    ("mark", "poll_id", "poll"),
    ("opened_ballot", "poll_id", "poll"),
    ("teller", "meeting_id", "meeting"),
    ("paper_batch", "poll_id", "poll"),
    ("poll_event", "poll_id", "poll"),
    ("race", "meeting_id", "meeting"),
    ("candidate", "race_id", "race"),
    ("race_round", "race_id", "race"),
    ("exemption", "meeting_id", "meeting"),
    ("election_file", "meeting_id", "meeting"),
    ("minutes", "meeting_id", "meeting"),
    ("minutes_section", "minutes_id", "minutes"),
    ("paper", "meeting_id", "meeting"),
    ("collection", "meeting_id", "meeting"),
    ("subject", "collection_id", "collection"),
    ("entry", "collection_id", "collection"),
    ("sorting", "collection_id", "collection"),
    ("life", "meeting_id", "meeting"),
    ("study", "life_id", "life"),
    ("outline", "life_id", "life"),
    ("turn", "life_id", "life"),
    ("criticism", "turn_id", "turn"),
    ("comment", "life_id", "life"),
    ("problem", "life_id", "life"),
    ("progress", "problem_id", "problem"),
    ("review", "meeting_id", "meeting"),
    ("review_group", "review_id", "review"),
    ("reviewed", "review_id", "review"),
    ("objection", "review_id", "review"),
)
#: Anonymous opinions leave only once they were handed on: before, nobody may read them, or see which came later.
UNREAD = ("entry", "sorting")
#: Tables that belong to a confirmed record, by its hash.
BY_HASH = ("signature", "signed_copy", "archive_item")

#: What stays behind, and why.
LEFT_OUT = {
    "account": "who signs in is no part of a record",
    "account_grant": "who may what is for the new installation to say",
    "archive_job": "work in progress",
    "ballot": "sealed ballots are erased, not filed",
    "card": "sign-in cards belong to one installation",
    "choice": "the rule that decided is copied into the meeting",
    "journal": "the log of one installation",
    "local_rule": "the rule that decided is copied into the meeting",
    "office": "the register is not the record",
    "opinion": "a choice by name: it stays with the scan in the paper file",
    "roster_upload": "work in progress",
    "setup_code": "the first visit of one installation",
    "suspension": "the register is not the record",
    "talk": "谈心谈话 is for the two and the secretary: the signed print stands in the paper file",
}
#: Of people nothing leaves but what a record shows of them.
OF_PEOPLE = ("id", "organisation_id", "name", "category", "status")
#: Values that mean something in one installation only.
EMPTIED: dict[tuple[str, str], Any] = {("meeting", "hall_key"): b"\0" * 32, ("member", "group_id"): None}

Rows = dict[str, list[dict[str, Any]]]
#: Where a file's bytes are kept, by their SHA-256.
Keep = Callable[[bytes], str]


def table_of(name: str) -> Table:
    """The table of that name."""
    return Base.metadata.tables[name]


def told(meeting_ids: Sequence[int], series: Sequence[int], organisations: Sequence[int], keep: Keep) -> Rows:
    """Everything of these meetings, of these documents about no meeting and of the organisations, the topmost first."""
    rows: Rows = {"organisation": [], "member": [], "document_style": []}
    rows["meeting"] = _of("meeting", table_of("meeting").c.id.in_(meeting_ids), keep)
    for name, column, above in BELOW:
        numbers = [row["id"] for row in rows[above] if name not in UNREAD or _handed_on(row)]
        rows[name] = _of(name, table_of(name).c[column].in_(numbers), keep)
    rows["paper"] += _own_papers(series, keep)
    hashes = [row["sha256"] for name in ("minutes", "paper") for row in rows[name] if row["sha256"]]
    for name in BY_HASH:
        rows[name] = _of(name, table_of(name).c.sha256.in_(hashes), keep)
    for number in organisations:
        rows["organisation"] += _of("organisation", table_of("organisation").c.id == number, keep)
    style = table_of("document_style")
    rows["document_style"] = _of("document_style", style.c.organisation_id.in_(organisations), keep)
    rows["member"] = _of("member", table_of("member").c.id.in_(_people(rows)), keep)
    return _closed(rows)


def _own_papers(series: Sequence[int], keep: Keep) -> list[dict[str, Any]]:
    """All confirmed versions of documents that tell of no meeting; a draft is no record."""
    paper = table_of("paper").c
    return _of("paper", or_(paper.id.in_(series), paper.first_id.in_(series)) & (paper.sha256 != ""), keep)


def _handed_on(collection: Mapping[str, Any]) -> bool:
    return bool(collection["state"] == "released" and collection["scrubbed"])


def _of(name: str, where: ColumnElement[bool], keep: Keep) -> list[dict[str, Any]]:
    table = table_of(name)
    order = list(table.primary_key)
    found = db.session.execute(select(table).where(where).order_by(*order)).mappings()
    return [{column.name: _plain(column, row[column.name], keep) for column in table.columns} for row in found]


def _plain(column: Column[Any], value: Any, keep: Keep) -> Any:
    if (column.table.name, column.name) in EMPTIED:
        value = EMPTIED[column.table.name, column.name]
    if any(key.column.table.name == "account" for key in column.foreign_keys):
        return None
    if column.table.name == "member" and column.name not in OF_PEOPLE and isinstance(value, str):
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return _bytes(value, keep) if isinstance(value, bytes) else value


def _bytes(value: bytes, keep: Keep) -> dict[str, str]:
    return {"file": keep(value)} if len(value) > 64 else {"base64": base64.b64encode(value).decode()}


def _people(rows: Rows) -> set[int]:
    """Whoever one of the rows names."""
    named = set()
    for name, held in rows.items():
        columns = [
            column.name
            for column in table_of(name).columns
            if any(key.column.table.name == "member" for key in column.foreign_keys)
        ]
        named |= {row[column] for row in held for column in columns if row[column] is not None}
    return named


def _closed(rows: Rows) -> Rows:
    """No row names a meeting or an organisation that is not there."""
    meetings = {row["id"] for row in rows["meeting"]}
    organisations = {row["id"] for row in rows["organisation"]}
    for row in rows["meeting"]:
        row["follows_id"] = row["follows_id"] if row["follows_id"] in meetings else None
    for name, column in (("life", "last_id"), ("problem", "carried_id")):
        kept = {row["id"] for row in rows[name]}
        for row in rows[name]:
            row[column] = row[column] if row[column] in kept else None
    polls = {row["id"] for row in rows["poll"]}
    for row in rows["review_group"]:
        for column, kept in (("group_id", organisations), ("meeting_id", meetings), ("poll_id", polls)):
            row[column] = row[column] if row[column] in kept else None
    for row in rows["reviewed"]:
        row["disposal_id"] = row["disposal_id"] if row["disposal_id"] in meetings else None
        row["decided_id"] = row["decided_id"] if row["decided_id"] in polls else None
    for row in rows["member"]:
        stays = row["organisation_id"] in organisations
        row["organisation_id"] = row["organisation_id"] if stays else rows["organisation"][-1]["id"]
    return rows


def is_empty() -> bool:
    """Whether nothing was entered yet in this installation."""
    held = (select(func.count()).select_from(table_of(name)) for name in ("organisation", "meeting"))
    return not any(map(db.session.scalar, held))


def put(rows: Mapping[str, Iterable[Mapping[str, Any]]], file: Callable[[str], bytes]) -> None:
    """Within a transaction: the rows with their numbers; `file` gives the bytes of that SHA-256."""
    for table in Base.metadata.sorted_tables:
        held = [_values(table, row, file) for row in rows.get(table.name, ())]
        if held:
            db.session.execute(table.insert(), held)
    if not is_sqlite():
        _count_on()


def _values(table: Table, row: Mapping[str, Any], file: Callable[[str], bytes]) -> dict[str, Any]:
    return {column.name: _value(column, row[column.name], file) for column in table.columns if column.name in row}


def _value(column: Column[Any], value: Any, file: Callable[[str], bytes]) -> Any:
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return file(value["file"]) if "file" in value else base64.b64decode(value["base64"])
    return value


def _count_on() -> None:
    """PostgreSQL's own counters go on after the highest number that was put in."""
    for table in Base.metadata.sorted_tables:
        if [column.name for column in table.primary_key] == ["id"] and table.c.id.type.python_type is int:
            most = db.session.scalar(select(func.max(table.c.id)))
            if most:
                sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :most)")
                db.session.execute(sequence, {"name": f'"{table.name}"', "most": most})


def sha_of(content: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()
