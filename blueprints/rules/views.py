"""From rules to what the pages show: lines, columns, disagreements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from blueprints.rules.pages import Cell, Column, ConflictPart, FamilyPart, GapLine, KindLine, OptionLine, Pick
from blueprints.rules.queries import LOCAL, Holding, Shelf
from blueprints.shared.words import month_words
from domain.rules import Family, MeetingKind, Rule, Threshold, profiles
from domain.rules.conflicts import Conflict
from domain.rules.gaps import gaps
from domain.rules.telling import Told, told
from domain.words import listed


def family_parts(kinds: Iterable[MeetingKind], found: Shelf, names: Mapping[int, str]) -> tuple[FamilyPart, ...]:
    """The kinds by family, in the order in which families are listed."""
    by_family: dict[Family, list[KindLine]] = {family: [] for family in Family}
    for kind in kinds:
        by_family[kind.family].append(_kind_line(kind, found.holding(kind.code), names))
    return tuple(FamilyPart(family.zh, tuple(lines)) for family, lines in by_family.items() if lines)


def _kind_line(kind: MeetingKind, holding: Holding, names: Mapping[int, str]) -> KindLine:
    values = {line.field: line.value for line in told(holding.rule)}
    return KindLine(
        code=kind.code,
        name=kind.name,
        source=holding.rule.source,
        picked=names.get(holding.chosen_by, "上级党组织") if holding.chosen_by else "",
        quorum=values["quorum"],
        adoption=values["adoption"],
        notice=values["notice_days"],
        frequency=values["frequency"],
        warnings=holding.rule.warnings,
    )


def gap_lines() -> tuple[GapLine, ...]:
    """What no source says, and what is done then."""
    return tuple(GapLine(gap.topic, gap.says, gap.reason) for gap in gaps())


def conflict_parts(found: Iterable[Conflict]) -> tuple[ConflictPart, ...]:
    """Disagreements with the sources' names."""
    titles = {each.id: each.name for each in profiles().values()}
    return tuple(
        ConflictPart(
            code=one.id,
            topic=one.topic,
            options=tuple(OptionLine(listed(titles[each] for each in o.sources), o.says) for o in one.options),
            advised=one.advised,
        )
        for one in found
    )


def why(holding: Holding, here: int, names: Mapping[int, str]) -> str:
    """Who picked what holds."""
    if holding.chosen_by is None:
        return "没有另外选定，按通常的规定办理"
    return "由本党组织选定" if holding.chosen_by == here else f"由{names.get(holding.chosen_by, '上级党组织')}选定"


def columns(
    sources: Sequence[Rule], holding: Holding, today: date, owners: Mapping[str, tuple[str, bool]]
) -> tuple[Column, ...]:
    """What holds first, then every other source; rows of which nobody says anything are left out."""
    others = tuple(each for each in sources if each.id != holding.rule.id)
    shown = (holding.rule, *others)
    spoken = {line.field for each in shown for line in told(each) if line.value}
    differing = disagreeing(sources)
    return tuple(_column(each, each is holding.rule, spoken, differing, today, owners) for each in shown)


def _column(
    own: Rule, holds: bool, spoken: set[str], differing: set[str], today: date, owners: Mapping[str, tuple[str, bool]]
) -> Column:
    strict = own.profile == "strict"
    cells = tuple(_cell(line, own, strict, line.field in differing) for line in told(own) if line.field in spoken)
    owner, may_edit = owners.get(own.id, ("", False))
    return Column(
        source=own.source,
        name=own.name,
        clause=own.clause or "",
        holds=holds,
        strict=strict,
        until=until(own, today),
        local_id=int(own.id.removeprefix(LOCAL)) if own.id.startswith(LOCAL) else None,
        owner=owner,
        may_edit=may_edit,
        warnings=own.warnings,
        cells=(*cells, Cell("核实程度", own.verify.zh, True, "", False)),
    )


def _cell(line: Told, own: Rule, strict: bool, differs: bool) -> Cell:
    filled = line.field in own.origins
    # Of the strictest every value has a giver: it is its own all the same.
    return Cell(line.label, line.value, strict or not filled, line.origin if filled and line.value else "", differs)


def until(own: Rule, today: date) -> str:
    """How long the source of a rule was or is in force, "" where no end is known."""
    profile = profiles().get(own.profile)
    if profile is None or profile.until is None:
        return ""
    over = date.fromisoformat(profile.until) < today
    return f"施行至{month_words(profile.until)}，{'现已失效' if over else '之后失效'}"


#: What can be compared by its numbers; other matters differ in words without disagreeing.
_COMPARED = (
    "frequency",
    "convener",
    "chair",
    "roll",
    "notice_days",
    "superior_notice_days",
    "agenda_notice_days",
    "quorum",
    "methods",
    "secret_required",
    "adoption",
    "written_counts",
    "one_by_one",
    "demands",
    "election",
    "grading",
)


def disagreeing(sources: Sequence[Rule]) -> set[str]:
    """The fields on which these sources themselves say different things; silence agrees with everyone."""
    return {name for name in _COMPARED if len(_said(name, sources)) > 1}


def _said(name: str, sources: Sequence[Rule]) -> set[Any]:
    own = (getattr(each, name) for each in sources if name not in each.origins)
    return {key for value in own if (key := _key(value))}


def _key(value: Any) -> Any:
    """What decides in a value: no wording, no clause, no order."""
    if isinstance(value, Threshold):
        return (str(value.share), value.base)
    if isinstance(value, tuple):
        return frozenset(_key(part) for part in value)
    if hasattr(value, "a_year"):
        return (value.count, value.period, value.most) if value.count else None
    if hasattr(value, "must"):
        return (_key(value.threshold), value.must)
    return None if value is None else (value,)


def picks(sources: Sequence[Rule], chosen: str, ticked: Sequence[str], today: date) -> tuple[Pick, ...]:
    """What may be picked, each with its decisive numbers."""
    return tuple(
        Pick(each.id, label(each, sources), said(each), until(each, today), each.id == chosen, each.id in ticked)
        for each in sources
    )


def label(own: Rule, among: Sequence[Rule]) -> str:
    """The source's name, with the rule's own where the source has several."""
    twins = sum(each.source == own.source for each in among)
    return f"{own.source}（{own.name}）" if twins > 1 else own.source


def said(own: Rule) -> str:
    """The decisive numbers of a rule in a line."""
    values = {line.field: (line.label, line.value) for line in told(own)}
    wanted = (values[name] for name in ("quorum", "adoption", "notice_days", "frequency"))
    return "；".join(f"{name}：{value}" for name, value in wanted if value)
