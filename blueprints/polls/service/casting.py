"""Casting a ballot: no journal line, no log line, no time, nothing slow inside the transaction."""

import hmac
from dataclasses import dataclass

from blueprints.polls import formats, queries
from blueprints.polls.box import ALREADY, CLOSED, NOT_ON_ROLL
from blueprints.polls.boxes import BOXES
from blueprints.polls.models import Choice
from blueprints.shared import keys
from blueprints.shared.db import db, writing
from domain.lifecycle import PollState
from domain.words import Refusal

NOT_THIS_SLIP = "这张表决票不是为您的这一次选择生成的，没有计入。请回到表决页面重新选择。"


@dataclass(frozen=True)
class Slip:
    """What a confirm page holds: the choice, and what binds it to this voter and this vote."""

    poll_id: int
    attendee_id: int
    choice: Choice
    nonce: bytes
    mac: bytes


def new_slip(poll_id: int, attendee_id: int, choice: Choice) -> Slip:
    """A slip with a fresh nonce; nothing of it is kept. Refusal for who could not cast it."""
    poll, state = queries.poll(poll_id), queries.voter_state(poll_id, attendee_id)
    if poll.state != PollState.open or poll.level not in BOXES:
        raise Refusal(CLOSED)
    if state != 0:
        raise Refusal(NOT_ON_ROLL if state is None else ALREADY)
    nonce = formats.nonce()
    mac = formats.mac(keys.derived("ballot"), poll_id, attendee_id, nonce, choice)
    return Slip(poll_id, attendee_id, choice, nonce, mac)


def cast(slip: Slip) -> formats.Receipt:
    """Cast it once and answer with its receipt, the same one each time the same slip is sent.

    Refusal for a slip of another voter, vote or choice, after the close, and for a second vote.
    """
    expected = formats.mac(keys.derived("ballot"), slip.poll_id, slip.attendee_id, slip.nonce, slip.choice)
    if not hmac.compare_digest(expected, slip.mac):
        raise Refusal(NOT_THIS_SLIP)
    level = queries.poll(slip.poll_id).level
    if level not in BOXES:
        raise Refusal(CLOSED)
    with writing():
        digest = BOXES[level].cast(slip.poll_id, slip.attendee_id, slip.choice, slip.nonce)
    db.session.rollback()
    return formats.receipt(keys.derived("receipt"), slip.poll_id, digest)
