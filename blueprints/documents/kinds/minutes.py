"""会议记录, the record-book page: everything that was said, counted and decided, in the order it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..filters import local
from .kind import Blank, Shelf, safe_name

TITLE = "会议记录"
SHELF = Shelf.DURING
#: Lines to write on that fill the record book's first page and its second, but for the signatures.
RULED_LINES = 23


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A piece of written record."""

    text: str  #: as written; line breaks make paragraphs
    added_at: datetime | None = None  #: 补录 time when written after the meeting, aware, UTC
    added_by: str | None = None  #: who wrote the 补录


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """The roll's figures at the meeting."""

    expected: int  #: 应到
    present: int  #: 实到
    excused: int  #: 请假
    absent: int  #: 缺席 without leave
    observers: int  #: 列席
    entitled_expected: int  #: 应到有表决权, of a meeting that elects 选举权
    entitled_present: int  #: 实到有表决权 (选举权)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A verdict in words: what was found, why, and by which clause."""

    word: str  #: such as 到会人数符合规定, 通过, 未通过
    sentence: str  #: the verdict's own sentence, verbatim
    clause: str  #: its source, verbatim


@dataclass(frozen=True, kw_only=True)
class Absentee:
    """One who was expected and did not come."""

    name: str  #: 姓名
    word: str  #: 请假, 缺席, in a draft also 请假待批
    reason: str | None = None  #: 原因; None prints 未说明原因


@dataclass(frozen=True, kw_only=True)
class Observer:
    """One who sat in."""

    name: str  #: 姓名
    office: str | None = None  #: 单位及职务


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Somebody who came late or left early."""

    name: str  #: 姓名
    word: str  #: 迟到到会 or 中途离会
    at: datetime  #: aware, UTC


@dataclass(frozen=True, kw_only=True)
class Speech:
    """What one person said."""

    speaker: str  #: 发言人
    stance: str | None = None  #: 同意, 不同意, 有保留 …; None when it was no matter of sides
    passages: tuple[Passage, ...]  #: what was said


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of a count."""

    label: str  #: 赞成, 反对, 弃权, 未表决, 收回, 有效 …
    count: int  #: how many
    unit: str = "票"  #: 票, 张 of papers, or 人 for those who cast none


@dataclass(frozen=True, kw_only=True)
class PersonVotes:
    """One person's votes at an election; who was written in has only those in favour."""

    name: str  #: 姓名
    in_favour: int  #: 赞成
    against: int | None = None  #: 不赞成
    abstain: int | None = None  #: 弃权
    written_in: bool = False  #: 另选他人


@dataclass(frozen=True, kw_only=True)
class RaceRecord:
    """What an election has beside what every vote has."""

    seats: int  #: 应选名额, of a primary 预选名额
    primary: bool = False  #: 预选
    people: tuple[PersonVotes, ...]  #: the candidates in the ballot's order, then who was written in

    @property
    def nominated(self) -> int:
        """How many stood on the ballot."""
        return sum(not one.written_in for one in self.people)


@dataclass(frozen=True, kw_only=True)
class PersonGrades:
    """One person's grades in a review."""

    name: str  #: 姓名
    counts: tuple[int, ...]  #: each grade's ballots, best first
    unmarked: int  #: 未填


@dataclass(frozen=True, kw_only=True)
class ReviewRecord:
    """What a review has in place of votes for and against."""

    filled_by: str  #: who filled in the ballots, such as 党员
    grades: tuple[str, ...]  #: 等次, best first
    people: tuple[PersonGrades, ...]  #: 被测评人, in the ballot's order
    listed: tuple[str, ...] = ()  #: 预备党员 without grades


@dataclass(frozen=True, kw_only=True)
class VoteRecord:
    """One vote, with its roll as frozen when it opened."""

    question: str  #: 表决事项
    method: str  #: 口头表决, 举手表决, 无记名投票
    entitled_expected: int  #: 应到会有表决权, at an election 选举权
    entitled_present: int  #: 实到会有表决权 (选举权), at this vote
    figures: tuple[Figure, ...]  #: the count, in the order to print
    finding: Finding  #: result, its arithmetic and its clause
    tellers: tuple[str, ...] = ()  #: 监票人
    counters: tuple[str, ...] = ()  #: 计票人
    recused: tuple[str, ...] = ()  #: 回避, each name with its reason
    closed_at: datetime | None = None  #: 表决结束, aware, UTC; None for what is kept without times
    race: RaceRecord | None = None  #: of an election: everybody's votes; None for a motion
    review: ReviewRecord | None = None  #: of a review: everybody's grades


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision with who sees to it."""

    text: str  #: 决定事项
    owner: str | None = None  #: 责任人; None prints 未明确
    due_on: date | None = None  #: 完成期限; None prints 未明确
    added_at: datetime | None = None  #: set when it was written after the meeting: printed as 补录


@dataclass(frozen=True, kw_only=True)
class MinutesItem:
    """One agenda item as it went."""

    title: str  #: 议题
    presenter: str | None = None  #: 汇报人
    begins_at: datetime | None = None  #: when it was first taken up, aware, UTC
    ends_at: datetime | None = None  #: when it was done, aware, UTC; after a 再议 later than the next one's beginning
    report: tuple[Passage, ...] = ()  #: 学习、汇报要点, or 讨论情况 of an item with speeches or votes
    speeches: tuple[Speech, ...] = ()  #: 发言, in order
    votes: tuple[VoteRecord, ...] = ()  #: 表决, in order
    decisions: tuple[Decision, ...] = ()  #: 决定事项
    postponed: str | None = None  #: why the item was not dealt with, when it was not


@dataclass(frozen=True, kw_only=True)
class MinutesPage:
    """Everything a record shows."""

    organisation: str  #: whose meeting it was
    meeting_name: str | None  #: 会议名称; this and what follows is None on a page of the record book
    meeting_kind: str | None  #: 会议类型
    elects: bool = False  #: whether it was held to elect: then one speaks of 选举权
    sequence: str | None = None  #: 届次、次数, such as 2026年第4次
    begins_at: datetime | None  #: 开始时间, aware, UTC
    ends_at: datetime | None = None  #: 结束时间, aware, UTC
    place: str | None  #: 地点
    chair: str | None  #: 主持人
    recorder: str | None  #: 记录人
    attendance: Attendance | None  #: the figures of the head
    quorum: Finding | None = None  #: 到会人数 verdict; None where no rule asks for one
    present: tuple[str, ...] = ()  #: 出席人员
    absentees: tuple[Absentee, ...] = ()  #: 缺席人员及原因
    left_out: tuple[Absentee, ...] = ()  #: 不计入应到会人数的人员及原因
    observers: tuple[Observer, ...] = ()  #: 列席人员
    movements: tuple[Movement, ...] = ()  #: 迟到、早退
    items: tuple[MinutesItem, ...] = ()  #: the agenda, in the order it was dealt with
    summary: tuple[Passage, ...] = ()  #: 主持人总结
    reviewers: tuple[str, ...] = ()  #: 重要发言人 who sign for what they said
    attachments: tuple[str, ...] = ()  #: names of what is filed with the record
    ruled_lines: int = 0  #: 空白行; above 0 it is a page of the record book, to be written on with a pen
    version: int = 1  #: counts from 1
    correction_reason: str | None = None  #: 更正原因, for a version above 1
    confirmed_at: datetime | None = None  #: None: draft; aware, UTC
    chair_confirmed_at: datetime | None = None  #: 主持人确认, aware, UTC
    recorder_confirmed_at: datetime | None = None  #: 记录人确认, aware, UTC
    sha256: str | None = None  #: 64 hex digits over the record's content; None for a draft
    made_at: datetime  #: the PDF's making, aware, UTC: the confirmation's time for a confirmed record

    def __post_init__(self) -> None:
        """A confirmed record carries its hash, a correction its reason; else ValueError."""
        if self.confirmed_at is not None and not self.sha256:
            raise ValueError("confirmed minutes carry their hash")
        if self.version > 1 and not self.correction_reason:
            raise ValueError("a later version says why it was made")


PAGE = MinutesPage


def heading(page: MinutesPage) -> str:
    """The PDF's title: meeting and 会议记录, a draft marked as one."""
    if page.ruled_lines:
        return f"{page.organisation}{TITLE}"
    return f"{page.meeting_name}{TITLE}{'' if page.confirmed_at else '（草稿）'}"


def filename(page: MinutesPage) -> str:
    """Such as 会议记录-2026年第四次支部党员大会-2026-11-23-第1版.pdf."""
    held_on = local(page.begins_at or page.made_at).date().isoformat()
    if page.ruled_lines:
        return safe_name(TITLE, "空白", held_on)
    state = f"第{page.version}版" if page.confirmed_at else "草稿"
    return safe_name(TITLE, page.meeting_name or "", held_on, state)


def blank(form: Blank) -> MinutesPage:
    """A page of the record book (会议记录簿页): its head empty, ruled lines for what is said and decided."""
    return MinutesPage(
        organisation=form.organisation,
        meeting_name=None,
        meeting_kind=None,
        begins_at=None,
        place=None,
        chair=None,
        recorder=None,
        attendance=None,
        ruled_lines=RULED_LINES,
        made_at=form.made_at,
    )
