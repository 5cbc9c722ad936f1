"""Casting a ballot: no journal line, no log line, no time, nothing slow inside the transaction."""

import hmac
from dataclasses import dataclass

from ballots import formats
from blueprints.polls import queries, witness
from blueprints.polls.box import CLOSED, refusal_of
from blueprints.polls.boxes import BOXES
from blueprints.polls.frozen import frozen
from blueprints.polls.models import Poll, Way
from blueprints.shared import keys
from blueprints.shared.db import db, writing
from domain.lifecycle import PollState
from domain.paper import Choice, Marked, one, refuse_faulty
from domain.words import Refusal

NOT_THIS_SLIP = "这张票不是为您的这一次选择生成的，没有计入。请回到表决页面重新选择。"
PAPER_ONLY = "本次表决使用纸质票，请向监票人领取纸质票。"


@dataclass(frozen=True)
class Slip:
    """What a confirm page holds: what was marked, and what binds it to this voter and this vote."""

    poll_id: int
    attendee_id: int
    marked: Marked
    nonce: bytes
    mac: bytes


def new_slip(poll_id: int, attendee_id: int, chosen: Marked | Choice, luck: bytes = b"") -> Slip:
    """A slip with a fresh nonce, mixed with the phone's own `luck` where it sent some; nothing of it is kept.

    Refusal for who could not cast it, and for a paper that would not count.
    """
    marked = one(chosen) if isinstance(chosen, Choice) else chosen
    poll = queries.poll(poll_id)
    _refuse_voter(poll, attendee_id)
    refuse_faulty(queries.paper_of(poll), marked)
    nonce = formats.mixed(formats.nonce(), luck)
    mac = formats.mac(keys.derived("ballot"), poll_id, attendee_id, nonce, marked)
    return Slip(poll_id, attendee_id, marked, nonce, mac)


def _refuse_voter(poll: Poll, attendee_id: int) -> None:
    if poll.state != PollState.open or poll.level not in BOXES:
        raise Refusal(CLOSED)
    if not poll.electronic:
        raise Refusal(PAPER_ONLY)
    state = queries.voter_state(poll.id, attendee_id)
    if state != Way.NONE:
        raise Refusal(refusal_of(state))


def cast(slip: Slip, way: Way = Way.PHONE) -> formats.Receipt:
    """Cast it once and answer with its receipt, the same one each time the same slip is sent.

    Refusal for a slip of another voter, vote or choice, after the close, and for a second vote on any way.
    """
    expected = formats.mac(keys.derived("ballot"), slip.poll_id, slip.attendee_id, slip.nonce, slip.marked)
    if not hmac.compare_digest(expected, slip.mac):
        raise Refusal(NOT_THIS_SLIP)
    vote = frozen(slip.poll_id)
    if vote.level not in BOXES:
        raise Refusal(CLOSED)
    if not vote.electronic:
        raise Refusal(PAPER_ONLY)
    if witness.lost(slip.poll_id):
        raise Refusal(witness.LOST)
    box = BOXES[vote.level]
    folded = box.fold(vote.slot, slip.nonce, slip.marked)
    with writing():
        digest = box.cast(slip.poll_id, slip.attendee_id, folded, way)
    db.session.rollback()
    if digest == formats.digest(folded.id, folded.body):
        witness.one_more(slip.poll_id)
    return formats.receipt(keys.derived("receipt"), slip.poll_id, digest)
