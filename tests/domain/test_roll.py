"""Who is expected and who has the vote, as a truth table; counting the roll."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.roll import Category, RollFigures, RollRow, figures, standing

NOT_MEMBERS = (Category.development_target, Category.activist, Category.applicant, Category.outside)


@pytest.mark.parametrize(
    ("category", "marks", "expected", "entitled", "reason"),
    [
        (Category.full, {}, True, True, ""),
        (Category.probationary, {}, True, False, "预备党员"),
        (Category.full, {"suspended": True}, True, False, "留党察看"),
        (Category.probationary, {"suspended": True}, True, False, "留党察看"),
        (Category.full, {"detained": True}, False, False, "留置"),
        (Category.full, {"expelled": True}, False, False, "已经停止党籍或者除名，不计入应到会人数，没有表决权"),
        (Category.full, {"expelled": True, "detained": True}, False, False, "已经停止党籍"),
        (Category.full, {"exempt": True}, False, False, "不计入应到会"),
        (Category.full, {"observer": True}, False, False, "列席"),
        (Category.probationary, {"observer": True}, False, False, "列席"),
        (Category.development_target, {}, False, False, "发展对象"),
        (Category.activist, {}, False, False, "入党积极分子"),
        (Category.applicant, {}, False, False, "入党申请人"),
        (Category.outside, {}, False, False, "群众"),
        (Category.full, {"suspended": True, "detained": True}, False, False, "留置"),
    ],
)
def test_the_matrix_of_voting_rights(
    category: Category, marks: dict[str, bool], expected: bool, entitled: bool, reason: str
) -> None:
    found = standing(category, **marks)
    assert (found.expected, found.entitled) == (expected, entitled)
    assert reason in found.reason


def test_only_an_unmarked_full_member_has_the_vote_and_everyone_else_is_told_why() -> None:
    for category, *marks in product(Category, *[(False, True)] * 4):
        found = standing(category, suspended=marks[0], detained=marks[1], observer=marks[2], exempt=marks[3])
        assert found.entitled == (category is Category.full and not any(marks))
        assert bool(found.reason) == (not found.entitled)
        assert found.expected or not found.entitled


@pytest.mark.parametrize(("mark", "attends"), [("expelled", False), ("detained", False), ("suspended", True)])
def test_who_may_sit_in_the_meeting_at_all(mark: str, attends: bool) -> None:
    assert standing(Category.full, **{mark: True}).attends is attends


def test_who_has_the_vote_and_who_only_listens_may_sit_in() -> None:
    for category in Category:
        assert standing(category).attends is True
        assert standing(category, observer=True).attends is True


def test_every_category_has_its_chinese_name() -> None:
    assert [category.zh for category in Category] == [
        "正式党员",
        "预备党员",
        "发展对象",
        "入党积极分子",
        "入党申请人",
        "群众",
    ]


def row(*, expected: bool = True, entitled: bool = True, present: bool = True, **marks: bool) -> RollRow:
    return RollRow(
        expected,
        entitled,
        present,
        excused=marks.get("excused", False),
        observer=marks.get("observer", False),
    )


def test_a_roll_is_counted_by_kind() -> None:
    counted = figures(
        [
            row(),
            row(),
            row(entitled=False),
            row(present=False, excused=True),
            row(present=False),
            row(expected=False, entitled=False, observer=True),
            row(expected=False, entitled=False, observer=True, present=False),
            row(expected=False, entitled=False),
        ]
    )
    assert counted == RollFigures(5, 4, 3, 2, 1, 1)
    assert counted.absent == 1


def test_who_had_leave_and_came_all_the_same_is_present_and_not_excused() -> None:
    counted = figures([row(excused=True)])
    assert (counted.present, counted.excused, counted.absent) == (1, 0, 0)


@pytest.mark.parametrize(
    "numbers",
    [
        (3, 4, 0, 0, 0, 0),
        (5, 3, 4, 4, 0, 0),
        (5, 5, 6, 5, 0, 0),
        (5, 5, 2, 3, 0, 0),
        (5, 5, 3, 3, 3, 0),
        (5, 3, 4, 1, 0, 0),
        (5, 5, -1, 0, 0, 0),
        (5, 5, 0, 0, 0, -1),
        (5.0, 5, 0, 0, 0, 0),
        (5, 5, True, 0, 0, 0),
    ],
)
def test_figures_that_cannot_be_are_refused(numbers: tuple[int, int, int, int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"more|whole number"):
        RollFigures(*numbers)


@pytest.mark.parametrize("marks", [{"expected": False}, {"observer": True}])
def test_a_row_that_cannot_be_is_refused(marks: dict[str, bool]) -> None:
    with pytest.raises(ValueError, match="expected"):
        row(**marks)


@st.composite
def rows(draw: st.DrawFn) -> RollRow:
    expected = draw(st.booleans())
    return RollRow(
        expected,
        expected and draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        not expected and draw(st.booleans()),
    )


@given(st.lists(rows()))
def test_every_roll_can_be_counted_in_any_order_and_kept(roll: list[RollRow]) -> None:
    counted = figures(roll)
    assert figures(reversed(roll)) == counted
    assert counted.present + counted.excused + counted.absent == counted.expected
    assert RollFigures.from_json(counted.to_json()) == counted
