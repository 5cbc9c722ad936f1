"""Rosters kept as .xlsx: openpyxl streams the values; merges and empty formulas are found beside it."""

import warnings
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from .preview import NotARoster
from .sheet import MAX_COLUMNS, MAX_ROWS, Cell, Place, Sheet

_MAX_UNPACKED = 150_000_000
_MAX_PARTS = 2_000
_MAX_SHEETS = 30
_MAX_MERGED = 200_000
_MAX_ROW_NUMBER = 50_000

_TOO_BIG = "这个文件太大，不像一份党员名册。请只保留名册一张工作表，另存为新的 .xlsx 后再上传。"
_TOO_LONG = f"名册超过 {MAX_ROWS} 行，或数据写在了很靠后的行，请删去多余的行，或按党支部拆成几个文件分别导入。"
_BROKEN = "这个 Excel 文件已损坏或不是标准格式，请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"


@dataclass
class _Findings:
    # Collected while one sheet's XML streams by; the streaming values know neither.
    merges: list[str] = field(default_factory=list)
    uncomputed: dict[int, list[int]] = field(default_factory=dict)
    filled_rows: int = 0


def open_xlsx(content: bytes) -> list[Sheet]:
    """Read every worksheet's filled cells; raises NotARoster for bombs, broken files and too many rows."""
    _refuse_bomb(content)
    try:
        return _sheets(content)
    except NotARoster:
        raise
    except Exception as broken:  # openpyxl lets whatever a broken part causes through
        raise NotARoster(_BROKEN) from broken


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise NotARoster(_TOO_BIG)
            _refuse_entities(archive, [part.filename for part in parts])
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as broken:
        raise NotARoster(_BROKEN) from broken
    except Exception as broken:  # zlib.error has no common base
        raise broken if isinstance(broken, NotARoster) else NotARoster(_BROKEN) from broken


def _refuse_entities(archive: zipfile.ZipFile, names: list[str]) -> None:
    for name in names:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if b"<!DOCTYPE" in part.read(2048).upper():
                    raise NotARoster(_BROKEN)


def _sheets(content: bytes) -> list[Sheet]:
    with warnings.catch_warnings():
        # openpyxl warns of styles and validations it does not know; none of them carries a person.
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return [_sheet(book, page) for page in book.worksheets[:_MAX_SHEETS]]
        finally:
            book.close()


def _sheet(book: Any, page: Any) -> Sheet:
    # The read-only sheet knows its part's name, but only under a private one.
    with book._archive.open(page._worksheet_path) as part:
        findings = _scan(part)
    page.reset_dimensions()  # some programs write a wrong one, and rows would be lost
    return Sheet(
        name=page.title,
        rows=dict(_rows(page, findings.uncomputed)),
        anchors=_anchors(findings.merges),
        hidden=page.sheet_state != "visible",
        since_1904=book.epoch == CALENDAR_MAC_1904,
    )


def _rows(page: Any, uncomputed: dict[int, list[int]]) -> Iterator[tuple[int, dict[int, Cell]]]:
    streamed = page.iter_rows(max_row=_MAX_ROW_NUMBER, max_col=MAX_COLUMNS)
    for number, line in enumerate(streamed, start=1):
        cells = {cell.column: _cell(cell) for cell in line if cell.value is not None}
        cells |= {column: Cell(None, uncomputed=True) for column in uncomputed.get(number, ())}
        filled = {column: cell for column, cell in cells.items() if cell.is_filled}
        if filled:
            yield number, filled


def _cell(cell: Any) -> Cell:
    # The format costs a look-up and matters only where a number or a date is shown.
    shown = cell.number_format if isinstance(cell.value, float | date) else "General"
    return Cell(cell.value, shown)


def _scan(part: IO[bytes]) -> _Findings:
    findings, data = _Findings(), None
    for event, element in ElementTree.iterparse(part, events=("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            data = element if tag == "sheetData" else data
        elif tag == "row" and data is not None:
            _note_row(element, findings)
            data.clear()
        elif tag == "mergeCell":
            findings.merges.append(element.get("ref", ""))
    return findings


def _note_row(row: ElementTree.Element, findings: _Findings) -> None:
    cells = [cell for cell in row if any(child.text or len(child) for child in cell)]
    if not cells:
        return
    findings.filled_rows += 1
    if findings.filled_rows > MAX_ROWS or int(row.get("r", "1")) > _MAX_ROW_NUMBER:
        raise NotARoster(_TOO_LONG)
    for cell in filter(_is_uncomputed, cells):
        number, column = coordinate_to_tuple(cell.get("r", "A1"))
        findings.uncomputed.setdefault(number, []).append(column)


def _is_uncomputed(cell: ElementTree.Element) -> bool:
    children = {child.tag.rpartition("}")[2]: child for child in cell}
    value = children.get("v")
    # A formula whose computed text is empty carries t="str"; that is a blank cell, not a missing value.
    return "f" in children and cell.get("t") != "str" and (value is None or not value.text)


def _anchors(merges: list[str]) -> dict[Place, Place]:
    anchors: dict[Place, Place] = {}
    for merge in merges:
        left, top, right, bottom = (edge or 1 for edge in range_boundaries(merge))
        right, bottom = min(right, MAX_COLUMNS), min(bottom, _MAX_ROW_NUMBER)
        if (right - left + 1) * (bottom - top + 1) + len(anchors) > _MAX_MERGED:
            continue
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        anchors.update((place, (top, left)) for place in places)
    return anchors
