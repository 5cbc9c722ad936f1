"""Who sees what of an election: members on their phones, the chair, the superior, strangers."""

import pytest

from blueprints.elections import queries
from tests.browse import Browser
from tests.features.elections.make_elections import PDF, begun, branch, elected, names, nominate, planned, put, race
from tests.features.meetings import make_meetings
from tests.make import Community


@pytest.fixture
def secretary(browse: Browser, house: Community) -> Browser:
    """The community's secretary at a tablet."""
    return browse.as_(house.secretary)


def test_members_see_candidates_in_order_and_the_result_once_it_is_announced(browse: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting, 3)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁")
    phone = browse.as_(house.accounts[3])
    phone.get(f"/meetings/{meeting}/election", 404)
    begun(house, meeting)
    page = phone.get(f"/meetings/{meeting}/election")
    assert [one.get_text() for one in page.body.select("ol.agenda li")] == names(race_id)
    assert not page.body.select("main form")
    elected(house, put(house, race_id), {"赵文": 8, "王建国": 8, "陈桂兰": 8})
    page = phone.get(f"/meetings/{meeting}/election")
    assert page.says("赵文")
    assert page.says("当选")
    assert "8" in page.text
    phone.get(f"/races/{race_id}", 403)
    phone.get(f"/meetings/{meeting}/exemptions", 403)
    browse.as_(house.stranger).get(f"/meetings/{meeting}/election", 404)


def test_papers_are_opened_by_who_runs_the_meeting_and_not_by_all(browse: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house)
    begun(house, meeting)
    (paper,) = queries.files_of(meeting)
    answer = browse.as_(house.secretary).get(f"/election-files/{paper.id}").response
    assert answer.data == PDF
    assert answer.content_type == "application/pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    browse.as_(house.superior).get(f"/election-files/{paper.id}")
    browse.as_(house.accounts[3]).get(f"/election-files/{paper.id}", 403)


def test_a_meeting_that_elects_nobody_has_no_such_page(secretary: Browser, house: Community) -> None:
    meeting = make_meetings.in_session(house)
    secretary.get(f"/meetings/{meeting}/election", 404)
    secretary.get(f"/meetings/{meeting}/exemptions", 404)


def test_who_chairs_runs_the_votes_but_prepares_nothing(browse: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting, 3)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁")
    begun(house, meeting)
    chair = browse.as_(house.accounts[0])
    desk = chair.get(f"/meetings/{meeting}/election")
    assert not desk.has_form("/races")
    page = chair.get(f"/races/{race_id}")
    assert not page.has_form("/candidates")
    chair.post(f"/races/{race_id}/candidates", 403)
    chair.post(f"/races/{race_id}/results", 403)
    chair.submit(page.form("/vote"))
