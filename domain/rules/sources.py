"""Which sources speak of a kind of meeting, and filling what a rule leaves silent."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from domain.rules.looser import looser
from domain.rules.model import MeetingKind, Rule
from domain.rules.names import Family, ProfileKind
from domain.rules.profiles import ANY, IDENTITY, profiles
from domain.rules.reading import KIND_TABLES, Table

_SOURCES = (ProfileKind.national, ProfileKind.law)
_EVERYWHERE = ("street", "community", "branch")


@cache
def rule(rule_id: str) -> Rule:
    """The rule of that id, its silence filled by the kind's national or legal rule, then by default.

    KeyError when no profile has it.
    """
    for profile in profiles().values():
        for found in profile.rules:
            if found.id == rule_id and profile.kind is not ProfileKind.default:
                return filled(found, profile.kind)
    raise KeyError(rule_id)


@cache
def rules_of(kind: str) -> tuple[Rule, ...]:
    """Every source's rule of a kind, filled, in the order in which sources are listed."""
    return tuple(rule(found.id) for found in _sourced() if found.kind == kind)


@cache
def kinds() -> tuple[MeetingKind, ...]:
    """Every kind of meeting that some source speaks of, in the order of `kinds.toml`."""
    found = (_kind(code) for code in KIND_TABLES)
    return tuple(kind for kind in found if kind is not None)


def kind_of(code: str) -> MeetingKind:
    """The kind of that code; KeyError when no source speaks of it."""
    for kind in kinds():
        if kind.code == code:
            return kind
    raise KeyError(code)


def filled(own: Rule, kind: ProfileKind) -> Rule:
    """The rule with its silence filled; `origins` then says from where each such value came.

    Unless it is lawful itself, `warnings` say where it is looser than the kind's national or legal rule.
    """
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    silent = tuple(_silent(own))
    for source, words in _fallbacks(own, kind):
        for name in silent:
            value = getattr(source, name)
            if name not in values and value not in (None, ()):
                values[name] = value
                origins[name] = words.get(name, source.citation)
    lawful = () if kind in _SOURCES or own.alone else in_force(own.kind)
    return replace(own, **values, warnings=looser(own, lawful), origins=MappingProxyType(origins))


def in_force(kind: str) -> tuple[Rule, ...]:
    """What the Party's or the state's own sources in force say of a kind, silence left silent."""
    lawful = (profile for profile in profiles().values() if profile.kind in _SOURCES and profile.until is None)
    return tuple(each for profile in lawful for each in profile.rules if each.kind == kind)


def _sourced() -> Iterator[Rule]:
    for profile in profiles().values():
        if profile.kind is not ProfileKind.default:
            yield from profile.rules


def _kind(code: str) -> MeetingKind | None:
    found = rules_of(code)
    return _named_kind(code, found[0].id) if found else None


def _named_kind(code: str, first: str) -> MeetingKind:
    table = Table(KIND_TABLES[code], "kinds.toml", code)
    kind = MeetingKind(
        code=code,
        name=table.text("name"),
        family=table.one_of("family", table.text("family"), Family),
        held_by=table.texts("held_by") or _EVERYWHERE,
        convened=table.flag("convened") is not False,
        usual=table.maybe_text("usual") or first,
    )
    table.close()
    return kind


def _silent(own: Rule) -> Iterator[str]:
    for name in own.to_json():
        if name not in IDENTITY and getattr(own, name) in (None, ()):
            yield name


def _fallbacks(own: Rule, kind: ProfileKind) -> Iterator[tuple[Rule, Mapping[str, str]]]:
    if kind not in _SOURCES and not own.alone:
        yield from ((each, {}) for each in in_force(own.kind))
    for code in (own.kind, ANY):
        for each in profiles()["default"].rules:
            if each.kind == code:
                yield each, {name: f"规定没有写明，本系统按此办理：{reason}" for name, reason in each.origins.items()}
