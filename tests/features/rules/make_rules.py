"""Local rules and choices for tests, each in one line."""

from typing import Any

from blueprints.rules import service
from tests.make import Community, act

TITLE = "幸福里社区议事规则"
#: Two thirds of all who are expected.
TWO_THIRDS = {"quorum": {"share": ">=2/3", "base": "full_members_entitled"}}
#: Less than the Party's own rule asks for.
ONE_THIRD = {"quorum": {"share": ">=1/3", "base": "full_members_entitled"}}


def local(house: Community, organisation: int, kind: str, terms: dict[str, Any] | None = None) -> int:
    """A local rule of the organisation; two thirds must be there where nothing else is said."""
    return service.add_local(act(house.secretary), organisation, kind, TITLE, terms or TWO_THIRDS)


def chosen(house: Community, organisation: int, kind: str, *rules: str, strict: bool = False) -> int:
    """What the organisation picked."""
    return service.choose(act(house.secretary), organisation, kind, rules, strict=strict)
