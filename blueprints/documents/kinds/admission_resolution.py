"""接收预备党员、预备党员转正决议: the text for the column of the 入党志愿书, framed, to be copied or pasted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ..filters import day
from .count_report import WrittenOpinions
from .kind import Blank, Shelf, safe_name
from .minutes import Finding

TITLE = "接收、转正决议"
SHELF = Shelf.AFTER
CLOSER = True


class AdmissionOutcome(StrEnum):
    """What the 支部大会 resolved on a person."""

    admitted = "admitted"
    not_admitted = "not_admitted"
    on_time = "on_time"
    extended = "extended"
    cancelled = "cancelled"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {
            "admitted": "接收为预备党员",
            "not_admitted": "不接收为预备党员",
            "on_time": "按期转为正式党员",
            "extended": "延长预备期",
            "cancelled": "取消预备党员资格",
        }[self.value]

    @property
    def admits(self) -> bool:
        """Whether the matter was 接收, not 转正."""
        return self in {AdmissionOutcome.admitted, AdmissionOutcome.not_admitted}


def _sum(cast: int | None, written: int | None) -> int | None:
    return None if cast is None or written is None else cast + written


@dataclass(frozen=True, kw_only=True)
class AdmissionResolutionPage:
    """Everything the column shows; a None figure, name or text is left to the hand."""

    organisation: str  #: 支部名称
    meeting_name: str | None  #: 会议名称
    person: str | None  #: whom it is about
    outcome: AdmissionOutcome | None  #: what was resolved; None prints all five to be ticked
    performance: tuple[str, ...] | None  #: 基本表现, one entry a paragraph
    discussion: tuple[str, ...] | None  #: 大会讨论情况, one entry a paragraph
    entitled_expected: int | None = None  #: 应到会有表决权的正式党员
    entitled_present: int | None = None  #: 实到会有表决权的正式党员
    method: str | None = "无记名投票"  #: 表决方式
    in_favour: int | None = None  #: 赞成, of the ballots cast at the meeting
    against: int | None = None  #: 不赞成, of the same
    abstain: int | None = None  #: 弃权, of the same
    written: WrittenOpinions | None = None  #: 会前书面意见, counted apart; None where the rule knows none
    written_by: tuple[str, ...] = ()  #: who handed one in; never printed: the figures would tell their votes
    finding: Finding | None = None  #: the verdict on the vote, printed above the conclusion
    extended_months: int | None = None  #: 延长预备期 by so many months
    extended_until: date | None = None  #: 延长预备期, its last day
    adopted_on: date | None  #: 通过日期
    secretary: str | None = None  #: 支部书记, whose name stands beside the line to sign on
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def written_count(self) -> int | None:
        """How many opinions came in writing, whoever wrote them; None while a figure is open, or none came."""
        found = (self.written.in_favour, self.written.against, self.written.abstain) if self.written else (None,)
        return sum(number or 0 for number in found) or None if None not in found else None

    @property
    def total(self) -> WrittenOpinions:
        """Ballots and written opinions together; None where one of them is not known."""
        written = self.written or WrittenOpinions(in_favour=0, against=0, abstain=0)
        return WrittenOpinions(
            in_favour=_sum(self.in_favour, written.in_favour),
            against=_sum(self.against, written.against),
            abstain=_sum(self.abstain, written.abstain),
        )

    @property
    def title(self) -> str:
        """The column's own heading: 接收, 转正, or both on a form."""
        if self.outcome is None:
            return "支部大会接收预备党员（预备党员转正）决议"
        return "支部大会接收预备党员决议" if self.outcome.admits else "支部大会预备党员转正决议"


PAGE = AdmissionResolutionPage


def heading(page: AdmissionResolutionPage) -> str:
    """The PDF's title: 支部大会…决议 with the person's name."""
    return f"{page.title}（{page.person}）" if page.person else page.title


def filename(page: AdmissionResolutionPage) -> str:
    """Such as 接收、转正决议-周卫东-2026年11月23日.pdf."""
    return safe_name(TITLE, page.person or page.organisation, day(page.adopted_on or page.made_at))


def blank(form: Blank) -> AdmissionResolutionPage:
    """A column whose texts, figures and outcome are left to the hand."""
    return AdmissionResolutionPage(
        organisation=form.organisation,
        meeting_name=None,
        person=None,
        outcome=None,
        performance=None,
        discussion=None,
        written=WrittenOpinions(),
        adopted_on=None,
        made_at=form.made_at,
    )
