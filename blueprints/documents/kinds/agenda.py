"""会议议程: the sheet that is handed out before a meeting and lies on its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..filters import local
from .kind import Blank, Shelf, safe_name

TITLE = "会议议程"
SHELF = Shelf.BEFORE
CLOSER = True
#: Empty rows on a form that nobody has filled in: they fill its page.
SPARE_ROWS = 10


@dataclass(frozen=True, kw_only=True)
class AgendaRow:
    """One line of the agenda: an item with its number, or a fixed step of every meeting without one."""

    number: int | None = None  #: counts the items; None for a fixed step such as 清点到会人数
    title: str  #: 议程
    presenter: str | None = None  #: 汇报人 with office, when known
    minutes: int | None = None  #: planned minutes, when planned
    note: str | None = None  #: 表决方式 such as 无记名投票, or another remark


@dataclass(frozen=True, kw_only=True)
class AgendaPage:
    """Everything an agenda shows; a None is left to the hand."""

    organisation: str  #: whose meeting it is
    meeting_name: str | None  #: 会议名称
    meeting_kind: str | None = None  #: 会议类型
    begins_at: datetime | None = None  #: 开始时间, aware, UTC
    ends_at: datetime | None = None  #: aware, UTC, when planned
    place: str | None = None  #: 地点
    chair: str | None = None  #: 主持人
    recorder: str | None = None  #: 记录人
    attendees: str | None = None  #: 参加人员, in words
    observers: str | None = None  #: 列席人员, in words
    rows: tuple[AgendaRow, ...]  #: in the order in which they come up
    spare_rows: int = 0  #: empty rows after them, on a form that is filled in by hand
    requirements: tuple[str, ...] = ()  #: 会议要求, one entry a paragraph
    made_at: datetime  #: the PDF's making, aware, UTC

    @property
    def total_minutes(self) -> int | None:
        """How long the meeting is planned to last; None while a row's time is open."""
        planned = [row.minutes for row in self.rows if row.minutes is not None]
        return sum(planned) if planned and len(planned) == len(self.rows) else None


PAGE = AgendaPage


def heading(page: AgendaPage) -> str:
    """The PDF's title: meeting and 会议议程."""
    return f"{page.meeting_name or page.organisation}{TITLE}"


def filename(page: AgendaPage) -> str:
    """Such as 会议议程-2026年第四次支部党员大会-2026-11-23.pdf."""
    on = local(page.begins_at or page.made_at).date().isoformat()
    return safe_name(TITLE, page.meeting_name or "空白", on)


def blank(form: Blank) -> AgendaPage:
    """One page with an empty head and empty rows."""
    return AgendaPage(
        organisation=form.organisation, meeting_name=None, rows=(), spare_rows=SPARE_ROWS, made_at=form.made_at
    )
