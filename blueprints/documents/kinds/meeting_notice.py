"""会议通知, set as an official letter (公文式) by GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import local
from .kind import Blank, Shelf, safe_name
from .letter import Imprint, Letterhead, one_line

TITLE = "会议通知"
SHELF = Shelf.BEFORE
CLOSER = True
#: Lines for items on a form that nobody has filled in.
SPARE_ITEMS = 5


@dataclass(frozen=True, kw_only=True)
class NoticeItem:
    """One agenda item as it is announced."""

    title: str  #: 议题名称
    presenter: str | None = None  #: 汇报人 with office, when known


@dataclass(frozen=True, kw_only=True)
class MeetingNoticePage:
    """Everything a notice shows."""

    organisation: str  #: 署名: who calls the meeting
    title: str | None  #: 标题, 关于召开…的通知; a line break in it is kept; None leaves a line, as in what follows
    addressee: str | None  #: 主送, without the colon
    meeting_name: str | None  #: as it stands in 定于…召开…
    purpose: str | None = None  #: 会议缘由 that opens the letter, such as 为讨论接收预备党员; without a comma
    begins_at: datetime | None  #: aware, UTC
    ends_at: datetime | None = None  #: aware, UTC, when planned
    place: str | None  #: 地点
    attendees: str | None  #: 参加人员, in words
    observers: str | None = None  #: 列席人员, in words; None leaves the paragraph out
    items: tuple[NoticeItem, ...] = ()  #: 议题 in order
    spare_items: int = 0  #: empty lines after them, on a form that is filled in by hand
    preparation: tuple[str, ...] = ()  #: 需准备材料, one entry a paragraph
    requirements: tuple[str, ...] = ()  #: 会议要求, one entry a paragraph
    leave_to: str | None  #: 向谁请假
    leave_by: datetime | None = None  #: 何时前, aware, UTC
    leave_how: str | None = None  #: 方式, in words that follow 应, such as 以书面形式
    contact: str | None  #: 联系人
    contact_phone: str | None = None  #: 联系电话
    urgent_reason: str | None = None  #: 临时召开原因, when the lead time is too short
    reply_url: str | None = None  #: where the reply is given; printed as QR and as text, never fetched
    reply_by: datetime | None = None  #: 回执期限, aware, UTC
    document_number: str | None = None  #: 发文字号, when the organisation uses one
    letterhead: Letterhead | None = None  #: 版头, of an organisation that has one
    imprint: Imprint | None = None  #: 版记
    issued_on: date | None  #: 成文日期
    made_at: datetime  #: the PDF's making, aware, UTC


PAGE = MeetingNoticePage


def heading(page: MeetingNoticePage) -> str:
    """The PDF's title: the notice's own, on one line."""
    return one_line(page.title, f"{page.organisation}{TITLE}")


def filename(page: MeetingNoticePage) -> str:
    """Such as 会议通知-2026年第四次支部党员大会-2026-11-20.pdf."""
    issued_on = page.issued_on or local(page.made_at).date()
    return safe_name(TITLE, page.meeting_name or "空白", issued_on.isoformat())


def blank(form: Blank) -> MeetingNoticePage:
    """A letter whose day, place, items and names are left to the hand."""
    return MeetingNoticePage(
        organisation=form.organisation,
        title=None,
        addressee=None,
        meeting_name=None,
        begins_at=None,
        place=None,
        attendees=None,
        spare_items=SPARE_ITEMS,
        leave_to=None,
        contact=None,
        issued_on=None,
        made_at=form.made_at,
    )
