"""The parts of a record that tell of its votes; docs/record.md tells them field by field."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NamesPart:
    """Who raised the hand for what, where the names were taken down; never of a secret vote."""

    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    abstain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecusedPart:
    """Who stepped back from a vote (回避), and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class BoxPart:
    """What is public of a secret vote's box: how many papers, the root over them, the sorted receipts."""

    count: int
    root: str
    receipts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StanderPart:
    """One person's votes at an election; who was written in (另选) has only those in favour."""

    name: str
    in_favour: int
    against: int | None
    abstain: int | None
    written_in: bool


@dataclass(frozen=True, slots=True)
class ElectionPart:
    """What an election or primary gave; `elected` of a primary are those who become candidates."""

    office: str
    seats: int
    round: str
    round_name: str
    standers: tuple[StanderPart, ...]
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    unfilled: int
    next_name: str
    #: The end of the verdict's sentence, without the figures that stand beside it.
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class GradedPart:
    """One person's grades in a review, best first in the order of `ReviewPart.grades`, and how many left them out."""

    name: str
    counts: tuple[int, ...]
    unmarked: int


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """What a review 民主测评 counted; it adopts nothing. `listed` stood on the ballot without grades."""

    voters: str
    voters_name: str
    grades: tuple[str, ...]
    best_limit: int | None
    people: tuple[GradedPart, ...]
    listed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PapersPart:
    """The papers of a secret vote: given out 发出, come back 收回, void 无效, and how they came."""

    issued: int
    returned: int
    invalid: int
    by_phone: int
    by_booth: int
    on_paper: int


@dataclass(frozen=True, slots=True)
class OpinionPart:
    """Opinions written before the meeting 会前书面意见 that were counted, apart from the ballots."""

    in_favour: int
    against: int
    abstain: int


@dataclass(frozen=True, slots=True)
class VotePart:
    """One vote that was put; `item` is the number of its item."""

    item: int
    motion: str
    method: str
    method_name: str
    level: str
    state: str
    void_reason: str
    opened_at: datetime | None
    closed_at: datetime | None
    expected: int | None
    entitled: int | None
    present: int | None
    present_entitled: int | None
    in_favour: int | None
    against: int | None
    abstain: int | None
    not_voting: int | None
    recused: tuple[RecusedPart, ...]
    adopted: bool | None
    word: str
    needed: int | None
    reached: int | None
    base: int | None
    base_name: str
    sentence: str
    clause: str
    names: NamesPart | None
    box: BoxPart | None
    election: ElectionPart | None = None
    papers: PapersPart | None = None
    written: OpinionPart | None = None
    tellers: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    review: ReviewPart | None = None
