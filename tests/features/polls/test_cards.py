"""What the chair is told before a vote is opened, and what a secret vote asks before it is closed early."""

import pytest

from blueprints.meetings import queries as meetings
from blueprints.members.models import Member
from blueprints.polls import queries, service
from blueprints.shared.db import db, writing
from domain.lifecycle import MeetingState
from domain.rules import Method, rule
from tests.browse import Browser, Page
from tests.features.polls.make_polls import (
    Hall,
    activate,
    cast,
    everybody_votes,
    hall,
    marks_and_ballots,
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


def warnings(page: Page) -> str:
    """What stands out on the draft."""
    return "".join(found.get_text() for found in page.body.select(".motion > p.refusal"))


def test_voters_without_account_or_activated_card_are_counted_and_named(chair: Browser, room: Hall) -> None:
    activate(room.accounts[:4])
    with writing():
        db.session.get_one(Member, room.house.members[2]).account_id = None
    page = chair.get(f"/polls/{proposed(room)}")
    assert (
        "到会有表决权的5人中有2人没有激活登录卡，不能在手机上投票，请他们到投票间或者用纸质票：欧阳明、陈桂兰。"
        in warnings(page)
    )
    assert page.has_form("/open"), "it warns and does not forbid"


def test_when_all_cards_are_activated_nothing_is_warned_of(chair: Browser, room: Hall) -> None:
    activate(room.accounts)
    assert warnings(chair.get(f"/polls/{proposed(room)}")) == ""


def test_a_vote_by_hands_asks_for_no_cards(chair: Browser, room: Hall) -> None:
    assert "登录卡" not in warnings(chair.get(f"/polls/{proposed(room, Method.hands)}"))


def test_eight_names_are_shown_and_more_are_counted(browse: Browser, house: Community) -> None:
    room = hall(house, entitled=12, present=12)
    activate(room.accounts[:3])
    said = warnings(browse.as_(room.secretary).get(f"/polls/{proposed(room)}"))
    assert "12人中有9人没有激活登录卡" in said
    assert "请他们到投票间或者用纸质票" in said
    assert said.endswith("等。")
    assert said.count("、") == 7


def test_where_phones_do_not_count_nobody_is_warned_of_cards(chair: Browser, room: Hall) -> None:
    with writing():
        meeting = meetings.meeting(room.meeting)
        meeting.rule = rule("party_admit.nat").to_json()
    page = chair.get(f"/polls/{proposed(room)}")
    assert "登录卡" not in warnings(page)
    assert page.says("使用纸质票")


def test_members_do_not_read_who_has_no_card(browse: Browser, room: Hall) -> None:
    assert not browse.as_(room.accounts[3]).get(f"/polls/{proposed(room)}").says("登录卡")


def test_a_vote_that_cannot_pass_is_said_so_before_it_opens(browse: Browser, house: Community) -> None:
    room = hall(house, entitled=10, present=5)
    with writing():
        meeting = meetings.meeting(room.meeting)
        meeting.rule = {**meeting.rule, "quorum": None}
    page = browse.as_(room.secretary).get(f"/polls/{proposed(room, Method.hands)}")
    assert "能投票的5人，少于须赞成的6票，本项不可能通过。" in warnings(page)
    assert page.has_form("/open"), "it warns and does not forbid"


def test_a_vote_that_can_just_pass_is_not_warned_of(browse: Browser, house: Community) -> None:
    room = hall(house, entitled=10, present=6)
    page = browse.as_(room.secretary).get(f"/polls/{proposed(room, Method.hands)}")
    assert "不可能通过" not in warnings(page)


def test_closing_while_some_have_not_voted_takes_a_second_button(chair: Browser, room: Hall) -> None:
    poll = opened(room)
    for voter in room.voters[:2]:
        cast(poll, voter)
    page = chair.submit(chair.get(f"/polls/{poll}").form("/close"), 422)
    assert page.says("还有3人没有投票，截止后不能再投。")
    assert queries.poll(poll).state == "open"
    cast(poll, room.voters[2])
    second = page.form("/close")
    assert second.button.text == "仍然截止"
    chair.submit(second)
    chair.submit(second)
    assert (queries.poll(poll).state, queries.poll(poll).box_count) == ("closed", 3)


def test_the_first_button_sent_twice_closes_nothing(chair: Browser, room: Hall) -> None:
    poll = opened(room)
    form = chair.get(f"/polls/{poll}").form("/close")
    assert [chair.submit(form, 422).status for _ in range(2)] == [422, 422]
    card = chair.post(f"/polls/{poll}/close", 422, htmx=True)
    first = card.body.select_one(f"#motion-{poll} .buttons > *")
    assert first.text == "继续投票", "a second tap on the same spot ends nothing"
    assert queries.poll(poll).state == "open"


def test_when_all_have_voted_the_first_button_closes(chair: Browser, room: Hall) -> None:
    poll = opened(room)
    everybody_votes(room, poll)
    page = chair.follow(chair.submit(chair.get(f"/polls/{poll}").form("/close")))
    assert page.says("票箱已封存")
    assert marks_and_ballots(poll) == (5, 5)


def test_each_hand_is_one_label_with_its_circle_and_its_word(chair: Browser, room: Hall) -> None:
    poll = opened(room, Method.hands)
    labels = chair.get(f"/polls/{poll}").body.select(".marks .hands label.tick")
    assert len(labels) == 4 * 5
    assert [label.get_text() for label in labels[:4]] == ["赞成", "反对", "弃权", "未表决"]
    assert all(label.find("input", {"type": "radio"}) for label in labels)


def test_the_phone_reads_the_motion_as_a_headline_before_and_after_the_vote(browse: Browser, room: Hall) -> None:
    poll, voter = opened(room, Method.hands), browse.as_(room.accounts[0])
    assert motion_on(voter.get(f"/polls/{poll}/vote")) == ["同意该经费方案"]
    service.count_open_vote(act(), poll, service.counting.votes_of([]))
    service.announce(act(), poll)
    page = voter.get(f"/polls/{poll}/vote")
    assert motion_on(page) == ["同意该经费方案"]
    assert page.h1 == "审议楼道改造经费方案"
    assert page.says("未通过")
    room_page = voter.get(f"/meetings/{room.meeting}/room")
    assert motion_on(room_page) == ["同意该经费方案"]


def motion_on(page: Page) -> list[str]:
    return [found.text for found in page.body.select(".slip > h2")]


def test_unfinished_votes_are_named_with_what_they_wait_for(room: Hall) -> None:
    poll = opened(room, Method.hands)
    head = "第1项“审议楼道改造经费方案”的表决“同意该经费方案”"
    assert queries.unfinished_names(room.meeting) == (f"{head}还没有结束。",)
    service.count_open_vote(act(), poll, service.counting.votes_of([]))
    proposed(room)
    assert queries.unfinished_names(room.meeting) == (f"{head}还没有宣布结果。",)
    service.announce(act(), poll)
    secret = opened(room)
    service.close_poll(act(), secret)
    assert queries.unfinished_names(room.meeting) == (f"{head}还没有计票。",)
    service.void(act(), secret, "改期")
    assert queries.unfinished_names(room.meeting) == ()


def test_a_method_may_be_given_by_its_plain_name(room: Hall) -> None:
    poll = service.propose(act(), room.item, "同意", "secret")
    assert (queries.poll(poll).method, queries.poll(poll).level) == ("secret", "detached")
    service.change_method(act(), poll, "hands")
    assert (queries.poll(poll).method, queries.poll(poll).level) == ("hands", "")


def test_after_the_announcement_everybody_finds_the_list_of_receipts(browse: Browser, room: Hall) -> None:
    poll, voter = opened(room), browse.as_(room.accounts[0])
    cast(poll, room.voters[0])
    service.close_poll(act(), poll)
    service.open_box(act(), poll)
    assert f"/polls/{poll}" not in voter.get(f"/meetings/{room.meeting}/room").links()
    service.announce(act(), poll)
    assert f"/polls/{poll}" in voter.get(f"/meetings/{room.meeting}/room").links()
    end(room)
    assert f"/polls/{poll}" in voter.get(f"/meetings/{room.meeting}/room").links()


def end(room: Hall) -> None:
    with writing():
        meetings.meeting(room.meeting).state = MeetingState.ended


def test_a_move_on_the_card_tells_the_rest_of_the_page(browse: Browser, room: Hall) -> None:
    poll, tablet = proposed(room), browse.as_(room.secretary)
    page = tablet.get(f"/meetings/{room.meeting}/console")
    assert "moved from:body" in str(page.body.select_one("#roll")["hx-trigger"])
    card = tablet.get(f"/polls/{poll}")
    answer = tablet.post(str(card.form("/open")["action"]), 200, htmx=True, once="k" * 24)
    assert answer.response.headers["HX-Trigger"] == "moved"
