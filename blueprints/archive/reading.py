"""Reading a package: is it whole, what does it hold, and is a print the one on file."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from blueprints.archive.packing import SCHEMA
from blueprints.archive.rows import sha_of
from domain.minutes import sha256_of
from domain.words import Refusal


@dataclass(frozen=True)
class Package:
    """A package that is whole: every file of its manifest is there as the manifest says, and no other."""

    manifest: dict[str, Any]
    path: Path

    def content(self, sha256: str) -> bytes:
        """The file with that SHA-256; Refusal where there is none."""
        line = next((line for line in self.manifest["files"] if line["sha256"] == sha256), None)
        if line is None:
            raise Refusal("归档包里缺少文件，不能导入。")
        with ZipFile(self.path) as archive:
            return archive.read(line["path"])

    @property
    def rows(self) -> dict[str, Any]:
        """What is put into the database."""
        with ZipFile(self.path) as archive:
            found: dict[str, Any] = json.loads(archive.read("数据/rows.json"))
        return found


def opened(path: Path) -> Package:
    """The package; Refusal with a sentence for what is none, and for the first file that is not as it was packed."""
    try:
        with ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            _refuse_changed(archive, manifest)
    except (OSError, BadZipFile, KeyError, ValueError, TypeError) as error:
        raise Refusal(f"{path.name}不是完好的归档包。") from error
    return Package(manifest, path)


def _refuse_changed(archive: ZipFile, manifest: dict[str, Any]) -> None:
    if manifest["schema"] != SCHEMA:
        raise Refusal("这个归档包是别的版本制作的，请用制作它的版本打开。")
    lines = {line["path"]: line["sha256"] for line in manifest["files"]}
    more = sorted(set(archive.namelist()) - {"manifest.json"} - set(lines))
    if more:
        raise Refusal(f"归档包里多出了清单上没有的文件：{more[0]}。")
    for path, sha256 in lines.items():
        if path not in archive.namelist():
            raise Refusal(f"归档包里缺少文件：{path}。")
        if sha_of(archive.read(path)) != sha256:
            raise Refusal(f"归档包里的文件被改动过：{path}。")


@dataclass(frozen=True)
class Checked:
    """What a print is, compared with a package."""

    right: bool
    sentence: str


def check(pdf: bytes, package: Package) -> Checked:
    """Whether the print is the one on file: byte for byte, else by the record inside and by every word on its pages."""
    prints = [line for line in package.manifest["files"] if "record" in line]
    whole = next((line for line in prints if line["sha256"] == sha_of(pdf)), None)
    if whole:
        return Checked(True, f"一致：{_what(whole)}。文件与归档的逐字节相同。")
    record = _record_in(pdf)
    if record is None:
        return Checked(False, "不能核对：这个PDF里没有文书数据，不是本系统定稿的文书。")
    filed = next((line for line in prints if line["record"] == record), None)
    if filed is None:
        return Checked(False, "不一致：归档包里没有与这份文书内容相同的记录。")
    with ZipFile(package.path) as archive:
        same = _words(pdf) == _words(archive.read(filed["path"]))
    if not same:
        return Checked(False, f"不一致：内附数据属于{_what(filed)}，但页面上的文字与归档的不同，可能被改动过。")
    return Checked(True, f"一致：{_what(filed)}。内附数据和页面文字与归档的相同。")


def _what(line: dict[str, Any]) -> str:
    number = f"，档号{line['number']}" if line["number"] else ""
    return f"《{line['title']}》（{Path(line['path']).stem}），核验码{line['code']}{number}"


def _record_in(pdf: bytes) -> str | None:
    """SHA-256 of the record that travels inside; None where there is none or it cannot be read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        enclosed = PdfReader(BytesIO(pdf)).attachments.get("record.json")
        return _hash_of(json.loads(enclosed[0])) if enclosed else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _hash_of(data: dict[str, Any]) -> str:
    """The hash that the record was locked with: minutes carry their own beside it."""
    if "minutes" in data:
        bare = {name: value for name, value in data["minutes"].items() if name != "sha256"}
        return sha256_of({**data, "minutes": bare})
    return sha256_of(data)


def _words(pdf: bytes) -> list[str]:
    """What stands on each page, without blanks; signatures drawn later are no words."""
    from pypdf import PdfReader

    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
