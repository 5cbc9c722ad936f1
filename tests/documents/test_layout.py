"""Pages as GB/T 9704 measures them, and as an archive expects a record."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import UTC, datetime

import pytest

from blueprints.documents.kinds.meeting_notice import NoticeItem
from blueprints.documents.press import print_pdf
from blueprints.documents.sample import meeting as samples
from blueprints.documents.sample import recording
from tests.documents.printing import printed
from tests.documents.reading import open_pdf, page_lines, solid_text

MM = 72 / 25.4


def full_notice(paragraph: str = "测" * 28 * 70):
    return dataclasses.replace(samples.notice(), requirements=(paragraph,))


def text_places(page) -> list[tuple[float, float, str]]:
    """Where each line begins, in points from the left and from the top."""
    places = []

    def visit(text, transform, matrix, _font, _size):
        if text.strip():
            places.append((matrix[4] * 0.75, matrix[5] * 0.75, text.strip()))

    page.extract_text(visitor_text=visit)
    return places


@pytest.mark.parametrize("number", [1, 2])
def test_a_full_page_of_a_notice_has_22_lines_of_28_characters(number):
    lines = page_lines(print_pdf("meeting_notice", full_notice()))[number]
    body = [line for line in lines if not line.startswith("—")]
    assert [len(line) for line in body] == [28] * 22


def test_the_first_page_fills_the_same_22_lines():
    lines = page_lines(print_pdf("meeting_notice", full_notice()))[0]
    body = [line for line in lines if not line.startswith("—")]
    assert len(body) + 1 == 22  # one line is left free under the title
    assert len(body[-1]) == 28


def test_a_notice_stands_28_mm_from_the_left_and_its_lines_28_95_points_apart():
    page = open_pdf(print_pdf("meeting_notice", full_notice())).pages[1]
    assert (float(page.mediabox.width) / MM, float(page.mediabox.height) / MM) == pytest.approx((210, 297), abs=0.1)
    rows = sorted({round(y, 2) for x, y, text in text_places(page) if "测" in text})
    assert len(rows) == 22
    assert all(low - high == pytest.approx(28.95, abs=0.02) for high, low in itertools.pairwise(rows))
    assert min(x for x, _, text in text_places(page) if "测" in text) == pytest.approx(28 * MM, abs=0.1)
    assert rows[0] > 37 * MM
    assert rows[-1] < (297 - 35) * MM


def test_page_numbers_of_a_notice_stand_outside_on_odd_and_inside_on_even_pages():
    pages = open_pdf(print_pdf("meeting_notice", full_notice())).pages
    places = [[(x, text) for x, _, text in text_places(page) if "—" in text] for page in pages[:2]]
    assert min(x for x, _ in places[0]) > 130 * MM
    assert min(x for x, _ in places[1]) == pytest.approx(28 * MM + 14, abs=1)


def test_the_usual_notice_takes_one_page():
    assert len(page_lines(printed("meeting_notice"))) == 1


def items_of(count: int) -> tuple[NoticeItem, ...]:
    return tuple(NoticeItem(title=f"讨论第{number}项支部工作安排", presenter="李秀英") for number in range(count))


def ordinary(count: int):
    """As the meeting's page fills it: no purpose, one line of requirements."""
    bare = dataclasses.replace(samples.notice(), purpose=None, leave_how=None, reply_by=None, ends_at=None)
    return dataclasses.replace(bare, items=items_of(count), requirements=("请提前阅读材料。",))


@pytest.mark.parametrize("count", range(1, 7))
def test_an_ordinary_notice_with_up_to_six_items_takes_one_page(count):
    (lines,) = page_lines(print_pdf("meeting_notice", ordinary(count)))
    assert any("联系人" in line for line in lines)
    assert samples.BRANCH in "".join(lines)


def test_a_notice_that_needs_two_pages_anyway_keeps_the_usual_spacing():
    first, second = open_pdf(print_pdf("meeting_notice", ordinary(14))).pages
    rows = sorted({round(y, 2) for _, y, text in text_places(first) if "讨论第" in text})
    assert all(low - high == pytest.approx(28.95, abs=0.02) for high, low in itertools.pairwise(rows))
    assert samples.BRANCH in second.extract_text()


@pytest.mark.parametrize("lines", range(1, 12))
def test_the_signature_never_stands_on_a_page_without_text(lines):
    pdf = print_pdf("meeting_notice", full_notice("测" * 28 * lines))
    last = page_lines(pdf)[-1]
    sign = last.index(samples.BRANCH)
    assert last[sign + 1] == "2026年11月19日"
    assert any("联系人" in line for line in last[:sign])


def test_an_urgent_meeting_tells_its_reason_and_another_does_not():
    urgent = dataclasses.replace(samples.notice(), urgent_reason="防汛应急工作需要")
    assert "临时召开原因：防汛应急工作需要" in solid_text(print_pdf("meeting_notice", urgent))
    assert "临时召开" not in solid_text(printed("meeting_notice"))


def test_a_notice_without_a_reply_address_has_no_code():
    silent = dataclasses.replace(samples.notice(), reply_url=None, reply_by=None)
    assert "扫码" not in solid_text(print_pdf("meeting_notice", silent))


def test_every_page_of_a_long_roll_repeats_the_head_and_only_the_last_has_the_totals():
    pages = page_lines(print_pdf("sign_in", samples.sign_in(120)))
    assert len(pages) > 5
    assert all(any(line.startswith("序号") for line in lines) for lines in pages)
    totals = [any("应到120人" in line for line in lines) for lines in pages]
    assert totals == [False] * (len(pages) - 1) + [True]


def test_totals_are_never_alone_on_a_page():
    for people in (11, 12, 13, 14, 15, 16, 31):
        last = page_lines(print_pdf("sign_in", samples.sign_in(people)))[-1]
        assert all(any(line.startswith(f"{number} ") for line in last) for number in range(people - 1, people + 3))


def test_a_sheet_to_be_signed_leaves_lines_for_the_figures():
    text = solid_text(print_pdf("sign_in", samples.unsigned_sign_in()))
    assert "应到18人实到人请假人缺席人列席人应到有表决权16人实到有表决权人" in text


def test_a_sheet_is_landscape():
    page = open_pdf(printed("sign_in")).pages[0]
    assert page.mediabox.width > page.mediabox.height


@pytest.mark.parametrize("code", ["cards", "minutes", "sign_in"])
def test_long_names_and_rare_characters_print(code):
    text = solid_text(printed(code))
    assert all(name in text for name in ("𠮷田美", "𬱖文", "买提江"))


def test_a_draft_says_so_on_every_page_and_a_confirmed_record_nowhere():
    pages = page_lines(print_pdf("minutes", recording.draft()))
    assert all(any("草稿，未经确认" in line for line in lines) for lines in pages)
    assert "草稿" not in solid_text(printed("minutes"))


def test_a_confirmed_record_carries_version_hash_and_confirmation():
    page = recording.minutes()
    text = solid_text(print_pdf("minutes", page))
    assert page.sha256 in text
    assert "第1版。本记录于2026年11月23日17:00确认" in text


def test_a_correction_says_why_on_its_first_page():
    page = dataclasses.replace(recording.minutes(), version=2, correction_reason="实到人数误记")
    first = "".join(page_lines(print_pdf("minutes", page))[0])
    assert "本记录为第2版，更正原因：实到人数误记" in first


def test_the_verdicts_sentence_and_clause_stand_word_for_word():
    text = solid_text(printed("minutes"))
    finding = recording.vote().finding
    assert finding.sentence in text
    assert finding.clause in text
    assert "赞成12票不赞成1票弃权1票书面意见赞成2票" in text


def test_an_empty_row_is_left_out_and_an_item_without_discussion_has_points_of_study():
    page = recording.minutes()
    (item,) = page.items
    quiet = dataclasses.replace(item, speeches=(), votes=())
    text = solid_text(print_pdf("minutes", dataclasses.replace(page, sequence=None, items=(item, quiet))))
    assert "届次次数" not in text
    assert text.index("讨论情况") < text.index("学习、汇报要点")
    assert text.count("讨论情况") == text.count("学习、汇报要点") == 1


def test_what_was_written_later_is_marked_with_its_time():
    text = solid_text(printed("minutes"))
    assert "【补录2026年11月23日16:40李秀英】补充：缺席的三次" in text


def test_minutes_count_their_pages_and_sign_on_the_last_with_text_above():
    pages = page_lines(print_pdf("minutes", recording.minutes(9)))
    assert len(pages) == 11
    for number, lines in enumerate(pages, start=1):
        assert any(f"第 {number} 页　共 {len(pages)} 页" in line for line in lines)
    signing = [any("主持人（张明）签字" in line for line in lines) for lines in pages]
    assert signing == [False] * (len(pages) - 1) + [True]
    assert any("主持人总结" in line for line in pages[-1])


def test_a_meeting_of_400_prints_all_its_names():
    names = tuple(f"某{number:03}" for number in range(400))
    text = solid_text(print_pdf("minutes", dataclasses.replace(recording.minutes(), present=names)))
    assert all(name in text for name in names)


def test_minutes_without_anything_optional_still_print():
    page = dataclasses.replace(
        recording.minutes(), sequence=None, ends_at=None, quorum=None, present=(), absentees=(), observers=(),
        movements=(), items=(), summary=(), reviewers=(),
    )  # fmt: skip
    text = solid_text(print_pdf("minutes", page))
    assert "主持人（张明）签字" in text


def test_eight_cards_a_page_and_no_address_in_print():
    pages = page_lines(print_pdf("cards", samples.cards(17)))
    assert [sum("遗失请找" in line for line in lines) for lines in pages] == [8, 8, 1]
    assert "yishi.example" not in solid_text(printed("cards"))


def test_no_cards_is_said_on_the_sheet():
    page = dataclasses.replace(samples.cards(), cards=(), valid_until=datetime(2026, 12, 1, tzinfo=UTC))
    assert "没有需要打印的登录卡" in solid_text(print_pdf("cards", page))
