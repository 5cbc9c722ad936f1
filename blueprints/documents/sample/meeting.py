"""What a branch prints around one meeting: notice, sign-in sheet, cards, and the book that the record goes into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ..kinds import Page
from ..kinds.book import BookEntry, BookPage
from ..kinds.cards import Card, CardsPage
from ..kinds.meeting_notice import MeetingNoticePage, NoticeItem
from ..kinds.sign_in import SignInFigures, SignInPage, SignInRow
from .branch import AWAY, BEGINS, BRANCH, GUESTS, LATE, MADE, MEETING, NAMES, PLACE, PROBATIONERS


def notice() -> MeetingNoticePage:
    """A notice of three items that fits one page, with the code for the reply."""
    return MeetingNoticePage(
        purpose="为做好发展党员工作",
        organisation=BRANCH,
        title="关于召开2026年第四次支部党员大会的通知",
        addressee="全体党员",
        meeting_name=MEETING,
        begins_at=BEGINS,
        ends_at=BEGINS + timedelta(hours=2),
        place=PLACE,
        attendees="本支部全体党员",
        observers="入党积极分子、社区党委派出的同志",
        items=(
            NoticeItem(title="学习党的二十届四中全会精神", presenter="支部书记张明"),
            NoticeItem(title="讨论接收周卫东同志为中共预备党员", presenter="组织委员李秀英"),
            NoticeItem(title="讨论2027年支部工作计划"),
        ),
        leave_to="支部书记张明",
        leave_by=BEGINS - timedelta(days=1),
        leave_how="以书面形式",
        contact="李秀英",
        contact_phone="13800000000",
        reply_url="https://yishi.example/r/7KQ2M9",
        reply_by=BEGINS - timedelta(days=1),
        issued_on=date(2026, 11, 19),
        made_at=MADE,
    )


def roll(people: int, *, checked_in: bool = True) -> tuple[SignInRow, ...]:
    """So many people in turn; after the meeting with how each came, or why not, and who sat in behind them."""

    def row(number: int) -> SignInRow:
        name = NAMES[number % len(NAMES)]
        entitled = name not in PROBATIONERS
        bare = SignInRow(name=name, standing="正式党员" if entitled else "预备党员", entitled=entitled)
        if not checked_in:
            return bare
        if name in AWAY:
            return replace(bare, leave_reason="因公出差")
        how = "扫码签到" if number % 3 else "签到处登记"
        if name == LATE:
            return replace(bare, checked_in_at=BEGINS + timedelta(minutes=12), remark="签到处登记、迟到")
        return replace(bare, checked_in_at=BEGINS - timedelta(minutes=20 - number % 20), remark=how)

    return tuple(row(number) for number in range(people))


def guests() -> tuple[SignInRow, ...]:
    """Who sat in, as the sheet lists them behind the members."""
    came = BEGINS - timedelta(minutes=6)
    return tuple(
        SignInRow(name=name, standing="列席", entitled=False, checked_in_at=came, remark=office)
        for name, office in GUESTS
    )


def sign_in(people: int = len(NAMES)) -> SignInPage:
    """The sheet as it is kept after the meeting: who came, and how, and the totals."""
    rows = roll(people)
    came = [row for row in rows if row.checked_in_at]
    figures = SignInFigures(
        expected=people,
        present=len(came),
        excused=people - len(came),
        absent=0,
        observers=len(GUESTS),
        entitled_expected=sum(bool(row.entitled) for row in rows),
        entitled_present=sum(bool(row.entitled) for row in came),
    )
    return SignInPage(
        organisation=BRANCH,
        meeting_name=MEETING,
        begins_at=BEGINS,
        place=PLACE,
        rows=(*rows, *guests()),
        figures=figures,
        counted_at=MADE,
        checker="李秀英",
        made_at=MADE,
    )


def unsigned_sign_in() -> SignInPage:
    """The sheet as it lies at the door: the roll, a few empty rows, the totals left to the hand."""
    return SignInPage(
        organisation=BRANCH,
        meeting_name=MEETING,
        begins_at=BEGINS,
        place=PLACE,
        rows=roll(len(NAMES), checked_in=False),
        spare_rows=6,
        figures=SignInFigures(expected=18, entitled_expected=16),
        made_at=MADE,
    )


def cards(people: int = 18) -> CardsPage:
    """A card for each of so many people, in turn of three groups."""
    return CardsPage(
        organisation=BRANCH,
        cards=tuple(
            Card(
                name=NAMES[number % len(NAMES)],
                organisation=f"{BRANCH}第{number % 3 + 1}党小组",
                url=f"https://yishi.example/a/8vJx2Qm4Lr7TzNc9Kw3Fh{number:04}",
            )
            for number in range(people)
        ),
        lost="支部书记张明，党群服务中心一楼，电话13800000000",
        valid_until=datetime(2026, 12, 31, 15, 59, tzinfo=UTC),
        made_at=MADE,
    )


HELD_IN_2026 = (
    (date(2026, 1, 12), "第一次支部委员会会议"),
    (date(2026, 2, 9), "第二次支部委员会会议"),
    (date(2026, 3, 23), "第一次支部党员大会"),
    (date(2026, 4, 13), "第四次支部委员会会议"),
    (date(2026, 5, 11), "第五次支部委员会会议"),
    (date(2026, 6, 22), "第二次支部党员大会"),
    (date(2026, 7, 13), "第六次支部委员会会议"),
    (date(2026, 8, 10), "第七次支部委员会会议"),
    (date(2026, 9, 21), "第三次支部党员大会"),
    (date(2026, 10, 19), "第八次支部委员会会议"),
    (date(2026, 11, 9), "第九次支部委员会会议"),
    (date(2026, 11, 23), "第四次支部党员大会"),
)


def book() -> BookPage:
    """The year's book of the branch, with a dozen meetings."""
    return BookPage(
        organisation=BRANCH,
        title="社区党组织会议记录簿",
        year=2026,
        entries=tuple(
            BookEntry(held_on=on, title=f"2026年{what}", first_page=3 * place + 1)
            for place, (on, what) in enumerate(HELD_IN_2026)
        ),
        left_out=("2026年第三次支部委员会会议",),
        number="J001-WS·2026-Y-0001",
        pages=36,
        made_at=MADE,
    )


SAMPLES: dict[str, Callable[[], Page]] = {
    "meeting_notice": notice,
    "sign_in": sign_in,
    "cards": cards,
    "book": book,
}
