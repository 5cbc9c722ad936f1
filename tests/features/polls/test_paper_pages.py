"""The tellers' pages of paper slips: the roll with its buttons, and typing what came back."""

import pytest

from blueprints.polls import queries, service
from blueprints.polls.models import Way
from blueprints.polls.service import paper
from domain.rules import Method
from tests.browse import Browser, Page
from tests.features.polls import make_polls
from tests.features.polls.make_paper import election_on_paper, issued
from tests.features.polls.make_polls import Hall, activate, cast, hall, name_tellers, opened
from tests.make import Community, act


@pytest.fixture
def room(house: Community) -> Hall:
    """Seven voters; the first two watch, one on a phone and one without."""
    made = hall(house, entitled=7, present=7)
    name_tellers(made, *made.voters[:2])
    activate(made.accounts[:1])
    return made


@pytest.fixture
def poll(room: Hall) -> int:
    """An open secret vote, its box not sealed."""
    draft = make_polls.proposed(room)
    service.change_level(act(), draft, "detached")
    return service.open_poll(act(), draft)


@pytest.fixture
def teller(browse: Browser, room: Hall) -> Browser:
    """The phone of the first teller."""
    return browse.as_(room.accounts[0])


@pytest.fixture
def tablet(browse: Browser, room: Hall) -> Browser:
    """The secretary's tablet."""
    return browse.as_(room.secretary)


def test_a_slip_is_given_out_from_the_roll(tablet: Browser, room: Hall, poll: int) -> None:
    cast(poll, room.voters[6])
    page = tablet.get(f"/polls/{poll}/paper")
    assert page.says("手机和投票间已投 1 人，纸质票发出 0 张")
    assert not page.has_form(f"/paper/{room.voters[6]}/issue"), "who has voted gets none"
    form = page.form(f"/paper/{room.voters[2]}/issue")
    page = tablet.follow(tablet.submit(form))
    assert page.says("纸质票发出 1 张、已录入 0 张，未投 5 人，共 7 人")
    assert page.has_form(f"/paper/{room.voters[2]}/exchange")
    page = tablet.submit(form, 422)
    assert page.says("欧阳明已经领过纸质票，不要再发第二张")
    assert queries.ways(poll)[Way.PAPER] == 1


def test_a_slip_is_changed_or_taken_back_only_in_a_second_step(
    teller: Browser, tablet: Browser, room: Hall, poll: int
) -> None:
    paper.issue(poll, room.voters[2])
    for browser in (teller, tablet):
        page = browser.get(f"/polls/{poll}/paper")
        held = page.form(f"/paper/{room.voters[2]}/exchange").find_parent("details")
        assert not held.has_attr("open")
        assert "当场收回作废，再发一张" in held.text
        assert "“发出”减1张" in held.text
    assert "请监票人在自己的手机上打开本页办理" in held.text, "the tablet acts for nobody yet"


def test_a_slip_given_to_the_wrong_member_comes_back_and_the_numbers_are_right_again(
    teller: Browser, tablet: Browser, room: Hall, poll: int
) -> None:
    wrong = room.voters[2]
    paper.issue(poll, wrong)
    teller.submit(teller.get(f"/polls/{poll}/paper").form(f"/paper/{wrong}/return"))
    page = tablet.get(f"/polls/{poll}/paper?teller={room.voters[1]}")
    assert page.says("待确认交回")
    assert not page.has_form(f"/paper/{wrong}/exchange"), "first the slip that is coming back"
    page = tablet.follow(tablet.submit(page.form(f"/paper/{wrong}/return")))
    assert page.says("纸质票发出 0 张、已录入 0 张，未投 7 人")
    assert tablet.get(f"/polls/{poll}").says("纸质票交回未用")


def test_a_refusal_stands_below_the_roll_so_that_no_row_moves(tablet: Browser, room: Hall, poll: int) -> None:
    paper.issue(poll, room.voters[2])
    page = tablet.post(f"/polls/{poll}/paper/{room.voters[2]}/issue", 422)
    refusal = page.body.select_one("#issuing .refusal")
    assert refusal.find_previous("ul", class_="voters")


def test_somebody_is_found_by_name(tablet: Browser, room: Hall, poll: int) -> None:
    page = tablet.get(f"/polls/{poll}/paper?who=李秀")
    assert page.says("名单共 7 人，找到 1 人")
    assert [row["id"] for row in page.body.select("ul.voters li")] == [f"voter-{room.voters[1]}"]
    assert tablet.get(f"/polls/{poll}/paper?who=%").says("没有找到")


def test_a_long_roll_shows_who_has_not_voted(
    tablet: Browser, room: Hall, poll: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blueprints.polls.views.paper.LONG_ROLL", 5)
    cast(poll, room.voters[0])
    page = tablet.get(f"/polls/{poll}/paper")
    assert page.says("这里显示未投的 5 人")
    assert f"voter-{room.voters[0]}" not in [row["id"] for row in page.body.select("ul.voters li")]


def test_the_roll_is_asked_for_every_two_seconds_and_unchanged_costs_nothing(
    tablet: Browser, room: Hall, poll: int
) -> None:
    tag = tablet.get(f"/polls/{poll}/paper").body.find(id="issuing")["hx-ptag"]
    tablet.get(f"/polls/{poll}/paper", 304, htmx=True, headers={"HX-PTag": tag})
    paper.issue(poll, room.voters[0])
    page = tablet.get(f"/polls/{poll}/paper", 200, htmx=True, headers={"HX-PTag": tag})
    assert page.body.find(id="issuing")
    assert not page.body.find("h1")


def test_an_unused_slip_comes_back_by_a_teller_on_a_phone_and_one_on_the_tablet(
    teller: Browser, tablet: Browser, room: Hall, poll: int
) -> None:
    voter, second = room.voters[3], room.voters[1]
    paper.issue(poll, voter)
    page = teller.follow(teller.submit(teller.get(f"/polls/{poll}/paper").form(f"/paper/{voter}/return")))
    assert page.says("王建国已申请交回未用的票，等另一名监票人确认")
    assert page.has_form(f"/paper/{voter}/keep")
    page = tablet.get(f"/polls/{poll}/paper")
    assert not page.has_form(f"/paper/{voter}/return"), "first say who confirms"
    assert tablet.post(f"/polls/{poll}/paper/{voter}/return", 422).says("请先在上面选择是哪一位监票人")
    link = next(link for link in page.links() if link.endswith(f"?teller={second}"))
    page = tablet.submit(tablet.get(link).form(f"/paper/{voter}/return"))
    assert page.location == f"/polls/{poll}/paper?teller={second}"
    assert queries.voter_state(poll, voter) == Way.NONE


def test_the_tablet_does_not_stand_in_for_a_teller_with_a_phone(tablet: Browser, room: Hall, poll: int) -> None:
    paper.issue(poll, room.voters[3])
    page = tablet.get(f"/polls/{poll}/paper?teller={room.voters[0]}")
    assert not page.has_form(f"/paper/{room.voters[3]}/return")
    tablet.post(f"/polls/{poll}/slips/count", 422, teller=room.voters[0], in_favour=1, against=0, abstain=0, invalid=0)


def test_only_who_keeps_ballots_sees_the_roll(browse: Browser, room: Hall, poll: int) -> None:
    for account, status in ((room.accounts[3], 403), (room.house.superior, 403), (room.house.stranger, 404)):
        other = browse.as_(account)
        other.get(f"/polls/{poll}/paper", status)
        other.get(f"/polls/{poll}/slips", status)
        other.post(f"/polls/{poll}/paper/{room.voters[4]}/issue", status)
        other.post(f"/polls/{poll}/slips/finish", status)
    assert queries.ways(poll)[Way.PAPER] == 0


def test_before_and_after_the_vote_the_pages_say_so(teller: Browser, room: Hall) -> None:
    draft = make_polls.proposed(room)
    for path in ("paper", "slips"):
        page = teller.get(f"/polls/{draft}/{path}")
        assert page.says("无记名投票进行期间")
        assert not [form for form in page.body.find_all("form") if "/polls/" in form["action"]]
    hands = opened(room, Method.hands)
    assert teller.get(f"/polls/{hands}/paper").says("无记名投票进行期间")


def numbers(page: Page, browser: Browser, status: int = 303, **typed: int) -> Page:
    zero = {"in_favour": 0, "against": 0, "abstain": 0, "invalid": 0}
    return browser.submit(page.form("/count"), status, **{**zero, **typed})


def test_a_motion_s_slips_are_typed_by_two_and_go_into_the_box(
    teller: Browser, tablet: Browser, room: Hall, poll: int
) -> None:
    for voter in room.voters[:6]:
        paper.issue(poll, voter)
    page = teller.follow(numbers(teller.get(f"/polls/{poll}/slips"), teller, in_favour=4, against=2))
    assert page.says("王建国录入的票，共 6 张")
    assert page.says("等另一名监票人录完")
    other = tablet.get(f"/polls/{poll}/slips?teller={room.voters[1]}")
    assert other.says("王建国已录完")
    assert not other.says("4 张"), "what another typed is not shown"
    other = tablet.follow(numbers(other, tablet, in_favour=5, against=1))
    assert other.says("录入不一致")
    assert other.says("赞成：王建国 4 张，李秀英 5 张")
    other = tablet.follow(tablet.submit(other.form("/resume")))
    assert other.body.find(id="in_favour")["value"] == "5"
    other = tablet.follow(numbers(other, tablet, in_favour=4, against=2))
    assert other.says("已有 6 张纸质票录入票箱")
    assert queries.poll(poll).paper_returned == 6


def test_too_small_a_heap_is_asked_for_again_with_what_was_typed(teller: Browser, room: Hall, poll: int) -> None:
    paper.issue(poll, room.voters[4])
    page = numbers(teller.get(f"/polls/{poll}/slips"), teller, 422, in_favour=1)
    assert page.says("只有1张票，单独录入就等于公开这一票")
    assert page.body.find(id="in_favour")["value"] == "1"
    page = teller.follow(teller.submit(page.form("/count"), small="yes"))
    assert page.says("共 1 张")


def test_wrong_numbers_are_said_beside_their_fields(teller: Browser, room: Hall, poll: int) -> None:
    page = teller.submit(teller.get(f"/polls/{poll}/slips").form("/count"), 422, in_favour="很多", against="")
    assert page.body.find(id="in_favour-fault").text == "请填写张数，没有的填0。"
    assert page.body.find(id="in_favour")["value"] == "很多"
    page = numbers(page, teller, 422, in_favour=3)
    assert page.says("收回的纸质票3张，多于发出的0张")


@pytest.fixture
def ballots(house: Community, monkeypatch: pytest.MonkeyPatch) -> tuple[Hall, int]:
    """An election of two out of three on paper, all slips given out."""
    vote = election_on_paper(house, monkeypatch, entitled=7)
    activate(vote.room.accounts[:2])
    issued(vote, 7)
    return vote.room, vote.poll


def test_an_election_s_piles_are_typed_and_agree(browse: Browser, ballots: tuple[Hall, int]) -> None:
    room, poll = ballots
    for account in room.accounts[:2]:
        phone = browse.as_(account)
        page = phone.get(f"/polls/{poll}/slips")
        assert page.says("没有选择的，按弃权计算")
        over = {"line_0": "a", "line_1": "a", "line_2": "a", "count": "1"}
        for pile in ({"line_0": "a", "line_1": "a", "count": "５"}, over, {"spoilt": "y", "count": "1"}):
            page = phone.follow(phone.submit(page.form("/piles"), **pile))
        assert page.says("赞成：甲某、乙某；弃权：丙某 5 张")
        assert page.says("赞成：甲某、乙某、丙某（不合规定，计票时为无效票） 1 张")
        assert page.says("无效（无法辨认） 1 张")
        page = phone.follow(phone.submit(page.form("/finish")))
    assert page.says("已有 7 张纸质票录入票箱")
    assert queries.poll(poll).paper_returned == 7


def test_a_pile_is_taken_off_and_a_wrong_one_is_said(browse: Browser, ballots: tuple[Hall, int]) -> None:
    room, poll = ballots
    phone = browse.as_(room.accounts[0])
    page = phone.submit(phone.get(f"/polls/{poll}/slips").form("/piles"), 422, line_0="b", written_0="李四", count="0")
    assert page.body.find(id="count-fault").text == "请填写张数，至少1张。"
    assert page.body.find("input", {"name": "written_0"})["value"] == "李四"
    page = phone.follow(phone.submit(page.form("/piles"), count="9"))
    assert page.says("不赞成：甲某；弃权：乙某、丙某；另选：李四 9 张")
    assert page.says("收回的票比发出的多 2 张，这样录入，选举无效")
    page = phone.follow(phone.submit(page.form("/drop")))
    assert not page.says("李四")
    assert not page.has_form("/finish")


def test_the_slips_page_asks_how_the_others_are(browse: Browser, ballots: tuple[Hall, int]) -> None:
    room, poll = ballots
    phone = browse.as_(room.accounts[0])
    tag = phone.get(f"/polls/{poll}/slips").body.find(id="slips")["hx-ptag"]
    phone.get(f"/polls/{poll}/slips", 304, htmx=True, headers={"HX-PTag": tag})
    other = browse.as_(room.accounts[1])
    other.submit(other.get(f"/polls/{poll}/slips").form("/piles"), count="3")
    page = phone.get(f"/polls/{poll}/slips", 200, htmx=True, headers={"HX-PTag": tag})
    assert page.says("李秀英正在录入")
    assert not page.says("3 张")
