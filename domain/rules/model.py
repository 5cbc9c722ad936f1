"""A rule: one meeting kind's numbers in one source, as values that can be kept and read again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal, Self

from domain.rules.names import Duty, Family, Method, Office, ProfileKind, Roll, Verify
from domain.rules.parts import Followup, Frequency, Threshold
from domain.rules.reading import KIND_TABLES, Table
from domain.rules.special import Demand, ElectionTerms, GradingTerms, Urgency
from domain.words import listed

Scope = Literal["members", "committee", "group", "listed"]

SCOPES: dict[str, Scope] = {
    Roll.all_party_members: "members",
    Roll.full_members_entitled: "members",
    Roll.full_members_expected: "members",
    Roll.electors_expected: "members",
    Roll.committee_members_expected: "committee",
    Roll.leadership_team: "committee",
    Roll.group_members: "group",
}

#: Whose meetings are called from the Party's own roster.
_PARTY = (Family.party, Family.life)


@dataclass(frozen=True, slots=True)
class Rule:
    """One meeting kind's numbers in one source; None or () means that the source is silent, never zero.

    `origins` names each field whose value another source or the product gave, with that source in Chinese.
    `quorum_also` and `adoption_also` must hold as well (从严); `warnings` say where a local rule is looser
    than the Party's or the state's.
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
    #: Not the meeting that the kind's national or legal rule speaks of: silence is filled by default alone.
    alone: bool | None = None
    #: Whether opinions written before the meeting (会前书面意见) count as votes.
    written_counts: bool | None = None
    #: Whether persons are discussed and voted on one at a time (逐个讨论、逐个表决).
    one_by_one: bool | None = None
    #: The results a decision on a person may have, where they are named (按期转正、延长、取消).
    outcomes: tuple[str, ...] = ()
    #: Whether who steps back from an item (回避) leaves the base of its vote.
    recusal_reduces_base: bool | None = None
    demands: tuple[Demand, ...] = ()
    urgency: Urgency | None = None
    election: ElectionTerms | None = None
    grading: GradingTerms | None = None
    quorum_also: tuple[Threshold, ...] = ()
    adoption_also: tuple[Threshold, ...] = ()
    warnings: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def citation(self) -> str:
        """Source and clause as one prints them."""
        return f"{self.source}{self.clause or ''}"

    def duty(self, duty: Duty) -> Followup | None:
        """The follow-up (后续事项) that is this step, of several the most urgent; None where the rule asks for none."""
        return min((one for one in self.followups if one.duty is duty), key=_days_left, default=None)

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
    """One source's rules, in the order of its file, silent fields still silent.

    `until` is the last day (YYYY-MM-DD) of a source that is no longer in force; it fills no silence.
    """

    id: str
    name: str
    kind: ProfileKind
    rules: tuple[Rule, ...]
    until: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingKind:
    """A kind of meeting: what people call it, who holds it, and whether one is convened for it at all."""

    code: str
    name: str
    family: Family
    #: The levels of organisation that hold it: street, community, branch, group.
    held_by: tuple[str, ...]
    #: False for what is done without a meeting of its own (谈心谈话, 公开, 归档).
    convened: bool
    #: The rule that holds where the organisation has picked none.
    usual: str


def _days_left(followup: Followup) -> int:
    return _NEVER if followup.deadline_days is None else followup.deadline_days


#: More days than any rule gives.
_NEVER = 10**6


def attendee_scope(rule: Rule) -> Scope:
    """Who is called: all members of the branch, its committee, one group, or whom the convener lists.

    The committee of another body than the Party's (居委会) stands on no Party roster, so it is listed.
    """
    if KIND_TABLES[rule.kind]["family"] not in _PARTY:
        return "listed"
    return SCOPES.get(rule.roll or "", "listed")


def office_zh(office: str | None) -> str:
    """An office or body in Chinese, "" for none."""
    return Office(office).zh if office in set(Office) else office or ""


_PARTS = (Threshold, Frequency, Followup, Demand, Urgency, ElectionTerms, GradingTerms)


def _plain(value: object) -> object:
    if isinstance(value, _PARTS):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value


def _part(table: Table, name: str) -> Any:
    inner = table.inner(name)
    return None if inner is None else _INNER[name](inner)


def _parts(table: Table, name: str) -> tuple[Any, ...]:
    return tuple(_INNER[name](inner) for inner in table.inners(name))


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


#: What reads the tables within a rule.
_INNER: dict[str, Callable[[Table], Any]] = {
    "frequency": Frequency.read,
    "quorum": Threshold.read,
    "quorum_also": Threshold.read,
    "quorum_variants": Threshold.read,
    "adoption": Threshold.read,
    "adoption_also": Threshold.read,
    "followups": Followup.read,
    "demands": Demand.read,
    "urgency": Urgency.read,
    "election": ElectionTerms.read,
    "grading": GradingTerms.read,
}

_READERS: dict[str, Callable[[Table, str], object]] = {
    "id": Table.text,
    "kind": Table.kind,
    "name": Table.text,
    "profile": Table.text,
    "source": Table.text,
    "clause": Table.maybe_text,
    "verify": _verify,
    "frequency": _part,
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
    "quorum": _part,
    "quorum_variants": _parts,
    "methods": _methods,
    "secret_required": Table.flag,
    "adoption": _part,
    "dispute": Table.maybe_text,
    "emergency": Table.maybe_text,
    "records": Table.texts,
    "followups": _parts,
    "notes": Table.maybe_text,
    "alone": Table.flag,
    "written_counts": Table.flag,
    "one_by_one": Table.flag,
    "outcomes": Table.texts,
    "recusal_reduces_base": Table.flag,
    "demands": _parts,
    "urgency": _part,
    "election": _part,
    "grading": _part,
    "quorum_also": _parts,
    "adoption_also": _parts,
    "warnings": Table.texts,
    "origins": _origins,
}
