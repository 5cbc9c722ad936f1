"""Rosters kept as text: which encoding, which delimiter, which cells."""

import csv
import io
import re

from .preview import NotARoster
from .sheet import MAX_COLUMNS, MAX_ROWS, Cell, Sheet

_ENCODINGS = ("utf-8", "gb18030")
_FORMULA_TEXT = re.compile(r'="(.*)"')
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")


def open_csv(content: bytes, name: str) -> Sheet:
    """Read UTF-8, marked UTF-16 or GB18030 text, cut by comma, semicolon or tab; else NotARoster."""
    text = _declared_removed(decoded(content))
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as broken:
        raise NotARoster("这个 CSV 文件的内容不完整，请用 Excel 打开后另存为 .xlsx 再上传。") from broken
    if sum(1 for line in lines if any(line)) > MAX_ROWS:
        raise NotARoster(f"名册超过 {MAX_ROWS} 行，请按党支部拆成几个文件分别导入。")
    rows = {number: _cells(line) for number, line in enumerate(lines, start=1)}
    return Sheet(name, {number: cells for number, cells in rows.items() if cells}, is_csv=True)


def decoded(content: bytes) -> str:
    """Return a file's text by its mark, else as UTF-8, else as GB18030; NotARoster when it is none."""
    for encoding in _tried(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return text
    raise NotARoster("这个文件不是可以读取的文本，请用 Excel 打开名册，另存为 .xlsx 后再上传。")


def _tried(content: bytes) -> tuple[str, ...]:
    if content.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig", "gb18030")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return _ENCODINGS


def _declared_removed(text: str) -> str:
    # Excel takes a first line "sep=;" as an instruction and does not show it as a row.
    return re.sub(r"\Asep=.\r?\n", "", text, flags=re.IGNORECASE)


def _delimiter(text: str) -> str:
    head = "".join(text.splitlines(keepends=True)[:40])
    return max(",;\t", key=lambda sign: _width(head, sign))


def _width(head: str, sign: str) -> int:
    try:
        return sum(len(line) for line in csv.reader(io.StringIO(head, newline=""), delimiter=sign))
    except csv.Error:
        return 0


def _cells(line: list[str]) -> dict[int, Cell]:
    numbered = enumerate(line[:MAX_COLUMNS], start=1)
    cells = {column: Cell(_FORMULA_TEXT.sub(r"\1", value)) for column, value in numbered}
    return {column: cell for column, cell in cells.items() if cell.is_filled}
