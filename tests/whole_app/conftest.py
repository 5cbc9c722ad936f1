"""One world for all tests of the whole app, put back as it was after each; it takes seconds to make."""

from collections.abc import Iterator

import pytest

from blueprints.archive import work
from tests.whole_app.world import World, made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who lives in the world lives on one worker, so that it is made once."""
    for item in items:
        if "the_world" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("world"))


@pytest.fixture(scope="session")
def the_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world as it was made; for what only looks."""
    with made(tmp_path_factory.mktemp("world")) as world:
        yield world


@pytest.fixture
def world(the_world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The world, put back after the test."""
    # A book is made in a process of its own, which would find a world that was put back meanwhile.
    monkeypatch.setattr(work, "launch", lambda job_id: None)
    yield the_world
    the_world.restore()
