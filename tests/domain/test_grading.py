"""The yearly review: the cap, who is graded, and what the ballots can say."""

import json
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.grading import Cap, Grades, Marks, Shortlist, excellent_cap, grade_counts, part_taking, shortlist
from domain.roll import Category
from domain.rules import GradingTerms, Rule, rule
from domain.share import Part
from domain.words import Refusal

REVIEW = rule("member_review.nat")
UNCAPPED = replace(REVIEW, grading=GradingTerms(("好", "一般", "差")))


@pytest.mark.parametrize(
    ("members", "most"), [(0, 0), (2, 0), (3, 1), (30, 10), (31, 10), (32, 10), (33, 11), (47, 15)]
)
def test_a_third_of_the_members_rounded_down_may_be_excellent(members: int, most: int) -> None:
    found = excellent_cap(REVIEW, members)
    assert found is not None
    assert (found.most, found.members) == (most, members)


def test_the_cap_says_its_numbers_and_its_source() -> None:
    found = excellent_cap(REVIEW, 31)
    assert found is not None
    assert (found.part, found.grade) == ("三分之一", "优秀")
    assert found.origin == found.clause == REVIEW.citation
    assert found.sentence == "党员总数31人（不含预备党员），评定为“优秀”的一般不超过三分之一，最多10人。"


def test_a_collection_that_is_silent_takes_the_national_cap_and_says_so() -> None:
    found = excellent_cap(rule("member_review.s003"), 31)
    assert found is not None
    assert (found.most, found.origin, found.clause) == (10, REVIEW.citation, REVIEW.citation)


def test_a_rule_without_a_cap_has_none() -> None:
    assert excellent_cap(UNCAPPED, 31) is None


@pytest.mark.parametrize(("members", "said"), [(-1, "不能少于0，现在是-1"), (31.0, "应当是整数"), (True, "应当是整数")])
def test_members_are_whole_numbers(members: int, said: str) -> None:
    with pytest.raises(Refusal) as found:
        excellent_cap(REVIEW, members)
    assert (found.value.field, found.value.sentence) == ("members", f"党员总数{said}，请核对")


@pytest.mark.parametrize("rule_id", ["party_assembly.nat", "one_promise.s003"])
def test_a_rule_that_knows_no_grades_says_so(rule_id: str) -> None:
    for ask in (
        lambda ruled: excellent_cap(ruled, 3),
        lambda ruled: grade_counts(ruled, 3, []),
        lambda ruled: shortlist(ruled, 3, 1),
    ):
        with pytest.raises(Refusal) as found:
            ask(rule(rule_id))
        assert found.value.field == "rule"
        assert found.value.sentence == f"{rule(rule_id).name}的规则没有写明评定等次，请改用民主评议党员的规则"


@pytest.mark.parametrize(
    ("category", "facts", "graded", "takes_part", "fills_ballot", "reason"),
    [
        (Category.full, {}, True, True, True, ""),
        (
            Category.full,
            {"suspended": True},
            True,
            True,
            True,
            "留党察看期间没有表决权，规定没有写明不评定等次，照常评定",
        ),
        (Category.probationary, {}, False, True, True, "预备党员参加评议，不评定等次"),
        (Category.probationary, {"suspended": True}, False, True, True, "预备党员参加评议，不评定等次"),
        (Category.outside, {}, False, False, True, "群众不是党员，只填写测评票，不评定等次"),
        (Category.outside, {"observer": True}, False, False, True, "群众不是党员，只填写测评票，不评定等次"),
        (Category.activist, {}, False, False, True, "入党积极分子不是党员，只填写测评票，不评定等次"),
        (Category.full, {"observer": True}, False, False, True, "列席人员只填写测评票，不评定等次"),
        (Category.probationary, {"observer": True}, False, False, True, "列席人员只填写测评票，不评定等次"),
        (
            Category.full,
            {"detained": True},
            False,
            False,
            False,
            "被留置或者逮捕，党员权利中止，不参加评议，不评定等次",
        ),
    ],
)
def test_full_members_are_graded_and_the_others_only_take_part(
    category: Category, facts: dict[str, bool], graded: bool, takes_part: bool, fills_ballot: bool, reason: str
) -> None:
    found = part_taking(category, **facts)
    assert (found.graded, found.takes_part, found.fills_ballot, found.reason) == (
        graded,
        takes_part,
        fills_ballot,
        reason,
    )


@given(st.sampled_from(Category), st.booleans(), st.booleans(), st.booleans())
def test_only_full_members_are_graded_and_who_is_graded_takes_part(
    category: Category, suspended: bool, detained: bool, observer: bool
) -> None:
    found = part_taking(category, suspended=suspended, detained=detained, observer=observer)
    assert found.graded == (category is Category.full and not detained and not observer)
    assert found.takes_part >= found.graded
    assert found.fills_ballot >= found.takes_part
    assert bool(found.reason) == (not found.graded or suspended)


@pytest.mark.parametrize(
    "kept",
    [
        shortlist(REVIEW, 31, 3),
        excellent_cap(REVIEW, 31),
        part_taking(Category.full),
        Marks("甲", (1, 0, 0, 0)),
        grade_counts(REVIEW, 1, [Marks("甲", (1, 0, 0, 0))])[0],
    ],
)
def test_what_was_found_cannot_be_changed_afterwards(kept: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(kept, fields(kept)[0].name, None)
    assert not hasattr(kept, "__dict__")


# --- the ballots


def test_the_grades_of_each_person_are_counted_in_the_order_given() -> None:
    first, second = grade_counts(REVIEW, 31, [Marks("乙", (20, 8, 1, 0)), Marks("甲", (31, 0, 0, 0))])
    assert (first.name, first.valid, first.unmarked) == ("乙", 31, 2)
    assert first.counts == (("优秀", 20), ("合格", 8), ("基本合格", 1), ("不合格", 0))
    assert first.sentence == "乙：优秀20票、合格8票、基本合格1票、不合格0票，有效测评票31张，未填2张。"
    assert (second.unmarked, second.sentence) == (0, "甲：优秀31票、合格0票、基本合格0票、不合格0票，有效测评票31张。")


def counted(*marks: Marks, valid: int = 10, ruled: Rule = REVIEW) -> Refusal:
    with pytest.raises(Refusal) as found:
        grade_counts(ruled, valid, marks)
    return found.value


def test_more_marks_than_valid_ballots_are_refused() -> None:
    found = counted(Marks("甲", (5, 5, 0, 0)), Marks("乙", (8, 2, 1, 0)))
    assert (found.field, found.sentence) == ("marks", "乙的各等次票数合计11票，超过有效测评票10张，请核对")


@pytest.mark.parametrize("counts", [(5, 5, 0), (5, 5, 0, 0, 0), ()])
def test_every_grade_has_its_number(counts: tuple[int, ...]) -> None:
    found = counted(Marks("甲", counts))
    assert (found.field, found.sentence) == ("marks", "甲应当填写优秀、合格、基本合格、不合格4项票数，请核对")


def test_another_rules_grades_are_its_own() -> None:
    assert grade_counts(UNCAPPED, 10, [Marks("甲", (5, 4, 1))])[0].counts[0] == ("好", 5)


def test_a_name_given_twice_is_refused() -> None:
    found = counted(Marks("甲", (1, 0, 0, 0)), Marks(" 甲", (1, 0, 0, 0)))
    assert (found.field, found.sentence) == ("marks", "“甲”出现了两次，请合并计票；同名的请在姓名后加以区别")


def test_valid_ballots_are_a_whole_number() -> None:
    found = counted(valid=-1)
    assert (found.field, found.sentence) == ("valid", "有效测评票数不能少于0，现在是-1，请核对")


@pytest.mark.parametrize(
    ("name", "counts", "said"),
    [
        ("", (1,), "被评议人的姓名没有填写，请补上"),
        (None, (1,), "被评议人的姓名没有填写，请补上"),
        ("甲", (1, -1), "甲的票数不能少于0，现在是-1，请核对"),
        ("甲", (1.5,), "甲的票数应当是整数，请核对"),
    ],
)
def test_marks_have_a_name_and_whole_numbers(name: str, counts: tuple[int, ...], said: str) -> None:
    with pytest.raises(Refusal) as found:
        Marks(name, counts)
    assert (found.value.field, found.value.sentence) == ("marks", said)


# --- what is proposed


def test_as_many_as_the_cap_are_within_it_and_one_more_is_not() -> None:
    found = shortlist(REVIEW, 31, 10)
    assert (found.within, found.over, found.proposed, found.members) == (True, 0, 10, 31)
    assert found.sentence == (
        "党员总数31人（不含预备党员），评定为“优秀”的一般不超过三分之一，最多10人。拟评“优秀”10人，没有超过。"
    )
    found = shortlist(REVIEW, 31, 12)
    assert (found.within, found.over) == (False, 2)
    assert found.sentence.endswith("最多10人。拟评“优秀”12人，超过2人，请核减。")
    assert shortlist(REVIEW, 31, 3).over == 0


def test_without_a_cap_any_number_is_within() -> None:
    found = shortlist(UNCAPPED, 31, 31)
    assert (found.within, found.over, found.cap) == (True, 0, None)
    assert found.sentence == "党员总数31人，拟评“好”31人，规定没有限定比例。"


@pytest.mark.parametrize(
    ("proposed", "said"),
    [
        (32, "拟评“优秀”32人，多于党员总数31人，请核对"),
        (-1, "拟评“优秀”的人数不能少于0，现在是-1，请核对"),
        ("3", "拟评“优秀”的人数应当是整数，请核对"),
    ],
)
def test_what_cannot_be_proposed_is_refused(proposed: int, said: str) -> None:
    with pytest.raises(Refusal) as found:
        shortlist(REVIEW, 31, proposed)
    assert (found.value.field, found.value.sentence) == ("proposed", said)


parts = st.integers(1, 5).flatmap(lambda num: st.builds(Part, st.just(num), st.integers(num, 9)))


@given(parts, st.integers(0, 300), st.data())
def test_a_proposal_is_within_exactly_when_it_is_no_more_than_the_part(
    part: Part, members: int, data: st.DataObject
) -> None:
    ruled = replace(REVIEW, grading=GradingTerms(("优秀", "合格"), part))
    proposed = data.draw(st.integers(0, members))
    found = shortlist(ruled, members, proposed)
    assert found.within == (proposed * part.den <= members * part.num)
    assert found.cap is not None
    assert proposed - found.over <= found.cap.most
    kept = json.loads(json.dumps([ruled.to_json(), found.to_json()]))
    assert shortlist(Rule.from_json(kept[0]), kept[1]["members"], kept[1]["proposed"]) == found
    assert Shortlist.from_json(kept[1]) == found
    assert Cap.from_json(kept[1]["cap"]) == found.cap
    assert str(members) in found.sentence
    assert str(found.cap.most) in found.sentence


def test_a_proposal_without_a_cap_survives_being_kept() -> None:
    found = shortlist(UNCAPPED, 3, 1)
    assert Shortlist.from_json(json.loads(json.dumps(found.to_json()))) == found


@given(st.lists(st.integers(0, 20), min_size=4, max_size=4), st.integers(0, 5))
def test_counted_grades_survive_being_kept(counts: list[int], unmarked: int) -> None:
    marks = Marks("甲", tuple(counts))
    (found,) = grade_counts(REVIEW, sum(counts) + unmarked, [marks])
    assert found.unmarked == unmarked
    assert Grades.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert Marks.from_json(json.loads(json.dumps(marks.to_json()))) == marks
