"""Level "detached": ballots lie readable in the box, in a table that knows no voter, time or order."""

import secrets

from sqlalchemy import Result, func, insert, select, update
from sqlalchemy.engine import CursorResult

from blueprints.polls import formats, scrubbing
from blueprints.polls.box import ALREADY, BROKEN_SEAL, CLOSED, NOT_ON_ROLL, Seal
from blueprints.polls.models import Ballot, Choice, OpenedBallot, Poll, Voter
from blueprints.shared.db import db
from domain.decision import Votes
from domain.words import Refusal


class DetachedBox:
    """`BallotBox` without encryption: who gets a copy of the database during the vote sees who voted what."""

    level = "detached"

    def cast(self, poll_id: int, attendee_id: int, choice: Choice, nonce: bytes) -> bytes:
        """See `BallotBox.cast`."""
        ballot_id = formats.ballot_id(nonce)
        if not _is_open(poll_id):
            return _earlier(poll_id, ballot_id, CLOSED)
        if not self.mark(poll_id, attendee_id):
            return _earlier(poll_id, ballot_id, _why_not(poll_id, attendee_id))
        return self.put(poll_id, ballot_id, formats.body(choice))

    def mark(self, poll_id: int, attendee_id: int) -> bool:
        """Use up the voter's one vote; False when there is none to use."""
        unused = (Voter.poll_id == poll_id, Voter.attendee_id == attendee_id, Voter.state == 0)
        done = db.session.execute(
            update(Voter).where(*unused).values(state=1).execution_options(synchronize_session=False)
        )
        return _rows(done) == 1

    def put(self, poll_id: int, ballot_id: bytes, body: bytes) -> bytes:
        """Put one ballot in and return its digest."""
        db.session.execute(insert(Ballot).values(id=ballot_id, poll_id=poll_id, body=body))
        return formats.digest(ballot_id, body)

    def close(self, poll_id: int) -> Seal:
        """See `BallotBox.close`."""
        digests = [formats.digest(number, body) for number, body in _held(poll_id)]
        return Seal(len(digests), formats.root(digests))

    def open(self, poll_id: int, seal: Seal) -> Votes:
        """See `BallotBox.open`."""
        if self.close(poll_id) != seal or _marked(poll_id) != seal.count or self.opened(poll_id):
            raise Refusal(BROKEN_SEAL)
        choices = [_read(body) for _, body in _held(poll_id)]
        _lay_out(poll_id, choices)
        return Votes(choices.count(Choice.FOR), choices.count(Choice.AGAINST), choices.count(Choice.ABSTAIN))

    def scrub(self, poll_id: int) -> bool:
        """See `BallotBox.scrub`."""
        return scrubbing.scrub(poll_id)

    def receipts(self, poll_id: int) -> list[str]:
        """See `BallotBox.receipts`."""
        return sorted(formats.receipt_number(formats.digest(number, body)) for number, body in _held(poll_id))

    def opened(self, poll_id: int) -> list[Choice]:
        """See `BallotBox.opened`."""
        found = db.session.scalars(select(OpenedBallot.choice).where(OpenedBallot.poll_id == poll_id))
        return sorted(Choice(choice) for choice in found)


def _is_open(poll_id: int) -> bool:
    # The shared lock is PostgreSQL's: whoever closes waits for this vote, and this vote for whoever closes.
    state = db.session.scalar(select(Poll.state).where(Poll.id == poll_id).with_for_update(read=True))
    return state == "open"


def _earlier(poll_id: int, ballot_id: bytes, refusal: str) -> bytes:
    """The digest of the same ballot sent before, else the refusal."""
    body = db.session.scalar(select(Ballot.body).where(Ballot.id == ballot_id, Ballot.poll_id == poll_id))
    if body is None:
        raise Refusal(refusal)
    return formats.digest(ballot_id, body)


def _why_not(poll_id: int, attendee_id: int) -> str:
    own = (Voter.poll_id == poll_id, Voter.attendee_id == attendee_id)
    return ALREADY if db.session.scalar(select(Voter.state).where(*own)) is not None else NOT_ON_ROLL


def _held(poll_id: int) -> list[tuple[bytes, bytes]]:
    query = select(Ballot.id, Ballot.body).where(Ballot.poll_id == poll_id).order_by(Ballot.id)
    return [(number, body) for number, body in db.session.execute(query)]


def _marked(poll_id: int) -> int:
    query = select(func.count()).select_from(Voter).where(Voter.poll_id == poll_id, Voter.state > 0)
    return db.session.scalar(query) or 0


def _read(body: bytes) -> Choice:
    try:
        return formats.choice_of(body)
    except ValueError:
        raise Refusal(BROKEN_SEAL) from None


def _lay_out(poll_id: int, choices: list[Choice]) -> None:
    """Insert the choices shuffled under fresh numbers in their order: no opened ballot leads back to the box."""
    secrets.SystemRandom().shuffle(choices)
    numbers = sorted(secrets.token_bytes(16) for _ in choices)
    rows = [
        {"id": number, "poll_id": poll_id, "choice": choice.value}
        for number, choice in zip(numbers, choices, strict=True)
    ]
    if rows:
        db.session.execute(insert(OpenedBallot), rows)


def _rows(done: Result[tuple[()]]) -> int:
    assert isinstance(done, CursorResult)
    return done.rowcount
