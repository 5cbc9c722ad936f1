"""Which kinds of meeting an organisation can convene, and by which rules."""

from collections.abc import Iterable
from datetime import date

from blueprints.meetings.pages import KindFamily, KindLine, OtherRule
from blueprints.rules import views as rules
from blueprints.rules.queries import Shelf
from domain.rules import Family, MeetingKind, Rule, kinds


def held_at(level: str) -> tuple[MeetingKind, ...]:
    """The kinds that this level of organisation holds and that a meeting is convened for."""
    return tuple(kind for kind in kinds() if is_held(kind, level))


def is_held(kind: MeetingKind, level: str) -> bool:
    """Whether this level of organisation convenes meetings of the kind."""
    return kind.convened and level in kind.held_by


def families(held: Iterable[MeetingKind], shelf: Shelf, today: date) -> tuple[KindFamily, ...]:
    """The kinds by family, each with the rule in force and the others that it may be convened by."""
    listed = tuple(held)
    parts = ((family, tuple(one for one in listed if one.family is family)) for family in Family)
    return tuple(KindFamily(family.zh, tuple(_line(one, shelf, today) for one in own)) for family, own in parts if own)


def _line(kind: MeetingKind, shelf: Shelf, today: date) -> KindLine:
    own, sources = shelf.holding(kind.code).rule, shelf.sources(kind.code)
    return KindLine(
        name=kind.name,
        rule_id=own.id,
        source=own.source,
        everyday=is_everyday(kind, own),
        others=tuple(OtherRule(each.id, _label(each, sources, today)) for each in sources if each.id != own.id),
    )


def is_everyday(kind: MeetingKind, own: Rule) -> bool:
    """Whether the kind has a button of its own: the Party's meetings that come again and again."""
    return kind.family is Family.party and own.frequency is not None and own.frequency.a_year > 0


def _label(own: Rule, sources: tuple[Rule, ...], today: date) -> str:
    until = rules.until(own, today)
    return f"{rules.label(own, sources)}（{until}）" if until else rules.label(own, sources)
