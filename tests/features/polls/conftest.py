"""An open secret vote of each level, with the codes that open its box."""

from collections.abc import Iterator

import pytest

from blueprints.polls.box import BallotBox
from blueprints.polls.boxes import BOXES
from blueprints.shared.db import db
from tests.features.polls.make_polls import Hall, hall, opened, sealed
from tests.make import Community


@pytest.fixture(params=sorted(BOXES))
def box(request: pytest.FixtureRequest) -> BallotBox:
    """Every level there is."""
    return BOXES[request.param]


@pytest.fixture
def room(house: Community) -> Hall:
    """Five voters in the hall."""
    return hall(house)


@pytest.fixture
def codes() -> list[str]:
    """The codes of the sealed vote that `poll` opens."""
    return []


@pytest.fixture
def poll(room: Hall, box: BallotBox, codes: list[str]) -> Iterator[int]:
    """An open secret vote of this level."""
    if box.level == "sealed":
        number, made = sealed(room)
        codes += made
    else:
        number = opened(room)
    yield number
    db.session.rollback()
