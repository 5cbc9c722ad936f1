"""The yearly review (民主评议党员): who is graded, what the ballots say, how many may be graded best."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from domain.kept import Kept
from domain.roll import Category
from domain.rules import GradingTerms, Rule
from domain.share import Part
from domain.whole import whole
from domain.words import Refusal


@dataclass(frozen=True, slots=True)
class Cap(Kept):
    """How many may get the best grade (优秀等次的上限): the numbers, the source, and the sentence to print."""

    most: int
    members: int
    part: str
    grade: str
    origin: str
    clause: str
    sentence: str


def excellent_cap(rule: Rule, members: int) -> Cap | None:
    """How many of `members` (正式党员总数) may be graded best, rounded down; None where the rule has no cap.

    Refusal where the rule knows no grades, or for what is no number of persons.
    """
    terms = _terms(rule)
    whole(members, "党员总数", "members")
    return None if terms.cap is None else _cap(rule, terms.grades[0], terms.cap, members)


def _cap(rule: Rule, grade: str, part: Part, members: int) -> Cap:
    most = part.at_most(members)
    return Cap(
        most=most,
        members=members,
        part=part.words,
        grade=grade,
        origin=rule.origin("grading"),
        clause=rule.origin("grading"),
        sentence=f"党员总数{members}人（不含预备党员），评定为“{grade}”的一般不超过{part.words}，最多{most}人。",
    )


def _terms(rule: Rule) -> GradingTerms:
    if rule.grading is None:
        raise Refusal(f"{rule.name}的规则没有写明评定等次，请改用民主评议党员的规则", "rule")
    return rule.grading


@dataclass(frozen=True, slots=True)
class PartTaking:
    """What a person does in a review; `reason` says in Chinese why there is no grade, "" where there is one."""

    graded: bool
    takes_part: bool
    fills_ballot: bool
    reason: str


def part_taking(
    category: Category, *, suspended: bool = False, detained: bool = False, observer: bool = False
) -> PartTaking:
    """Decide a person's part in the review (支部工作条例; the grades come from yearly notices).

    `suspended` is 留党察看: no source takes the grade or the review ballot away, which is no 表决, so both stay.
    `observer` is who attends from outside (列席, 群众代表); `detained` 留置/逮捕 with rights suspended.
    """
    if detained:
        return PartTaking(False, False, False, "被留置或者逮捕，党员权利中止，不参加评议，不评定等次")
    if category not in (Category.full, Category.probationary):
        return PartTaking(False, False, True, f"{category.zh}不是党员，只填写测评票，不评定等次")
    if observer:
        return PartTaking(False, False, True, "列席人员只填写测评票，不评定等次")
    if category is Category.probationary:
        return PartTaking(False, True, True, "预备党员参加评议，不评定等次")
    note = "留党察看期间没有表决权，规定没有写明不评定等次，照常评定" if suspended else ""
    return PartTaking(True, True, True, note)


@dataclass(frozen=True, slots=True)
class Marks:
    """The grades one person got on the ballots, best grade first, one number a grade; Refusal for what can't be."""

    name: str
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise Refusal("被评议人的姓名没有填写，请补上", "marks")
        for count in self.counts:
            whole(count, f"{self.name}的票数", "marks")

    @property
    def total(self) -> int:
        """All grades together."""
        return sum(self.counts)

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a review."""
        return {"name": self.name, "counts": list(self.counts)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave; KeyError or Refusal for anything else."""
        return cls(data["name"], tuple(data["counts"]))


@dataclass(frozen=True, slots=True)
class Grades:
    """One person's counted review: the grades by name, how many ballots left the person out, and the sentence."""

    name: str
    counts: tuple[tuple[str, int], ...]
    valid: int
    unmarked: int
    sentence: str

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a review."""
        return {**asdict(self), "counts": [list(each) for each in self.counts]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls(**{**data, "counts": tuple((grade, count) for grade, count in data["counts"])})


def grade_counts(rule: Rule, valid: int, marks: Sequence[Marks]) -> tuple[Grades, ...]:
    """Count the review ballots person by person, in the order given; the grade itself is for the committee to set.

    Refusal for more marks than valid ballots, another number of grades than the rule's, and a name given twice.
    """
    return count_grades(_terms(rule).grades, valid, marks)


def count_grades(grades: tuple[str, ...], valid: int, marks: Sequence[Marks]) -> tuple[Grades, ...]:
    """The same with the grades by name, best first: those that stand on the ballots, whatever a rule says."""
    whole(valid, "有效测评票数", "valid")
    _refuse_twins(marks)
    return tuple(_counted(each, grades, valid) for each in marks)


def _refuse_twins(marks: Sequence[Marks]) -> None:
    seen: set[str] = set()
    for each in marks:
        name = each.name.strip()
        if name in seen:
            raise Refusal(f"“{name}”出现了两次，请合并计票；同名的请在姓名后加以区别", "marks")
        seen.add(name)


def _counted(marks: Marks, names: tuple[str, ...], valid: int) -> Grades:
    if len(marks.counts) != len(names):
        raise Refusal(f"{marks.name}应当填写{'、'.join(names)}{len(names)}项票数，请核对", "marks")
    if marks.total > valid:
        raise Refusal(f"{marks.name}的各等次票数合计{marks.total}票，超过有效测评票{valid}张，请核对", "marks")
    counts, unmarked = tuple(zip(names, marks.counts, strict=True)), valid - marks.total
    told = "、".join(f"{grade}{count}票" for grade, count in counts)
    left = f"，未填{unmarked}张" if unmarked else ""
    return Grades(marks.name, counts, valid, unmarked, f"{marks.name}：{told}，有效测评票{valid}张{left}。")


#: The result of a review in a word: it adopts nothing.
REVIEWED = "测评完毕"


@dataclass(frozen=True, slots=True)
class Review:
    """What a vote with grades gave (测评结果): the ballots, each person's count, and the sentence to print.

    It adopts nothing and grades nobody: the counts go to whoever settles the grades (支部委员会或者党员大会).
    """

    issued: int
    returned: int
    invalid: int
    people: tuple[Grades, ...]
    clause: str
    sentence: str

    @property
    def counted(self) -> int:
        """How many ballots count (有效测评票)."""
        return self.returned - self.invalid

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a vote."""
        return {**asdict(self), "people": [one.to_json() for one in self.people]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls(**{**data, "people": tuple(Grades.from_json(one) for one in data["people"])})


def review(rule: Rule, grades: tuple[str, ...], marks: Sequence[Marks], ballots: tuple[int, int, int]) -> Review:
    """The result of a vote with these grades; `ballots` are those given out, come back, and void among the latter.

    Refusal where more came back than were given out, or more are void than came back.
    """
    issued, returned, invalid = ballots
    if returned > issued or invalid > returned:
        raise Refusal(f"发出测评票{issued}张，收回{returned}张，其中无效{invalid}张，张数不合，请核对", "ballots")
    valid = returned - invalid
    people = count_grades(grades, valid, marks)
    told = f"发出测评票{issued}张，收回{returned}张，有效{valid}张，无效{invalid}张；被测评{len(people)}人。"
    return Review(issued, returned, invalid, people, rule.origin("grading"), told)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Whether the proposed best grades keep within the cap (拟评优秀人数): every number and the sentence to print.

    `over` counts how many too many; `cap` is None where the rule has none.
    """

    within: bool
    proposed: int
    members: int
    over: int
    cap: Cap | None
    sentence: str

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a review."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        kept = data["cap"]
        return cls(**{**data, "cap": None if kept is None else Cap.from_json(kept)})


def shortlist(rule: Rule, members: int, proposed: int) -> Shortlist:
    """Check how many are proposed for the best grade against the rule's cap; Refusal for more than there are."""
    cap = excellent_cap(rule, members)
    grade = _terms(rule).grades[0]
    whole(proposed, f"拟评“{grade}”的人数", "proposed")
    if proposed > members:
        raise Refusal(f"拟评“{grade}”{proposed}人，多于党员总数{members}人，请核对", "proposed")
    over = 0 if cap is None else max(0, proposed - cap.most)
    return Shortlist(over == 0, proposed, members, over, cap, _shortlist_words(cap, grade, members, proposed, over))


def _shortlist_words(cap: Cap | None, grade: str, members: int, proposed: int, over: int) -> str:
    if cap is None:
        return f"党员总数{members}人，拟评“{grade}”{proposed}人，规定没有限定比例。"
    if over:
        return f"{cap.sentence}拟评“{grade}”{proposed}人，超过{over}人，请核减。"
    return f"{cap.sentence}拟评“{grade}”{proposed}人，没有超过。"
