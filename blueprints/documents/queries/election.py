"""From a meeting's elections to the letter that reports them to the superior."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Organisation
from blueprints.documents.kinds import election_report
from blueprints.documents.kinds.count_report import CountLine, WriteInLine
from blueprints.documents.kinds.minutes import Finding
from blueprints.documents.queries.ballots import what_it_means
from blueprints.documents.queries.ways import consent_words, method_words, ways_used
from blueprints.elections import queries as elections
from blueprints.elections.models import FileKind, Step
from blueprints.elections.queries import RoundReport
from blueprints.elections.queries.report import RaceReport
from blueprints.elections.strokes import by_strokes
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.polls import queries as polls
from blueprints.polls.models import Duty
from blueprints.shared import clock
from domain.election import Election, Preselection, Reduction
from domain.quorum import quorum
from domain.roll import RollFigures
from domain.rules import Rule
from domain.words import Refusal, listed

#: Offices whose holders the superior approves; all others are put on file (选举后及时报批、备案).
APPROVED = ("书记", "副书记")
#: The Party's own law on elections, as reports name it.
PARTY_LAW = "《中国共产党基层组织选举工作条例》"
_TITLE = re.compile("《[^》]+》")


def election_report_page(meeting_id: int, now: datetime) -> election_report.ElectionReportPage:
    """The report of all offices whose election is over; Refusal while there is none."""
    meeting, found = meetings.meeting(meeting_id), elections.report(meeting_id)
    done = [race for race in found.races if race.elected]
    if not done:
        raise Refusal("还没有选举结果。宣布结果以后，再打印选举结果报告。")
    organisation, party = accounts.organisation(meeting.organisation_id), elections.is_party(meetings.rule_of(meeting))
    counted, people, above = meetings.attended_figures(meeting_id), polls.tellers(meeting_id), _above(organisation)
    used = ways_used(one.poll_id for race in done for one in _counted(race) if one.ballots)
    return election_report.ElectionReportPage(
        organisation=organisation.name,
        title=_title(organisation, meeting, done),
        addressee=above,
        basis=_basis(meetings.rule_of(meeting), found, above),
        meeting_name=meeting.title,
        begins_at=meeting.opened_at or meeting.starts_at,
        place=meeting.place,
        comrades=party,
        chair=meetings.name_of(meeting.chair_id) or None,
        consent=consent_words(organisation, used, party),
        method=method_words(used, done[0].nomination),
        entitled_expected=counted.entitled,
        entitled_present=counted.present_entitled,
        exempt=len(found.exempt) or None,
        quorum=_quorum(meeting, _electing(done) or counted),
        tellers=tuple(one.name for one in people if one.approved and one.duty is Duty.TELLER),
        counters=tuple(one.name for one in people if one.approved and one.duty is Duty.COUNTER),
        offices=tuple(_result(race, one) for race in done for one in _counted(race)),
        summary=f"以上共选出{'；'.join(_seated(race) for race in done)}。",
        requests=_requests(done, "同志" if party else ""),
        attachments=_attachments(found, done),
        issued_on=clock.local(now).date(),
        made_at=now,
    )


def _above(organisation: Organisation) -> str:
    return accounts.organisation(organisation.parent_id).name if organisation.parent_id else "上级党组织"


def _title(organisation: Organisation, meeting: Meeting, done: list[RaceReport]) -> str:
    """换届 where the assembly elects the organisation's own offices; else the offices are named."""
    away = any(race.office.endswith("代表") for race in done)
    what = "换届" if meeting.kind == "party_election" and not away else listed(race.office for race in done)
    return f"关于{organisation.name}{what}选举结果的报告"


def _basis(rule: Rule, found: elections.ElectionReport, above: str) -> str | None:
    """By which law, and who consented where the consent is attached."""
    named = _TITLE.search(rule.source)
    law = PARTY_LAW if elections.is_party(rule) else named[0] if named else ""
    consent = f"经{above}批准" if any(kind is FileKind.CONSENT for kind, _ in found.attached) else ""
    return "，".join(part for part in (law and f"根据{law}", consent) if part) or None


def _electing(done: Sequence[RaceReport]) -> RollFigures | None:
    """The roll of the first vote, which was fixed when it was opened; None where all seats were left open."""
    held = [one.poll_id for race in done for one in race.rounds if one.poll_id]
    return polls.figures_of(polls.poll(held[0])) if held else None


def _quorum(meeting: Meeting, roll: RollFigures) -> Finding | None:
    """The quorum on the roll that elected, which an exemption approved after the opening has changed."""
    found = quorum(meetings.rule_of(meeting), roll)
    if found is None:
        return None
    return Finding(word="到会人数符合规定", sentence=found.sentence, clause=found.clause)


def _counted(race: RaceReport) -> list[RoundReport]:
    """The rounds that have their result, and those that decided on seats left open."""
    return [one for one in race.rounds if one.verdict is not None or one.reduction is not None]


def _result(race: RaceReport, one: RoundReport) -> election_report.OfficeResult:
    if one.reduction is not None:
        return _left_open(race, one.reduction)
    verdict, ballots = one.verdict, one.ballots
    assert isinstance(verdict, Election | Preselection), "a round of an election has its verdict"
    return election_report.OfficeResult(
        office=race.office,
        round_name=None if one.step is Step.FIRST else one.step.zh,
        primary=one.step is Step.PRIMARY,
        seats=one.seats,
        nominated=len(one.candidates),
        issued=ballots.issued if ballots else None,
        returned=ballots.returned if ballots else None,
        valid=ballots.valid_count if ballots else None,
        invalid=ballots.invalid if ballots else None,
        lines=tuple(_line(one, at, verdict) for at in range(len(one.candidates))),
        write_ins=tuple(WriteInLine(name=name, votes=votes) for name, votes in one.write_ins),
        finding=Finding(word="", sentence=verdict.judgement or verdict.sentence, clause=verdict.clause),
    )


def _line(one: RoundReport, at: int, verdict: Election | Preselection) -> CountLine:
    name, votes = one.candidates[at], one.votes[at]
    return CountLine(name=name, **votes.to_json(), word=what_it_means(verdict, name))


def _left_open(race: RaceReport, found: Reduction) -> election_report.OfficeResult:
    """减少名额, in the report's own short words: the screens tell how near is measured."""
    end = "减少名额{}名，不再进行选举" if found.allowed else "不减少名额，缺额{}名另行选举"
    asked = f"应选{found.seats}名，当选{found.elected}名。{found.base_name}{found.base}人，"
    agreed = f"同意减少名额{found.agreeing}人（至少须{found.needed}人），{end.format(found.left)}。"
    return election_report.OfficeResult(
        office=race.office,
        round_name=Step.FEWER.zh,
        reduction=True,
        finding=Finding(word="", sentence=asked + agreed, clause=found.clause),
    )


def _seated(race: RaceReport) -> str:
    note = "（按姓氏笔画为序）" if len(race.elected) > 1 and by_strokes(list(race.elected)) else ""
    return f"{race.office}{len(race.elected)}名{note}：{listed(_in_order(race))}"


def _in_order(race: RaceReport) -> Iterable[str]:
    """By strokes, as reports name equals; as they were elected where this machine has no table of strokes."""
    return by_strokes(list(race.elected)) or race.elected


def _requests(done: list[RaceReport], spoken: str) -> tuple[str, ...]:
    asked = [race for race in done if race.office.endswith(APPROVED)]
    filed = [race for race in done if race not in asked]
    approve = "；".join(_named(race, spoken) for race in asked)
    told = "；".join(_named(race, spoken) for race in filed)
    return tuple(filter(None, (approve and f"请予批准：{approve}。", told and f"请予备案：{told}。")))


def _named(race: RaceReport, spoken: str) -> str:
    return f"{race.office}{listed(_in_order(race))}{spoken}"


def _attachments(found: elections.ElectionReport, done: list[RaceReport]) -> tuple[str, ...]:
    which = _rounds(done)
    attached = (kind.zh for kind, _ in found.attached if kind is not FileKind.OTHER)
    return (f"选票分发收回报告单{which}", f"计票结果报告单{which}", *dict.fromkeys(attached))


def _rounds(done: list[RaceReport]) -> str:
    """Of which rounds there are reports, in brackets; nothing where one round is all there was."""
    held = {race.office: listed(one.step.zh for one in _counted(race) if one.ballots) for race in done}
    if list(held.values()) == [Step.FIRST.zh]:
        return ""
    one_office = len(held) == 1
    return f"（{'；'.join(rounds if one_office else f'{office}：{rounds}' for office, rounds in held.items())}）"
