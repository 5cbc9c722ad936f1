"""The empty template and the export of a roster: both read back by `read_roster` without a fault."""

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .cells import OFFICES
from .columns import LABELS
from .preview import RosterValues

_ORDER = (
    "name",
    "gender",
    "ethnicity",
    "birth",
    "joined_on",
    "full_member_on",
    "category",
    "phone",
    "group",
    "office",
    "mobility",
    "remark",
)
_WIDTHS = {"name": 14, "gender": 8, "ethnicity": 10, "category": 12, "phone": 16, "office": 20, "remark": 30}
_CATEGORIES = {"full": "正式党员", "probationary": "预备党员"}
_ROWS_PREPARED = 1_000
_NOTES = (
    "一、每人一行，不要合并单元格，不要改动表头；列的先后可以调整。",
    "二、姓名、党员类别必须填写；入党时间、转正时间请尽量填写，它们决定有无表决权。",
    "三、日期写成 1986.07、1986年7月 或 1986年7月5日，年份写四位。",
    "四、党员类别只填“正式党员”或“预备党员”；预备党员不填转正时间。",
    "五、联系电话填 11 位手机号码，用于登录；没有手机的可以不填。",
    f"六、党内职务可填：{'、'.join(OFFICES)}；一人多职用顿号隔开。",
    "七、流动/在职可填“流动党员”“在职党员”，没有的不填。",
    "八、发展对象、入党积极分子、入党申请人不填入本表；处在留党察看等停止表决权期间的，请手工添加。",
)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE = Side(style="thin", color="999999")


def write_template() -> bytes:
    """Return an empty roster as .xlsx: heading, lists to choose from, text columns, a sheet of notes."""
    book, sheet = _started("中共党员名册")
    _format_rows(sheet, _ROWS_PREPARED)
    _explain(book)
    return _saved(book)


def write_roster(rows: Iterable[RosterValues], title: str) -> bytes:
    """Return people as .xlsx under a title; every cell is text, so no entry can become a formula."""
    book, sheet = _started(title)
    number = 2
    for number, values in enumerate(rows, start=3):
        for column, key in enumerate(_ORDER, start=1):
            _write(sheet, number, column, _shown(values, key))
    _format_rows(sheet, number - 2)
    return _saved(book)


def _started(title: str) -> tuple[Workbook, Any]:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "党员名册"
    _write(sheet, 1, 1, title)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_ORDER))
    sheet["A1"].font = Font(size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 32
    for column, key in enumerate(_ORDER, start=1):
        _head(sheet, column, key)
    sheet.freeze_panes = "B3"
    _set_print(sheet)
    return book, sheet


def _head(sheet: Any, column: int, key: str) -> None:
    _write(sheet, 2, column, LABELS[key])
    cell = sheet.cell(2, column)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="F2F2F2")
    cell.alignment = Alignment(horizontal="center")
    cell.border = Border(_LINE, _LINE, _LINE, _LINE)
    sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(key, 13)


def _set_print(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"


def _write(sheet: Any, row: int, column: int, text: str | None) -> None:
    if not text:
        return
    cell = sheet.cell(row, column)
    cell.value = _ILLEGAL.sub("", text)
    # openpyxl makes a formula of what begins with "="; typing and quote prefix keep it text when edited, too.
    cell.data_type = "s"
    cell.number_format = "@"
    if text[:1] in "=+-@":
        cell.quotePrefix = True


def _shown(values: RosterValues, key: str) -> str | None:
    value: str | None = getattr(values, key)
    return _CATEGORIES.get(value or "", value) if key == "category" else value


def _format_rows(sheet: Any, count: int) -> None:
    last = 2 + max(count, 1)
    for column, key in enumerate(_ORDER, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].number_format = "@"
        choices = {"gender": ("男", "女"), "category": tuple(_CATEGORIES.values())}.get(key)
        if choices:
            _restrict(sheet, f"{letter}3:{letter}{last}", choices)


def _restrict(sheet: Any, places: str, choices: tuple[str, ...]) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    rule.errorTitle, rule.error = "请从列表中选择", f"只能填写：{'、'.join(choices)}"
    rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    rule.add(places)


def _explain(book: Workbook) -> None:
    sheet: Any = book.create_sheet("填写说明")
    sheet.column_dimensions["A"].width = 100
    for number, note in enumerate(_NOTES, start=1):
        _write(sheet, number, 1, note)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")


def _saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
