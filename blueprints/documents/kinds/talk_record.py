"""谈心谈话记录表: who talked with whom, about what, what they agreed on; both sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..filters import day
from .kind import Blank, Shelf, safe_name

TITLE = "谈心谈话记录表"
SHELF = Shelf.LIFE
CLOSER = True
#: A text of more characters may be parted between two pages.
LONG = 500


class TalkKind(StrEnum):
    """谈话类别: one that must be held, or one that somebody asked for."""

    required = "必谈"
    arranged = "约谈"


@dataclass(frozen=True, kw_only=True)
class Talker:
    """One of the two; a None is left to the hand."""

    name: str | None = None  #: 姓名
    office: str | None = None  #: 职务


@dataclass(frozen=True, kw_only=True)
class TalkRecordPage:
    """Everything the record shows; texts keep their paragraphs, and a None leaves room to write."""

    organisation: str  #: whose record it is
    talker: Talker  #: 谈话人
    partner: Talker  #: 谈话对象
    begins_at: datetime | None = None  #: 时间, aware, UTC
    ends_at: datetime | None = None  #: aware, UTC, when noted
    place: str | None = None  #: 地点
    kind: TalkKind | None = None  #: 谈话类别; None leaves both boxes open
    strengths: str | None = None  #: 主要内容: 优点
    problems: str | None = None  #: 主要内容: 问题
    opinions: str | None = None  #: 主要内容: 意见
    agreed: str | None = None  #: 达成共识
    follow_up: str | None = None  #: 后续跟进
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def long(self) -> bool:
        """Whether a text may run over the end of a page."""
        texts = (self.strengths, self.problems, self.opinions, self.agreed, self.follow_up)
        return any(len(text or "") > LONG for text in texts)


PAGE = TalkRecordPage


def heading(page: TalkRecordPage) -> str:
    """The PDF's title: both names where they are known, and 谈心谈话记录表."""
    names = "与".join(one.name for one in (page.talker, page.partner) if one.name)
    return f"{names or page.organisation}{TITLE}"


def filename(page: TalkRecordPage) -> str:
    """Such as 谈心谈话记录表-张明-李秀英-2026年11月23日.pdf."""
    names = [one.name for one in (page.talker, page.partner) if one.name]
    return safe_name(TITLE, *(names or ["空白"]), day(page.begins_at or page.made_at))


def blank(form: Blank) -> TalkRecordPage:
    """One page of empty cells."""
    return TalkRecordPage(organisation=form.organisation, talker=Talker(), partner=Talker(), made_at=form.made_at)
