"""Each thing that can be wrong with a person is found at its row and column, refused or warned of."""

import json
from typing import Any

import pytest

from blueprints.members.roster import REFUSING, WARNING, KnownMember, Preview
from tests.features.members.rosters import HEADINGS, found, line_of, only, person, read, roster, workbook

#: Heading, what is written there, the kind of fault, and what else the row must say for it.
FAULTS: tuple[tuple[str, Any, str, dict[str, Any]], ...] = (
    ("姓名", None, "no_name", {}),
    ("姓名", "王小2明", "name_has_digits", {}),
    ("姓名", "王？明", "name_has_signs", {}),
    ("姓名", "王" * 31, "name_too_long", {}),
    ("姓名", "王明、李红", "several_names", {}),
    ("姓名", "王小ming", "name_has_letters", {}),
    ("姓名", "王小明（女）", "name_with_note", {}),
    ("姓名", "王明 李红", "name_in_parts", {}),
    ("姓名", "王\ue863明", "rare_character", {}),
    ("性别", "难", "unknown_gender", {}),
    ("民族", "汗族", "unknown_ethnicity", {}),
    ("出生年月", "1986.13", "impossible_date", {}),
    ("出生年月", "属虎", "unreadable_date", {}),
    ("出生年月", "86.07", "two_digit_year", {}),
    ("出生年月", "1986", "year_only_birth", {}),
    ("出生年月", 1986.1, "ambiguous_month", {"入党时间": "2010.07", "转正时间": "2011.07"}),
    ("出生年月", "7/5/1986", "ambiguous_order", {"入党时间": "2010.07", "转正时间": "2011.07"}),
    ("出生年月", "2030.07", "future_date", {}),
    ("出生年月", "1868.07", "birth_too_early", {}),
    ("出生年月", "2010.07", "under_age", {"入党时间": None, "转正时间": "2011.07"}),
    ("出生年月", None, "missing_birth", {}),
    ("入党时间", "1986", "year_only_date", {}),
    ("入党时间", "1911.07", "joined_before_party", {"出生年月": None}),
    ("入党时间", "1948.07", "joined_before_birth", {"出生年月": "1950.07"}),
    ("入党时间", "1966.07", "joined_under_age", {"出生年月": "1950.07"}),
    ("入党时间", None, "missing_joined_on", {}),
    ("转正时间", None, "missing_full_member_on", {}),
    ("转正时间", "1989.07", "full_before_joined", {"入党时间": "1990.07"}),
    ("转正时间", "1991.01", "short_probation", {"入党时间": "1990.07"}),
    ("转正时间", "2026.07", "full_in_future", {"入党时间": "2025.02"}),
    ("党员类别", "正式党员", "full_too_recent", {"入党时间": "2025.07", "转正时间": "2025.12"}),
    ("党员类别", "正式党员", "full_unsure", {"入党时间": "2025.03", "转正时间": "2026.03"}),
    ("党员类别", "预备党员", "probation_over", {}),
    ("党员类别", "预备党员", "probation_overlong", {"转正时间": None}),
    ("党员类别", "预备党员", "probation_overdue", {"入党时间": "2024.07", "转正时间": None}),
    ("转正时间", "2026.07", "planned_confirmation", {"入党时间": "2025.07", "党员类别": "预备党员"}),
    ("党员类别", "老同志", "unknown_category", {}),
    ("党员类别", None, "missing_category", {"转正时间": None}),
    ("党员类别", None, "derived_category", {}),
    ("党员类别", "中共党员", "loose_category", {}),
    ("党员类别", "发展对象", "not_a_member", {}),
    ("党员类别", "停止党籍", "no_longer_member", {}),
    ("备注", "2025年起留党察看一年", "vote_suspended", {}),
    ("备注", "已转出", "gone_in_remark", {}),
    ("备注", "长" * 501, "text_too_long", {}),
    ("联系电话", "1381234567", "phone_wrong_length", {}),
    ("联系电话", "1381234567o", "phone_wrong_characters", {}),
    ("联系电话", "1.38E+10", "phone_lost_digits", {}),
    ("联系电话", "010-62345678", "phone_landline", {}),
    ("联系电话", "13900000001/13900000002", "phone_several", {}),
    ("联系电话", "#N/A", "broken_detail", {}),
    ("入党时间", "#REF!", "broken_cell", {}),
    ("党小组", "第九党小组", "new_group", {}),
    ("党内职务", "居委会主任", "unknown_office", {}),
)
#: What three of these faults bring along: a date left out for them, a probation too short for its category.
_FOLLOWING = {
    (99, "入党时间", "missing_joined_on"),
    (114, "出生年月", "missing_birth"),
    (154, "转正时间", "short_probation"),
}
_GROUPS = ("第一党小组", "第二党小组", "第三党小组")
_FIRST_ROW = 4


def _roster_of_three_hundred() -> tuple[bytes, set[tuple[int, str, str]]]:
    """300 people, a fault in every fifth, with whole-roster faults in the last ones."""
    people, expected = [person(number) for number in range(300)], set()
    for index, (heading, written, kind, besides) in enumerate(FAULTS):
        people[index * 5] = person(index * 5, **besides) | {heading: written}
        expected.add((_FIRST_ROW + index * 5, heading, kind))
    people[290] = dict(people[289])
    people[292]["联系电话"] = people[291]["联系电话"]
    people[294] = person(294, 姓名=people[293]["姓名"], 出生年月=None)
    people[295]["党内职务"] = people[296]["党内职务"] = "书记"
    expected |= {(_FIRST_ROW + 290, "姓名", "doubled_person")}
    expected |= {(_FIRST_ROW + 292, "联系电话", "shared_phone")}
    expected |= {(_FIRST_ROW + 294, "姓名", "same_name"), (_FIRST_ROW + 294, "出生年月", "missing_birth")}
    expected |= {
        (_FIRST_ROW + 296, "党内职务", "two_secretaries"),
        (_FIRST_ROW + 298, "姓名", "already_known"),
    }
    lines = [["幸福社区党支部党员名册"], ["2026年3月"], HEADINGS, *map(line_of, people)]
    return workbook(lines, merges=["A1:M1"]), expected


@pytest.fixture(scope="module")
def faulty() -> tuple[Preview, set[tuple[int, str, str]]]:
    content, expected = _roster_of_three_hundred()
    known = [KnownMember(name=person(298)["姓名"], phone=person(298)["联系电话"])]
    return read(content, known=known, groups=_GROUPS), expected


def test_three_hundred_rows_show_every_fault_at_its_row_and_column_and_no_other(faulty):
    preview, expected = faulty
    assert expected <= found(preview)
    assert found(preview) - expected == _FOLLOWING
    assert len(preview.rows) == 300
    assert len({kind for _, _, kind in expected}) >= 50


def test_rows_without_a_planted_fault_are_taken_silently(faulty):
    preview, expected = faulty
    planted = {row for row, _, _ in expected}
    assert all(row.status == "ok" for row in preview.rows if row.row not in planted)


def test_every_kind_refuses_or_warns_and_none_does_both(faulty):
    preview, _ = faulty
    assert not REFUSING & WARNING
    assert {kind for _, _, kind in found(preview)} <= REFUSING | WARNING
    assert {kind for _, _, kind in found(preview)} | {"formula_without_value"} == REFUSING | WARNING


def test_a_row_is_refused_exactly_when_one_of_its_faults_refuses(faulty):
    preview, _ = faulty
    for row in preview.rows:
        refused = any(fault.kind in REFUSING for fault in row.faults)
        assert row.status == ("refuse" if refused else "warn" if row.faults else "ok")
    assert preview.ok + preview.warn + preview.refuse == 300


def test_every_fault_is_a_chinese_sentence(faulty):
    preview, _ = faulty
    sentences = [fault.say for row in preview.rows for fault in row.faults]
    assert all(sentence.endswith("。") for sentence in sentences)


def test_a_stored_preview_comes_back_unchanged(faulty):
    preview, _ = faulty
    assert Preview.from_json(json.loads(json.dumps(preview.to_json()))) == preview


def test_the_json_is_as_documented():
    plain = read(roster(person(5, 出生年月="1986年13月"))).to_json()
    assert plain["is_roster"] is True
    assert plain["header_rows"] == [1]
    row = plain["rows"][0]
    assert (row["row"], row["status"], row["values"]["category"]) == (2, "refuse", "full")
    assert row["faults"][0].keys() == {"column", "kind", "say", "mend"}
    assert (row["faults"][0]["column"], row["faults"][0]["kind"]) == ("出生年月", "impossible_date")
    assert plain["ignored"] == []


@pytest.mark.parametrize(
    ("heading", "written", "mend"),
    [
        ("出生年月", "86.07", "1986-07"),
        ("出生年月", "八六年", "1986年"),
        ("出生年月", 1986.1, "1986-10 或 1986-01"),
        ("性别", "1", "男"),
        ("姓名", "王小2明", "王小明"),
        ("党员类别", "正试党员", "正式党员"),
        ("党员类别", "予备", None),
        ("党内职务", "统战委员", "委员"),
    ],
)
def test_a_fault_suggests_the_mending_where_there_is_one(heading, written, mend):
    row = only(**{"入党时间": "2010.07", "转正时间": "2011.07", heading: written})
    assert [fault.mend for fault in row.faults if fault.column == heading] == [mend]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王　伟", "王伟"),
        ("王 伟", "王伟"),
        (" 张三丰 ", "张三丰"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("𠮷野𬱖", "𠮷野𬱖"),
        ("丁", "丁"),
        ("古丽巴哈尔阿卜杜热合曼江", "古丽巴哈尔阿卜杜热合曼江"),
        ("王\u200b伟*", "王伟"),
        ("\uf900明", "\uf900明"),
    ],
)
def test_names_are_kept_with_rare_characters_and_mended_silently(written, name):
    row = only(姓名=written)
    assert (row.values.name, row.status) == (name, "ok")


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        13812345678,
        13812345678.0,
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "１３８12345678",
    ],
)
def test_mobile_numbers_are_read_however_they_are_spaced(written):
    row = only(联系电话=written)
    assert (row.values.phone, row.status) == ("13812345678", "ok")


@pytest.mark.parametrize(
    ("written", "office"),
    [
        ("党支部书记", "书记"),
        ("支部副书记、组织委员", "副书记、组织委员"),
        ("纪律检查委员", "纪检委员"),
        ("第一党小组组长", "党小组长"),
        ("党小组组长", "党小组长"),
        ("支委", "委员"),
        ("支部委员", "委员"),
        ("无", None),
        ("普通党员", None),
    ],
)
def test_offices_are_read_by_their_usual_names(written, office):
    row = only(党内职务=written)
    assert (row.values.office, row.status) == (office, "ok")


def test_a_member_of_1970_needs_no_probation():
    assert only(出生年月="1948.05", 入党时间="1970.07", 转正时间="1970.07").status == "ok"
    assert only(出生年月="1948.05", 入党时间="1970.07", 转正时间=None).status == "ok"


def test_joining_in_the_month_of_the_eighteenth_birthday_is_no_fault():
    assert only(出生年月="1990.07", 入党时间="2008.07", 转正时间="2009.07").status == "ok"
    assert only(出生年月="1990.07.02", 入党时间="2008.07.01", 转正时间="2009.07.01").status == "refuse"


def test_a_full_member_of_exactly_one_year_may_vote_and_one_of_a_day_less_may_not():
    exact = only(入党时间="2025-03-16", 转正时间="2026-03-16")
    short = only(入党时间="2025-03-17", 转正时间=None)
    assert exact.status == "ok"
    assert ("full_too_recent", short.status) == (short.faults[0].kind, "refuse")


def test_a_probationary_member_within_the_year_is_taken_without_fault():
    row = only(入党时间="2025.07.01", 转正时间=None, 党员类别="预备党员")
    assert (row.values.category, row.status) == ("probationary", "ok")


def test_not_yet_confirmed_is_a_blank_for_a_probationary_member_and_a_refusal_for_a_full_one():
    waiting = only(入党时间="2025.07.01", 转正时间="未转正", 党员类别="预备党员")
    assert (waiting.values.full_member_on, waiting.status) == (None, "ok")
    assert [fault.kind for fault in only(转正时间="未转正").faults] == ["unreadable_date"]


def test_a_blank_category_follows_from_joining_less_than_a_year_ago():
    row = only(入党时间="2025.07.01", 转正时间=None, 党员类别=None)
    assert (row.values.category, row.status) == ("probationary", "warn")


def test_one_group_written_in_three_ways_is_one_group():
    people = [person(1, 党小组="第一党小组"), person(2, 党小组="1组"), person(3, 党小组="一组")]
    preview = read(roster(*people), groups=["第1党小组"])
    assert [row.values.group for row in preview.rows] == ["第1党小组"] * 3
    assert preview.warn == 0


def test_a_member_on_the_roster_with_another_birth_is_another_person():
    known = [KnownMember(person(5)["姓名"], "13900000000", "1901-01")]
    preview = read(roster(person(5)), known=known)
    assert preview.ok == 1


def test_a_member_on_the_roster_is_said_to_be_updated():
    known = [KnownMember(person(5)["姓名"], None, "1955-06-11")]
    (row,) = read(roster(person(5)), known=known).rows
    assert [(fault.kind, row.status) for fault in row.faults] == [("already_known", "warn")]
    assert "已在名册，将更新" in row.faults[0].say
