"""A ballot paper 票面: what may be marked on it, when a marked one counts, and how a heap of them is counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from domain.decision import Votes
from domain.words import Refusal, listed

#: A name that is written in is at most so long.
LONGEST_NAME = 20


class Choice(StrEnum):
    """What one can choose 表决意见."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"

    def zh(self, method: str) -> str:
        """The users' word: who does not vote in favour 反对 by hand and voice, and 不赞成 on a paper."""
        against = "不赞成" if method == "secret" else "反对"
        return {"for": "赞成", "against": against, "abstain": "弃权"}[self.value]


@dataclass(frozen=True, slots=True)
class Paper:
    """What one paper asks: its lines, and of an election the office, the seats and whether others may be written in.

    `seats` is None on a paper with one motion; `round` is an election's `domain.election.Round` or "primary".
    """

    lines: tuple[str, ...]
    seats: int | None = None
    write_ins: bool = False
    office: str = ""
    round: str = ""

    @property
    def elects(self) -> bool:
        """Whether persons stand on it."""
        return self.seats is not None

    @property
    def most(self) -> int:
        """How many may be chosen at most (应选名额)."""
        return len(self.lines) if self.seats is None else self.seats

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a vote."""
        return {**asdict(self), "lines": list(self.lines)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave; TypeError for anything else."""
        return cls(**{**data, "lines": tuple(data["lines"])})


def motion_paper(motion: str) -> Paper:
    """The paper of one motion."""
    return Paper((motion,))


@dataclass(frozen=True, slots=True)
class Marked:
    """One paper as it was filled in: a choice for each line, persons written in, or spoilt (tellers' judgement)."""

    choices: tuple[Choice, ...]
    written: tuple[str, ...] = ()
    spoilt: bool = False

    @property
    def chosen(self) -> int:
        """How many persons or motions it is for, written ones included (所选人数)."""
        return self.choices.count(Choice.FOR) + len(self.written)


def one(choice: Choice) -> Marked:
    """The paper of one motion, filled in."""
    return Marked((choice,))


def faults(paper: Paper, marked: Marked) -> tuple[str, ...]:
    """Why the paper is void, a sentence each; empty when it counts (所选人数等于或者少于应选名额的有效)."""
    if marked.spoilt:
        return ("这张票书写模糊或者做了标记，无法辨认。",)
    found = [] if len(marked.choices) == len(paper.lines) else ["这张票与票面不一致。"]
    if paper.elects and marked.chosen > paper.most:
        found.append(f"您选了{marked.chosen}人，多于应选名额{paper.most}人。请减少到{paper.most}人以内。")
    return (*found, *_written_faults(paper, marked))


def _written_faults(paper: Paper, marked: Marked) -> Iterable[str]:
    names = [plain_name(name) for name in marked.written]
    if names and not paper.write_ins:
        yield "这张票不能另选他人。"
        return
    known = [name for name in names if name in {plain_name(line) for line in paper.lines}]
    if known:
        yield f"{listed(known)}已经是候选人，请直接在姓名后选择，不用另写。"
    if len(set(names)) < len(names):
        yield "同一个人写了两次，请删去一个。"
    if any(not name or len(name) > LONGEST_NAME for name in names):
        yield f"另选的姓名没有填写，或者超过{LONGEST_NAME}个字。"
    against = marked.choices.count(Choice.AGAINST)
    if len(names) > against:
        yield f"您不赞成{against}人，另选了{len(names)}人。对候选人不赞成的，才可以另选他人，人数不能多于不赞成的人数。"


def plain_name(name: str) -> str:
    """A name without the blanks that people put between its characters."""
    return "".join(name.split())


def refuse_faulty(paper: Paper, marked: Marked) -> None:
    """Refusal with every reason why this paper would not count."""
    found = faults(paper, marked)
    if found:
        raise Refusal("".join(found), "choice")


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted heap: the votes of each line, the written names with theirs, how many papers count and do not."""

    lines: tuple[Votes, ...]
    written: tuple[tuple[str, int], ...]
    valid: int
    invalid: int

    @property
    def total(self) -> int:
        """All papers."""
        return self.valid + self.invalid

    @property
    def motion(self) -> Votes:
        """The votes of a paper with one motion."""
        return self.lines[0]

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping beside a verdict."""
        lines = [votes.to_json() for votes in self.lines]
        return {**asdict(self), "lines": lines, "written": [list(pair) for pair in self.written]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        lines = tuple(Votes.from_json(votes) for votes in data["lines"])
        written = tuple((name, number) for name, number in data["written"])
        return cls(lines, written, data["valid"], data["invalid"])


def tally(paper: Paper, papers: Iterable[Marked]) -> Tally:
    """Count the papers; a void one counts for nobody, and the order of the papers changes nothing."""
    heap = list(papers)
    good = [marked for marked in heap if not faults(paper, marked)]
    lines = tuple(_votes(marked.choices[number] for marked in good) for number in range(len(paper.lines)))
    written = Counter(plain_name(name) for marked in good for name in marked.written)
    return Tally(lines, ranked(written), len(good), len(heap) - len(good))


def ranked(written: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Names with their votes, most votes first, equal ones by their characters."""
    return tuple(sorted(written.items(), key=lambda pair: (-pair[1], pair[0])))


def renamed(counted: Tally, names: Mapping[str, str]) -> Tally:
    """The tally after the tellers read written names as they are meant; "" takes a name out of the count."""
    merged: Counter[str] = Counter()
    for name, number in counted.written:
        merged[names.get(name, name)] += number
    del merged[""]
    return Tally(counted.lines, ranked(merged), counted.valid, counted.invalid)


def _votes(choices: Iterable[Choice]) -> Votes:
    kept = list(choices)
    return Votes(kept.count(Choice.FOR), kept.count(Choice.AGAINST), kept.count(Choice.ABSTAIN))
