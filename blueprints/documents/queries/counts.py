"""The reports that tellers sign: what went out and came back, and the count."""

from collections.abc import Iterator
from datetime import datetime

from blueprints.accounts import queries as accounts
from blueprints.documents.kinds import ballot_issue, count_report
from blueprints.documents.kinds.minutes import Finding
from blueprints.documents.queries.ballots import (
    day_of,
    filled_by,
    organisation_of,
    round_name,
    secret_vote,
    what_it_means,
)
from blueprints.documents.queries.ways import consent_words, secret_words, ways_used
from blueprints.elections import queries as elections
from blueprints.meetings import queries as meetings
from blueprints.polls import queries as polls
from blueprints.polls.models import Duty, Poll, Way
from domain.decision import Decision
from domain.election import Election, Preselection
from domain.grading import REVIEWED, Review
from domain.lifecycle import PollState
from domain.paper import Paper, Tally
from domain.roll import RollFigures
from domain.settled import Verdict, needs_consent
from domain.words import Refusal, listed

#: From here on the box is shut: no ballot goes out, none comes back.
_SHUT = (PollState.closed, *polls.COUNTED)


def issue_page(poll_id: int, now: datetime) -> ballot_issue.BallotIssuePage:
    """What went out and came back; while the vote is not closed the figures are left to the hand."""
    poll = _real(poll_id)
    paper, figures, lines = polls.paper_of(poll), _frozen(poll), _channels(poll)
    return ballot_issue.BallotIssuePage(
        organisation=organisation_of(poll),
        meeting_name=meetings.meeting(poll.meeting_id).title,
        matter=paper.office if paper.elects else poll.motion,
        election=paper.elects,
        review=paper.graded,
        filled_by=filled_by(poll) or "人员",
        round_name=round_name(paper),
        held_on=day_of(poll),
        entitled_expected=figures.entitled if figures else None,
        entitled_present=figures.present_entitled if figures else None,
        consent=_consent(poll),
        spoiled=poll.paper_spoilt if poll.state in _SHUT else None,
        channels=lines,
        total=_total(lines),
        finding=_papers_finding(poll),
        tellers=_names(poll, Duty.TELLER),
        counters=_names(poll, Duty.COUNTER),
        chair=_chair(poll),
        made_at=_made_at(poll, now),
    )


def _real(poll_id: int) -> Poll:
    poll = secret_vote(poll_id)
    if poll.rehearsal:
        raise Refusal("试投不作数，没有报告单。")
    return poll


def _frozen(poll: Poll) -> RollFigures | None:
    return polls.figures_of(poll) if poll.figures else None


def _consent(poll: Poll) -> str | None:
    """Who agreed to the ways on which was voted, where such votes need consent; known once the box is shut."""
    rule = polls.rule_of(poll)
    if poll.state not in _SHUT or not needs_consent(polls.paper_of(poll), rule):
        return None
    used, organisation = ways_used([poll.id]), meetings.meeting(poll.meeting_id).organisation_id
    agreed = consent_words(accounts.organisation(organisation), used, elections.is_party(rule))
    paper = "选票" if polls.paper_of(poll).elects else "表决票"
    return f"{agreed}，采取{secret_words(used, paper)}方式。" if agreed else None


def _channels(poll: Poll) -> tuple[ballot_issue.IssueLine, ...]:
    paper = polls.paper_of(poll)
    own = "纸质测评票" if paper.graded else "纸质选票" if paper.elects else "纸质表决票"
    known = poll.state in _SHUT
    ways = polls.ways(poll.id) if known else {}
    on_paper = ballot_issue.IssueLine(
        channel=own, issued=ways.get(Way.PAPER), returned=poll.paper_returned if known else None
    )
    others = {"手机投票": Way.PHONE, "投票间投票": Way.BOOTH} if poll.electronic else {}
    return (
        on_paper,
        *(
            ballot_issue.IssueLine(channel=name, issued=ways.get(way), returned=ways.get(way))
            for name, way in others.items()
        ),
    )


def _total(lines: tuple[ballot_issue.IssueLine, ...]) -> ballot_issue.IssueLine:
    if any(line.issued is None for line in lines):
        return ballot_issue.IssueLine(channel="合计")
    return ballot_issue.IssueLine(
        channel="合计",
        issued=sum(line.issued or 0 for line in lines),
        returned=sum(line.returned or 0 for line in lines),
    )


def _papers_finding(poll: Poll) -> Finding | None:
    """Of an election, whether it stands; no source says it of motions, whose tellers tick it themselves."""
    verdict, counted = polls.verdict_of(poll), polls.tally_of(poll)
    if counted is None or not isinstance(verdict, Election | Preselection):
        return None
    if not verdict.valid:
        return Finding(word="选举无效", sentence=_told(verdict), clause=verdict.clause)
    issued = polls.case_of(poll).issued
    said = f"发出选票{issued}张，收回{counted.total}张，收回的不多于发出的，选举有效。"
    return Finding(word="选举有效", sentence=said, clause=verdict.clause)


def _names(poll: Poll, duty: Duty) -> tuple[str, ...]:
    return tuple(one.name for one in polls.tellers(poll.meeting_id) if one.approved and one.duty is duty)


def _chair(poll: Poll) -> str | None:
    return meetings.name_of(meetings.meeting(poll.meeting_id).chair_id) or None


def _made_at(poll: Poll, now: datetime) -> datetime:
    """What is settled prints the same whenever it is printed."""
    return poll.announced_at or now


def count_page(poll_id: int, now: datetime) -> count_report.CountReportPage:
    """The count and its verdict; Refusal before the count, and for a 试投, which decides nothing."""
    poll = _real(poll_id)
    counted, verdict = polls.tally_of(poll), polls.verdict_of(poll)
    if counted is None or verdict is None:
        raise Refusal("计票以后，才能打印计票结果报告单。")
    paper, figures = polls.paper_of(poll), polls.figures_of(poll)
    return count_report.CountReportPage(
        organisation=organisation_of(poll),
        meeting_name=meetings.meeting(poll.meeting_id).title,
        matter=paper.office if paper.elects else poll.motion,
        election=paper.elects,
        round_name=round_name(paper),
        held_on=day_of(poll),
        seats=paper.seats,
        entitled_expected=figures.entitled,
        entitled_present=figures.present_entitled,
        issued=polls.case_of(poll).issued,
        returned=counted.total,
        valid=counted.valid,
        invalid=counted.invalid,
        lines=() if paper.graded else tuple(_lines(paper, counted, verdict)),
        grades=paper.grades,
        filled_by=filled_by(poll) or "人员",
        graded=tuple(_graded(verdict)) if isinstance(verdict, Review) else (),
        write_ins=_write_ins(paper, counted),
        written=_written(poll),
        finding=Finding(word=_word(verdict), sentence=_told(verdict), clause=verdict.clause),
        box_root=poll.box_root or None,
        box_ballots=poll.box_count,
        tellers=_names(poll, Duty.TELLER),
        counters=_names(poll, Duty.COUNTER),
        chair=_chair(poll),
        made_at=_made_at(poll, now),
    )


def _lines(paper: Paper, counted: Tally, verdict: Verdict) -> Iterator[count_report.CountLine]:
    names = paper.lines if paper.elects else ("会场投票",)
    for name, votes in zip(names, counted.lines, strict=True):
        yield count_report.CountLine(name=name, **votes.to_json(), word=what_it_means(verdict, name))


def _graded(verdict: Review) -> Iterator[count_report.GradeLine]:
    for one in verdict.people:
        counts = tuple(count for _, count in one.counts)
        yield count_report.GradeLine(name=one.name, counts=counts, unmarked=one.unmarked)


def _told(verdict: Verdict) -> str:
    """What the tables above it leave to be told: of an election what was demanded and what follows."""
    return verdict.sentence if isinstance(verdict, Decision | Review) else verdict.judgement or verdict.sentence


def _write_ins(paper: Paper, counted: Tally) -> tuple[count_report.WriteInLine, ...] | None:
    if not paper.write_ins:
        return None
    return tuple(count_report.WriteInLine(name=name, votes=votes) for name, votes in counted.written)


def _written(poll: Poll) -> count_report.WrittenOpinions | None:
    """Apart from the ballots; "none came" only where the rule would have counted some."""
    if poll.written:
        return count_report.WrittenOpinions(**poll.written)
    asked = poll.proposal is not None and polls.rule_of(poll).written_counts
    return count_report.WrittenOpinions(in_favour=0, against=0, abstain=0) if asked else None


def _word(verdict: Verdict) -> str:
    if isinstance(verdict, Decision):
        return "通过" if verdict.adopted else "未通过"
    if isinstance(verdict, Review):
        return REVIEWED
    if not verdict.valid:
        return "选举无效"
    names, done = (verdict.elected, "当选") if isinstance(verdict, Election) else (verdict.chosen, "列为候选人")
    return f"{done}：{listed(names)}" if names else f"没有人{done}"
