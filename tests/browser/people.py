"""Who holds which device in a browser test, and what they do with it."""

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TABLET = (1180, 820)
PHONE = (390, 844)
HALL = (1920, 1080)

#: The first nineteen on the sample branch's roll who come; the last is probationary.
NAMES = (
    "王建国",
    "李秀英",
    "欧阳明",
    "陈桂兰",
    "赵文",
    "孙丽华",
    "刘洋",
    "吴淑珍",
    "郑国庆",
    "冯玉梅",
    "蒋志远",
    "沈静",
    "韩德福",
    "杨柳",
    "朱海涛",
    "秦晓燕",
    "许振华",
    "何美玲",
    "周强",
)


@dataclass
class Demo:
    """The running sample community."""

    base: str
    links: dict[str, str]
    folder: Path

    def link(self, name: str) -> str:
        """The card of somebody whose link is printed at the start."""
        return next(link for who, link in self.links.items() if who.endswith(name))


@dataclass
class Person:
    """Somebody with a device; whatever the browser complains of is kept."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def begin(self, card: str) -> None:
        """Scan the card and set a PIN."""
        self.page.goto(card)
        self.page.fill("#pin", "246813")
        self.page.fill("#again", "246813")
        self.page.locator("main button").click()
        self.page.wait_for_url(re.compile(r"meetings"))

    def tap(self, words: str) -> None:
        """Tap the button or link with these words."""
        self.page.locator("button:visible, a:visible, summary:visible").get_by_text(words, exact=True).first.click()

    def sees(self, words: str) -> None:
        """The words are on the page, or come within ten seconds."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=10_000)

    def shoot(self, folder: Path, name: str, whole: bool = False) -> None:
        """Keep what is on the screen, where pictures were asked for (`make screenshots`)."""
        self.page.wait_for_timeout(200)
        if not os.environ.get("SCREENSHOTS"):
            return
        self.page.screenshot(path=folder / f"{name}.png", full_page=whole)

    def is_accessible(self) -> None:
        """axe finds nothing against WCAG 2.2 AA, and nothing is wider than the screen."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})")
        faults = [(one["id"], one["nodes"][0]["html"][:160]) for one in found["violations"]]
        assert not faults, json.dumps(faults, ensure_ascii=False, indent=1)
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{self.page.url} is {over}px wider than the screen"


def person(browser: Browser, size: tuple[int, int], scripts: bool = True) -> Person:
    """Somebody with a device of that size."""
    width, height = size
    # CSP forbids evaluated scripts, axe is one: the rule itself is tested on the answers' headers.
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=scripts, bypass_csp=scripts, locale="zh-CN"
    )
    somebody = Person(context.new_page())
    somebody.page.on("pageerror", lambda error: somebody.complaints.append(str(error)))
    # A refusal is an answer with status 422; the browser notes it, and the page says why.
    somebody.page.on(
        "console",
        lambda said: (
            somebody.complaints.append(f"{said.text} {said.location}")
            if said.type == "error" and "422" not in said.text
            else None
        ),
    )
    return somebody


def tap_in(tablet: Person, name: str) -> None:
    """The secretary's tap for somebody without a phone."""
    line = tablet.page.locator("#roll li", has_text=name)
    line.get_by_role("button", name="签到").click()
    expect(line).to_contain_text("代签")
