"""The roster as people use it: pages, forms, who may, and what happens on a double tap."""

import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from sqlalchemy import event

from app import main
from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Account
from blueprints.members import queries, service
from blueprints.members.service import uploads
from blueprints.shared.db import db, writing
from tests.browse import Browser, Page
from tests.features.members.make_members import (
    empty_branch,
    entry,
    file_of,
    find,
    secretary_of,
    suspended,
    upload,
    uploaded,
)
from tests.features.members.rosters import person, roster
from tests.make import Community, act

PATIENCE = 60


@pytest.fixture
def secretary(browse: Browser, house: Community) -> Browser:
    """The community's secretary at a tablet."""
    return browse.as_(house.secretary)


def sent(browser: Browser, branch: int, content: bytes, name: str = "名册.xlsx") -> Page:
    """Upload a roster through the page and wait until it is read."""
    form = browser.get(f"/organisations/{branch}/members/import").form("/import")
    went = browser.submit(form, 303, roster=(io.BytesIO(content), name))
    end = time.monotonic() + PATIENCE
    while browser.follow(went).says("正在读取") and time.monotonic() < end:
        time.sleep(0.05)
    assert browser.last is not None
    return browser.last


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


def test_a_messy_roster_is_uploaded_looked_through_and_imported(secretary: Browser, house: Community) -> None:
    branch = empty_branch(house)
    faulty = [person(300 + n, **fault) for n, fault in enumerate(FAULTS)]
    page = sent(secretary, branch, file_of(300 - len(faulty), *faulty))
    assert page.h1 == "请核对后导入"
    refused = page.body.find(id="refuse")
    assert refused is not None
    assert refused.find("h2").get_text() == f"不能导入，须先改正（{len(FAULTS)}行）"
    assert page.says("不是真实存在的日期")
    assert secretary.submit(page.form("/commit"), 422).says(f"还有{len(FAULTS)}行有问题")
    result = secretary.follow(secretary.submit(page.form("/commit"), 303, skip="y"))
    assert result.says(f"新增 {300 - len(FAULTS)} 人")
    assert result.says(f"没有导入的行（{len(FAULTS)}行）")
    again = secretary.follow(secretary.submit(page.form("/commit"), 303, skip="y"))
    assert again.text == result.text
    assert len(queries.people_of(branch)) == 300 - len(FAULTS)


FAULTS = (
    {"姓名": None},
    {"姓名": "张三3"},
    {"姓名": "张三、李四"},
    {"出生年月": "1986.13"},
    {"出生年月": "2030.01"},
    {"出生年月": "1899.01"},
    {"入党时间": "1910.07.01"},
    {"入党时间": "69.7"},
    {"入党时间": "07/08/1999"},
    {"入党时间": "1999"},
    {"转正时间": "1980-01-01"},
    {"转正时间": "2099-01-01"},
    {"党员类别": "积极分子"},
    {"党员类别": "某某"},
    {"党员类别": "留党察看"},
    {"党员类别": "已去世"},
)


def test_a_preview_shows_what_changes_before_it_is_changed(secretary: Browser, house: Community) -> None:
    line = person(
        7, 姓名="周强", 出生年月="1960.05", 入党时间="2024-07-01", 转正时间="2025-07-01", 联系电话="13800000005"
    )
    page = sent(secretary, house.branch, roster(line))
    assert page.says("周强 党员类别 预备党员 正式党员")
    assert page.says("名册中有、文件中没有的党员（5人）")
    dropped = secretary.submit(page.form("/drop"), 303)
    assert secretary.follow(dropped).h1 == "名册"
    assert queries.member(house.probationary).category == "probationary"


def test_a_preview_warns_of_people_of_another_branch(secretary: Browser, house: Community) -> None:
    page = sent(secretary, house.branch, roster(person(4, 姓名="刘洋", 出生年月="1960.05")))
    assert page.says("可能在其他党支部名册中（1人）")
    assert not page.says("第二党支部")


def test_an_upload_needs_a_file_that_is_not_empty(secretary: Browser, house: Community) -> None:
    form = secretary.get(f"/organisations/{house.branch}/members/import").form("/import")
    assert secretary.submit(form, 422).says("请选择名册文件")
    assert secretary.submit(form, 422, roster=(io.BytesIO(b""), "名册.xlsx")).says("这个文件是空的")
    page = sent(secretary, house.branch, b"\x89PNG not a roster", "名册.xlsx")
    assert page.says("这是图片")


def test_a_reading_that_died_is_offered_again(secretary: Browser, house: Community) -> None:
    number = service.store_upload(act(house.secretary), house.branch, "名册.xlsx", file_of(2))
    page = secretary.get(f"/uploads/{number}")
    assert page.says("读取中断了")
    answer = secretary.get(f"/uploads/{number}", htmx=True)
    assert answer.response.headers["HX-Refresh"] == "true"
    went = secretary.submit(page.form("/again"), 303)
    end = time.monotonic() + PATIENCE
    while secretary.follow(went).says("正在读取") and time.monotonic() < end:
        time.sleep(0.05)
    assert upload(number).state == "read"


def test_while_it_is_read_the_page_asks_for_progress(
    secretary: Browser, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = service.store_upload(act(house.secretary), house.branch, "名册.xlsx", file_of(2))
    with writing():
        reading = upload(number)
        reading.done, reading.total = 200, 5_000
    monkeypatch.setattr(uploads, "_reading", {uploads._key(number)})
    page = secretary.get(f"/uploads/{number}")
    assert page.says("200 / 5000 行")
    assert any(link.endswith(f"/uploads/{number}") for link in page.links())
    assert 'hx-trigger="every 1s"' in secretary.get(f"/uploads/{number}", htmx=True).response.get_data(as_text=True)


def test_the_export_and_the_template_are_workbooks(secretary: Browser, house: Community) -> None:
    for name, title in (("members.xlsx", "幸福里社区第一党支部党员名册"), ("members/template.xlsx", "中共党员名册")):
        answer = secretary.get(f"/organisations/{house.branch}/{name}").response
        assert load_workbook(io.BytesIO(answer.data))["党员名册"]["A1"].value == title
        assert "attachment" in answer.headers["Content-Disposition"]


def pages_of(house: Community) -> list[tuple[str, str]]:
    """Every address of the roster, as (method, path)."""
    number = uploaded(house, house.branch, file_of(1))
    office = queries.member(house.members[0]).offices[0].id
    time_without = suspended(house, house.members[2], "2026-01-01")
    at, person_at = f"/organisations/{house.branch}", f"/members/{house.members[3]}"
    gets = ["members", "members.xlsx", "members/template.xlsx", "members/new", "groups", "cards", "members/import"]
    read = [f"{at}/{name}" for name in gets] + [person_at, f"{person_at}/edit", f"/uploads/{number}"]
    organisation = [f"{at}/{name}" for name in ("members/new", "groups", "groups/people", "cards", "members/import")]
    own = ("edit", "transfer", "departure", "return", "offices", "suspensions", "card", "card/renew")
    of_upload = [f"/uploads/{number}/{name}" for name in ("commit", "again", "drop")]
    ends = [f"/offices/{office}/end", f"/suspensions/{time_without}/end"]
    write = [*organisation, *(f"{person_at}/{name}" for name in own), *of_upload, *ends]
    return [("get", path) for path in read] + [("post", path) for path in write]


def test_strangers_are_told_nothing_and_members_may_nothing(browse: Browser, house: Community) -> None:
    pages = pages_of(house)
    other_secretary = secretary_of(house.other_branch)
    for account, status in (
        (house.stranger, 404),
        (house.other_account, 404),
        (other_secretary, 404),
        (house.accounts[1], 403),
        (house.probationary_account, 403),
        (house.superior, 403),
    ):
        browser = browse.as_(account)
        for method, path in pages:
            browser.get(path, status) if method == "get" else browser.post(path, status)
    assert len(queries.people_of(house.branch)) == 6


def test_all_addresses_of_the_roster_are_in_the_table_above(browse: Browser, house: Community) -> None:
    tried = {(method.upper(), path) for method, path in pages_of(house)}
    adapter = browse.app.url_map.bind("yishi.test")
    matched = {(method, adapter.match(path, method=method)[0]) for method, path in tried}
    rules = [rule for rule in browse.app.url_map.iter_rules() if rule.endpoint.startswith("members.")]
    known = {(method, rule.endpoint) for rule in rules for method in rule.methods or () if method in ("GET", "POST")}
    assert known == matched


def test_a_branch_secretary_runs_his_own_roster(browse: Browser, house: Community) -> None:
    own = browse.as_(secretary_of(house.branch))
    page = own.get(f"/members/{house.members[3]}")
    assert not page.has_form("/transfer")
    own.get(f"/organisations/{house.branch}/members")
    own.get(f"/organisations/{house.organisation}/members", 404)


def test_the_command_checks_a_file_and_writes_nothing(tmp_path: Path) -> None:
    good, bad = tmp_path / "名册.xlsx", tmp_path / "封面.xlsx"
    good.write_bytes(roster(person(0), person(1, 出生年月="1986.13")))
    bad.write_bytes(roster({"姓名": "王一"}, headings=("姓名", "金额")))
    run = CliRunner()
    told = run.invoke(main, ["members", "check", str(good), "--json"])
    assert told.exit_code == 0
    preview = json.loads(told.stdout)
    assert (preview["is_roster"], preview["header_rows"]) == (True, [1])
    assert [(row["row"], row["status"]) for row in preview["rows"]] == [(2, "ok"), (3, "refuse")]
    fault = preview["rows"][1]["faults"][0]
    assert (fault["column"], fault["kind"]) == ("出生年月", "impossible_date")
    table = run.invoke(main, ["members", "check", str(good)])
    assert table.exit_code == 0
    assert "第3行" in table.stdout
    no = run.invoke(main, ["members", "check", str(bad), "--json"])
    assert no.exit_code == 1
    assert json.loads(no.stdout)["is_roster"] is False
    assert "请确认上传的是党员名册" in no.stderr
    missing = run.invoke(main, ["members", "check", str(tmp_path / "无.xlsx"), "--json"])
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "找不到" in missing.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"名册.xlsx", "封面.xlsx"}
