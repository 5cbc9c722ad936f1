"""民主生活会、组织生活会情况报告 to the superior organisation: six chapters, an official letter by GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name
from .letter import Imprint, Letterhead, one_line
from .life_minutes import LifeMeeting

TITLE = "民主生活会（组织生活会）情况报告"
SHELF = Shelf.LIFE
#: Empty rows for measures on a form that nobody has filled in.
SPARE_MEASURES = 6


@dataclass(frozen=True, kw_only=True)
class FoundProblem:
    """One problem that was found (查摆的主要问题)."""

    title: str  #: the heading, without its number
    text: tuple[str, ...] = ()  #: how it shows, one entry a paragraph


@dataclass(frozen=True, kw_only=True)
class MeasureRow:
    """One measure and who sees to it; a None leaves the cell to the hand."""

    text: str  #: 整改措施
    owner: str | None = None  #: 责任人
    due_on: date | None = None  #: 完成时限
    due_words: str | None = None  #: 完成时限 in words instead of a day, such as 长期坚持


@dataclass(frozen=True, kw_only=True)
class LifeReportPage:
    """Everything the report shows: a None is a line to be filled in by hand, an empty chapter says 未记录."""

    organisation: str  #: 署名: who reports
    meeting: LifeMeeting | None  #: 民主生活会 or 组织生活会; None on a form names both
    title: str | None  #: 标题, 关于…情况的报告; a line break in it is kept
    addressee: str | None  #: 主送, the superior organisation without the colon
    document_number: str | None = None  #: 发文字号, when the organisation uses one
    signer: str | None = None  #: 签发人
    letterhead: Letterhead | None = None  #: 版头, of an organisation that has one
    basis: str | None = None  #: what opens the letter, such as 根据…要求; without a comma at its end
    comrades: bool = True  #: whether persons are spoken of as 同志, as the Party does
    theme: str | None  #: 主题, without quotation marks
    study: tuple[str, ...] | None  #: 学习情况, one entry a paragraph
    opinions: int | None  #: 征求意见, how many
    talks: int | None  #: 谈心谈话, how many times
    materials: tuple[str, ...] | None  #: 材料准备情况, one entry a paragraph
    begins_at: datetime | None  #: 开始时间, aware, UTC
    ends_at: datetime | None = None  #: 结束时间, aware, UTC
    place: str | None  #: 地点
    chair: str | None  #: 主持人
    expected: int | None  #: 应到
    present: int | None  #: 实到
    guests: tuple[str, ...] | None = ()  #: 到会指导、列席的上级人员, each with office; empty leaves the sentence out
    proceedings: tuple[str, ...] | None  #: 会议流程, one entry a paragraph
    problems: tuple[FoundProblem, ...] | None  #: 查摆的主要问题
    self_criticisms: int | None  #: 自我批评, how many spoke
    criticisms: int | None  #: 相互批评, how many opinions
    criticism: tuple[str, ...] | None  #: 批评与自我批评情况, one entry a paragraph
    measures: tuple[MeasureRow, ...] | None  #: 整改措施与责任分工
    reflections: tuple[str, ...] | None  #: 体会与下一步, one entry a paragraph
    closing: str = "特此报告。"  #: the letter's last line
    attachments: tuple[str, ...] = ()  #: 附件说明, the names in order
    imprint: Imprint | None = None  #: 版记
    issued_on: date | None  #: 成文日期
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def held(self) -> str:
        """What the meeting is called."""
        return self.meeting.value if self.meeting else "民主生活会（组织生活会）"

    @property
    def spare_rows(self) -> int:
        """Empty rows for measures: on a form some, else none."""
        return SPARE_MEASURES if self.measures is None else 0


PAGE = LifeReportPage


def heading(page: LifeReportPage) -> str:
    """The PDF's title: the report's own, on one line."""
    return one_line(page.title, f"{page.held}情况报告")


def filename(page: LifeReportPage) -> str:
    """Such as 民主生活会（组织生活会）情况报告-幸福社区第一党支部-2026年12月28日.pdf."""
    return safe_name(TITLE, page.organisation, day(page.issued_on or page.made_at))


def blank(form: Blank) -> LifeReportPage:
    """A report on either meeting whose figures and chapters are left to the hand."""
    return LifeReportPage(
        organisation=form.organisation,
        meeting=None,
        title=None,
        addressee=None,
        theme=None,
        study=None,
        opinions=None,
        talks=None,
        materials=None,
        begins_at=None,
        place=None,
        chair=None,
        expected=None,
        present=None,
        guests=None,
        proceedings=None,
        problems=None,
        self_criticisms=None,
        criticisms=None,
        criticism=None,
        measures=None,
        reflections=None,
        issued_on=None,
        made_at=form.made_at,
    )
