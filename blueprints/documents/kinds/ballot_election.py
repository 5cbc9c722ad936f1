"""选票: one office, its candidates, a cell for each mark, lines for others; each ballot like every other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from ..filters import day
from .ballot_motion import refuse_copies
from .kind import Blank, Shelf, safe_name

TITLE = "选票"
SHELF = Shelf.VOTING
#: Lines for candidates on a form that nobody has filled in.
SPARE_ROWS = 6
#: More lines than these would run over the page one below the other: they stand in two columns.
MOST_CANDIDATES_ALONE = 12
MOST_LINES_ALONE = 17


class Colour(Enum):
    """What paper goes into the printer: each office has its colour, so that the heaps stay apart."""

    white = "白色"
    pink = "粉红色"
    yellow = "黄色"
    blue = "浅蓝色"
    green = "浅绿色"


@dataclass(frozen=True, kw_only=True)
class BallotElectionPage:
    """Everything that all the ballots for an office show alike; nothing in it tells one ballot from another."""

    organisation: str  #: who holds the election
    title: str  #: such as 幸福社区第一党支部换届选举党员大会选票; a line break in it is kept
    office: str | None  #: 选举职务; None leaves a line to be written on before copying
    seats: int | None  #: 应选名额; None leaves a line
    candidates: tuple[str, ...]  #: in the order in which they were approved
    order_note: str | None = None  #: such as 候选人按姓氏笔画为序, without brackets
    spare_rows: int = 0  #: empty lines for candidates, on a form that is filled in before copying
    write_ins: bool = True  #: whether others may be written in (另选他人): as many lines as seats
    residents: bool = False  #: of a residents' committee: another seal, and its law knows written proxies
    instructions: tuple[str, ...] | None = None  #: 填写说明 where another rule holds; None prints the usual ones
    colour: Colour = Colour.white  #: of the paper
    held_on: date | None = None  #: 日期; None leaves it to the hand
    copies: int = 1  #: how many ballots, 1 to MOST_COPIES
    made_at: datetime  #: the PDF's making, aware, UTC

    def __post_init__(self) -> None:
        """At least one ballot and no more than MOST_COPIES; else ValueError."""
        refuse_copies(self.copies)

    @property
    def lines(self) -> tuple[str, ...]:
        """The candidates, then the empty lines for some."""
        return self.candidates + ("",) * self.spare_rows

    @property
    def other_lines(self) -> tuple[str, ...]:
        """The empty lines for 另选他人."""
        seats = self.spare_rows if self.seats is None else self.seats
        return ("",) * (seats if self.write_ins else 0)

    @property
    def columns(self) -> int:
        """How many names stand beside each other."""
        few = len(self.lines) <= MOST_CANDIDATES_ALONE
        return 1 if few and len(self.lines) + len(self.other_lines) <= MOST_LINES_ALONE else 2


def runs(page: BallotElectionPage) -> tuple[tuple[BallotElectionPage, int], ...]:
    """One ballot, as often as there are ballots."""
    return ((replace(page, copies=1), page.copies),)


PAGE = BallotElectionPage


def heading(page: BallotElectionPage) -> str:
    """The PDF's title: the ballot's own on one line, and the office."""
    title = "".join(page.title.split("\n"))
    return f"{title}（{page.office}）" if page.office else title


def filename(page: BallotElectionPage) -> str:
    """Such as 选票-支部委员会委员-粉红色-2026年11月23日.pdf."""
    return safe_name(TITLE, page.office or "空白", page.colour.value, day(page.held_on or page.made_at))


def blank(form: Blank) -> BallotElectionPage:
    """One ballot with lines for six candidates, to be copied after everything else has been written in."""
    return BallotElectionPage(
        organisation=form.organisation,
        title=f"{form.organisation}{TITLE}",
        office=None,
        seats=None,
        candidates=(),
        spare_rows=SPARE_ROWS,
        made_at=form.made_at,
    )
