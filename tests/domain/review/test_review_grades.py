"""Which grades a committee may fix, and that nothing follows from a grade by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.review import (
    AUTOMATIC,
    BY_ITSELF,
    Given,
    Subject,
    Way,
    grades_of,
    judge,
    numbers,
    office_ends,
    own_source,
    way_put,
)
from domain.roll import Category
from domain.rules import rule, rules_of

MEMBERS = rule("member_review.s000")
GRADES = ("优秀", "合格", "基本合格", "不合格")


def people(*grades: str) -> list[Given]:
    return [Given(f"党员{at}", Category.full, True, grade) for at, grade in enumerate(grades, 1)]


def test_the_grades_are_the_rules_or_the_usual_ones_and_the_page_can_say_which() -> None:
    assert grades_of(MEMBERS) == GRADES
    assert "支部工作条例" in own_source(MEMBERS)
    assert grades_of(rule("one_promise.s003")) == ("优秀", "称职", "基本称职", "不称职")
    assert "本系统" in own_source(rule("one_promise.s003"))


@pytest.mark.parametrize(
    ("given_people", "sentences"),
    [
        (people("优秀", "合格", "合格"), ()),
        (people("优秀", "", "合格"), ("党员2还没有评定等次",)),
        (people("优秀", "良好", "合格"), ("党员2的等次“良好”不在",)),
        (people("优秀", "优秀", "合格"), ("最多1人",)),
        ([*people("合格"), Given("周强", Category.probationary, False, "合格")], ("周强不评定等次",)),
        ([*people("合格"), Given("周强", Category.probationary, False)], ()),
    ],
)
def test_what_stands_in_the_way_of_fixing_grades(given_people: list[Given], sentences: tuple[str, ...]) -> None:
    found = judge(MEMBERS, given_people)
    assert len(found) == len(sentences)
    for said, words in zip(found, sentences, strict=True):
        assert words in said


def test_more_best_grades_than_the_cap_need_the_superiors_word() -> None:
    too_many = people("优秀", "优秀", "合格")
    assert judge(MEMBERS, too_many, "街道党工委12月1日批复同意") == ()


def test_the_cap_is_of_all_full_members_and_of_nobody_else() -> None:
    held = [*people(*["合格"] * 4), Given("被留置", Category.full, False), Given("预备", Category.probationary, False)]
    found = numbers(MEMBERS, held)
    assert (found.members, found.best) == (5, 0)
    assert found.shortlist
    assert found.shortlist.cap
    assert found.shortlist.cap.most == 1


def test_a_grade_of_somebody_who_gets_none_takes_no_place_under_the_cap() -> None:
    held = [*people("优秀", "合格", "合格"), Given("预备", Category.probationary, False, "优秀")]
    assert numbers(MEMBERS, held).best == 1


@given(st.lists(st.sampled_from(GRADES), min_size=1, max_size=90))
def test_fixed_grades_never_pass_the_cap_without_the_superiors_word(grades: list[str]) -> None:
    within = grades.count("优秀") * 3 <= len(grades)
    assert (judge(MEMBERS, people(*grades)) == ()) is within
    assert judge(MEMBERS, people(*grades), "同意") == ()


@given(st.lists(st.sampled_from(["", "优秀", "乱填"]), max_size=9))
def test_no_review_without_named_grades_has_a_cap(grades: list[str]) -> None:
    assert numbers(rule("one_promise.s003"), people(*grades)).shortlist is None


@pytest.mark.parametrize(
    ("subject", "grades", "ends"),
    [
        (Subject.RESIDENTS_COMMITTEE, ("不称职", "不称职"), True),
        (Subject.RESIDENTS_COMMITTEE, ("不称职", "称职"), False),
        (Subject.RESIDENTS_COMMITTEE, ("称职", "不称职", "不称职"), False),
        (Subject.RESIDENTS_COMMITTEE, ("不称职",), False),
        (Subject.CADRES, ("不称职", "不称职"), False),
    ],
)
def test_two_bad_years_in_a_row_end_a_residents_office(subject: Subject, grades: tuple[str, ...], ends: bool) -> None:
    said = office_ends(subject, "马桂花", grades)
    assert bool(said) is ends
    assert not ends or "第三十七条" in said


def test_the_ways_are_those_of_the_rule_on_disposals_and_none_comes_by_itself() -> None:
    assert tuple(way.zh for way in Way) == rule("party_disposal.nat").outcomes
    assert "不会自动" in BY_ITSELF
    assert "第九条" in AUTOMATIC


def test_every_rule_of_a_review_names_grades_or_takes_the_usual_ones() -> None:
    assert all(len(grades_of(one)) == 4 for kind in ("member_review", "cadre_review") for one in rules_of(kind))


@pytest.mark.parametrize(
    ("motion", "name", "way"),
    [
        ("给予陈桂兰限期改正处置", "陈桂兰", Way.CORRECTION),
        ("同意给予陈桂兰同志限期改正处置，期限六个月", "陈桂兰", Way.CORRECTION),
        ("对陈桂兰给予除名处置", "陈桂兰", Way.REMOVAL),
        ("将陈桂兰除名", "陈桂兰", Way.REMOVAL),
        ("同意劝退 陈 桂 兰", "陈桂兰", Way.LEAVE),
        ("劝其退党：陈桂兰", "陈桂兰", Way.LEAVE),
        ("劝陈桂兰退党", "陈桂兰", Way.LEAVE),
        ("给予不凡限期改正处置", "不凡", Way.CORRECTION),
        ("给予张伟（1970年生）除名处置", "张伟（1970年生）", Way.REMOVAL),
        ("给予张伟（1970年生）除名处置", "张伟（1982年生）", None),
        ("给予赵文限期改正处置", "陈桂兰", None),
        ("给予陈桂兰限期改正或者除名处置", "陈桂兰", None),
        ("讨论陈桂兰的处置", "陈桂兰", None),
        ("不给予陈桂兰除名处置", "陈桂兰", None),
        ("解除陈桂兰限期改正处置", "陈桂兰", None),
        ("延长陈桂兰限期改正时间6个月", "陈桂兰", None),
        ("陈桂兰限期改正期满，恢复其党员权利", "陈桂兰", None),
        ("给予陈桂兰限期改正时间延长处置", "陈桂兰", None),
        ("给予张三丰除名处置", "张三", None),
        ("同意张三同志关于给予李四除名处置的意见", "张三", None),
        ("同意张三同志关于给予李四除名处置的意见", "李四", None),
    ],
)
def test_a_motion_puts_one_way_for_one_person_in_the_usual_form(motion: str, name: str, way: Way | None) -> None:
    assert way_put(motion, name) is way
