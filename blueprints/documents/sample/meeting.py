"""What a branch prints for one meeting: notice, sign-in sheet, cards, minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ..kinds import Page
from ..kinds.book import BookEntry, BookPage
from ..kinds.cards import Card, CardsPage
from ..kinds.meeting_notice import MeetingNoticePage, NoticeItem
from ..kinds.minutes import (
    Absentee,
    Attendance,
    Decision,
    Figure,
    Finding,
    MinutesItem,
    MinutesPage,
    Movement,
    Observer,
    Passage,
    Speech,
    VoteRecord,
)
from ..kinds.sign_in import SignInFigures, SignInPage, SignInRow
from .branch import BEGINS, BRANCH, MADE, MEETING, NAMES


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
        place="社区党群服务中心二楼会议室",
        attendees="本支部全体党员",
        observers="入党积极分子、社区党委派员",
        items=(
            NoticeItem(title="学习党的二十届四中全会精神", presenter="支部书记张明"),
            NoticeItem(title="讨论接收周卫东同志为预备党员", presenter="组织委员李秀英"),
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
    """So many people in turn, every ninth on probation; after the meeting every seventh was on leave."""

    def row(number: int) -> SignInRow:
        name = NAMES[number % len(NAMES)]
        probationary = number % 9 == 8
        standing = "预备党员" if probationary else "正式党员"
        if not checked_in:
            return SignInRow(name=name, standing=standing, entitled=not probationary)
        if number % 7 == 6:
            return SignInRow(name=name, standing=standing, entitled=not probationary, leave_reason="因公出差")
        came = BEGINS - timedelta(minutes=20 - number % 20)
        how = "扫码签到" if number % 3 else "签到处登记"
        return SignInRow(name=name, standing=standing, entitled=not probationary, checked_in_at=came, remark=how)

    return tuple(row(number) for number in range(people))


def sign_in(people: int = 25) -> SignInPage:
    """The sheet as it is kept after the meeting: who came, and how, and the totals."""
    rows = roll(people)
    came = [row for row in rows if row.checked_in_at]
    figures = SignInFigures(
        expected=people,
        present=len(came),
        excused=people - len(came),
        absent=0,
        observers=2,
        entitled_expected=sum(bool(row.entitled) for row in rows),
        entitled_present=sum(bool(row.entitled) for row in came),
    )
    return SignInPage(
        organisation=BRANCH,
        meeting_name=MEETING,
        begins_at=BEGINS,
        place="社区党群服务中心二楼会议室",
        rows=rows,
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
        place="社区党群服务中心二楼会议室",
        rows=roll(25, checked_in=False),
        spare_rows=6,
        figures=SignInFigures(expected=25, entitled_expected=23),
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


def vote(question: str = "是否同意接收周卫东同志为中共预备党员") -> VoteRecord:
    """A secret ballot of nine present, eight in favour, that fell short of the half of all."""
    return VoteRecord(
        question=question,
        method="无记名投票",
        entitled_expected=16,
        entitled_present=9,
        figures=(
            Figure(label="赞成", count=8),
            Figure(label="反对", count=1),
            Figure(label="弃权", count=0),
        ),
        finding=Finding(
            word="未通过",
            sentence="应到会有表决权的党员16人，须超过半数即9人赞成；赞成8人，未通过。",
            clause="《中国共产党发展党员工作细则》第二十二条",
        ),
        tellers=("王建国",),
        counters=("刘洋", "赵敏"),
    )


def item(number: int = 1) -> MinutesItem:
    """An item with a report, two who spoke on either side, something added later, a vote, two decisions."""
    return MinutesItem(
        title=f"讨论接收周卫东同志为预备党员（第{number}项）",
        presenter="组织委员李秀英",
        begins_at=BEGINS + timedelta(minutes=10 * number),
        ends_at=BEGINS + timedelta(minutes=10 * number + 8),
        report=(
            Passage(
                text="周卫东同志，男，汉族，1988年3月出生，2023年5月提交入党申请书，2024年6月确定为入党积极分子，"
                "2025年11月确定为发展对象，经政治审查合格，并参加了街道党工委举办的短期集中培训。\n"
                "支部委员会已对入党手续进行审查，认为材料齐全、手续完备。"
            ),
        ),
        speeches=(
            Speech(
                speaker="王建国",
                stance="同意",
                passages=(
                    Passage(
                        text="我是周卫东的入党介绍人。两年来他每周到网格走访，今年七月暴雨时连续三天转移低洼地住户，群众认可。"
                    ),
                ),
            ),
            Speech(
                speaker="陈桂兰",
                stance="不同意",
                passages=(
                    Passage(
                        text="他参加组织生活的次数还不够，今年缺了三次学习，建议再培养半年。",
                    ),
                    Passage(
                        text="补充：缺席的三次为三月、五月和九月的主题党日。",
                        added_at=datetime(2026, 11, 24, 1, 10, tzinfo=UTC),
                        added_by="李秀英",
                    ),
                ),
            ),
        ),
        votes=(vote(),),
        decisions=(
            Decision(
                text="支部委员会同周卫东同志谈话，反馈表决结果和意见。",
                owner="张明",
                due_on=date(2026, 11, 30),
            ),
            Decision(text="补齐缺席的三次学习并作记录。", owner="王建国", due_on=date(2027, 5, 31)),
        ),
    )


def minutes(items: int = 1) -> MinutesPage:
    """The confirmed record of a meeting with so many items of the same kind."""
    return MinutesPage(
        organisation=BRANCH,
        meeting_name=MEETING,
        meeting_kind="支部党员大会",
        sequence="2026年第4次",
        begins_at=BEGINS,
        ends_at=BEGINS + timedelta(hours=2, minutes=15),
        place="社区党群服务中心二楼会议室",
        chair="张明",
        recorder="李秀英",
        attendance=Attendance(
            expected=18,
            present=10,
            excused=7,
            absent=1,
            observers=2,
            entitled_expected=16,
            entitled_present=9,
        ),
        quorum=Finding(
            word="到会人数符合规定",
            sentence="应到会有表决权的党员16人，须超过半数即9人到会；实到9人，可以开会表决。",
            clause="《中国共产党发展党员工作细则》第二十条",
        ),
        present=NAMES[:10],
        absentees=tuple(
            Absentee(name=name, word="请假" if number else "缺席", reason="因公出差" if number else None)
            for number, name in enumerate(NAMES[10:])
        ),
        observers=(
            Observer(name="钱进", office="街道党工委组织委员"),
            Observer(name="周卫东", office="发展对象"),
        ),
        movements=(Movement(name="刘洋", word="迟到到会", at=BEGINS + timedelta(minutes=12)),),
        items=tuple(item(number + 1) for number in range(items)),
        summary=(Passage(text="今天的会议讨论充分。对不同意见要认真研究，逐条反馈本人。"),),
        reviewers=("王建国", "陈桂兰"),
        confirmed_at=MADE,
        chair_confirmed_at=MADE - timedelta(minutes=5),
        recorder_confirmed_at=MADE,
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        made_at=MADE,
    )


def draft() -> MinutesPage:
    """The same record before anybody has confirmed it."""
    return replace(minutes(), confirmed_at=None, chair_confirmed_at=None, recorder_confirmed_at=None, sha256=None)


def book() -> BookPage:
    """The year's book of the branch, with a dozen meetings."""
    held = [date(2026, month, 23) for month in range(1, 13)]
    return BookPage(
        organisation=BRANCH,
        title="社区党组织会议记录簿",
        year=2026,
        entries=tuple(
            BookEntry(held_on=on, title=f"2026年{on.month}月支部党员大会", first_page=3 * place + 1)
            for place, on in enumerate(held)
        ),
        left_out=("2026年第三次支部委员会会议",),
        number="J001-WS·2026-Y-0001",
        pages=36,
        made_at=MADE,
    )


SAMPLES: dict[str, Callable[[], Page]] = {
    "meeting_notice": notice,
    "sign_in": sign_in,
    "minutes": minutes,
    "cards": cards,
    "book": book,
}
