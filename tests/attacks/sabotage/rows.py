"""What keeps rows from telling: nothing beside the ballot, no order in what is opened, nothing opened twice."""

import random
from collections.abc import Sequence
from secrets import token_bytes
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import insert, text

from ballots import formats
from ballots.formats import Receipt
from blueprints.polls import chain, frozen, queries, service, table, witness
from blueprints.polls.box import Folded, Seal, Slot
from blueprints.polls.models import OpenedBallot, Way
from blueprints.polls.queries import public, publishing
from blueprints.polls.table import TableBox
from blueprints.shared.db import db
from blueprints.shared.journal import JournalLine
from domain.paper import Marked, Paper
from tests.make import NOON, act

Patch = pytest.MonkeyPatch


def _after_each_cast(patch: Patch, more: Any) -> None:
    """Within the transaction of each ballot, something more."""
    real = TableBox.cast

    def cast(self: TableBox, poll_id: int, attendee_id: int, folded: Folded, way: Way) -> bytes:
        digest = real(self, poll_id, attendee_id, folded, way)
        more(poll_id, attendee_id, folded)
        return digest

    patch.setattr(TableBox, "cast", cast)


def ballots_that_name_their_voters(patch: Patch) -> None:
    """A ballot has a column for who cast it."""
    db.session.execute(text("ALTER TABLE ballot ADD COLUMN cast_by INTEGER"))
    db.session.commit()
    named = text("UPDATE ballot SET cast_by = :who WHERE id = :ballot")
    _after_each_cast(patch, lambda poll, who, one: db.session.execute(named, {"who": who, "ballot": one.id}))


def times_on_the_roll(patch: Patch) -> None:
    """The roll says when somebody voted."""
    db.session.execute(text("ALTER TABLE voter ADD COLUMN voted_at TEXT"))
    db.session.commit()
    timed = text("UPDATE voter SET voted_at = 'now' WHERE attendee_id = :who")
    _after_each_cast(patch, lambda poll, who, one: db.session.execute(timed, {"who": who}))


def an_event_for_each_ballot(patch: Patch) -> None:
    """The record of the vote has a line for each ballot."""
    _after_each_cast(patch, lambda poll, who, one: chain.append(act(), queries.poll(poll), "cast", {}))


def a_journal_line_for_each_ballot(patch: Patch) -> None:
    """The journal has a line for each ballot, as for every other verb."""
    line = {"at": NOON, "verb": "poll.cast", "subject_kind": "poll"}
    _after_each_cast(patch, lambda poll, who, one: db.session.add(JournalLine(**line, subject_id=poll)))


def receipts_in_the_journal(patch: Patch) -> None:
    """The journal tells who got which receipt."""
    real = service.cast

    def cast(slip: service.Slip, *way: Any) -> Receipt:
        receipt = real(slip, *way)
        detail = {"attendee": slip.attendee_id, "receipt": receipt.number}
        line = {"at": NOON, "verb": "poll.cast", "subject_kind": "poll", "subject_id": slip.poll_id}
        db.session.add(JournalLine(**line, detail=detail))
        db.session.commit()
        return receipt

    patch.setattr(service, "cast", cast)


def opened_unshuffled(patch: Patch) -> None:
    """Marks are laid out as the ballots lay in the box."""
    unmoved = SimpleNamespace(shuffle=lambda marks: None)
    patch.setattr(table, "secrets", SimpleNamespace(SystemRandom=lambda: unmoved, token_bytes=token_bytes))


def lines_shuffled_alike(patch: Patch) -> None:
    """Papers are shuffled, and each stays together."""
    real = table._lay_out

    def lay_out(poll_id: int, paper: Paper, papers: list[Marked]) -> None:
        real(poll_id, paper, random.sample(papers, len(papers)))

    patch.setattr(table, "_lay_out", lay_out)
    opened_unshuffled(patch)


def whole_papers_laid_out(patch: Patch) -> None:
    """An opened row is a whole paper."""

    def lay_out(poll_id: int, paper: Paper, papers: Sequence[Marked]) -> None:
        for marked in papers:
            whole = "".join(choice.value[0] for choice in marked.choices)
            row = {"id": token_bytes(16), "poll_id": poll_id, "question": 0, "choice": whole}
            db.session.execute(insert(OpenedBallot).values(**row))

    patch.setattr(table, "_lay_out", lay_out)


def seal_not_compared(patch: Patch) -> None:
    """The box is opened without asking what the close committed to."""

    def opened(self: TableBox, slot: Slot, seal: Seal, key: bytes) -> list[Marked]:
        return real(self, slot, self.close(slot.poll_id), key)

    real = TableBox.open
    patch.setattr(TableBox, "open", opened)


def marks_not_counted(patch: Patch) -> None:
    """Nobody asks whether there are as many ballots as marks."""
    patch.setattr(table, "_used", lambda poll_id: len(table._held(poll_id)))


def opening_not_remembered(patch: Patch) -> None:
    """Nobody asks whether the box was opened before."""
    patch.setattr(table, "_was_opened", lambda poll_id: False)


def lengths_not_compared(patch: Patch) -> None:
    """The box closes over whatever lies in it."""

    def close(self: TableBox, poll_id: int) -> Seal:
        digests = [formats.digest(number, body) for number, body in table._held(poll_id)]
        return Seal(tuple(sorted(one.hex() for one in digests)), formats.root(digests))

    patch.setattr(TableBox, "close", close)


def opened_in_two_transactions(patch: Patch) -> None:
    """The marks are laid out for good before anything is counted."""
    real = table._lay_out

    def lay_out(*given: Any) -> None:
        real(*given)
        db.session.commit()

    patch.setattr(table, "_lay_out", lay_out)


def no_count_beside_the_database(patch: Patch) -> None:
    """Nothing but the database knows how many ballots were answered for."""
    patch.setattr(witness, "one_more", lambda poll_id: None)


def votes_known_for_ever(patch: Patch) -> None:
    """What the server once knew of a vote is never looked at again."""
    patch.setattr(frozen, "forget", lambda poll_id: None, raising=False)


def receipts_left_out(patch: Patch) -> None:
    """The list of receipts is one short."""
    real = public.receipts
    for module in (public, publishing):
        patch.setattr(module, "receipts", lambda poll: real(poll)[1:])
