"""决议: what a meeting resolved, with who came, how it voted and by which rule it was adopted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name
from .letter import Imprint, Letterhead, one_line
from .minutes import Finding

TITLE = "决议"
SHELF = Shelf.AFTER
CLOSER = True


@dataclass(frozen=True, kw_only=True)
class ResolutionPage:
    """Everything a resolution shows; a None figure or name is printed as a line to be filled in by hand."""

    organisation: str  #: 署名: whose meeting resolved
    title: str | None  #: 标题, 关于…的决议; a line break in it is kept
    document_number: str | None = None  #: 发文字号, when the organisation uses one
    letterhead: Letterhead | None = None  #: 版头, of an organisation that has one
    meeting_name: str | None  #: as it stands in 召开… and under the title in …通过
    begins_at: datetime | None  #: 会议时间, aware, UTC; the day of it is told
    place: str | None  #: 地点
    chair: str | None = None  #: 主持人; None leaves the words out
    comrades: bool = True  #: whether persons are spoken of as 同志, as the Party does
    matter: str | None  #: what was deliberated, as it stands in 审议了…
    elects: bool = False  #: whether the right is 选举权 rather than 表决权
    voters: str = "党员"  #: whose votes are counted: 党员, 委员, 居民代表 …
    entitled_expected: int | None = None  #: 应到会有表决权
    entitled_present: int | None = None  #: 实到会有表决权
    quorum: Finding | None = None  #: the verdict on who came
    method: str | None  #: 表决方式, such as 无记名投票, 举手表决
    secret: bool | None = False  #: a secret ballot counts 不赞成, an open vote 反对; None prints both
    in_favour: int | None = None  #: 赞成
    against: int | None = None  #: 反对 (不赞成)
    abstain: int | None = None  #: 弃权
    finding: Finding | None = None  #: the verdict on the vote
    adopted: bool | None  #: whether it was adopted; None leaves the line under the title to the hand
    content: tuple[str, ...] | None  #: what was resolved, one entry a numbered paragraph; None leaves lines to write on
    attachments: tuple[str, ...] = ()  #: 附件说明, the names in order
    secretary: str | None = None  #: 书记, whose name stands beside the line to sign on
    signing_office: str = "书记"  #: who signs, such as 支部书记
    imprint: Imprint | None = None  #: 版记
    adopted_on: date | None  #: 通过日期, under the title and under the signature
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def right(self) -> str:
        """The right that the roll counts."""
        return "选举权" if self.elects else "表决权"

    @property
    def opposed(self) -> str:
        """The word for votes that were not in favour."""
        if self.secret is None:
            return "反对（不赞成）"
        return "不赞成" if self.secret else "反对"


PAGE = ResolutionPage


def heading(page: ResolutionPage) -> str:
    """The PDF's title: the resolution's own, on one line."""
    return one_line(page.title, TITLE)


def filename(page: ResolutionPage) -> str:
    """Such as 决议-幸福社区第一党支部-2026年11月23日.pdf."""
    return safe_name(TITLE, page.organisation, day(page.adopted_on or page.made_at))


def blank(form: Blank) -> ResolutionPage:
    """A resolution whose meeting, figures and content are left to the hand."""
    return ResolutionPage(
        organisation=form.organisation,
        title=None,
        meeting_name=None,
        begins_at=None,
        place=None,
        matter=None,
        method=None,
        secret=None,
        adopted=None,
        content=None,
        adopted_on=None,
        made_at=form.made_at,
    )
