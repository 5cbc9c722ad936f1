"""Paper slips given out: one member one vote over all ways, under any race; spoilt and unused ones."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from ballots import formats
from blueprints.polls import box, chain, queries, service
from blueprints.polls.models import PollEvent, Way
from blueprints.polls.service import paper, slips
from blueprints.shared.db import db
from blueprints.shared.journal import JournalLine
from domain.paper import Choice, one
from domain.rules import Method
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.polls.make_paper import Vote, at_both_levels, at_once, issued, vote_at
from tests.features.polls.make_polls import cast, marks_and_ballots, opened
from tests.make import Community, act


@pytest.fixture(params=["sealed"])
def vote(request: pytest.FixtureRequest, house: Community) -> Iterator[Vote]:
    """Nine voters and a sealed box; `@at_both_levels` runs the test with a box that is not sealed too."""
    yield vote_at(request.param, house)
    db.session.rollback()


@on_both
@at_both_levels
def test_of_phones_and_slips_at_the_same_moment_exactly_one_gets_the_vote(app: Flask, vote: Vote) -> None:
    for voter in vote.room.voters[:3]:
        ballots = [service.new_slip(vote.poll, voter, Choice.FOR) for _ in range(4)]
        phones = [lambda ballot=ballot: service.cast(ballot) for ballot in ballots]
        papers = [lambda voter=voter: paper.issue(vote.poll, voter)] * 4
        answers = at_once(app, *phones, *papers)
        phone = sum(isinstance(answer, formats.Receipt) for answer in answers)
        slip = sum(answer is None for answer in answers)
        assert phone + slip == 1, answers
        assert queries.voter_state(vote.poll, voter) == (Way.PHONE if phone else Way.PAPER)
    marked, lying = marks_and_ballots(vote.poll)
    assert marked == 3
    assert lying == queries.ways(vote.poll)[Way.PHONE]


@on_both
def test_eight_tellers_at_once_give_out_one_slip(app: Flask, vote: Vote) -> None:
    answers = at_once(app, *[lambda: paper.issue(vote.poll, vote.room.voters[0])] * 8)
    assert answers.count(None) == 1
    assert all("已经领过纸质票，不要再发第二张" in str(answer) for answer in answers if answer is not None)


def test_who_holds_a_slip_votes_on_no_other_way(vote: Vote) -> None:
    ballot = service.new_slip(vote.poll, vote.room.voters[0], Choice.FOR)
    issued(vote, 1)
    for way in (Way.PHONE, Way.BOOTH):
        with pytest.raises(Refusal, match=box.HAS_PAPER):
            service.cast(ballot, way)
    with pytest.raises(Refusal, match=box.HAS_PAPER):
        service.new_slip(vote.poll, vote.room.voters[0], Choice.FOR)
    assert marks_and_ballots(vote.poll) == (1, 0)


def test_who_voted_or_is_not_on_the_roll_gets_no_slip(vote: Vote) -> None:
    cast(vote.poll, vote.room.voters[0])
    for who, sentence in ((vote.room.voters[0], "王建国已经投过票"), (vote.room.probationary, "不在本次表决的名单上")):
        with pytest.raises(Refusal, match=sentence):
            paper.issue(vote.poll, who)


def test_outside_an_open_secret_vote_nothing_is_given_out(vote: Vote) -> None:
    service.close_poll(act(), vote.poll)
    hands = opened(vote.room, Method.hands)
    for poll in (vote.poll, hands):
        with pytest.raises(Refusal, match="不能办理纸质票"):
            paper.issue(poll, vote.room.voters[0])


def test_giving_out_a_slip_leaves_no_line_and_no_time(vote: Vote) -> None:
    before = [len(db.session.scalars(select(table)).all()) for table in (JournalLine, PollEvent)]
    issued(vote, 3)
    assert [len(db.session.scalars(select(table)).all()) for table in (JournalLine, PollEvent)] == before


def test_a_spoilt_slip_is_changed_and_counted_once_a_form(vote: Vote) -> None:
    issued(vote, 1)
    for _ in range(2):
        paper.exchange(act(once="k" * 24), vote.poll, vote.room.voters[0])
    assert queries.poll(vote.poll).paper_spoilt == 1
    assert queries.ways(vote.poll)[Way.PAPER] == 1
    with pytest.raises(Refusal, match="没有领过纸质票"):
        paper.exchange(act(), vote.poll, vote.room.voters[1])


@on_both
def test_an_unused_slip_comes_back_by_two_tellers_and_the_voter_votes_on_the_phone(vote: Vote) -> None:
    issued(vote, 3)
    voter, (first, second) = vote.room.voters[2], vote.tellers
    assert not paper.hand_back(act(), vote.poll, voter, first)
    assert not paper.hand_back(act(), vote.poll, voter, first), "the same teller twice is one teller"
    assert queries.voter_state(vote.poll, voter) == Way.PAPER
    assert paper.hand_back(act(once="k" * 24), vote.poll, voter, second)
    assert paper.hand_back(act(once="k" * 24), vote.poll, voter, second), "a lost answer is given again"
    lines = [line.payload for line in chain.events(vote.poll) if line.event == "paper_cancelled"]
    assert lines == [{"count": 1}]
    cast(vote.poll, voter)
    assert queries.ways(vote.poll)[Way.PAPER] == 2


def test_only_a_teller_in_the_hall_takes_a_slip_back(vote: Vote) -> None:
    issued(vote, 3)
    with pytest.raises(Refusal, match="请由大会通过、已经到会的监票人办理"):
        paper.hand_back(act(), vote.poll, vote.room.voters[2], vote.room.voters[5])
    cast(vote.poll, vote.room.voters[4])
    with pytest.raises(Refusal, match="没有领过纸质票"):
        paper.hand_back(act(), vote.poll, vote.room.voters[4], vote.tellers[0])


def test_a_slip_that_was_asked_back_may_be_kept(vote: Vote) -> None:
    issued(vote, 1)
    paper.hand_back(act(), vote.poll, vote.room.voters[0], vote.tellers[0])
    paper.keep_slip(vote.poll, vote.room.voters[0])
    assert not paper.hand_back(act(), vote.poll, vote.room.voters[0], vote.tellers[1])
    assert queries.voter_state(vote.poll, vote.room.voters[0]) == Way.PAPER


def test_when_all_slips_are_entered_none_can_have_been_unused(vote: Vote) -> None:
    issued(vote, 5)
    for teller in vote.tellers:
        slips.enter_motion(act(), vote.poll, teller, {one(Choice.FOR): 5})
    paper.hand_back(act(), vote.poll, vote.room.voters[0], vote.tellers[0])
    with pytest.raises(Refusal, match="已经全部录入票箱"):
        paper.hand_back(act(), vote.poll, vote.room.voters[0], vote.tellers[1])
