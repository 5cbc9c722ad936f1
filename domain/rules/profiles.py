"""Finding the profiles' files and reading them whole."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from domain.rules.model import Profile, Rule
from domain.rules.names import ProfileKind
from domain.rules.reading import KINDS, RuleFileError, Table

FOLDER = Path(__file__).parent
#: In `default`, the table of this kind fills what the kind's own table leaves silent.
ANY = "any"
#: What belongs to a rule itself and is never filled from another.
IDENTITY = frozenset(
    {"id", "kind", "name", "profile", "source", "clause", "verify", "notes", "alone", "warnings", "origins"}
)
#: What the program writes; a file that does is refused.
_OWNED = ("profile", "origins", "warnings", "quorum_also", "adoption_also")
#: Files of this folder that hold no profile.
_OTHER = frozenset({"kinds.toml", "conflicts.toml", "gaps.toml"})
#: Pages list sources in this order; who is no longer in force comes last.
_ORDER = tuple(ProfileKind)


def load_profile(path_or_name: str | Path) -> Profile:
    """Read one profile by its id or its TOML file's path; RuleFileError says what is wrong and where."""
    path = _path_of(path_or_name)
    table = Table(parse(path), path.name, "")
    profile_id, name = table.text("id"), table.text("name")
    kind = table.one_of("kind", table.text("kind"), ProfileKind)
    rows, until = table.rows("rule"), table.maybe_text("until")
    table.close()
    reader = _default_rule if kind is ProfileKind.default else _sourced_rule
    rules = tuple(reader(row, path.name, profile_id, number) for number, row in enumerate(rows, 1))
    _refuse_twins(rules, path.name)
    return Profile(profile_id, name, kind, rules, until)


@cache
def profiles() -> Mapping[str, Profile]:
    """Every profile by its id: national, laws, collections, defaults; what is no longer in force last."""
    paths = sorted(path for path in FOLDER.glob("*.toml") if path.name not in _OTHER)
    loaded = tuple(load_profile(path) for path in paths)
    _refuse_twins(tuple(each for profile in loaded for each in profile.rules), "domain/rules")
    ordered = sorted(loaded, key=lambda profile: (profile.until is not None, _ORDER.index(profile.kind)))
    return MappingProxyType({profile.id: profile for profile in ordered})


def _path_of(path_or_name: str | Path) -> Path:
    if isinstance(path_or_name, Path) or path_or_name.endswith(".toml"):
        return Path(path_or_name)
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name not in _OTHER and parse(path).get("id") == path_or_name:
            return path
    raise RuleFileError(f"{path_or_name}.toml", "", "id", "没有这个规则文件")


def parse(path: Path) -> dict[str, Any]:
    """A TOML file as plain data; RuleFileError when it cannot be read or is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleFileError(path.name, "", "", "读不到这个文件") from error
    except ValueError as error:
        raise RuleFileError(path.name, "", "", f"不是规范的TOML文件（{error}）") from error


def _sourced_rule(row: object, file: str, profile: str, number: int) -> Rule:
    table = Table(row, file, f"第{number}条")
    table.rule = table.text("id")
    return read_rule(table, profile)


def read_rule(table: Table, profile: str) -> Rule:
    """One sourced rule of that profile; RuleFileError names what is wrong."""
    for owned in _OWNED:
        if table.get(owned) is not None:
            table.refuse(owned, "这一项由程序填写，请删去")
    return Rule.read(Table({**table.values, "profile": profile}, table.file, table.rule))


def _default_rule(row: object, file: str, profile: str, number: int) -> Rule:
    table = Table(row, file, f"第{number}条")
    kind = table.text("kind")
    reasons = table.pairs("reasons")
    values = {name: value for name, value in table.values.items() if name != "reasons"}
    _refuse_unreasoned(table, set(values) - {"kind"}, set(reasons))
    names = {**KINDS, ANY: "各类会议"}
    identity = {
        "id": f"{profile}.{kind}",
        "name": names.get(kind, kind),
        "source": "产品默认",
        "verify": "product",
    }
    whole = {**identity, "profile": profile, **values, "origins": reasons}
    return Rule.read(Table(whole, file, kind, kinds=names))


def _refuse_unreasoned(table: Table, given: set[str], reasoned: set[str]) -> None:
    for name in sorted(given & IDENTITY):
        table.refuse(name, "产品默认里不写这一项")
    for name in sorted(given - reasoned):
        table.refuse(name, "产品默认的每一项都要在 reasons 里写明理由")
    for name in sorted(reasoned - given):
        table.refuse(f"reasons.{name}", "写了理由，却没有这一项的值")


def _refuse_twins(rules: tuple[Rule, ...], file: str) -> None:
    seen: set[str] = set()
    for each in rules:
        if each.id in seen:
            raise RuleFileError(file, each.id, "id", "这个编号出现了两次")
        seen.add(each.id)
