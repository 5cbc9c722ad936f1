"""签到表, a landscape sheet: printed blank before the meeting, or with who came after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..filters import local
from .kind import Blank, Shelf, safe_name

TITLE = "签到表"
SHELF = Shelf.BEFORE
#: Empty rows of a form that nobody has filled in.
SPARE_ROWS = 30


@dataclass(frozen=True, kw_only=True)
class SignInRow:
    """One person on the roll."""

    name: str  #: 姓名
    standing: str  #: 身份: 正式党员, 预备党员, 委员, 代表, 列席
    entitled: bool | None  #: 有表决权; None for who is not counted in 应到, which 备注 says
    checked_in_at: datetime | None = None  #: 签到时间, aware, UTC; None leaves the cell to be written
    leave_reason: str | None = None  #: 请假原因
    remark: str | None = None  #: 备注, such as 签到处登记、迟到 or 15:10离会; 签名 is left to the hand


@dataclass(frozen=True, kw_only=True)
class SignInFigures:
    """The totals; a None is printed as a line to be filled in by hand."""

    expected: int | None = None  #: 应到
    present: int | None = None  #: 实到
    excused: int | None = None  #: 请假
    absent: int | None = None  #: 缺席
    observers: int | None = None  #: 列席
    entitled_expected: int | None = None  #: 应到有表决权
    entitled_present: int | None = None  #: 实到有表决权


@dataclass(frozen=True, kw_only=True)
class SignInPage:
    """Everything a sign-in sheet shows."""

    organisation: str  #: whose meeting it is
    meeting_name: str | None  #: 会议名称; this and what follows is None on a form to be filled in by hand
    begins_at: datetime | None  #: 时间, aware, UTC
    ends_at: datetime | None = None  #: aware, UTC
    place: str | None  #: 地点
    rows: tuple[SignInRow, ...]  #: the roll in its order
    spare_rows: int = 0  #: empty rows after the roll, for observers who come unasked
    figures: SignInFigures  #: 统计
    counted_at: datetime | None = None  #: 统计截至, aware, UTC; None on a sheet still to be signed
    checker: str | None = None  #: 签到核对人, when known; the line to sign is always there
    made_at: datetime  #: the PDF's making, aware, UTC


PAGE = SignInPage


def heading(page: SignInPage) -> str:
    """The PDF's title: meeting and 签到表."""
    return f"{page.meeting_name or page.organisation}{TITLE}"


def filename(page: SignInPage) -> str:
    """Such as 签到表-2026年第四次支部党员大会-2026-11-23.pdf."""
    held_on = local(page.begins_at or page.made_at).date().isoformat()
    return safe_name(TITLE, page.meeting_name or "空白", held_on)


def blank(form: Blank) -> SignInPage:
    """A sheet of thirty empty rows, its head and its totals left to the hand."""
    return SignInPage(
        organisation=form.organisation,
        meeting_name=None,
        begins_at=None,
        place=None,
        rows=(),
        spare_rows=SPARE_ROWS,
        figures=SignInFigures(),
        made_at=form.made_at,
    )
