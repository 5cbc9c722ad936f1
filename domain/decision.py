"""Is a motion adopted (表决结果): integers, the rule's own base, and a sentence that holds every number."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from domain.quorum import Quorum, base_figure, counts_entitled, quorum
from domain.roll import RollFigures, refuse_no_counts
from domain.rules import Rule, Threshold
from domain.words import Refusal

#: Product default for 双方人数接近, to which 党章第十七条 gives no number:
#: one vote apart, or at most a tenth of the votes for and against together.
CLOSE_VOTES = 1
CLOSE_PART = 10


@dataclass(frozen=True, slots=True)
class Votes:
    """One count: whole numbers of votes; ValueError for a negative one."""

    in_favour: int
    against: int
    abstain: int

    def __post_init__(self) -> None:
        refuse_no_counts(asdict(self))

    @property
    def total(self) -> int:
        """All three together."""
        return self.in_favour + self.against + self.abstain

    @property
    def close(self) -> bool:
        """Whether both sides are nearly equal (双方人数接近), by the product's measure CLOSE_VOTES."""
        if not self.in_favour or not self.against:
            return False
        allowed = max(CLOSE_VOTES, (self.in_favour + self.against) // CLOSE_PART)
        return abs(self.in_favour - self.against) <= allowed

    def to_json(self) -> dict[str, int]:
        """Plain data for keeping beside a verdict."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, int]) -> Self:
        """What `to_json` gave; KeyError or ValueError for anything else."""
        return cls(**{field.name: data[field.name] for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class Decision:
    """What a vote decided: every number, where the demand came from, its clause, and the sentence to print.

    `missing` counts the lacking votes in favour, 0 when only the quorum lacked; `close` is 双方人数接近.
    """

    adopted: bool
    quorum: Quorum | None
    needed: int
    reached: int
    base: int
    base_name: str
    missing: int
    close: bool
    origin: str
    clause: str
    sentence: str

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a vote."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        kept = data["quorum"]
        return cls(**{**data, "quorum": None if kept is None else Quorum.from_json(kept)})


def resolve(rule: Rule, figures: RollFigures, votes: Votes) -> Decision:
    """Decide a motion under the rule with the roll as counted at this vote.

    Refusal when more voted than were present with the vote, or the meeting decides nothing by vote.
    Who was there and did not vote (未表决) supports nothing, like an abstention.
    """
    if rule.adoption is None:
        raise Refusal(f"{rule.name}不进行表决，请改在支部党员大会或者支部委员会会议上表决")
    refuse_surplus(votes, figures)
    return _decided(rule, rule.adoption, quorum(rule, figures, so="表决无效"), figures, votes)


def refuse_surplus(votes: Votes, figures: RollFigures) -> None:
    """Refuse more votes than persons present with the vote."""
    if votes.total > figures.present_entitled:
        present = figures.present_entitled
        raise Refusal(f"赞成、反对、弃权三项合计{votes.total}，超过实到有表决权的{present}人，请核对")


def agreed(votes: Votes) -> bool:
    """Whether all who voted were in favour (全票赞成)."""
    return votes.in_favour > 0 and votes.in_favour == votes.total


def _decided(rule: Rule, adoption: Threshold, opening: Quorum | None, figures: RollFigures, votes: Votes) -> Decision:
    base = base_figure(adoption.base, figures)
    needed = max(1, adoption.share.needed(base))
    enough = adoption.share.met(votes.in_favour, base) and votes.in_favour > votes.against
    return Decision(
        adopted=enough and (opening is None or opening.met),
        quorum=opening,
        needed=needed,
        reached=votes.in_favour,
        base=base,
        base_name=adoption.base.zh,
        missing=0 if enough else max(needed, votes.against + 1) - votes.in_favour,
        close=votes.close,
        origin=rule.origin("adoption"),
        clause=adoption.clause or rule.origin("adoption"),
        sentence=_sentence(adoption, opening, figures, votes, needed),
    )


def _sentence(threshold: Threshold, opening: Quorum | None, figures: RollFigures, votes: Votes, needed: int) -> str:
    facts = _attendance(threshold, figures) if opening is None else opening.sentence
    if opening is not None and not opening.met:
        return f"{facts}{_counts(votes, figures)}，不作为通过的依据，未通过。"
    return f"{facts}{_counts(votes, figures)}，{_judgement(threshold, figures, votes, needed)}。"


def _attendance(threshold: Threshold, figures: RollFigures) -> str:
    who = threshold.base.zh if counts_entitled(threshold.base) else "应到会有表决权的人员"
    return f"{who}{figures.entitled}人，实到{figures.present_entitled}人。"


def _counts(votes: Votes, figures: RollFigures) -> str:
    silent = figures.present_entitled - votes.total
    counts = f"赞成{votes.in_favour}票，反对{votes.against}票，弃权{votes.abstain}票"
    return f"{counts}，未表决{silent}人" if silent else counts


def _judgement(threshold: Threshold, figures: RollFigures, votes: Votes, needed: int) -> str:
    base = base_figure(threshold.base, figures)
    reached = threshold.share.met(votes.in_favour, base)
    verb = "超过" if threshold.share.strict else "达到"
    measure = f"{verb}{threshold.base.zh}的{threshold.share.part}（至少{needed}票）"
    if not reached:
        return f"赞成票未{measure}，差{max(1, needed - votes.in_favour)}票，未通过"
    if votes.in_favour <= votes.against:
        return f"赞成票{measure}，但没有多于反对票，未通过"
    return f"赞成票{measure}，通过"
