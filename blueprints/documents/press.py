"""The press: a page of values goes in, the bytes of a PDF come out. The only door to WeasyPrint."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import xmp
from .filters import FILTERS
from .kinds import KINDS, Kind, Page
from .kinds.proof import Proof

# WeasyPrint takes half a second to import: only whoever prints waits for it, not every start of the server.
if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import Attachment
    from weasyprint.css import ColorProfile
    from weasyprint.document import Document
    from weasyprint.urls import URLFetcherResponse

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
turn = threading.Lock()


@dataclass(frozen=True)
class Enclosure:
    """A file that travels inside the PDF, such as the record's JSON."""

    name: str  #: file name with its ending, which decides the type
    content: bytes  #: the file
    description: str  #: what it is, for the reader's list of attachments
    relationship: str = "Data"  #: of PDF/A-3: Source, Data, Alternative, Supplement


class ShelfFetcher:
    """Serves files of the given folders and refuses every other address with PermissionError."""

    #: WeasyPrint asks this of a fetcher that refused: it then prints without the file and says so in the log.
    _fail_on_errors = False

    def __init__(self, *shelves: Path) -> None:
        self._shelves = tuple(shelf.resolve() for shelf in shelves)

    def __call__(self, url: str) -> URLFetcherResponse:
        """The file at this address, if it lies on a shelf and is of a kind that documents use."""
        from weasyprint.urls import URLFetcherResponse

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


def render_html(kind_code: str, page: Page, closer: bool = False, proof: Proof | None = None) -> str:
    """The HTML that the press prints; KeyError for an unknown kind, TypeError for another kind's page."""
    kind = _kind_of(kind_code, page)
    template = _environment().get_template(kind.template)
    return template.render(page=page, document=_head(kind, page, closer), proof=proof)


def _kind_of(code: str, page: Page) -> Kind:
    kind = KINDS[code]
    if not isinstance(page, kind.page_type):
        raise TypeError(f"{code} is printed from {kind.page_type.__name__}, not {type(page).__name__}")
    return kind


def _head(kind: Kind, page: Page, closer: bool) -> dict[str, Any]:
    return {
        "code": kind.code,
        "zh": kind.zh,
        "title": kind.heading(page),
        "organisation": page.organisation,
        "made_at": _utc(page.made_at).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "heavy_title": "方正小标宋" in missing_faces(),
        "closer": closer,
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
    proof: Proof | None = None,
    draft: bool = False,
) -> bytes:
    """The PDF of this page: tagged, fonts embedded, and the same bytes each time on the same machine.

    Without an identifier the file's ID is the hash of its own content. A draft says so in the margin of each page.
    """
    kind = _kind_of(kind_code, page)
    runs = kind.runs(page) if kind.runs else ((page, 1),)
    laid_out = [(_settings(kind, part, proof), times) for part, times in runs]
    enclosed = [_enclose(enclosure, _utc(page.made_at)) for enclosure in attachments]
    with turn:
        return _typeset(kind_code, laid_out, identifier, enclosed, xmp.facts(page), (_DRAFT,) if draft else ())


def book_options() -> dict[str, Any]:
    """How each part of a book is written."""
    from weasyprint import DEFAULT_OPTIONS

    return {**DEFAULT_OPTIONS, "output_intent": OUTPUT_INTENT, "pdf_variant": VARIANT, "pdf_tags": True}


def _settings(kind: Kind, page: Page, proof: Proof | None) -> list[str]:
    return [render_html(kind.code, page, closer, proof) for closer in (False, True)[: 1 + kind.closer]]


def _typeset(
    code: str,
    runs: list[tuple[list[str], int]],
    identifier: bytes | None,
    enclosed: list[Attachment],
    facts: dict[str, str],
    sheets: tuple[str, ...],
) -> bytes:
    from weasyprint import CSS, DEFAULT_OPTIONS

    asked = {
        "output_intent": OUTPUT_INTENT,
        "pdf_variant": VARIANT,
        "pdf_tags": True,
        "pdf_identifier": identifier,
        "attachments": enclosed,
        "stylesheets": [CSS(string=sheet) for sheet in sheets],
    }
    options = {**DEFAULT_OPTIONS, **asked}
    parts = [(_fitting(code, settings, options), times) for settings, times in runs]
    document = parts[0][0].copy([page for part, _ in parts for page in part.pages])
    printed: bytes = document.write_pdf(finisher=partial(_finished, _order(parts), facts), **options)
    return printed


def _order(parts: list[tuple[Document, int]]) -> list[int]:
    """The pages that were laid out, by number, in the order in which the printer takes them."""
    order, first = [], 0
    for part, times in parts:
        order += [*range(first, first + len(part.pages))] * times
        first += len(part.pages)
    return order


def _finished(order: list[int], facts: dict[str, str], _document: Document, pdf: PDF) -> None:
    """What is done to the file before it is written away."""
    xmp.put(pdf, facts)
    _repeated(order, pdf)


def _repeated(order: list[int], pdf: PDF) -> None:
    """Give each page as often as it is asked for: its copies point to the same drawing, so none can differ."""
    drawn = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    pdf.pages["Kids"].clear()
    pdf.pages["Count"] = 0
    given: set[int] = set()
    for number in order:
        page = drawn[number]
        if number in given:
            # The tags lead to the first of its kind; a second page with their key would be one too many.
            pdf.add_page(type(page)({key: value for key, value in page.items() if key != "StructParents"}))
        else:
            pdf.pages["Count"] += 1
            pdf.pages["Kids"].extend([page.number, 0, "R"])
        given.add(number)


def _fitting(code: str, settings: list[str], options: dict[str, Any]) -> Document:
    """The first setting; a closer one where only that needs no second page."""
    usual = laid_out(code, settings[0], options)
    # Set closer, a sheet takes a quarter more: what fills three will not fit on one, and is not laid out for nothing.
    if len(usual.pages) != 2 or len(settings) == 1:
        return usual
    closer = laid_out(code, settings[1], options)
    return closer if len(closer.pages) == 1 else usual


#: What is not confirmed says so on each page, whatever a document puts in its margins itself.
_DRAFT = """
@page { @top-center { content: "草稿，未定稿" !important; color: #a5271e !important; letter-spacing: .2em;
  font: 14pt/1 "SimHei", "黑体", "Noto Sans CJK SC", sans-serif !important; } }
"""

#: In a book pages are counted through, whatever a document says of its own.
_COUNTED = """
@page {{ @bottom-center {{ content: "— " counter(page) " —" !important; }} }}
@page :first {{ counter-reset: page {first}; }}
"""


def laid_out(code: str, html: str, options: dict[str, Any], first: int | None = None) -> Document:
    """The HTML of a kind as pages, counted from `first` where they stand in a book."""
    from weasyprint import CSS, HTML

    folder = TEMPLATES / code
    fetcher = ShelfFetcher(folder, TEMPLATES / "_base", STATIC)
    sheet = HTML(string=html, base_url=f"{folder.as_uri()}/", url_fetcher=fetcher)
    counted = [CSS(string=_COUNTED.format(first=first))] if first else []
    sheets = [*(options["stylesheets"] or ()), *counted]
    return sheet.render(color_profiles={OUTPUT_INTENT: _srgb()}, **{**options, "stylesheets": sheets})


def _srgb() -> ColorProfile:
    from weasyprint.css import ColorProfile

    # WeasyPrint's own way to the same file leaves it open; a hall's server should not leak one a document.
    icc = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(icc), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _enclose(enclosure: Enclosure, made_at: datetime) -> Attachment:
    from weasyprint import Attachment

    return Attachment(
        string=enclosure.content,
        name=enclosure.name,
        description=enclosure.description,
        relationship=enclosure.relationship,
        created=made_at,
        modified=made_at,
    )
