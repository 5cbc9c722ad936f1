"""A review in the browser: what the secretary, a member and a passer-by see and do, without JavaScript."""

from datetime import datetime

import pytest

from blueprints.reviews import queries, service
from blueprints.reviews.service import Said
from blueprints.shared import clock
from tests.browse import Browser
from tests.features.meetings import make_meetings
from tests.features.reviews import make_review
from tests.features.reviews.make_review import AFTER, DAY, meeting_of, person, row
from tests.make import NOON, Community, act


@pytest.fixture
def desk(browse: Browser, house: Community) -> Browser:
    """The secretary's tablet."""
    return browse.as_(house.secretary)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """The clock stands there."""
    monkeypatch.setattr(clock, "now", lambda: moment)


def phone(browse: Browser, house: Community, number: int = 2) -> Browser:
    return browse.as_(house.accounts[number])


def test_another_kind_of_meeting_offers_no_review(desk: Browser, house: Community) -> None:
    meeting = make_meetings.planned(house, "party_assembly.nat", NOON + DAY)
    page = desk.get(f"/meetings/{meeting}/review")
    assert page.says("组织生活会可以进行民主评议")
    assert not page.says("评议什么")


def test_the_way_from_the_meeting_to_the_ballots(desk: Browser, browse: Browser, house: Community) -> None:
    review = make_review.begun(house)
    meeting = meeting_of(review)
    assert f"/meetings/{meeting}/review" in desk.get(f"/meetings/{meeting}").links()
    page = desk.follow(desk.get(f"/meetings/{meeting}/review", 303))
    assert page.says("下一步：学习动员")
    assert page.says("王建国、李秀英、欧阳明、赵文、陈桂兰、周强还没有交个人自评")
    page = desk.get(f"/reviews/{review}/people")
    assert page.says("被评议人 6 人")
    assert page.says("预备党员参加评议，不评定等次")
    page = desk.follow(desk.submit(page.body.select_one("form[action$='/ballots']")))
    assert page.says("2026年度民主评议党员测评")
    assert desk.get(f"/reviews/{review}/people").says("已提出，还没有开始")


def test_a_member_writes_on_the_phone_and_the_branch_reads_it_on_the_meeting(browse: Browser, house: Community) -> None:
    review = make_review.begun(house)
    mine = phone(browse, house)
    assert mine.get("/my-meetings").says("写个人自评")
    page = mine.get(f"/reviewed/{person(review, '欧阳明')}/self-review")
    assert mine.submit(page.form("/self-review"), 422, text="").says("请填写个人自评。")
    mine.submit(page.form("/self-review"), 303, text="学习不够。\n今后每周学习一次。")
    other = phone(browse, house, 3)
    other.get(f"/reviewed/{person(review, '欧阳明')}/self-review", 404)
    assert not other.get(f"/reviews/{review}/self-reviews").says("每周学习")
    make_review.in_session(house, review)
    assert other.get("/my-meetings").says("看大家的个人自评")
    assert other.get(f"/reviews/{review}/self-reviews").says("今后每周学习一次。")
    browse.as_(house.superior).get(f"/reviews/{review}/self-reviews", 403)


def test_what_the_secretary_types_in_for_somebody_came_on_paper(desk: Browser, house: Community) -> None:
    review = make_review.begun(house)
    page = desk.get(f"/reviewed/{person(review, '陈桂兰')}/self-review")
    desk.submit(page.form("/self-review"), 303, text="纸上写的。")
    assert desk.get(f"/reviews/{review}/people").says("纸质已交")


def test_grades_are_chosen_with_both_tallies_in_view(desk: Browser, house: Community) -> None:
    review = make_review.begun(house)
    make_review.in_session(house, review)
    page = desk.get(f"/reviews/{review}/grades")
    assert page.says("群众代表测评的结果还没有宣布")
    make_review.both_voted(house, review)
    page = desk.get(f"/reviews/{review}/grades")
    line = page.body.select_one(f"#person-{person(review, '王建国')}").get_text(" ", strip=True)
    assert "党员 优秀 3 合格 1" in line.replace("\u3000", "").replace("  ", " ")
    fields = [one for one in row(review).people if one.graded]
    grades = {f"grade_{one.id}": "优秀" if number < 2 else "合格" for number, one in enumerate(fields)}
    page = desk.follow(desk.submit(page.form("/grades"), 303, **grades))
    assert page.says("优秀 2 / 最多 1 人")
    assert desk.submit(page.form("/fixed"), 422).says("请写明批准的时间和依据")
    page = desk.submit(page.form("/grades"), 303, **grades | {"cap_reason": "街道党工委12月1日批复同意"})
    page = desk.follow(page)
    assert desk.follow(desk.submit(page.form("/fixed"), 303)).says("已定格")


def test_the_summary_names_what_is_missing_before_grades_are_fixed(desk: Browser, house: Community) -> None:
    review = make_review.begun(house)
    page = desk.get(f"/reviews/{review}/summary.pdf", 422)
    assert page.says("还不能打印汇总表：还没有登记学习动员；")
    assert page.says("党员互评和民主测评的结果还没有宣布")


def test_anybody_reads_the_posting_by_its_link_and_objects_without_a_name(
    desk: Browser, browse: Browser, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = make_review.fixed(house)
    at(monkeypatch, NOON + DAY)
    page = desk.get(f"/reviews/{review}/posting")
    assert desk.submit(page.form("/posting"), 422, days="0").says("请填写1到30的整数")
    page = desk.follow(desk.submit(page.form("/posting"), 303))
    assert page.says("正在公示")
    passer = Browser(browse.app)
    page = passer.get(f"/postings/{row(review).token}")
    assert page.says("优秀 1 人")
    assert page.says("王建国")
    assert not page.says("陈桂兰"), "who was graded worst is named to nobody"
    assert passer.submit(page.form(), 422, text="").says("请写明有什么异议")
    assert passer.follow(passer.submit(page.form(), 303, text="他没有值过班")).says("异议已经收到")
    assert desk.get(f"/reviews/{review}/posting").says("没有署名")
    at(monkeypatch, AFTER)
    page = passer.get(f"/postings/{row(review).token}")
    assert page.says("公示已经期满")
    assert not page.says("王建国")


def test_an_objection_is_settled_on_the_page(desk: Browser, house: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    review = make_review.posted(house)
    at(monkeypatch, NOON + 2 * DAY)
    page = desk.get(f"/reviews/{review}/posting")
    page = desk.follow(desk.submit(page.form("/objections"), 303, text="来信反映", by_name="王大妈"))
    settle = page.body.select_one("#objections form[action^='/objections/']")
    assert desk.submit(settle, 422).says("请写明核实的情况和处理意见")
    assert desk.follow(desk.submit(settle, 303, handling="已核实，不属实")).says("处理：已核实，不属实")
    page = desk.follow(desk.submit(page.form("/posting/paper"), 303))
    assert "关于2026年度民主评议党员结果的公示" in str(page.body)


def test_everybody_confirms_their_own_grade_and_sees_nobody_elses(
    browse: Browser, desk: Browser, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = make_review.posted(house)
    mine, number = phone(browse, house), person(review, "欧阳明")
    at(monkeypatch, NOON + 2 * DAY)
    assert mine.get(f"/reviewed/{number}/grade").says("公示期满")
    at(monkeypatch, AFTER)
    assert mine.get("/my-meetings").says("确认评定意见")
    page = mine.get(f"/reviewed/{number}/grade")
    assert page.says("欧阳明：合格")
    assert mine.follow(mine.submit(page.form("/grade"), 303)).says("本人确认已知悉")
    phone(browse, house, 3).get(f"/reviewed/{number}/grade", 404)
    desk.get(f"/reviewed/{number}/grade", 403)
    page = phone(browse, house, 3).get(f"/reviews/{review}")
    assert not page.says("不合格党员的处置"), "nobody but the secretary learns that somebody was graded worst"
    page = desk.get(f"/reviews/{review}/after")
    assert page.says("不会自动产生任何处置")
    assert page.says("与《中国共产党章程》第九条不一致")
    assert "/meetings/new?rule=party_disposal.nat" in " ".join(page.links())
    signed = page.body.select_one("form[action$='/signed']")
    assert desk.follow(desk.submit(signed, 303)).says("已签字")


def test_the_best_are_proposed_for_praise_after_the_posting(
    desk: Browser, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = make_review.posted(house)
    service.object_to(act(None, NOON + 2 * DAY), review, Said("有异议"))
    at(monkeypatch, AFTER)
    assert not desk.get(f"/reviews/{review}/after").has_form("/praise")
    service.settle(act(house.secretary, AFTER), row(review).objections[0].id, "已核实")
    page = desk.get(f"/reviews/{review}/after")
    page = desk.follow(desk.submit(page.form("/praise"), 303))
    assert page.says("王建国，共1人。")
    assert page.says("收到异议1件，已经处理。")


def test_the_superior_reads_the_summary_after_the_posting(
    browse: Browser, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = make_review.posted(house)
    above = browse.as_(house.superior)
    at(monkeypatch, NOON + 2 * DAY)
    above.get(f"/reviews/{review}/summary.pdf", 404)
    at(monkeypatch, AFTER)
    assert "打印汇总表" in above.get(f"/reviews/{review}").text
    assert queries.can_be_told(row(review), AFTER.date())


def test_a_work_report_of_cadres_begins_with_a_list_of_names(desk: Browser, house: Community) -> None:
    meeting = make_meetings.called(house, 30, "one_promise.s003", title="两委成员述职评议")
    page = desk.get(f"/meetings/{meeting}/review")
    assert page.says("公开承诺评议")
    page = desk.follow(desk.submit(page.form("/review"), 303))
    assert page.says("下一步：述职报告")
    review = queries.of_meeting(meeting)
    assert review
    page = desk.get(f"/reviews/{review.id}/people")
    assert page.says("规定没有写明等次，本系统按干部年度考核的等次办理")
    assert desk.submit(page.form("/people"), 422).says("请填写姓名，每行一人。")
    page = desk.follow(desk.submit(page.form("/people"), 303, names="王建国\n马桂花"))
    assert page.says("被评议人 2 人")
    drop = page.body.select_one("form[action$='/drop']")
    assert desk.follow(desk.submit(drop, 303)).says("被评议人 1 人")


def test_a_life_meeting_offers_the_review_as_merged(desk: Browser, browse: Browser, house: Community) -> None:
    meeting = make_meetings.noticed(house, rule="organisational_life.nat")
    assert desk.get(f"/meetings/{meeting}/review").says("可以与组织生活会合并召开")
    assert phone(browse, house).get(f"/meetings/{meeting}/review").says("评议还没有开始")
    page = desk.get(f"/meetings/{meeting}/review")
    assert desk.follow(desk.submit(page.form("/review"), 303)).says("个人自评")
