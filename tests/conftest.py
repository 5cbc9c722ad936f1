"""The fixtures of the suite: an app on each database, people who sign in, and a reader of pages."""

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from blueprints.shared.db import db
from blueprints.shared.settings import Settings
from tests import postgres, ready
from tests.browse import Browser
from tests.make import Community

KEY = "a key for tests only, never for a real installation"

ready.share_what_is_compiled()

NAME = 80  #: characters of a value that a test's name shows


def pytest_make_parametrize_id(val: object) -> str | None:
    """Short names that every worker finds alike: a zip holds the second it was made in, some values are megabytes."""
    if isinstance(val, bytes):
        return f"{len(val)} bytes"
    return val[:NAME].encode("unicode_escape").decode() if isinstance(val, str) and len(val) > NAME else None


@pytest.fixture(params=["sqlite"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An app with empty tables; `@on_both` runs the test on PostgreSQL too."""
    env = {"YISHI_DATA": str(tmp_path), "SECRET_KEY": KEY, "YISHI_PUBLIC_URL": "http://yishi.test"}
    lived_in = "house" in request.fixturenames
    if request.param == "postgres":
        found = ready.kept("postgres", lived_in)
        url = postgres.fresh_database(found.place) if found else postgres.fresh_database()
        if url is None:
            pytest.skip("PostgreSQL's binaries are not on this machine")
        env["DATABASE_URL"] = url
    made = create_app(Settings.from_env(env))
    made.testing = True
    # A fault is raised into the test instead of being shown as a page.
    made.config["PROPAGATE_EXCEPTIONS"] = None
    made.jinja_env.bytecode_cache = ready.Kept()
    with made.app_context():
        ready.share_statements(db.engine)
        made.extensions["house"] = ready.fill(made, request.param, lived_in)
        yield made
        db.session.remove()
        db.engine.dispose()


on_both = pytest.mark.parametrize("app", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def house(app: Flask) -> Community:
    """A small community with a secretary, members, a probationary member, a superior and a stranger."""
    made: Community = app.extensions["house"]
    return made


@pytest.fixture
def browse(app: Flask) -> Browser:
    """A reader of pages who is not signed in; `browse.as_(account_id)` gives one who is."""
    return Browser(app)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches beyond this machine."""
    real = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if isinstance(host, str) and host not in ("", "127.0.0.1", "::1", "localhost", "192.0.2.1"):
            raise AssertionError(f"a test tried to reach {host}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to name its folder does not touch the developer's database."""
    monkeypatch.setenv("YISHI_DATA", os.path.join(tempfile.gettempdir(), "yishi-tests"))
