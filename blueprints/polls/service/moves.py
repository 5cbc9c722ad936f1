"""The way of a vote: proposed, opened, closed, announced."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import delete, insert

from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.meetings.models import Meeting
from blueprints.polls import boxes, chain, queries
from blueprints.polls.models import Box, Poll, Recusal, Voter
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.lifecycle import MeetingState, PollFacts, PollState, poll_obstacles
from domain.rules import Method
from domain.words import Refusal

_OVER = (
    MeetingState.ended,
    MeetingState.recorded,
    MeetingState.archived,
    MeetingState.cancelled,
    MeetingState.inquorate,
)


@dataclass(frozen=True)
class Held:
    """A vote and its meeting, both locked until the transaction ends."""

    meeting: Meeting
    poll: Poll

    @property
    def facts(self) -> PollFacts:
        """What `domain.lifecycle` judges a move of this vote by."""
        return PollFacts(
            state=PollState(self.poll.state),
            rule=queries.rule_of(self.poll),
            meeting_state=MeetingState(self.meeting.state),
            method=Method(self.poll.method),
            figures=queries.figures_of(self.poll),
            recused=len(queries.recused(self.poll.id)),
        )


def hold(poll_id: int) -> Held:
    """Within a verb: the vote and its meeting, locked in the one order that all verbs use."""
    meeting_id = queries.poll(poll_id).meeting_id
    meeting = db.session.get_one(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    return Held(meeting, db.session.get_one(Poll, poll_id, with_for_update=True, populate_existing=True))


def require(move: PollState, facts: PollFacts) -> None:
    """Within a verb: a Refusal with all that stands in the way of the move."""
    in_the_way = [found for found in poll_obstacles(move, facts) if found.blocking]
    if in_the_way:
        raise Refusal("".join(found.sentence for found in in_the_way), in_the_way[0].field)


@verb("poll.proposed")
def propose(act: Act, item_id: int, motion: str, method: Method) -> Poll:
    """Draft a vote on an item; Refusal for a method that the meeting's rule does not know."""
    item = meetings.item(item_id)
    rule = meetings.rule_of(item.meeting)
    if item.meeting.state in _OVER:
        raise Refusal("会议已经结束，不能再提出表决事项。")
    if not motion:
        raise Refusal("请写明要表决的事项，例如：同意接收某某同志为中共预备党员。", "motion")
    poll = Poll(meeting_id=item.meeting_id, item_id=item_id, motion=motion, state=PollState.draft, rule=rule.to_json())
    _set_method(poll, Method(method))
    db.session.add(poll)
    meeting_service.bump(item.meeting)
    return poll


@verb("poll.method_changed")
def change_method(act: Act, poll_id: int, method: Method) -> Poll:
    """Another method, until the vote is opened."""
    held = hold(poll_id)
    if held.poll.state != PollState.draft:
        raise Refusal("表决已经开始，不能再改表决方式。需要改的，请将本次表决作废后重新提出。", "method")
    act.detail["was"] = held.poll.method
    _set_method(held.poll, Method(method))
    meeting_service.bump(held.meeting)
    return held.poll


def _set_method(poll: Poll, method: Method) -> None:
    rule = queries.rule_of(poll)
    facts = PollFacts(PollState.draft, rule, MeetingState.in_session, method)
    # Who is there is asked at the opening; a draft only needs a method that the rule knows.
    for found in poll_obstacles(PollState.open, facts):
        if found.blocking and found.field != "roll":
            raise Refusal(found.sentence, "method")
    poll.method, poll.level = method, boxes.USUAL if method is Method.secret else ""


@verb("poll.opened")
def open_poll(act: Act, poll_id: int) -> Poll:
    """Open the vote: 实到 is counted again, roll, figures and rule are frozen into it.

    Refusal without quorum, and while another vote of the meeting is open.
    """
    held = hold(poll_id)
    other = queries.open_poll_of(held.meeting.id)
    if other is not None and other.id != poll_id:
        raise Refusal(f"“{other.motion}”正在表决，请先结束那一项，再开始这一项。")
    held.poll.rule = dict(held.meeting.rule)
    require(PollState.open, held.facts)
    _freeze(act, held)
    return held.poll


def _freeze(act: Act, held: Held) -> None:
    poll, away = held.poll, {one.attendee_id for one in queries.recused(held.poll.id)}
    voters = sorted(line.id for line in meetings.voters_present(held.meeting.id) if line.id not in away)
    _forget_absent(poll, away)
    poll.figures = queries.figures_of(poll).to_json()
    poll.roll_sha = hashlib.sha256(",".join(map(str, voters)).encode()).hexdigest()
    poll.state, poll.opened_at = PollState.open, act.at
    poll.box = Box.HOLDING if poll.level else Box.NONE
    db.session.execute(insert(Voter), [{"poll_id": poll.id, "attendee_id": voter, "state": 0} for voter in voters])
    payload: dict[str, object] = {"method": poll.method, "level": poll.level, "voters": len(voters)}
    payload |= {"roll_sha": poll.roll_sha} | ({"recused": len(away)} if away else {})
    chain.append(act, poll, "opened", payload)
    meeting_service.bump(held.meeting)


def _forget_absent(poll: Poll, here: set[int]) -> None:
    # Who left before the vote did not step back from it.
    gone = delete(Recusal).where(Recusal.poll_id == poll.id, Recusal.attendee_id.not_in(here))
    db.session.execute(gone)


@verb("poll.closed")
def close_poll(act: Act, poll_id: int, early: bool = True) -> Poll:
    """No more votes. A secret vote's box is counted and sealed by its root in the same transaction.

    Refusal of a secret vote that some have not taken part in, unless it is meant to be closed `early`.
    """
    held = hold(poll_id)
    require(PollState.closed, held.facts)
    missing = queries.voter_count(poll_id) - queries.cast_count(poll_id) if held.poll.level else 0
    if missing and not early:
        raise Refusal(f"还有{missing}人没有投票，截止后不能再投。", "confirm")
    shut(act, held)
    return held.poll


def shut(act: Act, held: Held) -> None:
    """Within a verb: close, and commit to the box's content where there is a box."""
    poll = held.poll
    poll.state, poll.closed_at = PollState.closed, act.at
    payload: dict[str, object] = {}
    if poll.level:
        seal = boxes.BOXES[poll.level].close(poll.id)
        poll.box_count, poll.box_root = seal.count, seal.root
        payload = {"count": seal.count, "root": seal.root}
    chain.append(act, poll, "closed", payload)
    meeting_service.bump(held.meeting)


@verb("poll.announced")
def announce(act: Act, poll_id: int) -> Poll:
    """Announce the result: from now on phones, screen and minutes show it, and nothing changes it."""
    held = hold(poll_id)
    require(PollState.announced, held.facts)
    held.poll.state, held.poll.announced_at = PollState.announced, act.at
    chain.append(act, held.poll, "announced", {"verdict": held.poll.verdict})
    meeting_service.bump(held.meeting)
    return held.poll
