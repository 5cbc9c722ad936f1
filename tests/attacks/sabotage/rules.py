"""What keeps voters, tellers and the chair to one vote each, to each other's presence, and to what was said before."""

import hmac
from types import SimpleNamespace
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import update

from ballots import formats, verify
from blueprints.polls import chain, passes, queries, table
from blueprints.polls.desk import Heap, desk
from blueprints.polls.models import Voter, Way
from blueprints.polls.passes import Pass
from blueprints.polls.service import booth, casting, paper, slips
from blueprints.polls.table import TableBox
from blueprints.shared import attempts
from blueprints.shared.db import db
from domain.paper import Choice, Marked, one

Patch = pytest.MonkeyPatch


def _marked(poll_id: int, attendee_id: int, way: Way) -> bool:
    own = (Voter.poll_id == poll_id, Voter.attendee_id == attendee_id)
    change = update(Voter).where(*own).values(state=int(way))
    db.session.execute(change.execution_options(synchronize_session=False))
    return True


def mark_without_guard(patch: Patch) -> None:
    """Who casts is marked, marked before or not."""
    patch.setattr(TableBox, "mark", lambda self, poll, who, way: _marked(poll, who, way))


def slip_without_guard(patch: Patch) -> None:
    """Who is given a slip is marked, marked before or not."""
    patch.setattr(paper, "_turned", lambda poll, who, before, after: _marked(poll, who, after))


def mac_not_checked(patch: Patch) -> None:
    """Any slip is taken for one that was made here."""
    patch.setattr(casting, "hmac", SimpleNamespace(compare_digest=lambda one, other: True))


def _mac(patch: Patch, **fixed: Any) -> None:
    real = formats.mac

    def mac(key: bytes, poll_id: int, attendee_id: int, nonce: bytes, marked: Marked) -> bytes:
        bound = {"poll_id": poll_id, "attendee_id": attendee_id, "nonce": nonce, "marked": marked}
        return real(key, **{**bound, **fixed})

    patch.setattr(formats, "mac", mac)


def mac_without_vote(patch: Patch) -> None:
    """A slip of one vote serves in another."""
    _mac(patch, poll_id=0)


def mac_without_voter(patch: Patch) -> None:
    """A slip of one voter serves another."""
    _mac(patch, attendee_id=0)


def mac_without_choice(patch: Patch) -> None:
    """A slip for one choice serves for another."""
    _mac(patch, marked=one(Choice.FOR))


def mac_without_nonce(patch: Patch) -> None:
    """A slip serves with any number."""
    _mac(patch, nonce=b"")


def passes_not_compared(patch: Patch) -> None:
    """Whatever code stands in a pass, it is taken for the right one."""
    patch.setattr(passes, "hmac", SimpleNamespace(compare_digest=lambda one, other: True, new=hmac.new))


def passes_for_all(patch: Patch) -> None:
    """One code serves for every line of the roll."""
    real = passes._code
    patch.setattr(passes, "_code", lambda held: real(Pass(held.meeting_id, 0, "")))


def close_not_asked(patch: Patch) -> None:
    """The box takes ballots whether the vote is open or not."""
    patch.setattr(table, "_is_open", lambda poll_id: True)


def mark_and_ballot_apart(patch: Patch) -> None:
    """The mark is committed before the ballot."""
    real = TableBox.mark

    def mark(self: TableBox, poll_id: int, attendee_id: int, way: Way) -> bool:
        done = real(self, poll_id, attendee_id, way)
        db.session.commit()
        return done

    patch.setattr(TableBox, "mark", mark)


def codes_not_limited(patch: Patch) -> None:
    """Codes may be guessed for ever."""
    patch.setattr(attempts, "guard", lambda key: None)


def _batch(patch: Patch, alike: Any) -> None:
    def batch(poll_id: int, teller_id: int, piles: Any) -> Any:
        others = [who for who, heap in desk(poll_id).heaps.items() if heap.finished and alike(who, heap, piles)]
        folded = slips._folded(queries.poll(poll_id), piles) if others else ()
        return slips._Batch(Heap(piles, finished=True), others[0] if others else None, folded)

    patch.setattr(slips, "_batch", batch)


def one_teller_is_enough(patch: Patch) -> None:
    """A heap that was typed twice counts, whoever typed it."""
    _batch(patch, lambda who, heap, piles: heap.piles == piles)


def heaps_not_compared(patch: Patch) -> None:
    """The second heap counts, whatever the first was."""
    _batch(patch, lambda who, heap, piles: heap.piles != piles)


def heaps_not_weighed(patch: Patch) -> None:
    """A heap may be of any size."""
    patch.setattr(slips, "_refuse_heap", lambda poll, count, small: None)


def one_teller_takes_slips_back(patch: Patch) -> None:
    """A slip came back unused because one teller says so."""
    patch.setattr(paper, "hand_back", lambda act, poll, who, teller: paper._taken_back(act, poll, who))


def chain_not_checked(patch: Patch) -> None:
    """Nobody hashes the record again."""
    for module in (chain, verify.chain):
        patch.setattr(module, "chain_holds", lambda events: True)


def root_not_compared(patch: Patch) -> None:
    """The verifier does not look at what the tellers wrote down."""
    patch.setattr(verify, "fits", lambda root, noted: "")


def tickets_not_compared(patch: Patch) -> None:
    """In the booth any form serves whoever stands there."""

    def holder(meeting_id: int, ticket: str) -> booth.Inside:
        poll = queries.open_poll_of(meeting_id)
        there = booth.standing(poll) if poll else None
        assert there is not None
        return there

    patch.setattr(booth, "holder", holder)


def pages_not_guarded(patch: Patch) -> None:
    """Forms need no token."""
    patch.setitem(current_app.config, "WTF_CSRF_ENABLED", False)
