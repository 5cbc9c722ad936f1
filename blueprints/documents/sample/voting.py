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
from ..kinds.election_report import ElectionReportPage, OfficeResult
from ..kinds.minutes import Finding
from .branch import BEGINS, BRANCH, MADE, MEETING, NAMES

ELECTION = "幸福社区第一党支部换届选举党员大会"
OFFICE = "支部委员会委员"
HELD = date(2026, 11, 23)
CLAUSE = "《中国共产党基层组织选举工作条例》（2020年）第三条至第六条和选举实施一章"
STANDING = (*NAMES[:4], *NAMES[15:])


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
        held_on=HELD,
        copies=2,
        made_at=MADE,
    )


def many_on_a_ballot(people: int = 60, seats: int = 49) -> BallotElectionPage:
    """A ballot of so many candidates, as a large assembly has it."""
    names = tuple(f"某{number:02}" for number in range(people))
    return replace(ballot_election(), candidates=names, seats=seats)


def ballot_issue() -> BallotIssuePage:
    """The report on ballots by three ways of voting, of which one paper did not come back."""
    return BallotIssuePage(
        organisation=BRANCH,
        meeting_name=ELECTION,
        matter=OFFICE,
        round_name="正式选举",
        held_on=HELD,
        entitled_expected=45,
        entitled_present=40,
        drawn=20,
        consent="经上级党组织同意（2026年11月2日街道党工委批复），采取纸质选票、手机、投票间投票相结合的无记名投票方式。",
        spoiled=1,
        left=4,
        channels=(
            IssueLine(channel="纸质选票", issued=15, returned=14),
            IssueLine(channel="手机投票", issued=20, returned=20),
            IssueLine(channel="投票间投票", issued=5, returned=5),
        ),
        total=IssueLine(channel="合计", issued=40, returned=39),
        finding=Finding(
            word="选举有效", sentence="发出选票40张，收回39张，收回的不多于发出的，选举有效。", clause=CLAUSE
        ),
        tellers=("王建国", "𬱖文", NAMES[-1]),
        counters=("𠮷田美", "刘洋"),
        chair="张明",
        made_at=MADE,
    )


def count_lines(people: int = 7, seats: int = 5) -> tuple[CountLine, ...]:
    """The votes of so many candidates, each one fewer than the last; so many are elected."""

    def line(number: int) -> CountLine:
        votes, word = max(0, 36 - number), "当选" if number < seats else "未当选"
        name = STANDING[number] if number < len(STANDING) else f"某{number:02}"
        return CountLine(name=name, in_favour=votes, against=38 - votes, abstain=1, word=word)

    return tuple(line(number) for number in range(people))


def count_report() -> CountReportPage:
    """The count of an election with a sealed box and two who were written in."""
    return CountReportPage(
        organisation=BRANCH,
        meeting_name=ELECTION,
        matter=OFFICE,
        round_name="正式选举",
        held_on=HELD,
        seats=5,
        entitled_expected=45,
        entitled_present=40,
        issued=40,
        returned=40,
        valid=39,
        invalid=1,
        lines=count_lines(),
        write_ins=(WriteInLine(name="徐静", votes=3), WriteInLine(name="孙国庆", votes=1)),
        finding=Finding(
            word="当选：张明、李秀英、王建国、刘洋、𠮷田美",
            sentence="赞成票须超过实到会有选举权的40人的二分之一，至少21票，达到的7人，多于应选名额，按得票多少取足。",
            clause=CLAUSE,
        ),
        box_root="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        box_ballots=40,
        tellers=("赵敏", "黄丽华"),
        counters=("吴玉梅",),
        chair="周卫东",
        made_at=MADE,
    )


def admission_count() -> CountReportPage:
    """The count of a motion to which opinions in writing are added."""
    found = Finding(
        word="通过",
        sentence="应到会有表决权的16人，须超过二分之一即9人赞成；会场赞成8票、会前书面意见赞成2份，合计10，通过。",
        clause="《中国共产党发展党员工作细则》第二十二条",
    )
    bare = replace(count_report(), election=False, seats=None, round_name=None, write_ins=None, box_root=None)
    return replace(
        bare,
        meeting_name=MEETING,
        matter="接收周卫东同志为中共预备党员",
        entitled_expected=16,
        entitled_present=9,
        issued=9,
        returned=9,
        valid=9,
        invalid=0,
        lines=(CountLine(name="会场投票", in_favour=8, against=1, abstain=0),),
        written=WrittenOpinions(in_favour=2, against=0, abstain=0),
        finding=found,
    )


def office_result(people: int = 7) -> OfficeResult:
    """The committee's election as the report tells it."""
    return OfficeResult(
        office=OFFICE,
        seats=5,
        nominated=people,
        issued=40,
        returned=40,
        valid=39,
        invalid=1,
        lines=count_lines(people),
        write_ins=(WriteInLine(name="徐静", votes=3), WriteInLine(name="孙国庆", votes=1)),
        elected=STANDING[:5],
        finding=Finding(word="当选", sentence="赞成票须超过实到会有选举权的40人的二分之一，至少21票。", clause=CLAUSE),
    )


def secretary_result() -> OfficeResult:
    """The committee's election of its secretary."""
    line = CountLine(name="张明", in_favour=5, against=0, abstain=0, word="当选")
    return OfficeResult(
        office="支部书记",
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
        addressee="中共幸福社区委员会",
        basis="根据《中国共产党基层组织选举工作条例》，经中共幸福社区委员会批准",
        meeting_name="换届选举党员大会",
        begins_at=BEGINS,
        place="社区党群服务中心二楼会议室",
        chair="张明",
        consent="经上级党组织同意（2026年11月2日街道党工委批复）",
        method="纸质选票、手机投票相结合的无记名投票、差额选举",
        entitled_expected=45,
        entitled_present=40,
        exempt=2,
        quorum=Finding(
            word="到会人数符合规定",
            sentence="应到会有选举权的45人，须不少于五分之四即36人到会；实到40人，可以进行选举。",
            clause=CLAUSE,
        ),
        tellers=("赵敏", "黄丽华"),
        counters=("吴玉梅",),
        offices=(office_result(people), secretary_result()),
        summary="以上共选出支部委员会委员5名：张明、李秀英、王建国、刘洋、𠮷田美；支部书记1名：张明。",
        requests=("请予批准：支部书记张明同志。", "请予备案：支部委员会委员李秀英、王建国、刘洋、𠮷田美同志。"),
        closing="以上报告，请审批。",
        attachments=("选票分发收回报告单", "计票结果报告单"),
        issued_on=date(2026, 11, 24),
        made_at=MADE,
    )


SAMPLES: dict[str, Callable[[], Page]] = {
    "ballot_motion": ballot_motion,
    "ballot_election": ballot_election,
    "ballot_issue": ballot_issue,
    "count_report": count_report,
    "election_report": election_report,
}
