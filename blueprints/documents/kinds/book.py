"""记录簿: cover and contents of a year's book; the records themselves follow, their pages counted through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .kind import Blank, Shelf, safe_name

TITLE = "记录簿"
SHELF = Shelf.DURING


@dataclass(frozen=True, kw_only=True)
class BookEntry:
    """One record of the book."""

    held_on: date  #: 日期
    title: str  #: 会议名称
    first_page: int  #: where it begins


@dataclass(frozen=True, kw_only=True)
class BookPage:
    """Everything that stands in front of the records."""

    organisation: str  #: whose book it is
    title: str  #: 社区党组织会议记录簿, 党员学习记录簿 or 民主生活会记录簿
    year: int | None  #: 年度; None leaves it to the hand
    entries: tuple[BookEntry, ...]  #: in the order of the book
    spare_rows: int = 0  #: empty lines after them, on a form that is filled in by hand
    left_out: tuple[str, ...] = ()  #: meetings of the year without confirmed minutes, which are not in the book
    number: str | None = None  #: 档号 of the book, when it has one
    pages: int | None = None  #: how many pages the records have together
    made_at: datetime  #: the PDF's making, aware, UTC


PAGE = BookPage


def heading(page: BookPage) -> str:
    """The PDF's title: organisation, year and book."""
    return f"{page.organisation}{f'{page.year}年度' if page.year else ''}{page.title}"


def filename(page: BookPage) -> str:
    """Such as 记录簿-幸福社区第一党支部-2026年度社区党组织会议记录簿.pdf."""
    return safe_name(TITLE, page.organisation, f"{page.year or '空白'}年度{page.title}")


def blank(form: Blank) -> BookPage:
    """Cover and contents of a book that is kept by hand."""
    return BookPage(
        organisation=form.organisation,
        title="社区党组织会议记录簿",
        year=None,
        entries=(),
        spare_rows=28,
        made_at=form.made_at,
    )
