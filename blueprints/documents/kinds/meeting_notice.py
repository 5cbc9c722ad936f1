"""会议通知, set as an official letter (公文式) by GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .kind import safe_name

TITLE = "会议通知"


@dataclass(frozen=True, kw_only=True)
class NoticeItem:
    """One agenda item as it is announced."""

    title: str  #: 议题名称
    presenter: str | None = None  #: 汇报人 with office, when known


@dataclass(frozen=True, kw_only=True)
class MeetingNoticePage:
    """Everything a notice shows."""

    organisation: str  #: 署名: who calls the meeting
    title: str  #: 标题, 关于召开…的通知; a line break in it is kept
    addressee: str  #: 主送, without the colon
    meeting_name: str  #: as it stands in 定于…召开…
    purpose: str | None = None  #: 会议缘由 that opens the letter, such as 为讨论接收预备党员; without a comma
    begins_at: datetime  #: aware, UTC
    ends_at: datetime | None = None  #: aware, UTC, when planned
    place: str  #: 地点
    attendees: str  #: 参加人员, in words
    observers: str | None = None  #: 列席人员, in words; None leaves the paragraph out
    items: tuple[NoticeItem, ...] = ()  #: 议题 in order
    preparation: tuple[str, ...] = ()  #: 需准备材料, one entry a paragraph
    requirements: tuple[str, ...] = ()  #: 会议要求, one entry a paragraph
    leave_to: str  #: 向谁请假
    leave_by: datetime | None = None  #: 何时前, aware, UTC
    leave_how: str | None = None  #: 方式, in words that follow 应, such as 以书面形式
    contact: str  #: 联系人
    contact_phone: str | None = None  #: 联系电话
    urgent_reason: str | None = None  #: 临时召开原因, when the lead time is too short
    reply_url: str | None = None  #: where the reply is given; printed as QR and as text, never fetched
    reply_by: datetime | None = None  #: 回执期限, aware, UTC
    document_number: str | None = None  #: 发文字号, when the organisation uses one
    issued_on: date  #: 成文日期
    made_at: datetime  #: the PDF's making, aware, UTC


def heading(page: MeetingNoticePage) -> str:
    """The PDF's title: the notice's own, on one line."""
    return "".join(page.title.split("\n"))


def filename(page: MeetingNoticePage) -> str:
    """Such as 会议通知-2026年第四次支部党员大会-2026-11-20.pdf."""
    return safe_name(TITLE, page.meeting_name, page.issued_on.isoformat())
