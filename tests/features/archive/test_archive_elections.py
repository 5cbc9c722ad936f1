"""An election's file: apart from the others, with what anybody can recount, and back again on each database."""

from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from ballots.verify.telling import RIGHT, answered
from blueprints.archive import rows, work
from blueprints.archive.reading import Package, opened
from blueprints.elections import queries as elections
from blueprints.meetings.models import Meeting
from blueprints.papers import queries as papers
from blueprints.papers import service
from blueprints.polls import queries as polls
from blueprints.polls.models import OpenedBallot
from blueprints.shared.db import db, writing
from blueprints.shared.settings import Settings
from domain.words import Refusal
from tests import postgres
from tests.conftest import KEY
from tests.features.archive.test_archive_package import packed
from tests.features.elections.make_elections import committee
from tests.make import Community, act


def an_election(house: Community) -> tuple[int, int]:
    """A committee that was elected, and the tellers' report on it, confirmed."""
    meeting, race = committee(house)
    poll = next(one.poll_id for one in elections.race(race).rounds if one.poll_id)
    report = service.begin(act(house.secretary), "count_report", house.branch, meeting, f"poll:{poll}")
    assert papers.paper(report).sha256
    with pytest.raises(Refusal, match="还没有结束"):
        packed(house, meeting)
    with writing():
        db.session.get_one(Meeting, meeting).state = "ended"
    return meeting, race


def target(kind: str, folder: Path) -> Flask:
    """An installation with nothing in it."""
    env = {"YISHI_DATA": str(folder), "SECRET_KEY": KEY}
    if kind == "postgres":
        url = postgres.fresh_database()
        if url is None:
            pytest.skip("PostgreSQL's binaries are not on this machine")
        env["DATABASE_URL"] = url
    return create_app(Settings.from_env(env))


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_an_election_is_filed_apart_and_comes_back_on_each_database(
    house: Community, tmp_path: Path, kind: str
) -> None:
    meeting, race = an_election(house)
    told, seated = elections.report(meeting), elections.race(race).office
    lines = opened_lines()
    package = opened(work.file_of(packed(house, meeting)))
    files = [line["path"] for line in package.manifest["files"] if not line["path"].startswith("数据/")]
    assert all(path.startswith("选举档案/") for path in files)
    assert any("计票结果报告单" in path for path in files)
    recounted(package, [path for path in files if path.endswith("ballots.zip")], tmp_path)
    with target(kind, tmp_path / "target").app_context():
        db.create_all()
        with writing():
            rows.put(package.rows, package.content)
        assert elections.report(meeting).races[0].elected == told.races[0].elected
        assert elections.race(race).office == seated
        assert opened_lines() == lines
        with writing() as session:
            # The counters go on after what was brought in.
            session.add(type(polls.poll(1))(**{**copied(polls.poll(1)), "id": None}))
        db.session.remove()
        db.engine.dispose()


def opened_lines() -> int:
    """How many lines of opened ballots there are."""
    return db.session.query(OpenedBallot).count()


def copied(row: object) -> dict[str, object]:
    """The row's values."""
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}  # type: ignore[attr-defined]


def recounted(package: Package, paths: list[str], folder: Path) -> None:
    """Each published vote is right when it is taken out of the package and checked alone."""
    assert paths
    for number, path in enumerate(paths):
        line = next(line for line in package.manifest["files"] if line["path"] == path)
        file = folder / f"{number}.zip"
        file.write_bytes(package.content(line["sha256"]))
        assert answered(str(file), None).code == RIGHT
