"""The count beside the database: an old copy that is put back is noticed, and nothing else is."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from blueprints.polls import queries, service, witness
from blueprints.shared.db import db
from domain.words import Refusal
from tests.features.polls.make_polls import Hall, cast, marks_and_ballots, sealed
from tests.make import act


def restarted(app: Flask) -> None:
    """A new process knows nothing yet."""
    db.session.rollback()
    app.extensions.pop("witness", None)


def test_an_old_copy_put_back_while_people_vote_neither_casts_nor_closes(
    app: Flask, room: Hall, tmp_path: Path
) -> None:
    poll, _ = sealed(room)
    cast(poll, room.voters[0])
    path = Path(str(db.engine.url.database))
    db.session.remove()
    db.engine.dispose()
    shutil.copy(path, tmp_path / "copy.db")
    cast(poll, room.voters[1])
    db.session.remove()
    db.engine.dispose()
    shutil.copy(tmp_path / "copy.db", path)
    restarted(app)
    assert marks_and_ballots(poll) == (1, 1)
    with pytest.raises(Refusal, match="可能恢复过旧的备份"):
        cast(poll, room.voters[1])
    with pytest.raises(Refusal, match="可能恢复过旧的备份"):
        service.close_poll(act(), poll)
    service.void(act(), poll, "恢复过旧的备份")
    assert queries.poll(poll).state == "void"


def test_a_restart_that_lost_nothing_goes_on(app: Flask, room: Hall) -> None:
    poll, _ = sealed(room)
    cast(poll, room.voters[0])
    restarted(app)
    cast(poll, room.voters[1])
    restarted(app)
    service.close_poll(act(), poll)
    assert queries.poll(poll).box_count == 2


def test_who_began_to_read_before_others_voted_is_not_told_that_ballots_are_missing(app: Flask, room: Hall) -> None:
    poll, _ = sealed(room)
    restarted(app)
    assert queries.poll(poll).state == "open"  # what this session sees from now on is as old as this read

    def elsewhere() -> None:
        with app.app_context():
            cast(poll, room.voters[0])
            db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(elsewhere).result()
    app.extensions.pop("witness", None)
    assert not witness.lost(poll)
