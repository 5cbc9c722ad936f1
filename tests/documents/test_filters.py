"""Dates, numerals and codes as documents write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from blueprints.documents import filters


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (32, "三十二"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_numerals_are_written_as_counting_words(number, word):
    assert filters.numeral(number) == word


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_a_numeral_out_of_range_is_refused(number):
    with pytest.raises(ValueError, match="999"):
        filters.numeral(number)


def test_a_moment_is_told_on_shanghais_clock_even_when_the_day_changes():
    late = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert filters.moment(late) == "2026年11月23日（星期一）00:30"
    assert filters.day(late) == "2026年11月23日"
    assert filters.weekday(date(2026, 11, 22)) == "2026年11月22日（星期日）"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        filters.clock(datetime(2026, 11, 23, 14, 5))  # noqa: DTZ001


def test_the_day_stands_twice_only_when_a_meeting_ran_past_midnight():
    begins = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
    same, next_day = datetime(2026, 11, 23, 8, 0, tzinfo=UTC), datetime(2026, 11, 23, 16, 5, tzinfo=UTC)
    assert filters.until(begins, same) == "2026年11月23日（星期一）14:05至16:00"
    assert filters.until(begins, next_day).endswith("至2026年11月24日（星期二）00:05")
    assert filters.until(begins, None) == "2026年11月23日（星期一）14:05"


@pytest.mark.parametrize("length", [1, 20, 21, 39, 40, 41, 61, 120])
def test_a_heading_loses_no_character_and_fits_its_lines(length):
    text = ("关于召开全体党员大会讨论发展党员工作的通知" * 6)[:length]
    lines = filters.heading_lines(text)
    assert "".join(lines) == text
    assert all(0 < len(line) <= 20 for line in lines)


def test_a_heading_is_cut_before_a_word_and_figures_count_half():
    assert len(filters.heading_lines("关于召开2026年第四次支部党员大会的通知")) == 1
    lines = filters.heading_lines("关于召开幸福社区第一党支部全体党员大会讨论接收预备党员的通知")
    assert lines == ("关于召开幸福社区第一党支部全体", "党员大会讨论接收预备党员的通知")


def test_a_heading_keeps_the_line_break_that_was_typed():
    assert filters.heading_lines("关于召开\n支部党员大会的通知") == ("关于召开", "支部党员大会的通知")


def test_a_qr_code_is_a_path_of_digits_and_drawing_letters_with_a_quiet_zone():
    side, path = filters.qr_shape("https://yishi.example/r/7KQ2M9")
    assert set(path) <= set("Mhv1Hz 0123456789-")
    assert side == 25 + 2 * 2 or side == 29 + 2 * 2
    assert path.startswith("M2 2h7v1H2z")


def test_a_heading_is_cut_before_a_year_and_a_meeting_stays_with_its_number():
    title = "幸福社区第一党支部2026年第四次支部党员大会纪要"
    assert filters.heading_lines(title) == ("幸福社区第一党支部", "2026年第四次支部党员大会纪要")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("阿卜杜热合曼·买买提江", ["阿卜杜热合曼·", "买买提江"]),
        ("由阿卜杜热合曼·买买提江同志主持", ["阿卜杜热合曼·", "买买提江"]),
        ("按姓氏笔画为序：王建国、𠮷田美、刘洋。", ["王建国", "𠮷田美", "刘洋"]),
        ("王建国、李秀英同志", ["王建国", "李秀英"]),
        ("请拨打电话13800000000。", ["电话13800000000"]),
        ("会议讨论了整治楼道堆物的办法。", []),
        ("", []),
    ],
)
def test_names_and_numbers_are_kept_whole_and_nothing_is_lost(text, whole):
    found = filters.pieces(text)
    assert "".join(piece for piece, _ in found) == text
    assert [piece for piece, kept in found if kept] == whole


def test_a_branch_is_not_said_twice_before_its_meeting():
    assert filters.beside("支部党员大会（2026年6月）", "第一党支部") == "党员大会（2026年6月）"
    assert filters.beside("支部党员大会", "社区党委") == "支部党员大会"
    assert filters.beside(None, "第一党支部") is None
