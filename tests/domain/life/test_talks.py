"""Who must talk with whom before a life meeting, and in which order one speaks there."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from domain.life import Cell, Party, Speaker, cells, needs, speaking_order

BODY = [Party(number, name, True) for number, name in enumerate(("张明", "李秀英", "王建国"))]
OTHERS = [Party(10 + number, name, False) for number, name in enumerate(("刘洋", "周强"))]


def pair(one: int, other: int) -> frozenset[int]:
    return frozenset((one, other))


def test_of_a_body_everybody_talks_with_everybody() -> None:
    told = [one.sentence for one in needs(BODY, ())]
    assert told == ["张明与李秀英还没有谈心谈话", "张明与王建国还没有谈心谈话", "李秀英与王建国还没有谈心谈话"]


def test_a_talk_counts_whoever_began_it() -> None:
    assert len(needs(BODY, [pair(1, 0)])) == 2


def test_each_member_of_a_branch_talks_with_one_of_the_body_and_with_another_member() -> None:
    told = [one.sentence for one in needs([*BODY, *OTHERS], [pair(0, 1), pair(0, 2), pair(1, 2), pair(2, 10)])]
    assert told == [
        "班子成员还没有与周强谈心谈话",
        "刘洋还没有与其他党员谈心谈话",
        "周强还没有与其他党员谈心谈话",
    ]


def test_a_single_member_has_nobody_else_to_talk_with() -> None:
    assert [one.sentence for one in needs([BODY[0], OTHERS[0]], ())] == ["班子成员还没有与刘洋谈心谈话"]


def test_a_branch_without_a_body_asks_for_talks_among_members_alone() -> None:
    assert len(needs(OTHERS, ())) == 2


def test_the_matrix_shows_what_stands_between_two() -> None:
    people = [*BODY[:2], *OTHERS]
    grid = cells(people, held=[pair(0, 10)], waiting=[pair(0, 1)])
    assert grid == (
        (Cell.SELF, Cell.WAITING),
        (Cell.WAITING, Cell.SELF),
        (Cell.DONE, Cell.FREE),
        (Cell.NEEDED, Cell.NEEDED),
    )


@given(some.integers(0, 9), some.integers(0, 12), some.data())
def test_the_more_is_held_the_less_is_needed_and_all_held_needs_nothing(
    body: int, others: int, data: some.DataObject
) -> None:
    people = [Party(number, f"第{number}人", number < body) for number in range(body + others)]
    every = [pair(one.number, other.number) for one, other in combinations(people, 2)]
    held = data.draw(some.lists(some.sampled_from(every), unique=True)) if every else []
    left = {(one.person, one.partner, one.sentence) for one in needs(people, held)}
    assert left <= {(one.person, one.partner, one.sentence) for one in needs(people, ())}
    assert not needs(people, every)


@given(some.lists(some.tuples(some.booleans(), some.booleans()), max_size=20))
def test_the_principal_speaks_first_then_the_body_then_the_others(flags: list[tuple[bool, bool]]) -> None:
    speakers = [Speaker(number, principal, body) for number, (principal, body) in enumerate(flags)]
    order = speaking_order(speakers)
    assert sorted(order) == list(range(len(flags)))
    ranks = [(not flags[number][0], not flags[number][1], number) for number in order]
    assert ranks == sorted(ranks)
