"""Shares are decided on integers; the tables are those of the threshold arithmetic in the sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.share import Share, needed

TABLE = {
    3: (2, 2, 2, 3),
    5: (3, 3, 4, 4),
    6: (4, 3, 4, 5),
    7: (4, 4, 5, 6),
    8: (5, 4, 6, 7),
    9: (5, 5, 6, 8),
    15: (8, 8, 10, 12),
    16: (9, 8, 11, 13),
    30: (16, 15, 20, 24),
    47: (24, 24, 32, 38),
    50: (26, 25, 34, 40),
}
SHARES = (">1/2", ">=1/2", ">=2/3", ">=4/5")
VECTORS = [(base, SHARES[at], row[at]) for base, row in TABLE.items() for at in range(4)]

shares = st.builds(
    lambda num, more, strict: Share(num, num + more, strict and more > 0),
    st.integers(1, 30),
    st.integers(0, 30),
    st.booleans(),
)


@pytest.mark.parametrize(("base", "written", "least"), VECTORS)
def test_the_least_number_is_that_of_the_table(base: int, written: str, least: int) -> None:
    assert needed(Share.parse(written), base) == least


@given(shares, st.integers(1, 3000))
def test_needed_is_the_least_number_that_satisfies_the_share(share: Share, base: int) -> None:
    def satisfies(count: int) -> bool:
        left, right = count * share.den, base * share.num
        return left > right if share.strict else left >= right

    least = share.needed(base)
    assert satisfies(least)
    assert not satisfies(least - 1)


@given(shares, st.integers(0, 3000), st.integers(0, 3000))
def test_met_agrees_with_needed(share: Share, base: int, count: int) -> None:
    assert share.met(count, base) == (base > 0 and count >= share.needed(base))


@given(shares)
def test_a_share_is_read_again_as_it_was_written(share: Share) -> None:
    assert Share.parse(str(share)) == share


@pytest.mark.parametrize(
    ("written", "count", "base", "met"),
    [
        (">=2/3", 6, 9, True),
        (">=2/3", 5, 9, False),
        (">=2/3", 20, 30, True),
        (">=2/3", 19, 30, False),
        (">1/2", 15, 30, False),
        (">1/2", 21, 42, False),
        (">1/2", 22, 42, True),
        (">=1/2", 21, 42, True),
        (">1/2", 0, 0, False),
        (">=1/2", 0, 0, False),
    ],
)
def test_the_cases_that_other_systems_get_wrong(written: str, count: int, base: int, met: bool) -> None:
    assert Share.parse(written).met(count, base) is met


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (">1/2", "超过半数"),
        (">=1/2", "半数以上"),
        (">=2/3", "三分之二以上"),
        (">2/3", "超过三分之二"),
        (">=4/5", "五分之四以上"),
        (">=1/10", "十分之一以上"),
        (">=3/20", "二十分之三以上"),
        (">=1/1", "全体"),
    ],
)
def test_a_share_is_worded_as_regulations_word_it(written: str, words: str) -> None:
    assert Share.parse(written).words == words


@pytest.mark.parametrize(
    "written",
    ["", "1/2", "<1/2", ">1/0", ">3/2", ">=0/3", ">1/1", "> 1/2", ">1.5/2", ">-1/2", ">一/二", ">½"],
)
def test_what_is_no_share_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"share|more than all"):
        Share.parse(written)


def test_a_negative_base_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Share.parse(">1/2").needed(-1)
