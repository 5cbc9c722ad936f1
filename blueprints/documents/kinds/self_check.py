"""对照检查材料 of a leading body and 发言提纲 of a person: what is wrong, why, and what will be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name
from .letter import one_line
from .life_minutes import LifeMeeting

TITLE = "对照检查材料、发言提纲"
SHELF = Shelf.LIFE
CLOSER = True


@dataclass(frozen=True, kw_only=True)
class CheckItem:
    """One problem with what shows it."""

    title: str  #: 存在问题, the heading without its number
    text: tuple[str, ...] = ()  #: how it shows, one entry a paragraph
    example: str | None = None  #: 具体事例


@dataclass(frozen=True, kw_only=True)
class SelfCheckPage:
    """Everything the material shows: a None is a line to be filled in by hand, an empty chapter says 未记录."""

    organisation: str  #: whose body, or which the person belongs to
    meeting: LifeMeeting | None  #: 民主生活会 or 组织生活会; None on a form names both
    title: str | None  #: 标题; None prints the meeting's word and 对照检查材料 or 个人发言提纲
    personal: bool  #: a person's 发言提纲, not the body's 对照检查材料
    person: str | None = None  #: 姓名, of a person's
    office: str | None = None  #: 职务, of a person's
    theme: str | None = None  #: 会议主题, without quotation marks; None leaves the opening to what follows
    opening: tuple[str, ...] = ()  #: what stands in front of the chapters, one entry a paragraph
    problems: tuple[CheckItem, ...] | None  #: 存在问题
    causes: tuple[str, ...] | None  #: 原因剖析, one entry a numbered paragraph
    measures: tuple[str, ...] | None  #: 整改措施, one entry a numbered paragraph
    issued_on: date | None  #: 成文日期
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def held(self) -> str:
        """What the meeting is called."""
        return self.meeting.value if self.meeting else "民主生活会（组织生活会）"

    @property
    def word(self) -> str:
        """What it is called."""
        return "个人发言提纲" if self.personal else "对照检查材料"


PAGE = SelfCheckPage


def heading(page: SelfCheckPage) -> str:
    """The PDF's title: the material's own, with the person's name."""
    title = one_line(page.title, f"{page.held}{page.word}")
    return f"{title}（{page.person}）" if page.personal and page.person else title


def filename(page: SelfCheckPage) -> str:
    """Such as 对照检查材料、发言提纲-张明-2026年12月20日.pdf."""
    whose = page.person if page.personal and page.person else page.organisation
    return safe_name(TITLE, whose, day(page.issued_on or page.made_at))


def blank(form: Blank) -> SelfCheckPage:
    """An outline for either meeting, a person's or a body's, left to the hand."""
    return SelfCheckPage(
        organisation=form.organisation,
        meeting=None,
        title=None,
        personal=True,
        problems=None,
        causes=None,
        measures=None,
        issued_on=None,
        made_at=form.made_at,
    )
