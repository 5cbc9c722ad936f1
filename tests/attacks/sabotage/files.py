"""What keeps files from telling: tables without hidden numbers, sealing, the scrub, the erasure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from sqlalchemy import Table

from ballots import formats, sealing
from ballots.sealing import KeyPair, Lock
from blueprints.polls import chain, queries, service
from blueprints.polls.desk import desk
from blueprints.polls.models import Ballot
from blueprints.polls.sealed import SealedBox
from blueprints.polls.table import TableBox
from blueprints.shared import scrubbing
from blueprints.shared.db import db
from domain.grade import Grade
from domain.paper import Marked, Paper
from tests.make import act

Patch = pytest.MonkeyPatch


def hidden_numbers(patch: Patch) -> None:
    """Ballots lie in an ordinary SQLite table, which numbers its rows."""
    table = cast(Table, Ballot.__table__)
    patch.setitem(table.dialect_options["sqlite"], "with_rowid", True)
    table.drop(db.engine)
    table.create(db.engine)


def scrub_without_vacuum(patch: Patch) -> None:
    """The log is emptied and the pages stay as they were filled."""
    patch.setattr(scrubbing, "_rewritten", lambda cursor: scrubbing._truncated(cursor))


def scrub_left_out(patch: Patch) -> None:
    """Nothing is scrubbed, and it is said to be."""
    patch.setattr(TableBox, "scrub", lambda self, poll_id: True)


def scrub_not_proven(patch: Patch) -> None:
    """It is scrubbed, and nobody asks whether it helped."""
    done = scrubbing._sqlite
    patch.setattr(scrubbing, "_sqlite", lambda: done() or True)


def rows_not_renewed(patch: Patch) -> None:
    """On PostgreSQL the rows keep the transactions that wrote them."""
    patch.setattr(scrubbing, "_renew", lambda session, heap: None)


def ballots_not_sealed(patch: Patch) -> None:
    """A sealed box that seals nothing."""
    patch.setattr(SealedBox, "hide", lambda self, slot, number, plain: plain)
    patch.setattr(SealedBox, "reveal", lambda self, slot, number, body, key: body)


def choices_on_record(patch: Patch) -> None:
    """Each ballot is told in the record of the vote, with what is on it."""
    real = service.cast

    def told(slip: service.Slip, *way: Any) -> formats.Receipt:
        receipt = real(slip, *way)
        with db.session.no_autoflush:
            chain.append(act(), queries.poll(slip.poll_id), "cast", {"said": formats.said(slip.marked).decode()})
        db.session.commit()
        return receipt

    patch.setattr(service, "cast", told)


def key_kept(patch: Patch) -> None:
    """The private key lies beside its lock."""
    real, made = Lock.to_json, sealing.lock
    kept: dict[str, str] = {}

    def lock(key: KeyPair, codes: Sequence[str], needed: int) -> Lock:
        kept["private"] = key.private.hex()
        return made(key, codes, needed)

    patch.setattr(sealing, "lock", lock)
    patch.setattr(Lock, "to_json", lambda self: {**real(self), **kept})


def codes_kept(patch: Patch) -> None:
    """The codes are noted when they are given out."""
    real = chain.append

    def append(act: Any, poll: Any, event: str, payload: dict[str, Any]) -> None:
        ceremony = desk(poll.id).ceremony
        real(act, poll, event, {**payload, "codes": list(ceremony.codes.values())} if ceremony else payload)

    patch.setattr(chain, "append", append)


def padding_to_the_content(patch: Patch) -> None:
    """Ballots are as long as what is written on them."""
    real = formats.plain

    def plain(paper: Paper, marked: Marked) -> bytes:
        return real(paper, marked)[: 3 + len(formats.said(marked)) + formats.LEAST_PADDING]

    patch.setattr(formats, "plain", plain)


def marks_left_out(patch: Patch) -> None:
    """A ballot holds only what was marked, and is as long as that."""
    real = formats.plain

    def plain(paper: Paper, marked: Marked) -> bytes:
        unmarked = marked.choices.count(Grade.UNMARKED)
        return real(paper, marked)[: formats.size(paper) - unmarked]

    patch.setattr(formats, "plain", plain)


def padding_of_zeros(patch: Patch) -> None:
    """Nothing on a ballot is random."""
    real = formats.plain

    def plain(paper: Paper, marked: Marked) -> bytes:
        end = 3 + len(formats.said(marked))
        return real(paper, marked)[:end] + bytes(formats.size(paper) - end)

    patch.setattr(formats, "plain", plain)


def lock_for_one_code_fewer(patch: Patch) -> None:
    """The key is locked with one code fewer than was said."""
    made = sealing.lock
    patch.setattr(sealing, "lock", lambda key, codes, needed: made(key, codes, needed - 1))


def ballots_not_erased(patch: Patch) -> None:
    """The erasure leaves the ballots."""
    patch.setattr(TableBox, "erase", lambda self, poll_id: None)


def lock_not_erased(patch: Patch) -> None:
    """The erasure leaves what the codes open."""
    patch.setattr(Lock, "blunted", lambda self: replace(self))
