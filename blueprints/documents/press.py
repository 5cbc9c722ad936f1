"""The press: a page of values goes in, the bytes of a PDF come out. The only door to WeasyPrint."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .filters import FILTERS
from .kinds import KINDS, Kind, Page

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates" / "documents"
STATIC = ROOT / "static"
MIME = {".css": "text/css", ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
VARIANT = "pdf/a-3u"
OUTPUT_INTENT = "srgb-paper"

#: The faces that GB/T 9704 asks for, each with the family names under which it is installed.
OFFICIAL_FACES = {
    "仿宋_GB2312": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
    "方正小标宋": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "楷体_GB2312": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
    "黑体": ("黑体", "SimHei"),
    "宋体": ("宋体", "SimSun"),
}

# One sheet at a time: printing is bound by the processor and by memory, and a second press in the same
# process would only slow the pages that people wait for.
_turn = threading.Lock()


@dataclass(frozen=True)
class Enclosure:
    """A file that travels inside the PDF, such as the record's JSON."""

    name: str  #: file name with its ending, which decides the type
    content: bytes  #: the file
    description: str  #: what it is, for the reader's list of attachments
    relationship: str = "Data"  #: of PDF/A-3: Source, Data, Alternative, Supplement


class ShelfFetcher(URLFetcher):
    """Serves files of the given folders and refuses every other address with PermissionError."""

    def __init__(self, *shelves: Path) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._shelves = tuple(shelf.resolve() for shelf in shelves)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file at this address, if it lies on a shelf and is of a kind that documents use."""
        path = self._on_shelf(url)
        if path is None:
            raise PermissionError(f"documents load nothing from {url[:80]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MIME[path.suffix]})

    def _on_shelf(self, url: str) -> Path | None:
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc:
            return None
        path = Path(url2pathname(parts.path)).resolve()
        known = path.suffix in MIME and any(path.is_relative_to(shelf) for shelf in self._shelves)
        return path if known and path.is_file() else None


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(FILTERS)
    return found


@cache
def missing_faces() -> tuple[str, ...]:
    """The official faces that are not installed, by their usual names; empty where fontconfig is silent."""
    if not (lister := shutil.which("fc-list")):
        return ()
    told = subprocess.run([lister, "--format", "%{family},"], capture_output=True, text=True, timeout=30)
    families = {family.strip().lower() for family in told.stdout.split(",")}
    if told.returncode or not families - {""}:
        return ()
    return tuple(face for face, names in OFFICIAL_FACES.items() if families.isdisjoint(map(str.lower, names)))


def render_html(kind_code: str, page: Page) -> str:
    """The HTML that the press prints; KeyError for an unknown kind, TypeError for another kind's page."""
    kind = KINDS[kind_code]
    if not isinstance(page, kind.page_type):
        raise TypeError(f"{kind_code} is printed from {kind.page_type.__name__}, not {type(page).__name__}")
    template = _environment().get_template(kind.template)
    return template.render(page=page, document=_head(kind, page))


def _head(kind: Kind, page: Page) -> dict[str, Any]:
    return {
        "code": kind.code,
        "zh": kind.zh,
        "title": kind.heading(page),
        "organisation": page.organisation,
        "made_at": _utc(page.made_at).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "heavy_title": "方正小标宋" in missing_faces(),
    }


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a document's times carry their zone")
    return moment.astimezone(UTC)


def print_pdf(
    kind_code: str,
    page: Page,
    *,
    identifier: bytes | None = None,
    attachments: Iterable[Enclosure] = (),
) -> bytes:
    """The PDF of this page: tagged, fonts embedded, and the same bytes each time on the same machine.

    Without an identifier the file's ID is the hash of its own content.
    """
    html = render_html(kind_code, page)
    enclosed = [_enclose(enclosure, _utc(page.made_at)) for enclosure in attachments]
    with _turn:
        return _typeset(kind_code, html, identifier, enclosed)


def _typeset(code: str, html: str, identifier: bytes | None, enclosed: list[Attachment]) -> bytes:
    folder = TEMPLATES / code
    fetcher = ShelfFetcher(folder, TEMPLATES / "_base", STATIC)
    sheet = HTML(string=html, base_url=f"{folder.as_uri()}/", url_fetcher=fetcher)
    printed: bytes = sheet.write_pdf(
        color_profiles={OUTPUT_INTENT: _srgb()},
        output_intent=OUTPUT_INTENT,
        pdf_variant=VARIANT,
        pdf_tags=True,
        pdf_identifier=identifier,
        attachments=enclosed,
    )
    return printed


def _srgb() -> ColorProfile:
    # WeasyPrint's own way to the same file leaves it open; a hall's server should not leak one a document.
    icc = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(icc), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _enclose(enclosure: Enclosure, made_at: datetime) -> Attachment:
    return Attachment(
        string=enclosure.content,
        name=enclosure.name,
        description=enclosure.description,
        relationship=enclosure.relationship,
        created=made_at,
        modified=made_at,
    )
