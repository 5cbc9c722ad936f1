"""Lines of a roster that are nobody: titles, footers, sections, repeated headers, examples, blanks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .cells import is_blank, plain, read_name
from .columns import Header, field_of
from .sheet import Cell, Sheet

_FOOTER = re.compile(
    r"(合计|小计|总计|共计|总人数|合计人数)([:(\d].*)?"
    r"|(填表|制表|审核|填报|经办|复核|统计|报送|审批|录入)(人|单位|日期|时间|人签字|人签名)?([:(].*)?"
    r"|(联系人|负责人|联系电话|书记签字|党支部书记签字|书记|单位|日期|党支部盖章|盖章|签字|签名|截至|截止|数据截止)[:(].*"
    r"|(说明|备注|注|填写说明|填表说明|注意事项|附)([:1].*)|填写说明|填表说明|注意事项"
    r"|.{0,10}(签字|签名|盖章|公章|签章)\)?[:(]?.*|第\d+页.*|共\d+[页人名].*"
)
_EXAMPLE = re.compile(
    r"\(?(填写|填表)?(示例|样例|范例|例子|举例|例如)(行)?\)?[:、]?.*|例[:.、].*|例|.*\((示例|样例|范例|例)\)"
)
_NUMBERING = re.compile(r"\(?\d{1,2}\)?")
_GROUP = re.compile(r"第?[一二三四五六七八九十\d]+(党?小)?组|.{1,15}党小组|.{1,12}小组")
_CATEGORY = re.compile(r"(?:中共)?(正式|预备)党员(?:名单|名册|部分)?")
_UNIT = re.compile(r".{1,30}(党支部|支部|党总支|总支|党委|网格|片区)(党员)?(名单|名册)?")
_ORDINAL = re.compile(r"^(\(?[一二三四五六七八九十]+\)?[、.．:]|\d+[、.．])")
_COUNT = re.compile(r"[(:]?(共|计|合计)?\d+(人|名)?[)]?$")


@dataclass(frozen=True, slots=True)
class Section:
    """What a section row says about the rows below it."""

    group: str | None = None
    category: str | None = None


def why_ignored(sheet: Sheet, header: Header, row: int) -> str | None:
    """Say why a line below the header is nobody's, or none when it is a person's."""
    cells = sheet.rows.get(row, {})
    texts = [plain(text) for text in sheet.texts(row)]
    name = plain(_text(cells.get(header.columns["name"][0])))
    if not cells or _is_only_numbered(cells, header):
        return "blank"
    if _FOOTER.fullmatch(texts[0] if texts else "") or _FOOTER.fullmatch(name):
        return "footer"
    if _repeats_header(sheet, header, texts, name):
        return "header"
    if texts in _texts_above(sheet, header):
        return "title"
    return _why_nobody(sheet, header, row, texts, name)


def _why_nobody(sheet: Sheet, header: Header, row: int, texts: list[str], name: str) -> str | None:
    if _is_numbering(texts, name):
        return "numbering"
    if _is_example(sheet, header, row, texts, name):
        return "example"
    if section_at(sheet, header, row):
        return "section"
    if not name and sheet.is_continued(row, header.columns["name"][0]):
        return "continuation"
    return "note" if _is_note(sheet, header, row) else None


def section_at(sheet: Sheet, header: Header, row: int) -> Section | None:
    """Return what a section row (第一党小组, 二、预备党员) sets for the rows below; none for other lines."""
    if _filled(sheet, header, row, "name") and len(sheet.rows[row]) > 2:
        return None
    texts = [text for text in dict.fromkeys(sheet.texts(row)) if not _is_ordinal(text)]
    if not texts or any(not _COUNT.fullmatch(plain(text)) for text in texts[1:]):
        return None
    return section_of(texts[0])


def section_of(text: str) -> Section | None:
    """Read a section's heading without its ordinal and its count."""
    bare = _COUNT.sub("", _ORDINAL.sub("", plain(text))).strip(":()")
    if found := _CATEGORY.fullmatch(bare):
        return Section(category="full" if found[1] == "正式" else "probationary")
    if _GROUP.fullmatch(bare):
        return Section(group=bare)
    return Section() if _UNIT.fullmatch(bare) else None


def titles_above(sheet: Sheet, header: Header) -> list[tuple[int, str]]:
    """Return the rows above the header with why they are nobody's."""
    return [(row, "title" if row in sheet.rows else "blank") for row in range(1, header.rows[0])]


def _is_ordinal(text: str) -> bool:
    return re.fullmatch(r"\(?([一二三四五六七八九十]+|\d+)\)?[、.]?", plain(text)) is not None


def _is_only_numbered(cells: Mapping[int, Cell], header: Header) -> bool:
    # Sheets are prepared with numbers down to 50 although only 37 people follow.
    index = set(header.columns.get("index", ()))
    return all(_says_nothing(cell, column in index) for column, cell in cells.items())


def _says_nothing(cell: Cell, is_index: bool) -> bool:
    if cell.uncomputed:
        return is_index
    return is_blank(cell.text) or (is_index and _is_ordinal(cell.text))


def _repeats_header(sheet: Sheet, header: Header, texts: list[str], name: str) -> bool:
    if field_of(name) == "name":
        return True
    return any(texts == [plain(text) for text in sheet.texts(row)] for row in header.rows)


def _texts_above(sheet: Sheet, header: Header) -> list[list[str]]:
    above = (sheet.texts(row) for row in range(1, header.rows[0]))
    return [[plain(text) for text in texts] for texts in above if texts]


def _is_numbering(texts: list[str], name: str) -> bool:
    return len(texts) >= 3 and bool(_NUMBERING.fullmatch(name)) and all(_NUMBERING.fullmatch(text) for text in texts)


def _is_example(sheet: Sheet, header: Header, row: int, texts: list[str], name: str) -> bool:
    remark = plain(_text(sheet.own(row, header.columns["remark"][0]))) if "remark" in header.columns else ""
    marked = (texts[0] if texts else "", name)
    return any(_EXAMPLE.fullmatch(text) for text in marked) or re.match(r"\(?(示例|样例|范例)", remark) is not None


def _is_note(sheet: Sheet, header: Header, row: int) -> bool:
    cells = {column: cell for column, cell in sheet.rows[row].items() if not is_blank(cell.text) or cell.uncomputed}
    known = {column: key for key, columns in header.columns.items() for column in columns}
    if all(known.get(column, "index") in {"index", "remark"} for column in cells):
        return True
    if len(cells) > 1:
        return False
    column, cell = next(iter(cells.items()))
    spread = sheet.anchors.get((row, column + 1)) == (row, column)
    return spread or (known[column] == "name" and _is_prose(cell.text))


def _is_prose(text: str) -> bool:
    return len(text) > 6 and any(
        problem.kind.startswith(("name_has_", "several")) for problem in read_name(text).problems
    )


def _filled(sheet: Sheet, header: Header, row: int, key: str) -> bool:
    return any(_text(sheet.own(row, column)) for column in header.columns.get(key, ()))


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""
