"""Every way a date is written in a roster, as a table of truth."""

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from blueprints.members.roster.dates import earliest, latest, read_date, years_after
from blueprints.members.roster.sheet import Cell
from tests.features.members.rosters import HEADINGS, csv_text, line_of, only, person, read, saved

#: Cells of a workbook know no time zone.
DAY = datetime.fromisoformat("1986-07-05")
FIRST = datetime.fromisoformat("1986-07-01")

READ: tuple[tuple[Any, str], ...] = (
    (DAY, "1986-07-05"),
    (DAY.date(), "1986-07-05"),
    (31598, "1986-07-05"),
    (31598.0, "1986-07-05"),
    (31598.75, "1986-07-05"),
    ("31598", "1986-07-05"),
    ("31598.0", "1986-07-05"),
    (1986.07, "1986-07"),
    (1986.7, "1986-07"),
    (1986.12, "1986-12"),
    (1986.0705, "1986-07-05"),
    (198607, "1986-07"),
    (19860705, "1986-07-05"),
    ("1986.07", "1986-07"),
    ("1986.7", "1986-07"),
    ("1986.1", "1986-01"),
    ("1986.7.5", "1986-07-05"),
    ("1986.07.05", "1986-07-05"),
    ("1986.07.", "1986-07"),
    ("1986/7", "1986-07"),
    ("1986/7/5", "1986-07-05"),
    ("1986-07", "1986-07"),
    ("1986-07-05", "1986-07-05"),
    ("1986-07-05 00:00:00", "1986-07-05"),
    ("1986-07-05T00:00:00", "1986-07-05"),
    ("1986—07—05", "1986-07-05"),
    ("1986年7月", "1986-07"),
    ("1986年07月", "1986-07"),
    ("1986年7月5日", "1986-07-05"),
    ("1986年7月5号", "1986-07-05"),
    ("1986 年 7 月", "1986-07"),
    ("1986年\n7月", "1986-07"),
    ("198607", "1986-07"),
    ("19860705", "1986-07-05"),
    ("１９８６．０７", "1986-07"),
    ("１９８６年７月", "1986-07"),
    ("1986．07", "1986-07"),
    ("1986。07", "1986-07"),
    ("1986、07", "1986-07"),
    ("一九八六年七月", "1986-07"),
    ("二〇一二年十二月三十一日", "2012-12-31"),
    ("二○二○年十月", "2020-10"),
    ("2000-02-29", "2000-02-29"),
    ("Jul-1986", "1986-07"),
)
UNREAD: tuple[tuple[Any, str, str | None], ...] = (
    ("1986.13", "impossible_date", None),
    ("1986.00", "impossible_date", None),
    (1986.13, "impossible_date", None),
    (1986.2, "", "1986-02"),
    ("1986-02-30", "impossible_date", None),
    ("1900-02-29", "impossible_date", None),
    ("19861305", "impossible_date", None),
    ("198613", "impossible_date", None),
    ("1986年13月", "impossible_date", None),
    (True, "impossible_date", None),
    ("86.07", "two_digit_year", "1986-07"),
    ("86年7月", "two_digit_year", "1986-07"),
    ("05.07.01", "two_digit_year", "2005-07-01"),
    ("860705", "two_digit_year", "1986-07-05"),
    ("8607", "two_digit_year", "1986-07"),
    ("Jul-86", "two_digit_year", "1986-07"),
    ("八六年", "two_digit_year", "1986年"),
    ("八六年七月", "two_digit_year", "1986-07"),
    ("1986", "year_only_date", None),
    (1986, "year_only_date", None),
    ("1986年", "year_only_date", None),
    ("07/05/1986", "ambiguous_order", "1986-07-05 或 1986-05-07"),
    ("25/07/1986", "ambiguous_order", "1986-07-25"),
    ("约1986年7月入党", "unreadable_date", "1986-07"),
    ("七月", "unreadable_date", None),
    ("不记得了", "unreadable_date", None),
    ("1986075", "unreadable_date", None),
    ("-5", "unreadable_date", None),
)


@pytest.mark.parametrize(("written", "value"), READ)
def test_a_date_is_read_as_exactly_as_it_was_written(written, value):
    reading = read_date(Cell(written))
    assert (reading.value, reading.problems) == (value, ())


@pytest.mark.parametrize(("written", "kind", "mend"), UNREAD)
def test_a_date_that_cannot_be_is_told_apart_and_never_guessed(written, kind, mend):
    reading = read_date(Cell(written))
    if not kind:
        assert reading.value == mend
        return
    (problem,) = reading.problems
    assert (reading.value, problem.kind, problem.mend) == (None, kind, mend)


@pytest.mark.parametrize("written", ["", "-", "/", "——", "无", "不详", "N/A"])
def test_a_stand_in_for_nothing_is_a_blank(written):
    assert read_date(Cell(written)).problems == ()


def test_a_number_1986_1_is_warned_of_as_october_or_january():
    row = only(出生年月=1986.1, 入党时间="2010.07", 转正时间="2011.07")
    assert (row.values.birth, row.status, row.faults[0].kind) == ("1986-10", "warn", "ambiguous_month")


def test_a_number_1986_1_shown_with_two_decimals_is_october_without_a_warning():
    assert read_date(Cell(1986.1, shown="0.00")).problems == ()


def test_the_same_in_csv_is_warned_of_since_excel_dropped_the_zero():
    lines = [HEADINGS, line_of(person(5, 出生年月="1986.1", 入党时间="2010.07", 转正时间="2011.07"))]
    (row,) = read(csv_text(lines).encode(), "名册.csv").rows
    assert [fault.kind for fault in row.faults] == ["ambiguous_month"]


def test_a_date_cell_shown_without_its_day_is_exact_to_the_month():
    assert read_date(Cell(FIRST, shown='yyyy"年"m"月"')).value == "1986-07"
    assert read_date(Cell(FIRST, shown="mmm-yy")).value == "1986-07"
    assert read_date(Cell(FIRST, shown='[$-804]yyyy"年"m"月"d"日"')).value == "1986-07-01"


def test_excel_date_cells_come_through_a_real_workbook():
    row = only(出生年月=DAY, 入党时间=date(2010, 7, 1), 转正时间=date(2011, 7, 1))
    assert (row.values.birth, row.values.joined_on, row.status) == ("1986-07-05", "2010-07-01", "ok")


def test_a_time_of_day_is_no_date():
    assert "出生年月" in {fault.column for fault in only(出生年月=time(8, 30)).faults}


@pytest.mark.parametrize("written", [DAY, 30136, "30136"])
def test_the_calendar_of_1904_is_honoured(written):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    page: Any = book.active
    page.append(HEADINGS)
    page.append(line_of(person(5, 出生年月=written, 入党时间="2010.07", 转正时间="2011.07")))
    (row,) = read(saved(book)).rows
    assert row.values.birth == "1986-07-05"


def test_a_month_reaches_from_its_first_to_its_last_day():
    assert (earliest("2024-02"), latest("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert years_after(date(2008, 2, 29), 18) == date(2026, 3, 1)
