"""Rolls that no roster has: whom the convener lists, and how they are there, vote and are remembered."""

import pytest
from sqlalchemy import func, select

from blueprints.live import service as live
from blueprints.meetings import queries, service
from blueprints.meetings.models import Attendee
from blueprints.meetings.names import Named
from blueprints.minutes import queries as minutes
from blueprints.minutes import service as minuting
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.shared.db import db
from domain.decision import Votes
from domain.rules import Method
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.meetings.make_meetings import DAY, called, draft, items, planned, representatives, roll
from tests.make import NOON, Community, act, later

BEFORE = NOON - 12 * DAY


def named(*names: str) -> service.Called:
    return service.Called(tuple(Named(name) for name in names))


def listing(house: Community, meeting: int, called: service.Called) -> None:
    service.list_called(act(house.secretary, BEFORE), meeting, called)


def opened(house: Community, voters: int = 30, present: int = 24) -> int:
    """A representatives' meeting that so many came to, with its first item on."""
    meeting = called(house, voters)
    service.send_notice(act(house.secretary, BEFORE), meeting)
    service.gather(act(house.secretary), meeting)
    lines = queries.meeting(meeting).attendees
    here = [line.id for line in lines if line.observer] + [line.id for line in lines if line.entitled][:present]
    for line in here:
        service.check_in(act(house.secretary), line, "hand")
    service.open_meeting(act(house.secretary), meeting)
    service.start_item(act(house.secretary), items(meeting)[0])
    return meeting


@on_both
def test_two_hundred_representatives_stand_on_the_roll_in_their_order(house: Community) -> None:
    meeting = called(house, 200)
    service.send_notice(act(house.secretary, BEFORE), meeting)
    lines = [line for line in queries.meeting(meeting).attendees if not line.observer]
    assert [line.name for line in lines] == [one.name for one in representatives(200)]
    assert {(line.member_id, line.category, line.expected, line.entitled) for line in lines} == {
        (None, "outside", True, True)
    }
    assert queries.roll_figures(meeting).entitled == 200


@on_both
def test_a_listed_meeting_votes_and_is_recorded(house: Community) -> None:
    meeting = opened(house, voters=30, present=24)
    assert queries.meeting(meeting).quorum["sentence"].startswith("居民代表会议组成人员30人，实到24人，达到法定人数")
    poll = polling.propose(act(house.secretary), items(meeting)[0], "同意该方案", Method.hands)
    polling.open_poll(act(house.secretary), poll)
    assert polls.voter_count(poll) == 24
    assert [one.name for one in polls.hands(poll)] == [one.name for one in representatives(24)]
    polling.count_open_vote(act(house.secretary), poll, Votes(13, 8, 3))
    polling.announce(act(house.secretary), poll)
    assert (polls.poll(poll).verdict["adopted"], polls.poll(poll).verdict["base"]) == (True, 24)
    live.end_meeting(act(house.secretary, later(hours=1)), meeting)
    minuting.draft(act(house.accounts[1], later(hours=1)), meeting)
    told = minutes.told(meeting, None)
    assert (told.roll.expected, told.roll.present, told.roll.absent, told.roll.observers) == (30, 24, 6, 2)
    assert [person.name for person in told.absentees][:2] == ["代表25", "代表26"]
    assert told.attendees[0].capacity == "第2居民小组"


def test_two_thirds_of_the_list_make_the_quorum(house: Community) -> None:
    with pytest.raises(Refusal, match="居民代表会议组成人员30人，实到19人，还差1人"):
        opened(house, voters=30, present=19)


def test_an_empty_list_stops_the_notice_and_says_what_to_do(house: Community) -> None:
    meeting = planned(house, "resident_reps.law2026", BEFORE, house.organisation)
    with pytest.raises(Refusal, match="参会名单还是空的：请先填写通知哪些人参加") as refusal:
        service.send_notice(act(house.secretary, BEFORE), meeting)
    assert refusal.value.field == "roll"
    assert queries.meeting(meeting).state == "planning"


def test_a_list_without_a_vote_cannot_reach_the_quorum(house: Community) -> None:
    meeting = planned(house, "resident_reps.law2026", BEFORE, house.organisation)
    listing(house, meeting, service.Called(others=(Named("张三"),)))
    with pytest.raises(Refusal, match="没有有表决权的人"):
        service.send_notice(act(house.secretary, BEFORE), meeting)


@pytest.mark.parametrize(
    ("called", "double"),
    [
        (named("张三", "李四", "张三"), "张三"),
        (service.Called((Named("张三"),), (Named("张三", "物业公司"),)), "张三"),
    ],
)
def test_a_name_that_stands_twice_is_refused_by_name(house: Community, called: service.Called, double: str) -> None:
    meeting = planned(house, "resident_reps.law2026", BEFORE, house.organisation)
    with pytest.raises(Refusal, match=f"名单里重复写了：{double}。"):
        listing(house, meeting, called)
    assert not [line for line in queries.meeting(meeting).attendees if line.expected]


def test_somebody_picked_and_written_too_is_refused(house: Community) -> None:
    meeting = planned(house, "resident_reps.law2026", BEFORE, house.organisation)
    with pytest.raises(Refusal, match="重复写了：欧阳明"):
        listing(house, meeting, service.Called((Named("欧阳明"),), (), (house.members[2],)))


@on_both
def test_a_new_list_keeps_who_stays_and_takes_away_who_does_not(house: Community) -> None:
    meeting = planned(house, "resident_reps.law2026", BEFORE, house.organisation)
    listing(house, meeting, named("张三", "李四", "王五"))
    stays = {line.name: line.id for line in queries.meeting(meeting).attendees}["李四"]
    listing(house, meeting, service.Called((Named("赵六"), Named("李四", "一组")), (Named("张三"),)))
    lines = [line for line in queries.meeting(meeting).attendees if line.expected]
    assert [(line.name, line.capacity, line.entitled) for line in lines] == [
        ("赵六", "", True),
        ("李四", "一组", True),
        ("张三", "", False),
    ]
    assert lines[1].id == stays
    assert lines[2].no_vote_reason == "没有表决权"


@on_both
def test_the_roster_of_the_day_changes_nothing_of_a_list(house: Community) -> None:
    meeting = called(house, 30)
    service.send_notice(act(house.secretary, BEFORE), meeting)
    before = [(line.id, line.name) for line in queries.meeting(meeting).attendees]
    service.sync_roll(act(house.secretary), meeting)
    service.gather(act(house.secretary), meeting)
    assert [(line.id, line.name) for line in queries.meeting(meeting).attendees] == before


@on_both
def test_chair_and_recorder_sit_in_unless_they_are_called(house: Community) -> None:
    meeting = planned(house, "resident_reps.law2026", BEFORE, house.organisation)
    listing(house, meeting, service.Called(representatives(3), (), (house.members[0],)))
    lines = {line.name: line for line in queries.meeting(meeting).attendees}
    assert (lines["王建国"].entitled, lines["王建国"].observer) == (True, False)
    assert (lines["李秀英"].expected, lines["李秀英"].observer) == (False, True)
    listing(house, meeting, service.Called(representatives(3)))
    assert queries.roll_figures(meeting).expected == 3
    service.edit(act(house.secretary, BEFORE), meeting, draft(house, recorder_id=house.members[2]))
    service.send_notice(act(house.secretary, BEFORE), meeting)
    names = [line.name for line in queries.meeting(meeting).attendees if line.observer]
    assert names == ["王建国", "欧阳明"]


def test_a_chair_named_in_the_hall_can_sign_in(house: Community) -> None:
    meeting = called(house, 3)
    service.send_notice(act(house.secretary, BEFORE), meeting)
    service.gather(act(house.secretary), meeting)
    service.set_officers(act(house.secretary), meeting, house.members[3], house.members[1])
    assert {line.name for line in queries.meeting(meeting).attendees if line.observer} == {"赵文", "李秀英"}


def test_who_has_signed_in_stays_on_the_list(house: Community) -> None:
    meeting = called(house, 3)
    service.send_notice(act(house.secretary, BEFORE), meeting)
    service.gather(act(house.secretary), meeting)
    service.check_in(act(house.secretary), roll(meeting)[0], "hand")
    with pytest.raises(Refusal, match="代表1已经签到，不能从名单上去掉"):
        service.list_called(act(house.secretary), meeting, named("代表2"))
    chair = next(line.id for line in queries.meeting(meeting).attendees if line.name == "王建国")
    service.check_in(act(house.secretary), chair, "hand")
    service.list_called(act(house.secretary), meeting, service.Called(representatives(5)))
    figures = queries.roll_figures(meeting)
    assert (figures.expected, figures.present, figures.observers) == (5, 1, 1)


def test_a_meeting_of_the_party_is_not_listed_by_hand(house: Community) -> None:
    meeting = planned(house)
    with pytest.raises(Refusal, match="由名册生成"):
        service.list_called(act(house.secretary), meeting, named("张三"))


@on_both
def test_a_list_is_called_again_with_its_meeting(house: Community) -> None:
    meeting = called(house, 4)
    service.send_notice(act(house.secretary, BEFORE), meeting)
    service.cancel(act(house.secretary, BEFORE), meeting, "暴雨")
    again = service.call_again(act(house.secretary, BEFORE), meeting, NOON + 7 * DAY)
    assert [line.name for line in queries.meeting(again).attendees] == ["代表1", "代表2", "代表3", "代表4"]
    assert {line.reply for line in queries.meeting(again).attendees} == {"none"}


def test_a_list_sent_twice_makes_one(house: Community) -> None:
    meeting = planned(house, "resident_reps.law2026", BEFORE, house.organisation)
    for _ in range(2):
        by = act(house.secretary, BEFORE, once="a-key-of-a-form")
        service.list_called(by, meeting, named("张三"))
    count = select(func.count()).select_from(Attendee).where(Attendee.meeting_id == meeting, Attendee.expected)
    assert db.session.scalar(count) == 1


def test_the_pages_of_a_listed_meeting(browse: Browser, house: Community) -> None:
    tablet = browse.as_(house.secretary)
    meeting = planned(house, "resident_reps.law2026", BEFORE, house.organisation)
    page = tablet.get(f"/meetings/{meeting}")
    assert page.says("参会名单还是空的：请先填写通知哪些人参加。")
    page = tablet.get(f"/meetings/{meeting}/called")
    at = f"/meetings/{meeting}/called"
    answer = tablet.submit(page.form(), 422, at=at, voters="张三，一组\n李四\n张三")
    assert answer.says("名单里重复写了：张三")
    assert "李四" in answer.body.find("textarea", {"name": "voters"}).get_text()
    tablet.submit(answer.form(), 303, at=at, voters="张三，一组\n李四", others="物业公司", people=house.members[2])
    page = tablet.get(f"/meetings/{meeting}")
    assert page.says("欧阳明、张三、李四、物业公司")
    page = tablet.get(at)
    assert page.body.find("textarea", {"name": "voters"}).get_text().strip() == "张三，一组\n李四"
    assert page.body.find("input", {"id": f"people-{house.members[2]}"}).has_attr("checked")
    service.send_notice(act(house.secretary, BEFORE), meeting)
    page = tablet.get(f"/meetings/{meeting}")
    assert page.says("另行通知")
    assert not page.says("群众")
    assert not page.has_form("/roll/sync")


def test_a_party_meeting_has_no_list_to_write(browse: Browser, house: Community) -> None:
    meeting, tablet = planned(house), browse.as_(house.secretary)
    assert tablet.get(f"/meetings/{meeting}/called", 303).location == f"/meetings/{meeting}"
    answer = tablet.post(f"/meetings/{meeting}/called", 422, voters="张三")
    assert answer.says("这类会议的参会名单由名册生成，不用另外填写。")


def test_the_page_says_that_secret_votes_of_people_without_an_account_are_on_paper(
    browse: Browser, house: Community
) -> None:
    meeting = planned(house, "resident_election.law2026", BEFORE, house.organisation)
    page = browse.as_(house.secretary).get(f"/meetings/{meeting}")
    assert page.says("没有登录账号的人不能在手机上投无记名票")


def test_who_is_listed_and_cannot_sign_in_is_told_otherwise(browse: Browser, house: Community) -> None:
    meeting = called(house, 30)
    service.send_notice(act(house.secretary, BEFORE), meeting)
    page = browse.as_(house.secretary).get(f"/meetings/{meeting}")
    # The thirty, and chair and recorder whose cards nobody has activated.
    assert page.says("还有 32 人没有激活登录卡")
    assert page.says("名单上 0 人登录后能在手机上看到")


def test_the_tablet_signs_in_two_hundred_by_name(browse: Browser, house: Community) -> None:
    meeting = called(house, 200)
    service.send_notice(act(house.secretary, BEFORE), meeting)
    service.gather(act(house.secretary), meeting)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/meetings/{meeting}/console")
    assert page.says("名单共 202 人，这里显示未到的 150 人")
    page = tablet.get(f"/meetings/{meeting}/console?who=代表177")
    line = next(one.id for one in queries.meeting(meeting).attendees if one.name == "代表177")
    tablet.submit(page.form(f"/attendees/{line}/check-in"), 303)
    assert tablet.get(f"/meetings/{meeting}/console?who=代表177").says("代签")
    assert tablet.get(f"/meetings/{meeting}/screen").says("法定人数 134 人")


def test_nobody_from_another_branch_can_be_picked_by_number(browse: Browser, house: Community) -> None:
    meeting = planned(house, "deliberation.s003", NOON - 12 * DAY, house.branch)
    tablet, at = browse.as_(house.secretary), f"/meetings/{meeting}/called"
    assert tablet.post(at, 422, people=str(house.other_member)).says("选中的人有的已经不在本组织的名册上")
    assert queries.meeting(meeting).attendees == []
    tablet.post(at, 303, people=str(house.members[3]))
    assert [line.member_id for line in queries.meeting(meeting).attendees if line.expected] == [house.members[3]]
