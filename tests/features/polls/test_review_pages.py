"""A review on the phone, in the booth, on the tellers' tablet, on the screen, in print and in the minutes."""

import pytest
from bs4 import Tag

from blueprints.minutes import queries as minutes
from blueprints.minutes import record
from blueprints.minutes.record.shape import Record
from blueprints.polls import queries, service
from blueprints.polls.service import Voters, paper
from tests.browse import Browser, Page
from tests.features.polls.make_booth import kiosk
from tests.features.polls.make_polls import Hall, activate, marks_and_ballots
from tests.features.polls.make_reviews import LIMITED, MOTION, Review, graded, joins, open_review, proposed, reviewing
from tests.make import Community, act


@pytest.fixture
def room(house: Community) -> Hall:
    """The hall of a review, whose first teller has a phone."""
    made = reviewing(house)
    activate(made.accounts[:1])
    return made


@pytest.fixture
def chair(browse: Browser, room: Hall) -> Browser:
    """The secretary's tablet."""
    return browse.as_(room.secretary)


@pytest.fixture
def review(room: Hall) -> Review:
    """An open review on a box that is not sealed."""
    return open_review(room, level="detached")


def phone(browse: Browser, room: Hall, at: int = 2) -> Browser:
    return browse.as_(room.accounts[at])


def groups(page: Page) -> dict[str, list[str]]:
    """What a confirm page lists, by grade."""
    found = {}
    for section in page.body.select("section.group"):
        name = section.find("h2").find(string=True, recursive=False).strip()
        found[name] = [line.text for line in section.select("li")]
    return found


def test_a_review_on_the_phone_from_the_hall_to_the_receipt(browse: Browser, room: Hall, review: Review) -> None:
    own = phone(browse, room)
    assert f"/polls/{review.poll}/vote" in own.get(f"/meetings/{room.meeting}/room").links()
    page = own.get(f"/polls/{review.poll}/vote")
    assert page.says("已填 / 3 人")
    assert page.says("预备党员参加评议，不评定等次：周强")
    cards = page.body.select(".grading fieldset")
    assert [card.legend.text for card in cards] == ["王建国", "李秀英", "欧阳明"]
    offered = [label.get_text(strip=True) for label in cards[0].select("label")]
    assert offered == ["优秀", "合格", "基本合格", "不合格", "不填"]
    assert [one["value"] for one in page.body.select("input[checked]")] == ["0"] * 3, "nobody is graded beforehand"
    confirm = own.submit(page.form("/vote"), 200, line_0="1", line_2="4")
    assert confirm.says("已填 2人，共3人")
    expected = {"优秀": ["王建国"], "合格": [], "基本合格": [], "不合格": ["欧阳明"], "未填": ["李秀英"]}
    assert groups(confirm) == expected
    receipt = own.submit(confirm.form("/cast"), 200)
    assert receipt.says("您的回执号")
    assert marks_and_ballots(review.poll) == (1, 1)
    assert own.get(f"/meetings/{room.meeting}/room").says("您已投票，请等待宣布结果")


def test_a_wholly_blank_ballot_is_confirmed_and_cast(browse: Browser, room: Hall, review: Review) -> None:
    own = phone(browse, room)
    confirm = own.submit(own.get(f"/polls/{review.poll}/vote").form("/vote"), 200)
    assert confirm.says("已填 0人，共3人")
    own.submit(confirm.form("/cast"), 200)
    assert marks_and_ballots(review.poll) == (1, 1)


def test_the_probationary_member_fills_in_a_ballot_too(browse: Browser, house: Community, review: Review) -> None:
    own = browse.as_(house.probationary_account)
    confirm = own.submit(own.get(f"/polls/{review.poll}/vote").form("/vote"), 200, line_1="2")
    assert own.submit(confirm.form("/cast"), 200).says("您的回执号")


def test_more_best_grades_than_may_be_given_come_back_with_all_that_was_chosen(browse: Browser, room: Hall) -> None:
    review = open_review(room, LIMITED, level="detached")
    own = phone(browse, room)
    page = own.submit(own.get(f"/polls/{review.poll}/vote").form("/vote"), 422, line_0="1", line_1="1")
    assert page.says("您评了2名“优秀”，多于限定的1名，超过的整张票无效。请减少到1名以内。")
    assert [one["value"] for one in page.body.select("input[checked]")] == ["1", "1", "0"]


def test_who_does_not_fill_in_a_ballot_is_told_who_does(browse: Browser, room: Hall) -> None:
    for name in ("赵大妈", "钱大爷"):
        joins(room, name, "outside", observer=True)
    review = open_review(room, voters=Voters.GUESTS, level="detached")
    page = phone(browse, room).get(f"/polls/{review.poll}/vote")
    assert page.says("本次测评由列席的群众代表填写，您不填写测评票。")
    assert not page.body.select(".grading")


def test_a_guest_fills_in_a_ballot_in_the_booth(browse: Browser, chair: Browser, room: Hall) -> None:
    for name in ("赵大妈", "钱大爷"):
        joins(room, name, "outside", observer=True)
    review = open_review(room, voters=Voters.GUESTS, level="detached")
    tablet = kiosk(browse, room)
    chair.submit(chair.get(f"/polls/{review.poll}/paper").form("/booth"))
    page = tablet.get("/booth")
    assert page.h1.endswith("请填写测评票")
    confirm = tablet.submit(page.form("/booth/choose"), 200, line_0="2", line_1="2", line_2="3")
    assert groups(confirm)["合格"] == ["王建国", "李秀英"]
    assert tablet.submit(confirm.form("/booth/cast"), 200).h1 == "已投票，谢谢"
    assert marks_and_ballots(review.poll) == (1, 1)


def test_two_tellers_type_the_slips_that_came_back(browse: Browser, chair: Browser, room: Hall, review: Review) -> None:
    for voter in review.fillers[:5]:
        paper.issue(review.poll, voter)
    own = phone(browse, room, 0)
    for teller, at in ((own, ""), (chair, f"?teller={room.voters[1]}")):
        for letters, count in (("123", "4"), ("100", "1")):
            form = teller.get(f"/polls/{review.poll}/slips{at}").form("/slips/piles")
            typed = {f"line_{line}": letter for line, letter in enumerate(letters)}
            page = teller.follow(teller.submit(form, **typed, count=count))
        assert page.says("优秀：王建国；未填：李秀英、欧阳明")
        page = teller.follow(teller.submit(page.form("/slips/finish")))
    assert page.says("已有 5 张纸质票录入票箱")
    assert marks_and_ballots(review.poll) == (5, 5)


def one_slip(form: Tag) -> str:
    return str(form.find("input", id="count")["value"])


def test_a_slip_of_a_review_is_one_unless_it_is_said_otherwise(chair: Browser, room: Hall, review: Review) -> None:
    paper.issue(review.poll, review.fillers[0])
    page = chair.get(f"/polls/{review.poll}/slips?teller={room.voters[1]}")
    assert one_slip(page.form("/slips/piles")) == "1"
    assert page.says("照票面逐张录入")


def test_the_counts_stand_on_card_screen_phone_and_page(
    browse: Browser, chair: Browser, room: Hall, review: Review
) -> None:
    for at, letters in enumerate(("112", "120", "000")):
        review.takes(letters, at)
    draft = chair.get(f"/polls/{review.poll}")
    assert draft.says("由到会党员（含预备党员）填写测评票，应到6人，现实到6人；只统计各等次的票数，不作表决。")
    service.close_poll(act(), review.poll)
    service.open_box(act(), review.poll)
    table = "姓名 优秀 合格 基本合格 不合格 未填 王建国 2 0 0 0 1"
    assert chair.get(f"/polls/{review.poll}").says(table)
    for address in (f"/polls/{review.poll}", f"/polls/{review.poll}/vote"):
        page = phone(browse, room).get(address)
        assert not page.says("王建国 2"), "before the announcement a member learns no count"
    service.announce(act(), review.poll)
    pages = [
        chair.get(f"/meetings/{room.meeting}/console"),
        chair.get(f"/meetings/{room.meeting}/screen"),
        chair.get(f"/polls/{review.poll}/watch"),
        phone(browse, room).get(f"/polls/{review.poll}"),
        phone(browse, room).get(f"/meetings/{room.meeting}/room"),
    ]
    assert all(page.says(table) for page in pages)
    assert not any(page.says("通过") or page.says("暂缓") for page in pages)
    opened = pages[3]
    assert opened.says("党员应到 6 人；党员实到 6 人")
    assert sorted(tag.text for tag in opened.body.select("p.marks")[0].select("span")) == ["优秀", "优秀", "未填"]


def test_the_card_offers_what_a_review_knows(chair: Browser, room: Hall) -> None:
    poll = proposed(room, LIMITED)
    service.change_level(act(), poll, "detached")
    page = chair.get(f"/polls/{poll}")
    assert page.says("无记名测评：" + MOTION)
    assert page.says("待测评")
    assert page.says("被测评 3 人：王建国、李秀英、欧阳明；等次：优秀、合格、基本合格、不合格；评为“优秀”的最多 1 人")
    assert page.form("/open").button.text == "开始测评"
    assert not page.has_form("/defer")
    assert not page.has_form("/method")
    assert not [link for link in page.links() if "recusals" in link]


def test_a_rehearsal_of_a_review_shows_its_counts(chair: Browser, room: Hall) -> None:
    poll = service.rehearse(act(), proposed(room))
    service.change_level(act(), poll, "detached")
    service.open_poll(act(), poll)
    service.cast(service.new_slip(poll, room.voters[0], graded("123")))
    service.close_poll(act(), poll)
    service.open_box(act(), poll)
    assert chair.get(f"/polls/{poll}").says("王建国 1 0 0 0 0")
    assert chair.get(f"/meetings/{room.meeting}/screen").says("这是试投，不作数")


def test_the_record_tells_the_counts_and_is_read_again(room: Hall, review: Review) -> None:
    for at, letters in enumerate(("112", "120", "000")):
        review.takes(letters, at)
    review.end()
    told = minutes.preview(room.meeting)
    (vote,) = record.plain(told)["votes"]
    assert (vote["adopted"], vote["word"], vote["in_favour"], vote["not_voting"]) == (None, "测评完毕", None, None)
    assert vote["review"]["people"][1] == {"name": "李秀英", "counts": [1, 1, 0, 0], "unmarked": 1}
    assert (vote["review"]["voters"], vote["review"]["listed"]) == ("members", ["周强"])
    assert (vote["entitled"], vote["papers"]["returned"]) == (6, 3)
    assert record.read(Record, record.plain(told)) == told
    old = record.plain(told)
    del old["votes"][0]["review"]
    assert record.read(Record, old).votes[0].review is None


def test_the_minutes_page_shows_the_counts(chair: Browser, room: Hall, review: Review) -> None:
    review.takes("112", 0)
    review.takes("112", 1)
    review.end()
    page = chair.get(f"/meetings/{room.meeting}/minutes")
    assert page.says("由党员填写；发出测评票 2 张，收回 2 张，有效 2 张，无效 0 张")
    assert page.says("王建国 2 0 0 0 0")
    assert not page.says("票数不全")


def test_guests_are_counted_apart_from_members(room: Hall) -> None:
    for number in range(3):
        joins(room, f"群众代表{number}", "outside", observer=True)
    first = open_review(room, level="detached")
    first.takes("111", 0)
    first.end()
    second = open_review(room, voters=Voters.GUESTS, level="detached")
    second.fillers = [line.attendee_id for line in queries.voter_lines(second.poll)]
    second.takes("222", 0)
    second.end()
    grades = [[one.counts[0][1] for one in queries.graded(poll)] for poll in (first.poll, second.poll)]
    assert grades == [[1, 1, 1], [0, 0, 0]]
