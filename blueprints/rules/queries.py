"""Which rule holds for an organisation's meetings, and which others it may pick."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from blueprints.accounts import queries as accounts
from blueprints.rules.models import Choice, LocalRule
from blueprints.shared.db import db
from blueprints.shared.permissions import Scope
from domain.local import local_rule
from domain.rules import Rule, kind_of, kinds, rule, rules_of
from domain.strict import strictest

LOCAL = "local."


def in_force(organisation_id: int, kind: str) -> Rule:
    """The rule under which this organisation's meetings of a kind are made today; KeyError for an unknown kind.

    What the nearest organisation picked, local rules and 从严 included, else the usual rule of the kind.
    """
    return shelf(organisation_id, kind).holding(kind).rule


def by_id(organisation_id: int, rule_id: str) -> Rule | None:
    """Any source's rule, a local rule that this organisation may use, or the 从严 that holds for it; else None."""
    return shelf(organisation_id).find(rule_id)


def sources_of(organisation_id: int, kind: str) -> tuple[Rule, ...]:
    """What may be picked for a kind: every source's rule, then the local rules from here upwards."""
    return shelf(organisation_id, kind).sources(kind)


def choices(organisation_id: int) -> dict[str, Rule]:
    """The rule that holds for each kind of meeting; a constant number of queries."""
    found = shelf(organisation_id)
    return {kind.code: found.holding(kind.code).rule for kind in kinds()}


@dataclass(frozen=True)
class Holding:
    """The rule that holds, and who picked it when; nobody where it is the usual one."""

    rule: Rule
    picked: tuple[Rule, ...]
    chosen_by: int | None = None
    chosen_at: datetime | None = None

    @property
    def strict(self) -> bool:
        """Whether it is the strictest of several."""
        return len(self.picked) > 1


@dataclass(frozen=True)
class Shelf:
    """What an organisation and those above it picked and wrote, nearest first."""

    organisation_id: int
    picks: tuple[Choice, ...]
    local: tuple[tuple[LocalRule, Rule], ...]

    def sources(self, kind: str) -> tuple[Rule, ...]:
        """As `sources_of`."""
        return (*rules_of(kind), *(each for _, each in self.local if each.kind == kind))

    def holding(self, kind: str) -> Holding:
        """What holds here for a kind."""
        return self._holding(kind, self.picks)

    def above(self, kind: str) -> Holding:
        """What would hold here if this organisation had picked nothing itself."""
        return self._holding(kind, tuple(one for one in self.picks if one.organisation_id != self.organisation_id))

    def own(self, kind: str) -> Choice | None:
        """What this organisation itself picked, also where that is no longer there."""
        mine = (one for one in self.picks if one.organisation_id == self.organisation_id and one.kind == kind)
        return next((one for one in mine if one.rules), None)

    def find(self, rule_id: str) -> Rule | None:
        """As `by_id`."""
        kind, _, last = rule_id.rpartition(".")
        if last == "strict":
            return self._strict(kind)
        return self._named(rule_id)

    def _strict(self, kind: str) -> Rule | None:
        try:
            found = self.holding(kind)
        except KeyError:
            return None
        return found.rule if found.strict else None

    def _named(self, rule_id: str) -> Rule | None:
        if rule_id.startswith(LOCAL):
            return next((each for _, each in self.local if each.id == rule_id), None)
        try:
            return rule(rule_id)
        except KeyError:
            return None

    def _holding(self, kind: str, picks: tuple[Choice, ...]) -> Holding:
        by_default = usual(kind)
        for pick in picks:
            # A local rule that was retired since is no longer there: then the next organisation's choice holds.
            named = [self._named(rule_id) for rule_id in pick.rules] if pick.kind == kind else []
            found = tuple(each for each in named if each is not None and each.kind == kind)
            if found:
                held = strictest(found) if pick.strict and len(found) > 1 else found[0]
                return Holding(held, found, pick.organisation_id, pick.chosen_at)
        return Holding(by_default, (by_default,))


def shelf(organisation_id: int, kind: str | None = None) -> Shelf:
    """What this organisation may use and what is picked for it; for one kind, or for all with as many queries."""
    line = accounts.lineage(organisation_id)
    picks = select(Choice).where(Choice.organisation_id.in_(line))
    local = select(LocalRule).where(LocalRule.organisation_id.in_(line), LocalRule.retired_at.is_(None))
    if kind is not None:
        picks, local = picks.where(Choice.kind == kind), local.where(LocalRule.kind == kind)
    near = line.index
    return Shelf(
        organisation_id,
        tuple(sorted(db.session.scalars(picks), key=lambda one: near(one.organisation_id))),
        tuple(
            (one, told_rule(one))
            for one in sorted(db.session.scalars(local), key=lambda one: (near(one.organisation_id), one.id))
        ),
    )


def usual(kind: str) -> Rule:
    """The rule that holds where nobody picked one; KeyError for an unknown kind."""
    return rule(kind_of(kind).usual)


def told_rule(own: LocalRule) -> Rule:
    """A local rule as the law reads it, silence filled."""
    return local_rule(own.terms, f"{LOCAL}{own.id}", own.title)


def local_rule_scope(local_rule_id: int, _account_id: int | None) -> Scope | None:
    """A local rule belongs to the organisation that wrote it."""
    found = db.session.get(LocalRule, local_rule_id)
    return Scope(found.organisation_id) if found else None


def written(local_rule_id: int) -> LocalRule:
    """The local rule of that number, retired or not; it must exist."""
    return db.session.get_one(LocalRule, local_rule_id)


def choice_of(organisation_id: int, kind: str) -> Choice | None:
    """The line of what this organisation itself picked for a kind, if it ever did."""
    return db.session.scalar(select(Choice).where(Choice.organisation_id == organisation_id, Choice.kind == kind))


def used_by(local_rule_id: int, kind: str) -> int:
    """How many organisations hold their meetings by this local rule of their own choice."""
    picked = db.session.scalars(select(Choice.rules).where(Choice.kind == kind))
    return sum(f"{LOCAL}{local_rule_id}" in rules for rules in picked)


def retired_of(organisation_id: int, kind: str) -> list[LocalRule]:
    """What this organisation wrote for a kind and has retired, oldest first."""
    where = (LocalRule.organisation_id == organisation_id, LocalRule.kind == kind)
    return list(db.session.scalars(select(LocalRule).where(*where, LocalRule.retired_at.is_not(None))))
