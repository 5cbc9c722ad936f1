"""The opening of a vote: who may vote, by which rule, on which paper, on which ways; all of it frozen."""

import hashlib

from sqlalchemy import delete, insert

from ballots.bundle import fingerprint
from blueprints.accounts import queries as accounts
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.polls import boxes, chain, frozen, queries, witness
from blueprints.polls.models import Box, Poll, Recusal, Voter, Voters
from blueprints.polls.service.moves import Held, hold, require, rule_for
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.election import refuse_tellers
from domain.lifecycle import PollState
from domain.settled import needs_consent
from domain.words import Refusal


def open_poll(act: Act, poll_id: int) -> int:
    """Open the vote: 实到 is counted again, roll, figures and rule are frozen into it.

    Refusal without quorum, without the codes of a sealed box, and while another vote of the meeting is open.
    """
    done = _open_poll(act, poll_id)
    frozen.forget(poll_id)
    if queries.cast_count(poll_id) == 0:
        witness.reset(poll_id)
    return done


@verb("poll.opened")
def _open_poll(act: Act, poll_id: int) -> Poll:
    held = hold(poll_id)
    other = queries.open_poll_of(held.meeting.id)
    if other is not None and other.id != poll_id:
        raise Refusal(f"“{other.motion}”正在表决，请先结束那一项，再开始这一项。")
    if witness.short(poll_id):
        raise Refusal(witness.LOST)
    held.poll.rule = rule_for(held.poll, meetings.rule_of(held.meeting)).to_json()
    require(PollState.open, held.facts)
    refuse_unlocked(held.poll)
    _refuse_standing_tellers(held.poll)
    _freeze(act, held)
    return held.poll


def _refuse_standing_tellers(poll: Poll) -> None:
    """Who stands for election does not watch the count (监票人由不是候选人的党员担任)."""
    paper = queries.paper_of(poll)
    if paper.elects:
        try:
            refuse_tellers([one.name for one in queries.tellers(poll.meeting_id)], paper.lines)
        except Refusal as refusal:
            raise Refusal(f"{refusal.sentence}。", "tellers") from None


def refuse_unlocked(poll: Poll) -> None:
    """Refusal where a sealed box has no lock yet, or too many of its codes are lost already."""
    if poll.level != boxes.SEALED:
        return
    lock = queries.lock_of(poll)
    if lock is None:
        raise Refusal("请先发放开箱码，等每位监票人都核对输入以后，再开始表决。", "codes")
    if lock.total - len(poll.codes_lost) < lock.needed:
        raise Refusal("丢失的开箱码太多，剩下的不够开箱，请重新发放开箱码。", "codes")


def by_phone(poll: Poll) -> bool:
    """Whether phones and the booth may be used: at elections and admissions only where the superior agreed."""
    if poll.rehearsal or not needs_consent(queries.paper_of(poll), queries.rule_of(poll)):
        return True
    meeting = meetings.meeting(poll.meeting_id)
    return bool(accounts.organisation(meeting.organisation_id).electronic_ballots)


def _freeze(act: Act, held: Held) -> None:
    poll, away = held.poll, {one.attendee_id for one in queries.recused(held.poll.id)}
    voters = sorted(line.id for line in queries.voters_here(poll) if line.id not in away)
    _forget_absent(poll, away)
    poll.figures = queries.figures_of(poll).to_json()
    poll.roll_sha = hashlib.sha256(",".join(map(str, voters)).encode()).hexdigest()
    poll.state, poll.opened_at, poll.electronic = PollState.open, act.at, by_phone(poll)
    written = queries.counted_opinions(poll)
    poll.written = written.to_json() if written.total else None
    poll.box = Box.HOLDING if poll.level else Box.NONE
    db.session.execute(insert(Voter), [{"poll_id": poll.id, "attendee_id": voter, "state": 0} for voter in voters])
    payload: dict[str, object] = {"method": poll.method, "level": poll.level, "voters": len(voters)}
    payload |= {"who": poll.voters} if poll.voters != Voters.ENTITLED else {}
    payload |= {"roll_sha": poll.roll_sha} | ({"recused": len(away)} if away else {}) | _decides(poll)
    chain.append(act, poll, "opened", payload)
    meeting_service.bump(held.meeting)


def _decides(poll: Poll) -> dict[str, object]:
    """What the chain binds of a secret vote at its opening, so that nobody can say later it was another question."""
    if not poll.level:
        return {}
    case = queries.case_of(poll).to_json()
    asked = {"motion": poll.motion, "rehearsal": poll.rehearsal, "paper": case["paper"]}
    return {**asked, "figures": poll.figures, "rule_sha": fingerprint(case["rule"])}


def _forget_absent(poll: Poll, here: set[int]) -> None:
    # Who left before the vote did not step back from it.
    gone = delete(Recusal).where(Recusal.poll_id == poll.id, Recusal.attendee_id.not_in(here))
    db.session.execute(gone)
