"""Files added to the rules: silence is filled in order, a new rule is there at once, one id is one rule."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.rules import Method, RuleFileError, kinds, profiles, rule, rules_of
from domain.rules.profiles import FOLDER

MINIMAL = """
id = "local"
name = "本地规定"
kind = "local"

[[rule]]
id = "party_group.local"
kind = "party_group"
name = "党小组会"
source = "《小组办法》"
verify = "local"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "local.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the rule files that a test may add to; what was read before is forgotten, and so is this."""
    for path in FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(importlib.import_module("domain.rules.profiles"), "FOLDER", tmp_path)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for cached in (profiles, rule, rules_of, kinds):
        cached.cache_clear()


def seed(text: str) -> str:
    return text.replace('kind = "local"', 'kind = "seed"')


def test_silence_is_filled_from_the_national_rule_before_the_products_own(own_folder: Path) -> None:
    written(own_folder, seed(MINIMAL.replace("party_group", "party_committee")) + "notice_days = 4\n")
    found, national = rule("party_committee.local"), rule("party_committee.nat")
    assert found.notice_days == 4
    assert "notice_days" not in found.origins
    assert found.quorum == national.quorum
    assert found.origin("quorum") == national.citation
    assert found.origin("adoption").startswith("规定没有写明，本系统按此办理：")


def test_a_rule_that_stands_alone_takes_nothing_from_the_national_one(own_folder: Path) -> None:
    written(own_folder, seed(MINIMAL.replace("party_group", "party_assembly")) + "alone = true\n")
    found = rule("party_assembly.local")
    assert (found.quorum, found.adoption, found.frequency) == (None, None, None)
    assert found.methods == tuple(Method)
    assert all(origin.startswith("规定没有写明，本系统按此办理：") for origin in found.origins.values())


def test_a_source_that_is_no_longer_in_force_fills_nothing(own_folder: Path) -> None:
    head = MINIMAL.replace('kind = "local"', 'kind = "law"\nuntil = "2025-12-31"').replace("party_group", "youth")
    written(own_folder, head + "notice_days = 9\n")
    assert rule("youth.local").notice_days == 9
    assert rule("youth.s002").notice_days == 1


def test_a_rule_added_to_a_file_is_there_to_convene_under(own_folder: Path) -> None:
    national = own_folder / "national.toml"
    added = MINIMAL.split("\n\n")[1].replace("party_group", "youth").replace("local", "nat", 1)
    national.write_text(national.read_text(encoding="utf-8") + "\n" + added, encoding="utf-8")
    (youth,) = [kind for kind in kinds() if kind.code == "youth"]
    assert youth.usual == "youth.nat"
    assert [found.id for found in rules_of("youth")] == ["youth.nat", "youth.s002"]
    assert rule("youth.nat").notice_days == 1


def test_one_rule_id_in_two_files_is_refused(own_folder: Path) -> None:
    written(own_folder, MINIMAL.replace("party_group.local", "party_group.nat"))
    with pytest.raises(RuleFileError, match=r"party_group\.nat"):
        kinds()
