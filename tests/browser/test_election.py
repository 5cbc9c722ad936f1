"""A 差额选举 of five seats, seven candidates: forty electors on phones, in the booth and on paper, a tie, a run-off.

What only prepares, and electors who would all do the same, go over plain HTTP by the rehearsal's own hands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app import create_app
from ballots.verify import verify
from blueprints.rehearsal import ballots, electors
from blueprints.rehearsal.election import hold_tie_vote, prepare, set_up_booth
from blueprints.rehearsal.hall import PIN, Hall
from blueprints.rehearsal.server import stage
from tests.browser.people import HALL, PHONE, TABLET, Person, person


@dataclass
class Room:
    """The hall of the election with everybody's browser."""

    hall: Hall
    race: int
    tablet: Person
    kiosk: Person
    screen: Person
    phone: Person
    tellers: list[Person]
    poll: int = 0

    def at(self, rest: str = "") -> str:
        """An address of the vote."""
        return f"{self.hall.base}/polls/{self.poll}{rest}"

    @property
    def everybody(self) -> list[Person]:
        """All browsers."""
        return [self.tablet, self.kiosk, self.screen, self.phone, *self.tellers]


@pytest.fixture
def room(chromium: Browser, own_folder: None) -> Iterator[Room]:
    """Forty electors in the hall, three approved tellers, seven candidates in order."""
    with stage() as place:
        hall = Hall(place, create_app)
        race = prepare(hall, place, lambda step: None)
        devices = [person(chromium, size) for size in (TABLET, TABLET, HALL, PHONE, PHONE, PHONE, PHONE)]
        made = Room(hall, race, devices[0], devices[1], devices[2], devices[3], devices[4:])
        for somebody, number in ((made.tablet, 1), (made.kiosk, 1), (made.screen, 1), (made.phone, 9)):
            sign_in(somebody, hall, number, "135790" if number == 1 else PIN)
        for somebody, number in zip(made.tellers, (38, 39, 40), strict=True):
            sign_in(somebody, hall, number, PIN)
        yield made


def sign_in(somebody: Person, hall: Hall, number: int, pin: str) -> None:
    somebody.page.goto(hall.base + "/sign-in")
    somebody.page.fill("#phone", f"1390000{number:04}")
    somebody.page.fill("#pin", pin)
    somebody.page.locator("main form button").first.click()
    somebody.page.wait_for_url(lambda url: "sign-in" not in url)


def test_an_election_on_three_ways_with_a_tie_and_a_run_off(room: Room, shots: Path, tmp_path: Path) -> None:
    hall, tablet = room.hall, room.tablet
    put_to_the_vote(room, shots)
    codes = hand_out(room, shots)
    tablet.page.goto(room.at())
    tablet.tap("开始表决")
    tablet.sees("已投 0 人，共 40 人")
    room.screen.page.goto(f"{hall.base}/meetings/{hall.meeting}/screen")
    vote = ballots.of_hall(hall, room.poll, electors.first_choice, electors.WRITTEN)
    receipt = vote_on_the_phone(room, vote, shots)
    for number in electors.ON_PHONES:
        if number != 8:
            ballots.by_phone(vote, number)
    vote_in_the_booth(room, vote, shots)
    vote_on_paper(room, vote, shots)
    close_and_open(room, codes, shots)
    tablet.sees("票数相等")
    tablet.is_accessible()
    tablet.shoot(shots, "election-counted", whole=True)
    tablet.tap("宣布结果")
    room.screen.sees("当选")
    room.screen.shoot(shots, "screen-election")
    tablet.page.goto(room.at())
    expect(tablet.page.locator("body")).to_contain_text(receipt)
    published = hall.tablet.get(f"/polls/{room.poll}/ballots.zip").body
    assert verify(published).published.box_count == 40
    hold_tie_vote(hall, room.race, set_up_booth(hall), tmp_path, lambda step: None)
    assert verify((tmp_path / "ballots-run-off.zip").read_bytes()).published.box_count == 40
    tablet.page.goto(f"{hall.base}/races/{room.race}")
    for name in (*electors.SURE, electors.TIED[0]):
        expect(tablet.page.locator("main")).to_contain_text(name)
    tablet.is_accessible()
    tablet.shoot(shots, "election-filled", whole=True)
    for somebody in room.everybody:
        assert somebody.complaints == []


def put_to_the_vote(room: Room, shots: Path) -> None:
    hall, tablet = room.hall, room.tablet
    hall.tablet.post(hall.tablet.get(hall.at("/console")), f"/items/{hall.item(1)}/start")
    tablet.page.goto(f"{hall.base}/races/{room.race}")
    tablet.is_accessible()
    tablet.shoot(shots, "election-candidates", whole=True)
    tablet.page.locator(f"form[action$='/races/{room.race}/vote'] button").click()
    tablet.page.wait_for_load_state()
    room.poll = hall.poll()
    tablet.page.goto(room.at())
    tablet.sees("请先发放开箱码")
    tablet.is_accessible()
    tablet.tap("发放开箱码")
    tablet.sees("还没有核对的")


def hand_out(room: Room, shots: Path) -> list[str]:
    """Each teller copies the code from the own phone and types it back."""
    codes = []
    for at, teller in enumerate(room.tellers):
        teller.page.goto(room.at("/watch"))
        codes.append(teller.page.locator("[data-code]").inner_text().strip())
        if not at:
            teller.is_accessible()
            teller.shoot(shots, "teller-code")
        teller.page.fill("#code", codes[-1].replace("-", " ").lower())
        teller.tap("核对")
        teller.sees("开箱码已")
    assert len(set(codes)) == 3
    return codes


def mark(somebody: Person, vote: ballots.Vote, number: int) -> None:
    """Fill the paper in as that elector does, by taps."""
    for field, value in vote.marks(number).items():
        if field.startswith("line_") and value != "c":
            somebody.page.locator(f"label.choice:has(input[name={field}][value={value}])").click()


def vote_on_the_phone(room: Room, vote: ballots.Vote, shots: Path) -> str:
    phone = room.phone
    phone.page.goto(f"{room.hall.base}/meetings/{room.hall.meeting}/room")
    phone.sees("应选 5 人")
    mark(phone, vote, 8)
    phone.is_accessible()
    phone.shoot(shots, "phone-election", whole=True)
    phone.tap("下一步：核对")
    phone.sees("您选了 5人")
    phone.is_accessible()
    phone.shoot(shots, "phone-election-confirm", whole=True)
    phone.page.get_by_role("button", name="投出这一票").dblclick()
    phone.sees("您的回执号")
    return phone.page.locator("h2.figure").inner_text()


def vote_in_the_booth(room: Room, vote: ballots.Vote, shots: Path) -> None:
    """The tablet forgets each voter: nothing in page, storage or behind the back button."""
    kiosk, hall = room.kiosk, room.hall
    kiosk.page.goto(f"{hall.base}/meetings/{hall.meeting}/booth")
    kiosk.page.locator("main form button").first.click()
    kiosk.sees("请等候")
    kiosk.is_accessible()
    for number in electors.IN_BOOTH:
        name = electors.NAMES[number]
        room.tablet.page.goto(room.at("/paper"))
        room.tablet.page.locator(f"#admit-{hall.line(name)}").click()
        kiosk.sees(f"{name}同志，请投票")
        mark(kiosk, vote, number)
        if number == electors.IN_BOOTH[0]:
            kiosk.is_accessible()
            kiosk.shoot(shots, "booth", whole=True)
        kiosk.tap("下一步：核对")
        kiosk.sees("请核对您的选择")
        kiosk.tap("投出这一票")
        kiosk.sees("已投票，谢谢")
        kiosk.tap("我记好了")
        expect(kiosk.page.locator("#booth")).not_to_contain_text(name)
    kept = kiosk.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert kept == "[{},{}]"
    kiosk.page.go_back()
    kiosk.sees("请等候监票人叫号")
    expect(kiosk.page.locator("body")).not_to_contain_text("请核对您的选择")
    expect(kiosk.page.locator("body")).not_to_contain_text(electors.NAMES[electors.IN_BOOTH[-1]])
    kiosk.page.goto("about:blank")  # the run-off makes another tablet the booth, which would end this one


def vote_on_paper(room: Room, vote: ballots.Vote, shots: Path) -> None:
    """Slips given out on the tablet, typed in piles by two tellers, one of them here by taps."""
    tablet, teller, hall = room.tablet, room.tellers[0], room.hall
    for number in electors.ON_PAPER:
        tablet.page.goto(room.at("/paper"))
        if number == electors.ON_PAPER[0]:
            tablet.is_accessible()
            tablet.shoot(shots, "election-paper", whole=True)
        tablet.page.locator(f"#issue-{hall.line(electors.NAMES[number])}").click()
        tablet.page.wait_for_load_state()
    piles = ballots.heap(vote)
    for pile, count in piles.items():
        teller.page.goto(room.at("/slips"))
        for field, value in dict(pile).items():
            if field.startswith("line_") and value != "c":
                teller.page.locator(f"label.choice:has(input[name={field}][value={value}])").click()
            if field.startswith("written"):
                teller.page.get_by_text("另选他人", exact=True).first.click()
                teller.page.fill(f"input[name={field}]", value)
        teller.page.fill("#count", str(count))
        teller.tap("加上这一堆")
        teller.sees(f"{count} 张")
    teller.is_accessible()
    teller.shoot(shots, "teller-slips", whole=True)
    teller.page.get_by_role("button", name=re.compile("录完了")).click()
    ballots.type_heap(vote, hall.phones[electors.TELLERS[1]], piles)
    tablet.page.goto(room.at())
    tablet.sees("已投 40 人，共 40 人")


def close_and_open(room: Room, codes: list[str], shots: Path) -> None:
    """The root is noted; one teller's phone has kept the code, another types it."""
    tablet = room.tablet
    tablet.tap("截止投票")
    tablet.sees("封存码")
    room.screen.sees("封存码")
    room.screen.shoot(shots, "screen-root")
    first, last = room.tellers[0], room.tellers[2]
    first.page.goto(room.at("/watch"))
    first.sees("您的开箱码保存在这台手机上")
    expect(first.page.locator("#code")).to_have_value(codes[0])
    first.page.check("#noted")
    first.is_accessible()
    first.shoot(shots, "teller-open", whole=True)
    first.tap("开箱")
    first.sees("已收到 1 个")
    last.page.goto(room.at("/watch"))
    last.page.fill("#code", codes[2])
    last.page.check("#noted")
    last.tap("开箱")
    last.sees("票箱已打开，已计票")
    tablet.page.goto(room.at())
