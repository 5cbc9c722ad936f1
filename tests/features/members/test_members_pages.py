"""The roster as people use it: search, people, offices, groups, cards; and what a double tap does."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Account
from blueprints.members import queries, service
from blueprints.shared.db import db
from tests.browse import Browser
from tests.features.members.make_members import (
    empty_branch,
    entry,
    find,
    suspended,
)
from tests.make import Community, act


@pytest.fixture
def secretary(browse: Browser, house: Community) -> Browser:
    """The community's secretary at a tablet."""
    return browse.as_(house.secretary)


def test_an_empty_branch_is_told_to_import_or_to_add(secretary: Browser, house: Community) -> None:
    page = secretary.get(f"/organisations/{empty_branch(house)}/members")
    assert page.says("名册还是空的")
    assert any(link.endswith("/members/import") for link in page.links())
    assert any(link.endswith("/members/new") for link in page.links())


def test_the_roster_shows_its_figures_and_finds_by_name_phone_group_and_category(
    secretary: Browser, house: Community
) -> None:
    suspended(house, house.members[2], "2026-01-01")
    at = f"/organisations/{house.branch}/members"
    assert secretary.get(at).says("正式党员 5 人，预备党员 1 人，入党积极分子 0 人，有表决权 4 人")
    for query, there, not_there in (
        ("q=欧阳", "欧阳明", "李秀英"),
        ("q=0000003", "赵文", "欧阳明"),
        (f"group={house.group}", "欧阳明", "赵文"),
        ("group=0", "赵文", "欧阳明"),
        ("category=probationary", "周强", "赵文"),
    ):
        for htmx in (False, True):
            shown = secretary.get(f"{at}?{query}", htmx=htmx).response.get_data(as_text=True)
            assert there in shown, query
            assert not_there not in shown, query
            assert ("<html" in shown) is not htmx


def test_a_search_for_a_percent_sign_finds_nobody(secretary: Browser, house: Community) -> None:
    assert secretary.get(f"/organisations/{house.branch}/members?q=%25").says("没有符合条件的人员")


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99", "group=x", "group=9999999999", "category=x", "q=%00"]
)
def test_a_wrong_address_shows_a_page_all_the_same(secretary: Browser, house: Community, query: str) -> None:
    assert secretary.get(f"/organisations/{house.branch}/members?{query}").h1 == "名册"


def test_the_community_sees_all_branches_people(secretary: Browser, house: Community) -> None:
    page = secretary.get(f"/organisations/{house.organisation}/members")
    assert page.says("刘洋")
    assert page.says("幸福里社区第二党支部")
    assert secretary.get(f"/organisations/{house.group}/members").says("欧阳明")
    secretary.get(f"/organisations/{house.organisation}/members/new", 422)


def test_more_people_need_no_more_queries(secretary: Browser, house: Community) -> None:
    at = f"/organisations/{house.branch}/members"
    few = len(queries_of(lambda: secretary.get(at)))
    for number in range(60):
        service.add_person(
            act(house.secretary),
            house.branch,
            entry(f"甲{'一二三四五六七八九十'[number % 10]}{'子丑寅卯辰巳'[number // 10]}"),
        )
    # One more or less: a row that somebody still holds is not read again.
    assert abs(len(queries_of(lambda: secretary.get(at))) - few) <= 1
    assert secretary.get(at).says("第 1 页，共 2 页")
    assert secretary.get(f"{at}?page=2").says("甲十巳")


def queries_of(work: Callable[[], object]) -> list[str]:
    """The statements that the work sends."""
    sent: list[str] = []

    def note(*args: object) -> None:
        sent.append(str(args[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return sent


def test_a_person_is_added_once_however_often_the_form_is_sent(secretary: Browser, house: Community) -> None:
    form = secretary.get(f"/organisations/{house.branch}/members/new").form("/new")
    typed = {"name": "孙丽", "birth": "1971年3月", "joined_on": "1995.07", "full_member_on": "1996.07"}
    secretary.submit(form, 422, **(typed | {"birth": "1985.03", "phone": "12"}))
    assert secretary.last is not None
    assert secretary.last.says("11位手机号码")
    secretary.submit(form, 422, **(typed | {"birth": "1985.03"}))
    assert secretary.last.says("未满十八岁")
    assert "1985.03" in str(secretary.last.form("/new"))
    places = {secretary.submit(form, 303, **typed).location for _ in range(2)}
    assert len(places) == 1
    page = secretary.get(places.pop())
    assert page.h1 == "孙丽"
    assert page.says("1971年3月")


def test_a_person_is_edited_and_reminded_of_what_is_missing(secretary: Browser, house: Community) -> None:
    at = f"/members/{house.members[3]}"
    form = secretary.get(f"{at}/edit").form("/edit")
    page = secretary.follow(secretary.submit(form, 303, birth="", group=str(house.group)))
    assert page.says("没有填出生年月")
    assert page.says("第一党小组")


def test_a_transfer_a_departure_and_the_way_back(secretary: Browser, house: Community) -> None:
    at = f"/members/{house.members[3]}"
    page = secretary.get(at)
    moved = secretary.follow(secretary.submit(page.form("/transfer"), 303, branch=str(house.other_branch)))
    assert moved.says("幸福里社区第二党支部")
    gone = secretary.submit(moved.form("/departure"), 303, way="transferred", left_note="南苑街道党工委")
    assert secretary.follow(gone).says("组织关系转出：南苑街道党工委")
    roster_page = secretary.get(f"/organisations/{house.other_branch}/members?gone=1")
    assert roster_page.says("赵文")
    back = secretary.follow(secretary.submit(secretary.get(at).form("/return"), 303))
    assert back.says("有表决权")


def test_offices_are_given_and_ended_on_the_persons_page(secretary: Browser, house: Community) -> None:
    at = f"/members/{house.members[3]}"
    refused = secretary.submit(secretary.get(at).form("/offices"), 422, title="secretary")
    assert refused.says("王建国现任书记")
    page = secretary.follow(
        secretary.submit(refused.form("/offices"), 303, title="deputy_secretary", office_from="2026-01-05", manages="y")
    )
    assert page.says("2026年1月5日起")
    office = queries.member(house.members[3]).offices[0].id
    wrong = secretary.submit(page.form(f"/offices/{office}/end"), 422, ended_on="2025-01-01")
    assert wrong.says("不能早于任职日期")
    ended = secretary.follow(secretary.submit(page.form(f"/offices/{office}/end"), 303, ended_on="2026-02-01"))
    assert ended.says("2026年2月1日止")


def test_the_vote_is_suspended_and_given_back_on_the_persons_page(secretary: Browser, house: Community) -> None:
    at = f"/members/{house.members[3]}"
    wrong = secretary.submit(secretary.get(at).form("/suspensions"), 422, since="昨天")
    assert wrong.says("请填写完整的日期")
    page = secretary.follow(secretary.submit(wrong.form("/suspensions"), 303, kind="on_probation", since="2026-01-01"))
    assert page.says("留党察看期间没有表决权")
    number = queries.member(house.members[3]).suspensions[0].id
    page = secretary.follow(secretary.submit(page.form(f"/suspensions/{number}/end"), 303, last_on="2026-02-01"))
    assert page.says("有表决权")


def test_a_lost_phone_is_answered_with_one_tap(secretary: Browser, house: Community) -> None:
    phone = secretary.as_(house.accounts[3])
    phone.get("/me")
    form = secretary.get(f"/members/{house.members[3]}").form("/card/renew")
    for _ in range(2):
        secretary.submit(form, 303)
    phone.get("/me", 303)
    assert db.session.get_one(Account, house.accounts[3]).epoch == 1


def test_cards_are_made_for_all_at_once(secretary: Browser, house: Community) -> None:
    service.add_person(act(house.secretary), house.branch, entry("孙丽"))
    page = secretary.get(f"/organisations/{house.branch}/cards")
    assert page.says("未发卡 1 人")
    page = secretary.follow(secretary.submit(page.form("/cards"), 303))
    assert page.says("未发卡 0 人，未激活 7 人")
    assert accounts.current_card(find("孙丽", house.branch).account_id or 0)
    assert not secretary.get(f"/organisations/{house.branch}/cards?show=none").says("孙丽")


def test_groups_are_made_and_filled(secretary: Browser, house: Community) -> None:
    at = f"/organisations/{house.branch}/groups"
    page = secretary.get(at)
    add = next(
        f for f in page.body.find_all("form") if f.get("method") == "post" and str(f["action"]).endswith("/groups")
    )
    refused = secretary.submit(add, 422, name="第1党小组")
    assert refused.says("已经有“第一党小组”")
    page = secretary.follow(secretary.submit(add, 303, name="第二党小组"))
    assert secretary.submit(page.form("/people"), 422, group=str(house.group)).says("请先勾选")
    secretary.submit(page.form("/people"), 422, group=str(house.group), people="9" * 30)
    moved = secretary.submit(
        page.form("/people"), 303, group=str(house.group), people=[house.members[3], house.members[4]]
    )
    assert secretary.follow(moved).says("第一党小组 组长：未定 5 人")
