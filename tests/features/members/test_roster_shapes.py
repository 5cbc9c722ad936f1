"""A roster is found wherever it stands, and what is nobody in it is left aside and listed."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from blueprints.members.roster import Preview
from blueprints.members.roster.columns import field_of
from tests.features.members.rosters import (
    HEADINGS,
    csv_text,
    found,
    line_of,
    person,
    read,
    roster,
    saved,
    workbook,
)


def _ignored(preview: Preview) -> dict[int, str]:
    return {line.row: line.why for line in preview.ignored}


def _names(preview: Preview) -> list[str | None]:
    return [row.values.name for row in preview.rows]


@pytest.mark.parametrize("first", [1, 2, 3, 4, 5])
def test_the_header_may_stand_in_rows_one_to_five(first):
    titles: list[list[str]] = [
        ["幸福社区党支部党员名册"],
        [],
        ["单位：幸福社区", "", "2026年3月"],
        ["单位：人"],
    ]
    lines = [*titles[: first - 1], HEADINGS, line_of(person(1)), line_of(person(2))]
    preview = read(workbook(lines))
    assert (preview.is_roster, preview.header_rows) == (True, (first,))
    assert [row.row for row in preview.rows] == [first + 1, first + 2]
    assert [line.row for line in preview.ignored] == list(range(1, first))
    assert preview.ok == 2


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("姓 名", "name"),
        ("姓\n名", "name"),
        ("*姓名", "name"),
        ("党员姓名（必填）", "name"),
        ("性　别", "gender"),
        ("民族", "ethnicity"),
        ("出生年月（必填）", "birth"),
        ("出生日期", "birth"),
        ("生日", "birth"),
        ("入党时间", "joined_on"),
        ("入党日期", "joined_on"),
        ("入党年月", "joined_on"),
        ("加入中国共产党时间", "joined_on"),
        ("转正时间", "full_member_on"),
        ("转正日期*", "full_member_on"),
        ("转为正式党员的时间", "full_member_on"),
        ("党员类别", "category"),
        ("党员类型", "category"),
        ("正式/预备", "category"),
        ("正式或预备", "category"),
        ("人员类别", "category"),
        ("【党员类别】", "category"),
        ("联系电话", "phone"),
        ("手机", "phone"),
        ("手机号码", "phone"),
        ("电话", "phone"),
        ("党小组", "group"),
        ("所在党小组", "group"),
        ("组别", "group"),
        ("党内职务", "office"),
        ("职务", "office"),
        ("流动/在职", "mobility"),
        ("流动／在职", "mobility"),
        ("是否流动党员", "mobility"),
        ("备注", "remark"),
        ("备　注：", "remark"),
        ("序号", "index"),
        ("申请入党时间", None),
        ("入党介绍人", None),
        ("身份证号", None),
        ("学历", None),
        ("列为入党积极分子时间", None),
        ("家庭住址", None),
    ],
)
def test_headings_are_known_by_their_usual_names(heading, key):
    assert field_of(heading) == key


def test_columns_may_stand_in_any_order():
    headings = list(reversed(HEADINGS))
    (row,) = read(roster(person(3), headings=headings)).rows
    (straight,) = read(roster(person(3))).rows
    assert row.values == straight.values


def test_columns_that_are_not_imported_are_listed():
    headings = [*HEADINGS, "学历", "身份证号"]
    preview = read(roster(person(3) | {"学历": "大专", "身份证号": "11010119900101001X"}, headings=headings))
    assert preview.ignored_columns == ("学历", "身份证号")
    assert "11010119900101001X" not in json.dumps(preview.to_json())


def test_a_fault_names_the_column_as_the_sheet_heads_it():
    headings = ["姓  名", "出生年月\n（必填）", "党员类别*", "入党时间"]
    lines = [headings, ["王明", "1986.13", "正式党员", "2010.07"]]
    (fault,) = read(workbook(lines)).rows[0].faults
    assert fault.column == "出生年月 （必填）"


def test_a_header_of_two_rows_is_put_together():
    lines: list[Sequence[Any]] = [
        ["党员名册"],
        ["序号", "姓名", "联系方式", None, "入党", None, "党员类别"],
        [None, None, "住址", "手机", "时间", "介绍人", None],
        [1, "王明", "幸福路 1 号", "13812345678", "2010.07", "李红", "正式党员"],
    ]
    merges = ["A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"]
    preview = read(workbook(lines, merges=merges))
    assert preview.header_rows == (2, 3)
    (row,) = preview.rows
    assert (row.row, row.values.phone, row.values.joined_on) == (4, "13812345678", "2010-07")
    assert row.values.category == "full"
    assert len(preview.ignored_columns) == 2


def test_a_first_line_without_a_name_is_refused_and_not_taken_for_a_second_header_row():
    preview = read(roster(person(1, 姓名=None), person(2)))
    assert preview.header_rows == (1,)
    assert (2, "姓名", "no_name") in found(preview)


def test_a_group_merged_over_its_people_holds_for_each_of_them():
    headings = ["党小组", "姓名", "党员类别", "入党时间"]
    people = [
        ["第一党小组" if not number else None, f"王{name}", "正式党员", "2010.07"]
        for number, name in enumerate("明红强")
    ]
    preview = read(workbook([headings, *people], merges=["A2:A4"]))
    assert [row.values.group for row in preview.rows] == ["第一党小组"] * 3


def test_a_person_over_two_merged_rows_is_one_person():
    lines = [["姓名", "党员类别", "备注"], ["王明", "正式党员", "甲"], [None, None, "乙"]]
    preview = read(workbook(lines, merges=["A2:A3", "B2:B3"]))
    assert (_names(preview), _ignored(preview)) == (["王明"], {3: "continuation"})


def test_section_rows_give_the_group_to_the_people_below():
    headings = [heading for heading in HEADINGS if heading != "党小组"]
    lines = [
        headings,
        ["第一党小组"],
        line_of(person(1), headings),
        ["二、第二党小组（1人）"],
        line_of(person(2), headings),
    ]
    preview = read(workbook(lines, merges=["A2:L2", "A4:L4"]))
    assert [row.values.group for row in preview.rows] == ["第一党小组", "第二党小组"]
    assert _ignored(preview) == {2: "section", 4: "section"}


def test_a_group_of_its_own_stands_above_the_section():
    lines = [
        HEADINGS,
        ["第二党小组"],
        line_of(person(1, 党小组="第三党小组")),
        line_of(person(2, 党小组=None)),
    ]
    assert [row.values.group for row in read(workbook(lines)).rows] == ["第三党小组", "第二党小组"]


def test_section_rows_give_the_category_with_a_warning():
    newcomer = person(2, 党员类别=None, 入党时间="2025.07", 转正时间=None)
    lines = [HEADINGS, ["一、正式党员"], line_of(person(1)), ["二、预备党员（1人）"], line_of(newcomer)]
    preview = read(workbook(lines))
    assert [row.values.category for row in preview.rows] == ["full", "probationary"]
    assert found(preview) == {(5, "党员类别", "derived_category")}


def test_footers_are_nobody():
    footers: list[list[Any]] = [
        ["合计", "2人"],
        [None, "小 计", 2],
        ["填表人：王红", None, None, "审核人：李明"],
        ["填表日期：2026年3月1日"],
        ["注：1.流动党员在备注中说明。"],
        ["2.本表一式两份。"],
        ["说明：以上数据截至二月底"],
        ["党支部书记（签字）：", None, None, "盖章"],
    ]
    preview = read(workbook([HEADINGS, line_of(person(1)), line_of(person(2)), *footers]))
    assert len(preview.rows) == 2
    assert [line.row for line in preview.ignored] == list(range(4, 12))


def test_the_header_and_title_of_each_printed_page_are_nobody():
    page = [["党员名册"], list(HEADINGS)]
    lines = [*page, line_of(person(1)), *page, line_of(person(2))]
    preview = read(workbook(lines))
    assert _ignored(preview) == {1: "title", 4: "title", 5: "header"}
    assert preview.ok == 2


@pytest.mark.parametrize(
    "example",
    [
        person(9, 姓名="张三（示例）"),
        person(9, 序号="例"),
        person(9, 序号="示例"),
        person(9, 姓名="例：张三"),
        person(9, 备注="示例，填写时请删除"),
    ],
)
def test_example_rows_are_nobody(example):
    preview = read(roster(example, person(2)))
    assert _ignored(preview) == {2: "example"}
    assert preview.ok == 1


def test_blank_rows_and_rows_that_only_carry_a_number_are_nobody():
    lines = [HEADINGS, line_of(person(1)), [], line_of(person(2)), [3], [4]]
    assert _ignored(read(workbook(lines))) == {3: "blank", 5: "blank", 6: "blank"}


def test_a_row_of_column_numbers_is_nobody():
    lines = [HEADINGS, list(range(1, 14)), line_of(person(1))]
    preview = read(workbook(lines))
    assert (_ignored(preview), preview.ok) == ({2: "numbering"}, 1)


def test_the_roster_is_chosen_among_sheets_and_named():
    book = Workbook()
    notes: Any = book.active
    notes.title = "填写说明"
    notes.append(["请按要求填写"])
    page: Any = book.create_sheet("2026年党员")
    for line in (HEADINGS, line_of(person(1))):
        page.append(line)
    preview = read(saved(book))
    assert (preview.sheet, preview.ok) == ("2026年党员", 1)
    assert "2026年党员" in preview.notes[0]


@pytest.mark.parametrize(("hidden", "names"), [(True, "now"), (False, "old")])
def test_a_hidden_sheet_is_passed_over(hidden, names):
    book = Workbook()
    now: Any = book.active
    now.title = "now"
    old: Any = book.create_sheet("old")
    for line in (HEADINGS, line_of(person(1))):
        now.append(line)
    for line in (HEADINGS, line_of(person(1)), line_of(person(2))):
        old.append(line)
    old.sheet_state = "hidden" if hidden else "visible"
    assert read(saved(book)).sheet == names


def test_a_formula_never_computed_is_refused_where_it_decides():
    preview = read(roster(person(1, 入党时间="=A1", 备注="=B1")))
    assert found(preview) >= {(2, "入党时间", "formula_without_value"), (2, "备注", "broken_detail")}


@pytest.mark.parametrize(
    ("lines", "like"),
    [
        (
            [["支部党员大会签到表"], ["序号", "姓名", "党员类别", "签名"], [1, "王明", "正式党员", None]],
            "签到表",
        ),
        (
            [["序号", "姓名", "性别", "联系电话", "签到时间"], [1, "王明", "男", "13812345678", "8:30"]],
            "签到表",
        ),
        ([["日期", "事项", "金额", "经办人"], ["2026-03-01", "购买学习资料", 120, "王明"]], "收支"),
        ([["姓名", "党员类别", "每月党费"], ["王明", "正式党员", 20]], "党费"),
        ([["入党积极分子名册"], ["姓名", "性别", "申请入党时间"], ["王明", "男", "2025.07"]], "积极分子"),
        ([["姓名", "性别", "出生年月", "住址"], ["王明", "男", "1986.07", "幸福路"]], "入党时间"),
        ([["会议记录"], ["今天下午召开支部委员会会议"]], "表头"),
        ([], "没有内容"),
    ],
)
def test_a_sheet_that_is_no_roster_is_recognised_with_a_sentence(lines, like):
    preview = read(workbook(lines))
    assert (preview.is_roster, preview.rows) == (False, ())
    assert like in preview.say
    assert preview.say.endswith("。")
    assert preview.to_json()["is_roster"] is False


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_reads_as_the_workbook_does(encoding, delimiter):
    lines = [["党员名册"], HEADINGS, line_of(person(1, 姓名="𠮷丽", 出生年月="1986.13")), line_of(person(2))]
    from_csv = read(csv_text(lines, delimiter).encode(encoding), "名册.csv")
    assert from_csv.rows == read(workbook(lines)).rows
    assert from_csv.header_rows == (2,)


def test_csv_rows_are_counted_as_the_sheet_shows_them():
    text = csv_text([HEADINGS, line_of(person(1, 备注="两\n行")), [], line_of(person(2))])
    preview = read(text.encode(), "名册.csv")
    assert ([row.row for row in preview.rows], _ignored(preview)) == ([2, 4], {3: "blank"})


def test_a_phone_kept_as_formula_text_in_csv_is_read():
    text = csv_text([HEADINGS, line_of(person(1, 联系电话='="13812345678"'))])
    assert read(text.encode(), "名册.csv").rows[0].values.phone == "13812345678"


def test_a_column_that_asks_is_it_full_is_understood():
    lines = [["姓名", "是否正式党员", "入党时间"], ["王明", "是", "2010.07"], ["李红", "否", "2025.07"]]
    assert [row.values.category for row in read(workbook(lines)).rows] == ["full", "probationary"]


def test_a_roster_without_people_says_so():
    preview = read(workbook([HEADINGS]))
    assert (preview.is_roster, preview.rows) == (True, ())
    assert "没有党员" in preview.say


def test_reading_is_told_the_day_and_keeps_no_clock():
    content = roster(person(5, 入党时间="2025.07.01", 转正时间=None, 党员类别="预备党员"))
    from blueprints.members.roster import read_roster

    later = read_roster(content, "名册.xlsx", today=date(2026, 7, 1))
    assert [fault.kind for fault in later.rows[0].faults] == ["probation_overdue"]
