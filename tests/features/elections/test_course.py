"""The course of an election, round by round, from the candidates to the elected."""

import pytest

from blueprints.elections import queries, service
from blueprints.elections.models import RaceRound, Step
from blueprints.elections.queries import Stage
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.polls.models import Poll
from blueprints.shared.db import db, writing
from domain.election import Election
from domain.lifecycle import PollState
from domain.paper import Paper
from domain.rules import Base
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.elections.make_elections import (
    COMMITTEE,
    begun,
    branch,
    committee,
    course,
    elected,
    names,
    nominate,
    planned,
    put,
    race,
    raised,
    state,
)
from tests.make import Community, act

SEVEN = ("王建国", "李秀英", "欧阳明", "赵文", "陈桂兰", "丁小宁", "郑国庆")


def ready(house: Community, seats: int = 5, candidates: tuple[str, ...] = SEVEN, **more: bool) -> int:
    """An election in session, with its candidates; the office's number."""
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting, seats, **more)
    nominate(house, race_id, *candidates)
    begun(house, meeting)
    return race_id


@on_both
def test_an_election_is_put_held_and_ends_when_all_seats_are_filled(house: Community) -> None:
    race_id = ready(house)
    poll_id = put(house, race_id)
    paper = polls.paper_of(polls.poll(poll_id))
    assert (paper.office, paper.seats, paper.write_ins, paper.round) == (COMMITTEE, 5, True, "first")
    assert paper.lines == ("丁小宁", "王建国", "李秀英", "陈桂兰", "欧阳明", "郑国庆", "赵文")
    assert course(race_id).stage is Stage.VOTING
    elected(house, poll_id, dict.fromkeys(SEVEN[:5], 9) | {"丁小宁": 3})
    done = course(race_id)
    assert done.stage is Stage.FILLED
    assert set(done.elected) == set(SEVEN[:5])
    with pytest.raises(Refusal, match="已经选满"):
        put(house, race_id)


@on_both
def test_the_same_form_sent_twice_makes_one_vote(house: Community) -> None:
    race_id = ready(house)
    first = service.put_to_vote(act(house.secretary, once="form"), race_id)
    assert service.put_to_vote(act(house.secretary, once="form"), race_id) == first
    with pytest.raises(Refusal, match="投票还没有结束"):
        service.put_to_vote(act(house.secretary, once="another"), race_id)
    assert db.session.query(Poll).count() == 1


def test_a_vote_that_was_cut_off_before_it_was_noted_is_found_again(house: Community) -> None:
    race_id = ready(house)
    poll_id = put(house, race_id)
    with writing():
        db.session.query(RaceRound).one().poll_id = None
    assert course(race_id).stage is Stage.PREPARING
    assert put(house, race_id) == poll_id
    assert db.session.query(RaceRound).count() == 1


def test_candidates_changed_after_a_cut_are_on_the_next_paper(house: Community) -> None:
    race_id = ready(house)
    old = put(house, race_id)
    with writing():
        db.session.query(RaceRound).one().poll_id = None
    service.drop_candidate(act(house.secretary), course(race_id).standing[0].id)
    fresh = put(house, race_id)
    assert fresh != old
    assert "丁小宁" not in polls.paper_of(polls.poll(fresh)).lines


@on_both
def test_a_tie_at_the_edge_is_voted_on_again_among_the_tied_alone(house: Community) -> None:
    race_id = ready(house)
    votes = dict.fromkeys(SEVEN[:4], 9) | {"陈桂兰": 6, "郑国庆": 6}
    elected(house, put(house, race_id), votes)
    tied = course(race_id)
    assert (tied.stage, tied.step, tied.tied, tied.tied_seats) == (Stage.TIED, Step.TIE, ("陈桂兰", "郑国庆"), 1)
    assert set(tied.elected) == set(SEVEN[:4])
    again = put(house, race_id)
    paper = polls.paper_of(polls.poll(again))
    assert paper == Paper(("陈桂兰", "郑国庆"), 1, False, COMMITTEE, "tie")
    elected(house, again, {"陈桂兰": 3, "郑国庆": 7})
    done = course(race_id)
    assert done.stage is Stage.FILLED
    assert done.elected[-1] == "郑国庆"
    assert len(done.elected) == 5


@on_both
def test_seats_that_nobody_reached_are_filled_by_another_vote_with_other_candidates(house: Community) -> None:
    race_id = ready(house)
    elected(house, put(house, race_id), dict.fromkeys(SEVEN[:4], 9) | {"陈桂兰": 4, "丁小宁": 5, "郑国庆": 2})
    short = course(race_id)
    assert (short.stage, short.left) == (Stage.SHORT, 1)
    assert [one.name for one in short.standing] == ["丁小宁", "陈桂兰", "郑国庆"]
    service.drop_candidate(act(house.secretary), short.standing[0].id)
    nominate(house, race_id, "吴淑珍")
    poll_id = put(house, race_id)
    paper = polls.paper_of(polls.poll(poll_id))
    assert (paper.lines, paper.seats, paper.round) == (("吴淑珍", "陈桂兰", "郑国庆"), 1, "fill")
    elected(house, poll_id, {"吴淑珍": 8})
    assert course(race_id).elected[-1] == "吴淑珍"
    assert course(race_id).stage is Stage.FILLED


@on_both
def test_the_seats_left_stay_open_when_nearly_all_are_filled_and_the_electors_agree(house: Community) -> None:
    race_id = ready(house)
    elected(house, put(house, race_id), dict.fromkeys(SEVEN[:4], 9))
    vote = service.put_fewer(act(house.secretary), race_id)
    assert "减少名额1名" in polls.poll(vote).motion
    raised(house, vote, 6, 2)
    done = course(race_id)
    assert done.stage is Stage.FILLED
    assert done.reduction is not None
    assert "可以减少名额1名" in done.reduction.sentence


def test_seats_stay_open_only_where_enough_agree_and_then_others_are_voted_on(house: Community) -> None:
    race_id = ready(house)
    elected(house, put(house, race_id), dict.fromkeys(SEVEN[:4], 9))
    raised(house, service.put_fewer(act(house.secretary), race_id), 4, 6)
    short = course(race_id)
    assert short.stage is Stage.SHORT
    with pytest.raises(Refusal, match="已经就减少名额表决过"):
        service.put_fewer(act(house.secretary), race_id)
    elected(house, put(house, race_id), {"丁小宁": 8})
    assert course(race_id).stage is Stage.FILLED


def test_a_voided_vote_is_held_again_with_the_candidates_open_to_change(house: Community) -> None:
    race_id = ready(house)
    poll_id = put(house, race_id)
    polling.void(act(house.secretary), poll_id, "发错选票")
    assert course(race_id).stage is Stage.PREPARING
    again = put(house, race_id)
    assert again != poll_id
    assert [one.state for one in queries.rounds_of(course(race_id))] == [PollState.void, PollState.draft]


def test_a_draft_can_be_taken_back_and_an_open_vote_not(house: Community) -> None:
    race_id = ready(house)
    poll_id = put(house, race_id)
    service.withdraw(act(house.secretary), race_id)
    assert state(poll_id) is PollState.void
    polling.open_poll(act(house.secretary), put(house, race_id))
    with pytest.raises(Refusal, match="没有可以撤回的表决"):
        service.withdraw(act(house.secretary), race_id)


@on_both
def test_a_primary_makes_the_candidates_of_the_election_on_the_base_that_was_chosen(house: Community) -> None:
    race_id = ready(house, 3)
    poll_id = service.put_primary(act(house.secretary), race_id, 4, Base.electors_expected)
    paper = polls.paper_of(polls.poll(poll_id))
    assert (paper.office, paper.seats, paper.round) == (f"{COMMITTEE}候选人", 4, "primary")
    assert polls.poll(poll_id).primary_base == "electors_expected"
    elected(house, poll_id, dict.fromkeys(("丁小宁", "王建国", "陈桂兰", "赵文"), 8))
    chosen = course(race_id)
    assert (chosen.stage, chosen.lost) == (Stage.PRESELECTED, frozenset({"李秀英", "欧阳明", "郑国庆"}))
    assert names(race_id) == ["丁小宁", "王建国", "陈桂兰", "赵文"]
    with pytest.raises(Refusal, match="候选人由预选产生"):
        nominate(house, race_id, "吴淑珍")
    poll_id = put(house, race_id)
    assert polls.paper_of(polls.poll(poll_id)).lines == ("丁小宁", "王建国", "陈桂兰", "赵文")
    elected(house, poll_id, {"丁小宁": 9, "王建国": 9})
    assert course(race_id).stage is Stage.SHORT
    # For the seat that nobody reached whoever lost the primary may be nominated again.
    nominate(house, race_id, "郑国庆")
    assert names(race_id) == ["陈桂兰", "郑国庆", "赵文"]


def test_a_tie_in_the_primary_is_decided_by_another_for_the_places_left(house: Community) -> None:
    race_id = ready(house, 3)
    poll_id = service.put_primary(act(house.secretary), race_id, 4, None)
    elected(house, poll_id, dict.fromkeys(("丁小宁", "王建国", "陈桂兰"), 8) | {"赵文": 7, "郑国庆": 7})
    tied = course(race_id)
    assert (tied.stage, tied.tied, tied.tied_seats) == (Stage.PLACES_TIED, ("郑国庆", "赵文"), 1)
    again = put(house, race_id)
    assert polls.paper_of(polls.poll(again)).lines == ("郑国庆", "赵文")
    elected(house, again, {"赵文": 8, "郑国庆": 2})
    assert set(names(race_id)) == {"丁小宁", "王建国", "陈桂兰", "赵文"}


def test_places_that_a_primary_left_open_can_be_voted_on_once_more(house: Community) -> None:
    race_id = ready(house, 3)
    elected(house, service.put_primary(act(house.secretary), race_id, 4, None), dict.fromkeys(SEVEN[:3], 9))
    assert course(race_id).wanting == 1
    with pytest.raises(Refusal, match="不符合差额选举的要求"):
        put(house, race_id)
    again = service.put_primary(act(house.secretary), race_id, 1, None)
    elected(house, again, {"郑国庆": 8})
    assert set(names(race_id)) == {*SEVEN[:3], "郑国庆"}
    put(house, race_id)


def test_a_primary_needs_fewer_places_than_persons(house: Community) -> None:
    race_id = ready(house, 3)
    for places in (0, 7, 8):
        with pytest.raises(Refusal, match="应少于提名人数"):
            service.put_primary(act(house.secretary), race_id, places, None)


def test_who_is_written_in_by_more_than_half_is_elected(house: Community) -> None:
    race_id = ready(house)
    elected(house, put(house, race_id), dict.fromkeys(SEVEN[:4], 3), {"吴淑珍": 7})
    assert course(race_id).elected == ("吴淑珍",)


def test_a_report_tells_every_round_only_once_it_is_announced(house: Community) -> None:
    meeting, _ = committee(house)
    found = queries.report(meeting)
    (own,) = found.races
    (first,) = own.rounds
    assert (own.office, own.seats, own.elected, own.unfilled) == (COMMITTEE, 3, ("丁小宁", "王建国", "李秀英"), 0)
    assert first.candidates == ("丁小宁", "王建国", "李秀英", "郑国庆")
    assert [votes.in_favour for votes in first.votes] == [8, 8, 8, 0]
    assert first.ballots is not None
    assert (first.ballots.issued, first.ballots.returned, first.ballots.invalid) == (10, 10, 0)
    assert isinstance(first.verdict, Election)
    assert first.sentence == first.verdict.sentence
    assert found.attached[0][1] == "批复.pdf"


def test_a_count_that_was_not_announced_is_in_no_report(house: Community) -> None:
    race_id = ready(house)
    poll_id = put(house, race_id)
    polling.open_poll(act(house.secretary), poll_id)
    polling.close_poll(act(house.secretary), poll_id)
    polling.open_box(act(house.secretary), poll_id)
    (own,) = queries.report(queries.race(race_id).meeting_id).races
    assert own.rounds[0].verdict is None
    assert own.rounds[0].votes == ()
    assert own.elected == ()


def test_a_void_election_is_held_again(house: Community) -> None:
    """Too many ballots make it void by law; the course goes back to the candidates."""
    race_id = ready(house)
    poll_id = put(house, race_id)
    elected(house, poll_id, dict.fromkeys(SEVEN[:5], 9))
    with writing():
        kept = polls.poll(poll_id).verdict or {}
        polls.poll(poll_id).verdict = {**kept, "valid": False, "elected": [], "unfilled": 5, "next": "void"}
    assert course(race_id).stage is Stage.PREPARING
    assert course(race_id).elected == ()
    again = put(house, race_id)
    elected(house, again, dict.fromkeys(SEVEN[:5], 9))
    assert course(race_id).stage is Stage.FILLED
