"""What all levels share: ballots lie in a table that knows no voter, time or order."""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator

from sqlalchemy import bindparam, delete, func, insert, select, update

from ballots import formats
from blueprints.polls.box import BROKEN_SEAL, CLOSED, Folded, Seal, Slot, refusal_of
from blueprints.polls.models import Ballot, OpenedBallot, Poll, Voter, Way
from blueprints.shared import scrubbing
from blueprints.shared.db import Base, db
from blueprints.shared.scrubbing import Heap
from domain.paper import Marked, Paper, faults
from domain.words import Refusal

#: What is published of a line on a void paper.
INVALID = "invalid"


_VOTER, _BALLOT = (Base.metadata.tables[one.__tablename__] for one in (Voter, Ballot))

#: Built once, and carried out past the session's book-keeping: a whole hall casts within seconds.
#: The shared lock is PostgreSQL's: whoever closes waits for this vote, and this vote for whoever closes.
_STATE = select(Poll.state).where(Poll.id == bindparam("poll")).with_for_update(read=True)
_MARK = (
    update(_VOTER)
    .where(_VOTER.c.poll_id == bindparam("poll"), _VOTER.c.attendee_id == bindparam("attendee"))
    .where(_VOTER.c.state == int(Way.NONE))
    .values(state=bindparam("way"))
)
_PUT = insert(_BALLOT)


class TableBox(ABC):
    """A `BallotBox` on two tables; a level says how a ballot is made unreadable and read again."""

    level: str

    @abstractmethod
    def hide(self, slot: Slot, ballot_id: bytes, plain: bytes) -> bytes:
        """The body that lies in the box."""

    @abstractmethod
    def reveal(self, slot: Slot, ballot_id: bytes, body: bytes, key: bytes) -> bytes:
        """What was hidden; ValueError where it cannot be read."""

    def fold(self, slot: Slot, nonce: bytes, marked: Marked) -> Folded:
        """See `BallotBox.fold`."""
        number = formats.ballot_id(nonce)
        return Folded(number, self.hide(slot, number, formats.plain(slot.paper, marked)))

    def cast(self, poll_id: int, attendee_id: int, folded: Folded, way: Way) -> bytes:
        """See `BallotBox.cast`."""
        if not _is_open(poll_id):
            return _earlier(poll_id, folded.id, CLOSED)
        if not self.mark(poll_id, attendee_id, way):
            return _earlier(poll_id, folded.id, _why_not(poll_id, attendee_id))
        return self.put(poll_id, folded)

    def mark(self, poll_id: int, attendee_id: int, way: Way) -> bool:
        """Use up the voter's one vote; False when there is none to use."""
        wanted = {"poll": poll_id, "attendee": attendee_id, "way": int(way)}
        return db.session.connection().execute(_MARK, wanted).rowcount == 1

    def put(self, poll_id: int, folded: Folded) -> bytes:
        """Put one ballot in and return its digest."""
        db.session.connection().execute(_PUT, {"id": folded.id, "poll_id": poll_id, "body": folded.body})
        return formats.digest(folded.id, folded.body)

    def merge(self, poll_id: int, batch: list[Folded]) -> None:
        """See `BallotBox.merge`."""
        rows = [{"id": one.id, "poll_id": poll_id, "body": one.body} for one in batch]
        if rows:
            db.session.execute(insert(Ballot), rows)

    def close(self, poll_id: int) -> Seal:
        """See `BallotBox.close`."""
        held = _held(poll_id)
        if len({len(body) for _, body in held}) > 1:
            raise Refusal(BROKEN_SEAL)
        digests = [formats.digest(number, body) for number, body in held]
        return Seal(tuple(sorted(one.hex() for one in digests)), formats.root(digests))

    def open(self, slot: Slot, seal: Seal, key: bytes) -> list[Marked]:
        """See `BallotBox.open`."""
        if self.close(slot.poll_id) != seal or _used(slot.poll_id) != seal.count or _was_opened(slot.poll_id):
            raise Refusal(BROKEN_SEAL)
        papers = [self._read(slot, number, body, key) for number, body in _held(slot.poll_id)]
        _lay_out(slot.poll_id, slot.paper, papers)
        return papers

    def _read(self, slot: Slot, number: bytes, body: bytes, key: bytes) -> Marked:
        try:
            return formats.marked(slot.paper, self.reveal(slot, number, body, key))
        except ValueError:
            raise Refusal(BROKEN_SEAL) from None

    def scrub(self, poll_id: int) -> bool:
        """See `BallotBox.scrub`."""
        return scrub(poll_id)

    def erase(self, poll_id: int) -> None:
        """See `BallotBox.erase`."""
        db.session.execute(delete(Ballot).where(Ballot.poll_id == poll_id))


def scrub(poll_id: int) -> bool:
    """Scrub one vote's roll and box; the lock that an erasure takes away goes with the old rows of its table."""
    heaps = [Heap(table, "poll_id", poll_id) for table in (Voter, Ballot)]
    return scrubbing.scrub(heaps, ("poll",))


def _is_open(poll_id: int) -> bool:
    return db.session.connection().scalar(_STATE, {"poll": poll_id}) == "open"


def _earlier(poll_id: int, ballot_id: bytes, refusal: str) -> bytes:
    """The digest of the same ballot sent before, else the refusal."""
    body = db.session.scalar(select(Ballot.body).where(Ballot.id == ballot_id, Ballot.poll_id == poll_id))
    if body is None:
        raise Refusal(refusal)
    return formats.digest(ballot_id, body)


def _why_not(poll_id: int, attendee_id: int) -> str:
    own = (Voter.poll_id == poll_id, Voter.attendee_id == attendee_id)
    return refusal_of(db.session.scalar(select(Voter.state).where(*own)))


def _held(poll_id: int) -> list[tuple[bytes, bytes]]:
    query = select(Ballot.id, Ballot.body).where(Ballot.poll_id == poll_id).order_by(Ballot.id)
    return [(number, body) for number, body in db.session.execute(query)]


def _used(poll_id: int) -> int:
    """How many ballots there must be: one for each mark by phone and booth, one for each slip that came back."""
    own = (Voter.poll_id == poll_id, Voter.state.in_((Way.PHONE, Way.BOOTH)))
    cast = db.session.scalar(select(func.count()).select_from(Voter).where(*own)) or 0
    slips = db.session.scalar(select(Poll.paper_returned).where(Poll.id == poll_id)) or 0
    return cast + slips


def _was_opened(poll_id: int) -> bool:
    query = select(func.count()).select_from(OpenedBallot).where(OpenedBallot.poll_id == poll_id)
    return bool(db.session.scalar(query))


def _lay_out(poll_id: int, paper: Paper, papers: list[Marked]) -> None:
    """Each line's marks shuffled apart from the others, under fresh numbers in their order.

    No opened line leads back to the box or to another line: a pattern over many lines would tell whose paper it is.
    """
    marks = [mark for question in _questions(paper, papers) for mark in question]
    numbers = sorted(secrets.token_bytes(16) for _ in marks)
    rows = [
        {"id": number, "poll_id": poll_id, "question": question, "choice": choice}
        for number, (question, choice) in zip(numbers, marks, strict=True)
    ]
    if rows:
        db.session.execute(insert(OpenedBallot), rows)


def _questions(paper: Paper, papers: list[Marked]) -> Iterator[list[tuple[int, str]]]:
    good = {at for at, marked in enumerate(papers) if not faults(paper, marked)}
    for question in range(len(paper.lines)):
        marks = [
            (question, marked.choices[question].value if at in good else INVALID) for at, marked in enumerate(papers)
        ]
        secrets.SystemRandom().shuffle(marks)
        yield marks
    written = [(len(paper.lines), name) for at in good for name in papers[at].written]
    secrets.SystemRandom().shuffle(written)
    yield written
