"""Ballots on paper: each like every other, room for each mark, and no more lines than may be used."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from blueprints.documents.kinds.ballot_election import BallotElectionPage, Colour
from blueprints.documents.kinds.ballot_motion import MOST_COPIES
from blueprints.documents.press import print_pdf, render_html
from blueprints.documents.sample import SAMPLES
from blueprints.documents.sample import voting as ballots
from tests.documents.printing import printed
from tests.documents.reading import open_pdf, page_lines, solid_text

BALLOTS = ("ballot_motion", "ballot_election")


def drawings(code: str, page: Any) -> list[bytes]:
    """What the printer is told to draw, page by page."""
    return [sheet.get_contents().get_data() for sheet in open_pdf(print_pdf(code, page)).pages]


def body(code: str, page: Any) -> BeautifulSoup:
    return BeautifulSoup(render_html(code, page), "html5lib")


def mark_cells(page: BallotElectionPage) -> int:
    return len(body("ballot_election", replace(page, copies=1)).select("td.mark"))


@pytest.mark.parametrize(("people", "seats", "pages"), [(7, 5, 1), (30, 25, 2), (60, 49, 3)])
def test_each_ballot_of_an_election_is_drawn_like_every_other_and_begins_a_page(people, seats, pages):
    drawn = drawings("ballot_election", replace(ballots.many_on_a_ballot(people, seats), copies=3))
    assert len(drawn) == 3 * pages
    assert drawn[:pages] == drawn[pages : 2 * pages] == drawn[2 * pages :]


def test_each_page_of_ballots_on_a_motion_is_drawn_like_every_other():
    drawn = drawings("ballot_motion", replace(ballots.ballot_motion(), copies=6))
    assert len(drawn) == 3
    assert len(set(drawn)) == 1


def test_the_upper_ballot_of_a_page_is_like_the_lower():
    (page,) = open_pdf(print_pdf("ballot_motion", replace(ballots.ballot_motion(), copies=2))).pages
    places: list[tuple[float, float, str]] = []

    def visit(text: str, _at: list[float], matrix: list[float], _font: Any, _size: float) -> None:
        if text.strip():
            places.append((round(matrix[4], 2), matrix[5], text.strip()))

    page.extract_text(visitor_text=visit)
    upper, lower = places[: len(places) // 2], places[len(places) // 2 :]
    assert [(x, text) for x, _, text in upper] == [(x, text) for x, _, text in lower]
    apart = [low - high for (_, high, _), (_, low, _) in zip(upper, lower, strict=True)]
    assert apart == pytest.approx([apart[0]] * len(apart), abs=0.01)


@pytest.mark.parametrize(("copies", "pages"), [(1, 1), (2, 1), (3, 2)])
def test_there_are_as_many_ballots_as_asked_for_two_on_a_page(copies, pages):
    pdf = print_pdf("ballot_motion", replace(ballots.ballot_motion(), copies=copies))
    assert len(open_pdf(pdf).pages) == pages
    assert solid_text(pdf).count("填写说明") == copies


@pytest.mark.parametrize("code", BALLOTS)
@pytest.mark.parametrize("copies", [0, -1, MOST_COPIES + 1])
def test_a_number_of_ballots_that_nobody_prints_is_refused(code, copies):
    with pytest.raises(ValueError, match="2000"):
        replace(SAMPLES[code](), copies=copies)


@pytest.mark.parametrize("code", BALLOTS)
def test_a_ballot_has_no_number_no_code_and_nobody_signs_it(code):
    page = replace(SAMPLES[code](), copies=3)
    assert body(code, page).find_all(["svg", "img"]) == []
    text = solid_text(print_pdf(code, page))
    assert not re.search(r"第\d+[页张]|编号|序号|No\.", text)
    assert "签字" not in text
    # The only figures are the day, the meeting's year, the seats and the paragraphs of the instructions.
    assert set(re.findall(r"\d+", text)) <= {"2026", "11", "21", "23", "1", "2", "3", "4", "5"}


@pytest.mark.parametrize("code", BALLOTS)
def test_a_ballot_leaves_room_for_the_seal(code):
    text = solid_text(print_pdf(code, SAMPLES[code]()))
    assert text.count("（加盖党组织印章）") == SAMPLES[code]().copies


def test_a_ballot_on_a_motion_has_three_empty_cells():
    page = replace(ballots.ballot_motion(), copies=1)
    heads = [head.get_text() for head in body("ballot_motion", page).select(".choices th")]
    cells = [cell.get_text() for cell in body("ballot_motion", page).select(".choices td")]
    assert (heads, cells) == (["赞成", "不赞成", "弃权"], ["", "", ""])


@pytest.mark.parametrize("length", [27, 120, 121, 900])
def test_a_motion_of_any_length_is_printed_whole(length):
    motion = ("关于调整幸福社区网格划分并相应设置党小组的决定" * 50)[:length]
    pdf = print_pdf("ballot_motion", replace(ballots.ballot_motion(), motion=motion, copies=2))
    assert solid_text(pdf).count(motion) == 2
    assert len(open_pdf(pdf).pages) == (1 if length <= 120 else 2)
    assert [sum("加盖" in line for line in lines) for lines in page_lines(pdf)] in ([2], [1, 1])


def test_an_election_has_a_cell_for_each_candidate_and_as_many_lines_for_others_as_seats():
    assert mark_cells(ballots.ballot_election()) == 7 + 5
    assert mark_cells(replace(ballots.ballot_election(), write_ins=False)) == 7


@pytest.mark.parametrize(("people", "seats"), [(13, 9), (31, 25), (60, 49)])
def test_two_names_side_by_side_make_no_line_too_many(people, seats):
    assert mark_cells(ballots.many_on_a_ballot(people, seats)) == people + seats


def test_an_election_without_others_says_so():
    page = replace(ballots.ballot_election(), write_ins=False, copies=1)
    text = solid_text(print_pdf("ballot_election", page))
    assert "本次选举不另选他人" in text
    assert "另选他人姓名" not in text


def test_candidates_stand_in_the_order_given():
    text = solid_text(print_pdf("ballot_election", ballots.many_on_a_ballot()))
    first = text[: text.index("填写说明")]
    assert re.findall(r"某\d\d", first) == [f"某{number:02}" for number in range(60)]


def test_each_page_of_a_long_ballot_repeats_the_head_and_the_colour_and_has_its_number():
    pages = page_lines(print_pdf("ballot_election", replace(ballots.many_on_a_ballot(), copies=2)))
    assert len(pages) == 6
    assert all(any("姓名" in line for line in lines) for lines in pages)
    assert all("（粉红色纸）" in lines for lines in pages)
    numbers = ["".join(line for line in lines if "页" in line) for lines in pages]
    assert numbers == [f"第 {number} 页　共 3 页" for number in (1, 2, 3)] * 2


@pytest.mark.parametrize("colour", Colour)
def test_a_coloured_paper_is_named_and_a_white_one_is_not(colour):
    pdf = print_pdf("ballot_election", replace(ballots.ballot_election(), colour=colour, copies=1))
    assert (f"（{colour.value}纸）" in solid_text(pdf)) == (colour is not Colour.white)
    assert len(open_pdf(pdf).pages) == 1


@pytest.mark.parametrize(("whose", "rest"), [(0, 12), (12, 13), (24, 28), (34, 36)])
def test_a_ballots_title_takes_at_most_two_lines_and_the_ballot_one_page(whose, rest):
    title = "\n".join(filter(None, ("中" * whose, "选" * rest)))
    page = replace(ballots.ballot_election(), title=title, colour=Colour.white, copies=1)
    (lines,) = page_lines(print_pdf("ballot_election", page))
    head = lines[: next(at for at, line in enumerate(lines) if "选举职务" in line)]
    assert "\n".join(head) == title


@pytest.mark.parametrize("write_ins", [True, False])
def test_the_instructions_tell_what_is_void_and_who_may_write_for_another(write_ins):
    text = solid_text(print_pdf("ballot_election", replace(ballots.ballot_election(), write_ins=write_ins, copies=1)))
    assert ("另选他人的人数多于不赞成人数的，也无效" in text) == write_ins
    assert "5.不能填写的，可以由本人委托不是候选人的人按本人意愿代写；不得委托他人投票。" in text


def test_residents_have_their_own_seal_and_may_vote_by_proxy():
    page = replace(ballots.ballot_election(), title="居民委员会选举选票", office="主任", residents=True, copies=1)
    text = solid_text(print_pdf("ballot_election", page))
    assert "按本人意愿代写。" in text
    assert "（加盖选举委员会印章）" in text
    assert "党" not in text
    assert "不得委托" not in text


def test_a_blank_ballot_on_a_motion_is_an_abstention():
    assert "都不画的，计为弃权。" in solid_text(printed("ballot_motion"))


@pytest.mark.parametrize(("people", "seats"), [(7, 5), (7, 6), (10, 7)])
def test_a_ballot_with_one_column_of_names_stands_on_one_page_that_names_the_office_once(people, seats):
    page = replace(ballots.many_on_a_ballot(people, seats), title="幸福社区第一党支部\n换届选举党员大会选票", copies=1)
    (lines,) = page_lines(print_pdf("ballot_election", page))
    assert page.columns == 1
    assert "".join(lines).count(ballots.OFFICE) == 1


@pytest.mark.parametrize("code", BALLOTS)
def test_another_rules_instructions_take_the_place_of_the_usual_ones(code):
    page = replace(SAMPLES[code](), instructions=("按本办法填写。",), copies=1)
    text = solid_text(print_pdf(code, page))
    assert "填写说明1.按本办法填写。（" in text


@pytest.mark.parametrize(("code", "pages"), [("ballot_motion", 1000), ("ballot_election", 1999)])
def test_all_the_ballots_of_a_run_are_one_drawing(code, pages):
    copies = 1999
    pdf = print_pdf(code, replace(SAMPLES[code](), copies=copies))
    drawn = [page.raw_get("/Contents").idnum for page in open_pdf(pdf).pages]
    assert len(drawn) == pages
    assert len(set(drawn)) == (2 if code == "ballot_motion" else 1)  # the last page has one ballot on it
    assert len(pdf) < 1_000_000
