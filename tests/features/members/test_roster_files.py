"""Files that are no roster get a sentence; big ones take seconds; what the product writes it reads back."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from blueprints.members.roster import (
    NotARoster,
    Preview,
    RosterValues,
    read_roster,
    write_roster,
    write_template,
)
from tests.features.members.rosters import (
    HEADINGS,
    TODAY,
    csv_text,
    line_of,
    only,
    person,
    read,
    roster,
    workbook,
)


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def _repacked(content: bytes, part: str, change: Any) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return stream.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "filename", "words"),
    [
        (b"", "名册.xlsx", "空"),
        (b"  \n", "名册.csv", "空"),
        (_OLE, "名册.xls", "另存为"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "名册.xlsx", "密码"),
        (_OLE + "WordDocument".encode("utf-16-le"), "名册.doc", "Word"),
        (_zip(word__document_xml=b"<a/>"), "名册.xlsx", "Word"),
        (_zip(readme=b"a"), "名册.xlsx", "压缩包"),
        (b"PK\x03\x04 broken", "名册.xlsx", "损坏"),
        (_zip(xl__workbook_xml=b"<a/>"), "名册.xlsx", "损坏"),
        (roster(person(1))[:3000], "名册.xlsx", "损坏"),
        (b"%PDF-1.7", "名册.pdf", "PDF"),
        (b"<html><table></table></html>", "名册.xls", "另存为"),
        (b"\x00\x01\x02\x03\xff", "名册.csv", "另存为"),
        ("姓名,党员类别".encode(), "名册.xlsx", "另存为"),
        (b"PK" + bytes(21_000_000), "名册.xlsx", "20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(content, filename, words):
    with pytest.raises(NotARoster) as refused:
        read(content, filename)
    assert words in refused.value.sentence
    assert refused.value.sentence.endswith("。")


def test_a_zip_bomb_is_refused_before_it_unpacks():
    bomb = _repacked(roster(person(1)), "xl/worksheets/sheet1.xml", lambda old: old + bytes(160_000_000))
    with pytest.raises(NotARoster, match="太大"):
        read(bomb)


def _with_shared_strings(content: bytes) -> bytes:
    """What Excel itself writes: texts in a part of their own, one of them in two formats."""
    texts: list[str] = []

    def moved(found: re.Match[str]) -> str:
        texts.append(found[2])
        return f'<c r="{found[1]}" t="s"><v>{len(texts) - 1}</v></c>'

    def sheet(part: bytes) -> bytes:
        inline = r'<c r="([A-Z]+\d+)"[^>]*t="inlineStr"[^>]*><is><t[^>]*>([^<]*)</t></is></c>'
        return re.sub(inline, moved, part.decode()).encode()

    content = _repacked(content, "xl/worksheets/sheet1.xml", sheet)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listed = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    content = _repacked(content, "[Content_Types].xml", lambda part: part.replace(b"</Types>", listed))
    runs = "".join(f"<si><r><t>{text[:1]}</t></r><r><t>{text[1:]}</t></r></si>" for text in texts)
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{runs}</sst>'
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
    assert len(texts) > 20
    return stream.getvalue()


def test_texts_kept_apart_as_excel_keeps_them_are_read():
    plain = roster(person(1), person(2, 出生年月="1986.13"))
    assert read(_with_shared_strings(plain)) == read(plain)


def test_a_formula_is_read_by_the_value_that_was_computed():
    def computed(part: bytes) -> bytes:
        return (
            part.replace(b"<f>A1</f><v></v>", b"<f>A1</f><v>2010.07</v>")
            .replace(b"<f>A1</f><v />", b"<f>A1</f><v>2010.07</v>")
            .replace(b"<f>A1</f><v/>", b"<f>A1</f><v>2010.07</v>")
        )

    content = roster(person(1, 入党时间="=A1", 转正时间="2011.07"))
    (row,) = read(_repacked(content, "xl/worksheets/sheet1.xml", computed)).rows
    assert (row.values.joined_on, row.status) == ("2010-07", "ok")


def test_entities_in_a_part_are_refused():
    def poisoned(part: bytes) -> bytes:
        return part.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet', 1)

    with pytest.raises(NotARoster):
        read(_repacked(roster(person(1)), "xl/worksheets/sheet1.xml", poisoned))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(NotARoster, match="找不到"):
        read_roster(tmp_path / "没有.xlsx", "没有.xlsx", today=TODAY)


def test_a_file_is_read_from_its_path(tmp_path):
    path: Path = tmp_path / "名册.xlsx"
    path.write_bytes(roster(person(1)))
    assert read_roster(path, path.name, today=TODAY).ok == 1


def test_a_wrong_dimension_in_the_file_loses_no_row():
    def shrunk(part: bytes) -> bytes:
        start, end = part.index(b"<dimension"), part.index(b"<sheetViews")
        return part[:start] + b'<dimension ref="A1"/>' + part[end:]

    content = _repacked(roster(person(1), person(2)), "xl/worksheets/sheet1.xml", shrunk)
    assert read(content).ok == 2


def test_a_million_styled_empty_rows_do_no_harm():
    empty = b'<row r="1048576" ht="20"></row></sheetData>'
    content = _repacked(
        roster(person(1)), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", empty)
    )
    assert read(content).ok == 1


def test_more_rows_than_a_roster_has_are_refused():
    lines = [HEADINGS, *([number, "王明"] for number in range(20_001))]
    with pytest.raises(NotARoster, match="拆成"):
        read(csv_text(lines).encode(), "名册.csv")


def test_five_thousand_rows_tell_their_progress():
    content = roster(*(person(number) for number in range(5_000)))
    told: list[tuple[int, int]] = []
    preview = read_roster(content, "名册.xlsx", today=TODAY, progress=lambda done, total: told.append((done, total)))
    assert (len(preview.rows), preview.refuse) == (5_000, 0)
    assert told[-1] == (5_000, 5_000)
    assert told[0] == (200, 5_000)
    assert len(told) == 25


def test_the_template_is_a_roster_without_people():
    preview = read(write_template())
    assert (preview.is_roster, preview.rows, preview.sheet) == (True, (), "党员名册")


def test_the_template_lists_choices_and_keeps_dates_and_phones_as_text():
    book = load_workbook(io.BytesIO(write_template()))
    page = book["党员名册"]
    rules = {rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules == {'"男,女"', '"正式党员,预备党员"'}
    assert page.column_dimensions["D"].number_format == "@"
    assert page.column_dimensions["H"].number_format == "@"
    assert "填写说明" in book.sheetnames


def test_a_filled_template_reads_without_a_fault():
    book = load_workbook(io.BytesIO(write_template()))
    page = book["党员名册"]
    headings = [cell.value for cell in page[2]]
    for column, value in enumerate(line_of(person(1), headings), start=1):
        page.cell(3, column).value = value
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue()).ok == 1


_WHOLE = RosterValues(
    name="阿依古丽·买买提",
    gender="女",
    ethnicity="维吾尔族",
    birth="1986-07",
    joined_on="2010-07-01",
    full_member_on="2011-07-01",
    category="full",
    phone="13812345678",
    group="第一党小组",
    office="副书记、组织委员",
    mobility="在职党员",
    remark="二级残疾",
)
_NEW = RosterValues(name="丁", birth="2000-07-05", joined_on="2025-07-01", category="probationary", phone="13912345678")


def test_an_export_reads_back_the_same_without_a_fault():
    preview = read(write_roster([_WHOLE, _NEW], "幸福社区党支部党员名册"))
    assert [row.values for row in preview.rows] == [_WHOLE, _NEW]
    assert preview.ok == 2


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_no_exported_text_becomes_a_formula(start):
    content = write_roster([RosterValues(name="王明", remark=start, category="full")], start)
    cells = [cell for line in load_workbook(io.BytesIO(content))["党员名册"].iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.value is None for cell in cells if cell.data_type == "n")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert read(content).rows[0].values.remark == start.strip()


def test_control_characters_cannot_break_an_export():
    content = write_roster([RosterValues(name="王明", remark="甲\x00\x0b乙", category="full")], "名册")
    assert read(content).rows[0].values.remark == "甲乙"


_TEXTS = st.text(max_size=40) | st.sampled_from(
    ["2026.13", "1e400", "٣", "²", "一十", "九九九九年", "=1", "1986.1", "#REF!"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_TEXTS, min_size=13, max_size=13))
def test_any_text_in_any_cell_is_judged_and_never_raises(texts):
    lines = [HEADINGS, texts, line_of(person(2))]
    try:
        preview = read(csv_text(lines).encode("utf-8", "replace"), "名册.csv")
    except NotARoster:
        return
    assert Preview.from_json(preview.to_json()) == preview


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    heading=st.sampled_from(HEADINGS),
    value=st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.times()
    | st.datetimes(),
)
@example(heading="出生年月", value=-1.7976931348623155e308)
def test_any_number_or_time_in_any_cell_is_judged_and_never_raises(heading, value):
    row = only(**{heading: value}) if heading != "姓名" else only(备注=str(value))
    assert row.status in {"ok", "warn", "refuse"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=8))
def test_any_csv_at_all_is_answered(lines):
    try:
        preview = read(csv_text(lines).encode("utf-8", "replace"), "名册.csv")
    except NotARoster:
        return
    assert preview.say


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.xlsx", "a"]))
def test_any_bytes_at_all_are_answered(content, filename):
    try:
        preview = read(content, filename)
    except NotARoster:
        return
    assert preview.say


def test_a_broken_workbook_part_is_refused_and_not_raised():
    content = _repacked(roster(person(1)), "xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2])
    with pytest.raises(NotARoster):
        read(content)


def test_a_roster_far_to_the_right_is_still_read():
    headings = [None] * 20 + list(HEADINGS)
    assert read(workbook([headings, [None] * 20 + line_of(person(1))])).ok == 1
