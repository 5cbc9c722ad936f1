"""The pages of a collection as people use them: filled by anybody, read by the keeper, handed on."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from limits import RateLimitItemPerMinute

from blueprints.consultation import pace, queries, service
from blueprints.consultation.models import Collection, Source
from blueprints.meetings import service as meetings
from blueprints.shared import clock
from blueprints.shared.db import db, writing
from tests.browse import Browser
from tests.features.life import make_life
from tests.features.meetings import make_meetings
from tests.make import Community, act

#: Ahead of the clock on the wall, by which the open link goes.
AHEAD = datetime.now(UTC) + timedelta(days=30)


@pytest.fixture
def meeting(house: Community) -> int:
    """A branch's 组织生活会 in a month, whose committee are three."""
    make_life.committee(house, 3)
    draft = make_meetings.draft(house, starts_at=AHEAD)
    return meetings.convene(act(house.secretary, clock.now()), house.branch, "organisational_life.nat", draft)


@pytest.fixture
def link(browse: Browser, house: Community, meeting: int) -> str:
    """The open link of its collection."""
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/meetings/{meeting}/collection")
    tablet.submit(page.form("/collection"), until=(clock.today() + timedelta(days=9)).isoformat())
    found = queries.of_meeting(meeting)
    assert found
    return f"/opinion-forms/{found.token}"


def test_anybody_fills_the_form_and_a_doubled_tap_counts_once(
    app: Flask, browse: Browser, meeting: int, link: str
) -> None:
    page = browse.get(link)
    assert page.says("不记名")
    assert page.says("不保存您的姓名")
    area = str(page.form(link).find_all("textarea")[1]["name"])
    for _ in range(2):
        done = browse.submit(page.form(link), source="masses", **{area: "说话急。"})
    assert browse.follow(done).says("意见已提交")
    found = queries.of_meeting(meeting)
    assert found
    assert found.online == 1


def test_an_empty_form_keeps_what_was_chosen_and_says_what_to_do(app: Flask, browse: Browser, link: str) -> None:
    page = browse.submit(browse.get(link).form(link), 422, source="units")
    assert page.says("还没有填写意见")
    assert page.body.find("input", {"value": "units", "checked": True})
    page = browse.submit(browse.get(link).form(link), 422)
    assert page.says("请选择您是党员、群众，还是代表单位")


def test_a_link_that_is_none_leads_nowhere(app: Flask, browse: Browser) -> None:
    browse.get("/opinion-forms/none", 404)


def test_a_flood_is_slowed_down_and_nothing_typed_is_lost(
    app: Flask, browse: Browser, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "PER_ADDRESS", RateLimitItemPerMinute(3, 10))
    page = browse.get(link)
    area = str(page.form(link).find_all("textarea")[0]["name"])
    for number in range(3):
        browse.submit(browse.get(link).form(link), source="masses", **{area: f"意见{number}"})
    full = browse.submit(browse.get(link).form(link), 429, source="masses", **{area: "写了很久的意见"})
    assert full.says("请过几分钟再提交")
    assert full.says("写了很久的意见")


def test_who_is_signed_in_is_told_that_it_changes_nothing(
    app: Flask, browse: Browser, house: Community, link: str
) -> None:
    assert browse.as_(house.accounts[2]).get(link).says("您现在虽已登录，提交时同样不记录是谁")


def test_the_keeper_types_in_paper_closes_sorts_and_hands_on(
    app: Flask, browse: Browser, house: Community, meeting: int, link: str
) -> None:
    tablet, at = browse.as_(house.secretary), f"/meetings/{meeting}/collection"
    found = queries.of_meeting(meeting)
    assert found
    tablet.submit(tablet.get(at).form("/issued"), issued="40")
    page = tablet.get(f"/collections/{found.id}/paper")
    area = str(page.form("/paper").find_all("textarea")[0]["name"])
    tablet.submit(page.form("/paper"), source="masses", **{area: "路灯坏了两个月。"})
    assert tablet.get(at).says("收回 1 份：手机 0，纸质 1；发出纸质表 40 份")
    assert not tablet.get(at).says("路灯")
    assert tablet.submit(tablet.get(at).form("/close"), 422).says("容易看出是谁提的")
    with writing():
        db.session.get_one(Collection, found.id).until_on = "2026-01-01"
    tablet.submit(tablet.get(at).form("/close"))
    page = tablet.get(at)
    assert page.says("路灯坏了两个月。")
    assert tablet.submit(page.form("/sort"), 422, theme="").says("请填写类别")
    tablet.submit(tablet.get(at).form("/sort"), theme="为民服务", handling="转物业")
    assert tablet.get(at).says("转物业")
    member = browse.as_(house.accounts[1])
    assert member.get(f"/collections/{found.id}/mine").says("还没有反馈")
    tablet.submit(tablet.get(at).form("/release"))
    assert member.get(f"/collections/{found.id}/mine").says("路灯坏了两个月。")
    assert tablet.get(f"/collections/{found.id}/summary.pdf").response.data.startswith(b"%PDF")
    assert browse.get(link).says("征求意见已经截止")


def test_hundreds_of_opinions_are_read_page_by_page_and_the_unsorted_alone(
    app: Flask, browse: Browser, house: Community, meeting: int, link: str
) -> None:
    found = queries.of_meeting(meeting)
    assert found
    number, subject = found.id, found.subjects[0].id
    for at in range(120):
        service.give(found.token, f"{at:024x}", Source.MASSES, {subject: f"第{at:03}条意见。"}, clock.now())
    service.close(act(house.secretary), number)
    tablet, here = browse.as_(house.secretary), f"/meetings/{meeting}/collection"
    page = tablet.get(here)
    assert page.says("全部 120 条")
    assert len(page.body.select(".said-list > li")) == 50
    assert page.says("第 1 页，共 3 页，120 条")
    assert len(tablet.get(f"{here}?page=3").body.select(".said-list > li")) == 20
    assert tablet.get(f"{here}?page=9").says("这一页没有意见")
    page = tablet.get(f"{here}?show=unsorted&page=2")
    assert page.says("第050条意见")
    moved = tablet.submit(page.form("/sort"), theme="为民服务", handling="")
    assert moved.location.startswith(f"{here}?page=2&show=unsorted#opinion-")
    page = tablet.get(f"{here}?show=unsorted&page=2")
    assert page.says("未归类 119 条")
    assert not page.says("第050条意见")
    assert tablet.submit(page.form("/sort"), 422, theme="").says("第051条意见"), "a refusal stays on its page"


def test_without_a_body_the_page_says_what_to_do(app: Flask, browse: Browser, house: Community) -> None:
    draft = make_meetings.draft(house, starts_at=AHEAD)
    own = meetings.convene(act(house.secretary, clock.now()), house.organisation, "democratic_life.nat", draft)
    assert browse.as_(house.secretary).get(f"/meetings/{own}/collection").says("没有登记班子成员的职务")
