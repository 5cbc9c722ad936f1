"""Each value in a published file is bound to the rest of it: whoever changes one must change others."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from ballots.bundle import Broken
from ballots.verify import verify
from tests.ballots.made import election, file, refused
from tests.ballots.raw import again, unpacked, written

FILE = file(election())


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in inner:
        yield from leaves(value, (*path, name))
    if not inner:
        yield path


def with_changed(data: Any, path: tuple[Any, ...]) -> Any:
    """The data with another value of the same kind at the end of the path."""
    if path:
        held = data.copy()
        held[path[0]] = with_changed(data[path[0]], path[1:])
        return held
    if isinstance(data, bool) or data is None:
        return not data
    if isinstance(data, int):
        return data + 1
    return (
        data + ("0" if data.isascii() else "某")
        if isinstance(data, str)
        else [*data, "某"]
        if data == []
        else {"某": 1}
    )


def passing(name: str, content: bytes) -> set[str]:
    """The places of one JSON file that can be changed, and the file signed anew, without the verifier noticing."""
    data, found = json.loads(unpacked(content)[name]), set()
    for path in leaves(data):
        try:
            verify(again(content, **{name.replace(".", "_"): written(with_changed(data, path))}))
        except Broken:
            continue
        found.add(".".join(map(str, path)))
    return found


#: What no other part of the file depends on: these names may change between the vote and the publishing.
FREE = {"vote.json": {"organisation", "meeting"}}


@pytest.mark.parametrize("name", ["vote.json", "case.json", "opened.json", "result.json", "events.json"])
def test_no_value_that_matters_can_be_changed_alone(name: str) -> None:
    assert passing(name, FILE) == FREE.get(name, set())


ODD = (None, True, -1, 0, 2**60, "", "x", "\x1b[2J", [], ["x"], {}, {"x": 1})


def everywhere(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in inner:
        yield from everywhere(value, (*path, name))


def with_other(data: Any, path: tuple[Any, ...], other: Any) -> Any:
    if not path:
        return other
    held = data.copy()
    held[path[0]] = with_other(data[path[0]], path[1:], other)
    return held


@pytest.mark.parametrize("name", ["vote.json", "case.json", "opened.json", "result.json", "events.json"])
def test_whatever_stands_in_the_place_of_something_else_is_refused_with_a_sentence(name: str) -> None:
    data, chance = json.loads(unpacked(FILE)[name]), random.Random(name)
    places = [place for place in everywhere(data) if ".".join(map(str, place)) not in FREE.get(name, ())]
    for _ in range(80):
        place, other = chance.choice(places), chance.choice(ODD)
        changed = written(with_other(data, place, other))
        if changed != written(data):
            refused(again(FILE, **{name.replace(".", "_"): changed}))
