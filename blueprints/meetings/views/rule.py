"""From a rule to the panel beside a meeting."""

from collections.abc import Iterable

from blueprints.meetings.pages import RuleLine, RulePanel
from blueprints.rules import views as rules
from domain.rules import Rule, conflicts_of
from domain.rules.telling import Told, told

#: What decides, and so stands open; everything else the rule says is folded.
DECISIVE = frozenset(
    {
        "quorum",
        "adoption",
        "methods",
        "secret_required",
        "written_counts",
        "notice_days",
        "frequency",
        "convener",
        "chair",
        "chair_fallback",
        "roll",
        "roll_note",
        "observers",
        "demands",
    }
)

#: What a secretary must know to be missing.
ABSENT = {"quorum": "没有规定", "adoption": "不作表决"}


def rule_panel(rule: Rule, organisation_id: int, conflicting: bool = False) -> RulePanel:
    """All that the rule says, each with its source; with the disagreements of its kind where they are asked for."""
    lines = told(rule)
    return RulePanel(
        organisation_id=organisation_id,
        kind=rule.kind,
        source=rule.citation,
        verify=rule.verify.zh,
        lines=tuple(_shown(line for line in lines if line.field in DECISIVE)),
        more=tuple(_shown(line for line in lines if line.field not in DECISIVE)),
        warnings=rule.warnings,
        conflicts=rules.conflict_parts(conflicts_of(rule.kind)) if conflicting else (),
    )


def _shown(lines: Iterable[Told]) -> Iterable[RuleLine]:
    for line in lines:
        if line.value:
            yield RuleLine(line.label, line.value, line.origin)
        elif line.field in ABSENT:
            yield RuleLine(line.label, ABSENT[line.field], "各项依据和产品默认都没有")
