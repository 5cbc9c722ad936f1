"""Are enough there to begin, or to vote (法定人数)."""

from dataclasses import dataclass

from domain.kept import Kept
from domain.roll import RollFigures
from domain.rules import Base, Rule, Threshold

_EXPECTED = frozenset({Base.expected_attendees})
_PRESENT = frozenset({Base.attendees_present, Base.electors_present, Base.voters_participating})


@dataclass(frozen=True, slots=True)
class Quorum(Kept):
    """Whether enough are present: every number, where the demand came from, and the sentence to print."""

    met: bool
    needed: int
    present: int
    base: int
    base_name: str
    origin: str
    clause: str
    sentence: str

    @property
    def missing(self) -> int:
        """How many more must come, 0 when enough are there."""
        return max(0, self.needed - self.present)


def quorum(rule: Rule, figures: RollFigures, so: str = "不能开会") -> Quorum | None:
    """Whether the figures satisfy the rule's quorum; None where neither source nor default asks for one.

    `so` is what the sentence says cannot be done while persons are missing.
    """
    if rule.quorum is None:
        return None
    demands = (rule.quorum, *rule.quorum_also)
    hardest = max(demands, key=lambda one: _lacking(one, figures))
    return _judged(hardest, rule.origin("quorum"), figures, so)


def _lacking(threshold: Threshold, figures: RollFigures) -> int:
    return needed_of(threshold, base_figure(threshold.base, figures)) - _present(threshold.base, figures)


def _judged(threshold: Threshold, origin: str, figures: RollFigures, so: str) -> Quorum:
    base, present = base_figure(threshold.base, figures), _present(threshold.base, figures)
    needed, met = needed_of(threshold, base), threshold.share.met(present, base)
    return Quorum(
        met=met,
        needed=needed,
        present=present,
        base=base,
        base_name=threshold.base.zh,
        origin=origin,
        clause=threshold.clause or origin,
        sentence=_sentence(threshold, base, present, needed, "" if met else so),
    )


def needed_of(threshold: Threshold, base: int) -> int:
    """The least whole number that satisfies a threshold of `base`; of an empty base still one."""
    return max(1, threshold.share.needed(base))


def base_figure(base: Base, figures: RollFigures) -> int:
    """The number a base stands for: 应到会人员 is all expected, 实到 those present with the vote."""
    if base in _EXPECTED:
        return figures.expected
    return figures.present_entitled if base in _PRESENT else figures.entitled


def counts_entitled(base: Base) -> bool:
    """Whether the base is all who have the vote, present or not."""
    return base not in _EXPECTED | _PRESENT


def _present(base: Base, figures: RollFigures) -> int:
    return figures.present if base in _EXPECTED else figures.present_entitled


def _sentence(threshold: Threshold, base: int, present: int, needed: int, so: str) -> str:
    facts = f"{threshold.base.zh}{base}人，实到{present}人"
    demand = f"（{threshold.share.words}，至少{needed}人）"
    if not so:
        return f"{facts}，达到法定人数{demand}。"
    return f"{facts}，还差{needed - present}人，未达到法定人数{demand}，{so}。"
