"""One suite for every level of the ballot box, on both databases: one effect, one answer, one opening."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import insert

from ballots import formats
from blueprints.polls import box as boxes
from blueprints.polls import queries, service
from blueprints.polls.box import BallotBox
from blueprints.polls.boxes import BOXES
from blueprints.polls.models import Poll, Voter, Way
from blueprints.polls.service import Slip
from blueprints.shared.db import db, writing
from domain.paper import Choice, one
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.polls.make_polls import (
    Hall,
    folded,
    marks_and_ballots,
    refused,
)
from tests.make import act


@on_both
def test_a_ballot_is_cast_once_and_answers_with_a_signed_receipt(room: Hall, poll: int, box: BallotBox) -> None:
    slip = service.new_slip(poll, room.voters[0], Choice.AGAINST)
    receipt = service.cast(slip)
    assert marks_and_ballots(poll) == (1, 1)
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
            box.cast(poll, stranger, folded(poll, box), Way.PHONE)
    assert marks_and_ballots(poll) == (0, 0)


@on_both
def test_after_the_close_nothing_gets_in(room: Hall, poll: int) -> None:
    late = service.new_slip(poll, room.voters[0], Choice.FOR)
    service.close_poll(act(room.secretary), poll)
    with refused(boxes.CLOSED):
        service.cast(late)
    assert marks_and_ballots(poll) == (0, 0)


@pytest.mark.parametrize("changed", ["poll_id", "attendee_id", "marked", "nonce", "mac"])
def test_a_slip_is_bound_to_its_vote_voter_nonce_and_choice(room: Hall, poll: int, changed: str) -> None:
    good = service.new_slip(poll, room.voters[0], Choice.FOR)
    other = opened_elsewhere(room, poll)
    wrong = Slip(other, room.voters[1], one(Choice.AGAINST), b"n" * 16, b"m" * 32)
    bad = replace(good, **{changed: getattr(wrong, changed)})
    with refused("这张票不是为您"):
        service.cast(bad)
    assert marks_and_ballots(poll) == (0, 0)
    service.cast(good)
    assert marks_and_ballots(poll) == (1, 1)


def opened_elsewhere(room: Hall, poll: int) -> int:
    """Another vote with the same voters, open at the same time by force."""
    with writing():
        first = queries.poll(poll)
        kept = {
            name: getattr(first, name)
            for name in ("meeting_id", "item_id", "motion", "method", "level", "rule", "lock")
        }
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


def test_each_box_of_a_secret_vote_keeps_what_the_interface_promises() -> None:
    assert BOXES
    for level, box in BOXES.items():
        missing = [
            name
            for name in ("fold", "cast", "merge", "close", "open", "scrub", "erase")
            if not callable(getattr(box, name, None))
        ]
        assert not missing, level
