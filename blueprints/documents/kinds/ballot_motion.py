"""表决票: one motion, three boxes to mark; two on a sheet of A4, to be cut apart, each like every other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name

TITLE = "表决票"
SHELF = Shelf.VOTING
MOST_COPIES = 2000
#: The longest organisation, meeting, motion and instructions for which half a page is enough.
HALF_A_PAGE = (40, 60, 120, 100)
USUAL = (
    "一人一票。在“赞成”“不赞成”“弃权”中只选一项，在相应栏内画“○”；都不画的，计为弃权。",
    "选两项以上的，或者涂改后无法辨认的，为无效票。",
    "不署姓名，不作其他记号；不得委托他人代投。",
)


@dataclass(frozen=True, kw_only=True)
class BallotMotionPage:
    """Everything that all the ballots on a motion show alike; nothing in it tells one ballot from another."""

    organisation: str  #: whose meeting it is
    meeting_name: str | None  #: 会议名称; None leaves a line to be written on before copying
    motion: str | None  #: 表决事项; None leaves room to write
    held_on: date | None = None  #: 日期; None leaves it to the hand
    instructions: tuple[str, ...] = USUAL  #: 填写说明, one entry a paragraph
    copies: int = 1  #: how many ballots, 1 to MOST_COPIES
    made_at: datetime  #: the PDF's making, aware, UTC

    def __post_init__(self) -> None:
        """At least one ballot and no more than MOST_COPIES; else ValueError."""
        refuse_copies(self.copies)

    @property
    def a_page(self) -> int:
        """How many ballots stand on one page."""
        texts = (self.organisation, self.meeting_name or "", self.motion or "", "".join(self.instructions))
        fits = all(len(text) <= most for text, most in zip(texts, HALF_A_PAGE, strict=True))
        return 2 if fits else 1


def refuse_copies(copies: int) -> None:
    """ValueError for a number of ballots that nobody prints."""
    if not 1 <= copies <= MOST_COPIES:
        raise ValueError(f"between 1 and {MOST_COPIES} ballots are printed at a time")


def runs(page: BallotMotionPage) -> tuple[tuple[BallotMotionPage, int], ...]:
    """Full pages, then one ballot by itself where the number is odd."""
    full, rest = divmod(page.copies, page.a_page)
    laid_out = ((replace(page, copies=page.a_page), full), (replace(page, copies=1), rest))
    return tuple((part, times) for part, times in laid_out if times)


PAGE = BallotMotionPage


def heading(page: BallotMotionPage) -> str:
    """The PDF's title: meeting and 表决票."""
    return f"{page.meeting_name or page.organisation}{TITLE}"


def filename(page: BallotMotionPage) -> str:
    """Such as 表决票-2026年第四次支部党员大会-2026年11月23日.pdf."""
    return safe_name(TITLE, page.meeting_name or "空白", day(page.held_on or page.made_at))


def blank(form: Blank) -> BallotMotionPage:
    """Two ballots on a sheet, to be copied after meeting, motion and day have been written in."""
    return BallotMotionPage(
        organisation=form.organisation, meeting_name=None, motion=None, copies=2, made_at=form.made_at
    )
