"""The threat model says nothing that no test shows: every claim names its test, and every name is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.attacks.table import TABLE

HOUSE = Path(__file__).parents[2]
TEXT = (HOUSE / "docs/threat-model.md").read_text(encoding="utf-8")
ATTACKS = {row.attack.__name__ for row in TABLE}

#: What stands between the headings of adversaries.
SECTIONS = {part.split("\n", 1)[0]: part for part in TEXT.split("\n## ")[2:]}
CLAIMS = [line for part in SECTIONS.values() for line in part.splitlines() if line.startswith("- ")]


@cache
def functions_of(path: str) -> set[str]:
    """What a file defines."""
    tree = ast.parse((HOUSE / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_adversary_is_answered_and_each_claim_names_what_shows_it() -> None:
    assert len(SECTIONS) >= 17
    assert all("Holds" in part or "Does not" in part for part in SECTIONS.values())
    bare = [line for line in CLAIMS if not named(line) and "Not tested" not in line]
    assert not bare


def named(claim: str) -> list[str]:
    """The attacks and tests that a claim names."""
    words = re.findall(r"`([\w/.]+(?:::\w+)?)`", claim)
    return [word for word in words if word in ATTACKS or "::" in word]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(tests/[\w/]+\.py::\w+)`", TEXT))))
def test_a_named_test_is_there(name: str) -> None:
    path, _, function = name.partition("::")
    assert function in functions_of(path)


def test_every_attack_stands_in_the_model_and_no_other() -> None:
    told = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", TEXT))
    assert told == ATTACKS
