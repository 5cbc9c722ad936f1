"""The record of the sample meeting: what was said, voted and decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ..kinds import Page
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
from .branch import (
    ADMISSION,
    AWAY,
    BEGINS,
    BRANCH,
    COUNTERS,
    EXEMPT,
    GUESTS,
    LATE,
    MADE,
    MEETING,
    NAMES,
    PLACE,
    TELLERS,
)

PLAN_ADOPTED = Finding(
    word="通过",
    sentence="须超过应到会有表决权的党员16人的半数（至少9人）赞成；赞成13人，通过。",
    clause="《中国共产党支部工作条例（试行）》（2018年）第十一条",
)


def vote(question: str = "是否同意接收周卫东同志为中共预备党员") -> VoteRecord:
    """A secret ballot of fourteen present, with two opinions in writing, that reached the half of all."""
    return VoteRecord(
        question=question,
        method="无记名投票",
        entitled_expected=16,
        entitled_present=14,
        figures=(
            Figure(label="赞成", count=12),
            Figure(label="不赞成", count=1),
            Figure(label="弃权", count=1),
            Figure(label="书面意见赞成", count=2),
            Figure(label="书面意见不赞成", count=0),
            Figure(label="书面意见弃权", count=0),
        ),
        finding=Finding(
            word="通过",
            sentence="应到会有表决权的党员16人，须超过半数（至少9人）赞成；会场赞成12票、会前书面意见赞成2份，合计14，通过。",
            clause=ADMISSION,
        ),
        tellers=TELLERS,
        counters=COUNTERS,
    )


def item(number: int | None = None) -> MinutesItem:
    """An item with a report, two who spoke on either side, something added later, a vote, two decisions."""
    return MinutesItem(
        title=f"讨论接收周卫东同志为中共预备党员{f'（第{number}项）' if number else ''}",
        presenter="组织委员李秀英",
        begins_at=BEGINS + timedelta(minutes=10 * (number or 4)),
        ends_at=BEGINS + timedelta(minutes=10 * number + 8 if number else 80),
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
                        text="我是周卫东同志的入党介绍人。两年来他每周到网格走访，今年七月暴雨时连续三天转移低洼地住户，群众认可。"
                    ),
                ),
            ),
            Speech(
                speaker="陈桂兰",
                stance="不同意",
                passages=(
                    Passage(
                        text="他参加集中学习的次数偏少，今年缺了三次，建议延长培养时间。",
                    ),
                    Passage(
                        text="补充：缺席的三次为三月、五月和九月的主题党日。",
                        added_at=datetime(2026, 11, 23, 8, 40, tzinfo=UTC),
                        added_by="李秀英",
                    ),
                ),
            ),
        ),
        votes=(vote(),),
        decisions=(
            Decision(
                text="将支部大会决议和有关材料报社区党委审批，并同周卫东同志谈话，反馈意见。",
                owner="张明",
                due_on=date(2026, 11, 30),
            ),
            Decision(text="补齐缺席的三次学习并作记录。", owner="王建国", due_on=date(2027, 5, 31)),
        ),
    )


def study() -> MinutesItem:
    """The item that every meeting begins with."""
    return MinutesItem(
        title="学习党的二十届四中全会精神",
        presenter="支部书记张明",
        begins_at=BEGINS + timedelta(minutes=10),
        ends_at=BEGINS + timedelta(minutes=40),
        report=(Passage(text="领学全会公报，结合社区网格服务和楼道消防隐患整治谈了贯彻意见。"),),
    )


def plan() -> MinutesItem:
    """The item on next year's plan, adopted by a show of hands."""
    return MinutesItem(
        title="讨论2027年支部工作计划",
        presenter="支部书记张明",
        begins_at=BEGINS + timedelta(minutes=85),
        ends_at=BEGINS + timedelta(minutes=125),
        report=(Passage(text="支部委员会提请审议《2027年支部工作计划（草案）》。"),),
        votes=(
            VoteRecord(
                question="是否批准《2027年支部工作计划（草案）》",
                method="举手表决",
                entitled_expected=16,
                entitled_present=14,
                figures=(Figure(label="赞成", count=13), Figure(label="反对", count=0), Figure(label="弃权", count=1)),
                finding=PLAN_ADOPTED,
            ),
        ),
        decisions=(
            Decision(text="分三批清理3号楼至9号楼的楼道堆物。", owner="王建国、𠮷田美", due_on=date(2027, 1, 31)),
        ),
    )


def minutes(items: int = 1) -> MinutesPage:
    """The confirmed record of the meeting, with so many items of the same kind."""
    return MinutesPage(
        organisation=BRANCH,
        meeting_name=MEETING,
        meeting_kind="支部党员大会",
        sequence="2026年第4次",
        begins_at=BEGINS,
        ends_at=BEGINS + timedelta(hours=2, minutes=15),
        place=PLACE,
        chair="张明",
        recorder="李秀英",
        attendance=Attendance(
            expected=18,
            present=16,
            excused=2,
            absent=0,
            observers=len(GUESTS),
            entitled_expected=16,
            entitled_present=14,
        ),
        quorum=Finding(
            word="到会人数符合规定",
            sentence="应到会有表决权的党员16人，须超过半数（至少9人）到会；实到14人，可以开会表决。",
            clause=ADMISSION,
        ),
        present=tuple(name for name in NAMES if name not in AWAY),
        absentees=tuple(Absentee(name=name, word="请假", reason="因公出差") for name in AWAY),
        left_out=tuple(Absentee(name=name, word="不计入", reason=reason) for name, reason in EXEMPT),
        observers=tuple(Observer(name=name, office=office) for name, office in GUESTS),
        movements=(Movement(name=LATE, word="迟到到会", at=BEGINS + timedelta(minutes=12)),),
        items=tuple(item(number + 1 if items > 1 else None) for number in range(items)),
        summary=(Passage(text="今天的会议讨论充分。对不同意见要认真研究，逐条反馈本人。"),),
        reviewers=("王建国", "陈桂兰"),
        confirmed_at=MADE,
        chair_confirmed_at=MADE - timedelta(minutes=5),
        recorder_confirmed_at=MADE,
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        made_at=MADE,
    )


def whole_minutes() -> MinutesPage:
    """The record of the three items that the notice told."""
    return replace(minutes(), items=(study(), item(), plan()))


def draft() -> MinutesPage:
    """The same record before anybody has confirmed it."""
    return replace(minutes(), confirmed_at=None, chair_confirmed_at=None, recorder_confirmed_at=None, sha256=None)


SAMPLES: dict[str, Callable[[], Page]] = {"minutes": whole_minutes}
