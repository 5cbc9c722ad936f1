"""Who stands for an office of the meeting does not watch its count, whatever was done first."""

from dataclasses import dataclass

import pytest

from blueprints.elections import queries as elections
from blueprints.elections import service
from blueprints.elections.models import Candidate
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.polls.models import Duty, Teller
from blueprints.polls.service import tellers
from blueprints.shared.db import db, writing
from domain.words import Refusal
from tests.browse import Browser
from tests.features.elections.make_elections import begun, branch, course, member, nominate, planned, put, race
from tests.make import Community, act

STAND = ("王建国", "赵文", "陈桂兰", "丁小宁")


@dataclass(frozen=True)
class Room:
    """A meeting that elects, its first item on, nothing voted on yet."""

    house: Community
    meeting: int
    race_id: int

    def line(self, name: str) -> int:
        """The person's line of the roll."""
        return next(one.id for one in meetings.meeting(self.meeting).attendees if one.name == name)

    def both(self, name: str, approved: bool) -> None:
        """A candidate among the tellers, as older data may have it."""
        with writing():
            teller = Teller(meeting_id=self.meeting, attendee_id=self.line(name), duty=Duty.TELLER, named=approved)
            db.session.add(teller)


@pytest.fixture
def room(house: Community) -> Room:
    """Four stand for three seats."""
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, *STAND)
    begun(house, meeting)
    meeting_service.start_item(act(house.secretary), meetings.meeting(meeting).items[0].id)
    return Room(house, meeting, race_id)


def test_candidates_are_not_offered_before_anything_is_voted_on(browse: Browser, room: Room) -> None:
    page = browse.as_(room.house.secretary).get(f"/meetings/{room.meeting}/tellers")
    offered = {one.get_text() for one in page.form("/tellers").find_all("option")}
    assert "吴淑珍" in offered
    assert not offered & set(STAND)


def test_one_who_stands_no_longer_may_watch(room: Room) -> None:
    own = next(one for one in course(room.race_id).standing if one.name == "赵文")
    service.drop_candidate(act(room.house.secretary), own.id)
    assert tellers.propose_teller(act(room.house.secretary), room.meeting, room.line("赵文"), Duty.TELLER)


def test_a_candidate_with_another_name_on_the_ballot_is_known_too(room: Room) -> None:
    with writing():
        db.session.query(Candidate).filter_by(name="赵文").update({"name": "赵文（男）"})
    assert {"赵文", "赵文（男）"} <= elections.standing_names(room.meeting)
    assert "赵文" not in [line.name for line in polls.may_watch(room.meeting)]


def test_the_meeting_is_not_asked_about_a_candidate(room: Room) -> None:
    room.both("赵文", approved=False)
    with pytest.raises(Refusal, match="赵文是候选人，不能担任监票人"):
        tellers.ask_approval(act(room.house.secretary), room.meeting)


def test_no_code_is_handed_out_to_a_candidate_who_can_be_taken_back(room: Room) -> None:
    poll_id, by = put(room.house, room.race_id), act(room.house.secretary)
    for name in ("吴淑珍", "赵文"):
        room.both(name, approved=True)
    with pytest.raises(Refusal, match="赵文是候选人，不能担任监票人"):
        polling.hand_out(by, poll_id, 2)
    tellers.withdraw_teller(by, room.meeting, room.line("赵文"))
    with pytest.raises(Refusal, match="不足2人"):
        polling.hand_out(by, poll_id, 2)
    assert member("赵文")
