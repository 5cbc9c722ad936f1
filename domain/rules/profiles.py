"""Finding a profile's file, reading it whole, and filling what a rule leaves silent."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from domain.rules.model import MeetingKind, Profile, Rule
from domain.rules.names import ProfileKind
from domain.rules.reading import KINDS, RuleFileError, Table

_FOLDER = Path(__file__).parent
_ANY = "any"
_IDENTITY = frozenset({"id", "kind", "name", "profile", "source", "clause", "verify", "notes", "origins"})
_SOURCES = (ProfileKind.national, ProfileKind.law)


def load_profile(path_or_name: str | Path) -> Profile:
    """Read one profile by its id or its TOML file's path; RuleFileError says what is wrong and where."""
    path = _path_of(path_or_name)
    table = Table(_parse(path), path.name, "")
    profile_id, name = table.text("id"), table.text("name")
    kind = table.one_of("kind", table.text("kind"), ProfileKind)
    rows = table.rows("rule")
    table.close()
    reader = _default_rule if kind is ProfileKind.default else _sourced_rule
    rules = tuple(reader(row, path.name, profile_id, number) for number, row in enumerate(rows, 1))
    _refuse_twins(rules, path.name)
    return Profile(profile_id, name, kind, rules)


@cache
def rule(rule_id: str) -> Rule:
    """The rule of that id, its silence filled by the kind's national or legal rule, then by default.

    KeyError when no profile has it.
    """
    for profile in _profiles().values():
        for found in profile.rules:
            if found.id == rule_id and profile.kind is not ProfileKind.default:
                return _resolved(found, profile)
    raise KeyError(rule_id)


def kinds(profile: str = "nat") -> tuple[MeetingKind, ...]:
    """What can be convened under a profile, in the order of its file; KeyError for an unknown profile."""
    return tuple(MeetingKind(found.kind, found.name, found.id) for found in _profiles()[profile].rules)


@cache
def _profiles() -> Mapping[str, Profile]:
    paths = sorted(path for path in _FOLDER.glob("*.toml") if path.name != "kinds.toml")
    loaded = tuple(load_profile(path) for path in paths)
    _refuse_twins(tuple(each for profile in loaded for each in profile.rules), "domain/rules")
    return MappingProxyType({profile.id: profile for profile in loaded})


def _path_of(path_or_name: str | Path) -> Path:
    if isinstance(path_or_name, Path) or path_or_name.endswith(".toml"):
        return Path(path_or_name)
    for path in _FOLDER.glob("*.toml"):
        if _parse(path).get("id") == path_or_name:
            return path
    raise RuleFileError(f"{path_or_name}.toml", "", "id", "没有这个规则文件")


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleFileError(path.name, "", "", "读不到这个文件") from error
    except ValueError as error:
        raise RuleFileError(path.name, "", "", f"不是规范的TOML文件（{error}）") from error


def _sourced_rule(row: object, file: str, profile: str, number: int) -> Rule:
    table = Table(row, file, f"第{number}条")
    table.rule = table.text("id")
    for owned in ("profile", "origins"):
        if table.get(owned) is not None:
            table.refuse(owned, "这一项由程序填写，请删去")
    return Rule.read(Table({**table.values, "profile": profile}, file, table.rule))


def _default_rule(row: object, file: str, profile: str, number: int) -> Rule:
    table = Table(row, file, f"第{number}条")
    kind = table.text("kind")
    reasons = table.pairs("reasons")
    values = {name: value for name, value in table.values.items() if name != "reasons"}
    _refuse_unreasoned(table, set(values) - {"kind"}, set(reasons))
    identity = {
        "id": f"{profile}.{kind}",
        "name": KINDS.get(kind, kind),
        "source": "产品默认",
        "verify": "product",
    }
    whole = {**identity, "profile": profile, **values, "origins": reasons}
    return Rule.read(Table(whole, file, kind, kinds={**KINDS, _ANY: "各类会议"}))


def _refuse_unreasoned(table: Table, given: set[str], reasoned: set[str]) -> None:
    for name in sorted(given & _IDENTITY):
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


def _resolved(own: Rule, profile: Profile) -> Rule:
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for source, words in _fallbacks(own, profile):
        for name in _silent(own):
            value = getattr(source, name)
            if name not in values and value not in (None, ()):
                values[name] = value
                origins[name] = words.get(name, source.citation)
    return replace(own, **values, origins=MappingProxyType(origins))


def _silent(own: Rule) -> Iterator[str]:
    for name in own.to_json():
        if name not in _IDENTITY and getattr(own, name) in (None, ()):
            yield name


def _fallbacks(own: Rule, profile: Profile) -> Iterator[tuple[Rule, Mapping[str, str]]]:
    loaded = _profiles()
    if profile.kind not in _SOURCES:
        for source in loaded.values():
            yield from ((each, {}) for each in source.rules if source.kind in _SOURCES and each.kind == own.kind)
    for kind in (own.kind, _ANY):
        for each in loaded["default"].rules:
            if each.kind == kind:
                yield each, {name: f"规定没有写明，本系统按此办理：{reason}" for name, reason in each.origins.items()}
