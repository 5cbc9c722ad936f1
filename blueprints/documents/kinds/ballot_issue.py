"""选票分发收回报告单: how many ballots went out and came back, by each way of voting, signed by the tellers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name
from .minutes import Finding

TITLE = "选票分发收回报告单"
SHELF = Shelf.VOTING
CLOSER = True


@dataclass(frozen=True, kw_only=True)
class IssueLine:
    """What went out and came back by one way of voting; a None is left to the hand."""

    channel: str  #: 纸质选票, 手机投票, 投票间投票
    issued: int | None = None  #: 发出
    returned: int | None = None  #: 收回

    @property
    def outstanding(self) -> int | None:
        """未收回; None while a figure is open, and below zero where more came back than went out."""
        return None if self.issued is None or self.returned is None else self.issued - self.returned


@dataclass(frozen=True, kw_only=True)
class BallotIssuePage:
    """Everything the report on issue and return shows; a None is printed as a line to be filled in by hand."""

    organisation: str  #: whose meeting it is
    meeting_name: str | None  #: 会议名称; None leaves a line
    matter: str | None  #: 选举职务 or 表决事项
    election: bool = True  #: an election speaks of 选举权 and 选票, a motion of 表决权 and 表决票
    review: bool = False  #: a review speaks of 测评票 and of who fills them in
    filled_by: str = "人员"  #: who fills in the ballots of a review, such as 党员 or 群众代表
    round_name: str | None = None  #: 正式选举, 再次投票, 另行选举, 预选; None leaves the row out
    held_on: date | None = None  #: 日期
    entitled_expected: int | None = None  #: 应到会有选举权(表决权)
    entitled_present: int | None = None  #: 实到会有选举权(表决权)
    consent: str | None = None  #: who agreed to which ways of voting; None where paper alone was used
    drawn: int | None = None  #: 领取: what the tellers had in hand, paper only
    spoiled: int | None = None  #: 作废重领: taken back spoiled and replaced, never in the box
    left: int | None = None  #: 剩余: paper never given out
    channels: tuple[IssueLine, ...]  #: each way of voting
    total: IssueLine  #: all ways together, its channel 合计
    finding: Finding | None = None  #: whether the vote is valid (收回不多于发出); None leaves boxes to tick
    tellers: tuple[str, ...] = ()  #: 监票人; who is not known yet has an empty name
    counters: tuple[str, ...] = ()  #: 计票人
    chair: str | None = None  #: 主持人
    made_at: datetime  #: the PDF's making, aware, UTC


PAGE = BallotIssuePage


def heading(page: BallotIssuePage) -> str:
    """The PDF's title: meeting and 选票分发收回报告单."""
    return f"{page.meeting_name or page.organisation}{TITLE}"


def filename(page: BallotIssuePage) -> str:
    """Such as 选票分发收回报告单-支部委员会委员-2026年11月23日.pdf."""
    about = page.matter or page.meeting_name or "空白"
    return safe_name(TITLE, about, page.round_name or "", day(page.held_on or page.made_at))


def blank(form: Blank) -> BallotIssuePage:
    """A report whose every figure is left to the hand, with two rows for ways of voting beside paper."""
    return BallotIssuePage(
        organisation=form.organisation,
        meeting_name=None,
        matter=None,
        channels=tuple(IssueLine(channel=way) for way in ("纸质选票", "", "")),
        total=IssueLine(channel="合计"),
        tellers=("", "", ""),
        made_at=form.made_at,
    )
