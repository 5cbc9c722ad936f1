"""A meeting with three people at once: the secretary's tablet, a member's phone, the hall's screen."""

import json
import re
import sqlite3
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.people import HALL, NAMES, PHONE, TABLET, Demo, Person, person, tap_in


def test_a_meeting_from_the_notice_to_the_minutes(chromium: Browser, demo: Demo, shots: Path) -> None:
    tablet, phone, hall = (person(chromium, size) for size in (TABLET, PHONE, HALL))
    tablet.begin(demo.link("王建国"))
    tablet.shoot(shots, "calendar")
    tablet.is_accessible()
    phone.begin(demo.link("李秀英"))
    phone.sees("支部党员大会")
    phone.shoot(shots, "phone-notice")
    phone.is_accessible()
    phone.tap("参加")
    phone.sees("您的回复：参加")
    number = _into_the_meeting(tablet, shots)
    _check_in(tablet, phone, hall, demo, number, shots)
    _first_items(tablet, hall, shots)
    _hands(tablet, phone, hall, shots)
    _secret(tablet, phone, hall, shots)
    _end(tablet, phone, demo, number, shots)
    _papers(tablet, demo, shots)
    _signature(tablet, demo, shots)
    _book(tablet, shots)
    for somebody in (tablet, phone, hall):
        assert somebody.complaints == []


def _into_the_meeting(tablet: Person, shots: Path) -> int:
    tablet.page.get_by_role("link", name=re.compile("支部党员大会（20..年第.季度）")).first.click()
    tablet.sees("回执")
    tablet.shoot(shots, "meeting", whole=True)
    tablet.is_accessible()
    number = int(re.findall(r"/meetings/(\d+)", tablet.page.url)[0])
    tablet.tap("开始签到")
    tablet.page.wait_for_url(re.compile("console"))
    return number


def _check_in(tablet: Person, phone: Person, hall: Person, demo: Demo, number: int, shots: Path) -> None:
    hall.page.context.add_cookies(tablet.page.context.cookies())
    hall.page.goto(f"{demo.base}/meetings/{number}/screen")
    hall.sees("人已到会")
    phone.page.goto(f"{demo.base}/meetings/{number}/room")
    phone.sees("您还没有签到")
    for name in NAMES[:11]:
        tap_in(tablet, name)
    tablet.sees("须到12人，还差1人")
    tablet.tap("宣布开会")
    expect(tablet.page.locator("#notice")).to_contain_text("还差1人，未达到法定人数")
    hall.sees("还差 1 人达到法定人数")
    hall.shoot(shots, "screen-short")
    tap_in(tablet, NAMES[11])
    hall.sees("已达到法定人数，可以开会")
    hall.shoot(shots, "screen")
    hall.is_accessible()
    for name in NAMES[12:19]:
        tap_in(tablet, name)
    phone.sees("已签到")
    tablet.shoot(shots, "console-gathering")
    tablet.is_accessible()
    tablet.tap("宣布开会")
    tablet.sees("开始第一项议题")


def _first_items(tablet: Person, hall: Person, shots: Path) -> None:
    tablet.tap("开始第一项议题")
    hall.sees("通报支部三季度工作")
    tablet.tap("下一项议题")
    tablet.sees("第 2 项")
    tablet.tap("下一项议题")
    tablet.sees("第 3 项")
    tablet.page.fill(
        "textarea[name=notes]",
        "组织委员说明方案：改造12个单元楼道照明和扶手，预算4.8万元。\n三名党员建议先改造有高龄老人的单元。",
    )
    tablet.sees("已自动保存")


def _hands(tablet: Person, phone: Person, hall: Person, shots: Path) -> None:
    tablet.tap("提请表决")
    tablet.page.fill("#motion", "同意该经费方案")
    tablet.page.get_by_text("举手表决").click()
    tablet.page.locator("main form button").click()
    tablet.tap("开始表决")
    hall.sees("同意该经费方案")
    phone.sees("举手表决")
    for field, count in (("in_favour", "15"), ("against", "1"), ("abstain", "2")):
        tablet.page.fill(f"input[name={field}]", count)
    tablet.shoot(shots, "console")
    tablet.is_accessible()
    tablet.tap("计票")
    tablet.sees("赞成15票")
    tablet.tap("宣布结果")
    hall.sees("通过")
    phone.sees("赞成票超过应到会有表决权的正式党员的半数")
    phone.shoot(shots, "phone-verdict", whole=True)
    hall.shoot(shots, "screen-verdict")
    tablet.shoot(shots, "console-verdict")


def _secret(tablet: Person, phone: Person, hall: Person, shots: Path) -> None:
    tablet.tap("下一项议题")
    tablet.sees("第 4 项")
    tablet.tap("提请表决")
    tablet.page.fill("#motion", "同意接收发展对象为中共预备党员")
    tablet.page.get_by_text("无记名投票").click()
    tablet.page.locator("main form button").click()
    tablet.tap("开始表决")
    phone.sees("请选择一项")
    phone.page.get_by_text("赞成", exact=True).first.click()
    phone.shoot(shots, "phone-vote", whole=True)
    phone.is_accessible()
    phone.tap("下一步：核对")
    phone.sees("请核对您的选择")
    phone.shoot(shots, "phone-confirm")
    phone.page.get_by_role("button", name="投出这一票").dblclick()
    phone.sees("回执号")
    phone.shoot(shots, "phone-receipt")
    hall.sees("1")
    tablet.sees("已投 1 人，共 18 人")
    hall.shoot(shots, "screen-secret")
    tablet.tap("截止投票")
    tablet.sees("还有17人没有投票")
    tablet.tap("仍然截止")
    tablet.sees("封存码")
    tablet.shoot(shots, "console-sealed")
    tablet.tap("开箱计票")
    tablet.sees("未通过")
    tablet.tap("宣布结果")
    hall.sees("未通过")
    hall.shoot(shots, "screen-not-adopted")


def _end(tablet: Person, phone: Person, demo: Demo, number: int, shots: Path) -> None:
    tablet.tap("下一项议题")
    tablet.sees("第 5 项")
    tablet.tap("宣布散会")
    tablet.tap("确定散会")
    tablet.page.wait_for_url(re.compile("minutes"))
    tablet.shoot(shots, "minutes-preview", whole=True)
    tablet.page.goto(f"{demo.base}/meetings/{number}/minutes")
    tablet.is_accessible()
    phone.page.goto(f"{demo.base}/meetings/{number}/room")
    phone.sees("已散会")


def _papers(tablet: Person, demo: Demo, shots: Path) -> None:
    """A summary of a meeting of the past, whose minutes are confirmed."""
    tablet.page.goto(f"{demo.base}/meetings/1/papers")
    tablet.is_accessible()
    tablet.page.locator("form:has(input[value=summary]) button").click()
    tablet.sees("看样和定稿")
    tablet.shoot(shots, "paper-draft", whole=True)
    tablet.is_accessible()
    tablet.tap("保存并定稿")
    tablet.sees("核验码")
    tablet.shoot(shots, "paper-confirmed", whole=True)


def _signature(tablet: Person, demo: Demo, shots: Path) -> None:
    """The chair signs with a finger."""
    tablet.page.goto(f"{demo.base}/meetings/1/minutes")
    tablet.page.get_by_role("button", name="签字和扫描件").click()
    tablet.page.get_by_label("签字").first.click()
    pad = tablet.page.locator("canvas.pad")
    pad.wait_for()
    place = pad.bounding_box()
    assert place
    tablet.page.mouse.move(place["x"] + 80, place["y"] + 60)
    tablet.page.mouse.down()
    for step in range(20):
        tablet.page.mouse.move(place["x"] + 80 + 15 * step, place["y"] + 60 + (90 if step % 2 else 0))
    tablet.page.mouse.up()
    tablet.shoot(shots, "signing", whole=True)
    tablet.is_accessible()
    size = tablet.page.viewport_size
    assert size
    tablet.page.set_viewport_size({"width": size["height"], "height": size["width"]})
    tablet.page.wait_for_timeout(200)
    tablet.tap("签好了")
    tablet.sees("已签 1 人")
    tablet.page.set_viewport_size(size)
    with sqlite3.connect(demo.folder / "yishi.db") as database:
        (strokes,) = database.execute("SELECT strokes FROM signature").fetchone()
    drawn = round(1000 * (80 + 15 * 19) / place["width"])
    assert abs(max(json.loads(strokes)[0][::2]) - drawn) <= 3, "turning the tablet keeps what was drawn"


def _book(tablet: Person, shots: Path) -> None:
    """The year's book, made in a process of its own while the page tells how far it is."""
    tablet.page.get_by_role("link", name="文书", exact=True).click()
    tablet.is_accessible()
    tablet.page.get_by_role("button", name="年度记录簿、归档").click()
    tablet.page.get_by_role("button", name=re.compile("会议记录簿")).first.click()
    tablet.page.get_by_role("button", name=re.compile("^下载")).wait_for(timeout=60_000)
    tablet.shoot(shots, "archive", whole=True)
    tablet.is_accessible()
