"""The second half of the suite for every level: what the close commits to, the one opening, the published lists."""

import pytest
from sqlalchemy import delete, insert, select, update

from ballots import formats
from blueprints.polls import box as boxes
from blueprints.polls import queries, service
from blueprints.polls.box import BallotBox
from blueprints.polls.models import Ballot, OpenedBallot, Voter
from blueprints.shared.db import db, writing
from domain.paper import Choice, motion_paper, one
from tests.conftest import on_both
from tests.features.polls.make_polls import (
    Hall,
    cast,
    everybody_votes,
    folded,
    refused,
    unboxed,
)
from tests.make import act


@on_both
def test_the_close_commits_to_the_box_and_the_opening_counts_it(room: Hall, poll: int, codes: list[str]) -> None:
    slips = everybody_votes(room, poll)
    service.close_poll(act(room.secretary), poll)
    unboxed(room, poll, codes)
    found = queries.poll(poll)
    assert (found.in_favour, found.against, found.abstain) == (2, 2, 1)
    assert found.box_count == 5
    assert queries.opened_marks(found) == (tuple(sorted(slip.marked.choices[0] for slip in slips)), ())
    assert found.box == "scrubbed"


@on_both
@pytest.mark.parametrize("tampering", ["drop", "add", "replace", "unmark", "count", "root"])
def test_a_box_that_is_not_as_it_was_sealed_is_not_opened(
    room: Hall, poll: int, box: BallotBox, codes: list[str], tampering: str
) -> None:
    everybody_votes(room, poll)
    service.close_poll(act(room.secretary), poll)
    tamper(poll, tampering, folded(poll, box).body)
    with refused(boxes.BROKEN_SEAL):
        unboxed(room, poll, codes)
    assert queries.poll(poll).state == "closed"
    assert not db.session.scalars(select(OpenedBallot)).all()


def tamper(poll: int, how: str, other: bytes) -> None:
    with writing() as session:
        one = session.scalars(select(Ballot).where(Ballot.poll_id == poll)).first()
        if how == "drop":
            session.execute(delete(Ballot).where(Ballot.id == one.id))
        elif how == "add":
            session.execute(insert(Ballot).values(id=b"x" * 16, poll_id=poll, body=other))
        elif how == "replace":
            session.execute(update(Ballot).where(Ballot.id == one.id).values(body=other))
        elif how == "unmark":
            voter = session.scalars(select(Voter).where(Voter.poll_id == poll)).first()
            voter.state = 0
        elif how == "count":
            queries.poll(poll).digests = queries.poll(poll).digests[1:]
        else:
            queries.poll(poll).box_root = "0" * 64


@on_both
def test_a_box_is_opened_once(room: Hall, poll: int, codes: list[str]) -> None:
    everybody_votes(room, poll)
    service.close_poll(act(room.secretary), poll)
    unboxed(room, poll, codes)
    before = sorted(db.session.scalars(select(OpenedBallot.id)))
    with refused("现在不能开箱" if codes else "表决现在是“已计票”"):
        unboxed(room, poll, codes)
    assert sorted(db.session.scalars(select(OpenedBallot.id))) == before
    # Even with the state put back by hand the box stays opened.
    with writing():
        queries.poll(poll).state = "closed"
    with refused(boxes.BROKEN_SEAL):
        unboxed(room, poll, codes)


@on_both
def test_an_empty_box_adopts_nothing(room: Hall, poll: int, codes: list[str]) -> None:
    service.close_poll(act(room.secretary), poll)
    unboxed(room, poll, codes)
    assert queries.poll(poll).verdict["adopted"] is False


@on_both
def test_a_void_box_stays_shut(room: Hall, poll: int, codes: list[str]) -> None:
    cast(poll, room.voters[0])
    service.void(act(room.secretary), poll, "选票有误")
    found = queries.poll(poll)
    assert (found.state, found.box) == ("void", "scrubbed")
    with refused("现在不能开箱" if codes else "表决现在是“作废”"):
        unboxed(room, poll, codes)
    assert queries.ballot_public(poll) is None


def test_the_ballots_of_a_void_vote_are_erased_too(room: Hall, poll: int) -> None:
    cast(poll, room.voters[0])
    service.void(act(room.secretary), poll, "选票有误")
    due = service.erasable_from(queries.poll(poll))
    assert due is not None
    service.erase(act(room.secretary, at=due), poll)
    assert not db.session.scalars(select(Ballot)).all()


@on_both
def test_the_published_lists_hold_every_receipt_and_no_link_to_a_choice(
    room: Hall, poll: int, codes: list[str]
) -> None:
    slips = [service.new_slip(poll, voter, Choice.FOR) for voter in room.voters]
    numbers = sorted(service.cast(slip).number for slip in slips)
    assert queries.ballot_public(poll) is None
    service.close_poll(act(room.secretary), poll)
    assert queries.ballot_public(poll) is None
    unboxed(room, poll, codes)
    lists = queries.ballot_public(poll)
    assert lists is not None
    assert list(lists.receipts) == numbers
    assert len(set(numbers)) == 5
    assert lists.opened == ((Choice.FOR,) * 5, ())
    assert lists.receipts_sha == formats.list_sha(numbers)


def test_every_choice_makes_a_body_of_the_same_length_that_reads_back() -> None:
    paper = motion_paper("同意该经费方案")
    bodies = {choice: formats.plain(paper, one(choice)) for choice in Choice}
    assert {len(body) for body in bodies.values()} == {formats.size(paper)} == {64}
    assert {choice: formats.marked(paper, body) for choice, body in bodies.items()} == {c: one(c) for c in Choice}
    with pytest.raises(ValueError, match="not a ballot"):
        formats.marked(paper, b"\x09" + bodies[Choice.FOR][1:])


def test_who_keeps_the_nonce_cannot_prove_the_choice_with_the_published_receipt(
    room: Hall, poll: int, box: BallotBox
) -> None:
    slip = service.new_slip(poll, room.voters[0], Choice.FOR)
    number = service.cast(slip).number
    guesses = {
        formats.receipt_number(formats.digest(formats.ballot_id(slip.nonce), folded(poll, box, choice).body))
        for choice in Choice
        for _ in range(50)
    }
    assert number not in guesses
