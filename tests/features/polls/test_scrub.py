"""After the count the files tell no order of voting; where that cannot be proven, the vote says so."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import inspect, text

from ballots import formats
from blueprints.polls import chain, queries, service
from blueprints.polls.models import Ballot, OpenedBallot, Voter
from blueprints.polls.table import scrub
from blueprints.shared import scrubbing
from blueprints.shared.db import db, is_sqlite
from tests.conftest import on_both
from tests.features.polls.make_polls import Hall, cast, crowd, everybody_votes, hall, opened
from tests.features.polls.traces import kendall_tau, occurrences, orders_in_file
from tests.make import Community, act

only_postgres = pytest.mark.parametrize("app", ["postgres"], indirect=True)


def ballots_of(slips: list[service.Slip]) -> list[bytes]:
    return [formats.ballot_id(slip.nonce) for slip in slips]


def test_after_the_scrub_the_file_tells_no_order_and_without_it_it_does(app: Flask, house: Community) -> None:
    made = crowd(house, 150)
    poll = opened(made)
    ballots = ballots_of(everybody_votes(made, poll))
    path = Path(str(db.engine.url.database))
    log = path.with_name(path.name + "-wal")
    db.session.rollback()
    assert occurrences(log, ballots) >= 150, "before the scrub the log holds the votes one after the other"
    service.close_poll(act(), poll)
    # The bystander stays connected: else SQLite itself removes the log with the last connection.
    with raw_connection() as bystander:
        assert bystander.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        # Within a page SQLite writes from the end: the order of voting shows backwards.
        without_scrub = [abs(kendall_tau(order)) for order in orders_in_file(path, ballots)]
        assert scrub(poll)
        assert log.stat().st_size == 0
    scrubbed = [abs(kendall_tau(order)) for order in orders_in_file(path, ballots)]
    assert max(without_scrub) > 0.35, "the test sees what it looks for"
    # With 150 ballots chance alone stays within 0.055 two times of three.
    assert max(scrubbed) < 0.25
    assert occurrences(path, ballots) == 2 * 150, "in the table and its index, and in no forgotten page"


@contextmanager
def raw_connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(str(db.engine.url.database), isolation_level=None, check_same_thread=False)
    try:
        yield connection
    finally:
        connection.close()


def test_the_log_that_grows_after_the_scrub_holds_no_ballot(app: Flask, house: Community) -> None:
    made = hall(house)
    poll = opened(made)
    ballots = ballots_of(everybody_votes(made, poll))
    service.close_poll(act(), poll)
    service.open_box(act(), poll)
    path = Path(str(db.engine.url.database))
    assert queries.poll(poll).box == "scrubbed"
    assert occurrences(path.with_name(path.name + "-wal"), ballots) == 0


@on_both
@pytest.mark.parametrize("reads", ["ballot", "meeting"])
def test_a_busy_reader_keeps_the_scrub_pending_until_it_is_done_again(
    app: Flask, house: Community, monkeypatch: pytest.MonkeyPatch, reads: str
) -> None:
    monkeypatch.setattr(scrubbing, "PATIENCE", 200)
    made = hall(house)
    poll = opened(made)
    everybody_votes(made, poll)
    service.close_poll(act(), poll)
    with reader(reads):
        service.open_box(act(), poll)
        assert queries.poll(poll).box == "scrub_pending"
        assert not service.scrub(act(), poll)
    assert queries.poll(poll).state == "counted", "the count does not wait for the scrub"
    assert service.scrub(act(), poll)
    assert queries.poll(poll).box == "scrubbed"
    assert chain.holds(chain.events(poll))


@contextmanager
def reader(table: str) -> Iterator[None]:
    """Somebody outside the app who began to read at that table, as a backup does."""
    if is_sqlite():
        with raw_connection() as connection:
            connection.execute("BEGIN")
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            yield
            connection.execute("ROLLBACK")
        return
    with psycopg.connect(db.engine.url.set(drivername="postgresql").render_as_string(False)) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        connection.execute(f"SELECT count(*) FROM {table}".encode())
        yield


@only_postgres
def test_on_postgresql_the_transactions_pair_voter_and_ballot_until_the_scrub(app: Flask, house: Community) -> None:
    made = crowd(house, 40)
    poll = opened(made)
    everybody_votes(made, poll)
    service.close_poll(act(), poll)
    assert paired() == 40, "before the scrub each vote's transaction stands on both rows"
    assert places("ballot") != sorted(places("ballot"))
    assert scrub(poll)
    assert distinct_writers() == (1, 1)
    assert places("ballot") == sorted(places("ballot"))
    assert places("voter") == sorted(places("voter"))
    assert (len(places("voter")), len(places("ballot"))) == (40, 40)


def paired() -> int:
    return count("SELECT count(*) FROM voter v JOIN ballot b ON v.xmin = b.xmin")


def distinct_writers() -> tuple[int, int]:
    both = [count(f"SELECT count(DISTINCT xmin::text) FROM {table}") for table in ("voter", "ballot")]
    return both[0], both[1]


def count(query: str) -> int:
    db.session.rollback()
    return int(db.session.scalar(text(query)))


def places(table: str) -> list[object]:
    """Keys in the order in which the rows lie in the table's file."""
    key = {"ballot": "id", "voter": "attendee_id"}[table]
    db.session.rollback()
    return [
        bytes(k) if table == "ballot" else k
        for k in db.session.scalars(text(f"SELECT {key} FROM {table} ORDER BY ctid"))
    ]


@on_both
def test_no_secret_table_has_a_column_that_joins_orders_or_dates(app: Flask) -> None:
    columns = {
        table: {c["name"] for c in inspect(db.engine).get_columns(table)}
        for table in ("voter", "ballot", "opened_ballot")
    }
    assert columns == {
        "voter": {"poll_id", "attendee_id", "state"},
        "ballot": {"id", "poll_id", "body"},
        "opened_ballot": {"id", "poll_id", "question", "choice"},
    }
    for table in ("ballot", "opened_ballot"):
        assert {key["referred_table"] for key in inspect(db.engine).get_foreign_keys(table)} == {"poll"}


def test_on_sqlite_the_secret_tables_have_no_hidden_number(app: Flask) -> None:
    rows = db.session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    made = {row.name: row.sql for row in rows}
    secret = [model.__tablename__ for model in (Voter, Ballot, OpenedBallot)]
    assert all(re.search(r"\)\s*WITHOUT ROWID\s*$", made[name]) for name in secret)
    assert not any("AUTOINCREMENT" in made[name] for name in secret)


def test_a_ballot_leaves_no_journal_line_no_event_and_no_revision(house: Community) -> None:
    made: Hall = hall(house)
    poll = opened(made)
    before = traces(made, poll)
    for voter in made.voters:
        cast(poll, voter)
    assert traces(made, poll) == before


def traces(made: Hall, poll: int) -> tuple[int, int, int]:
    db.session.rollback()
    lines = int(db.session.scalar(text("SELECT count(*) FROM journal")))
    revision = int(db.session.scalar(text("SELECT revision + roll_revision FROM meeting")))
    return lines, len(chain.events(poll)), revision


def test_casting_at_debug_writes_no_nonce_ballot_or_choice_to_the_log(
    house: Community, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="yishi")
    made = hall(house)
    slips = everybody_votes(made, opened(made))
    said = caplog.text
    assert not any(word in said for slip in slips for word in (slip.nonce.hex(), repr(slip.nonce), slip.mac.hex()))
