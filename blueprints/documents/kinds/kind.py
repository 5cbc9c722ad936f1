"""What every kind of document tells the press about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Page(Protocol):
    """The values that the press itself reads from any document's page."""

    @property
    def organisation(self) -> str:
        """The organisation that issues the document; the PDF's author."""

    @property
    def made_at(self) -> datetime:
        """The one time written into the PDF as its making, aware and in UTC; same page, same bytes."""


class Shelf(StrEnum):
    """Where people look for a document; the shelves stand in this order."""

    BEFORE = "before"
    DURING = "during"
    VOTING = "voting"
    AFTER = "after"
    LIFE = "life"
    REVIEW = "review"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {
            "before": "会前准备",
            "during": "会议记录",
            "voting": "表决和选举",
            "after": "决议、报告和公示",
            "life": "民主生活会、组织生活会",
            "review": "民主评议",
        }[self.value]


@dataclass(frozen=True, kw_only=True)
class Blank:
    """All that is known of a form before anybody fills it in."""

    organisation: str  #: whose form it is
    made_at: datetime  #: the PDF's making, aware, UTC


@dataclass(frozen=True)
class Kind:
    """One document: its code, its Chinese name, the page it is printed from and its template."""

    code: str  #: also the name of the module and of the template folder
    zh: str  #: as the users call it
    page_type: type  #: the frozen dataclass that the template may see
    template: str  #: path under templates/documents
    heading: Callable[[Any], str]  #: the PDF's title
    filename: Callable[[Any], str]  #: what a browser saves it as, with .pdf
    shelf: Shelf  #: where people look for it
    blank: Callable[[Blank], Any]  #: the page of a form that nobody has filled in
    closer: bool = False  #: whether it is set closer where that saves a second page
    runs: Callable[[Any], tuple[tuple[Any, int], ...]] | None = None  #: what is laid out, and how often each is printed


def safe_name(*parts: str) -> str:
    """The parts joined to a file name that every system takes: no separators, at most 80 characters."""
    joined = "-".join(part.strip() for part in parts if part.strip())
    kept = "".join("_" if c in '\\/:*?"<>|' or not c.isprintable() else c for c in joined)
    return f"{kept[:80].strip('. ') or '文件'}.pdf"
