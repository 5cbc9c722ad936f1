"""A rule: one meeting kind's numbers in one source, as values that can be kept and read again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal, Self

from domain.rules.names import Method, Office, ProfileKind, Roll, Verify
from domain.rules.parts import Followup, Frequency, Threshold
from domain.rules.reading import Table
from domain.words import listed

SCOPES: dict[str, Literal["committee", "group"]] = {
    Roll.committee_members_expected: "committee",
    Roll.leadership_team: "committee",
    Roll.group_members: "group",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One meeting kind's numbers in one source; None or () means that the source is silent, never zero.

    `origins` names each field whose value another source or the product gave, with that source in Chinese.
    """

    id: str
    kind: str
    name: str
    profile: str
    source: str
    clause: str | None
    verify: Verify
    frequency: Frequency | None = None
    convener: str | None = None
    chair: str | None = None
    chair_fallback: tuple[str, ...] = ()
    roll: str | None = None
    roll_note: str | None = None
    observers: tuple[str, ...] = ()
    notice_days: int | None = None
    superior_notice_days: int | None = None
    agenda_notice_days: int | None = None
    notice: str | None = None
    agenda: str | None = None
    leave: str | None = None
    quorum: Threshold | None = None
    quorum_variants: tuple[Threshold, ...] = ()
    methods: tuple[Method, ...] = ()
    secret_required: bool | None = None
    adoption: Threshold | None = None
    dispute: str | None = None
    emergency: str | None = None
    records: tuple[str, ...] = ()
    followups: tuple[Followup, ...] = ()
    notes: str | None = None
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def citation(self) -> str:
        """Source and clause as one prints them."""
        return f"{self.source}{self.clause or ''}"

    def origin(self, name: str) -> str:
        """From where the value of `name` came: this rule's source, or the one that filled the silence."""
        return self.origins.get(name, self.citation)

    @property
    def convener_zh(self) -> str:
        """Who convenes, in Chinese, "" where no source says."""
        return office_zh(self.convener)

    @property
    def chair_zh(self) -> str:
        """Who chairs, in Chinese, "" where no source says."""
        return office_zh(self.chair)

    @property
    def chair_fallback_zh(self) -> str:
        """Who stands in for the chair, in Chinese, "" where no source says."""
        return listed(office_zh(office) for office in self.chair_fallback)

    @property
    def roll_zh(self) -> str:
        """Who is called, in Chinese, "" where no source says."""
        return Roll(self.roll).zh if self.roll in set(Roll) else self.roll or ""

    def to_json(self) -> dict[str, object]:
        """Plain data that `from_json` turns into the same rule again."""
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """A rule kept with a meeting or a vote; RuleFileError when it is not one."""
        table = Table(data, "留存的规则", str(data.get("id", "")))
        return cls.read(table)

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read one rule table; RuleFileError names what is wrong."""
        values: dict[str, Any] = {name: read(table, name) for name, read in _READERS.items()}
        table.close()
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Profile:
    """One source's rules, in the order of its file, silent fields still silent."""

    id: str
    name: str
    kind: ProfileKind
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class MeetingKind:
    """A kind of meeting that can be convened, and the rule it would be held under."""

    code: str
    name: str
    rule_id: str


def attendee_scope(rule: Rule) -> Literal["members", "committee", "group"]:
    """Who is called: all members of the branch, its committee, or one group."""
    return SCOPES.get(rule.roll or "", "members")


def office_zh(office: str | None) -> str:
    """An office or body in Chinese, "" for none."""
    return Office(office).zh if office in set(Office) else office or ""


def _plain(value: object) -> object:
    if isinstance(value, Threshold | Frequency | Followup):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value


def _frequency(table: Table, name: str) -> Frequency | None:
    inner = table.inner(name)
    return None if inner is None else Frequency.read(inner)


def _threshold(table: Table, name: str) -> Threshold | None:
    inner = table.inner(name)
    return None if inner is None else Threshold.read(inner)


def _thresholds(table: Table, name: str) -> tuple[Threshold, ...]:
    return tuple(Threshold.read(inner) for inner in table.inners(name))


def _followups(table: Table, name: str) -> tuple[Followup, ...]:
    return tuple(Followup.read(inner) for inner in table.inners(name))


def _methods(table: Table, name: str) -> tuple[Method, ...]:
    return tuple(table.one_of(name, method, Method) for method in table.texts(name))


def _verify(table: Table, name: str) -> Verify:
    return table.one_of(name, table.text(name), Verify)


def _body(table: Table, name: str) -> str | None:
    return table.code_or_chinese(name, Office)


def _bodies(table: Table, name: str) -> tuple[str, ...]:
    return tuple(table.known_or_chinese(name, body, Office) for body in table.texts(name))


def _roll(table: Table, name: str) -> str | None:
    return table.code_or_chinese(name, Roll)


def _origins(table: Table, name: str) -> Mapping[str, str]:
    return MappingProxyType(table.pairs(name))


_READERS: dict[str, Callable[[Table, str], object]] = {
    "id": Table.text,
    "kind": Table.kind,
    "name": Table.text,
    "profile": Table.text,
    "source": Table.text,
    "clause": Table.maybe_text,
    "verify": _verify,
    "frequency": _frequency,
    "convener": _body,
    "chair": _body,
    "chair_fallback": _bodies,
    "roll": _roll,
    "roll_note": Table.maybe_text,
    "observers": Table.texts,
    "notice_days": Table.whole,
    "superior_notice_days": Table.whole,
    "agenda_notice_days": Table.whole,
    "notice": Table.maybe_text,
    "agenda": Table.maybe_text,
    "leave": Table.maybe_text,
    "quorum": _threshold,
    "quorum_variants": _thresholds,
    "methods": _methods,
    "secret_required": Table.flag,
    "adoption": _threshold,
    "dispute": Table.maybe_text,
    "emergency": Table.maybe_text,
    "records": Table.texts,
    "followups": _followups,
    "notes": Table.maybe_text,
    "origins": _origins,
}
