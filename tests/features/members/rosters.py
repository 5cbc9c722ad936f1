"""Builds the workbooks that secretaries really keep: titles, merges, sections, footers, faults."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from blueprints.members.roster import KnownMember, Preview, Row, read_roster

TODAY = date(2026, 3, 16)
HEADINGS = (
    "序号",
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "入党时间",
    "转正时间",
    "党员类别",
    "联系电话",
    "党小组",
    "党内职务",
    "流动/在职",
    "备注",
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "建国爱华秀英志强丽娟海燕春梅永红晓东玉兰"


def person(number: int, **changed: Any) -> dict[str, Any]:
    """A faultless full member, different for each number; keywords are headings."""
    name = _SURNAMES[number % 20] + _GIVEN[number // 20 % 20] + _GIVEN[number // 400 % 20]
    line = {
        "序号": number + 1,
        "姓名": name,
        "性别": "女" if number % 2 else "男",
        "民族": "汉族",
        "出生年月": f"{1950 + number % 20}.{number % 12 + 1:02}",
        "入党时间": f"{1982 + number % 30}-07-01",
        "转正时间": f"{1983 + number % 30}-07-01",
        "党员类别": "正式党员",
        "联系电话": f"138{number:08}",
        "党小组": f"第{'一二三'[number % 3]}党小组",
    }
    return line | changed


def line_of(values: Mapping[str, Any], headings: Sequence[str] = HEADINGS) -> list[Any]:
    """The values in the order of the headings."""
    return [values.get(heading) for heading in headings]


def workbook(lines: Iterable[Sequence[Any]], *, merges: Iterable[str] = (), sheet: str = "党员名册") -> bytes:
    """One worksheet with these lines from row 1, then these places merged."""
    book = Workbook()
    page: Any = book.active
    page.title = sheet
    for line in lines:
        page.append(list(line))
    for merge in merges:
        page.merge_cells(merge)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def roster(*people: Mapping[str, Any], headings: Sequence[str] = HEADINGS) -> bytes:
    """A roster with its header in row 1 and these people from row 2."""
    return workbook([headings, *(line_of(one, headings) for one in people)])


def csv_text(lines: Iterable[Sequence[Any]], delimiter: str = ",") -> str:
    """The lines as Excel would write them to csv."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(lines)
    return stream.getvalue()


def read(
    content: bytes, filename: str = "名册.xlsx", known: Iterable[KnownMember] = (), groups: Iterable[str] = ()
) -> Preview:
    """Read on the day that all these tests are played."""
    return read_roster(content, filename, today=TODAY, known=known, groups=groups)


def only(**changed: Any) -> Row:
    """The one row of a roster with one person, changed as told."""
    (row,) = read(roster(person(5, **changed))).rows
    return row


def found(preview: Preview) -> set[tuple[int, str, str]]:
    """Every fault as row, column, kind."""
    return {(row.row, fault.column, fault.kind) for row in preview.rows for fault in row.faults}
