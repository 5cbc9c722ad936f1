"""Attacks of voters: more than one vote, another's vote, a vote too late; and a server that dies."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import current_app

from blueprints.polls import queries, service
from blueprints.polls.models import Way
from blueprints.polls.service import counting, paper
from blueprints.polls.table import TableBox
from domain.paper import Choice, one
from tests.attacks.backups import started_anew
from tests.attacks.keepers import opened_rows
from tests.attacks.stage import Vote, detached, hall, refused, sealed
from tests.features.polls.make_paper import at_once
from tests.features.polls.make_polls import marks_and_ballots
from tests.make import Community, act

#: One vote first on the one way, then on the other.
WAYS = (
    (Way.PHONE, Way.PHONE),
    (Way.PHONE, Way.BOOTH),
    (Way.BOOTH, Way.PHONE),
    (Way.PHONE, Way.PAPER),
    (Way.PAPER, Way.PHONE),
)


def votes_twice(house: Community) -> bool:
    """With two slips that were both made in time, and on every two ways."""
    vote = sealed(hall(house))
    tries = [(on(vote, voter, first), on(vote, voter, second)) for voter, (first, second) in _each(vote)]
    return any(not refused(first) and not refused(second) for first, second in tries)


def _each(vote: Vote) -> Iterator[tuple[int, tuple[Way, Way]]]:
    return zip(vote.room.voters, WAYS, strict=True)


def on(vote: Vote, voter: int, way: Way) -> Callable[[], object]:
    """One vote on this way, ready to be sent."""
    if way is Way.PAPER:
        return lambda: paper.issue(vote.poll, voter)
    slip = service.new_slip(vote.poll, voter, Choice.FOR)
    return lambda: service.cast(slip, way)


def votes_on_all_ways_at_once(house: Community) -> bool:
    """From eight devices at the same moment, slips of paper among them."""
    vote = sealed(hall(house))
    ways = [Way.PHONE, Way.PAPER, Way.PHONE, Way.BOOTH, Way.PAPER, Way.BOOTH, Way.PHONE, Way.PAPER]
    works = [on(vote, vote.room.voters[0], way) for way in ways]
    answers = at_once(current_app._get_current_object(), *works)  # type: ignore[attr-defined]
    issued = queries.ways(vote.poll)[Way.PAPER]
    marks, ballots = marks_and_ballots(vote.poll)
    told = sum(not isinstance(answer, str) for answer in answers)
    return not told == marks == ballots + issued == 1


def sends_what_was_made_for_another(house: Community) -> bool:
    """Another voter's slip, another choice, another nonce, and a slip of an earlier vote in this one."""
    room = hall(house)
    earlier = detached(room)
    old = service.new_slip(earlier.poll, room.voters[0], Choice.FOR)
    service.void(act(), earlier.poll, "选票有误")
    vote = detached(room)
    own = [service.new_slip(vote.poll, voter, Choice.FOR) for voter in room.voters[1:4]]
    stolen = (
        replace(own[0], attendee_id=room.voters[4]),
        replace(own[1], marked=one(Choice.AGAINST)),
        replace(own[2], nonce=b"n" * 16),
        replace(old, poll_id=vote.poll),
    )
    return not all(refused(service.cast, slip) for slip in stolen)


def votes_after_the_close(house: Community) -> bool:
    """With a slip that was made in time."""
    vote = sealed(hall(house))
    late = service.new_slip(vote.poll, vote.room.voters[0], Choice.FOR)
    vote.close()
    return not refused(service.cast, late) or vote.lying() > 0


class Died(BaseException):
    """The process ends here."""


def _dies(*_given: object, **_named: object) -> None:
    raise Died


@contextmanager
def dying_at(place: object, step: str) -> Iterator[None]:
    """The process ends when it comes to this step; AssertionError when it never does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, step, _dies)
        try:
            yield
        except Died:
            return
        raise AssertionError(f"nobody came to {step}")


def loses_a_vote_when_the_server_dies(house: Community) -> bool:
    """The server dies between mark and ballot: the voter is marked and has no ballot, and cannot vote any more."""
    vote = sealed(hall(house))
    slip = service.new_slip(vote.poll, vote.room.voters[0], Choice.FOR)
    with dying_at(TableBox, "put"):
        service.cast(slip)
    return marks_and_ballots(vote.poll) != (0, 0) or refused(service.cast, slip)


def is_left_with_half_an_opening(house: Community) -> bool:
    """The server dies while the box is opened: afterwards it is open by half, twice, or not to be opened any more."""
    vote = sealed(hall(house))
    vote.all_vote()
    vote.close()
    with dying_at(counting, "tally"):
        vote.unbox()
    started_anew()
    half = opened_rows(vote)
    return half > 0 or refused(vote.unbox) or opened_rows(vote) != len(vote.cast)
