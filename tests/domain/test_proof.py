"""核验码: made of a hash, read back however people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.proof import DIGITS, code_of, number_of, prefix_of, written

HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(HASHES)
def test_a_code_leads_back_to_the_first_60_bits_of_the_hash(sha256):
    number = number_of(code_of(sha256))
    assert number is not None
    assert prefix_of(number) == sha256[:15]


@given(HASHES)
def test_it_is_read_as_people_type_it(sha256):
    code = code_of(sha256)
    typed = f" {code.lower().replace('0', 'o').replace('1', 'l').replace('-', ' ')}\n"
    assert number_of(typed) == number_of(code)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_code_or_none(typed):
    number = number_of(typed)
    assert number is None or set(written(number)) <= {*DIGITS, "-"}


def test_a_known_code():
    assert code_of("f" * 15 + "0" * 49) == "ZZZZ-ZZZZ-ZZZZ"
    assert code_of("000000000000021" + "f" * 49) == "0000-0000-0011"


@pytest.mark.parametrize("wrong", ["", "9f86", "G" * 64, "A" * 64, "0" * 63])
def test_only_a_hash_has_a_code(wrong):
    with pytest.raises(ValueError, match="SHA-256"):
        code_of(wrong)


@pytest.mark.parametrize("number", [-1, 16**15])
def test_only_60_bits_are_written(number):
    with pytest.raises(ValueError, match="60 bits"):
        written(number)
