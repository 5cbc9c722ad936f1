"""Attacks of who holds a copy of the files: of the time of the vote, or from later on."""

import re
from dataclasses import dataclass, replace
from itertools import chain

from ballots import sealing
from ballots.sealing import Lock
from blueprints.polls import queries, service
from blueprints.polls.desk import desk
from blueprints.polls.models import Box
from blueprints.shared.db import is_sqlite
from domain.rules import Method
from tests.attacks.stage import CANARY, COMMITTEE, MOTION, REVIEW, Vote, electing, hall, sealed
from tests.attacks.traces import (
    asked,
    bystander,
    copies,
    database,
    found_in,
    log,
    position,
    reading,
    score,
    spellings,
    tables,
)
from tests.features.polls.make_paper import marked
from tests.features.polls.make_polls import crowd, name_tellers
from tests.features.polls.make_reviews import graded
from tests.features.polls.traces import orders_in_file
from tests.make import Community, act, later

#: So far from chance no order of voting may lie.
LIMIT = 4.5

#: Papers of one election that have nothing in common but their size.
PAPERS = (marked("aan", CANARY, "乙"), marked("ffa"), marked("nnn"), marked("aaa", CANARY), marked("fan", "某" * 20))


def reads_the_order_of_voting(house: Community) -> bool:
    """After the scrub: the ballots in the order of their bytes in the file, or of their rows."""
    vote = sealed(crowd(house, 100))
    vote.all_vote()
    vote.close()
    vote.unbox()
    return any(abs(score(order)) > LIMIT for order in orders_after(vote))


def orders_after(vote: Vote) -> list[list[int]]:
    """The votes' places in the order of voting as a reader of rows, and on SQLite of raw bytes, meets them."""
    place = {ballot: at for at, ballot in enumerate(vote.ballots)}
    rows = [[place[one] for row in tables()["ballot"] for one in row if one in place]]
    return rows + orders_in_file(database(), vote.ballots) if is_sqlite() else rows


def replays_the_log(house: Community) -> bool:
    """After the scrub: the log holds the votes one after the other, voter beside ballot."""
    vote = sealed(hall(house))
    vote.all_vote()
    vote.close()
    with bystander():
        vote.unbox()
        return found_in({"log": log().read_bytes()}, vote.ballots)


def reads_on_while_told_that_nothing_is_left(house: Community) -> bool:
    """Somebody reads the database during the scrub, so that the log cannot go, and the product says that it went."""
    vote = sealed(hall(house))
    vote.all_vote()
    vote.close()
    with reading("meeting"):
        vote.unbox()
        said = queries.poll(vote.poll).box
        return said == Box.SCRUBBED and found_in({"log": log().read_bytes()}, vote.ballots)


def reads_ballots_in_a_copy_of_the_vote(house: Community) -> bool:
    """A copy made while people vote, or before the box is opened: names that were written in, marks in the clear."""
    since, vote = position(), sealed(electing(house), COMMITTEE)
    vote.all_vote(PAPERS)
    taken = [copies(since)]
    vote.close()
    service.give_code(act(), vote.poll, vote.codes[0])
    taken.append(copies(since))
    clear = re.compile(rb'"m":"[fan]{3}"')
    names = [CANARY.encode(code) for code in ("utf-8", "utf-16-le", "gb18030", "unicode-escape")]
    return any(found_in(files, names) or any(map(clear.search, files.values())) for files in taken)


def finds_key_or_code_in_a_file(house: Community) -> bool:
    """At no time of its life does the vote's key, a code or what is made of a code lie in any file."""
    since, room = position(), hall(house)
    name_tellers(room, *room.voters[:2])
    poll = service.propose(act(), room.item, MOTION, Method.secret)
    service.hand_out(act(), poll, 2)
    ceremony = desk(poll).ceremony
    assert ceremony is not None
    key, codes = ceremony.key.private, dict(ceremony.codes)
    taken = [copies(since)]
    for teller, code in codes.items():
        service.confirm_code(act(), poll, teller, code)
    vote = Vote(room, service.open_poll(act(), poll), list(codes.values()))
    vote.all_vote()
    vote.close()
    service.give_code(act(), poll, vote.codes[0])
    taken.append(copies(since))
    vote.unbox()
    taken.append(copies(since))
    secrets = [*spellings(key), *spelled(poll, vote.codes)]
    return any(found_in(files, secrets) for files in taken)


def spelled(poll: int, codes: list[str]) -> list[bytes]:
    """The codes, and the shares made of them, in every way in which they may be written."""
    lock = queries.lock_of(queries.poll(poll))
    assert lock is not None
    plain = [code.replace("-", "") for code in codes]
    shares = [spellings(sealing.stretched(code, bytes.fromhex(lock.salt)).key) for code in codes]
    words = [one.encode() for code in codes + plain for one in (code, code.lower())]
    return [*words, *chain.from_iterable(shares)]


def measures_the_ballots(house: Community) -> bool:
    """Sealed ballots lie in a copy of the vote; their lengths sort them by what was marked and written."""
    vote = sealed(electing(house), COMMITTEE)
    vote.all_vote(PAPERS)
    return len({len(body) for body in Copy.of(vote).ballots.values()}) > 1


def measures_the_ballots_of_a_review(house: Community) -> bool:
    """The same of a review: ballots that leave everybody out, and ballots that grade everybody."""
    vote = sealed(hall(house), REVIEW)
    vote.all_vote(map(graded, ("111", "000", "420", "444", "012")))
    held = Copy.of(vote).ballots.values()
    lengths = {len(body) for body in held}
    return len(lengths) > 1 or any(body.count(b'{"m":') for body in held)


@dataclass(frozen=True)
class Copy:
    """What a copy of the database holds of one vote."""

    poll: int
    lock: Lock
    ballots: dict[bytes, bytes]

    @classmethod
    def of(cls, vote: Vote) -> "Copy":
        """Taken now."""
        ballots = {row[0]: row[2] for row in tables()["ballot"] if row[1] == vote.poll}
        return cls(vote.poll, Lock.from_json(queries.poll(vote.poll).lock or {}), ballots)

    def read(self, codes: list[str]) -> dict[bytes, bytes]:
        """The ballots in the clear, as far as these codes lead; however few the lock is told to ask for."""
        shares = [share for code in codes if (share := sealing.share_of(self.lock, code))]
        for asked_for in (self.lock.needed, *range(1, len(shares) + 1)):
            try:
                key = sealing.unlock(replace(self.lock, needed=asked_for), shares)
            except ValueError:
                continue
            return {number: sealing.unseal(key, self.poll, number, body) for number, body in self.ballots.items()}
        return {}


def opens_a_copy_with_one_code_too_few(house: Community) -> bool:
    """A copy of the vote and all codes but one that are needed."""
    vote = sealed(hall(house), needed=3)
    vote.all_vote()
    return bool(Copy.of(vote).read(vote.codes[:2]))


def reads_erased_ballots(house: Community) -> bool:
    """After the erasure: all codes are still there, and the database's files are searched for ballots and lock."""
    vote = _announced(house)
    service.erase(act(at=later(days=8)), vote.poll)
    return not _gone(vote)


def reads_erased_ballots_that_a_reader_kept(house: Community) -> bool:
    """The same while somebody reads the database: the product must not say that everything is gone."""
    vote = _announced(house)
    with reading("meeting"):
        service.erase(act(at=later(days=8)), vote.poll)
        said = queries.poll(vote.poll).box
        return said == Box.SCRUBBED and not _gone(vote)


def _announced(house: Community) -> Vote:
    vote = sealed(hall(house))
    vote.all_vote()
    vote.end()
    copy = Copy.of(vote)
    vote.kept = [*copy.ballots.values(), *(wrap.encode() for wrap in copy.lock.wraps)]
    return vote


def _gone(vote: Vote) -> bool:
    """Whether no file but PostgreSQL's log, which is told of in the threat model, still holds any of it."""
    files = {name: content for name, content in copies().items() if "/pg_wal/" not in name}
    return not found_in(files, vote.kept)


def pairs_by_transaction(house: Community) -> bool:
    """On PostgreSQL a row tells which transaction wrote it; voter and ballot share theirs until the scrub."""
    vote = sealed(hall(house))
    vote.all_vote()
    vote.close()
    vote.unbox()
    writers = "SELECT count(*) FROM (SELECT DISTINCT xmin::text FROM {}) AS one"
    return any(asked(writers.format(table)) > 1 for table in ("voter", "ballot"))
