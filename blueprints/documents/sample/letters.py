"""What a branch sends up, posts and files as official letters (公文), filled as at the sample meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from ..kinds import Page
from ..kinds.admission_resolution import AdmissionOutcome, AdmissionResolutionPage
from ..kinds.announcement import AnnouncementForm, AnnouncementPage, Objections
from ..kinds.count_report import WrittenOpinions
from ..kinds.letter import Chapter, Letterhead, Part
from ..kinds.life_minutes import LifeMeeting
from ..kinds.life_report import FoundProblem, LifeReportPage, MeasureRow
from ..kinds.minutes import Finding, Observer
from ..kinds.report_up import ReportForm, ReportUpPage
from ..kinds.resolution import ResolutionPage
from ..kinds.self_check import CheckItem, SelfCheckPage
from ..kinds.summary import SummaryItem, SummaryPage
from .branch import ADMISSION, AWAY, BEGINS, BRANCH, GUESTS, MADE, MEETING, NAMES, PLACE, SUPERIOR
from .recording import PLAN_ADOPTED
from .voting import STANDING

HELD = date(2026, 11, 23)
ISSUED = date(2026, 11, 24)
ASKED = date(2026, 10, 20)
LIFE_BEGINS = datetime(2026, 1, 16, 6, 0, tzinfo=UTC)  # 14:00 in Shanghai
LIFE_ISSUED = date(2026, 1, 23)
THEME = "学习贯彻党的二十届四中全会精神，提升网格服务能力"
QUORUM = Finding(
    word="到会人数符合规定",
    sentence="应到会有表决权的党员16人，须半数以上（至少8人）到会；实到14人，可以开会表决。",
    clause="《中国共产党支部工作条例（试行）》（2018年）第十一条",
)


def summary() -> SummaryPage:
    """The digest of the sample meeting with three matters agreed, all who came, and two who did not."""
    return SummaryPage(
        organisation=BRANCH,
        title="2026年第四次支部党员大会纪要",
        document_number="第4期",
        letterhead=Letterhead(mark="幸福社区第一党支部会议纪要"),
        meeting_name=MEETING,
        begins_at=BEGINS,
        ends_at=BEGINS + timedelta(hours=2, minutes=15),
        place=PLACE,
        chair="支部书记张明",
        subject="学习了党的二十届四中全会精神，讨论了接收周卫东同志为中共预备党员、2027年支部工作计划等事项",
        items=(
            SummaryItem(
                title="关于接收周卫东同志为中共预备党员",
                text=("会议以无记名投票方式，同意接收周卫东同志为中共预备党员，报社区党委审批。",),
                owner="李秀英",
                due_on=date(2026, 11, 30),
            ),
            SummaryItem(
                title="关于2027年支部工作计划",
                text=(
                    "会议批准《2027年支部工作计划》，自2027年1月1日起执行，由支部委员会每季度报告一次执行情况。",
                    "主题党日固定在每月第一个星期六上午，外出党员可以通过视频参加学习。",
                ),
                owner="张明",
                due_on=date(2027, 12, 31),
            ),
            SummaryItem(
                title="关于楼道消防隐患整治",
                text=("会议同意以党员责任楼道为单位，分三批清理3号楼至9号楼的楼道堆物，每批清理前三天张贴告知。",),
                owner="王建国、𠮷田美",
                due_on=date(2027, 1, 31),
            ),
        ),
        present=tuple(Observer(name=name) for name in NAMES if name not in AWAY),
        excused=tuple(Observer(name=name) for name in AWAY),
        observers=tuple(Observer(name=name, office=office) for name, office in GUESTS),
        sent_to=("社区党委", "各党小组"),
        issued_on=ISSUED,
        made_at=MADE,
    )


def resolution() -> ResolutionPage:
    """What the sample meeting resolved on next year's plan, by a show of hands."""
    return ResolutionPage(
        organisation=BRANCH,
        title="关于2027年支部工作计划的决议",
        meeting_name=MEETING,
        begins_at=BEGINS,
        place=PLACE,
        chair="张明",
        matter="支部委员会提请审议的《2027年支部工作计划（草案）》",
        entitled_expected=16,
        entitled_present=14,
        quorum=QUORUM,
        method="举手表决",
        in_favour=13,
        against=0,
        abstain=1,
        finding=PLAN_ADOPTED,
        adopted=True,
        content=(
            "批准《2027年支部工作计划》，自2027年1月1日起执行。",
            "支部委员会每季度向支部党员大会报告一次执行情况，第四季度的报告与组织生活会合并进行。",
            "计划确需调整的，由支部委员会研究后提请支部党员大会决定。",
        ),
        secretary="张明",
        signing_office="支部书记",
        adopted_on=HELD,
        made_at=MADE,
    )


def admission_resolution() -> AdmissionResolutionPage:
    """The resolution that admits a person, with two written opinions that came before the meeting."""
    return AdmissionResolutionPage(
        organisation=BRANCH,
        meeting_name=MEETING,
        person="周卫东",
        outcome=AdmissionOutcome.admitted,
        performance=(
            "周卫东同志自2023年5月递交入党申请书以来，认真学习党的理论，按月向支部汇报思想，参加了街道党工委举办的发展对象短期集中培训，成绩合格。",
            "该同志担任5号楼楼长，连续两年承担汛期值守和高龄老人走访，工作踏实，群众认可。不足之处是参加集中学习的次数偏少，已作出说明并补学。",
        ),
        discussion=(
            "入党介绍人王建国、李秀英同志介绍了培养考察情况，支部委员会报告了审查情况，认为材料齐全、手续完备。",
            "与会党员对入党动机、群众基础和今后努力方向发表了意见，有1名党员建议延长培养时间。周卫东同志作了表态。",
        ),
        entitled_expected=16,
        entitled_present=14,
        in_favour=12,
        against=1,
        abstain=1,
        written=WrittenOpinions(in_favour=2, against=0, abstain=0),
        finding=Finding(
            word="通过",
            sentence="应到会有表决权的正式党员16人，须超过半数（至少9人）赞成；会场投票赞成12人，会前书面意见赞成2人，共14人，通过。",
            clause=ADMISSION,
        ),
        adopted_on=HELD,
        secretary="张明",
        made_at=MADE,
    )


def report_up() -> ReportUpPage:
    """A 请示 that asks for leave to hold the election, with chapters of two levels."""
    return ReportUpPage(
        organisation=BRANCH,
        form=ReportForm.request,
        title="关于召开换届选举党员大会的请示",
        addressee=SUPERIOR,
        document_number="幸支〔2026〕7号",
        signer="张明",
        basis="根据《中国共产党基层组织选举工作条例》有关规定",
        subject="幸福社区第一党支部委员会任期将于2026年12月届满，经支部委员会研究，拟召开党员大会进行换届选举",
        chapters=(
            Chapter(
                title="大会的时间、地点和议程",
                paragraphs=("拟于2026年11月21日（星期六）上午在社区党群服务中心二楼会议室召开。主要议程为：",),
                parts=(
                    Part(title="听取和审议上届支部委员会工作报告"),
                    Part(title="选举新一届支部委员会", paragraphs=("采取无记名投票方式进行，差额选举产生委员。",)),
                ),
            ),
            Chapter(
                title="委员名额和候选人",
                paragraphs=(
                    "新一届支部委员会拟设委员5名，书记1名由新一届支部委员会等额选举产生。",
                    f"委员候选人预备人选共{len(STANDING)}名，按姓氏笔画为序：{'、'.join(STANDING)}。",
                ),
            ),
            Chapter(
                title="参会人数",
                paragraphs=(
                    "支部现有党员20名，其中有选举权的正式党员18名、预备党员2名。拟不计入应到会人数的正式党员2名，名单附后。",
                ),
            ),
        ),
        attachments=("候选人预备人选基本情况表", "拟不计入应到会人数的党员名单"),
        contact="李秀英",
        contact_phone="13800000000",
        issued_on=ASKED,
        made_at=MADE,
    )


def announcement() -> AnnouncementPage:
    """The 公示 of two persons who are to be admitted, with five working days to object."""
    return AnnouncementPage(
        organisation=BRANCH,
        form=AnnouncementForm.posting,
        title="关于拟接收预备党员的公示",
        basis="经支部委员会会议研究",
        matter="拟接收为中共预备党员的发展对象有关情况",
        headings=("姓名", "性别", "出生年月", "确定为发展对象时间", "入党介绍人"),
        rows=(
            ("周卫东", "男", "1988年3月", "2025年11月", "王建国、李秀英"),
            ("迪丽努尔·阿卜杜拉", "女", "1991年8月", "2025年11月", "𠮷田美、孙国庆"),
        ),
        begins_on=date(2026, 11, 9),
        ends_on=date(2026, 11, 13),
        working_days=5,
        objections=Objections(
            person="李秀英",
            phone="13800000000",
            email="zhibu@yishi.example",
            address="幸福路8号社区党群服务中心一楼",
        ),
        issued_on=date(2026, 11, 9),
        made_at=MADE,
    )


def life_report() -> LifeReportPage:
    """The report on the year's 组织生活会, with all six chapters."""
    return LifeReportPage(
        organisation=BRANCH,
        meeting=LifeMeeting.organisational,
        title="关于2025年度组织生活会情况的报告",
        addressee=SUPERIOR,
        document_number="幸支〔2026〕1号",
        signer="张明",
        basis="根据社区党委关于开好2025年度组织生活会的通知要求",
        theme=THEME,
        study=("会前组织集中学习2次，党小组学习3次，为5名行动不便的老党员送学上门。",),
        opinions=23,
        talks=31,
        materials=("支部委员会和每名委员撰写了对照检查材料，其他党员准备了发言提纲。",),
        begins_at=LIFE_BEGINS,
        ends_at=LIFE_BEGINS + timedelta(hours=3),
        place=PLACE,
        chair="张明",
        expected=18,
        present=16,
        guests=("街道党工委组织委员钱进",),
        proceedings=(
            "会议通报了上年度整改落实和本次征求意见的情况，支部书记代表支部委员会作对照检查，党员逐一开展批评和自我批评，钱进同志作了点评。",
        ),
        problems=(
            FoundProblem(
                title="理论学习不够系统",
                text=("集中学习以读文件为主，联系网格工作实际讨论少，全年只组织专题研讨1次。",),
            ),
            FoundProblem(
                title="联系群众不够经常", text=("走访集中在节日前后，7号楼、8号楼两个楼道半年没有党员走访。",)
            ),
            FoundProblem(title="流动党员管理有缺口", text=("3名外出党员中有1名连续两个月未参加学习。",)),
        ),
        self_criticisms=16,
        criticisms=42,
        criticism=("班子成员之间每人提出批评意见2条以上，讲问题讲到具体人和事，会后没有不同意见需要说明。",),
        measures=(
            MeasureRow(text="每季度安排专题研讨1次，由委员轮流领学。", owner="李秀英", due_on=date(2026, 12, 31)),
            MeasureRow(text="实行党员责任楼道，每周走访不少于1次并作记录。", owner="王建国", due_words="长期坚持"),
            MeasureRow(
                text="为流动党员指定联系人，每月通话并通报学习内容。", owner=NAMES[-1], due_on=date(2026, 2, 28)
            ),
        ),
        reflections=("支部将把整改清单列入2026年支部工作计划，每季度在支部党员大会上通报进展，逐项销号。",),
        attachments=("问题整改清单", "征求意见汇总表", "组织生活会会议记录"),
        issued_on=LIFE_ISSUED,
        made_at=MADE,
    )


def self_check() -> SelfCheckPage:
    """The secretary's own outline for the same meeting."""
    return SelfCheckPage(
        organisation=BRANCH,
        meeting=LifeMeeting.organisational,
        title="2025年度组织生活会个人发言提纲",
        personal=True,
        person="张明",
        office="支部书记",
        theme=THEME,
        problems=(
            CheckItem(
                title="学用结合不够",
                text=("学习时满足于通读文件，对照社区工作提出办法少。",),
                example="2025年5月讨论加装电梯时，没有先学有关规定，答复居民前后不一。",
            ),
            CheckItem(
                title="抓组织生活不够严",
                text=("对无故缺席的党员提醒不及时，补课没有记录。",),
                example="2025年三季度主题党日有3名党员缺席，到11月才逐一谈话。",
            ),
            CheckItem(
                title="联系群众不够深入",
                text=("走访多在楼下和院内，入户少；听到的意见记在手机里，没有分类交办。",),
                example="9号楼连续三次反映楼道照明问题，第三次才转给物业并跟踪到修好。",
            ),
        ),
        causes=(
            "思想上有应付心态，认为支部工作按部就班即可。",
            "工作上习惯于自己动手，没有发挥委员和党小组长的作用。",
            "作风上满足于有人反映就办，主动上门听意见的劲头不足。",
        ),
        measures=(
            "每月集中学习前列出两个社区实际问题，会上讨论，会后答复。",
            "缺席当周由党小组长联系，当月补课并签字，支部书记每季度检查一次。",
            "每月入户走访不少于10户，意见当天登记，7日内答复，办不了的向社区党委报告。",
        ),
        issued_on=date(2026, 1, 12),
        made_at=MADE,
    )


SAMPLES: dict[str, Callable[[], Page]] = {
    "summary": summary,
    "resolution": resolution,
    "admission_resolution": admission_resolution,
    "report_up": report_up,
    "announcement": announcement,
    "life_report": life_report,
    "self_check": self_check,
}
