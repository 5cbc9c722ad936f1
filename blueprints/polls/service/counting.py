"""Counting a vote: by number, by name, or out of the box; and the scrub that follows a box."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, insert

from blueprints.meetings import service as meeting_service
from blueprints.polls import boxes, chain, queries, witness
from blueprints.polls.box import Seal
from blueprints.polls.desk import cleared
from blueprints.polls.models import Box, Mark, Poll
from blueprints.polls.service.moves import Held, hold, require, shut
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.decision import Decision, Votes
from domain.lifecycle import PollState
from domain.paper import LONGEST_NAME, Choice, Tally, plain_name, tally
from domain.rules import Method
from domain.settled import Verdict, decide, on_paper
from domain.words import Refusal

#: What a box is judged by before it is opened: nothing has been counted yet.
_UNCOUNTED = Votes(0, 0, 0)


@verb("poll.counted")
def count_open_vote(act: Act, poll_id: int, votes: Votes) -> Poll:
    """Close a vote by voice or hands and decide it by these counts; until the announcement they may be mended.

    Refusal when more voted than were present; who is missing from the sum stands as 未表决.
    """
    held = _open_vote(act, poll_id)
    db.session.execute(delete(Mark).where(Mark.poll_id == poll_id))
    _decide_hands(act, held, votes)
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
    _decide_hands(act, held, votes_of(marks.values()))
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


def _decide_hands(act: Act, held: Held, votes: Votes) -> None:
    facts = replace(held.facts, votes=votes)
    if facts.state is PollState.counted:
        facts = replace(facts, state=PollState.closed)
    require(PollState.counted, facts)
    _decide(act, held, Tally((votes,), (), votes.total, 0))


def _decide(act: Act, held: Held, counted: Tally) -> None:
    """Within a verb: the count and its verdict; a 试投 is counted and decides nothing."""
    poll = held.poll
    if queries.paper_of(poll).asks_motion:
        votes = counted.motion
        poll.in_favour, poll.against, poll.abstain = votes.in_favour, votes.against, votes.abstain
    verdict = None if poll.rehearsal else _verdict(poll, counted)
    poll.verdict, poll.state = verdict.to_json() if verdict else None, PollState.counted
    chain.append(act, poll, "counted", _told(poll, counted, verdict))
    meeting_service.bump(held.meeting)


def _told(poll: Poll, counted: Tally, verdict: Verdict | None) -> dict[str, Any]:
    """What the chain keeps of a count."""
    written = {"written": queries.case_of(poll).written.to_json()} if poll.level else {}
    if not queries.paper_of(poll).asks_motion or verdict is None:
        return {"tally": counted.to_json(), **written}
    adopted = isinstance(verdict, Decision) and verdict.adopted
    return {"votes": counted.motion.to_json(), "adopted": adopted, **written}


def _verdict(poll: Poll, counted: Tally) -> Verdict:
    found = decide(queries.case_of(poll), counted)
    return on_paper(found) if poll.method == Method.secret else found


@verb("poll.box_opened")
def _open_box(act: Act, poll_id: int, key: bytes) -> Poll:
    held = hold(poll_id)
    poll = held.poll
    if not poll.level:
        raise Refusal("这一项不是无记名投票，没有票箱。请直接填写票数。")
    require(PollState.counted, replace(held.facts, votes=_UNCOUNTED))
    slot = queries.slot_of(poll)
    papers = boxes.BOXES[poll.level].open(slot, Seal(tuple(poll.digests or ()), poll.box_root), key)
    counted = tally(slot.paper, papers)
    poll.box, poll.tally = Box.OPENED, counted.to_json()
    chain.append(act, poll, "box_opened", {"count": len(papers)})
    db.session.flush()
    _decide(act, held, counted)
    return poll


def open_box(act: Act, poll_id: int) -> int:
    """Open a detached box once, count, decide, and then remove the order of voting from the files.

    Refusal unless the box is what the close committed to, and for a sealed one, which only codes open. The scrub comes
    after the commit and may stay pending.
    """
    if queries.poll(poll_id).level == boxes.SEALED:
        raise Refusal("这个票箱是加密的，要由监票人输入开箱码才能打开。")
    return open_sealed(act, poll_id, b"")


def open_sealed(act: Act, poll_id: int, key: bytes) -> int:
    """Open the box with its key; see `open_box`."""
    done = _open_box(act, poll_id, key)
    cleared(poll_id)
    scrub_if_due(act, poll_id)
    return done


@verb("poll.names_read")
def read_names(act: Act, poll_id: int, names: Mapping[str, str]) -> Poll:
    """Read written names as they are meant: as written → as meant, "" for nobody; decides the vote again.

    Refusal once the result is announced, for names that nobody wrote, and for a candidate's.
    """
    held = hold(poll_id)
    poll = held.poll
    if poll.state != PollState.counted or poll.tally is None:
        raise Refusal("计票以后、宣布结果以前，才能认定另选他人的姓名。")
    written = {name for name, _ in Tally.from_json(poll.tally).written}
    if not set(names) <= written or any(len(name) > LONGEST_NAME for name in names.values()):
        raise Refusal("姓名与选票上写的不符，请刷新页面后重新填写。")
    _refuse_candidates(poll, names)
    poll.names_read = {name: plain_name(meant) for name, meant in names.items() if plain_name(meant) != name}
    chain.append(act, poll, "names_read", {"names": poll.names_read})
    counted = queries.tally_of(poll)
    assert counted is not None, "the vote was counted"
    _decide(act, held, counted)
    return poll


def _refuse_candidates(poll: Poll, names: Mapping[str, str]) -> None:
    # Every valid paper has marked the candidate once, and the sums do not say how the papers with the name did: added
    # to 赞成, a paper that is for the candidate would count twice, and one that is against would say both.
    standing = {plain_name(line) for line in queries.paper_of(poll).lines}
    for written, meant in names.items():
        if plain_name(meant) in standing:
            who = plain_name(meant)
            raise Refusal(
                f"{who}是这张选票上的候选人，每张有效票已经对{who}表示了赞成、不赞成或者弃权，并且已经计票；"
                f"另选栏里写的再加上去，同一张票会重复计算。请把“{written}”后面的姓名删空，另选栏里的这几票不另外计算。"
                "监票人认为会影响选举结果的，报告大会，按选举办法处理。"
            )


def scrub(act: Act, poll_id: int) -> bool:
    """Remove the order of voting again, until it is proven gone; whether it is now. Refusal before the count."""
    poll = queries.poll(poll_id)
    if poll.box == Box.NONE or (poll.box == Box.HOLDING and poll.state != PollState.void):
        raise Refusal("投票结束并计票以后，才能清理投票的先后痕迹。")
    if poll.box == Box.SCRUBBED:
        return True
    clean = boxes.BOXES[poll.level].scrub(poll_id)
    _scrubbed(replace(act, once=None), poll_id, clean)
    witness.forget(poll_id)
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
