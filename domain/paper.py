"""A ballot paper 票面: what may be marked on it, when a marked one counts, and how a heap of them is counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from domain.decision import Votes
from domain.grade import Grade, GradeCount, count_marks, marks_of, refuse_grades, refuse_people
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


#: What stands on one line of a filled-in paper.
Mark = Choice | Grade


@dataclass(frozen=True, slots=True)
class Paper:
    """What one paper asks: its lines, and of an election the office, the seats and whether others may be written in.

    `seats` is None on a paper with one motion; `round` is an election's `domain.election.Round` or "primary".
    A review ballot 测评票 has a line for each person and `grades`, best first (() on every other paper); more than
    `best_limit` best grades make it void where the organisation decided so (None: no such rule). Who stands in
    `listed` is named on it without a grade (预备党员).
    """

    lines: tuple[str, ...]
    seats: int | None = None
    write_ins: bool = False
    office: str = ""
    round: str = ""
    grades: tuple[str, ...] = ()
    best_limit: int | None = None
    listed: tuple[str, ...] = ()

    @property
    def elects(self) -> bool:
        """Whether persons stand on it."""
        return self.seats is not None

    @property
    def graded(self) -> bool:
        """Whether persons are given grades on it."""
        return bool(self.grades)

    @property
    def asks_motion(self) -> bool:
        """Whether one motion stands on it."""
        return not self.elects and not self.graded

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What can be marked on each line, the best first."""
        return marks_of(len(self.grades)) if self.graded else tuple(Choice)

    @property
    def most(self) -> int:
        """How many may be chosen at most (应选名额)."""
        return len(self.lines) if self.seats is None else self.seats

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a vote; what only a review ballot has stands on review ballots alone."""
        data = {**asdict(self), "lines": list(self.lines)}
        review = {name: data.pop(name) for name in ("grades", "best_limit", "listed")}
        if not self.graded:
            return data
        return {**data, **review, "grades": list(self.grades), "listed": list(self.listed)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave; TypeError for anything else."""
        several = {name: tuple(data[name]) for name in ("lines", "grades", "listed") if name in data}
        return cls(**{**data, **several})

    def refuse_odd(self) -> None:
        """Refusal, saying what to do, for a review ballot that nobody could fill in or count; others always pass."""
        if not self.graded:
            if self.best_limit is not None or self.listed:
                raise Refusal("没有写明等次，不能限定优秀名额或者另列人员。", "grades")
            return
        if self.elects or self.write_ins:
            raise Refusal("测评票上不能同时进行选举，也不能另选他人。", "grades")
        refuse_grades(self.grades, self.best_limit)
        refuse_people(self.lines, self.listed)


def motion_paper(motion: str) -> Paper:
    """The paper of one motion."""
    return Paper((motion,))


@dataclass(frozen=True, slots=True)
class Marked:
    """One paper as it was filled in: a mark for each line, persons written in, or spoilt (tellers' judgement)."""

    choices: tuple[Mark, ...]
    written: tuple[str, ...] = ()
    spoilt: bool = False

    @property
    def chosen(self) -> int:
        """How many persons or motions it is for, written ones included (所选人数)."""
        return self.choices.count(Choice.FOR) + len(self.written)

    @property
    def filled(self) -> int:
        """How many lines of a review ballot have a grade (已填人数)."""
        return len(self.choices) - self.choices.count(Grade.UNMARKED)


def one(choice: Choice) -> Marked:
    """The paper of one motion, filled in."""
    return Marked((choice,))


def faults(paper: Paper, marked: Marked) -> tuple[str, ...]:
    """Why the paper is void, a sentence each; empty when it counts (所选人数等于或者少于应选名额的有效).

    A review ballot with lines left out counts, even with all of them left out; they stand as 未填.
    """
    if marked.spoilt:
        return ("这张票书写模糊或者做了标记，无法辨认。",)
    fits = len(marked.choices) == len(paper.lines) and set(marked.choices) <= set(paper.marks)
    found = [] if fits else ["这张票与票面不一致。"]
    best = marked.choices.count(Grade.FIRST)
    if paper.best_limit is not None and best > paper.best_limit:
        found.append(_too_many_best(paper.grades[0], best, paper.best_limit))
    if paper.elects and marked.chosen > paper.most:
        found.append(f"您选了{marked.chosen}人，多于应选名额{paper.most}人。请减少到{paper.most}人以内。")
    return (*found, *_written_faults(paper, marked))


def _too_many_best(grade: str, best: int, limit: int) -> str:
    return f"您评了{best}名“{grade}”，多于限定的{limit}名，超过的整张票无效。请减少到{limit}名以内。"


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
    """A counted heap: the votes of each line, the written names with theirs, how many papers count and do not.

    Of review ballots `lines` is empty and `graded` holds the grades of each line.
    """

    lines: tuple[Votes, ...]
    written: tuple[tuple[str, int], ...]
    valid: int
    invalid: int
    graded: tuple[GradeCount, ...] = ()

    @property
    def total(self) -> int:
        """All papers."""
        return self.valid + self.invalid

    @property
    def motion(self) -> Votes:
        """The votes of a paper with one motion; IndexError for review ballots, which have none."""
        return self.lines[0]

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping beside a verdict; `graded` stands in it of review ballots alone."""
        told = {"valid": self.valid, "invalid": self.invalid, "written": [list(pair) for pair in self.written]}
        graded = {"graded": [line.to_json() for line in self.graded]} if self.graded else {}
        return {"lines": [votes.to_json() for votes in self.lines], **told, **graded}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        lines = tuple(Votes.from_json(votes) for votes in data["lines"])
        written = tuple((name, number) for name, number in data["written"])
        graded = tuple(GradeCount.from_json(line) for line in data.get("graded", ()))
        return cls(lines, written, data["valid"], data["invalid"], graded)


def tally(paper: Paper, papers: Iterable[Marked]) -> Tally:
    """Count the papers; a void one counts for nobody, and the order of the papers changes nothing."""
    heap = list(papers)
    good = [marked for marked in heap if not faults(paper, marked)]
    marks = [[marked.choices[number] for marked in good] for number in range(len(paper.lines))]
    written = Counter(plain_name(name) for marked in good for name in marked.written)
    return tallied(paper, marks, written, len(good), len(heap) - len(good))


def tallied(
    paper: Paper, marks: Iterable[Sequence[str]], written: Mapping[str, int], valid: int, invalid: int
) -> Tally:
    """The count of what stands on the papers that count: the marks of each line, and how often each name is written.

    A mark may be given as its value; one that the paper does not know is counted nowhere.
    """
    if paper.graded:
        graded = tuple(count_marks(line, len(paper.grades)) for line in marks)
        return Tally((), ranked(written), valid, invalid, graded)
    return Tally(tuple(map(_votes, marks)), ranked(written), valid, invalid)


def ranked(written: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Names with their votes, most votes first, equal ones by their characters."""
    return tuple(sorted(written.items(), key=lambda pair: (-pair[1], pair[0])))


def renamed(counted: Tally, names: Mapping[str, str]) -> Tally:
    """The tally after the tellers read written names as they are meant; "" takes a name out of the count."""
    merged: Counter[str] = Counter()
    for name, number in counted.written:
        merged[names.get(name, name)] += number
    del merged[""]
    return replace(counted, written=ranked(merged))


def _votes(marks: Sequence[str]) -> Votes:
    return Votes(marks.count(Choice.FOR), marks.count(Choice.AGAINST), marks.count(Choice.ABSTAIN))
