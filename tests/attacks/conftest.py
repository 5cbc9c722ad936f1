"""What the attacks need around them: they are many, so one app for each database serves all, emptied in between."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from flask import Flask
from sqlalchemy import text

from app import create_app
from ballots import sealing
from blueprints.shared import attempts, scrubbing
from blueprints.shared.db import Base, db
from blueprints.shared.settings import Settings
from tests import postgres
from tests.attacks.backups import started_anew
from tests.attacks.traces import data, database
from tests.conftest import KEY
from tests.make import Community, community


@dataclass
class Stand:
    """An app with a community in its database, and how both are made again as they were."""

    app: Flask
    house: Community
    renew: Callable[[], None]


@pytest.fixture(scope="session")
def stands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Stand]]:
    """The stand on each database, made when it is first asked for."""
    made: dict[str, Stand] = {}

    def stand(kind: str) -> Stand:
        if kind not in made:
            made[kind] = _made(kind, tmp_path_factory.mktemp(kind))
        return made[kind]

    yield stand
    for one in made.values():
        with one.app.app_context():
            db.engine.dispose()


def _made(kind: str, folder: Path) -> Stand:
    env = {"YISHI_DATA": str(folder / "data"), "SECRET_KEY": KEY, "YISHI_PUBLIC_URL": "http://yishi.test"}
    if kind == "postgres":
        url = postgres.fresh_database()
        if url is None:
            pytest.skip("PostgreSQL's binaries are not on this machine")
        env["DATABASE_URL"] = url
    app = create_app(Settings.from_env(env))
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = True, None
    with app.app_context():
        db.create_all()
        house = community()
        db.session.remove()
        db.engine.dispose()
        if kind == "postgres":
            return Stand(app, house, _emptied)
        kept = shutil.copyfile(database(), folder / "kept.db")
        return Stand(app, house, lambda: _put_back(kept))


def _put_back(kept: Path) -> None:
    """SQLite's file as it was kept, and nothing else in the folder."""
    db.engine.dispose()
    _swept()
    shutil.copyfile(kept, database())


def _swept() -> None:
    shutil.rmtree(data())
    data().mkdir()


def _emptied() -> None:
    """The tables of PostgreSQL, emptied and filled again, and nothing in the folder."""
    _swept()
    names = ", ".join(f'"{table}"' for table in Base.metadata.tables)
    with db.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    community()


@pytest.fixture(params=["sqlite"])
def app(request: pytest.FixtureRequest, stands: Callable[[str], Stand]) -> Iterator[Flask]:
    """An app as if it had just been started, on a database with a community."""
    stand = stands(request.param)
    with stand.app.app_context():
        stand.renew()
        started_anew()
        attempts.install(stand.app)
        stand.app.extensions["attacked"] = stand.house
        yield stand.app
        db.session.remove()


@pytest.fixture
def house(app: Flask) -> Community:
    """The community in this app's database."""
    return replace(app.extensions["attacked"])


@pytest.fixture
def anew(app: Flask, stands: Callable[[str], Stand]) -> Callable[[], Community]:
    """Makes SQLite's database again, and gives its community: for who needs one after the other."""

    def made() -> Community:
        db.session.remove()
        stands("sqlite").renew()
        started_anew()
        return replace(stands("sqlite").house)

    return made


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """No attack depends on waiting two seconds for a reader who will not let go, or 50 ms for each code."""

    def quick(**given: Any) -> Scrypt:
        return Scrypt(**{**given, "n": 2**4})

    monkeypatch.setattr(scrubbing, "PATIENCE", 200)
    monkeypatch.setattr(sealing, "Scrypt", quick)
