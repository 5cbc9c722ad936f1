"""问题整改清单（台账）, a landscape sheet: each problem, what is done about it, by whom, until when, and the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name

TITLE = "问题整改清单"
SHELF = Shelf.LIFE
#: A cell of more characters may be parted between two pages.
LONG = 200
#: Empty rows on a form that nobody has filled in: they fill two pages.
SPARE_ROWS = 10


@dataclass(frozen=True, kw_only=True)
class RectificationRow:
    """One problem; a None leaves the cell to the hand."""

    source: str  #: 问题来源: 征求意见, 查摆, 上级
    problem: str  #: 问题描述
    measures: str | None = None  #: 整改措施
    leader: str | None = None  #: 责任领导
    owner: str | None = None  #: 责任人
    due_on: date | None = None  #: 完成时限
    due_words: str | None = None  #: 完成时限 in words instead of a day, such as 长期坚持
    progress: str | None = None  #: 进展
    evidence: str | None = None  #: 佐证
    closed: bool | None = None  #: 是否销号
    closed_on: date | None = None  #: 销号日期

    @property
    def long(self) -> bool:
        """Whether the row may run over the end of a page."""
        texts = (self.problem, self.measures, self.progress, self.evidence)
        return any(len(text or "") > LONG for text in texts)


@dataclass(frozen=True, kw_only=True)
class RectificationPage:
    """Everything the list shows; a None is left to the hand."""

    organisation: str  #: whose list it is
    meeting_name: str | None  #: the meeting after which it was made
    as_of: date | None = None  #: 填报日期: the day whose state it tells
    rows: tuple[RectificationRow, ...]  #: in their order
    spare_rows: int = 0  #: empty rows after them, on a form that is filled in by hand
    reviewer_office: str = "支部书记"  #: who looks it through (审核), by office
    reviewer: str | None = None  #: the same by name, when known
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def closed(self) -> int:
        """已销号: how many are done."""
        return sum(row.closed is True for row in self.rows)


PAGE = RectificationPage


def heading(page: RectificationPage) -> str:
    """The PDF's title: meeting and 问题整改清单."""
    return f"{page.meeting_name or page.organisation}{TITLE}"


def filename(page: RectificationPage) -> str:
    """Such as 问题整改清单-2026年度组织生活会-2026年11月23日.pdf."""
    return safe_name(TITLE, page.meeting_name or "空白", day(page.as_of or page.made_at))


def blank(form: Blank) -> RectificationPage:
    """Two pages of empty rows, and the figures as lines."""
    return RectificationPage(
        organisation=form.organisation, meeting_name=None, rows=(), spare_rows=SPARE_ROWS, made_at=form.made_at
    )
