"""What must hold of a vote at any moment, read from its tables past the services."""

from collections import Counter

from sqlalchemy import func, select

from ballots.formats import digest, root
from blueprints.polls import chain, queries
from blueprints.polls.models import Ballot, OpenedBallot, Poll, Voter, Way
from blueprints.shared.db import db
from tests.attacks.model import Model

#: All that the record of a vote may tell; a ballot is none of it.
PHASES = {"codes_handed_out", "locked", "code_lost", "opened", "paper_merged", "paper_cancelled"}
PHASES |= {"closed", "box_opened", "counted", "announced", "scrubbed"}


def holds(poll_id: int, model: Model) -> None:
    """AssertionError for the first thing that does not."""
    db.session.rollback()
    poll = queries.poll(poll_id)
    assert poll.state == model.state
    _roll(poll, model)
    _box(poll, model)
    _secrets(poll, model)
    _commitment(poll, model)
    _count(poll, model)
    _record(poll)


def _roll(poll: Poll, model: Model) -> None:
    """I4, I8: each voter's digit is the one way on which the vote was used up."""
    rows = db.session.execute(select(Voter.attendee_id, Voter.state).where(Voter.poll_id == poll.id))
    found = {voter: Way(state) for voter, state in rows}
    assert found == (model.ways if model.state != "draft" else {})


def _box(poll: Poll, model: Model) -> None:
    """I1, I2: as many ballots as marks by phone and booth and as slips that came back, no more than were given out."""
    lying = db.session.scalar(select(func.count()).select_from(Ballot).where(Ballot.poll_id == poll.id)) or 0
    ways = Counter(model.ways.values())
    assert lying == ways[Way.PHONE] + ways[Way.BOOTH] + len(model.merged) == len(model.box)
    assert poll.paper_returned == len(model.merged)
    assert model.paper.elects or len(model.merged) <= ways[Way.PAPER]


def _secrets(poll: Poll, model: Model) -> None:
    """I5, I6: ballots are of one length and named nowhere else; before the opening nothing of a choice is written."""
    ballots = db.session.execute(select(Ballot.id, Ballot.body).where(Ballot.poll_id == poll.id)).all()
    assert len({len(body) for _, body in ballots}) <= 1
    told = str([line.payload for line in chain.events(poll.id)])
    assert not any(number.hex() in told for number, _ in ballots)
    if model.state in ("draft", "open", "closed"):
        assert (poll.tally, poll.in_favour, poll.verdict) == (None, None, None)
        assert not _opened(poll)


def _opened(poll: Poll) -> list[tuple[int, str]]:
    rows = db.session.execute(select(OpenedBallot.question, OpenedBallot.choice).where(OpenedBallot.poll_id == poll.id))
    return [(question, choice) for question, choice in rows]


def _commitment(poll: Poll, model: Model) -> None:
    """I7: from the close on the box is what was committed to."""
    if model.state in ("draft", "open"):
        return
    digests = [digest(one.id, one.body) for one in db.session.scalars(select(Ballot).where(Ballot.poll_id == poll.id))]
    assert (poll.box_root, poll.box_count) == (root(digests), len(digests))
    assert poll.digests == sorted(one.hex() for one in digests)


def _count(poll: Poll, model: Model) -> None:
    """I1, I3: the opened marks are the cast ones, line by line, and so is the tally."""
    if model.state not in ("counted", "announced"):
        return
    laid = [Counter[str]() for _ in model.opened]
    for question, choice in _opened(poll):
        laid[question][choice] += 1
    assert laid == model.opened
    assert poll.tally == model.count.to_json()
    assert poll.tally is not None
    assert poll.tally["valid"] + poll.tally["invalid"] == poll.box_count
    if not model.paper.elects:
        assert (poll.in_favour or 0) + (poll.against or 0) + (poll.abstain or 0) == poll.tally["valid"]
    elif len(model.merged) > model.issued:
        assert (poll.verdict or {})["valid"] is False, "more came back than were given out"


def _record(poll: Poll) -> None:
    """I9: the record is unbroken and tells of phases only."""
    lines = chain.events(poll.id)
    assert chain.holds(lines)
    assert {line.event for line in lines} <= PHASES
