"""Is a motion adopted (表决结果): integers, the rule's own base, and a sentence that holds every number."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from domain.quorum import Quorum, base_figure, counts_entitled, needed_of, quorum
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

    def __add__(self, other: "Votes") -> "Votes":
        return Votes(self.in_favour + other.in_favour, self.against + other.against, self.abstain + other.abstain)

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


#: Nobody voted, nobody wrote.
NO_VOTES = Votes(0, 0, 0)


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


def resolve(
    rule: Rule, figures: RollFigures, votes: Votes, *, written: Votes = NO_VOTES, recused: int = 0, invalid: int = 0
) -> Decision:
    """Decide a motion under the rule with the roll as counted at this vote.

    `written` are opinions received before the meeting (会前书面意见): they count where the rule says so (发展党员细则
    第二十条、第三十三条). `recused` of those present step back (回避): they do not vote, and stay in the base
    unless the rule says otherwise. Who was there and did not vote (未表决), and each of the `invalid` papers (无效票),
    supports nothing, like an abstention.
    Refusal when more voted than were present with the vote, when more wrote than were away, or the meeting
    decides nothing by vote.
    """
    asked = measure(rule, figures, recused)
    if asked is None:
        raise Refusal(f"{rule.name}不进行表决，请改在支部党员大会或者支部委员会会议上表决")
    case = _Case(rule, figures, asked, votes, written, recused, invalid)
    case.refuse_impossible()
    return case.decide()


def refuse_surplus(votes: Votes, figures: RollFigures, recused: int = 0) -> None:
    """Refuse more votes than persons present with the vote, less those who step back."""
    voters = figures.present_entitled - recused
    if votes.total > voters:
        who = f"实到有表决权的{voters}人" if not recused else f"实到有表决权、不回避的{voters}人"
        raise Refusal(f"赞成、反对、弃权三项合计{votes.total}，超过{who}，请核对", "votes")


def agreed(votes: Votes) -> bool:
    """Whether all who voted were in favour (全票赞成)."""
    return votes.in_favour > 0 and votes.in_favour == votes.total


@dataclass(frozen=True, slots=True)
class Measure:
    """What a motion needs: the threshold that asks for most, the number it is taken of, the least votes."""

    threshold: Threshold
    base: int
    needed: int


def measure(rule: Rule, figures: RollFigures, recused: int = 0) -> Measure | None:
    """What it takes to adopt a motion at these figures; None where the meeting decides nothing by vote.

    Of several demands (从严) it is the one that asks for most. Who steps back leaves the base where the rule says so.
    """
    leaves = recused if rule.recusal_reduces_base else 0
    asked = [each for each in (rule.adoption, *rule.adoption_also) if each is not None]
    bases = [base_figure(each.base, figures) - leaves for each in asked]
    found = [Measure(each, base, needed_of(each, base)) for each, base in zip(asked, bases, strict=True)]
    return max(found, key=lambda one: one.needed, default=None)


@dataclass(frozen=True, slots=True)
class _Case:
    """One motion under decision: what its numbers are, and how they are said."""

    rule: Rule
    figures: RollFigures
    asked: Measure
    votes: Votes
    written: Votes
    recused: int
    invalid: int

    def refuse_impossible(self) -> None:
        refuse_no_counts({"recused": self.recused, "invalid": self.invalid})
        if self.recused > self.figures.present_entitled:
            raise Refusal(
                f"回避的{self.recused}人多于实到有表决权的{self.figures.present_entitled}人，请核对", "recused"
            )
        refuse_surplus(self.votes, self.figures, self.recused)
        away = self.figures.entitled - self.figures.present_entitled
        if self.written.total > away:
            raise Refusal(f"会前书面意见{self.written.total}份，多于未到会的有表决权的{away}人，请核对", "written")

    @property
    def counted(self) -> Votes:
        """What counts: the votes in the hall, and the written opinions where the rule lets them."""
        return self.votes + self.written if self.rule.written_counts else self.votes

    def decide(self) -> Decision:
        opening, votes, asked = quorum(self.rule, self.figures, so="表决无效"), self.counted, self.asked
        enough = asked.threshold.share.met(votes.in_favour, asked.base) and votes.in_favour > votes.against
        return Decision(
            adopted=enough and (opening is None or opening.met),
            quorum=opening,
            needed=asked.needed,
            reached=votes.in_favour,
            base=asked.base,
            base_name=asked.threshold.base.zh,
            missing=0 if enough else _missing(asked.needed, votes),
            close=votes.close,
            origin=self.rule.origin("adoption"),
            clause=asked.threshold.clause or self.rule.origin("adoption"),
            sentence=self._sentence(opening),
        )

    def _sentence(self, opening: Quorum | None) -> str:
        facts = _attendance(self.asked.threshold, self.figures) if opening is None else opening.sentence
        if opening is not None and not opening.met:
            return f"{facts}{self._counts()}，不作为通过的依据，未通过。"
        return f"{facts}{self._counts()}，{self._judgement()}。"

    def _counts(self) -> str:
        silent = self.figures.present_entitled - self.recused - self.votes.total - self.invalid
        counts = _marks(self.votes)
        if self.invalid:
            counts += f"，无效票{self.invalid}张"
        if self.recused:
            counts += f"，回避{self.recused}人"
        if silent > 0:
            counts += f"，未表决{silent}人"
        return counts + self._opinions()

    def _opinions(self) -> str:
        if not self.written.total:
            return ""
        if not self.rule.written_counts:
            return f"；会前书面意见{self.written.total}份，规定没有写明可以计票，未计入"
        return f"；会前书面意见{_marks(self.written)}，合计{_marks(self.counted)}"

    def _judgement(self) -> str:
        votes, asked = self.counted, self.asked
        share = asked.threshold.share
        verb = "超过" if share.strict else "达到"
        mark = f"{verb}{asked.threshold.base.zh}{self._less()}的{share.part}（至少{asked.needed}票）"
        if not share.met(votes.in_favour, asked.base):
            return f"赞成票未{mark}，差{max(1, asked.needed - votes.in_favour)}票，未通过"
        if votes.in_favour <= votes.against:
            return f"赞成票{mark}，但没有多于反对票，未通过"
        return f"赞成票{mark}，通过"

    def _less(self) -> str:
        return "（不含回避人员）" if self.recused and self.rule.recusal_reduces_base else ""


def _missing(needed: int, votes: Votes) -> int:
    if votes.in_favour < needed:
        return needed - votes.in_favour
    return votes.against + 1 - votes.in_favour


def _marks(votes: Votes) -> str:
    return f"赞成{votes.in_favour}票，反对{votes.against}票，弃权{votes.abstain}票"


def _attendance(threshold: Threshold, figures: RollFigures) -> str:
    who = threshold.base.zh if counts_entitled(threshold.base) else "应到会有表决权的人员"
    return f"{who}{figures.entitled}人，实到{figures.present_entitled}人。"
