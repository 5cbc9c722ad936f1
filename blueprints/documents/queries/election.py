"""From a meeting's elections to the letter that reports them to the superior."""

from datetime import datetime

from blueprints.accounts import queries as accounts
from blueprints.documents.kinds import election_report
from blueprints.documents.kinds.count_report import CountLine, WriteInLine
from blueprints.documents.kinds.minutes import Finding
from blueprints.elections import queries as elections
from blueprints.elections.models import FileKind, Step
from blueprints.elections.queries import RoundReport
from blueprints.elections.queries.report import RaceReport
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.polls import queries as polls
from blueprints.polls.models import Duty
from blueprints.shared import clock
from domain.election import Election, Preselection
from domain.quorum import Quorum
from domain.words import Refusal, listed

#: Offices whose holders the superior approves; all others are put on file (选举后及时报批、备案).
APPROVED = ("书记", "副书记")


def election_report_page(meeting_id: int, now: datetime) -> election_report.ElectionReportPage:
    """The report of all offices whose election is over; Refusal while there is none."""
    meeting, found = meetings.meeting(meeting_id), elections.report(meeting_id)
    done = [race for race in found.races if race.elected]
    if not done:
        raise Refusal("还没有选举结果。宣布结果以后，再打印选举结果报告。")
    organisation = accounts.organisation(meeting.organisation_id)
    counted, people = meetings.attended_figures(meeting_id), polls.tellers(meeting_id)
    return election_report.ElectionReportPage(
        organisation=organisation.name,
        title=f"关于{listed(race.office for race in done)}选举结果的报告",
        addressee=_above(organisation.parent_id),
        meeting_name=meeting.title,
        begins_at=meeting.opened_at or meeting.starts_at,
        place=meeting.place,
        chair=meetings.name_of(meeting.chair_id),
        entitled_expected=counted.entitled,
        entitled_present=counted.present_entitled,
        exempt=len(found.exempt) or None,
        quorum=_quorum(meeting),
        tellers=tuple(one.name for one in people if one.approved and one.duty is Duty.TELLER),
        counters=tuple(one.name for one in people if one.approved and one.duty is Duty.COUNTER),
        offices=tuple(office for race in done for office in _rounds(race)),
        requests=_requests(done),
        attachments=_attachments(found),
        issued_on=clock.local(now).date(),
        made_at=now,
    )


def _above(organisation_id: int | None) -> str:
    return accounts.organisation(organisation_id).name if organisation_id else "上级党组织"


def _quorum(meeting: Meeting) -> Finding | None:
    if meeting.quorum is None:
        return None
    found = Quorum.from_json(meeting.quorum)
    return Finding(word="到会人数符合规定", sentence=found.sentence, clause=found.clause)


def _rounds(race: RaceReport) -> list[election_report.OfficeResult]:
    held = [one for one in race.rounds if one.verdict is not None and one.step is not Step.FEWER]
    return [_result(race, one) for one in held]


def _result(race: RaceReport, one: RoundReport) -> election_report.OfficeResult:
    verdict, ballots = one.verdict, one.ballots
    assert isinstance(verdict, Election | Preselection), "a round of an election has its verdict"
    chosen = verdict.elected if isinstance(verdict, Election) else verdict.chosen
    return election_report.OfficeResult(
        office=race.office,
        round_name=None if one.step is Step.FIRST else one.step.zh,
        seats=one.seats,
        nominated=len(one.candidates),
        issued=ballots.issued if ballots else None,
        returned=ballots.returned if ballots else None,
        valid=ballots.valid_count if ballots else None,
        invalid=ballots.invalid if ballots else None,
        lines=tuple(_line(one, at, chosen, verdict.tied) for at in range(len(one.candidates))),
        write_ins=tuple(WriteInLine(name=name, votes=votes) for name, votes in one.write_ins),
        finding=Finding(word="", sentence=verdict.sentence, clause=verdict.clause),
    )


def _line(one: RoundReport, at: int, chosen: tuple[str, ...], tied: tuple[str, ...]) -> CountLine:
    name, votes = one.candidates[at], one.votes[at]
    result = "当选" if name in chosen else "票数相等" if name in tied else "未当选"
    return CountLine(name=name, in_favour=votes.in_favour, against=votes.against, abstain=votes.abstain, word=result)


def _requests(done: list[RaceReport]) -> tuple[str, ...]:
    asked = [race for race in done if race.office.endswith(APPROVED)]
    filed = [race for race in done if race not in asked]
    approve = "；".join(f"{race.office}{listed(race.elected)}" for race in asked)
    told = "；".join(f"{race.office}{listed(race.elected)}" for race in filed)
    return tuple(filter(None, (approve and f"请予批准：{approve}。", told and f"请予备案：{told}。")))


def _attachments(found: elections.ElectionReport) -> tuple[str, ...]:
    return (
        "选票分发收回报告单",
        "计票结果报告单",
        *(kind.zh for kind, _ in found.attached if kind is not FileKind.OTHER),
    )
