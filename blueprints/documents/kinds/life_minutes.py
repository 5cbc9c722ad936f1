"""民主生活会（组织生活会）会议记录: what was reported, what each said of himself, and who criticised whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..filters import local
from .kind import Blank, Shelf, safe_name
from .minutes import Absentee, Finding, Observer, Passage, Speech

TITLE = "民主生活会（组织生活会）会议记录"
SHELF = Shelf.LIFE
#: Persons, and critics of each, on a form that nobody has filled in.
SPARE_PERSONS = 4
SPARE_CRITICS = 3


class LifeMeeting(StrEnum):
    """Which of the two it is: a leading body's, or a branch's."""

    democratic = "民主生活会"
    organisational = "组织生活会"


@dataclass(frozen=True, kw_only=True)
class Criticism:
    """What one person said to another, and what was answered."""

    by: str | None = None  #: 批评人; None leaves it to the hand
    passages: tuple[Passage, ...] = ()  #: what was said
    response: tuple[Passage, ...] = ()  #: the answer of who was criticised


@dataclass(frozen=True, kw_only=True)
class PersonCheck:
    """One person: first what they said of themselves, then each criticism in its order."""

    name: str | None = None  #: 姓名; None leaves it to the hand
    office: str | None = None  #: 职务
    self_criticism: tuple[Passage, ...] = ()  #: 自我批评
    criticisms: tuple[Criticism, ...] = ()  #: 相互批评
    statement: tuple[Passage, ...] = ()  #: 表态, after all criticisms


@dataclass(frozen=True, kw_only=True)
class OtherItem:
    """What else was on the agenda 其他议题."""

    title: str  #: 议题
    passages: tuple[Passage, ...] = ()  #: what was noted, voted and decided


@dataclass(frozen=True, kw_only=True)
class LifeMinutesPage:
    """Everything the record shows; on a form filled in by hand a None or nothing is a line to write on."""

    organisation: str  #: whose meeting it was
    form: LifeMeeting | None  #: which of the two; None names both and leaves boxes to tick
    meeting_name: str | None  #: 会议名称
    by_hand: bool = False  #: whether what is missing is written in by hand, else it is said to be missing
    begins_at: datetime | None = None  #: 开始时间, aware, UTC
    ends_at: datetime | None = None  #: 结束时间, aware, UTC
    place: str | None = None  #: 地点
    chair: str | None = None  #: 主持人
    recorder: str | None = None  #: 记录人
    theme: str | None = None  #: 会议主题
    expected: int | None = None  #: 应到
    present: int | None = None  #: 实到
    present_names: tuple[str, ...] = ()  #: 出席人员
    absentees: tuple[Absentee, ...] = ()  #: 缺席人员及原因
    observers: tuple[Observer, ...] = ()  #: 列席（上级人员）, each with unit and office
    quorum: Finding | None = None  #: 到会人数 verdict; None where no rule asks for one
    last_time: tuple[Passage, ...] = ()  #: 通报上次整改情况
    opinions: tuple[Passage, ...] = ()  #: 通报本次征求意见情况
    body_check: tuple[Passage, ...] = ()  #: 班子对照检查
    body_speaker: str | None = None  #: who spoke for the body
    persons: tuple[PersonCheck, ...] = ()  #: 批评与自我批评, in the order in which they spoke
    comments: tuple[Speech, ...] = ()  #: 上级点评
    summary: tuple[Passage, ...] = ()  #: 总结与整改要求
    others: tuple[OtherItem, ...] = ()  #: 其他议题, where there were any
    made_at: datetime  #: the PDF's making, aware, UTC


PAGE = LifeMinutesPage


def heading(page: LifeMinutesPage) -> str:
    """The PDF's title: organisation, meeting and 会议记录."""
    return f"{page.organisation}{page.meeting_name or page.form or '民主生活会（组织生活会）'}会议记录"


def filename(page: LifeMinutesPage) -> str:
    """Such as 民主生活会（组织生活会）会议记录-2026年度组织生活会-2026-12-10.pdf."""
    on = local(page.begins_at or page.made_at).date().isoformat()
    return safe_name(TITLE, page.meeting_name or "空白", on)


def blank(form: Blank) -> LifeMinutesPage:
    """A record book with lines for four persons, each with three who criticise."""
    person = PersonCheck(criticisms=(Criticism(),) * SPARE_CRITICS)
    return LifeMinutesPage(
        organisation=form.organisation,
        form=None,
        meeting_name=None,
        by_hand=True,
        persons=(person,) * SPARE_PERSONS,
        made_at=form.made_at,
    )
