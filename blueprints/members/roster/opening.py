"""From a path or an upload to sheets: what kind of file is it really, whatever its name says."""

import zipfile
from io import BytesIO
from pathlib import Path

from .csv_text import open_csv
from .preview import NotARoster
from .sheet import Sheet
from .xlsx import open_xlsx

_MAX_BYTES = 20_000_000
_TEXT_ENDINGS = (".csv", ".txt", ".tsv")

_AS_XLSX = "请用 Excel 或 WPS 打开名册，另存为“Excel 工作簿（.xlsx）”后再上传。"
_LEADING = (
    (b"%PDF", "这是 PDF 文件，不能读成名册。请上传 .xlsx 或 .csv 格式的名册。"),
    (b"\x89PNG", "这是图片，不能读成名册。请上传 .xlsx 或 .csv 格式的名册。"),
    (b"\xff\xd8\xff", "这是图片，不能读成名册。请上传 .xlsx 或 .csv 格式的名册。"),
    (b"Rar!", "这是压缩包，请先解压，再上传其中 .xlsx 或 .csv 格式的名册。"),
    (b"7z\xbc\xaf", "这是压缩包，请先解压，再上传其中 .xlsx 或 .csv 格式的名册。"),
)


def open_sheets(source: Path | str | bytes, filename: str) -> list[Sheet]:
    """Return the sheets of an .xlsx or .csv file; raises NotARoster with what to do for every other."""
    content = _content(source)
    _refuse_others(content)
    if content.startswith(b"PK"):
        _refuse_other_packages(content)
        return open_xlsx(content)
    if not filename.lower().endswith(_TEXT_ENDINGS):
        raise NotARoster(f"这个文件的内容与文件名不符或已损坏，无法读取。{_AS_XLSX}")
    return [open_csv(content, Path(filename).stem)]


def _content(source: Path | str | bytes) -> bytes:
    try:
        content = source if isinstance(source, bytes) else _limited(Path(source))
    except (OSError, ValueError) as missing:
        raise NotARoster("找不到或打不开这个文件，请检查文件路径后再试。") from missing
    if not content.strip():
        raise NotARoster("这个文件是空的，请上传 .xlsx 或 .csv 格式的党员名册。")
    if len(content) > _MAX_BYTES:
        raise NotARoster("文件超过 20 MB，不像一份党员名册。请只保留名册一张工作表，另存为 .xlsx 后再上传。")
    return content


def _limited(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(_MAX_BYTES + 1)


def _refuse_others(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotARoster(_compound(content))
    for leading, sentence in _LEADING:
        if content.startswith(leading):
            raise NotARoster(sentence)
    if content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise NotARoster(f"这是从网页或其他系统导出的表格，不是标准的 Excel 文件。{_AS_XLSX}")


def _compound(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "这个文件设了打开密码。请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx，再上传。"
    if "WordDocument".encode("utf-16-le") in content:
        return "这是 Word 文档，不能读成名册。请把表格复制到 Excel，另存为 .xlsx 后再上传。"
    return f"这是旧版 .xls（或 .et）文件。{_AS_XLSX}"


def _refuse_other_packages(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise NotARoster(f"这个 Excel 文件已损坏，无法读取。{_AS_XLSX}") from broken
    if "word/document.xml" in names:
        raise NotARoster("这是 Word 文档，不能读成名册。请把表格复制到 Excel，另存为 .xlsx 后再上传。")
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise NotARoster(f"这是 .xlsb 或 .ods 文件。{_AS_XLSX}")
    if not any(name.startswith("xl/") for name in names):
        raise NotARoster("这是压缩包，不是名册。请先解压，再上传其中 .xlsx 或 .csv 格式的名册。")
