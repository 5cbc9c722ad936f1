"""What people read in the rule files: Chinese words, full titles, nothing left over from research."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.rules.profiles import FOLDER, parse

CODES = re.compile(r"[A-Za-z]")
HALF_WIDTH = re.compile(r"[,;:()!?<>=/\[\]%\"'~→≥≤+*]")
#: Fields that hold codes, shares or numbers; everything else in the files is read by people.
CODED = {"id", "kind", "kinds", "family", "held_by", "usual", "verify", "until", "period", "share", "base", "sources"}
CODED |= {"methods", "nomination", "extra", "cap", "duty"}
OFFICES = {"convener", "chair", "chair_fallback", "roll"}


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    field = path.rpartition(".")[2]
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, path)
    elif isinstance(value, str) and not coded(field, value, path):
        yield path, value


def coded(field: str, value: str, path: str) -> bool:
    if ".reasons." in path:
        return False
    return field in CODED or (field in OFFICES and re.fullmatch(r"[a-z0-9_]+", value) is not None)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_what_people_read_holds_no_letters_no_codes_and_no_half_width_marks(path: Path) -> None:
    data = parse(path)
    if path.name == "conflicts.toml":
        data = {"conflict": [{k: v for k, v in each.items() if k != "id"} for each in data["conflict"]]}
    read = list(texts(data))
    assert read
    for where, text in read:
        assert not CODES.search(text), (where, text)
        assert not HALF_WIDTH.search(text), (where, text)
        assert text == text.strip(" 。"), (where, text)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_texts_name_regulations_in_full_and_keep_no_working_notes(path: Path) -> None:
    for where, text in texts(parse(path)):
        for remark in ("未核实", "须可配置", "种子", "源文", "同上", "《支部工作条例", "《基层组织选举", "支委"):
            assert remark not in text, (where, text)
        assert "  " not in text
