"""会议纪要: what a meeting agreed, item by item, and who was there; set as GB/T 9704-2012 sets a 纪要."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name
from .letter import Imprint, Letterhead, one_line
from .minutes import Observer

TITLE = "会议纪要"
SHELF = Shelf.AFTER


@dataclass(frozen=True, kw_only=True)
class SummaryItem:
    """One matter that was agreed (议定事项)."""

    title: str  #: 事项, the heading without its number
    text: tuple[str, ...] = ()  #: what was agreed, one entry a paragraph
    owner: str | None = None  #: 责任人
    due_on: date | None = None  #: 完成期限


@dataclass(frozen=True, kw_only=True)
class SummaryPage:
    """Everything a summary shows; a None in the opening is printed as a line to be filled in by hand."""

    organisation: str  #: who issues it; stands left above the text, the day right of it
    title: str | None  #: 标题, ending in 纪要; left out under a mark that reads the same
    document_number: str | None = None  #: 编号 or 期号, such as 第5期
    signer: str | None = None  #: 签发人
    letterhead: Letterhead | None = None  #: 版头 with the mark …纪要; None sets the title in black
    meeting_name: str | None  #: as it stands in 主持召开…
    begins_at: datetime | None  #: 开始时间, aware, UTC
    ends_at: datetime | None = None  #: 结束时间, aware, UTC
    place: str | None  #: 地点
    chair: str | None  #: 主持人, with office where wanted
    comrades: bool = True  #: whether persons are spoken of as 同志, as the Party does
    subject: str | None = None  #: what was discussed, such as 学习了…，研究了…; without a full stop
    discussion: tuple[str, ...] = ()  #: what the meeting held (会议认为…), in front of the items
    items: tuple[SummaryItem, ...] | None  #: 议定事项; None leaves lines to write on
    present: tuple[Observer, ...] | None  #: 出席; None leaves a line, as in what follows
    excused: tuple[Observer, ...] | None = ()  #: 请假; empty leaves the list out
    observers: tuple[Observer, ...] | None = ()  #: 列席; empty leaves the list out
    sent_to: tuple[str, ...] | None = ()  #: 分送; stands in the 版记 where there is one
    imprint: Imprint | None = None  #: 版记
    issued_on: date | None  #: 成文日期
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def mark(self) -> str | None:
        """The red mark, where there is one."""
        return self.letterhead.mark if self.letterhead else None


PAGE = SummaryPage


def heading(page: SummaryPage) -> str:
    """The PDF's title: the summary's own, else its mark."""
    return one_line(page.title or page.mark, TITLE)


def filename(page: SummaryPage) -> str:
    """Such as 会议纪要-2026年第四次支部党员大会-2026年11月24日.pdf."""
    return safe_name(TITLE, page.meeting_name or page.organisation, day(page.issued_on or page.made_at))


def blank(form: Blank) -> SummaryPage:
    """A summary whose meeting, items and persons are left to the hand."""
    return SummaryPage(
        organisation=form.organisation,
        title=f"{form.organisation}{TITLE}",
        meeting_name=None,
        begins_at=None,
        place=None,
        chair=None,
        items=None,
        present=None,
        excused=None,
        observers=None,
        sent_to=None,
        issued_on=None,
        made_at=form.made_at,
    )
