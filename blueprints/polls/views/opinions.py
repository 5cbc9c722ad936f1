"""Opinions written before the meeting, as the secretary enters them and as cards and verdicts tell of them."""

from collections.abc import Iterator

from blueprints.meetings import queries as meetings
from blueprints.polls.forms.opinion import OpinionForm
from blueprints.polls.models import Poll
from blueprints.polls.pages.opinions import OpinionLine, OpinionsPage
from blueprints.polls.queries.opinions import Written, may_write, written_on
from blueprints.polls.queries.proposals import proposal_in_force
from blueprints.polls.service.opinions import why_shut
from domain.decision import Votes
from domain.lifecycle import PollState
from domain.lifecycle.obstacle import Obstacle
from domain.rules import Method


def opinions_page(item_id: int, form: OpinionForm, refusals: tuple[str, ...]) -> OpinionsPage:
    """The item's opinions; the choices are for who convenes the meeting and nobody else."""
    item, poll, written = meetings.item(item_id), proposal_in_force(item_id), written_on(item_id)
    return OpinionsPage(
        title=item.meeting.title,
        meeting_id=item.meeting_id,
        item_id=item_id,
        item=item.title,
        motion=poll.motion if poll else "",
        why_not=why_shut(item_id),
        lines=tuple(_line(one) for one in written),
        came=sum(one.came for one in written),
        people=len(may_write(item.meeting_id)),
        form=form,
        refusals=refusals,
    )


def _line(one: Written) -> OpinionLine:
    zh = one.choice.zh(Method.secret)
    return OpinionLine(one.id, one.name, zh, one.received_at, one.filename, one.came)


def opinions_before(poll: Poll) -> Iterator[Obstacle]:
    """What is said of the opinions before a draft is opened; nothing where there are none, and for other votes."""
    if poll.state != PollState.draft or poll.proposal is None or poll.rehearsal:
        return
    written = written_on(poll.item_id)
    came = sum(one.came for one in written)
    if came:
        yield Obstacle(f"会前书面意见{len(written)}份，其中{came}人已到会，以现场投票为准。", "written", blocking=False)
    elif written:
        yield Obstacle(f"会前书面意见{len(written)}份，计入票数，单独公布。", "written", blocking=False)


def opinions_told(poll: Poll) -> str:
    """The opinions that were counted with the vote, apart from the ballots; empty before the count and for none."""
    if not poll.written or poll.state not in (PollState.counted, PollState.announced):
        return ""
    votes = Votes.from_json(poll.written)
    marks = f"赞成{votes.in_favour}份，不赞成{votes.against}份，弃权{votes.abstain}份"
    return f"会前书面意见：{marks}。"
