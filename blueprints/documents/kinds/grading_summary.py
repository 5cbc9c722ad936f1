"""民主评议汇总表, a landscape sheet: everybody's grades as counted, what the committee found, who signs for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .grading_ballot import GRADES
from .kind import Blank, Shelf, safe_name

TITLE = "民主评议汇总表"
SHELF = Shelf.REVIEW
#: Empty rows on a form that nobody has filled in: they fill two pages.
SPARE_ROWS = 20


@dataclass(frozen=True, kw_only=True)
class GradingFigures:
    """One heap of ballots; a None is left to the hand."""

    issued: int | None = None  #: 发出
    returned: int | None = None  #: 收回
    valid: int | None = None  #: 有效


@dataclass(frozen=True, kw_only=True)
class GradedMember:
    """One member's row; a None leaves the cell to the hand."""

    name: str  #: 姓名
    probationary: bool = False  #: 预备党员: listed, and not graded
    votes: tuple[int | None, ...] = ()  #: votes for each grade, best first; empty leaves the cells open
    resident_votes: tuple[int | None, ...] = ()  #: 群众测评, the same
    opinion: str | None = None  #: 支委会评定意见
    grade: str | None = None  #: 评定等次
    known: str | None = None  #: 反馈签名, where the person confirmed on the phone; None leaves the cell to the hand
    note: str | None = None  #: 备注


@dataclass(frozen=True, kw_only=True)
class BestCap:
    """How many may be graded best."""

    most: int  #: at most so many
    members: int  #: of so many 正式党员
    share: str  #: the share in words, such as 三分之一
    clause: str | None = None  #: its source


@dataclass(frozen=True, kw_only=True)
class GradingSummaryPage:
    """Everything the sheet shows; a None is left to the hand."""

    organisation: str  #: whose review it was
    occasion: str | None  #: such as 2026年度民主评议党员
    held_on: date | None = None  #: 测评日期
    ballots: GradingFigures  #: the members' ballots
    groups: tuple[str, ...] = ()  #: the Party groups that reviewed apart, each its own members; () if none
    residents: bool = False  #: whether 群众代表 voted apart: four more columns
    resident_ballots: GradingFigures = GradingFigures()  #: their ballots
    grades: tuple[str, ...] = GRADES  #: 等次, best first, as the rule names them
    rows: tuple[GradedMember, ...]  #: in the ballot's order, 预备党员 last
    spare_rows: int = 0  #: empty rows after them, on a form that is filled in by hand
    cap: BestCap | None = None  #: None where there is no cap, or on a form that is filled in by hand
    allowed: str | None = None  #: when and how the superior agreed to more than the cap
    tellers: tuple[str, ...] = ()  #: 监票人; who is not known yet has an empty name
    secretary: str | None = None  #: 书记, when known
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def best(self) -> int:
        """How many were graded best."""
        return sum(row.grade == self.grades[0] for row in self.rows if not row.probationary)

    @property
    def over(self) -> int:
        """How many more than the cap allows were graded best."""
        return max(0, self.best - self.cap.most) if self.cap else 0


PAGE = GradingSummaryPage


def heading(page: GradingSummaryPage) -> str:
    """The PDF's title: whose review, which, and 民主评议汇总表."""
    return f"{page.organisation}{page.occasion or ''}{TITLE}"


def filename(page: GradingSummaryPage) -> str:
    """Such as 民主评议汇总表-2026年度民主评议党员-2026年11月23日.pdf."""
    return safe_name(TITLE, page.occasion or "空白", day(page.held_on or page.made_at))


def blank(form: Blank) -> GradingSummaryPage:
    """Two pages of empty rows with columns for 群众测评 too, and the figures as lines."""
    return GradingSummaryPage(
        organisation=form.organisation,
        occasion=None,
        ballots=GradingFigures(),
        residents=True,
        rows=(),
        spare_rows=SPARE_ROWS,
        made_at=form.made_at,
    )
