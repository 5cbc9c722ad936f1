"""征求意见表: handed out before a 民主生活会 or 组织生活会, with room to write on the body and on each person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ..filters import day
from .kind import Blank, Shelf, safe_name

TITLE = "征求意见表"
SHELF = Shelf.LIFE
#: Persons on a form that nobody has filled in.
SPARE_PERSONS = 4
#: More persons than these need a second page.
MOST_ON_ONE_PAGE = 5


class Asked(StrEnum):
    """征求对象类别: who is asked."""

    members = "党员"
    masses = "群众"
    unit = "单位"


@dataclass(frozen=True, kw_only=True)
class PersonOpinion:
    """One person on whom opinions are asked, with the room to write."""

    name: str | None = None  #: 姓名; None leaves it to the hand
    office: str | None = None  #: 职务
    opinion: str | None = None  #: 意见, where it was handed in typed; None leaves room to write


@dataclass(frozen=True, kw_only=True)
class OpinionFormPage:
    """Everything the form shows; a None is left to the hand."""

    organisation: str  #: who asks
    meeting_name: str | None  #: the meeting for which opinions are asked
    asked: Asked | None = None  #: 征求对象类别; None leaves all boxes open
    body: str | None = None  #: the body by name, such as 支部委员会; None speaks of 班子
    on_body: str | None = None  #: 对班子的意见, where it was handed in typed
    persons: tuple[PersonOpinion, ...]  #: 对个人的意见, one entry a person
    suggestions: str | None = None  #: 建议, where they were handed in typed
    hand_in_to: str | None = None  #: 交到哪里: place, box or person
    hand_in_by: datetime | None = None  #: 何时前, aware, UTC
    filled_on: date | None = None  #: 填表日期
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def one_page(self) -> bool:
        """Whether all of it is set on one page, as long as it is written on by hand."""
        return len(self.persons) <= MOST_ON_ONE_PAGE


PAGE = OpinionFormPage


def heading(page: OpinionFormPage) -> str:
    """The PDF's title: meeting and 征求意见表."""
    return f"{page.meeting_name or page.organisation}{TITLE}"


def filename(page: OpinionFormPage) -> str:
    """Such as 征求意见表-2026年度组织生活会-2026年11月23日.pdf."""
    return safe_name(TITLE, page.meeting_name or "空白", day(page.filled_on or page.made_at))


def blank(form: Blank) -> OpinionFormPage:
    """One page with all boxes open and room for four persons."""
    return OpinionFormPage(
        organisation=form.organisation,
        meeting_name=None,
        persons=(PersonOpinion(),) * SPARE_PERSONS,
        made_at=form.made_at,
    )
