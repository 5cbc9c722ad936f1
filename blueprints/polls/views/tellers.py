"""The page of 监票人、计票人."""

from collections.abc import Sequence

from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.models import Poll
from blueprints.polls.pages.tellers import TellerRow, TellersPage
from blueprints.polls.queries import TellerLine
from blueprints.polls.service import tellers as service
from blueprints.shared.forms import Form
from domain.lifecycle import PollState
from domain.paper import plain_name
from domain.rules import attendee_scope


def tellers_page(meeting_id: int, people: Sequence[object], form: Form, refusals: tuple[str, ...]) -> TellersPage:
    """All who are proposed, and what can be done about them now; `people` may still be proposed."""
    meeting, item = meetings.meeting(meeting_id), meetings.item_on(meeting_id)
    rule = meetings.rule_of(meeting)
    waiting = service.waiting_for_approval(meeting_id)
    rows = _rows(meeting_id, {line.attendee_id for line in waiting})
    return TellersPage(
        title=meeting.title,
        meeting_id=meeting_id,
        live=meeting.state in meetings.LIVE,
        elects=rule.election is not None,
        listed=attendee_scope(rule) == "listed",
        rows=rows,
        serving=len(queries.watching(meeting_id)),
        waiting=len(waiting),
        item=item.title if item is not None and item.state == "current" else "",
        vote_id=_deciding(meeting_id, {line.attendee_id for line in waiting}),
        people=len(people),
        form=form,
        refusals=refusals,
    )


def _deciding(meeting_id: int, waiting: set[int]) -> int | None:
    lines = [line for line in queries.tellers(meeting_id) if not line.approved and line.attendee_id not in waiting]
    polls = queries.approvals(meeting_id)
    return polls[lines[-1].attendee_id].id if lines else None


def _rows(meeting_id: int, waiting: set[int]) -> tuple[TellerRow, ...]:
    standing, polls = queries.candidates_of(meeting_id), queries.approvals(meeting_id)
    return tuple(
        _row(line, polls.get(line.attendee_id), line.attendee_id in waiting, plain_name(line.name) in standing)
        for line in queries.tellers(meeting_id)
    )


def _row(line: TellerLine, poll: Poll | None, waiting: bool, standing: bool) -> TellerRow:
    word, kind = _state(line, poll, waiting)
    may_withdraw = waiting or (standing and line.approved)
    return TellerRow(line.attendee_id, line.name, line.duty.zh, word, kind, line.present, standing, may_withdraw)


def _state(line: TellerLine, poll: Poll | None, waiting: bool) -> tuple[str, str]:
    if line.approved:
        asked = poll is not None and poll.state == PollState.announced
        return ("大会通过" if asked else "主持人指定", "in")
    if not waiting:
        return "正在提请大会通过", "away"
    refused = poll is not None and poll.state == PollState.announced
    return ("大会未通过", "out") if refused else ("待提请大会通过", "")
