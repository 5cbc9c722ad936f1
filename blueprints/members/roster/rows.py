"""One line to one person: every cell read by its column's reader, then judged together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from .cells import (
    is_blank,
    plain,
    read_category,
    read_departure,
    read_ethnicity,
    read_gender,
    read_name,
    read_office,
    read_phone,
    read_suspension,
)
from .columns import LABELS, Header
from .dates import read_date
from .judgement import Finding, derived_category, judge
from .layout import Section
from .preview import Fault, RosterValues, Row
from .reading import Problem, Reading
from .sheet import Cell, Sheet

_DATES = ("birth", "joined_on", "full_member_on")
#: Columns on which a vote or a person's identity hangs; others only describe.
_DECIDING = frozenset({"name", "category", *_DATES})
_READERS: Mapping[str, Callable[[str], Reading]] = {
    "name": read_name,
    "gender": read_gender,
    "ethnicity": read_ethnicity,
    "phone": read_phone,
    "office": read_office,
}
_LENGTHS = {"group": 30, "mobility": 40, "remark": 500}
_ANSWERS = {"是": True, "√": True, "✓": True, "y": True, "否": False, "不是": False, "×": False, "n": False}
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one person's line by field, with the section it stands in."""

    number: int
    cells: Mapping[str, Cell]
    section: Section


def line_at(sheet: Sheet, header: Header, row: int, section: Section) -> Line:
    """Collect a line's cells: of several columns for one field the first that says something."""
    cells = {}
    for key, columns in header.columns.items():
        seen = [cell for column in columns if (cell := _cell(sheet, row, column, key)) and not _is_empty(cell)]
        if seen:
            cells[key] = seen[0]
    return Line(row, cells, section)


def read_row(sheet: Sheet, header: Header, line: Line, today: date) -> Row:
    """Read and judge one person's line; comparing people with each other comes later."""
    readings = {key: _read(sheet, header, line, key) for key in LABELS}
    values = RosterValues(**{key: reading.value for key, reading in readings.items()})
    values = replace(values, group=values.group or line.section.group)
    findings = [(key, problem) for key, reading in readings.items() for problem in reading.problems]
    if "name" not in line.cells:
        findings.insert(0, ("name", read_name("").problems[0]))
    findings += _findings_of_words(line, readings)
    values, derived = derived_category(values, line.section.category, "category" in line.cells, today)
    findings += derived
    findings += judge(values, header.columns.keys() - line.cells.keys(), today)
    if values.category == "probationary":
        values = replace(values, full_member_on=None)
    return Row(line.number, values, _faults(header, findings))


def _faults(header: Header, findings: list[Finding]) -> tuple[Fault, ...]:
    faults = (Fault(header.title(key), problem.kind, problem.say, problem.mend) for key, problem in findings)
    return tuple(dict.fromkeys(faults))


def _cell(sheet: Sheet, row: int, column: int, key: str) -> Cell | None:
    # Two people never share a merged name; a group or category runs down over all its people.
    return sheet.own(row, column) if key in {"name", "phone"} else sheet.beside(row, column)


def _is_empty(cell: Cell) -> bool:
    return is_blank(cell.text) and not cell.uncomputed


def _read(sheet: Sheet, header: Header, line: Line, key: str) -> Reading:
    cell = line.cells.get(key)
    if cell is None:
        return Reading(None)
    if cell.uncomputed or cell.text in _ERRORS:
        return _broken(cell, key)
    if key == "full_member_on" and _is_not_yet(cell, line):
        return Reading(None)
    if key in _DATES:
        return _date(key, read_date(cell, since_1904=sheet.since_1904, is_csv=sheet.is_csv))
    if key == "category":
        return read_category(_answered(header.title(key), cell.text))
    if key in _READERS:
        return _READERS[key](cell.text)
    return _words(key, header, cell.text)


def _is_not_yet(cell: Cell, line: Line) -> bool:
    # Beside 正式党员 the same words would be a contradiction and stay unreadable.
    category = line.cells.get("category")
    waiting = category is not None and read_category(category.text).value == "probationary"
    return waiting and plain(cell.text) in {"未转正", "尚未转正", "待转正", "未到期", "预备期", "预备期内"}


def _broken(cell: Cell, key: str) -> Reading:
    decides = key in _DECIDING
    if cell.uncomputed:
        say = "这一格是没有算出结果的公式，请在 Excel 中打开、保存一次，或直接填写内容。"
        return Reading(None, (Problem("formula_without_value" if decides else "broken_detail", say),))
    say = f"这一格显示错误值“{cell.text}”，请改填实际内容。"
    return Reading(None, (Problem("broken_cell" if decides else "broken_detail", say),))


def _date(key: str, reading: Reading) -> Reading:
    if key != "birth" or not reading.problems or reading.problems[0].kind != "year_only_date":
        return reading
    # A missing month of birth changes no vote; the person can be taken without it.
    say = reading.problems[0].say + "出生年月暂不导入。"
    return Reading(None, (Problem("year_only_birth", say),))


def _words(key: str, header: Header, text: str) -> Reading:
    if key == "mobility":
        text = _mobility(header, text)
    if len(text) <= _LENGTHS[key]:
        return Reading(text or None)
    kept = text[: _LENGTHS[key]] if key == "remark" else None
    say = f"内容超过 {_LENGTHS[key]} 个字，{'只导入前面部分' if kept else '未导入'}，请缩短。"
    return Reading(kept, (Problem("text_too_long", say, kept),))


def _answered(heading: str, text: str) -> str:
    # 是否正式党员: 是. The column asks, the cell only answers.
    asked = next(
        (word for word in ("正式", "预备") if plain(heading).replace("为", "").startswith(f"是否{word}")),
        None,
    )
    answer = _ANSWERS.get(plain(text))
    if asked is None or answer is None:
        return text
    return "正式党员" if answer == (asked == "正式") else "预备党员"


def _mobility(header: Header, text: str) -> str:
    heading = plain(header.title("mobility"))
    answer = _ANSWERS.get(plain(text))
    if answer is None or ("流动" in heading and "在职" in heading):
        return text
    return ("流动党员" if "流动" in heading else "在职党员") if answer else ""


def _findings_of_words(line: Line, readings: Mapping[str, Reading]) -> list[Finding]:
    findings: list[Finding] = []
    for key in ("remark", "mobility"):
        text = readings[key].value or ""
        problem = read_suspension(text) or read_departure(text)
        findings += [(key, problem)] if problem else []
    noted = read_suspension(line.cells["name"].text) if "name" in line.cells else None
    return findings + ([("name", noted)] if noted else [])
