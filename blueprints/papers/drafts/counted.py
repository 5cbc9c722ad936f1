"""Reports that the record fills alone: nothing is written in them, they are confirmed to be signed."""

from __future__ import annotations

from typing import Any

from blueprints.documents import queries
from blueprints.elections import queries as elections
from blueprints.papers.drafts.draft import Draft, Source, nobody
from blueprints.polls import queries as polls
from blueprints.polls.models import Poll
from blueprints.proof.models import Duty
from blueprints.proof.subjects import Signer
from domain.lifecycle import PollState
from domain.rules import Method
from domain.words import Refusal


def _tellers(page: Any) -> tuple[Signer, ...]:
    """Tellers, counters and the chair, as the sheet has lines for them."""
    return (
        *(Signer(Duty.TELLER, name) for name in page.tellers if name),
        *(Signer(Duty.COUNTER, name) for name in page.counters if name),
        *((Signer(Duty.CHAIR, page.chair),) if page.chair else ()),
    )


def reported(meeting_id: int) -> tuple[Poll, ...]:
    """The meeting's votes whose reports tellers sign: secret, announced, no rehearsal."""
    return tuple(
        poll
        for poll in polls.polls_of_meeting(meeting_id)
        if poll.method == Method.secret and poll.state == PollState.announced and not poll.rehearsal
    )


def elected(meeting_id: int) -> bool:
    """Whether the meeting has elected somebody, so that there is something to report."""
    return any(race.elected for race in elections.report(meeting_id).races)


def _poll(source: Source) -> int:
    """The vote that the report is on; Refusal for every vote of another meeting and for one with nothing to report."""
    found = reported(source.meeting_id) if source.meeting_id else ()
    if source.number not in {one.id for one in found}:
        raise Refusal("本次会议没有这项已经宣布结果的无记名投票，请返回后重新选择。")
    return source.number


def _counted(source: Source) -> Any:
    return queries.count_page(_poll(source), source.now)


def _issued(source: Source) -> Any:
    return queries.issue_page(_poll(source), source.now)


def _elected(source: Source) -> Any:
    if not source.meeting_id or not elected(source.meeting_id):
        raise Refusal("本次会议还没有选举结果，不能起草选举结果报告。")
    return queries.election_report_page(source.meeting_id, source.now)


DRAFTS = (
    Draft(code="ballot_issue", needs="poll", begin=_issued, fields=(), signers=_tellers),
    Draft(code="count_report", needs="poll", begin=_counted, fields=(), signers=_tellers),
    Draft(code="election_report", needs="election", begin=_elected, fields=(), signers=nobody),
)
