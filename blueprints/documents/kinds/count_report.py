"""计票结果报告单: the figures of one count, the verdict with its clause, and where the tellers sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name
from .minutes import Finding

TITLE = "计票结果报告单"
SHELF = Shelf.VOTING
#: Empty lines of a form that nobody has filled in: for candidates, and for 另选他人, two persons each.
SPARE_ROWS = 7
SPARE_WRITE_INS = 2
CLOSER = True


@dataclass(frozen=True, kw_only=True)
class CountLine:
    """One candidate's votes, or a motion's; a None leaves the cell to the hand."""

    name: str  #: 候选人; of a motion what the line counts, such as 会场投票
    in_favour: int | None = None  #: 赞成
    against: int | None = None  #: 不赞成
    abstain: int | None = None  #: 弃权
    word: str | None = None  #: 当选, 未当选, 票数相等, 列为候选人 …


@dataclass(frozen=True, kw_only=True)
class WriteInLine:
    """A person whom electors wrote in themselves."""

    name: str  #: 姓名, as the tellers read it
    votes: int  #: 得票


@dataclass(frozen=True, kw_only=True)
class WrittenOpinions:
    """会前书面意见, counted apart from the ballots; a None leaves the cell to the hand."""

    in_favour: int | None = None  #: 赞成
    against: int | None = None  #: 不赞成
    abstain: int | None = None  #: 弃权

    @property
    def none_came(self) -> bool:
        """Whether it is known that nobody handed one in."""
        return (self.in_favour, self.against, self.abstain) == (0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class GradeLine:
    """One person's grades in a review."""

    name: str  #: 被测评人
    counts: tuple[int, ...]  #: each grade's, best first
    unmarked: int  #: 未填


@dataclass(frozen=True, kw_only=True)
class CountReportPage:
    """Everything the report on a count shows; a None is printed as a line to be filled in by hand."""

    organisation: str  #: whose meeting it is
    meeting_name: str | None  #: 会议名称; None leaves a line
    matter: str | None  #: 选举职务 or 表决事项
    election: bool = True  #: an election speaks of 选举权 and 选票, a motion of 表决权 and 表决票
    round_name: str | None = None  #: 正式选举, 再次投票, 另行选举, 预选; None leaves the cell out
    held_on: date | None = None  #: 日期
    seats: int | None = None  #: 应选名额; a motion has none
    entitled_expected: int | None = None  #: 应到会有选举权(表决权)
    entitled_present: int | None = None  #: 实到会有选举权(表决权)
    issued: int | None = None  #: 发出
    returned: int | None = None  #: 收回
    valid: int | None = None  #: 有效
    invalid: int | None = None  #: 无效
    lines: tuple[CountLine, ...]  #: the candidates in the ballot's order, or the motion's one line
    grades: tuple[str, ...] = ()  #: 等次 of a review, best first; such a page speaks of 测评票 and has no `lines`
    filled_by: str = "人员"  #: who fills in the ballots of a review, such as 党员 or 群众代表
    graded: tuple[GradeLine, ...] = ()  #: the persons of a review in the ballot's order
    spare_rows: int = 0  #: empty lines after them, on a form that is filled in by hand
    write_ins: tuple[WriteInLine, ...] | None = None  #: 另选他人; None where nobody could be written in
    spare_write_ins: int = 0  #: empty lines for 另选他人, two persons each
    written: WrittenOpinions | None = None  #: 会前书面意见 on a motion; None where the rule knows none
    finding: Finding | None = None  #: the result's word, sentence and clause; None leaves room for it
    box_root: str | None = None  #: 封存码, hex digits; None for ballots that lay in no sealed box
    box_ballots: int | None = None  #: how many ballots lay under that 封存码
    tellers: tuple[str, ...] = ()  #: 监票人; who is not known yet has an empty name
    counters: tuple[str, ...] = ()  #: 计票人
    chair: str | None = None  #: 主持人
    made_at: datetime  #: the PDF's making, aware, UTC


PAGE = CountReportPage


def heading(page: CountReportPage) -> str:
    """The PDF's title: meeting and 计票结果报告单."""
    return f"{page.meeting_name or page.organisation}{TITLE}"


def filename(page: CountReportPage) -> str:
    """Such as 计票结果报告单-支部委员会委员-再次投票-2026年11月23日.pdf."""
    about = page.matter or page.meeting_name or "空白"
    return safe_name(TITLE, about, page.round_name or "", day(page.held_on or page.made_at))


def blank(form: Blank) -> CountReportPage:
    """A report on an election whose every figure is left to the hand, with rows for seven candidates."""
    return CountReportPage(
        organisation=form.organisation,
        meeting_name=None,
        matter=None,
        lines=(),
        spare_rows=SPARE_ROWS,
        write_ins=(),
        spare_write_ins=SPARE_WRITE_INS,
        made_at=form.made_at,
    )
