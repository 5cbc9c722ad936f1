"""Procedural matters 程序性事项: the meeting on itself, such as who watches the count or who is left out of 应到."""

from dataclasses import replace
from types import MappingProxyType

from domain.rules import Base, Method, Rule, Threshold
from domain.share import Share

#: No source says how a meeting decides on its own procedure; the product's choice, said wherever it decides.
ORIGIN = "程序性事项规定没有写明，本系统按举手表决、赞成人数超过实到有表决权人数的半数掌握"


def procedural(rule: Rule) -> Rule:
    """The rule for a show of hands on the meeting's own procedure: quorum as ever, more than half of those present."""
    base = Base.electors_present if rule.election is not None else Base.attendees_present
    threshold = Threshold(Share(1, 2, strict=True), base, clause=ORIGIN)
    return replace(
        rule,
        methods=(Method.hands, Method.voice),
        secret_required=False,
        adoption=threshold,
        adoption_also=(),
        written_counts=None,
        one_by_one=None,
        outcomes=(),
        election=None,
        origins=MappingProxyType({**rule.origins, "adoption": ORIGIN, "methods": ORIGIN}),
    )
