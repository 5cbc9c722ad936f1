"""民主评议测评票: the members with a cell for each grade; each ballot like every other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from ..filters import day
from .ballot_motion import refuse_copies
from .kind import Blank, Shelf, safe_name

TITLE = "民主评议测评票"
SHELF = Shelf.REVIEW
GRADES = ("优秀", "合格", "基本合格", "不合格")
#: Rows on a form that nobody has filled in.
SPARE_ROWS = 15
SPARE_PROBATIONERS = 2
#: More lines than these would run over the page one below the other: they stand in two columns.
MOST_ALONE = 20


@dataclass(frozen=True, kw_only=True)
class GradingBallotPage:
    """Everything that all the ballots of a review show alike; nothing in it tells one ballot from another."""

    organisation: str  #: whose review it is
    occasion: str | None  #: such as 2026年度民主评议党员; None leaves a line to be written on before copying
    used_by: str | None = None  #: who fills it in, such as 党员 or 群众代表, where several groups vote apart
    members: tuple[str, ...]  #: 正式党员 in the order in which they are read out
    spare_rows: int = 0  #: empty rows after them, on a form that is filled in before copying
    probationers: tuple[str, ...] = ()  #: 预备党员: listed apart, without grades
    spare_probationers: int = 0  #: empty rows after them
    grades: tuple[str, ...] = GRADES  #: 等次, best first, as the rule names them
    remarks: bool = False  #: whether there is a column 存在问题
    most_best: int | None = None  #: how many may be given the best grade at most; None says nothing of it
    over_best: str | None = None  #: what becomes of a ballot with more, in words, such as 超过的，该票无效
    instructions: tuple[str, ...] | None = None  #: 填票说明 where another rule holds; None prints the usual ones
    held_on: date | None = None  #: 日期; None leaves it to the hand
    copies: int = 1  #: how many ballots, 1 to MOST_COPIES
    made_at: datetime  #: the PDF's making, aware, UTC

    def __post_init__(self) -> None:
        """At least one ballot and no more than MOST_COPIES; else ValueError."""
        refuse_copies(self.copies)

    @property
    def lines(self) -> tuple[str, ...]:
        """The members, then the empty rows for some."""
        return self.members + ("",) * self.spare_rows

    @property
    def probation_lines(self) -> tuple[str, ...]:
        """The probationary members, then the empty rows for some."""
        return self.probationers + ("",) * self.spare_probationers

    @property
    def columns(self) -> int:
        """How many members stand beside each other."""
        all_lines = len(self.lines) + len(self.probation_lines)
        return 1 if self.remarks or all_lines <= MOST_ALONE else 2


def runs(page: GradingBallotPage) -> tuple[tuple[GradingBallotPage, int], ...]:
    """One ballot, as often as there are ballots."""
    return ((replace(page, copies=1), page.copies),)


PAGE = GradingBallotPage


def heading(page: GradingBallotPage) -> str:
    """The PDF's title: whose review, which, and 民主评议测评票."""
    return f"{page.organisation}{page.occasion or ''}{TITLE}"


def filename(page: GradingBallotPage) -> str:
    """Such as 民主评议测评票-2026年度民主评议党员-群众代表-2026年11月23日.pdf."""
    return safe_name(TITLE, page.occasion or "空白", page.used_by or "", day(page.held_on or page.made_at))


def blank(form: Blank) -> GradingBallotPage:
    """One ballot with empty rows, to be copied after the names have been written in."""
    return GradingBallotPage(
        organisation=form.organisation,
        occasion=None,
        members=(),
        spare_rows=SPARE_ROWS,
        spare_probationers=SPARE_PROBATIONERS,
        made_at=form.made_at,
    )
