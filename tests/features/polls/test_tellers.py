"""监票人、计票人: proposed in the hall, never candidates, approved by the meeting or named by the chair."""

import pytest

from blueprints.meetings import service as meetings
from blueprints.polls import queries, service
from blueprints.polls.models import Duty
from blueprints.polls.service import Question, tellers
from blueprints.shared.journal import Act
from domain.decision import Votes
from domain.paper import Paper
from domain.rules import Method
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.meetings import make_meetings
from tests.features.polls import make_polls
from tests.features.polls.make_polls import Hall, hall
from tests.make import NOON, Community, act

ELECTION = "party_election.nat"


@pytest.fixture
def room(house: Community) -> Hall:
    """Five voters in the hall: 王建国 李秀英 欧阳明 赵文 陈桂兰."""
    return hall(house)


@pytest.fixture
def election(house: Community, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """The same at a meeting that elects."""
    monkeypatch.setattr(make_polls, "RULE", ELECTION)
    return hall(house)


def propose(room: Hall, voter: int, duty: Duty = Duty.TELLER) -> int:
    return tellers.propose_teller(act(room.secretary), room.meeting, room.voters[voter], duty)


def standing(room: Hall, *names: str) -> int:
    """A draft of an election with these candidates."""
    question = Question(Paper(names, seats=1, office="书记", round="first"))
    return service.propose(act(room.secretary), room.item, "选举书记", Method.secret, question)


def approved(room: Hall) -> dict[str, bool]:
    return {line.name: line.approved for line in queries.tellers(room.meeting)}


@on_both
def test_the_meeting_approves_by_a_show_of_hands_even_where_its_rule_only_knows_secret_votes(election: Hall) -> None:
    propose(election, 0)
    propose(election, 1)
    propose(election, 2, Duty.COUNTER)
    poll = tellers.ask_approval(act(election.secretary), election.meeting)
    found = queries.poll(poll)
    assert found.motion == "同意王建国、李秀英同志担任监票人，欧阳明同志担任计票人"
    assert (found.method, found.procedural) == ("hands", True)
    service.open_poll(act(election.secretary), poll)
    service.count_open_vote(act(election.secretary), poll, Votes(3, 1, 1))
    assert not any(approved(election).values()), "only the announcement makes it so"
    service.announce(act(election.secretary), poll)
    assert approved(election) == {"王建国": True, "李秀英": True, "欧阳明": True}
    assert [line.name for line in queries.watching(election.meeting)] == ["王建国", "李秀英"]


def test_who_was_not_approved_may_be_asked_for_again(room: Hall) -> None:
    propose(room, 0)
    first = tellers.ask_approval(act(), room.meeting)
    assert tellers.ask_approval(act(), room.meeting) == first, "while it is undecided it is the same vote"
    service.open_poll(act(), first)
    service.count_open_vote(act(), first, Votes(2, 3, 0))
    service.announce(act(), first)
    assert approved(room) == {"王建国": False}
    assert tellers.ask_approval(act(), room.meeting) != first


def test_the_same_form_twice_makes_one_vote(room: Hall) -> None:
    propose(room, 0)
    form: Act = act(room.secretary, once="k" * 24)
    assert tellers.ask_approval(form, room.meeting) == tellers.ask_approval(form, room.meeting)
    assert len(queries.polls_of_meeting(room.meeting)) == 1


def test_who_is_proposed_later_gets_a_vote_of_their_own(room: Hall) -> None:
    propose(room, 0)
    first = tellers.ask_approval(act(), room.meeting)
    propose(room, 1)
    second = tellers.ask_approval(act(), room.meeting)
    assert queries.poll(second).motion == "同意李秀英同志担任监票人"
    assert {number: poll.id for number, poll in queries.approvals(room.meeting).items()} == {
        room.voters[0]: first,
        room.voters[1]: second,
    }


@pytest.mark.parametrize("who", ["absent", "probationary"])
def test_only_who_is_there_with_a_vote_is_proposed(house: Community, who: str) -> None:
    room = hall(house, entitled=5, present=4)
    with pytest.raises(Refusal, match="请从已经到会、有表决权"):
        tellers.propose_teller(act(), room.meeting, getattr(room, who), Duty.TELLER)
    propose(room, 0)
    with pytest.raises(Refusal, match="还没有推选"):
        propose(room, 0, Duty.COUNTER)


def test_a_candidate_is_not_proposed(election: Hall) -> None:
    draft = standing(election, "王 建国")
    with pytest.raises(Refusal, match="王建国是候选人，不能担任监票人，请改由不是候选人的党员担任。"):
        propose(election, 0)
    assert "王建国" not in [line.name for line in queries.may_watch(election.meeting)]
    service.void(act(), draft, "重新提名")
    propose(election, 0)


def test_at_other_meetings_the_chair_may_name_them_and_at_elections_not(room: Hall) -> None:
    propose(room, 0)
    tellers.name_tellers(act(), room.meeting)
    assert approved(room) == {"王建国": True}
    with pytest.raises(Refusal, match="没有等待确定的"):
        tellers.name_tellers(act(), room.meeting)


def test_at_an_election_the_chair_names_nobody(election: Hall) -> None:
    propose(election, 0)
    with pytest.raises(Refusal, match="须经大会通过"):
        tellers.name_tellers(act(), election.meeting)


def test_a_proposal_is_taken_back_until_it_is_approved(room: Hall) -> None:
    propose(room, 0)
    tellers.withdraw_teller(act(), room.meeting, room.voters[0])
    assert approved(room) == {}
    propose(room, 1)
    tellers.ask_approval(act(), room.meeting)
    with pytest.raises(Refusal, match="已经提请大会通过"):
        tellers.withdraw_teller(act(), room.meeting, room.voters[1])
    propose(room, 2)
    tellers.name_tellers(act(), room.meeting)
    with pytest.raises(Refusal, match="已经通过，不能再撤回"):
        tellers.withdraw_teller(act(), room.meeting, room.voters[2])


def test_without_an_item_or_anybody_proposed_the_meeting_is_not_asked(room: Hall) -> None:
    with pytest.raises(Refusal, match="请先推选"):
        tellers.ask_approval(act(), room.meeting)
    propose(room, 0)
    meetings.finish_item(act(), room.item)
    with pytest.raises(Refusal, match="请先开始一项议题"):
        tellers.ask_approval(act(), room.meeting)


def test_before_the_hall_is_open_nobody_is_proposed(browse: Browser, house: Community) -> None:
    meeting = make_meetings.noticed(house)
    with pytest.raises(Refusal, match="开始签到以后"):
        tellers.propose_teller(act(), meeting, make_meetings.roll(meeting)[0], Duty.TELLER)
    page = browse.as_(house.secretary).get(f"/meetings/{meeting}/tellers")
    assert page.says("开始签到以后、散会以前，才能推选")
    assert not page.has_form("/tellers")


def test_tellers_are_proposed_approved_and_withdrawn_on_their_page(browse: Browser, election: Hall) -> None:
    chair, path = browse.as_(election.secretary), f"/meetings/{election.meeting}/tellers"
    page = chair.get(path)
    assert page.says("已有 0 名监票人到会")
    assert not page.has_form("/named")
    for voter, duty in ((0, "teller"), (1, "teller"), (2, "counter"), (3, "teller")):
        form = page.form("/tellers")
        page = chair.follow(chair.submit(form, attendee=str(election.voters[voter]), duty=duty))
    page = chair.follow(chair.submit(page.form(f"/tellers/{election.voters[3]}/withdraw")))
    assert not page.body.find_all("li", string=lambda text: text and "赵文" in text)
    assert chair.submit(page.form("/approval")).location == f"/meetings/{election.meeting}/console"
    page = chair.get(path)
    assert page.says("正在提请大会通过")
    assert [link for link in page.links() if link.startswith("/polls/")]
    assert not page.has_form("/approval")


def test_a_wrong_choice_is_said_on_the_page(browse: Browser, room: Hall) -> None:
    chair, path = browse.as_(room.secretary), f"/meetings/{room.meeting}/tellers"
    page = chair.submit(chair.get(path).form("/tellers"), 422, attendee="")
    assert page.says("请选择人员")
    assert chair.post(f"{path}/approval", 422).says("请先推选")
    assert chair.post(f"{path}/987654/withdraw", 422).says("没有推选这个人")


def test_of_a_meeting_that_lists_whom_it_calls_anybody_there_may_watch(house: Community) -> None:
    meeting = make_meetings.called(house, voters=3)
    at = act(house.secretary)
    meetings.send_notice(act(house.secretary, NOON - 11 * make_meetings.DAY), meeting)
    meetings.gather(at, meeting)
    line = make_meetings.roll(meeting)[0]
    meetings.check_in(at, line, "hand")
    tellers.propose_teller(at, meeting, line, Duty.TELLER)
    tellers.name_tellers(at, meeting)
    assert [one.name for one in queries.watching(meeting)] == ["代表1"]


def test_a_secret_vote_drafted_before_there_were_tellers_is_sealed_once_there_are(room: Hall) -> None:
    drafts = [make_polls.proposed(room), make_polls.proposed(room, Method.hands)]
    propose(room, 0)
    propose(room, 1)
    poll = tellers.ask_approval(act(room.secretary), room.meeting)
    service.open_poll(act(room.secretary), poll)
    service.count_open_vote(act(room.secretary), poll, Votes(5, 0, 0))
    assert queries.poll(drafts[0]).level == "detached"
    service.announce(act(room.secretary), poll)
    assert [queries.poll(draft).level for draft in drafts] == ["sealed", ""]
