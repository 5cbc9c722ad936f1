"""A name written in that means a candidate: not added, since the sums do not say what else those papers say."""

import pytest

from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from domain.paper import Choice, Marked
from domain.words import Refusal
from tests.features.elections.make_elections import begun, branch, nominate, planned, put, race
from tests.features.elections.make_elections import papers as evenly
from tests.make import Community, act


def counted(house: Community) -> int:
    """A vote counted and not announced: one is against 赵文 and writes 欧阳铭 in, and is for 欧阳明 too."""
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, "欧阳明", "王建国", "李秀英", "赵文")
    begun(house, meeting)
    poll_id, by = put(house, race_id), act(house.secretary)
    polling.open_poll(by, poll_id)
    heap = evenly(poll_id, {"欧阳明": 6, "王建国": 6, "李秀英": 6}, {})
    lines = polls.paper_of(polls.poll(poll_id)).lines
    twice = tuple(Choice.FOR if name == "欧阳明" else Choice.AGAINST for name in lines)
    heap[0] = Marked(twice, ("欧阳铭",))
    voters = [line.attendee_id for line in polls.voter_lines(poll_id)]
    for voter, marked in zip(voters, heap, strict=True):
        polling.cast(polling.new_slip(poll_id, voter, marked))
    polling.close_poll(by, poll_id)
    polling.open_box(by, poll_id)
    return poll_id


def test_it_is_refused_with_what_to_do_and_on_what_grounds(house: Community) -> None:
    poll_id = counted(house)
    with pytest.raises(Refusal, match=r"欧阳明是这张选票上的候选人.*会重复计算.*请把“欧阳铭”后面的姓名删空"):
        polling.read_names(act(house.secretary), poll_id, {"欧阳铭": "欧阳 明"})
    tally = polls.tally_of(polls.poll(poll_id))
    assert tally is not None
    assert tally.written == (("欧阳铭", 1),)


def test_emptied_it_counts_for_nobody_and_the_candidate_s_votes_stay(house: Community) -> None:
    poll_id = counted(house)
    before = polls.tally_of(polls.poll(poll_id))
    polling.read_names(act(house.secretary), poll_id, {"欧阳铭": ""})
    tally = polls.tally_of(polls.poll(poll_id))
    assert tally is not None
    assert before is not None
    assert (tally.written, tally.lines) == ((), before.lines)
