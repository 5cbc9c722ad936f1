"""What everybody of the meeting may check after the count."""

from dataclasses import dataclass

from sqlalchemy import select

from ballots import formats
from blueprints.polls.models import OpenedBallot, Poll
from blueprints.polls.queries.votes import COUNTED, paper_of, poll
from blueprints.shared import keys
from blueprints.shared.db import db


@dataclass(frozen=True)
class PublicBox:
    """The lists of a counted box; hashes in hexadecimal, one entry a line; `opened` has a list for each line."""

    count: int
    root: str
    receipts: tuple[str, ...]
    receipts_sha: str
    opened: tuple[tuple[str, ...], ...]
    opened_sha: str
    public_key: str


def ballot_public(poll_id: int) -> PublicBox | None:
    """The lists of a secret vote that was counted; None for all others, whose box says nothing."""
    found = poll(poll_id)
    if not found.level or found.state not in COUNTED or found.digests is None:
        return None
    numbers, opened = receipts(found), opened_marks(found)
    return PublicBox(
        count=len(found.digests),
        root=found.box_root,
        receipts=numbers,
        receipts_sha=formats.list_sha(numbers),
        opened=opened,
        opened_sha=formats.list_sha(",".join(marks) for marks in opened),
        public_key=formats.public_key(keys.derived("receipt")),
    )


def receipts(found: Poll) -> tuple[str, ...]:
    """The numbers of all ballots that lay in the box at the close, sorted."""
    return tuple(sorted(formats.receipt_number(bytes.fromhex(one)) for one in found.digests or ()))


def opened_marks(found: Poll) -> tuple[tuple[str, ...], ...]:
    """For each line the marks of all ballots, sorted, and at the end the written names; no line joins another."""
    query = select(OpenedBallot.question, OpenedBallot.choice).where(OpenedBallot.poll_id == found.id)
    marks: list[list[str]] = [[] for _ in range(len(paper_of(found).lines) + 1)]
    for question, choice in db.session.execute(query):
        marks[question].append(choice)
    return tuple(tuple(sorted(line)) for line in marks)
