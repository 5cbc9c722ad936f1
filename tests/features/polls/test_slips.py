"""Returned slips: typed by two tellers apart, put into the box only when both typed the same."""

from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from blueprints.polls import chain, queries, service
from blueprints.polls.desk import desk
from blueprints.polls.models import PaperBatch
from blueprints.polls.service import slips
from blueprints.shared.db import db
from domain.paper import Choice, Marked, one
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.polls.make_paper import Vote, at_both_levels, at_once, election_on_paper, issued, marked, vote_at
from tests.features.polls.make_polls import cast, marks_and_ballots, unboxed
from tests.make import Community, act

FOR, AGAINST, ABSTAIN = (one(choice) for choice in Choice)


@pytest.fixture(params=["sealed"])
def vote(request: pytest.FixtureRequest, house: Community) -> Iterator[Vote]:
    """Nine voters and a sealed box; `@at_both_levels` runs the test with a box that is not sealed too."""
    yield vote_at(request.param, house)
    db.session.rollback()


@pytest.fixture
def election(house: Community, monkeypatch: pytest.MonkeyPatch) -> Vote:
    """Nine voters who elect two of three, on paper alone."""
    return election_on_paper(house, monkeypatch)


def typed(vote: Vote, teller: int, piles: dict[Marked, int], small: bool = False) -> None:
    slips.enter_motion(act(), vote.poll, vote.tellers[teller], piles, small)


def piled(vote: Vote, teller: int, *piles: tuple[Marked, int]) -> None:
    for slip, count in piles:
        slips.add_pile(act(), vote.poll, vote.tellers[teller], slip, count)
    slips.finish(act(), vote.poll, vote.tellers[teller])


@on_both
@at_both_levels
def test_slips_that_two_tellers_typed_alike_are_counted_with_the_others(vote: Vote) -> None:
    issued(vote, 6)
    cast(vote.poll, vote.room.voters[6], Choice.AGAINST)
    piles = {FOR: 3, AGAINST: 1, slips.spoilt(1): 1}
    typed(vote, 0, piles)
    assert (vote.returned(), marks_and_ballots(vote.poll)) == (0, (7, 1))
    typed(vote, 1, piles)
    assert (vote.returned(), marks_and_ballots(vote.poll)) == (5, (7, 6))
    assert desk(vote.poll).heaps == {}
    batch = db.session.scalars(select(PaperBatch)).one()
    assert (batch.count, batch.first_id, batch.second_id) == (5, *vote.tellers)
    service.close_poll(act(), vote.poll)
    unboxed(vote.room, vote.poll, vote.codes)
    found = queries.poll(vote.poll)
    assert (found.in_favour, found.against, found.abstain) == (3, 2, 0)
    tally = queries.tally_of(found)
    assert tally is not None
    assert (tally.total, tally.invalid) == (6, 1)
    assert [line.payload for line in chain.events(vote.poll) if line.event == "paper_merged"] == [{"count": 5}]


def test_slips_that_were_typed_differently_stay_outside_until_they_agree(vote: Vote) -> None:
    issued(vote, 6)
    typed(vote, 0, {FOR: 4, AGAINST: 2})
    typed(vote, 1, {FOR: 5, AGAINST: 1})
    assert marks_and_ballots(vote.poll) == (6, 0)
    first, second = vote.tellers
    found = {one.marked: one.counts for one in slips.differences(vote.poll)}
    assert found == {FOR: {first: 4, second: 5}, AGAINST: {first: 2, second: 1}}
    slips.resume(act(), vote.poll, second)
    assert slips.differences(vote.poll) == ()
    typed(vote, 1, {FOR: 4, AGAINST: 2})
    assert marks_and_ballots(vote.poll) == (6, 6)


def test_one_teller_twice_is_one_teller(vote: Vote) -> None:
    issued(vote, 5)
    for _ in range(2):
        typed(vote, 0, {FOR: 5})
    assert marks_and_ballots(vote.poll) == (5, 0)
    with pytest.raises(Refusal, match="监票人办理"):
        slips.enter_motion(act(), vote.poll, vote.room.voters[5], {FOR: 5})


def test_the_same_form_twice_merges_once(vote: Vote) -> None:
    issued(vote, 5)
    typed(vote, 0, {FOR: 5})
    for _ in range(2):
        slips.enter_motion(act(once="k" * 24), vote.poll, vote.tellers[1], {FOR: 5})
    assert marks_and_ballots(vote.poll) == (5, 5)
    assert desk(vote.poll).heaps == {}


@on_both
def test_two_tellers_at_the_same_moment_merge_once(app: Flask, vote: Vote) -> None:
    issued(vote, 5)
    works = [
        lambda teller=teller: slips.enter_motion(act(), vote.poll, vote.tellers[teller], {FOR: 5}) for teller in (0, 1)
    ]
    at_once(app, *works)
    assert marks_and_ballots(vote.poll) == (5, 5)


def test_more_slips_than_were_given_out_are_refused_for_a_motion(vote: Vote) -> None:
    issued(vote, 5)
    with pytest.raises(Refusal, match=r"收回的纸质票6张，多于发出的5张。.*请主持人将本次表决作废"):
        typed(vote, 0, {FOR: 6})
    for teller in (0, 1):
        typed(vote, teller, {FOR: 5})
    with pytest.raises(Refusal, match="多于发出的5张"):
        typed(vote, 0, {FOR: 1}, small=True)


def test_a_heap_that_tells_too_much_is_entered_only_when_it_is_meant(vote: Vote) -> None:
    issued(vote, 4)
    with pytest.raises(Refusal, match="只有4张票，单独录入可能推知个人选择"):
        typed(vote, 0, {FOR: 4})
    with pytest.raises(Refusal, match="只有1张票，单独录入就等于公开这一票"):
        typed(vote, 0, {FOR: 1})
    for teller in (0, 1):
        typed(vote, teller, {FOR: 4}, small=True)
    assert vote.returned() == 4


def test_after_the_close_no_slip_is_entered(vote: Vote) -> None:
    issued(vote, 5)
    typed(vote, 0, {FOR: 5})
    service.close_poll(act(), vote.poll)
    with pytest.raises(Refusal, match="表决没有在进行"):
        typed(vote, 1, {FOR: 5})
    assert marks_and_ballots(vote.poll) == (5, 0)


def test_an_empty_heap_is_no_heap(vote: Vote) -> None:
    with pytest.raises(Refusal, match="还没有录入纸质票"):
        slips.finish(act(), vote.poll, vote.tellers[0])


def test_what_could_not_be_merged_stays_on_the_desk(vote: Vote, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(vote, 5)
    typed(vote, 0, {FOR: 5})

    def broken(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(chain, "append", broken)
    with pytest.raises(OSError, match="full"):
        typed(vote, 1, {FOR: 5})
    monkeypatch.undo()
    assert marks_and_ballots(vote.poll) == (5, 0)
    typed(vote, 1, {FOR: 5})
    assert marks_and_ballots(vote.poll) == (5, 5)


def test_an_election_on_paper_from_the_piles_to_the_verdict(election: Vote) -> None:
    issued(election, 9)
    over, others = marked("fff"), marked("afn", "李 四")
    piled(election, 0, (marked("ffn"), 4), (marked("fan"), 3), (others, 1), (over, 1))
    piled(
        election, 1, (over, 1), (marked("fan"), 1), (marked("ffn"), 4), (marked("afn", "李四"), 1), (marked("fan"), 2)
    )
    assert election.returned() == 9
    service.close_poll(act(), election.poll)
    unboxed(election.room, election.poll, election.codes)
    tally = queries.tally_of(queries.poll(election.poll))
    assert tally is not None
    assert (tally.total, tally.invalid) == (9, 1)
    assert tally.written == (("李四", 1),)
    assert [votes.in_favour for votes in tally.lines] == [7, 5, 0]


def test_piles_are_added_once_a_form_and_dropped_until_the_end(election: Vote) -> None:
    teller = election.tellers[0]
    for _ in range(2):
        slips.add_pile(act(once="k" * 24), election.poll, teller, marked("ffn"), 4)
    slips.add_pile(act(), election.poll, teller, marked("aaa"), 2)
    slips.drop_pile(act(), election.poll, teller, slips.pile_key(marked("aaa")))
    assert slips.heap_of(election.poll, teller).piles == Counter({marked("ffn"): 4})
    slips.finish(act(), election.poll, teller, small=True)
    with pytest.raises(Refusal, match="您已经录完"):
        slips.add_pile(act(), election.poll, teller, marked("aaa"), 2)
    slips.resume(act(), election.poll, teller)
    slips.add_pile(act(), election.poll, teller, marked("aaa"), 2)


def test_more_slips_than_were_given_out_make_an_election_void(election: Vote) -> None:
    issued(election, 5)
    for teller in (0, 1):
        piled(election, teller, (marked("ffn"), 6))
    service.close_poll(act(), election.poll)
    unboxed(election.room, election.poll, election.codes)
    verdict = queries.verdict_of(queries.poll(election.poll))
    assert verdict is not None
    assert "收回的选票" in verdict.sentence
    assert not getattr(verdict, "valid", True)
