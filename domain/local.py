"""A rule of the organisation's own (本地规定): read like every rule, and held against what is in force."""

from collections.abc import Mapping

from domain.rules import ProfileKind, Rule, Verify
from domain.rules.profiles import read_rule
from domain.rules.reading import Table
from domain.rules.sources import filled


def local_rule(values: Mapping[str, object], rule_id: str, source: str) -> Rule:
    """A rule from the fields of a rule file, its silence filled, `warnings` where it is looser than what is in force.

    RuleFileError says which field is wrong and why.
    """
    named = {**values, "id": rule_id, "source": source, "verify": Verify.local.value}
    own = read_rule(Table(named, source, str(values.get("name", ""))), ProfileKind.local.value)
    return filled(own, ProfileKind.local)
