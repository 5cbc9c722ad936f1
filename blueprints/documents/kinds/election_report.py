"""选举结果报告 to the superior organisation, an official letter (公文式) by GB/T 9704-2012 without a red head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .count_report import CountLine, WriteInLine
from .kind import Blank, Shelf, safe_name
from .letter import Imprint, Letterhead
from .minutes import Finding

TITLE = "选举结果报告"
SHELF = Shelf.VOTING
#: Empty lines for candidates on a form that nobody has filled in, of its first office and of its second.
SPARE_ROWS = (8, 3)


@dataclass(frozen=True, kw_only=True)
class Session:
    """The meeting that elected to an office, where it was not the one that the report is of."""

    name: str  #: such as 新一届支部委员会第一次会议
    held_on: date  #: 日期
    expected: int  #: 应到
    present: int  #: 实到
    unit: str = "名委员"  #: what those are
    chair: str | None = None  #: 主持人
    method: str = "无记名投票、等额选举"  #: as it stands in 采取…方式


@dataclass(frozen=True, kw_only=True)
class OfficeResult:
    """One office, one round: the ballots, everybody's votes, who was elected. A None is left to the hand."""

    office: str | None  #: 选举职务
    round_name: str | None = None  #: 再次投票, 另行选举 …; None for the election proper
    primary: bool = False  #: 预选: its seats are places of candidates
    session: Session | None = None  #: the other meeting that elected, such as the new committee's first
    reduction: bool = False  #: 减少名额: no ballots and no candidates, the finding's sentence tells it all
    seats: int | None = None  #: 应选名额
    nominated: int | None = None  #: 候选人人数
    issued: int | None = None  #: 发出
    returned: int | None = None  #: 收回
    valid: int | None = None  #: 有效
    invalid: int | None = None  #: 无效
    lines: tuple[CountLine, ...] = ()  #: the candidates in the ballot's order
    spare_rows: int = 0  #: empty lines after them, on a form that is filled in by hand
    write_ins: tuple[WriteInLine, ...] = ()  #: 另选他人
    elected: tuple[str, ...] = ()  #: 当选, in the order to print; empty leaves the sentence to the finding
    finding: Finding | None = None  #: the verdict's sentence and its clause


@dataclass(frozen=True, kw_only=True)
class ElectionReportPage:
    """Everything the report shows; a None figure is printed as a line to be filled in by hand."""

    organisation: str  #: 署名: who reports
    title: str  #: 标题, 关于…选举结果的报告; a line break in it is kept
    addressee: str | None  #: 主送, the superior organisation without the colon
    document_number: str | None = None  #: 发文字号, when the organisation uses one
    signer: str | None = None  #: 签发人
    basis: str | None = None  #: what opens the letter, such as 根据…，经你委批准; without a comma at its end
    meeting_name: str | None  #: as it stands in 召开…
    begins_at: datetime | None  #: 时间, aware, UTC; the day of it is told
    place: str | None  #: 地点
    comrades: bool = True  #: whether persons are spoken of as 同志, as the Party does
    chair: str | None = None  #: 主持人
    consent: str | None = None  #: who agreed to phones and booth, such as 经上级党组织同意（…）; without a comma
    method: str = "无记名投票"  #: as it stands in 采取…方式
    entitled_expected: int | None = None  #: 应到会有选举权
    entitled_present: int | None = None  #: 实到会有选举权
    exempt: int | None = None  #: 不计入应到会人数; None leaves the sentence out
    quorum: Finding | None = None  #: the verdict on who came
    tellers: tuple[str, ...] = ()  #: 监票人
    counters: tuple[str, ...] = ()  #: 计票人
    offices: tuple[OfficeResult, ...]  #: in the order in which they were elected
    summary: str | None = None  #: who was elected in all rounds together, a sentence
    requests: tuple[str, ...] = ()  #: what is asked of the superior, one entry a paragraph
    closing: str = "特此报告。"  #: the letter's last line
    attachments: tuple[str, ...] = ()  #: 附件说明, the names in order
    letterhead: Letterhead | None = None  #: 版头, of an organisation that has one
    imprint: Imprint | None = None  #: 版记
    issued_on: date | None = None  #: 成文日期
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that decided, each once."""
        found = (self.quorum, *(held.finding for held in self.offices))
        return tuple(dict.fromkeys(one.clause for one in found if one))

    @property
    def grounds(self) -> str | None:
        """What opens the letter, the law in it told with its articles; without a comma at its end."""
        opening, beside = self.basis or "", []
        told: set[str] = set()
        for clause in (clause.replace("；", "、") for clause in self.clauses):
            law = clause[: clause.find("》") + 1]
            if law and law in opening and not told & {law, clause}:
                opening = opening if clause in opening else opening.replace(law, clause, 1)
            elif clause not in told:
                beside.append(clause)
            told |= {law, clause}
        if beside:
            opening = _beside(opening, "、".join(beside))
        return opening or None


def _beside(opening: str, laws: str) -> str:
    """More laws behind those that an opening names, or an opening of these alone."""
    named, comma, rest = opening.partition("，")
    if named.startswith("根据"):
        return f"{named}、{laws}{comma}{rest}"
    return f"根据{laws}，{opening}" if opening else f"根据{laws}"


PAGE = ElectionReportPage


def heading(page: ElectionReportPage) -> str:
    """The PDF's title: the report's own, on one line."""
    return "".join(page.title.split("\n"))


def filename(page: ElectionReportPage) -> str:
    """Such as 选举结果报告-幸福社区第一党支部-2026年11月24日.pdf."""
    return safe_name(TITLE, page.organisation, day(page.issued_on or page.made_at))


def blank(form: Blank) -> ElectionReportPage:
    """A letter whose day, place, figures and names are left to the hand."""
    return ElectionReportPage(
        organisation=form.organisation,
        title=f"关于{form.organisation}选举结果的报告",
        addressee=None,
        meeting_name=None,
        begins_at=None,
        place=None,
        offices=tuple(OfficeResult(office=None, spare_rows=rows) for rows in SPARE_ROWS),
        attachments=("选票分发收回报告单", "计票结果报告单"),
        made_at=form.made_at,
    )
