"""公示 and 公告: a sheet for the notice board, in letters that are read standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ..filters import day
from .kind import Blank, Shelf, safe_name
from .letter import one_line

TITLE = "公示、公告"
SHELF = Shelf.AFTER
CLOSER = True
#: Half characters that a row of the table holds beside its rules.
ROW = 58
#: The least that is left to a column whose cells are broken.
LEAST = 8


class AnnouncementForm(StrEnum):
    """What hangs there: one asks who objects, the other only makes known."""

    posting = "posting"
    notice = "notice"

    @property
    def zh(self) -> str:
        """The word in the title and in the text."""
        return {"posting": "公示", "notice": "公告"}[self.value]


def _halves(text: str) -> int:
    return sum(2 - character.isascii() for character in text)


@dataclass(frozen=True, kw_only=True)
class Objections:
    """How to object (反映方式); what is None is left out, but that a form without any leaves lines."""

    person: str | None = None  #: 受理人
    phone: str | None = None  #: 联系电话
    email: str | None = None  #: 电子邮箱
    address: str | None = None  #: 来信来访地址


@dataclass(frozen=True, kw_only=True)
class AnnouncementPage:
    """Everything the sheet shows; a None that it cannot do without is printed as a line to be filled in by hand."""

    organisation: str  #: 署名: who makes it known
    form: AnnouncementForm  #: 公示 or 公告
    title: str | None  #: 标题, such as 关于拟接收预备党员的公示; a line break in it is kept
    basis: str | None = None  #: 依据, such as 经支部委员会会议研究; without a comma at its end
    matter: str | None  #: 事项, as it stands in 现将…公示如下
    content: tuple[str, ...] | None = ()  #: 内容, one entry a paragraph; None leaves lines to write on
    headings: tuple[str, ...] = ()  #: heads of the table's columns; empty leaves the table out
    rows: tuple[tuple[str, ...], ...] = ()  #: the table's rows, each with as many cells as there are heads
    begins_on: date | None = None  #: 公示期, first day
    ends_on: date | None = None  #: 公示期, last day; it counts
    working_days: int | None = None  #: how many working days these are; None leaves the words out
    objections: Objections | None  #: 反映方式; None leaves the part out
    issued_on: date | None  #: 成文日期
    made_at: datetime  #: the PDF's making, aware, UTC

    def __post_init__(self) -> None:
        """Each row has a cell for each head; else ValueError."""
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("a row has as many cells as the table has heads")

    @property
    def kept_whole(self) -> frozenset[int]:
        """The columns, counted from 0, whose cells are not broken: the narrow ones, as many as the sheet holds."""
        widths = [max((_halves(row[at]) for row in self.rows), default=0) for at in range(len(self.headings))]
        room, kept = ROW - (1 + LEAST) * len(widths), set()
        for at in sorted(range(len(widths)), key=widths.__getitem__):
            room -= max(widths[at] - LEAST, 0)
            if room >= 0:
                kept.add(at)
        return frozenset(kept)


PAGE = AnnouncementPage


def heading(page: AnnouncementPage) -> str:
    """The PDF's title: the sheet's own, on one line."""
    return one_line(page.title, page.form.zh)


def filename(page: AnnouncementPage) -> str:
    """Such as 公示、公告-关于拟接收预备党员的公示-2026年11月24日.pdf."""
    return safe_name(TITLE, heading(page), day(page.issued_on or page.made_at))


def blank(form: Blank) -> AnnouncementPage:
    """A 公示 whose matter, days and 受理人 are left to the hand."""
    return AnnouncementPage(
        organisation=form.organisation,
        form=AnnouncementForm.posting,
        title=None,
        matter=None,
        content=None,
        objections=Objections(),
        issued_on=None,
        made_at=form.made_at,
    )
