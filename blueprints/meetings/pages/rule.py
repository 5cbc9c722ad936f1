"""What the panel beside a meeting tells of its rule."""

from dataclasses import dataclass

from blueprints.rules.pages import ConflictPart


@dataclass(frozen=True)
class RuleLine:
    """One matter of the rule with the place it comes from."""

    label: str
    value: str
    origin: str


@dataclass(frozen=True)
class RulePanel:
    """The rule of a meeting: what decides, what else it says, and where to look twice."""

    organisation_id: int
    kind: str
    source: str
    verify: str  #: how sure the source is
    lines: tuple[RuleLine, ...]
    more: tuple[RuleLine, ...]
    warnings: tuple[str, ...]  #: where it asks for less than the Party's or the state's rule
    conflicts: tuple[ConflictPart, ...]
