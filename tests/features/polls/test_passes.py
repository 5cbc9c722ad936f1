"""Passes 测评码: who has no account fills in a review ballot on a phone, once, and nobody else by it."""

import re

import pytest
from sqlalchemy import update

from blueprints.meetings.models import Attendee
from blueprints.polls import passes, queries, service
from blueprints.polls.models import Way
from blueprints.polls.passes import Pass
from blueprints.polls.service import Voters, paper
from blueprints.shared.db import db, writing
from domain.paper import Paper
from tests.browse import Browser, Page, filled
from tests.features.polls import make_polls
from tests.features.polls.make_polls import Hall, activate, marks_and_ballots
from tests.features.polls.make_reviews import GRADES, Review, joins, open_review, pass_of, reviewing
from tests.make import Community, act


@pytest.fixture
def room(house: Community) -> Hall:
    """The hall of a review."""
    return reviewing(house)


@pytest.fixture
def guests(room: Hall) -> list[int]:
    """Two residents' representatives in the hall."""
    return [joins(room, name, "outside", observer=True) for name in ("赵大妈", "钱大爷")]


@pytest.fixture
def review(room: Hall, guests: list[int]) -> Review:
    """The guests' open review."""
    return open_review(room, voters=Voters.GUESTS, level="detached")


def link(room: Hall, guest: int) -> str:
    return f"/pass/{pass_of(room, guest)}"


def phone(browse: Browser, room: Hall, guest: int) -> tuple[Browser, Page]:
    """A phone without any account that scanned the code, and what it shows."""
    own = Browser(browse.app)
    scanned = own.get(link(room, guest), 303)
    assert scanned.location == "/pass", "the link itself is in no address from here on"
    return own, own.follow(scanned)


def state(review: Review, guest: int) -> int | None:
    db.session.rollback()
    return queries.voter_state(review.poll, guest)


def test_a_guest_scans_fills_in_confirms_and_gets_a_receipt(
    browse: Browser, room: Hall, guests: list[int], review: Review
) -> None:
    own, page = phone(browse, room, guests[0])
    assert page.h1 == "赵大妈，请填写测评票"
    confirm = own.submit(page.form("/choose"), 200, line_0="1", line_1="2", line_2="0")
    assert confirm.says("请核对您的选择")
    receipt = own.submit(confirm.form("/cast"), 200)
    assert receipt.h1 == "已投票，请等待宣布结果"
    assert receipt.response.headers["Cache-Control"] == "no-store"
    assert state(review, guests[0]) == Way.PHONE
    again = own.submit(confirm.form("/cast"), 200)
    assert again.body.select_one("h2.figure").text == receipt.body.select_one("h2.figure").text
    assert marks_and_ballots(review.poll) == (1, 1)
    assert own.get("/pass").says("您已交票")
    review.end()
    assert own.get("/pass").says("测评已经截止")
    assert own.submit(confirm.form("/cast"), 200).says("已投票"), "a lost answer is given again after the close"


def test_two_phones_with_one_code_cast_one_ballot(
    browse: Browser, room: Hall, guests: list[int], review: Review
) -> None:
    phones = [phone(browse, room, guests[0]) for _ in range(2)]
    confirms = [own.submit(page.form("/choose"), 200, line_0="1", line_1="1", line_2="1") for own, page in phones]
    assert phones[0][0].submit(confirms[0].form("/cast"), 200).says("已投票")
    assert phones[1][0].submit(confirms[1].form("/cast"), 422).says("已经投过票")
    assert marks_and_ballots(review.poll) == (1, 1)


def test_a_ballot_of_a_vote_that_was_taken_back_is_not_read_for_the_next(
    browse: Browser, room: Hall, guests: list[int], review: Review
) -> None:
    own, page = phone(browse, room, guests[0])
    choose = page.form("/choose")
    confirm = own.submit(choose, 200, line_0="1", line_1="2", line_2="0").form("/cast")
    service.void(act(), review.poll, "名单有误")
    others = Paper(("李秀英", "王建国"), grades=GRADES)
    again = open_review(room, others, voters=Voters.GUESTS, level="detached")
    for form, typed in ((choose, {"line_0": "1", "line_1": "2", "line_2": "0"}), (confirm, {})):
        answer = own.submit(form, 422, **typed)
        assert answer.says("已经截止") or answer.says("没有计入")
        assert [card.legend.text for card in answer.body.select(".grading fieldset")] == ["李秀英", "王建国"]
    assert marks_and_ballots(again.poll) == (0, 0)


def test_a_pass_opens_no_motion_and_no_other_meetings_ballot(
    browse: Browser, house: Community, room: Hall, guests: list[int], review: Review
) -> None:
    own, page = phone(browse, room, guests[0])
    values = filled(page.form("/choose"))
    for poll in (make_polls.proposed(make_polls.hall(house)), 99):
        for move in ("choose", "cast"):
            own.post(f"/pass/{poll}/{guests[0]}/{move}", 404, **values)


def test_who_holds_a_slip_or_was_not_there_is_told_so(browse: Browser, room: Hall, guests: list[int]) -> None:
    late = joins(room, "孙师傅", "outside", observer=True, here=False)
    review = open_review(room, voters=Voters.GUESTS, level="detached")
    own, page = phone(browse, room, guests[0])
    form = page.form("/choose")
    paper.issue(review.poll, guests[0])
    assert own.submit(form, 422, line_0="1", line_1="1", line_2="1").says("已领取纸质票")
    assert phone(browse, room, guests[0])[1].says("您已领取纸质票，请在纸质票上填写。")
    assert phone(browse, room, late)[1].says("测评开始时您没有签到")
    assert marks_and_ballots(review.poll) == (1, 0)


def test_the_ballot_of_members_is_none_of_a_guests(browse: Browser, room: Hall, guests: list[int]) -> None:
    open_review(room, level="detached")
    own, page = phone(browse, room, guests[0])
    assert page.says("现在没有需要您填写的测评票")
    assert not page.body.select("form")
    assert own.get(f"/polls/{queries.latest_review_of(room.meeting).id}/vote", 303)


def test_before_the_first_ballot_the_phone_waits_and_asks_again(browse: Browser, room: Hall, guests: list[int]) -> None:
    own, page = phone(browse, room, guests[0])
    waiting = page.body.select_one("#pass")
    assert waiting["hx-trigger"] == "every 2s"
    tag = waiting["hx-ptag"]
    asked = {"headers": {"HX-Request": "true", "HX-PTag": tag}}
    assert own.client.get("/pass", **asked).status_code == 304
    open_review(room, voters=Voters.GUESTS, level="detached")
    fresh = own.client.get("/pass", **asked)
    assert "请填写测评票" in fresh.text
    assert "hx-trigger" not in fresh.text, "what is being filled in is not exchanged"


@pytest.mark.parametrize("twist", [lambda code: code[:-1] + ("A" if code[-1] != "A" else "B"), lambda code: "1-2-"])
def test_a_code_of_ones_own_making_opens_nothing(browse: Browser, room: Hall, guests: list[int], twist) -> None:
    own = Browser(browse.app)
    assert own.get(f"/pass/{twist(pass_of(room, guests[0]))}", 404).says("测评码不能使用")
    assert own.get("/pass", 404).says("测评码不能使用")
    review = open_review(room, voters=Voters.GUESTS, level="detached")
    for move in ("choose", "cast"):
        own.post(f"/pass/{review.poll}/{guests[0]}/{move}", 404)


def test_a_code_serves_the_line_the_meeting_and_the_name_it_was_made_for(room: Hall, guests: list[int]) -> None:
    code, own = pass_of(room, guests[0]), Pass(room.meeting, guests[0], "赵大妈")
    assert passes.numbers(code) == (room.meeting, guests[0])
    assert passes.fits(own, code)
    assert not passes.fits(Pass(room.meeting, guests[0], "钱大爷"), code), (
        "a number that became free may be given again"
    )
    secret = code.split("-", 2)[2]
    assert not passes.fits(own, f"{room.meeting}-{guests[1]}-{secret}")
    assert passes.numbers(f"{room.meeting}{guests[0]}--{secret}") is None
    assert passes.numbers(f"９-{guests[0]}-{secret}") is None


def test_a_form_of_another_pass_on_the_same_phone_casts_nothing(
    browse: Browser, room: Hall, guests: list[int], review: Review
) -> None:
    own, first = phone(browse, room, guests[0])
    confirm = own.submit(first.form("/choose"), 200, line_0="1", line_1="1", line_2="1")
    assert confirm.says("赵大妈的测评票")
    own.get(link(room, guests[1]), 303)
    for form, typed in ((first.form("/choose"), {"line_0": "1"}), (confirm.form("/cast"), {})):
        page = own.submit(form, 422, **typed)
        assert page.says("刚才那张票是用另一个测评码打开的")
        assert page.h1 == "钱大爷，请填写测评票"
    assert [state(review, guest) for guest in guests] == [Way.NONE, Way.NONE]


def test_party_members_and_who_signs_in_on_a_phone_hold_none(browse: Browser, room: Hall, guests: list[int]) -> None:
    joins(room, "列席的党员", "full", observer=True)
    assert [line.name for line in queries.pass_lines(room.meeting)] == ["赵大妈", "钱大爷"]
    own, _ = phone(browse, room, guests[0])
    activate(room.accounts[:1])
    with writing() as session:
        known = session.get_one(Attendee, room.voters[0]).member_id
        session.execute(update(Attendee).where(Attendee.id == guests[0]).values(member_id=None, category="full"))
        session.execute(update(Attendee).where(Attendee.id == room.voters[0]).values(category="activist"))
    assert known is not None
    assert [line.name for line in queries.pass_lines(room.meeting)] == ["钱大爷"]
    assert own.get("/pass", 404).says("测评码不能使用"), "what was scanned before opens nothing any more"


def test_the_chair_shows_one_code_at_a_time_and_prints_all(browse: Browser, room: Hall, guests: list[int]) -> None:
    chair = browse.as_(room.secretary)
    page = chair.get(f"/meetings/{room.meeting}/passes")
    assert page.says("赵大妈")
    assert not page.body.select("svg.qr")
    shown = chair.get(f"/meetings/{room.meeting}/passes?line={guests[1]}")
    assert shown.says("请钱大爷本人用手机扫一扫")
    assert len(shown.body.select("svg.qr")) == 1
    for secret in (pass_of(room, guest).split("-", 2)[2] for guest in guests):
        assert secret not in shown.response.text, "as a code only, never as text"
    assert chair.client.get(f"/meetings/{room.meeting}/passes.pdf").data.startswith(b"%PDF")


def test_without_guests_the_page_says_what_to_do(browse: Browser, room: Hall) -> None:
    chair = browse.as_(room.secretary)
    assert chair.get(f"/meetings/{room.meeting}/passes").says("请先在会场页面把群众代表登记为列席人员")
    assert chair.get(f"/meetings/{room.meeting}/passes.pdf", 422).says("没有需要测评码的人")


def test_the_code_is_written_down_nowhere(browse: Browser, room: Hall, guests: list[int], review: Review) -> None:
    own, page = phone(browse, room, guests[0])
    confirm = own.submit(page.form("/choose"), 200, line_0="1", line_1="1", line_2="1")
    own.submit(confirm.form("/cast"), 200)
    secret = pass_of(room, guests[0]).split("-", 2)[2]
    raw = db.engine.raw_connection()
    try:
        dump = "\n".join(raw.driver_connection.iterdump())
    finally:
        raw.close()
    assert not re.search(re.escape(secret), dump)
