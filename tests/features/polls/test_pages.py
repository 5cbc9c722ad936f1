"""Votes as people see them: the console's card, the phone's paper, the hall's screen, the page of a vote."""

import re

import pytest
from flask import Flask, render_template
from sqlalchemy import update

from blueprints.polls import queries, service, views
from blueprints.polls.models import PollEvent
from blueprints.shared.db import writing
from domain.paper import Choice
from domain.rules import Method
from tests.browse import Browser
from tests.features.polls.make_polls import (
    Hall,
    cast,
    everybody_votes,
    hall,
    opened,
    proposed,
)
from tests.make import Community, act


@pytest.fixture
def room(house: Community) -> Hall:
    """Five voters in the hall."""
    return hall(house)


@pytest.fixture
def chair(browse: Browser, room: Hall) -> Browser:
    """The secretary's tablet."""
    return browse.as_(room.secretary)


def phone(browse: Browser, room: Hall, number: int = 0) -> Browser:
    return browse.as_(room.accounts[number])


def test_a_vote_by_hands_from_the_proposal_to_the_announcement(chair: Browser, room: Hall) -> None:
    form = chair.get(f"/items/{room.item}/polls/new").form("/new")
    page = chair.follow(chair.submit(form, motion="同意该经费方案", method="hands"))
    poll = queries.polls_of_item(room.item)[0].id
    assert page.says("举手表决：同意该经费方案")
    assert page.says("应到会有表决权5人，现实到5人")
    assert page.says("即至少3票")
    page = chair.follow(chair.submit(page.form("/open")))
    page = chair.follow(chair.submit(page.form("/count"), in_favour="４", against="1", abstain="0"))
    assert page.says("合计 5，与实到人数一致")
    page = chair.follow(chair.submit(page.form("/announce")))
    assert page.body.select_one(".verdict > strong").text == "通过"
    assert page.says("依据：《中国共产党支部工作条例（试行）》（2018年）第十一条")
    assert queries.poll(poll).state == "announced"


def test_sixteen_nine_eight_stands_as_not_adopted_on_page_phone_and_screen(
    app: Flask, browse: Browser, house: Community
) -> None:
    room = hall(house, entitled=16, present=9)
    chair, poll = browse.as_(room.secretary), opened(room, Method.hands)
    page = chair.submit(chair.get(f"/polls/{poll}").form("/count"), in_favour="8", against="1", abstain="0")
    page = chair.follow(chair.submit(chair.follow(page).form("/announce")))
    assert page.body.select_one(".verdict.not > strong").text == "未通过"
    assert page.says("差1票，未通过")
    assert phone(browse, room).get(f"/polls/{poll}/vote").says("未通过")
    with app.test_request_context():
        assert "未通过" in screen(poll)


def screen(poll: int) -> str:
    return render_template("polls/_hall.html", motion=views.hall_view(queries.poll(poll)))


def test_a_wrong_count_is_said_beside_the_card_and_what_was_typed_stays(chair: Browser, room: Hall) -> None:
    poll = opened(room, Method.hands)
    form = chair.get(f"/polls/{poll}").form("/count")
    page = chair.submit(form, 422, in_favour="6", against="1", abstain="0")
    assert page.says("合计7，超过实到有表决权的5人，请核对")
    assert page.body.find("input", {"name": "in_favour"})["value"] == "6"
    page = chair.submit(page.form("/count"), 422, in_favour="多", against="", abstain="-1")
    assert page.says("请填写票数，没有的填0。")
    assert page.body.find("input", {"name": "in_favour"})["value"] == "多"
    assert queries.poll(poll).state == "open"


def test_names_are_tapped_on_the_roll(chair: Browser, room: Hall) -> None:
    poll = opened(room, Method.hands)
    form = chair.get(f"/polls/{poll}").form("/marks")
    tapped = {f"mark-{voter}": "for" for voter in room.voters[:4]}
    page = chair.follow(chair.submit(form, **tapped))
    assert page.says("实到 5 人，未表决 1 人")
    page = chair.submit(page.form("/marks"), 422, **{f"mark-{room.voters[0]}": "maybe"})
    assert page.says("看不明白")
    assert queries.poll(poll).in_favour == 4


def test_before_the_announcement_a_member_learns_no_result(browse: Browser, chair: Browser, room: Hall) -> None:
    poll = opened(room)
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    service.open_box(act(), poll)
    page = phone(browse, room, 2).get(f"/polls/{poll}")
    assert page.says("等待主持人宣布结果")
    assert not page.body.select(".verdict, details code")
    assert phone(browse, room, 2).get(f"/polls/{poll}/vote").says("表决已经截止，请等待宣布结果")
    assert chair.get(f"/polls/{poll}").body.select(".verdict")


def test_while_a_vote_is_open_every_live_fragment_is_the_same_whatever_was_chosen(app: Flask, room: Hall) -> None:
    seen = []
    for _ in range(20):
        proposed(room)  # so that the votes' numbers are as wide and stand for nothing else on the page
    for choice in Choice:
        poll = opened(room)
        with app.test_request_context():
            for voter in room.voters[:3]:
                cast(poll, voter, choice)
            seen.append(re.sub(rf"\b{poll}\b", "N", fragments(poll, room)))
        service.void(act(), poll, "换一次")
    assert seen[0] == seen[1] == seen[2]
    assert "已投 3 人，共 5 人" in seen[0].replace('<span class="figure">', "").replace("</span>", "")


def fragments(poll: int, room: Hall) -> str:
    """Console, phone and screen, without the guards that differ on every page."""
    found = queries.poll(poll)
    motion = render_template("polls/_motion.html", motion=views.motion_view(found, may_run=True))
    slip = render_template("polls/_slip.html", slip=views.slip_view(found, room.accounts[0], secure=False))
    return re.sub(r'(name="(?:csrf_token|once)" value=)"[^"]*"', r"\1", motion + slip + screen(poll))


@pytest.mark.parametrize("path", ["vote", ""])
def test_strangers_and_other_branches_do_not_learn_of_a_vote(browse: Browser, room: Hall, path: str) -> None:
    poll = opened(room)
    for account in (room.house.stranger, room.house.other_account):
        browse.as_(account).get(f"/polls/{poll}/{path}".rstrip("/"), 404)


def test_only_who_runs_the_meeting_moves_a_vote(browse: Browser, room: Hall) -> None:
    poll = opened(room)
    for account, status in ((room.accounts[3], 403), (room.house.superior, 403), (room.house.stranger, 404)):
        other = browse.as_(account)
        for move in ("close", "open", "count", "marks", "open-box", "scrub", "announce", "void", "defer", "method"):
            other.post(f"/polls/{poll}/{move}", status)
        other.get(f"/items/{room.item}/polls/new", status)
    assert queries.poll(poll).state == "open"
    page = browse.as_(room.accounts[3]).get(f"/polls/{poll}")
    assert not any(page.has_form(move) for move in ("/close", "/void", "/defer"))


def test_few_voters_are_warned_on_paper_and_console(browse: Browser, house: Community) -> None:
    room = hall(house, entitled=5, present=4)
    draft = proposed(room)
    assert browse.as_(room.secretary).get(f"/polls/{draft}").says("能投票的只有4人到会")
    service.open_poll(act(), draft)
    assert phone(browse, room).get(f"/polls/{draft}/vote").says("只有4人，少于5人")


def test_a_refused_move_stands_on_the_card_and_htmx_gets_the_card_alone(chair: Browser, room: Hall) -> None:
    first, second = opened(room, Method.hands), proposed(room)
    page = chair.post(f"/polls/{second}/open", 422)
    assert page.says("正在表决，请先结束那一项")
    assert page.h1 == "同意该经费方案"
    card = chair.post(f"/polls/{first}/close", 200, htmx=True)
    assert card.body.find(id=f"motion-{first}")
    assert not card.body.find("h1")


def test_a_move_leads_back_to_our_own_page_and_never_elsewhere(chair: Browser, room: Hall) -> None:
    poll = proposed(room)
    console = f"/meetings/{room.meeting}/console"
    assert chair.post(f"/polls/{poll}/open", back=console).location == console
    assert chair.post(f"/polls/{poll}/close", back="https://example.org/", confirm="yes").location == f"/polls/{poll}"
    assert chair.get(f"/polls/{poll}?back=//example.org").status == 200


def test_a_pending_scrub_is_said_with_a_button(chair: Browser, room: Hall) -> None:
    poll = opened(room)
    service.close_poll(act(), poll)
    service.open_box(act(), poll)
    with writing():
        queries.poll(poll).box = "scrub_pending"
    page = chair.get(f"/polls/{poll}")
    assert page.says("痕迹还没有清除干净")
    page = chair.follow(chair.submit(page.form("/scrub")))
    assert page.says("痕迹已经清除")


def test_putting_off_is_shown_with_its_reason(browse: Browser, chair: Browser, room: Hall) -> None:
    poll = opened(room, Method.hands)
    page = chair.get(f"/polls/{poll}").form("/count")
    page = chair.follow(chair.submit(page, in_favour="3", against="2", abstain="0"))
    assert page.says("双方人数接近：除紧急情况下按多数意见执行外，暂缓作出决定")
    chair.submit(page.form("/defer"))
    assert phone(browse, room).get(f"/polls/{poll}/vote").says("暂缓表决（《中国共产党章程》第十七条）")


def test_a_changed_record_of_the_phases_is_said(chair: Browser, room: Hall) -> None:
    poll = opened(room, Method.hands)
    assert chair.get(f"/polls/{poll}").says("各环节的记录前后相接")
    with writing() as session:
        session.execute(update(PollEvent).values(actor_id=99))
    assert chair.get(f"/polls/{poll}").says("可能被改动过")
