"""The pages of the minutes, as recorder, chair, superior and strangers meet them."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from blueprints.minutes import queries, service
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import Role
from tests.browse import Browser
from tests.features.minutes.make_minutes import (
    AFTER,
    CHAIR,
    RECORDER,
    absentee,
    at,
    confirmed,
    drafted,
    held_meeting,
    minutes_row,
    part,
    ready,
)
from tests.make import Community, act


def test_the_secretary_begins_the_minutes_from_the_preview_once(browse: Browser, house: Community) -> None:
    meeting_id = held_meeting(house)
    recorder = browse.as_(house.accounts[RECORDER])
    page = recorder.get(at(meeting_id))
    assert page.says("欧阳明：经费安排偏紧，建议推迟一个月。")
    form = page.form("/minutes")
    for _ in range(2):
        recorder.submit(form)
    assert len(queries.versions(meeting_id)) == 1
    assert recorder.get(at(meeting_id)).says("检查清单")


def test_during_the_session_there_is_a_preview_and_nothing_to_begin(browse: Browser, house: Community) -> None:
    meeting_id = held_meeting(house, state="in_session")
    page = browse.as_(house.accounts[RECORDER]).get(at(meeting_id))
    assert page.says("会议还没有散会")
    assert not page.has_form("/minutes")
    browse.as_(house.accounts[RECORDER]).post(at(meeting_id), 422)
    assert queries.latest(meeting_id) is None


def test_before_the_meeting_there_is_a_sentence(browse: Browser, house: Community) -> None:
    meeting_id = held_meeting(house, state="noticed")
    page = browse.as_(house.secretary).get(at(meeting_id), 422)
    assert page.says("还没有会议记录")


def test_each_fault_leads_to_a_place_on_the_page(browse: Browser, house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    item = queries.meeting(meeting_id).items[0]
    service.add_follow_up(act(house.secretary, AFTER), minutes_id, item.id, service.TaskDraft("公示", "", None))
    for account in (house.accounts[RECORDER], house.accounts[CHAIR], house.superior):
        page = browse.as_(account).get(at(meeting_id))
        links = [str(link["href"]) for link in page.body.select("#check a")]
        assert links == ["#absentees", "#item-1", "#item-1", "#item-1"]
        assert all(page.body.find(id=link[1:]) for link in links)


def test_a_text_is_saved_by_the_button_and_marked(browse: Browser, house: Community) -> None:
    meeting_id, _ = drafted(house)
    recorder = browse.as_(house.accounts[RECORDER])
    form = recorder.get(at(meeting_id)).body.find(id="form-item-1")
    answer = recorder.submit(form, text="李秀英汇报工作计划。\n王建国讲了三点意见。")
    assert answer.location.endswith("/minutes#item-1")
    page = recorder.get(at(meeting_id))
    assert "补录1段" in part(page, "said-item-1")
    assert "王建国讲了三点意见。" in part(page, "text-item-1")


def test_a_text_saves_itself_and_answers_with_its_mark_and_the_check(browse: Browser, house: Community) -> None:
    meeting_id, _ = drafted(house)
    recorder = browse.as_(house.accounts[RECORDER])
    page = recorder.get(at(meeting_id))
    area = page.body.find(id="text-item-2")
    form = page.body.find(id="form-item-2")
    values = {name: form.find(attrs={"name": name})["value"] for name in ("base", "editor", "csrf_token")}
    answer = recorder.post(area["hx-post"], 200, htmx=True, text="大家一致认为可行。", **values)
    assert "已保存" in answer.response.get_data(as_text=True)
    assert [one["hx-target"] for one in answer.body.find_all("hx-partial")] == ["#check", "#confirm"]
    assert "“大家一致认为”过于笼统" in answer.response.get_data(as_text=True)
    assert answer.body.find(attrs={"name": "base"})["value"] != values["base"]
    # The answer was lost: the page goes on from what it had, and nothing is refused.
    recorder.post(area["hx-post"], 200, htmx=True, text="李秀英认为可行。", **values)
    assert queries.told(meeting_id).items[1].text[0].text == "李秀英认为可行。"


def test_two_tablets_see_both_texts_and_neither_is_lost(browse: Browser, house: Community) -> None:
    meeting_id, _ = drafted(house)
    one, two = browse.as_(house.accounts[RECORDER]), browse.as_(house.secretary)
    first, second = (tablet.get(at(meeting_id)).body.find(id="form-item-1") for tablet in (one, two))
    one.submit(first, text="第一台写的。")
    for _ in range(2):  # whatever saves itself again does not win by asking twice
        page = two.submit(second, 422, text="第二台写的。")
        assert page.says("刚才在另一处改过")
        assert part(page, "other-item-1") == "第一台写的。"
        assert part(page, "text-item-1") == "第二台写的。"
        second = page.body.find(id="form-item-1")
    merged = second.find("button", attrs={"name": "merged"})["value"]
    two.submit(second, text="第一台写的。\n第二台写的。", merged=merged)
    assert [passage.text for passage in queries.told(meeting_id).items[0].text] == ["第一台写的。", "第二台写的。"]


def test_speeches_decisions_and_reasons_are_added_changed_and_taken_out(browse: Browser, house: Community) -> None:
    meeting_id, _ = drafted(house)
    recorder = browse.as_(house.accounts[RECORDER])
    item_id, absent = queries.meeting(meeting_id).items[1].id, absentee(meeting_id).id
    form = recorder.get(at(meeting_id)).form(f"/items/{item_id}/speeches")
    for _ in range(2):
        recorder.submit(form, stance="differed", gist="担心工期。")
    recorder.submit(recorder.get(at(meeting_id)).form(f"/items/{item_id}/follow-ups"), text="", status=422)
    assert recorder.last.says("请填写要办理的事项。")
    recorder.submit(
        recorder.last.form(f"/items/{item_id}/follow-ups"), text="组织施工", owner="赵文", due_on="2027-03-01"
    )
    recorder.submit(recorder.get(at(meeting_id)).form(f"/absences/{absent}"), 422, reason="　")
    recorder.submit(recorder.last.form(f"/absences/{absent}"), reason="外出务工")
    told = queries.told(meeting_id)
    assert [speaker.gist for speaker in told.items[1].speakers] == ["同意。", "担心工期。"]
    assert told.items[1].decisions[1].owner == "赵文"
    item = queries.meeting(meeting_id).items[1]
    speech_id, task_id = item.speeches[1].id, item.follow_ups[1].id
    page = recorder.get(at(meeting_id))
    assert part(page, "check") == "检查清单 检查没有发现问题。"
    recorder.submit(page.form(f"/speeches/{speech_id}"), gist="担心工期太长。")
    recorder.submit(page.form(f"/follow-ups/{task_id}"), due_on="")
    assert recorder.get(at(meeting_id)).says("没有完成期限")
    recorder.submit(page.form(f"/follow-ups/{task_id}/end"))
    recorder.submit(page.form(f"/speeches/{speech_id}/end"))
    assert [len(part_) for part_ in (queries.told(meeting_id).items[1].speakers, item.follow_ups)] == [1, 1]


def test_chair_and_recorder_confirm_and_the_others_see_who_must(browse: Browser, house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    for account in (house.secretary, house.superior):
        page = browse.as_(account).get(at(meeting_id))
        assert "主持人 王建国" in part(page, "confirm")
        assert not page.has_form("/confirm/chair")
    chair, recorder = browse.as_(house.accounts[CHAIR]), browse.as_(house.accounts[RECORDER])
    page = chair.get(at(meeting_id))
    assert not page.has_form("/confirm/recorder")
    for _ in range(2):
        chair.submit(page.form("/confirm/chair"))
    assert minutes_row(minutes_id).state == "draft"
    recorder.submit(recorder.get(at(meeting_id)).form("/confirm/recorder"))
    page = recorder.follow(recorder.get(at(meeting_id), 303))
    assert page.says("这一版已由主持人和记录人确认，不能再改。")
    assert part(page, "sha256").replace(" ", "") == minutes_row(minutes_id).sha256
    chair.post(at(meeting_id, "/confirm/secretary"), 404)


def test_a_voided_confirmation_is_said(browse: Browser, house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, True)
    recorder = browse.as_(house.accounts[RECORDER])
    recorder.submit(recorder.get(at(meeting_id)).body.find(id="form-closing"), text="请抓好落实。")
    page = browse.as_(house.accounts[CHAIR]).get(at(meeting_id))
    assert "原来的确认已经失效" in part(page, "confirm")
    assert page.has_form("/confirm/chair")


def test_lesser_faults_show_a_tick_that_must_be_set(browse: Browser, house: Community) -> None:
    meeting_id, _ = ready(house)
    recorder, chair = browse.as_(house.accounts[RECORDER]), browse.as_(house.accounts[CHAIR])
    recorder.submit(recorder.get(at(meeting_id)).body.find(id="form-item-1"), text="大家一致认为可行。")
    page = chair.submit(chair.get(at(meeting_id)).form("/confirm/chair"), 422)
    assert page.says("并勾选“已逐条核对”")
    chair.submit(page.form("/confirm/chair"), looked_through="y")
    assert chair.get(at(meeting_id)).says("确认")


def test_versions_stay_readable_after_a_correction(browse: Browser, house: Community) -> None:
    meeting_id, _ = confirmed(house)
    recorder = browse.as_(house.accounts[RECORDER])
    page = recorder.submit(recorder.get(at(meeting_id, "/1")).form("/corrections"), 422, reason="")
    assert page.says("请写明更正原因。")
    form = page.form("/corrections")
    for _ in range(2):
        recorder.submit(form, reason="票数抄错一处")
    assert [row.version for row in queries.versions(meeting_id)] == [2, 1]
    assert recorder.get(at(meeting_id)).says("更正原因：票数抄错一处")
    assert recorder.get(at(meeting_id, "/1")).says("请以最新一版为准")
    assert recorder.get(at(meeting_id, "/2"), 303).location.endswith("/minutes")
    recorder.get(at(meeting_id, "/3"), 404)


def test_a_tampered_version_says_so_and_shows_nothing_of_it(browse: Browser, house: Community) -> None:
    meeting_id, minutes_id = confirmed(house)
    with writing():
        db.session.execute(
            text("UPDATE minutes SET body = replace(body, '反对', '赞成') WHERE id = :id"), {"id": minutes_id}
        )
    page = browse.as_(house.secretary).get(at(meeting_id, "/1"))
    assert page.says("与确认时的校验码不一致")
    assert page.says("内容与校验码不符")
    assert page.body.find(id="item-1") is None


def test_what_was_typed_is_shown_as_text(browse: Browser, house: Community) -> None:
    meeting_id, _ = drafted(house)
    recorder = browse.as_(house.accounts[RECORDER])
    recorder.submit(
        recorder.get(at(meeting_id)).body.find(id="form-item-1"), text="</textarea><script>alert(1)</script>"
    )
    page = recorder.get(at(meeting_id))
    assert "<script>alert(1)</script>" in part(page, "text-item-1")


READERS = ("secretary", "superior", "chair", "recorder")


@pytest.mark.parametrize("path", ["", "/1", ".pdf"])
def test_who_sees_the_minutes(browse: Browser, house: Community, path: str) -> None:
    meeting_id, _ = confirmed(house)
    seen = {
        "secretary": house.secretary,
        "superior": house.superior,
        "chair": house.accounts[CHAIR],
        "recorder": house.accounts[RECORDER],
    }
    assert tuple(seen) == READERS
    for account in seen.values():
        browse.as_(account).get(at(meeting_id, path), 303 if path == "" else 200)
    browse.as_(house.accounts[2]).get(at(meeting_id, path), 403)
    browse.as_(house.probationary_account).get(at(meeting_id, path), 403)
    for account in (house.stranger, house.other_account):
        browse.as_(account).get(at(meeting_id, path), 404)
    assert browse.get(at(meeting_id, path), 303).location.startswith("/sign-in")


def test_who_writes_and_who_confirms(browse: Browser, house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    item_id = queries.meeting(meeting_id).items[0].id
    writes = ("/closing", f"/items/{item_id}/text", f"/items/{item_id}/speeches", "/corrections", "")
    for account in (house.accounts[CHAIR], house.superior, house.accounts[2]):
        for path in writes:
            browse.as_(account).post(at(meeting_id, path), 403, text="改")
    for account in (house.secretary, house.superior, house.accounts[2]):
        browse.as_(account).post(at(meeting_id, "/confirm/chair"), 403)
    browse.as_(house.accounts[RECORDER]).post(at(meeting_id, "/confirm/chair"), 422)
    browse.as_(house.stranger).post(at(meeting_id, "/confirm/chair"), 404)
    assert minutes_row(minutes_id).seen_sha == ""


def test_a_meeting_over_midnight_tells_both_days(browse: Browser, house: Community) -> None:
    begins = AFTER.replace(hour=15, minute=30)  # 23:30 in Shanghai
    meeting_id = held_meeting(house, begins=begins, minutes=60)
    page = browse.as_(house.secretary).get(at(meeting_id))
    day = (begins + timedelta(hours=8)).day
    assert f"{day}日（星期" in part(page, "times")
    assert f"{day + 1}日（星期" in part(page, "times")
    assert "00:30" in part(page, "times")
