"""Ballots and the reports on them, filled as at a real election."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ..kinds import Page
from ..kinds.ballot_election import BallotElectionPage, Colour
from ..kinds.ballot_issue import BallotIssuePage, IssueLine
from ..kinds.ballot_motion import BallotMotionPage
from ..kinds.count_report import CountLine, CountReportPage, WriteInLine, WrittenOpinions
from ..kinds.election_report import ElectionReportPage, OfficeResult, Session
from ..kinds.minutes import Finding
from .branch import (
    ADMISSION,
    BRANCH,
    COUNTERS,
    ELECTED,
    ELECTION_BEGINS,
    MADE,
    MEETING,
    PLACE,
    SUPERIOR,
    TELLERS,
)

ELECTION = "幸福社区第一党支部换届选举党员大会"
OFFICE = "支部委员会委员"
HELD = date(2026, 11, 23)
CLAUSE = "《中国共产党基层组织选举工作条例》（2020年）第三条至第六条和“选举的实施”一章"
#: Who agreed to phones and booth.
CONSENT = "经上级党组织同意（2026年11月2日社区党委批复）"
WAYS = "纸质选票、手机、投票间投票相结合的无记名投票"
QUORUM = Finding(
    word="到会人数符合规定",
    sentence="应到会有选举权的16人，须不少于五分之四（至少13人）到会；实到14人，可以进行选举。",
    clause=CLAUSE,
)
#: By the strokes of their names, as elections.strokes puts them.
STANDING = ("王建国", "𠮷田美", "刘洋", "李秀英", "张明", "阿卜杜热合曼·买买提江", "陈桂兰")
#: Of thirteen valid ballots with at most five names each, two of which were written in.
VOTES = (11, 9, 10, 12, 12, 5, 4)
NEEDED = "赞成票须超过实到会有选举权的14人的半数（至少8票），达到的5人，等于应选名额。"
ELECTED_WORDS = f"当选：{'、'.join(STANDING[:5])}"
WRITTEN_IN = (WriteInLine(name="徐静", votes=1), WriteInLine(name="孙国庆", votes=1))


def ballot_motion() -> BallotMotionPage:
    """Three ballots on admitting one person."""
    return BallotMotionPage(
        organisation=BRANCH,
        meeting_name=MEETING,
        motion="接收周卫东同志为中共预备党员",
        held_on=HELD,
        copies=3,
        made_at=MADE,
    )


def ballot_election() -> BallotElectionPage:
    """Two ballots on pink paper, seven candidates for five seats, in order of their strokes."""
    return BallotElectionPage(
        organisation=BRANCH,
        title="幸福社区第一党支部换届选举党员大会选票",
        office=OFFICE,
        seats=5,
        candidates=STANDING,
        order_note="候选人按姓氏笔画为序",
        colour=Colour.pink,
        held_on=ELECTED,
        copies=2,
        made_at=MADE,
    )


def many_on_a_ballot(people: int = 60, seats: int = 49) -> BallotElectionPage:
    """A ballot of so many candidates, as a large assembly has it."""
    names = tuple(f"某{number:02}" for number in range(people))
    return replace(ballot_election(), candidates=names, seats=seats)


def ballot_issue() -> BallotIssuePage:
    """The report on ballots by three ways of voting, all of which came back."""
    return BallotIssuePage(
        organisation=BRANCH,
        meeting_name=ELECTION,
        matter=OFFICE,
        round_name="正式选举",
        held_on=ELECTED,
        entitled_expected=16,
        entitled_present=14,
        drawn=8,
        consent=f"{CONSENT}，采取{WAYS}方式。",
        spoiled=1,
        left=2,
        channels=(
            IssueLine(channel="纸质选票", issued=5, returned=5),
            IssueLine(channel="手机投票", issued=7, returned=7),
            IssueLine(channel="投票间投票", issued=2, returned=2),
        ),
        total=IssueLine(channel="合计", issued=14, returned=14),
        finding=Finding(
            word="选举有效", sentence="发出选票14张，收回14张，收回的不多于发出的，选举有效。", clause=CLAUSE
        ),
        tellers=TELLERS,
        counters=COUNTERS,
        chair="张明",
        made_at=MADE,
    )


def count_lines(people: int = 7, seats: int = 5) -> tuple[CountLine, ...]:
    """The votes of so many candidates; the first so many are elected."""

    def line(number: int) -> CountLine:
        votes, word = (*VOTES, 3)[min(number, len(VOTES))], "当选" if number < seats else "未当选"
        name = STANDING[number] if number < len(STANDING) else f"某{number:02}"
        abstain = int(votes < 12)
        return CountLine(name=name, in_favour=votes, against=13 - votes - abstain, abstain=abstain, word=word)

    return tuple(line(number) for number in range(people))


def count_report() -> CountReportPage:
    """The count of an election with a sealed box and two who were written in."""
    return CountReportPage(
        organisation=BRANCH,
        meeting_name=ELECTION,
        matter=OFFICE,
        round_name="正式选举",
        held_on=ELECTED,
        seats=5,
        entitled_expected=16,
        entitled_present=14,
        issued=14,
        returned=14,
        valid=13,
        invalid=1,
        lines=count_lines(),
        write_ins=WRITTEN_IN,
        finding=Finding(word=ELECTED_WORDS, sentence=NEEDED, clause=CLAUSE),
        box_root="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        box_ballots=14,
        tellers=TELLERS,
        counters=COUNTERS,
        chair="张明",
        made_at=MADE,
    )


def admission_count() -> CountReportPage:
    """The count of a motion to which opinions in writing are added."""
    found = Finding(
        word="通过",
        sentence="应到会有表决权的16人，须超过半数（至少9人）赞成；会场赞成12票、会前书面意见赞成2份，合计14，通过。",
        clause=ADMISSION,
    )
    bare = replace(count_report(), election=False, seats=None, round_name=None, write_ins=None, box_root=None)
    return replace(
        bare,
        meeting_name=MEETING,
        held_on=HELD,
        matter="接收周卫东同志为中共预备党员",
        entitled_expected=16,
        entitled_present=14,
        issued=14,
        returned=14,
        valid=14,
        invalid=0,
        lines=(CountLine(name="会场投票", in_favour=12, against=1, abstain=1),),
        written=WrittenOpinions(in_favour=2, against=0, abstain=0),
        finding=found,
    )


def office_result(people: int = 7) -> OfficeResult:
    """The committee's election as the report tells it."""
    return OfficeResult(
        office=OFFICE,
        seats=5,
        nominated=people,
        issued=14,
        returned=14,
        valid=13,
        invalid=1,
        lines=count_lines(people),
        write_ins=WRITTEN_IN,
        elected=STANDING[:5],
        finding=Finding(word="当选", sentence=NEEDED, clause=CLAUSE),
    )


def secretary_result() -> OfficeResult:
    """The election of the secretary, which is the new committee's at its own first meeting."""
    line = CountLine(name="张明", in_favour=5, against=0, abstain=0, word="当选")
    return OfficeResult(
        office="支部书记",
        session=Session(name="新一届支部委员会第一次会议", held_on=ELECTED, expected=5, present=5, chair="张明"),
        seats=1,
        nominated=1,
        issued=5,
        returned=5,
        valid=5,
        invalid=0,
        lines=(line,),
        elected=("张明",),
    )


def election_report(people: int = 7) -> ElectionReportPage:
    """The report of both elections to the superior organisation."""
    return ElectionReportPage(
        organisation=BRANCH,
        title="关于幸福社区第一党支部换届选举结果的报告",
        addressee=SUPERIOR,
        document_number="幸支〔2026〕8号",
        signer="张明",
        basis=f"根据《中国共产党基层组织选举工作条例》，经{SUPERIOR}批准",
        meeting_name="换届选举党员大会",
        begins_at=ELECTION_BEGINS,
        place=PLACE,
        chair="张明",
        consent=CONSENT,
        method=f"{WAYS}、差额选举",
        entitled_expected=16,
        entitled_present=14,
        exempt=2,
        quorum=QUORUM,
        tellers=TELLERS,
        counters=COUNTERS,
        offices=(office_result(people), secretary_result()),
        summary=f"以上共选出支部委员会委员5名（按姓氏笔画为序）：{'、'.join(STANDING[:5])}；支部书记1名：张明。",
        requests=("请予批准：支部书记张明同志。", "请予备案：支部委员会委员王建国、𠮷田美、刘洋、李秀英同志。"),
        closing="以上报告，请审批。",
        attachments=("选票分发收回报告单", "计票结果报告单"),
        issued_on=HELD,
        made_at=MADE,
    )


SAMPLES: dict[str, Callable[[], Page]] = {
    "ballot_motion": ballot_motion,
    "ballot_election": ballot_election,
    "ballot_issue": ballot_issue,
    "count_report": count_report,
    "election_report": election_report,
}
