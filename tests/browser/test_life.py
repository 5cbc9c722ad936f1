"""A 民主生活会 of a committee of seven with forty anonymous opinions, from the plan to the printed 情况报告.

One of each step is done in a browser by the person whose step it is; the others do the same over plain HTTP by the
rehearsal's own hands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from app import create_app
from blueprints.rehearsal import life as play
from blueprints.rehearsal import opinions, people
from blueprints.rehearsal.founding import enter_roster, first_visit
from blueprints.rehearsal.hall import PIN, Hall
from blueprints.rehearsal.server import stage
from blueprints.shared import clock
from tests.browser.people import PHONE, TABLET, Person, person
from tests.browser.test_election import sign_in


def quietly(_step: str) -> None:
    """Nobody listens."""


@dataclass
class Committee:
    """The seven with the devices that are used here: the secretary's tablet, two phones, a resident's."""

    hall: Hall
    life: int
    tablet: Person
    organiser: Person
    publicist: Person
    resident: Person

    def at(self, rest: str = "") -> str:
        """An address of the life meeting."""
        return f"{self.hall.base}/lives/{self.life}{rest}"

    @property
    def everybody(self) -> list[Person]:
        """All browsers."""
        return [self.tablet, self.organiser, self.publicist, self.resident]


@pytest.fixture
def committee(chromium: Browser, own_folder: None) -> Iterator[Committee]:
    """Seven in their offices, the meeting planned, its theme reported."""
    with stage() as place:
        hall = Hall(place, create_app)
        roster = people.roster(people.FIRST, clock.today())
        first_visit(hall, place, quietly)
        enter_roster(hall, [roster[number] for number in play.CAST], quietly, set(play.COMMITTEE))
        play.appoint(hall, quietly)
        life = play.plan(hall, quietly)
        devices = [person(chromium, size) for size in (TABLET, PHONE, PHONE, PHONE)]
        made = Committee(hall, life, *devices)
        for somebody, number in ((made.tablet, 1), (made.organiser, 2), (made.publicist, 3)):
            sign_in(somebody, hall, number, "135790" if number == 1 else PIN)
        yield made


def test_the_whole_way_from_the_plan_to_the_printed_report(committee: Committee, shots: Path) -> None:
    hall, life = committee.hall, committee.life
    look_at_the_way(committee, shots)
    play.study(hall, life, quietly)
    give_an_opinion(committee, shots)
    collection = opinions.collect(hall, quietly, done=1)
    talk(committee, shots)
    play.hold_talks(hall, life, quietly, done=1)
    play.hand_in_outlines(hall, life, quietly)
    hand_on(committee, collection, shots)
    play.gather(hall, quietly)
    play.hold(hall, life, quietly)
    speak(committee, shots)
    play.confirm_minutes(hall, quietly)
    play.follow(hall, life, quietly)
    report(committee, shots)
    for somebody in committee.everybody:
        assert somebody.complaints == []


def look_at_the_way(committee: Committee, shots: Path) -> None:
    tablet = committee.tablet
    tablet.page.goto(committee.at())
    tablet.sees("下一步：通知参会人员")
    tablet.is_accessible()
    tablet.shoot(shots, "life-way", whole=True)


def give_an_opinion(committee: Committee, shots: Path) -> None:
    """The secretary opens the collection; somebody who is not signed in fills the form, and taps twice."""
    hall, tablet, phone = committee.hall, committee.tablet, committee.resident
    tablet.page.goto(hall.base + hall.at("/collection"))
    tablet.page.fill("#until", clock.today().isoformat())
    tablet.tap("开始征求意见")
    tablet.sees("任何人都看不到意见的内容")
    tablet.is_accessible()
    phone.page.goto(hall.base + hall.collection_link())
    phone.sees("不记名")
    phone.is_accessible()
    phone.shoot(shots, "opinion-form", whole=True)
    phone.page.get_by_label("群众").check()
    phone.page.locator("textarea").first.fill("意见第1条：三号楼的路灯坏了两个月。")
    phone.page.get_by_role("button", name="提交意见").dblclick()
    phone.sees("意见已提交")
    phone.page.go_back()
    tablet.page.reload()
    tablet.sees("收回 1 份")


def talk(committee: Committee, shots: Path) -> None:
    """The first two talk: the secretary writes on the tablet, both confirm, the third finds nothing there."""
    hall, tablet, phone = committee.hall, committee.tablet, committee.organiser
    tablet.page.goto(committee.at("/talks"))
    tablet.is_accessible()
    tablet.page.select_option("#talker_id", label="王建国（书记）")
    tablet.page.select_option("#partner_id", str(hall.member("李秀英")))
    tablet.tap("登记")
    tablet.tap("王建国与李秀英")
    tablet.page.fill("#begins_at", clock.local(clock.now()).strftime("%Y-%m-%dT%H:%M"))
    tablet.page.fill("#problems", "同外出党员联系少。")
    tablet.tap("保存")
    tablet.tap("确认内容属实")
    tablet.sees("王建国已确认")
    phone.page.goto(hall.base + "/my-meetings")
    phone.tap("确认谈心谈话记录")
    phone.is_accessible()
    phone.shoot(shots, "talk", whole=True)
    phone.tap("确认内容属实")
    phone.sees("双方已确认")
    address = phone.page.url
    # The browser notes the refusal in its own time: it is waited for, so that nothing else is swept away with it.
    with committee.publicist.page.expect_console_message(lambda said: "404" in said.text):
        committee.publicist.page.goto(address)
    committee.publicist.sees("没有找到这个页面")
    assert len(committee.publicist.complaints) == 1
    committee.publicist.complaints.clear()


def hand_on(committee: Committee, collection: int, shots: Path) -> None:
    """Closed by hand; what is about the secretary is hidden from them; handed on, everybody reads their own."""
    tablet, phone, hall = committee.tablet, committee.organiser, committee.hall
    tablet.page.goto(hall.base + hall.at("/collection"))
    tablet.tap("截止征求")
    tablet.tap("确定截止")
    tablet.sees("其中对您本人的意见")
    tablet.is_accessible()
    card = tablet.page.locator(".said-list > li").first
    card.get_by_label("类别").fill("为民服务")
    card.get_by_label("处理意见").fill("转物业三日内修复")
    card.get_by_role("button", name="保存").click()
    tablet.sees("转物业三日内修复")
    tablet.shoot(shots, "opinions-sorted", whole=True)
    opinions.hand_on(hall, collection, quietly, closed=True)
    phone.page.goto(f"{hall.base}/collections/{collection}/mine")
    phone.sees("对您的意见")
    phone.is_accessible()


def speak(committee: Committee, shots: Path) -> None:
    """One more criticism is written down on the tablet, in the hall; what stands in another's form stays there."""
    hall, tablet = committee.hall, committee.tablet
    tablet.page.goto(hall.base + hall.at("/console"))
    tablet.tap("逐人发言记录")
    turn = tablet.page.locator(f"#turn-{hall.turn(committee.life, '王建国')}")
    turn.locator("summary").first.click()
    turn.get_by_label("批评人").select_option(str(hall.member("欧阳明")))
    turn.get_by_label("批评意见").fill("会前材料发得晚。")
    other = tablet.page.locator(f"#turn-{hall.turn(committee.life, '李秀英')}")
    other.locator("summary").first.click()
    other.get_by_label("表态").fill("今后每月走访一次。")
    turn.get_by_role("button", name="添加批评意见").click()
    expect(turn).to_contain_text("欧阳明")
    expect(other.get_by_label("表态")).to_have_value("今后每月走访一次。")
    expect(other).to_contain_text("还没有保存的内容")
    tablet.is_accessible()
    tablet.shoot(shots, "life-hold", whole=True)


def report(committee: Committee, shots: Path) -> None:
    """What is missing is named; after the briefing the report is begun, confirmed, printed from the record."""
    tablet = committee.tablet
    tablet.page.goto(committee.at("/after"))
    tablet.sees("还没有通报查摆的问题和整改措施")
    tablet.tap("起草情况报告")
    tablet.sees("请先补上")
    tablet.is_accessible()
    tablet.shoot(shots, "life-after", whole=True)
    tablet.page.get_by_label("本组织党员").check()
    tablet.page.get_by_role("button", name="通报").first.click()
    tablet.sees("已通报")
    tablet.tap("起草情况报告")
    tablet.sees("取自会议记录")
    tablet.page.get_by_role("button", name="定稿").click()
    tablet.sees("核验码")
    pdf = tablet.page.request.get(f"{tablet.page.url}/paper.pdf").body()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")
    for words in (
        "共征求到意见和建议42条",
        "开展谈心谈话21次",
        "应到7人，实到6人",
        "6人作自我批评",
        "相互提出批评意见7条",
    ):
        assert words in text, text
