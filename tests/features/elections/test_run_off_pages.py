"""What the pages say while a run-off waits, and where they lead."""

import pytest

from blueprints.polls import queries as polls
from tests.browse import Browser
from tests.features.elections.make_elections import (
    begun,
    branch,
    committee,
    course,
    elected,
    nominate,
    planned,
    put,
    race,
)
from tests.make import Community


@pytest.fixture
def secretary(browse: Browser, house: Community) -> Browser:
    """The community's secretary at a tablet."""
    return browse.as_(house.secretary)


def tied(house: Community) -> tuple[int, int]:
    """赵文 and 王建国 are elected, 陈桂兰 and 丁小宁 tied, 郑国庆 is out; meeting and office."""
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting, 3)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁", "郑国庆")
    begun(house, meeting)
    elected(house, put(house, race_id), {"赵文": 8, "王建国": 8, "陈桂兰": 6, "丁小宁": 6})
    return meeting, race_id


def test_the_run_off_shows_its_own_two_and_the_first_vote_its_five(secretary: Browser, house: Community) -> None:
    meeting, race_id = tied(house)
    desk = secretary.get(f"/meetings/{meeting}/election")
    assert desk.says("候选人5人 · 再次投票候选人2人")
    vote = put(house, race_id)
    assert polls.poll(vote).motion == "再次投票：支部委员会委员"
    page = secretary.get(f"/races/{race_id}")
    stand = page.body.select("#candidates ol.rows > li strong")
    assert sorted(one.get_text() for one in stand) == ["丁小宁", "陈桂兰"]
    assert secretary.get(f"/meetings/{meeting}/election").says("候选人5人 · 再次投票候选人2人")
    elected(house, vote, {"陈桂兰": 7, "丁小宁": 3})
    desk = secretary.get(f"/meetings/{meeting}/election")
    assert desk.says("候选人5人")
    assert not desk.says("再次投票候选人")
    page = secretary.get(f"/races/{race_id}")
    assert page.says("应选3人 · 候选人5人")
    assert page.says("应选1人 · 候选人2人")


def test_a_vote_that_was_put_does_not_go_on_yet(secretary: Browser, house: Community) -> None:
    meeting, race_id = tied(house)
    put(house, race_id)
    assert course(race_id).stage_zh == "已提请，等待投票"
    assert not secretary.get(f"/meetings/{meeting}/election").says("正在投票")


def test_during_the_meeting_the_desk_leads_back_to_the_console(secretary: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house)
    assert f"/meetings/{meeting}" in secretary.get(f"/meetings/{meeting}/election").links()
    begun(house, meeting)
    assert f"/meetings/{meeting}/console" in secretary.get(f"/meetings/{meeting}/election").links()


def test_before_the_result_is_entered_it_is_said_whose_office_ends(secretary: Browser, house: Community) -> None:
    _, race_id = committee(house, ("李秀英", "赵文", "丁小宁"))
    page = secretary.get(f"/races/{race_id}")
    assert page.says("王建国不再任书记")
    page = secretary.follow(secretary.submit(page.form("/results")))
    assert not page.says("不再任")
