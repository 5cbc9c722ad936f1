"""档号, 保管期限 and the three books."""

import pytest

from domain.archive import Period, Scheme, book_of, is_election, period_of
from domain.rules import kinds


@pytest.mark.parametrize(
    ("scheme", "period", "number"),
    [
        (Scheme("J001", "WS", "BGS"), Period.permanent, "J001-WS·2026-Y-BGS-0012"),
        (Scheme("J001"), Period.thirty, "J001-WS·2026-D30-0012"),
        (Scheme(), Period.ten, "WS·2026-D10-0012"),
    ],
)
def test_a_file_number_has_its_parts_in_order_and_leaves_out_what_is_not_set(scheme, period, number):
    assert scheme.number(2026, period, 12) == number


@pytest.mark.parametrize(
    ("document", "period"),
    [
        ("minutes", Period.permanent),
        ("resolution", Period.permanent),
        ("election_report", Period.permanent),
        ("report_up", Period.thirty),
        ("announcement", Period.ten),
        ("sign_in", Period.ten),
    ],
)
def test_how_long_a_document_is_kept(document, period):
    assert period_of(document) is period
    assert period.zh in ("永久", "30年", "10年")


def test_each_kind_of_meeting_stands_in_one_book():
    books = {kind.code: book_of(kind.code) for kind in kinds()}
    assert set(books.values()) == {"meetings", "study", "life"}
    assert books["party_lecture"] == "study"
    assert books["democratic_life"] == books["member_review"] == "life"
    assert books["party_assembly"] == books["party_election"] == "meetings"


def test_elections_are_filed_apart():
    assert is_election("party_election")
    assert not is_election("party_assembly")
