"""Binding many documents to one PDF, part by part, so that no more is held in memory than a part."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from .kinds import Page
from .kinds.proof import Proof
from .press import book_options, laid_out, render_html, turn


@dataclass(frozen=True)
class Chapter:
    """A document that stands in a book."""

    kind: str
    page: Page
    proof: Proof | None = None


def print_book(
    front: Callable[[Sequence[int], int], tuple[str, Page]],
    chapters: Iterable[Chapter],
    finished: Callable[[int], object] = int,
) -> bytes:
    """Documents one after the other as one PDF, their pages counted through, behind cover and contents.

    `front` gets the page on which each chapter begins and how many pages they have; `finished` is told after each.
    Only the pages in front are tagged: what is laid out takes megabytes a page, so it is written away part by part.
    """
    starts: list[int] = []
    parts: list[bytes] = []
    waiting: list[Any] = []
    pages = 0
    with turn:
        for number, chapter in enumerate(chapters, 1):
            starts.append(pages + 1)
            html = render_html(chapter.kind, chapter.page, proof=chapter.proof)
            waiting.append(laid_out(chapter.kind, html, book_options(), first=pages + 1))
            pages += len(waiting[-1].pages)
            if len(waiting) == TOGETHER:
                parts.append(_written(waiting))
            finished(number)
        parts += [_written(waiting)] if waiting else []
        kind, page = front(starts, pages)
        cover = laid_out(kind, render_html(kind, page), book_options()).write_pdf(**book_options())
    return _bound(cover, parts)


#: So many chapters are laid out before they are written away: some hundred megabytes, and fonts embedded once.
TOGETHER = 20


def _written(waiting: list[Any]) -> bytes:
    """The PDF of these chapters, which are let go."""
    whole = waiting[0].copy([page for document in waiting for page in document.pages])
    printed: bytes = whole.write_pdf(**book_options())
    waiting.clear()
    del whole
    # What was laid out points at itself all over: it goes only when somebody looks for such rings.
    gc.collect()
    return printed


def _bound(cover: bytes, parts: Iterable[bytes]) -> bytes:
    """Cover and parts as one file, with the cover's metadata, colours and language."""
    from pypdf import PdfReader, PdfWriter

    book = PdfWriter(clone_from=PdfReader(BytesIO(cover)))
    for part in parts:
        for page in PdfReader(BytesIO(part)).pages:
            # Its tags stay behind with the part's own tree; a key without a tree would lead nowhere.
            book.add_page(page).pop("/StructParents", None)
    kept = BytesIO()
    book.write(kept)
    return kept.getvalue()
