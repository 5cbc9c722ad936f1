"""The grades a committee may give (评定等次): exactly one for each, the cap, and what two bad years in a row mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.grading import Shortlist, shortlist
from domain.review.steps import Subject
from domain.roll import Category
from domain.rules import Rule
from domain.way import some
from domain.words import listed

#: Where the rule names no grades: the product's choice, after the yearly assessment of officials.
USUAL = ("优秀", "称职", "基本称职", "不称职")
_USUAL_SOURCE = "规定没有写明等次，本系统按干部年度考核的等次办理"

#: 居委会组织法（2025年修订）第三十七条: in words, for pages and prints.
WORST_TWICE = "居民委员会成员连续两次被评为不称职的，其职务终止"
_CLAUSE = "《中华人民共和国城市居民委员会组织法》（2025年修订）第三十七条"


@dataclass(frozen=True, slots=True)
class Given:
    """One person with the grade that is proposed, "" for none."""

    name: str
    category: Category
    graded: bool  #: whether they get a grade at all (`domain.grading.part_taking`)
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many full members there are, how many of all were graded best, and how that stands to the cap, if any."""

    members: int
    best: int
    shortlist: Shortlist | None


def grades_of(rule: Rule) -> tuple[str, ...]:
    """The grades to choose from, best first: the rule's, else the usual ones."""
    return rule.grading.grades if rule.grading else USUAL


def own_source(rule: Rule) -> str:
    """Where the grades come from, in words."""
    return rule.origin("grading") if rule.grading else _USUAL_SOURCE


def numbers(rule: Rule, people: Sequence[Given]) -> Numbers:
    """Count the best against the cap of the rule: its base is all full members, detained ones too."""
    members = sum(one.category is Category.full for one in people)
    best = sum(one.graded and one.grade == grades_of(rule)[0] for one in people)
    capped = rule.grading is not None and best <= members
    return Numbers(members, best, shortlist(rule, members, best) if capped else None)


def judge(rule: Rule, people: Sequence[Given], allowed: str = "") -> tuple[str, ...]:
    """What stands in the way of fixing these grades, a sentence each; () where nothing does.

    Everybody who is graded has exactly one of the rule's grades, nobody else has any, and no more are best than the
    cap allows, unless the superior has agreed (`allowed` says when and how).
    """
    known = grades_of(rule)
    found = []
    open_ones = [one.name for one in people if one.graded and not one.grade]
    if open_ones:
        found.append(f"{some(tuple(open_ones))}还没有评定等次。")
    found += [f"{one.name}的等次“{one.grade}”不在{listed(known)}之中。" for one in people if _odd(one, known)]
    found += [f"{one.name}不评定等次，请不要选择。" for one in people if one.grade and not one.graded]
    counted = numbers(rule, people).shortlist
    if counted is not None and not counted.within and not allowed:
        found.append(f"{counted.sentence}上级党组织同意超过的，请写明批准的时间和依据。")
    return tuple(found)


def _odd(one: Given, known: tuple[str, ...]) -> bool:
    return bool(one.graded and one.grade) and one.grade not in known


def office_ends(subject: Subject, name: str, grades: Sequence[str]) -> str:
    """The sentence where two yearly reviews in a row end a residents' committee member's office, else "".

    `grades` are this year's and the one before, the newest first.
    """
    if subject is not Subject.RESIDENTS_COMMITTEE or len(grades) < 2 or set(grades[:2]) != {USUAL[-1]}:
        return ""
    return f"{name}连续两次被评为“{USUAL[-1]}”，依照{_CLAUSE}，其职务终止。"
