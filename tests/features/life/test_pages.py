"""The pages of a life meeting as people use them, each of which the reader of pages checks."""

import pytest
from flask import Flask
from sqlalchemy import event

from blueprints.life import queries, service
from blueprints.shared.db import db
from tests.browse import Browser
from tests.features.life import make_life
from tests.features.life.make_life import BEFORE
from tests.features.meetings import make_meetings
from tests.make import Community, act


@pytest.fixture
def life(house: Community) -> int:
    """A 组织生活会 in session with everything in it once."""
    return make_life.whole(house)


@pytest.mark.parametrize("page", ["", "/studies", "/talks", "/outlines", "/hold", "/problems", "/after"])
def test_each_page_opens_for_the_secretary(app: Flask, browse: Browser, house: Community, life: int, page: str) -> None:
    browse.as_(house.secretary).get(f"/lives/{life}{page}")


def test_the_preparations_begin_with_or_without_a_theme(app: Flask, browse: Browser, house: Community) -> None:
    meeting = make_meetings.planned(house, "organisational_life.nat", BEFORE)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/meetings/{meeting}/life")
    assert page.says("筹备组织生活会")
    page = tablet.follow(tablet.submit(page.form("/life"), theme=""))
    assert page.says("还没有确定会议主题")
    assert tablet.get(f"/meetings/{meeting}/life", 303).location.endswith("/lives/1")


def test_another_kind_of_meeting_offers_no_such_preparations(browse: Browser, house: Community) -> None:
    meeting = make_meetings.planned(house, "party_assembly.nat", BEFORE)
    page = browse.as_(house.secretary).get(f"/meetings/{meeting}/life")
    assert page.says("只有民主生活会和组织生活会按这些步骤筹备")
    assert not page.says("开始筹备")


def test_a_meeting_without_an_agenda_gets_the_usual_one(app: Flask, house: Community) -> None:
    from blueprints.meetings import queries as meetings
    from blueprints.meetings import service as meeting_service

    by, draft = act(house.secretary, BEFORE), make_meetings.draft(house)
    meeting = meeting_service.convene(by, house.branch, "organisational_life.nat", draft)
    service.begin_life(by, meeting, "主题")
    assert [item.title for item in meetings.meeting(meeting).items][2] == "批评与自我批评"


def test_a_member_sees_the_way_and_their_own_things_alone(
    app: Flask, browse: Browser, house: Community, life: int
) -> None:
    phone = browse.as_(house.accounts[2])
    page = phone.get(f"/lives/{life}")
    assert page.says("我的准备")
    assert not page.has_form("/plan")
    talks = phone.get(f"/lives/{life}/talks")
    assert talks.says("我的谈话")
    assert not talks.says("应谈未谈")
    assert phone.get("/my-meetings").says("整改事项")


def test_a_talk_is_written_and_confirmed_on_two_phones(
    app: Flask, browse: Browser, house: Community, life: int
) -> None:
    one, other = browse.as_(house.accounts[1]), browse.as_(house.accounts[2])
    page = one.submit(one.get(f"/lives/{life}/talks").form("/talks"), partner_id=str(house.members[2]))
    at = page.location
    one.submit(one.get(at).form(at), begins_at="2026-11-20T09:00", problems="联系少。")
    assert one.submit(one.get(at).form(at), 422, begins_at="2099-01-01T09:00").says("谈话时间还没有到")
    for phone in (one, other):
        phone.submit(phone.get(at).form("/confirm"))
    assert other.get(at).says("双方已确认")
    browse.as_(house.accounts[3]).get(at, 404)


def test_an_outline_is_saved_and_handed_in_with_one_button(
    app: Flask, browse: Browser, house: Community, life: int
) -> None:
    phone = browse.as_(house.accounts[1])
    at = phone.submit(phone.get(f"/lives/{life}/outlines").form("/outlines")).location
    refused = phone.submit(phone.get(at).form(at), 422, text="", submit="y")
    assert refused.says("还没有写内容")
    # From the very page of the refusal, whose key was not used up.
    phone.submit(refused.form(at), text="一、存在问题\n1.走访少。", save="y")
    assert phone.get(at).says("走访少")
    browse.as_(house.secretary).get(at, 404)
    phone.submit(phone.get(at).form(at), submit="y")
    assert phone.get(at).says("待审阅")
    superior = browse.as_(house.superior)
    assert superior.submit(superior.get(at).form("/review"), 422, passed="no").says("写明修改意见")
    superior.submit(superior.get(at).form("/review"), passed="yes")
    assert phone.get(at).says("已审阅")


def test_the_list_of_problems_refuses_a_row_without_a_problem_and_keeps_the_rest(
    app: Flask, browse: Browser, house: Community, life: int
) -> None:
    tablet, at = browse.as_(house.secretary), f"/lives/{life}/problems"
    page = tablet.submit(tablet.get(at).form("/problems"), 422, text="", measures="三日内修好")
    assert page.says("请写明问题")
    assert page.says("三日内修好")


def test_the_briefing_is_for_members_and_whoever_has_the_link_once_it_is_told(
    app: Flask, browse: Browser, house: Community, life: int
) -> None:
    link = f"/briefings/{queries.life(life).token}"
    browse.get(link, 404)
    make_life.ended(house, life)
    tablet = browse.as_(house.secretary)
    assert tablet.submit(tablet.get(f"/lives/{life}/after").form("/briefing"), 422).says("请选择通报范围")
    tablet.submit(tablet.get(f"/lives/{life}/after").form("/briefing"), to="本组织党员", words="请大家监督。")
    for page in (browse.get(link), browse.as_(house.accounts[3]).get(f"/lives/{life}/briefing")):
        assert page.says("报修答复慢")
        assert not page.says("学习不够深入")


@pytest.mark.parametrize(
    "address", ["/talks/1/record.pdf", "/outlines/1/outline.pdf", "/lives/1/problems.pdf", "/collections/1/form.pdf"]
)
def test_each_sheet_prints(app: Flask, browse: Browser, house: Community, life: int, address: str) -> None:
    answer = browse.as_(house.secretary).get(address).response
    assert answer.data.startswith(b"%PDF")


def test_the_first_page_asks_nothing_of_other_branches(
    app: Flask, browse: Browser, house: Community, life: int
) -> None:
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    phone = browse.as_(house.accounts[3])

    def count() -> int:
        seen.clear()
        phone.get("/my-meetings")
        return len(seen)

    count()
    few = count()
    for _ in range(5):
        meeting = make_meetings.planned(house, "organisational_life.nat", BEFORE, house.other_branch)
        service.begin_life(act(house.secretary, BEFORE), meeting, "别的支部")
    count()
    assert count() == few
