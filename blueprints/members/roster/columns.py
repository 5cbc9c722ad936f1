"""The header of a roster: where it stands, what its columns mean, and whether this is a roster at all."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from .sheet import Cell, Sheet

#: How far down a header may begin; title rows stand above it.
SEARCHED_ROWS = 10

_WHEN = r"(的)?(时间|日期|年月日?|年月?)?"
_FIELDS = {
    "index": r"序号?|编号|号|no\.?|顺序",
    "name": r"(党员|本人)?(姓名|名字|姓名名字)",
    "gender": r"性别",
    "ethnicity": r"民族|族别",
    "birth": r"(出生|生日)(时间|日期|年月日?|年月?)?|出生年月日期",
    "joined_on": r"(何时)?(加入(中国共产党|共产党|党组织|中共)|入党|(成为|列为|接收为?|吸收为?|转为)预备党员)" + _WHEN,
    "full_member_on": r"(何时|预备党员|按期)?(转正|(转为|成为)正式(党员)?|转正式党员)" + _WHEN,
    "category": r"(党员|人员|党籍)(类别|类型|性质|身份|种类)|类别|政治面貌"
    r"|(是否)?(为)?正式/?或?(预备)?(党员)?|(是否)?(为)?预备(党员)?",
    "phone": r"(本人|联系|移动|手机|个人)?(电话|手机|手机号码?|号码|手机电话)(号码)?|联系手机|联系方式",
    "group": r"(所在|所属|隶属)?(党小组|小组|组别|党小组名称|小组名称)(名称)?",
    "office": r"(党内|支部|党组织|现任|支委)?(担任)?(党内)?职务|职务名称|支委分工|支部分工",
    "mobility": r"(是否)?(为)?(流动|在职|党员状态)(党员|情况|状态)?"
    r"([/、或和](流动|在职|离退休|退休))*(党员|情况)?",
    "remark": r"备注|说明|附注|备考",
}
_NAMES = {key: re.compile(pattern) for key, pattern in _FIELDS.items()}
#: The heading used in faults of a column that the sheet does not have, and in the template.
LABELS = {
    "name": "姓名",
    "gender": "性别",
    "ethnicity": "民族",
    "birth": "出生年月",
    "joined_on": "入党时间",
    "full_member_on": "转正时间",
    "category": "党员类别",
    "phone": "联系电话",
    "group": "党小组",
    "office": "党内职务",
    "mobility": "流动/在职",
    "remark": "备注",
}
_PARTY = frozenset({"joined_on", "full_member_on", "category"})
_SURE = frozenset({"joined_on", "full_member_on"})
_BRACKETS = str.maketrans("【】[]〔〕{}", "()()()()")
_OTHER_LISTS = (
    (re.compile(r"签到|签名|签字"), "像是签到表"),
    (re.compile(r"金额|支出|报销|单价|费用"), "像是收支或报销表"),
    (re.compile(r"党费|缴费|缴纳"), "像是党费收缴表"),
    (re.compile(r"得票|票数|赞成|测评|得分"), "像是计票或测评表"),
    (re.compile(r"申请入党|积极分子|发展对象"), "像是入党积极分子或发展对象名册"),
)


@dataclass(frozen=True)
class Header:
    """The header's rows and, for each field, its columns with the texts they carry in the sheet."""

    rows: tuple[int, ...]
    columns: Mapping[str, tuple[int, ...]]
    titles: Mapping[int, str]
    ignored: tuple[str, ...] = ()
    bare: Mapping[int, str] = field(default_factory=dict)

    def title(self, key: str) -> str:
        """Return the column's heading as the sheet has it, or the usual one where the column is missing."""
        columns = self.columns.get(key, ())
        return self.titles[columns[0]] if columns else LABELS[key]


def field_of(heading: str) -> str | None:
    """Tell which field a heading names, whatever spaces, stars and bracketed notes it carries."""
    bare = bare_heading(heading)
    return next((key for key, pattern in _NAMES.items() if pattern.fullmatch(bare)), None)


def bare_heading(heading: str) -> str:
    """Return a heading without spaces, stars, numbering and bracketed notes."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading)).lower()
    text = re.sub(r"[*★☆※:;\"'“”《》「」]", "", text.translate(_BRACKETS))
    noted = re.sub(r"\([^)]*\)?", "", text)
    return re.sub(r"^\d+[.、]", "", noted or text.strip("()"))


def find_header(sheet: Sheet) -> Header | None:
    """Return the first header that has a name column and one more known column, or none."""
    for row in range(1, min(sheet.last, SEARCHED_ROWS) + 1):
        header = _header_at(sheet, row)
        if header and "name" in header.columns and len(header.columns.keys() - {"index"}) >= 2:
            return header
    return None


def why_no_roster(sheet: Sheet, header: Header | None) -> str | None:
    """Say why a sheet is no roster of members, or none when it is one."""
    like = next((words for pattern, words in _OTHER_LISTS if pattern.search(_top_text(sheet, header))), None)
    if header and header.columns.keys() & _SURE:
        return None
    if header and "category" in header.columns and not like:
        return None
    return _sentence(sheet, header, like)


def _sentence(sheet: Sheet, header: Header | None, like: str | None) -> str:
    if not sheet.rows:
        return "表里没有内容，请上传填好的党员名册。"
    found = f"，{like}" if like else ""
    if header is None:
        where = f"前 {SEARCHED_ROWS} 行里没有找到“姓名”等表头{found}"
        return f"{where}。请确认上传的是党员名册，且表头在前 5 行之内。"
    if header.columns.keys() & _PARTY:
        return f"这张表{found}，不是党员名册。请上传有“入党时间”等列的党员名册。"
    lacking = "有“姓名”一列，但没有“入党时间”“转正时间”或“党员类别”"
    return f"{lacking}{found}，不是党员名册。请补上这些列，或换一份文件。"


def _top_text(sheet: Sheet, header: Header | None) -> str:
    last = header.rows[-1] if header else SEARCHED_ROWS
    return " ".join(text for row in range(1, last + 1) for text in sheet.texts(row))


def _header_at(sheet: Sheet, row: int) -> Header | None:
    own = [_own_text(sheet, row, column) for column in _columns(sheet, row)]
    if not any(field_of(text) == "name" for text in own):
        return None
    single = _header(sheet, (row,))
    name = single.columns["name"][0] if "name" in single.columns else 1
    return _header(sheet, (row, row + 1)) if _has_second_row(sheet, row, name) else single


def _has_second_row(sheet: Sheet, row: int, name: int) -> bool:
    # The name's place below is empty or belongs to the name's own merged cell: nobody's line starts there.
    below = [(column, _own_text(sheet, row + 1, column)) for column in _columns(sheet, row + 1)]
    filled = [(column, text) for column, text in below if text]
    if any(column == name or re.search(r"\d{4}", text) for column, text in filled):
        return False
    return any(_completes(sheet, row, column, text) for column, text in filled)


def _completes(sheet: Sheet, row: int, column: int, text: str) -> bool:
    # A lower heading stands under a spread or unfinished one; a value stands under a finished one.
    above = _seen_text(sheet, row, column)
    spread = sheet.anchors.get((row, column + 1)) == sheet.anchors.get((row, column), (0, 0))
    spread = spread or sheet.anchors.get((row, column), (row, column))[1] < column
    if field_of(above) is not None and not spread:
        return False
    return field_of(text) is not None or (bool(above) and field_of(above + text) is not None)


def _header(sheet: Sheet, rows: tuple[int, ...]) -> Header:
    columns: dict[str, list[int]] = {}
    titles: dict[int, str] = {}
    for column in sorted({column for row in rows for column in _columns(sheet, row)}):
        key, titles[column] = _meaning(sheet, rows, column)
        if key:
            columns.setdefault(key, []).append(column)
    known = {column for listed in columns.values() for column in listed}
    ignored = tuple(title for column, title in titles.items() if title and column not in known)
    bare = {column: bare_heading(title) for column, title in titles.items()}
    return Header(rows, {key: _ordered(listed, bare) for key, listed in columns.items()}, titles, ignored, bare)


def _ordered(columns: list[int], bare: Mapping[int, str]) -> tuple[int, ...]:
    # Of 电话 and 手机 the mobile is read first: it is what people sign in with.
    return tuple(sorted(columns, key=lambda column: (not re.search("手机|移动", bare[column]), column)))


def _meaning(sheet: Sheet, rows: tuple[int, ...], column: int) -> tuple[str | None, str]:
    texts = list(dict.fromkeys(text for row in rows if (text := _seen_text(sheet, row, column))))
    for candidate in (*texts[-1:], "".join(texts), *texts[:1]):
        if (key := field_of(candidate)) and not _is_spread(sheet, rows, column, candidate):
            return key, candidate
    return None, "".join(texts)


def _is_spread(sheet: Sheet, rows: tuple[int, ...], column: int, candidate: str) -> bool:
    # 联系方式 over 手机 and 住址: the upper heading alone does not name the lower columns.
    top = _seen_text(sheet, rows[0], column)
    below = _own_text(sheet, rows[-1], column)
    return len(rows) > 1 and candidate == top and bool(below) and below != top


def _columns(sheet: Sheet, row: int) -> list[int]:
    merged = {place[1] for place in sheet.anchors if place[0] == row}
    return sorted(sheet.rows.get(row, {}).keys() | merged)


def _own_text(sheet: Sheet, row: int, column: int) -> str:
    return _text(sheet.own(row, column))


def _seen_text(sheet: Sheet, row: int, column: int) -> str:
    return _text(sheet.seen(row, column))


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""
