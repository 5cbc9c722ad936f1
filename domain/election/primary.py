"""The primary (预选): who becomes a candidate of the election proper, on the base that was chosen for it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from domain.election.ballots import Ballots, Candidate
from domain.election.count import Count, Seating, seat
from domain.election.sentences import demand_words, hall_words, seating_words, void_words
from domain.election.verdict import Next, following
from domain.quorum import Quorum, base_figure, needed_of, quorum
from domain.roll import RollFigures
from domain.rules import Base, Rule, Threshold
from domain.words import Refusal


@dataclass(frozen=True, slots=True)
class Preselection:
    """Who is in: every number, the base that was chosen, where it came from, and the sentence to print.

    Where it is valid, chosen, tied places and unfilled places together are the places.
    """

    valid: bool
    places: int
    needed: int
    base: int
    base_name: str
    chosen: tuple[str, ...]
    tied: tuple[str, ...]
    tied_places: int
    unfilled: int
    next: Next
    quorum: Quorum | None
    origin: str
    clause: str
    sentence: str
    #: The end of the sentence: what was demanded and what follows, for papers whose table holds the votes.
    judgement: str = ""

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a vote."""
        return {**asdict(self), "chosen": list(self.chosen), "tied": list(self.tied), "next": self.next.value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        kept = data["quorum"]
        read = {
            "chosen": tuple(data["chosen"]),
            "tied": tuple(data["tied"]),
            "next": Next(data["next"]),
            "quorum": None if kept is None else Quorum.from_json(kept),
        }
        return cls(**{**data, **read})


def preselect(
    rule: Rule,
    figures: RollFigures,
    places: int,
    ballots: Ballots,
    candidates: Sequence[Candidate],
    base: Base | None = None,
) -> Preselection:
    """Decide who fills the `places` of candidates; sources disagree on `base`, without one the usual decides.

    Refusal for a base that no source names, a rule without a primary, and numbers that no count can give.
    """
    threshold = _threshold(rule, base)
    count = Count(figures, places, ballots, tuple(candidates))
    count.refuse_impossible("预选名额", "places")
    opening = quorum(rule, figures, so="不能进行预选")
    return _decided(rule, threshold, count, opening)


def _threshold(rule: Rule, base: Base | None) -> Threshold:
    offered = () if rule.election is None else rule.election.primary
    if not offered:
        raise Refusal(f"{rule.name}的规则没有写明预选，请直接进行正式选举", "rule")
    if base is None:
        return offered[0]
    for threshold in offered:
        if threshold.base is base:
            return threshold
    bases = "或者".join(threshold.base.zh for threshold in offered)
    raise Refusal(f"预选不能以{base.zh}为基数，请改选{bases}", "base")


def _decided(rule: Rule, threshold: Threshold, count: Count, opening: Quorum | None) -> Preselection:
    base, faults = base_figure(threshold.base, count.figures), count.faults(opening)
    passing = [one for one in count.candidates if threshold.share.met(one.in_favour, base)]
    seating = Seating(unfilled=count.seats) if faults else seat(passing, count.seats)
    return Preselection(
        valid=not faults,
        places=count.seats,
        needed=needed_of(threshold, base),
        base=base,
        base_name=threshold.base.zh,
        chosen=seating.elected,
        tied=seating.tied,
        tied_places=seating.tied_seats,
        unfilled=seating.unfilled,
        next=Next.void if faults else following(seating),
        quorum=opening,
        origin=rule.origin("election"),
        clause=threshold.clause or rule.origin("election"),
        sentence=_sentence(threshold, base, count, opening, len(passing), seating),
        judgement=_judgement(threshold, base, count, faults, len(passing), seating),
    )


def _sentence(
    threshold: Threshold, base: int, count: Count, opening: Quorum | None, reached: int, seating: Seating
) -> str:
    facts = hall_words(opening, count.figures) + f"预选名额{count.seats}人，提名{len(count.candidates)}人。"
    faults = count.faults(opening)
    counted = count.paper if faults else count.words
    return facts + counted + _judgement(threshold, base, count, faults, reached, seating)


def _judgement(
    threshold: Threshold, base: int, count: Count, faults: tuple[str, ...], reached: int, seating: Seating
) -> str:
    if faults:
        return void_words(faults, "预选")
    judged = demand_words(threshold, base, reached, count.seats, "预选名额")
    return judged + seating_words(seating, "列为候选人", "再次预选")
