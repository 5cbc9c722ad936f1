"""Voting on a phone: the paper, the confirm page, the receipt, and every way to send them wrongly."""

import re

import pytest
from flask import Flask

from blueprints.accounts.models import Account
from blueprints.polls import queries, service, views
from blueprints.shared.db import db
from tests.browse import Browser, Page
from tests.features.polls.make_polls import (
    Hall,
    hall,
    marks_and_ballots,
    opened,
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


def confirm(voter: Browser, poll: int, mark: str = "a") -> Page:
    """Choose on the paper; the confirm page."""
    return voter.submit(voter.get(f"/polls/{poll}/vote").form("/vote"), 200, choice=mark)


def test_a_secret_vote_from_the_paper_to_the_published_lists(browse: Browser, chair: Browser, room: Hall) -> None:
    poll = opened(room)
    paper = phone(browse, room).get(f"/polls/{poll}/vote")
    assert not paper.body.find_all("input", {"type": "radio", "checked": True}), "nothing is chosen beforehand"
    assert [label.get_text(strip=True) for label in paper.body.select("label.choice")] == ["赞成", "不赞成", "弃权"]
    numbers = [vote(phone(browse, room, at), poll, mark) for at, mark in enumerate("aaab")]
    page = chair.get(f"/polls/{poll}")
    assert page.says("已投 4 人，共 5 人")
    page = chair.follow(chair.submit(chair.submit(page.form("/close"), 422).form("/close")))
    root = queries.poll(poll).box_root
    assert root in re.sub(r"\s", "", page.text)
    page = chair.follow(chair.submit(page.form("/open-box")))
    page = chair.follow(chair.submit(page.form("/announce")))
    assert page.says("赞成3票，不赞成1票，弃权0票，未表决1人")
    assert [code.text for code in page.body.select("ul code") if "-" in code.text] == sorted(numbers)


def vote(voter: Browser, poll: int, mark: str) -> str:
    """Through both steps; the receipt's number."""
    page = voter.submit(confirm(voter, poll, mark).form("/cast"), 200)
    return page.body.select_one("h2.figure").text


def test_the_confirm_page_is_kept_by_nobody_and_no_address_holds_the_choice(browse: Browser, room: Hall) -> None:
    poll, voter = opened(room), phone(browse, room)
    page = confirm(voter, poll, "b")
    assert page.says("不赞成")
    assert page.response.headers["Cache-Control"] == "no-store"
    form = page.form("/cast")
    assert form["action"] == f"/polls/{poll}/cast"
    assert form["method"] == "post"
    assert voter.submit(form, 200).response.headers["Cache-Control"] == "no-store"
    assert marks_and_ballots(poll) == (1, 1)


def test_no_answer_to_a_voter_changes_its_length_with_the_choice(browse: Browser, room: Hall) -> None:
    poll, lengths = opened(room), []
    for at, mark in enumerate("abc"):
        voter = phone(browse, room, at)
        # Names in the mast differ from voter to voter, the answers must not.
        name = len(str(db_name(voter, room.accounts[at])).encode())
        page = confirm(voter, poll, mark)
        receipt = voter.submit(page.form("/cast"), 200)
        after = voter.get(f"/polls/{poll}/vote")
        lengths.append(tuple(len(one.response.data) - name for one in (page, receipt, after)))
    assert len(set(lengths)) == 1


def db_name(voter: Browser, account: int) -> str:
    return db.session.get_one(Account, account).name


def test_double_tap_replay_and_a_lost_answer_have_one_effect_and_one_answer(browse: Browser, room: Hall) -> None:
    poll, voter = opened(room), phone(browse, room)
    form = confirm(voter, poll).form("/cast")
    first = voter.submit(form, 200).body.select_one("h2.figure").text
    service_closed = [voter.submit(form, 200).body.select_one("h2.figure").text for _ in range(2)]
    assert service_closed == [first, first]
    assert marks_and_ballots(poll) == (1, 1)
    service.close_poll(act(), poll)
    assert voter.submit(form, 200).body.select_one("h2.figure").text == first
    assert marks_and_ballots(poll) == (1, 1)


def test_another_voters_form_another_choice_and_a_second_form_are_refused(browse: Browser, room: Hall) -> None:
    poll, voter, thief = opened(room), phone(browse, room), phone(browse, room, 1)
    form = confirm(voter, poll, "a").form("/cast")
    stolen = {
        field["name"]: field["value"] for field in form.find_all("input") if field["name"] in ("sheet", "nonce", "mac")
    }
    assert thief.post(f"/polls/{poll}/cast", 422, **stolen).says("不是为您的这一次选择生成的")
    other = confirm(voter, poll, "b").form("/cast")
    swapped = {**stolen, "sheet": other.find("input", {"name": "sheet"})["value"]}
    assert voter.post(f"/polls/{poll}/cast", 422, **swapped).says("不是为您的这一次选择生成的")
    assert voter.post(f"/polls/{poll}/cast", 422, sheet="z", nonce="x", mac="").says("请重新选择")
    assert marks_and_ballots(poll) == (0, 0)
    voter.submit(form, 200)
    assert voter.submit(other, 422).says("您已经投过票，先前的一票有效")
    assert voter.get(f"/polls/{poll}/vote").says("您已投票，请等待宣布结果")
    assert marks_and_ballots(poll) == (1, 1)


def test_after_the_close_and_after_signing_out_nothing_is_cast(browse: Browser, room: Hall) -> None:
    poll, voter, late = opened(room), phone(browse, room), phone(browse, room, 1)
    form, late_form = confirm(voter, poll).form("/cast"), confirm(late, poll).form("/cast")
    voter.post("/sign-out", 303)
    assert voter.submit(form, 400).says("页面已过期，这次提交没有生效")
    service.close_poll(act(), poll)
    assert late.submit(late_form, 422).says("这一票没有计入")
    assert late.post(f"/polls/{poll}/vote", 422, choice="a").says("这一票没有计入")
    assert marks_and_ballots(poll) == (0, 0)


def test_nothing_chosen_is_said_on_the_paper(browse: Browser, room: Hall) -> None:
    poll, voter = opened(room), phone(browse, room)
    page = voter.follow(voter.submit(voter.get(f"/polls/{poll}/vote").form("/vote")))
    assert page.says("请先选择一项，再进入下一步")
    assert page.has_form("/vote")
    assert not voter.get(f"/polls/{poll}/vote").says("请先选择一项，再")
    voter.submit(voter.submit(page.form("/vote"), 200, choice="a").form("/cast"), 200)
    again = voter.get(page.response.request.path + "?empty=1")
    assert not again.says("请先选择一项，再"), "who has voted is asked for nothing"


def test_who_has_no_vote_reads_why(browse: Browser, room: Hall) -> None:
    poll, probationary = opened(room), browse.as_(room.house.probationary_account)
    page = probationary.get(f"/polls/{poll}/vote")
    assert page.says("预备党员没有表决权，不参加这项表决")
    assert not page.has_form("/vote")
    assert probationary.post(f"/polls/{poll}/vote", 422, choice="a").says("您不在本次表决的名单上")


def test_who_came_after_the_opening_reads_why(browse: Browser, house: Community) -> None:
    room = hall(house, entitled=5, present=4)
    poll, late = opened(room), browse.as_(house.accounts[4])
    assert late.get(f"/polls/{poll}/vote").says("表决开始时您没有签到")


def test_the_paper_says_honestly_who_can_see_what(app: Flask, browse: Browser, room: Hall) -> None:
    poll = opened(room)
    page = phone(browse, room).get(f"/polls/{poll}/vote")
    assert page.says("谁在投票期间拿到数据库副本，谁就能看出每个人投了什么票")
    assert page.says("完全一致")
    assert page.says("网络连接没有加密")
    assert not page.says("少于5人")
    with app.test_request_context():
        with_tls = views.slip_view(queries.poll(poll), room.accounts[0], secure=True)
    assert not any("没有加密，同一网络" in caution for caution in with_tls.cautions)
