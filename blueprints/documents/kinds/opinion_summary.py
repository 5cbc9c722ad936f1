"""征求意见汇总表, a landscape sheet: every opinion in the words in which it was given, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name

TITLE = "征求意见汇总表"
SHELF = Shelf.LIFE
#: An opinion of more characters may be parted between two pages.
LONG = 600
#: Empty rows on a form that nobody has filled in: they fill two pages.
SPARE_ROWS = 14


@dataclass(frozen=True, kw_only=True)
class OpinionRow:
    """One opinion; a None leaves the cell to the hand."""

    source: str  #: 来源类别: 党员, 群众, 单位, 上级
    text: str  #: 原意见, word for word
    category: str | None = None  #: 类别, such as 学习教育 or 联系群众
    about: str | None = None  #: 涉及对象: the body or a person
    handling: str | None = None  #: 处理

    @property
    def long(self) -> bool:
        """Whether the row may run over the end of a page."""
        return len(self.text) > LONG


@dataclass(frozen=True, kw_only=True)
class OpinionSummaryPage:
    """Everything the sheet shows; a None is left to the hand."""

    organisation: str  #: who asked
    meeting_name: str | None  #: the meeting for which opinions were asked
    collected_from: date | None = None  #: 征求意见时间, first day
    collected_until: date | None = None  #: 征求意见时间, last day
    forms_issued: int | None = None  #: 发出征求意见表
    forms_returned: int | None = None  #: 收回征求意见表
    rows: tuple[OpinionRow, ...]  #: in their order
    spare_rows: int = 0  #: empty rows after them, on a form that is filled in by hand
    compiled_by: str | None = None  #: 汇总人, when known
    checked_by: str | None = None  #: 审核人, when known
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def totals(self) -> tuple[tuple[str, int], ...]:
        """How many opinions came from each source, in the order in which the sources first appear."""
        return tuple(Counter(row.source for row in self.rows if row.source).items())


PAGE = OpinionSummaryPage


def heading(page: OpinionSummaryPage) -> str:
    """The PDF's title: meeting and 征求意见汇总表."""
    return f"{page.meeting_name or page.organisation}{TITLE}"


def filename(page: OpinionSummaryPage) -> str:
    """Such as 征求意见汇总表-2026年度组织生活会-2026年11月23日.pdf."""
    return safe_name(TITLE, page.meeting_name or "空白", day(page.collected_until or page.made_at))


def blank(form: Blank) -> OpinionSummaryPage:
    """Two pages of empty rows, and the totals as lines."""
    return OpinionSummaryPage(
        organisation=form.organisation, meeting_name=None, rows=(), spare_rows=SPARE_ROWS, made_at=form.made_at
    )
