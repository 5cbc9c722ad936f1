"""No scripts, no network, a double tap, the back button, big type, two tablets."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.people import NAMES, PHONE, TABLET, Demo, Person, person, tap_in


def test_everything_works_without_scripts(chromium: Browser, demo: Demo, shots: Path) -> None:
    tablet, phone = (person(chromium, size, scripts=False) for size in (TABLET, PHONE))
    phone.begin(demo.link("李秀英"))
    phone.tap("请假")
    phone.page.fill("input[name=reason]", "住院")
    phone.tap("提交请假")
    phone.sees("您的回复：请假待批")
    tablet.begin(demo.link("王建国"))
    _open_session(tablet)
    tablet.page.fill("textarea[name=notes]", "没有脚本也能记录。")
    tablet.tap("保存")
    tablet.sees("没有脚本也能记录。")
    tablet.shoot(shots, "console-without-scripts")
    _propose(tablet, "无记名投票", "同意该方案")
    chair = person(chromium, PHONE, scripts=False)
    chair.page.context.add_cookies(tablet.page.context.cookies())
    chair.page.goto(re.sub("console", "room", tablet.page.url))
    chair.page.get_by_text("弃权", exact=True).click()
    chair.tap("下一步：核对")
    expect(
        chair.page.get_by_role("button", name="投出这一票")
    ).to_be_visible()  # leaving a page half loaded breaks the browser
    chair.page.go_back()
    chair.page.get_by_text("赞成", exact=True).first.click()
    chair.tap("下一步：核对")
    chair.tap("投出这一票")
    chair.sees("回执号")
    tablet.page.reload()
    tablet.sees("已投 1 人")


def test_notes_outlive_a_dead_network(chromium: Browser, demo: Demo) -> None:
    tablet = person(chromium, TABLET)
    tablet.begin(demo.link("王建国"))
    _open_session(tablet)
    tablet.page.fill("textarea[name=notes]", "第一段。")
    tablet.sees("已自动保存")
    tablet.page.context.set_offline(True)
    tablet.page.fill("textarea[name=notes]", "第一段。\n断网时写的第二段。")
    tablet.sees("连接中断，内容已暂存在本机")
    tablet.page.context.set_offline(False)
    expect(tablet.page.locator("[id^=saved-]")).to_contain_text("已自动保存", timeout=15_000)
    other = person(chromium, TABLET)
    other.page.context.add_cookies(tablet.page.context.cookies())
    other.page.goto(tablet.page.url)
    expect(other.page.locator("textarea[name=notes]")).to_have_value("第一段。\n断网时写的第二段。")


def test_a_tablet_that_died_offline_finds_its_notes_again(chromium: Browser, demo: Demo) -> None:
    tablet = person(chromium, TABLET)
    tablet.begin(demo.link("王建国"))
    _open_session(tablet)
    tablet.page.route("**/notes", lambda route: route.abort())
    tablet.page.fill("textarea[name=notes]", "还没有送到的内容。")
    tablet.sees("连接中断")
    tablet.page.unroute("**/notes")
    tablet.page.reload()
    expect(tablet.page.locator("textarea[name=notes]")).to_have_value("还没有送到的内容。")
    expect(tablet.page.locator("[id^=saved-]")).to_contain_text("已自动保存", timeout=15_000)


def test_two_tablets_see_each_others_moves(chromium: Browser, demo: Demo) -> None:
    first, second = (person(chromium, TABLET) for _ in range(2))
    first.begin(demo.link("王建国"))
    _open_session(first)
    second.page.context.add_cookies(first.page.context.cookies())
    second.page.goto(first.page.url)
    first.tap("下一项议题")
    second.sees("第 2 项")
    second.tap("下一项议题")
    first.sees("第 3 项")
    assert first.complaints == second.complaints == []


def test_big_type_fits_and_stays_accessible(chromium: Browser, demo: Demo, shots: Path) -> None:
    phone = person(chromium, PHONE)
    phone.begin(demo.link("李秀英"))
    phone.tap("大字版")
    expect(phone.page.locator("html")).to_have_attribute("data-type", "large")
    phone.shoot(shots, "phone-large")
    phone.is_accessible()


def test_a_second_tap_on_the_roll_does_nothing(chromium: Browser, demo: Demo, shots: Path) -> None:
    tablet, kiosk = _with_booth(chromium, demo)
    place = tablet.page.locator(".voters li", has_text="陈桂兰").bounding_box()
    _twice(tablet, "button[aria-label='请进投票间：陈桂兰']")
    tablet.sees("陈桂兰正在投票间")
    assert tablet.page.locator(".voters li", has_text="陈桂兰").bounding_box() == place
    tablet.sees("纸质票发出 0 张")
    _twice(tablet, "button[aria-label='发纸质票：王建国']")
    tablet.sees("纸质票发出 1 张")
    tablet.sees("作废重领 0 张")
    tablet.page.locator("summary[aria-label='换票、退票：王建国']").click()
    tablet.is_accessible()
    tablet.shoot(shots, "roll-held")
    tablet.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    tablet.is_accessible()
    tablet.shoot(shots, "roll-held-phone")
    tablet.page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
    _twice(tablet, "button[aria-label='作废重领：王建国']")
    tablet.sees("作废重领 1 张")
    field, button = (tablet.page.locator(f".wide-find {one}").bounding_box() for one in ("#who", "button"))
    assert field
    assert button
    assert (field["y"], field["height"]) == (button["y"], button["height"])
    assert tablet.complaints == kiosk.complaints == []


def test_back_from_the_booth_leads_to_the_booth_in_big_type(chromium: Browser, demo: Demo, shots: Path) -> None:
    tablet, kiosk = _with_booth(chromium, demo)
    size = "getComputedStyle(document.documentElement).fontSize"
    assert kiosk.page.evaluate(size) == "20px"
    assert tablet.page.evaluate(size) == "16px"
    tablet.page.locator("button[aria-label='请进投票间：陈桂兰']").click()
    kiosk.sees("陈桂兰同志，请投票")
    kiosk.page.get_by_text("赞成", exact=True).first.click()
    kiosk.shoot(shots, "booth-paper")
    kiosk.tap("下一步：核对")
    kiosk.tap("投出这一票")
    kiosk.sees("60 秒后自动返回")
    kiosk.is_accessible()
    kiosk.shoot(shots, "booth-receipt")
    for _ in range(2):
        kiosk.page.go_back()
        kiosk.sees("请等候监票人叫号")
        assert kiosk.page.url.endswith("/booth")


def _with_booth(chromium: Browser, demo: Demo) -> tuple[Person, Person]:
    """The tellers' roll of an open secret vote, and a second tablet that is the booth."""
    tablet, kiosk = (person(chromium, TABLET) for _ in range(2))
    tablet.begin(demo.link("王建国"))
    _open_session(tablet)
    meeting = re.sub("/console.*", "", tablet.page.url)
    _propose(tablet, "无记名投票", "同意该方案")
    tablet.sees("已投 0 人")
    kiosk.page.context.add_cookies(tablet.page.context.cookies())
    kiosk.page.goto(f"{meeting}/console")
    kiosk.page.goto(f"{meeting}/booth")
    kiosk.tap("设为投票间")
    kiosk.sees("请等候监票人叫号")
    tablet.page.get_by_role("link", name=re.compile("发纸质票")).first.click()
    tablet.sees("投票间空着")
    return tablet, kiosk


def _twice(tablet: Person, where: str) -> None:
    """Two taps on the same spot of the screen, 350 ms apart."""
    button = tablet.page.locator(where)
    button.scroll_into_view_if_needed()
    tablet.page.wait_for_timeout(800)
    box = button.bounding_box()
    assert box
    for wait in (350, 600):
        tablet.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        tablet.page.wait_for_timeout(wait)


def _open_session(tablet: Person) -> None:
    """Check everybody needed in and take up the first item."""
    tablet.page.get_by_role("link", name=re.compile("支部党员大会（20..年第.季度）")).first.click()
    tablet.tap("开始签到")
    tablet.page.wait_for_url(re.compile("console"))
    for name in NAMES[:12]:
        tap_in(tablet, name)
    tablet.tap("宣布开会")
    tablet.tap("开始第一项议题")
    tablet.sees("第 1 项")


def _propose(tablet: Person, method: str, motion: str) -> None:
    tablet.tap("提请表决")
    tablet.page.fill("#motion", motion)
    tablet.page.get_by_text(method).click()
    tablet.page.locator("main form button").click()
    tablet.tap("开始表决")
