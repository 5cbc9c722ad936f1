"""The migrations: they make what the models declare, there and back, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from app import create_app
from blueprints.polls.models import Ballot, Voter
from blueprints.shared.db import db
from blueprints.shared.settings import Settings
from tests import postgres
from tests.features.polls import make_polls, make_reviews
from tests.make import community

HOUSE = Path(__file__).parents[2]
KEY = "a key for tests only, never for a real installation"


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An app whose database has no tables yet."""
    env = {"YISHI_DATA": str(tmp_path), "SECRET_KEY": KEY}
    if request.param == "postgres":
        url = postgres.fresh_database()
        if url is None:
            pytest.skip("PostgreSQL's binaries are not on this machine")
        env["DATABASE_URL"] = url
    app = create_app(Settings.from_env(env))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


on_sqlite = pytest.mark.parametrize("bare", ["sqlite"], indirect=True)


def script() -> ScriptDirectory:
    return ScriptDirectory(str(HOUSE / "migrations"))


def differences() -> list[Any]:
    """What Alembic would change to bring the database to the models."""
    with db.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata))


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def shape() -> dict[str, Any]:
    """Columns, keys, indexes and constraints of every table, as the database tells them."""
    look = inspect(db.engine)
    told = ("get_columns", "get_foreign_keys", "get_indexes", "get_unique_constraints", "get_check_constraints")
    return {
        name: [repr(look.get_pk_constraint(name)), *(sorted(map(plain, getattr(look, ask)(name))) for ask in told)]
        for name in sorted(tables())
    }


def plain(told: dict[str, Any]) -> str:
    """One column, key or constraint; a check by its name, since each database writes its text in its own way."""
    if "sqltext" in told:
        return repr(told["name"])
    # The condition of a partial index is an object that looks new each time.
    options = {name: str(option) for name, option in told.get("dialect_options", {}).items()}
    return repr(sorted({**told, "dialect_options": options}.items()))


def rows() -> dict[str, list[tuple[Any, ...]]]:
    db.session.rollback()
    return {
        table.name: sorted(map(tuple, db.session.execute(select(table)).all()), key=repr)
        for table in db.metadata.sorted_tables
    }


def test_there_is_one_line_of_revisions() -> None:
    assert len(script().get_heads()) == 1
    assert len(script().get_bases()) == 1


def test_each_revision_says_what_it_does_and_knows_the_way_back() -> None:
    for revision in script().walk_revisions():
        assert revision.doc, revision.revision
        source = Path(revision.path).read_text(encoding="utf-8")
        back = source.split("def downgrade()", 1)[1]
        assert "op." in back, f"{revision.path}: downgrade does nothing"


def test_the_newest_revision_is_what_the_models_declare(bare: Flask) -> None:
    upgrade()
    assert tables() == set(db.metadata.tables)
    assert differences() == []


def test_a_migrated_database_and_a_created_one_are_alike(bare: Flask) -> None:
    upgrade()
    migrated = shape()
    downgrade(revision="base")
    db.create_all()
    assert shape() == migrated


def test_up_down_and_up_again(bare: Flask) -> None:
    upgrade()
    first = shape()
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert shape() == first
    assert differences() == []


def test_each_revision_goes_back_by_itself(bare: Flask) -> None:
    for revision in reversed([found.revision for found in script().walk_revisions()]):
        upgrade(revision=revision)
        downgrade(revision="-1")
        upgrade(revision=revision)
    assert differences() == []


def test_migrating_twice_changes_nothing(bare: Flask) -> None:
    upgrade()
    make_polls.everybody_votes(hall := make_polls.hall(community()), make_polls.opened(hall))
    before, looks = rows(), shape()
    upgrade()
    assert (rows(), shape()) == (before, looks)


def test_what_was_written_survives_the_newest_step_back_and_forth(bare: Flask) -> None:
    steps = [found.revision for found in script().walk_revisions()]
    if len(steps) == 1:
        pytest.skip("there is one revision; before it there are no tables that could keep anything")
    upgrade()
    make_polls.everybody_votes(hall := make_polls.hall(community()), make_polls.opened(hall))
    before = rows()
    db.session.remove()
    downgrade(revision="-1")
    upgrade()
    assert rows() == before


def test_going_back_before_reviews_makes_them_void_and_leaves_other_votes(bare: Flask) -> None:
    upgrade()
    room = make_reviews.reviewing(community())
    review = make_reviews.open_review(room, level="detached")
    review.takes("123", 0)
    review.end()
    hall = make_polls.hall(room.house)
    make_polls.everybody_votes(hall, other := make_polls.opened(hall))
    db.session.remove()
    downgrade(revision="753607730cbc")
    kept = {row.id: row.state for row in db.session.execute(text("SELECT id, state FROM poll"))}
    assert kept == {review.poll: "void", other: "open"}
    gone = db.session.execute(text("SELECT paper, tally, verdict FROM poll WHERE state = 'void'")).all()
    assert gone == [(None, None, None)]
    assert db.session.execute(text("SELECT count(*) FROM opened_ballot")).scalar_one() == 0
    db.session.remove()
    upgrade()
    assert differences() == []


def test_the_app_s_own_services_work_on_a_migrated_database(bare: Flask) -> None:
    upgrade()
    hall = make_polls.hall(community())
    poll = make_polls.opened(hall)
    make_polls.everybody_votes(hall, poll)
    assert make_polls.marks_and_ballots(poll) == (5, 5)


@on_sqlite
def test_a_table_without_row_numbers_has_none_after_migrating(bare: Flask) -> None:
    declared = {
        name for name, table in db.metadata.tables.items() if table.dialect_options["sqlite"]["with_rowid"] is False
    }
    assert {Voter.__tablename__, Ballot.__tablename__} <= declared
    upgrade()
    made = db.session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
    assert {name for name, sql in made if "WITHOUT ROWID" in sql.upper()} == declared
    for name in declared:
        with pytest.raises(Exception, match="no such column: rowid"):
            db.session.execute(text(f"SELECT rowid FROM {name}"))
        db.session.rollback()


@on_sqlite
def test_a_ballot_s_place_in_the_file_is_its_random_number_after_migrating(bare: Flask) -> None:
    upgrade()
    hall = make_polls.hall(community())
    make_polls.everybody_votes(hall, make_polls.opened(hall))
    stored = [row[0] for row in db.session.execute(text("SELECT id FROM ballot"))]
    assert stored == sorted(stored)
    assert len(stored) == 5


@on_sqlite
def test_a_migration_wakes_the_foreign_keys_again(bare: Flask) -> None:
    upgrade()
    assert db.session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


@on_sqlite
def test_a_row_that_points_nowhere_stops_the_migration(bare: Flask, caplog: pytest.LogCaptureFixture) -> None:
    upgrade()
    with db.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO account_grant VALUES (77, 78, 'member')")
        driver.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(SystemExit):
        upgrade()
    assert "2 rows point nowhere" in caplog.text
