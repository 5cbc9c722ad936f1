"""Attacks of who can write into the database: a closed box changed, its record rewritten, the opening repeated."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from ballots import formats, verify
from ballots.bundle import Broken
from ballots.events import event_sha
from blueprints.polls import chain, desk, queries, service
from blueprints.polls.box import Seal
from blueprints.polls.boxes import BOXES
from blueprints.polls.models import Ballot, OpenedBallot, Poll, PollEvent, Voter
from blueprints.shared.db import Base, db, writing
from domain.paper import Choice, one
from tests.attacks.stage import Vote, detached, hall, refused, sealed
from tests.make import Community, act


def changes_the_closed_box(house: Community) -> bool:
    """Each way to change what lies in a closed box; the box is opened all the same."""
    vote = sealed(hall(house))
    vote.all_vote()
    vote.close()
    return any(opened_after(vote, change) for change in (_drop, _add, swap, _unmark, _drop_and_commit_anew))


def opened_after(vote: Vote, change: Callable[[Vote], None]) -> bool:
    """Whether the box opens after the change; puts back what was there before."""
    kept = rows_of(vote)
    change(vote)
    done = not refused(vote.unbox)
    desk.cleared(vote.poll)
    if not done:
        put_back(vote, kept)
    return done


def rows_of(vote: Vote) -> dict[type[Base], list[dict[str, Any]]]:
    """Box and roll, and what the close committed to, as they are."""
    db.session.rollback()
    commitment = [Poll.box_root, Poll.box_count, Poll.digests]
    asked = {Ballot: Ballot.__table__.columns, Voter: Voter.__table__.columns, Poll: commitment}
    return {table: [dict(row) for row in db.session.execute(select(*what)).mappings()] for table, what in asked.items()}


def put_back(vote: Vote, kept: dict[type[Base], list[dict[str, Any]]]) -> None:
    """All of it as it was."""
    with writing() as session:
        for table in (Ballot, Voter):
            session.execute(delete(table))
            session.execute(insert(table), kept[table])
        session.execute(update(Poll).values(**kept[Poll][0]))


def _first(vote: Vote) -> bytes:
    return db.session.scalars(select(Ballot.id).where(Ballot.poll_id == vote.poll).order_by(Ballot.id)).all()[0]


def forged(vote: Vote) -> tuple[bytes, bytes]:
    """A ballot that the attacker makes: the public key lies in the database."""
    slot = queries.slot_of(queries.poll(vote.poll))
    folded = BOXES[queries.poll(vote.poll).level].fold(slot, formats.nonce(), one(Choice.AGAINST))
    return folded.id, folded.body


def _drop(vote: Vote) -> None:
    with writing() as session:
        session.execute(delete(Ballot).where(Ballot.id == _first(vote)))


def _add(vote: Vote) -> None:
    number, body = forged(vote)
    with writing() as session:
        session.execute(insert(Ballot).values(id=number, poll_id=vote.poll, body=body))


def swap(vote: Vote) -> None:
    """One ballot out, a forged one in."""
    _drop(vote)
    _add(vote)


def _unmark(vote: Vote) -> None:
    with writing() as session:
        session.execute(update(Voter).where(Voter.attendee_id == vote.room.voters[0]).values(state=0))


def _drop_and_commit_anew(vote: Vote) -> None:
    _drop(vote)
    commit_anew(vote)


def commit_anew(vote: Vote) -> None:
    """Write another root, count and list of digests over what lies in the box now."""
    with writing():
        seal: Seal = BOXES[queries.poll(vote.poll).level].close(vote.poll)
        poll = queries.poll(vote.poll)
        poll.box_root, poll.box_count, poll.digests = seal.root, seal.count, list(seal.digests)


def swaps_a_ballot_and_all_that_tells_of_it(house: Community) -> bool:
    """A ballot is swapped between close and opening, with root, digests and chain rewritten: the file verifies."""
    vote = sealed(hall(house))
    vote.all_vote()
    vote.close()
    noted = queries.poll(vote.poll).box_root
    swap(vote)
    commit_anew(vote)
    rewrite_the_chain(vote, "closed", root=queries.poll(vote.poll).box_root)
    if refused(vote.unbox):
        return False
    service.announce(act(), vote.poll)
    return verifies(queries.published_file(vote.poll), noted)


def rewrite_the_chain(vote: Vote, event: str, **payload: object) -> None:
    """Change an event and hash the whole chain again from there on, as who keeps the database can."""
    with writing():
        before = ""
        for line in chain.events(vote.poll):
            line.payload = {**line.payload, **payload} if line.event == event else line.payload
            line.prev_sha = before or line.prev_sha
            line.sha = event_sha(chain.as_event(line))
            before = line.sha


def verifies(content: bytes, root: str) -> bool:
    """Whether the verifier accepts the file against what the tellers wrote down."""
    try:
        verify.verify(content, root)
    except Broken:
        return False
    return True


def edits_the_record(house: Community) -> bool:
    """An event is changed afterwards: the page says that the record holds, and the published file verifies."""
    vote = sealed(hall(house))
    vote.all_vote()
    vote.end()
    root = queries.poll(vote.poll).box_root
    with writing() as session:
        first = PollEvent.poll_id == vote.poll, PollEvent.event == "box_opened"
        session.execute(update(PollEvent).where(*first).values(actor_id=house.stranger))
    return chain.holds(chain.events(vote.poll)) or verifies(queries.published_file(vote.poll), root)


def opens_the_box_anew(house: Community) -> bool:
    """The count does not please: the state is put back by hand and the box opened again, with other numbers."""
    vote = detached(hall(house))
    vote.all_vote()
    vote.close()
    vote.unbox()
    with writing():
        queries.poll(vote.poll).state = "closed"
    return not refused(vote.unbox) or opened_rows(vote) > len(vote.cast)


def opened_rows(vote: Vote) -> int:
    """How many marks were laid out."""
    query = select(func.count()).select_from(OpenedBallot).where(OpenedBallot.poll_id == vote.poll)
    return db.session.scalar(query) or 0


def slips_in_a_ballot_of_another_length(house: Community) -> bool:
    """A ballot of another length marks whose it is in every copy: the box closes over it."""
    vote = detached(hall(house))
    vote.all_vote()
    with writing() as session:
        session.execute(update(Ballot).where(Ballot.id == vote.ballots[0]).values(body=b"\x02" + bytes(127)))
    return not refused(vote.close)
