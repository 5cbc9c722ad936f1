"""Counting a vote: by number, by name, or out of the box; and the scrub that follows a box."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import delete, insert

from blueprints.meetings import service as meeting_service
from blueprints.polls import boxes, chain, queries
from blueprints.polls.box import Seal
from blueprints.polls.models import Box, Choice, Mark, Poll
from blueprints.polls.service.moves import Held, hold, require, shut
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.decision import Decision, Votes, resolve
from domain.lifecycle import PollState
from domain.rules import Method
from domain.words import Refusal


@verb("poll.counted")
def count_open_vote(act: Act, poll_id: int, votes: Votes) -> Poll:
    """Close a vote by voice or hands and decide it by these counts; until the announcement they may be mended.

    Refusal when more voted than were present; who is missing from the sum stands as 未表决.
    """
    held = _open_vote(act, poll_id)
    db.session.execute(delete(Mark).where(Mark.poll_id == poll_id))
    _decide(act, held, votes)
    return held.poll


@verb("poll.counted")
def mark_hands(act: Act, poll_id: int, marks: Mapping[int, Choice]) -> Poll:
    """Close a vote by hands and decide it by the names marked on the roll, given by attendee."""
    held = _open_vote(act, poll_id)
    if held.poll.method != Method.hands:
        raise Refusal("只有举手表决可以逐人登记，请改填票数。")
    if not set(marks) <= {voter.attendee_id for voter in queries.hands(poll_id)}:
        raise Refusal("登记的人不在本次表决的名单上，请刷新页面后重新登记。")
    db.session.execute(delete(Mark).where(Mark.poll_id == poll_id))
    rows = [{"poll_id": poll_id, "attendee_id": who, "choice": choice.value} for who, choice in marks.items()]
    if rows:
        db.session.execute(insert(Mark), rows)
    _decide(act, held, votes_of(marks.values()))
    return held.poll


def votes_of(choices: Iterable[Choice]) -> Votes:
    """The count of some choices."""
    kept = list(choices)
    return Votes(kept.count(Choice.FOR), kept.count(Choice.AGAINST), kept.count(Choice.ABSTAIN))


def _open_vote(act: Act, poll_id: int) -> Held:
    """The vote, closed, or counted before and now to be mended."""
    held = hold(poll_id)
    if held.poll.method == Method.secret:
        raise Refusal("无记名投票由票箱计票，不能填写票数。")
    if held.poll.state == PollState.open:
        shut(act, held)
    return held


def _decide(act: Act, held: Held, votes: Votes) -> None:
    poll, facts = held.poll, replace(held.facts, votes=votes)
    if facts.state is PollState.counted and poll.method != Method.secret:
        facts = replace(facts, state=PollState.closed)
    require(PollState.counted, facts)
    decision = _worded(resolve(facts.rule, queries.figures_of(poll), votes, recused=facts.recused), poll.method)
    poll.in_favour, poll.against, poll.abstain = votes.in_favour, votes.against, votes.abstain
    poll.verdict, poll.state = decision.to_json(), PollState.counted
    chain.append(act, poll, "counted", {"votes": votes.to_json(), "adopted": decision.adopted})
    meeting_service.bump(held.meeting)


def _worded(decision: Decision, method: str) -> Decision:
    """On papers one writes 不赞成 where hands are against 反对; page, minutes and sentence use one word."""
    if method != Method.secret:
        return decision
    return replace(decision, sentence=decision.sentence.replace("反对", Choice.AGAINST.zh(method)))


@verb("poll.box_opened")
def _open_box(act: Act, poll_id: int) -> Poll:
    held = hold(poll_id)
    poll = held.poll
    if not poll.level:
        raise Refusal("这一项不是无记名投票，没有票箱。请直接填写票数。")
    require(PollState.counted, replace(held.facts, votes=Votes(0, 0, 0)))
    votes = boxes.BOXES[poll.level].open(poll.id, Seal(poll.box_count or 0, poll.box_root))
    poll.box = Box.OPENED
    chain.append(act, poll, "box_opened", {"count": votes.total})
    db.session.flush()
    _decide(act, held, votes)
    return poll


def open_box(act: Act, poll_id: int) -> int:
    """Open the box once, count, decide, and then remove the order of voting from the files.

    Refusal unless the box is what the close committed to. The scrub comes after the commit and may stay pending.
    """
    done = _open_box(act, poll_id)
    scrub_if_due(act, poll_id)
    return done


def scrub(act: Act, poll_id: int) -> bool:
    """Remove the order of voting again, until it is proven gone; whether it is now. Refusal before the count."""
    poll = queries.poll(poll_id)
    if poll.box == Box.NONE or (poll.box == Box.HOLDING and poll.state != PollState.void):
        raise Refusal("投票结束并计票以后，才能清理投票的先后痕迹。")
    if poll.box == Box.SCRUBBED:
        return True
    clean = boxes.BOXES[poll.level].scrub(poll_id)
    _scrubbed(replace(act, once=None), poll_id, clean)
    return clean


def scrub_if_due(act: Act, poll_id: int) -> None:
    """Scrub a box that was opened or voided and is not clean yet; also after a repeated form or a crash."""
    if queries.poll(poll_id).box not in (Box.NONE, Box.SCRUBBED):
        scrub(act, poll_id)


@verb("poll.scrubbed")
def _scrubbed(act: Act, poll_id: int, clean: bool) -> Poll:
    held = hold(poll_id)
    held.poll.box = Box.SCRUBBED if clean else Box.SCRUB_PENDING
    act.detail["clean"] = clean
    chain.append(act, held.poll, "scrubbed" if clean else "scrub_pending", {})
    meeting_service.bump(held.meeting)
    return held.poll
