"""One suite for every level of the ballot box, on both databases: one effect, one answer, one opening."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from blueprints.polls import box as boxes
from blueprints.polls import formats, queries, service
from blueprints.polls.box import BallotBox
from blueprints.polls.boxes import BOXES
from blueprints.polls.models import Ballot, Choice, OpenedBallot, Poll, Voter
from blueprints.polls.service import Slip
from blueprints.shared.db import db, writing
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.polls.make_polls import Hall, cast, everybody_votes, hall, marks_and_ballots, opened
from tests.make import Community, act


@pytest.fixture(params=sorted(BOXES))
def box(request: pytest.FixtureRequest) -> BallotBox:
    """Every level there is."""
    return BOXES[request.param]


@pytest.fixture
def room(house: Community) -> Hall:
    """Five voters in the hall."""
    return hall(house)


@pytest.fixture
def poll(room: Hall, box: BallotBox) -> Iterator[int]:
    """An open secret vote of this level."""
    number = opened(room)
    with writing():
        queries.poll(number).level = box.level
    yield number
    db.session.rollback()


def refused(sentence: str) -> pytest.RaisesExc[Refusal]:
    return pytest.RaisesExc(Refusal, match=sentence[:20])


@on_both
def test_a_ballot_is_cast_once_and_answers_with_a_signed_receipt(room: Hall, poll: int, box: BallotBox) -> None:
    slip = service.new_slip(poll, room.voters[0], Choice.AGAINST)
    receipt = service.cast(slip)
    assert marks_and_ballots(poll) == (1, 1)
    assert box.receipts(poll) == [receipt.number]
    key = formats.public_key(service.casting.keys.derived("receipt"))
    assert formats.receipt_holds(key, poll, receipt)
    assert not formats.receipt_holds(key, poll + 1, receipt)


@on_both
def test_the_same_slip_again_has_one_effect_and_the_same_answer(room: Hall, poll: int) -> None:
    slip = service.new_slip(poll, room.voters[0], Choice.FOR)
    first = service.cast(slip)
    assert [service.cast(slip) for _ in range(3)] == [first] * 3
    assert marks_and_ballots(poll) == (1, 1)


@on_both
def test_a_lost_answer_is_given_again_even_after_the_close(room: Hall, poll: int) -> None:
    slip = service.new_slip(poll, room.voters[0], Choice.FOR)
    first = service.cast(slip)
    service.close_poll(act(room.secretary), poll)
    assert service.cast(slip) == first
    assert marks_and_ballots(poll) == (1, 1)


@on_both
def test_a_second_vote_is_refused_and_the_first_one_counts(room: Hall, poll: int) -> None:
    earlier, later = (service.new_slip(poll, room.voters[0], choice) for choice in (Choice.FOR, Choice.AGAINST))
    service.cast(earlier)
    with refused(boxes.ALREADY):
        service.cast(later)
    assert marks_and_ballots(poll) == (1, 1)


@on_both
def test_who_is_not_on_the_roll_of_the_vote_cannot_cast(room: Hall, poll: int, box: BallotBox) -> None:
    for stranger in (room.probationary, 10**6):
        with refused(boxes.NOT_ON_ROLL), writing():
            box.cast(poll, stranger, Choice.FOR, formats.nonce())
    assert marks_and_ballots(poll) == (0, 0)


@on_both
def test_after_the_close_nothing_gets_in(room: Hall, poll: int) -> None:
    late = service.new_slip(poll, room.voters[0], Choice.FOR)
    service.close_poll(act(room.secretary), poll)
    with refused(boxes.CLOSED):
        service.cast(late)
    assert marks_and_ballots(poll) == (0, 0)


@pytest.mark.parametrize("changed", ["poll_id", "attendee_id", "choice", "nonce", "mac"])
def test_a_slip_is_bound_to_its_vote_voter_nonce_and_choice(room: Hall, poll: int, changed: str) -> None:
    good = service.new_slip(poll, room.voters[0], Choice.FOR)
    other = opened_elsewhere(room, poll)
    wrong = Slip(other, room.voters[1], Choice.AGAINST, b"n" * 16, b"m" * 32)
    bad = replace(good, **{changed: getattr(wrong, changed)})
    with refused("这张表决票不是为您"):
        service.cast(bad)
    assert marks_and_ballots(poll) == (0, 0)
    service.cast(good)
    assert marks_and_ballots(poll) == (1, 1)


def opened_elsewhere(room: Hall, poll: int) -> int:
    """Another vote with the same voters, open at the same time by force."""
    with writing():
        first = queries.poll(poll)
        kept = {name: getattr(first, name) for name in ("meeting_id", "item_id", "motion", "method", "level", "rule")}
        second = Poll(**kept, state="open")
        db.session.add(second)
        db.session.flush()
        rows = [{"poll_id": second.id, "attendee_id": voter, "state": 0} for voter in room.voters]
        db.session.execute(insert(Voter), rows)
        return second.id


@on_both
def test_eight_threads_with_one_voter_get_exactly_one_ballot_in(app: Flask, room: Hall, poll: int) -> None:
    slips = [service.new_slip(poll, room.voters[0], Choice.FOR) for _ in range(8)]
    answers = at_once(app, slips)
    assert sum(isinstance(answer, formats.Receipt) for answer in answers) == 1
    assert {str(a) for a in answers if isinstance(a, Refusal)} == {boxes.ALREADY}
    assert marks_and_ballots(poll) == (1, 1)


@on_both
def test_eight_taps_on_one_slip_get_the_same_receipt(app: Flask, room: Hall, poll: int) -> None:
    slip = service.new_slip(poll, room.voters[0], Choice.FOR)
    answers = at_once(app, [slip] * 8)
    assert len(set(answers)) == 1
    assert isinstance(answers[0], formats.Receipt)
    assert marks_and_ballots(poll) == (1, 1)


@on_both
def test_different_voters_at_once_all_get_in(app: Flask, room: Hall, poll: int) -> None:
    answers = at_once(app, [service.new_slip(poll, voter, Choice.FOR) for voter in room.voters])
    assert len({answer.number for answer in answers if isinstance(answer, formats.Receipt)}) == 5
    assert marks_and_ballots(poll) == (5, 5)


@on_both
def test_whoever_is_told_ok_while_the_vote_closes_is_counted_at_the_close(app: Flask, room: Hall, poll: int) -> None:
    slips = [service.new_slip(poll, voter, Choice.FOR) for voter in room.voters]
    answers = at_once(app, slips, lambda: service.close_poll(act(room.secretary), poll))
    ok = sum(isinstance(answer, formats.Receipt) for answer in answers)
    assert queries.poll(poll).box_count == ok
    assert marks_and_ballots(poll) == (ok, ok)


def at_once(app: Flask, slips: list[Slip], also=None) -> list[object]:
    """Cast all slips at the same moment, each on a thread with its own connection; answers or refusals."""
    start = Barrier(len(slips) + (also is not None))

    def one(work) -> object:
        with app.app_context():
            start.wait()
            try:
                return work()
            except Refusal as refusal:
                return refusal
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(len(slips) + 1) as pool:
        running = [pool.submit(one, lambda slip=slip: service.cast(slip)) for slip in slips]
        other = pool.submit(one, also) if also else None
        answers = [future.result() for future in running]
        if other:
            assert isinstance(other.result(), int)
    db.session.rollback()
    return answers


@on_both
def test_the_close_commits_to_the_box_and_the_opening_counts_it(room: Hall, poll: int, box: BallotBox) -> None:
    slips = everybody_votes(room, poll)
    service.close_poll(act(room.secretary), poll)
    service.open_box(act(room.secretary), poll)
    found = queries.poll(poll)
    assert (found.in_favour, found.against, found.abstain) == (2, 2, 1)
    assert found.box_count == 5
    assert sorted(box.opened(poll)) == sorted(slip.choice for slip in slips)
    assert found.box == "scrubbed"


@on_both
@pytest.mark.parametrize("tampering", ["drop", "add", "replace", "unmark", "count", "root"])
def test_a_box_that_is_not_as_it_was_sealed_is_not_opened(room: Hall, poll: int, tampering: str) -> None:
    everybody_votes(room, poll)
    service.close_poll(act(room.secretary), poll)
    tamper(poll, tampering)
    with refused(boxes.BROKEN_SEAL):
        service.open_box(act(room.secretary), poll)
    assert queries.poll(poll).state == "closed"
    assert not db.session.scalars(select(OpenedBallot)).all()


def tamper(poll: int, how: str) -> None:
    with writing() as session:
        one = session.scalars(select(Ballot).where(Ballot.poll_id == poll)).first()
        other = formats.body(Choice.FOR)
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
            queries.poll(poll).box_count += 1
        else:
            queries.poll(poll).box_root = "0" * 64


@on_both
def test_a_box_is_opened_once(room: Hall, poll: int) -> None:
    everybody_votes(room, poll)
    service.close_poll(act(room.secretary), poll)
    service.open_box(act(room.secretary, once="k"), poll)
    before = sorted(db.session.scalars(select(OpenedBallot.id)))
    assert service.open_box(act(room.secretary, once="k"), poll) == poll
    with refused("表决现在是“已计票”"):
        service.open_box(act(room.secretary), poll)
    assert sorted(db.session.scalars(select(OpenedBallot.id))) == before
    # Even with the state put back by hand the box stays opened.
    with writing():
        queries.poll(poll).state = "closed"
    with refused(boxes.BROKEN_SEAL):
        service.open_box(act(room.secretary), poll)


@on_both
def test_an_empty_box_adopts_nothing(room: Hall, poll: int) -> None:
    service.close_poll(act(room.secretary), poll)
    service.open_box(act(room.secretary), poll)
    assert queries.poll(poll).verdict["adopted"] is False


@on_both
def test_a_void_box_stays_shut(room: Hall, poll: int) -> None:
    cast(poll, room.voters[0])
    service.void(act(room.secretary), poll, "选票有误")
    found = queries.poll(poll)
    assert (found.state, found.box) == ("void", "scrubbed")
    with refused("表决现在是“作废”"):
        service.open_box(act(room.secretary), poll)
    assert queries.ballot_public(poll) is None


@on_both
def test_the_published_lists_hold_every_receipt_and_no_link_to_a_choice(room: Hall, poll: int) -> None:
    slips = [service.new_slip(poll, voter, Choice.FOR) for voter in room.voters]
    numbers = sorted(service.cast(slip).number for slip in slips)
    assert queries.ballot_public(poll) is None
    service.close_poll(act(room.secretary), poll)
    assert queries.ballot_public(poll) is None
    service.open_box(act(room.secretary), poll)
    lists = queries.ballot_public(poll)
    assert lists is not None
    assert list(lists.receipts) == numbers
    assert len(set(numbers)) == 5
    assert list(lists.opened) == [Choice.FOR] * 5
    assert lists.receipts_sha == formats.list_sha(numbers)


def test_every_choice_makes_a_body_of_the_same_length_that_reads_back() -> None:
    bodies = {choice: formats.body(choice) for choice in Choice}
    assert {len(body) for body in bodies.values()} == {formats.BODY_BYTES}
    assert {choice: formats.choice_of(body) for choice, body in bodies.items()} == {c: c for c in Choice}
    with pytest.raises(ValueError, match="not a ballot"):
        formats.choice_of(b"\x02" + bodies[Choice.FOR][1:])


def test_who_keeps_the_nonce_cannot_prove_the_choice_with_the_published_receipt(room: Hall, poll: int) -> None:
    slip = service.new_slip(poll, room.voters[0], Choice.FOR)
    number = service.cast(slip).number
    guesses = {
        formats.receipt_number(formats.digest(formats.ballot_id(slip.nonce), formats.body(choice)))
        for choice in Choice
        for _ in range(50)
    }
    assert number not in guesses
