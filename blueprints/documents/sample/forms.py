"""The forms of a branch: an agenda, all that surrounds a 组织生活会, and the yearly 民主评议."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from ..kinds import Page
from ..kinds.agenda import AgendaPage, AgendaRow
from ..kinds.grading_ballot import GradingBallotPage
from ..kinds.grading_summary import BestCap, GradedMember, GradingFigures, GradingSummaryPage
from ..kinds.life_minutes import Criticism, LifeMeeting, LifeMinutesPage, PersonCheck
from ..kinds.minutes import Absentee, Observer, Passage, Speech
from ..kinds.opinion_form import OpinionFormPage, PersonOpinion
from ..kinds.opinion_summary import OpinionRow, OpinionSummaryPage
from ..kinds.rectification import RectificationPage, RectificationRow
from ..kinds.talk_record import Talker, TalkKind, TalkRecordPage
from .branch import AWAY, BEGINS, BRANCH, FULL, MADE, MEETING, NAMES, PLACE, PROBATIONERS, TELLERS

LIFE_MEETING = "2026年度组织生活会"
LIFE_BEGINS = datetime(2026, 11, 6, 6, 30, tzinfo=UTC)  # 14:30 in Shanghai
REVIEW = "2026年度民主评议党员"
GRADED = FULL


def agenda(items: int = 3) -> AgendaPage:
    """The agenda of the branch's meeting, its steps around so many items."""
    return AgendaPage(
        organisation=BRANCH,
        meeting_name=MEETING,
        meeting_kind="支部党员大会",
        begins_at=BEGINS,
        ends_at=BEGINS + timedelta(hours=2),
        place=PLACE,
        chair="张明",
        recorder="李秀英",
        attendees="本支部全体党员",
        observers="入党积极分子、社区党委派出的同志",
        rows=(*_opening(), *agenda_items(items), AgendaRow(title="主持人作会议总结", presenter="张明", minutes=10)),
        requirements=("请将手机调至静音状态。", "表决前请勿离开会场；确需离开的，请告知主持人。"),
        made_at=MADE,
    )


def _opening() -> tuple[AgendaRow, ...]:
    return (
        AgendaRow(title="清点到会人数，宣布会议开始", presenter="张明", minutes=5),
        AgendaRow(title="通过监票人、计票人名单", minutes=5, note="举手表决"),
    )


def agenda_items(count: int) -> tuple[AgendaRow, ...]:
    """So many numbered items, the usual three first and again."""
    usual = (
        ("学习党的二十届四中全会精神", "支部书记张明", 30, None),
        ("讨论接收周卫东同志为中共预备党员", "组织委员李秀英", 40, "无记名投票"),
        ("讨论2027年支部工作计划", "支部书记张明", 30, "举手表决"),
    )
    rows = (usual[at % len(usual)] for at in range(count))
    return tuple(
        AgendaRow(number=at, title=title, presenter=presenter, minutes=minutes, note=note)
        for at, (title, presenter, minutes, note) in enumerate(rows, start=1)
    )


def opinion_form(persons: int = 3) -> OpinionFormPage:
    """The form as it is handed out before the branch's 组织生活会, on so many of its committee."""
    return OpinionFormPage(
        organisation=BRANCH,
        meeting_name=LIFE_MEETING,
        body="支部委员会",
        persons=committee(persons),
        hand_in_to="党群服务中心一楼意见箱",
        hand_in_by=datetime(2026, 10, 30, 9, 0, tzinfo=UTC),
        made_at=MADE,
    )


def committee(persons: int) -> tuple[PersonOpinion, ...]:
    """So many persons with their offices."""
    offices = ("支部书记", "组织委员", "宣传委员", "纪检委员")
    return tuple(
        PersonOpinion(name=NAMES[at], office=offices[at] if at < len(offices) else "支部委员") for at in range(persons)
    )


def opinion_summary(opinions: int = 6) -> OpinionSummaryPage:
    """The summary of so many opinions."""
    return OpinionSummaryPage(
        organisation=BRANCH,
        meeting_name=LIFE_MEETING,
        collected_from=date(2026, 10, 19),
        collected_until=date(2026, 10, 30),
        forms_issued=40,
        forms_returned=36,
        rows=tuple(opinion(at) for at in range(opinions)),
        compiled_by="李秀英",
        checked_by="张明",
        made_at=MADE,
    )


OPINIONS: tuple[OpinionRow, ...] = (
    OpinionRow(
        source="党员",
        text="主题党日老是念文件，年纪大的坐不住，能不能多到楼栋里看看实际情况。",
        category="学习教育",
        about="支部委员会",
        handling="列入整改清单",
    ),
    OpinionRow(
        source="群众",
        text="3号楼的路灯坏了两个月，打过两次电话，都说在报修，到现在没有人来看过。",
        category="为民服务",
        about="支部委员会",
        handling="列入整改清单；已转社区居委会报修",
    ),
    OpinionRow(
        source="群众",
        text="张书记办事公道，就是有时候说话急，居民不敢多讲。",
        category="工作作风",
        about="张明",
        handling="本人在会上作自我批评",
    ),
    OpinionRow(
        source="单位",
        text="希望支部同辖区单位党组织多沟通，志愿服务活动提前一周告知。",
        category="党建联建",
        about="支部委员会",
        handling="列入整改清单",
    ),
    OpinionRow(
        source="党员",
        text="支委同外出务工的党员联系少，有的一年没有接到过电话。",
        category="党员管理",
        about="李秀英",
        handling="列入整改清单",
    ),
    OpinionRow(
        source="群众",
        text="没有意见，希望继续办好“民情茶话室”。",
        category="为民服务",
        about="支部委员会",
        handling="继续坚持",
    ),
)


def opinion(number: int) -> OpinionRow:
    """One opinion, in the words in which it was given."""
    return OPINIONS[number % len(OPINIONS)]


def talk_record() -> TalkRecordPage:
    """The talk of the secretary with one of the committee before the meeting."""
    return TalkRecordPage(
        organisation=BRANCH,
        talker=Talker(name="张明", office="支部书记"),
        partner=Talker(name="李秀英", office="组织委员"),
        begins_at=datetime(2026, 11, 2, 1, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 2, 2, 20, tzinfo=UTC),
        place="社区党群服务中心谈心室",
        kind=TalkKind.required,
        strengths="工作细致，发展党员材料一次审查合格；对老党员上门送学，全年走访36户。",
        problems="同外出务工党员联系不够，有两名党员半年没有按时汇报思想；布置工作多，检查落实少。",
        opinions="李秀英同志提出：支委会开会时间定得太急，会前看不到材料；希望书记遇事先同支委商量，讲话注意方式。",
        agreed="支委会议题提前三天发给委员。流动党员由支委分片联系，每季度至少联系一次。",
        follow_up="十二月底前建立流动党员联系台账，李秀英负责；张明在组织生活会上就讲话方式作自我批评。",
        made_at=MADE,
    )


def rectification(problems: int = 4) -> RectificationPage:
    """The list of so many problems, half of them done."""
    return RectificationPage(
        organisation=BRANCH,
        meeting_name=LIFE_MEETING,
        as_of=date(2026, 11, 23),
        rows=tuple(problem(at) for at in range(problems)),
        reviewer="张明",
        made_at=MADE,
    )


PROBLEMS: tuple[RectificationRow, ...] = (
    RectificationRow(
        source="征求意见",
        problem="3号楼路灯损坏两个月未修复，居民两次反映没有回音。",
        measures="同物业公司、社区居委会现场查看，三日内修复；建立报修事项回访登记，七日内答复反映人。",
        leader="张明",
        owner="王建国",
        due_on=date(2026, 11, 13),
        progress="路灯11月12日修复，已回访反映人。",
        evidence="维修单、回访登记、照片2张",
        closed=True,
        closed_on=date(2026, 11, 16),
    ),
    RectificationRow(
        source="查摆",
        problem="同外出务工党员联系不够，两名党员半年没有按时汇报思想。",
        measures="支委分片联系，每季度至少联系一次；建立流动党员联系台账。",
        leader="李秀英",
        owner="刘洋",
        due_on=date(2026, 12, 31),
        progress="台账已建立，已联系5人，尚有2人未联系上。",
        evidence="流动党员联系台账",
        closed=False,
    ),
    RectificationRow(
        source="上级",
        problem="发展党员材料中思想汇报时间间隔不规范。",
        measures="对照细则逐份核查，缺项补齐；今后由组织委员每季度检查一次。",
        leader="李秀英",
        owner="𠮷田美",
        due_on=date(2026, 11, 20),
        progress="5份材料已核查，2份已说明情况。",
        evidence="核查记录",
        closed=True,
        closed_on=date(2026, 11, 20),
    ),
    RectificationRow(
        source="征求意见",
        problem="主题党日形式单一，老党员参加积极性不高。",
        measures="每季度安排一次到楼栋、网格的实践活动，对行动不便的党员上门送学。",
        leader="张明",
        owner=NAMES[-1],
        due_words="长期坚持",
        progress="11月已到3号楼开展一次。",
        closed=False,
    ),
)


def problem(number: int) -> RectificationRow:
    """One problem with what is done about it."""
    return PROBLEMS[number % len(PROBLEMS)]


def grading_ballot(copies: int = 2) -> GradingBallotPage:
    """The ballot of the yearly review, with the cap on the best grade."""
    return GradingBallotPage(
        organisation=BRANCH,
        occasion=REVIEW,
        members=GRADED,
        probationers=PROBATIONERS,
        most_best=5,
        held_on=date(2026, 11, 23),
        copies=copies,
        made_at=MADE,
    )


def grading_summary(residents: bool = True) -> GradingSummaryPage:
    """The review as counted, with what the committee found."""
    return GradingSummaryPage(
        organisation=BRANCH,
        occasion=REVIEW,
        held_on=date(2026, 11, 23),
        ballots=GradingFigures(issued=16, returned=16, valid=16),
        residents=residents,
        resident_ballots=GradingFigures(issued=20, returned=19, valid=19),
        rows=(*(graded(at) for at in range(len(GRADED))), *(unlisted(name) for name in PROBATIONERS)),
        cap=BestCap(most=5, members=16, share="三分之一"),
        tellers=TELLERS,
        secretary="张明",
        made_at=MADE,
    )


def graded(number: int) -> GradedMember:
    """One member as graded; the first five are the best, the last is not well thought of."""
    best, last = number < 5, number == len(GRADED) - 1
    opinion = "能够履行党员义务，按时参加组织生活，完成支部分配的任务。"
    return GradedMember(
        name=GRADED[number],
        votes=(1, 6, 9, 0) if last else (14 - number, 2 + number, 0, 0),
        resident_votes=(3, 8, 8, 0) if last else (17 - number, 2 + number, 0, 0),
        opinion="参加组织生活不够经常，缺席学习四次，应当限期改进。" if last else opinion,
        grade="基本合格" if last else "优秀" if best else "合格",
        note="已谈话提醒" if last else None,
    )


def unlisted(name: str) -> GradedMember:
    """A probationary member: takes part, and has no grade."""
    return GradedMember(name=name, probationary=True, opinion="表现积极，能够按要求参加组织生活。")


def life_minutes(persons: int = 3) -> LifeMinutesPage:
    """The record of the branch's 组织生活会, with so many persons who criticise themselves and one another."""
    return LifeMinutesPage(
        organisation=BRANCH,
        form=LifeMeeting.organisational,
        meeting_name=LIFE_MEETING,
        begins_at=LIFE_BEGINS,
        ends_at=LIFE_BEGINS + timedelta(hours=3),
        place=PLACE,
        chair="张明",
        recorder="李秀英",
        theme="坚定理想信念，密切联系群众，发挥先锋模范作用",
        expected=18,
        present=16,
        present_names=tuple(name for name in NAMES if name not in AWAY),
        absentees=(
            Absentee(name="胡春生", word="请假", reason="因病住院"),
            Absentee(name="𠮷田美", word="请假", reason="因公出差"),
        ),
        observers=(Observer(name="钱进", office="街道党工委组织委员"), Observer(name="郑红", office="社区党委副书记")),
        last_time=(Passage(text="2025年度组织生活会查摆问题6项，制定整改措施14条，已完成5项，长期坚持1项。"),),
        opinions=(
            Passage(
                text="会前发出征求意见表40份，收回36份，征求到意见6条，其中党员2条、群众3条、单位1条；"
                "开展谈心谈话22人次。意见已原样反馈支部委员会和本人。"
            ),
        ),
        body_check=(
            Passage(
                text="理论学习方面：集中学习多，结合社区实际研讨少。\n"
                "联系群众方面：对居民反映的路灯、停车等事项跟进不够，答复不及时。\n"
                "党员管理方面：同外出务工党员联系少，台账不全。"
            ),
        ),
        body_speaker="张明",
        persons=tuple(person(at) for at in range(persons)),
        comments=(
            Speech(
                speaker="钱进（街道党工委组织委员）",
                passages=(Passage(text="准备充分，查摆问题具体，批评讲到了点子上。要把整改措施落到人、落到时限。"),),
            ),
        ),
        summary=(
            Passage(
                text="会后七日内形成问题整改清单，逐条明确责任人和完成时限。\n"
                "支部委员会每月检查一次整改进展，适时向全体党员和群众代表通报。"
            ),
        ),
        made_at=MADE,
    )


def person(number: int) -> PersonCheck:
    """One person's self-criticism, two who criticise, one answer."""
    names = [NAMES[(number + at) % len(NAMES)] for at in range(3)]
    offices = ("支部书记", "组织委员", "宣传委员")
    return PersonCheck(
        name=names[0],
        office=offices[number] if number < len(offices) else None,
        self_criticism=(
            Passage(
                text="学习上满足于完成规定篇目，联系社区实际思考不深。\n工作上性子急，听居民意见不够耐心，有时没有等对方讲完就下结论。"
            ),
        ),
        criticisms=(
            Criticism(
                by=names[1],
                passages=(
                    Passage(text="支委会开会通知得急，会前看不到材料，委员发表意见不充分，希望今后提前三天发材料。"),
                ),
                response=(Passage(text="接受批评。从下次支委会起，议题和材料提前三天发给委员。"),),
            ),
            Criticism(
                by=names[2],
                passages=(Passage(text="到老旧楼栋走访少，对独居老人的情况掌握不全。"),),
            ),
        ),
        statement=(Passage(text="同志们的意见都接受，列入个人整改事项，请大家监督。"),),
    )


SAMPLES: dict[str, Callable[[], Page]] = {
    "agenda": agenda,
    "opinion_form": opinion_form,
    "opinion_summary": opinion_summary,
    "talk_record": talk_record,
    "rectification": rectification,
    "grading_ballot": grading_ballot,
    "grading_summary": grading_summary,
    "life_minutes": life_minutes,
}
