"""A meeting from planning to its end: what is refused, what is kept, who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from blueprints.live import service as live
from blueprints.meetings import hall, queries, service
from blueprints.meetings.models import Reply
from blueprints.shared import clock
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.meetings.make_meetings import DAY, draft, gathering, in_session, items, noticed, planned, roll
from tests.make import NOON, Community, act, later


@on_both
def test_the_whole_way_from_notice_to_end(house: Community) -> None:
    meeting = in_session(house, present=5)
    live.end_meeting(act(house.secretary, later(hours=1)), meeting)
    found = queries.meeting(meeting)
    assert found.state == "ended"
    assert (found.quorum["met"], found.quorum["needed"], found.quorum["base"]) == (True, 3, 5)
    assert (found.opened_at, found.ended_at) == (NOON, later(hours=1))


def test_one_short_of_the_quorum_cannot_open(house: Community) -> None:
    meeting = gathering(house, present=2)
    with pytest.raises(Refusal, match="还差1人，未达到法定人数"):
        service.open_meeting(act(house.secretary), meeting)
    assert queries.meeting(meeting).state == "gathering"
    service.check_in(act(house.secretary), roll(meeting)[2], "hand")
    service.open_meeting(act(house.secretary), meeting)
    assert queries.meeting(meeting).state == "in_session"


def test_the_probationary_member_does_not_make_the_quorum(house: Community) -> None:
    meeting = gathering(house, present=2)
    service.check_in(act(house.secretary), roll(meeting)[5], "hand")
    with pytest.raises(Refusal, match="还差1人"):
        service.open_meeting(act(house.secretary), meeting)


def test_an_inquorate_meeting_keeps_who_came_and_is_called_again(house: Community) -> None:
    meeting = gathering(house, present=2)
    service.adjourn_inquorate(act(house.secretary), meeting)
    assert [line.arrived_at is not None for line in queries.meeting(meeting).attendees] == [True, True] + [False] * 4
    again = service.call_again(act(house.secretary), meeting, NOON + 7 * DAY)
    fresh = queries.meeting(again)
    assert (fresh.state, fresh.follows_id, [one.title for one in fresh.items]) == (
        "planning",
        meeting,
        ["通报三季度工作", "审议楼道改造经费方案"],
    )


def test_a_short_notice_asks_for_the_reason(house: Community) -> None:
    meeting = planned(house)
    with pytest.raises(Refusal, match="提前通知不足1天：请填写临时召开原因") as refusal:
        service.send_notice(act(house.secretary, NOON - timedelta(hours=3)), meeting)
    assert refusal.value.field == "urgent_reason"
    service.edit(act(house.secretary), meeting, draft(house, urgent_reason="防汛部署"))
    service.send_notice(act(house.secretary, NOON - timedelta(hours=3)), meeting)


def test_a_notice_ten_minutes_before_midnight_is_a_day_ahead(house: Community) -> None:
    tomorrow_eight = NOON.replace(hour=0)  # 8:00 in Shanghai
    meeting = planned(house, starts_at=tomorrow_eight)
    service.send_notice(act(house.secretary, tomorrow_eight - timedelta(hours=8, minutes=10)), meeting)
    assert queries.meeting(meeting).state == "noticed"


def test_chair_and_recorder_are_two_people(house: Community) -> None:
    with pytest.raises(Refusal, match="不能是同一人"):
        planned(house, recorder_id=house.members[0])


def test_the_roll_is_the_branch_with_its_standing(house: Community) -> None:
    meeting = noticed(house)
    lines = queries.meeting(meeting).attendees
    assert [line.name for line in lines] == ["王建国", "李秀英", "欧阳明", "赵文", "陈桂兰", "周强"]
    assert [line.entitled for line in lines] == [True] * 5 + [False]
    assert lines[5].no_vote_reason == "预备党员没有表决权"
    assert lines[0].capacity == "书记"


def test_a_committee_meeting_calls_the_committee(house: Community) -> None:
    meeting = noticed(house, rule="party_committee.nat")
    assert [line.name for line in queries.meeting(meeting).attendees] == ["王建国", "李秀英"]


def test_asking_leave_needs_a_reason_and_is_decided(house: Community) -> None:
    meeting = noticed(house)
    line = roll(meeting)[3]
    with pytest.raises(Refusal, match="请假原因"):
        service.reply(act(house.accounts[3]), line, coming=False)
    service.reply(act(house.accounts[3]), line, coming=False, reason="住院")
    service.decide_leave(act(house.secretary), line, granted=True)
    assert queries.roll_figures(meeting).excused == 1
    assert queries.attendee(line).reply == Reply.LEAVE_GRANTED


@on_both
def test_checking_in_twice_counts_once(house: Community) -> None:
    meeting = gathering(house)
    for minute in (0, 5):
        service.check_in(act(house.secretary, later(minutes=minute)), roll(meeting)[0], "hand")
    assert queries.roll_figures(meeting).present == 1
    assert queries.attendee(roll(meeting)[0]).arrived_at == NOON


def test_who_left_early_does_not_count_any_more_and_may_come_back(house: Community) -> None:
    meeting = in_session(house, present=5)
    line = roll(meeting)[4]
    service.leave_early(act(house.secretary, later(minutes=30)), line)
    assert queries.roll_figures(meeting).present_entitled == 4
    assert queries.attended_figures(meeting).present_entitled == 5
    service.check_in(act(house.secretary, later(minutes=40)), line, "hand")
    assert queries.roll_figures(meeting).present_entitled == 5


def test_the_halls_code_lives_half_a_minute_and_one_more(house: Community) -> None:
    key = queries.meeting(gathering(house)).hall_key
    start = NOON.replace(second=0)
    code = hall.code(key, start)
    assert hall.is_current(key, code, start + timedelta(seconds=29))
    assert hall.is_current(key, code, start + timedelta(seconds=59))
    assert not hall.is_current(key, code, start + timedelta(seconds=60))
    assert not hall.is_current(key, "", start)


def test_scanning_in_time_lets_a_phone_check_in(browse: Browser, house: Community) -> None:
    meeting = gathering(house)
    phone = browse.as_(house.accounts[2])
    phone.get(f"/hall/{meeting}/{hall.code(queries.meeting(meeting).hall_key, clock.now())}", 303)
    page = phone.follow(phone.last)
    room = phone.submit(page.form("/check-in"), 303)
    assert room.location == f"/meetings/{meeting}/room"
    assert queries.attendee(roll(meeting)[2]).arrived_by == "scan"


def test_an_old_photo_of_the_code_is_useless(browse: Browser, house: Community) -> None:
    meeting = gathering(house)
    old = hall.code(queries.meeting(meeting).hall_key, clock.now() - timedelta(minutes=2))
    phone = browse.as_(house.accounts[2])
    page = phone.follow(phone.get(f"/hall/{meeting}/{old}", 303))
    assert page.says("签到码已经过期")
    phone.post(f"/meetings/{meeting}/check-in", 422)
    assert not queries.attendee(roll(meeting)[2]).present


def test_who_scans_before_signing_in_checks_in_afterwards(browse: Browser, house: Community) -> None:
    meeting = gathering(house)
    code = hall.code(queries.meeting(meeting).hall_key, clock.now())
    answer = browse.get(f"/hall/{meeting}/{code}", 303)
    assert answer.location == f"/sign-in?next=/meetings/{meeting}/check-in"
    browse.follow(answer)


@on_both
def test_notes_from_an_older_text_do_not_undo_newer_ones(house: Community) -> None:
    item = items(in_session(house))[0]
    assert service.save_notes(act(), item, "第一段", 0) == 1
    assert service.save_notes(act(), item, "第一段", 0) == 1  # the lost answer, sent again
    with pytest.raises(Refusal, match="另一台设备"):
        service.save_notes(act(), item, "别的内容", 0)
    assert service.save_notes(act(), item, "第一段\n第二段", 1) == 2


def test_a_meeting_form_sent_twice_makes_one_meeting(browse: Browser, house: Community) -> None:
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/organisations/{house.branch}/meetings/new?rule=party_assembly.nat")
    assert page.says("超过应到会有表决权的党员的半数")
    values = {"place": "二楼会议室", "chair_id": house.members[0], "recorder_id": house.members[1]}
    places = {
        tablet.submit(page.form(), 303, at=f"/organisations/{house.branch}/meetings/new", **values).location
        for _ in range(2)
    }
    assert len(places) == 1
    assert len(queries.coming_of(house.branch)) == 1


def test_a_form_with_a_fault_keeps_what_was_typed(browse: Browser, house: Community) -> None:
    tablet = browse.as_(house.secretary)
    at = f"/organisations/{house.branch}/meetings/new"
    page = tablet.get(at)
    answer = tablet.submit(page.form(), 422, at=at, place="", title="临时大会", starts_at="明天")
    assert answer.says("请填写会议地点")
    assert answer.says("请填写日期和时间")
    assert answer.body.find("input", {"name": "title"})["value"] == "临时大会"


def test_a_material_must_be_a_pdf(house: Community) -> None:
    item = items(planned(house))[0]
    with pytest.raises(Refusal, match="请上传PDF"):
        service.add_material(act(), item, "方案.pdf", b"MZ not a pdf")
    service.add_material(act(), item, "方案.pdf", b"%PDF-1.7 ...")
    assert queries.item(item).materials[0].filename == "方案.pdf"


def test_the_pages_of_the_way(browse: Browser, house: Community) -> None:
    tablet, phone = browse.as_(house.secretary), browse.as_(house.accounts[2])
    meeting = planned(house)
    assert tablet.get(f"/meetings/{meeting}").says("通报三季度工作")
    service.send_notice(act(house.secretary, NOON - DAY), meeting)
    assert tablet.get(f"/meetings/{meeting}").says("未读")
    page = phone.get(f"/meetings/{meeting}/notice")
    assert page.h1 == "支部党员大会（第四季度）"
    phone.post(f"/meetings/{meeting}/read", 204)
    phone.submit(page.form("/coming"), 303)
    assert tablet.get(f"/meetings/{meeting}").says("参加")
    service.gather(act(house.secretary), meeting)
    for line in roll(meeting)[:4]:
        tablet.post(f"/attendees/{line}/check-in", 303)
    page = tablet.get(f"/meetings/{meeting}/console")
    assert page.says("须到3人，已达法定人数")
    tablet.submit(page.form("/open"), 303)
    page = tablet.get(f"/meetings/{meeting}/console")
    tablet.submit(page.form("/start"), 303)
    page = tablet.get(f"/meetings/{meeting}/console")
    assert page.h1 == "通报三季度工作"
    tablet.submit(page.form("/notes"), 303, notes="书记通报了工作。")
    assert tablet.get(f"/meetings/{meeting}/console").says("书记通报了工作。")
    assert tablet.get(f"/meetings/{meeting}/screen").h1 == "通报三季度工作"
    assert phone.get(f"/meetings/{meeting}/room").says("正在议这一项")


def test_a_meeting_is_not_called_off_for_want_of_people_before_its_time(house: Community) -> None:
    meeting = gathering(house, present=2)
    with pytest.raises(Refusal, match="还没有到通知的开会时间"):
        service.adjourn_inquorate(act(house.secretary, NOON - timedelta(minutes=1)), meeting)


def test_who_has_no_activated_card_is_named_on_the_notice(browse: Browser, house: Community) -> None:
    meeting = noticed(house)
    page = browse.as_(house.secretary).get(f"/meetings/{meeting}")
    assert page.says("还有 6 人没有激活登录卡")
    assert page.says("王建国、李秀英、欧阳明")


def test_members_hear_that_a_meeting_fell_through(browse: Browser, house: Community) -> None:
    start = clock.now() + timedelta(hours=30)
    meeting = planned(house, at=clock.now(), starts_at=start)
    service.send_notice(act(house.secretary, clock.now()), meeting)
    service.cancel(act(house.secretary, clock.now()), meeting, "会场停电")
    page = browse.as_(house.accounts[2]).get("/my-meetings")
    assert page.says("已取消：会场停电")


def test_a_speech_without_words_is_no_speech(browse: Browser, house: Community) -> None:
    meeting = in_session(house)
    item, line = items(meeting)[0], roll(meeting)[1]
    answer = browse.as_(house.secretary).post(
        f"/items/{item}/speeches", 422, attendee_id=line, stance="spoke", gist=" "
    )
    assert answer.says("请写下发言要点")


def test_past_meetings_are_turned_page_by_page(browse: Browser, house: Community) -> None:
    for number in range(45):
        meeting = planned(house, title=f"第{number}次会议", starts_at=NOON + timedelta(hours=number))
        service.cancel(act(house.secretary), meeting, "改期")
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/organisations/{house.branch}/meetings")
    assert page.says("第44次会议")
    assert not page.says("第4次会议")
    older = tablet.get(next(link for link in page.links() if "skip=" in link))
    assert older.says("第4次会议")
    assert not older.says("第44次会议")


@pytest.mark.parametrize(("url", "warned"), [("http://127.0.0.1:8000", True), ("http://192.0.2.7:8000", False)])
def test_an_address_that_no_phone_reaches_is_told_before_anything_is_printed(
    browse: Browser, house: Community, url: str, warned: bool
) -> None:
    meeting = noticed(house)
    browse.app.extensions["settings"] = replace(browse.app.extensions["settings"], public_url=url)
    tablet = browse.as_(house.secretary)
    for page in (f"/meetings/{meeting}", f"/organisations/{house.branch}/cards"):
        assert tablet.get(page).says("只有本机能打开") is warned
