"""Importing a roster as a secretary does it: upload, progress, preview, commit; and by the command."""

import io
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from app import main
from blueprints.members import queries, service
from blueprints.members.service import uploads
from blueprints.shared.db import writing
from tests.browse import Browser, Page
from tests.features.members.make_members import (
    empty_branch,
    file_of,
    upload,
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
