"""A 民主评议党员 of a branch of forty, from the first self-review to the confirmed grade and the printed summary.

One of each step is done in a browser by the person whose step it is; the others do the same over plain HTTP by the
rehearsal's own hands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from app import create_app
from blueprints.rehearsal import review as play
from blueprints.rehearsal.hall import PIN, Hall
from blueprints.rehearsal.server import stage
from tests.browser.people import PHONE, TABLET, Person, person
from tests.browser.test_election import sign_in


def quietly(_step: str) -> None:
    """Nobody listens."""


@dataclass
class Branch:
    """The forty with the devices used here: the secretary's tablet and phone, a member's phone, a passer-by's."""

    play: play.Play
    tablet: Person
    phone: Person
    passer: Person
    narrow: Person

    def at(self, rest: str = "") -> str:
        """An address of the review."""
        return f"{self.play.hall.base}{self.play.at(rest)}"

    @property
    def everybody(self) -> list[Person]:
        """All browsers."""
        return [self.tablet, self.phone, self.passer, self.narrow]


@pytest.fixture
def branch(chromium: Browser, own_folder: None) -> Iterator[Branch]:
    """Forty on the roster, the meeting convened, its review begun; the passer-by's phone runs no scripts."""
    with stage() as place:
        begun = play.prepare(Hall(place, create_app), place, quietly)
        passer = person(chromium, PHONE, scripts=False)
        made = Branch(begun, person(chromium, TABLET), person(chromium, PHONE), passer, person(chromium, PHONE))
        sign_in(made.tablet, begun.hall, 1, "135790")
        sign_in(made.narrow, begun.hall, 1, "135790")
        sign_in(made.phone, begun.hall, 2, PIN)
        yield made


def test_the_whole_way_from_the_self_review_to_the_confirmed_grade(branch: Branch, shots: Path) -> None:
    look_at_the_way(branch, shots)
    write(branch, shots)
    play.write_selves(branch.play, quietly, done=2)
    play.gather(branch.play, quietly)
    read(branch, shots)
    play.vote(branch.play, quietly)
    grade(branch, shots)
    post(branch, shots)
    play.days_pass(branch.play)
    confirm(branch, shots)
    play.tell_everybody(branch.play, quietly, done=2)
    play.confirm_minutes(branch.play, quietly)
    finish(branch, shots)
    for somebody in branch.everybody:
        assert somebody.complaints == []


def look_at_the_way(branch: Branch, shots: Path) -> None:
    tablet = branch.tablet
    tablet.page.goto(branch.at())
    tablet.sees("下一步：个人自评")
    tablet.is_accessible()
    tablet.shoot(shots, "review-way", whole=True)
    tablet.page.goto(branch.at("/people"))
    tablet.sees("被评议人 40 人")
    tablet.is_accessible()
    tablet.shoot(shots, "review-people")


def write(branch: Branch, shots: Path) -> None:
    """The member writes on the phone; the secretary types in one from paper, their own comes with it."""
    phone, tablet, own = branch.phone, branch.tablet, branch.play
    phone.page.goto(own.hall.base + "/my-meetings")
    phone.tap("写个人自评")
    phone.is_accessible()
    phone.page.get_by_role("button", name="提交").click()
    phone.sees("请填写个人自评")
    phone.page.get_by_label("内容").fill("李秀英自评：能完成组织交办的工作，学习还不够深入。")
    phone.shoot(shots, "self-review", whole=True)
    phone.page.get_by_role("button", name="提交").click()
    phone.sees("修改我的个人自评")
    phone.is_accessible()
    tablet.page.goto(f"{own.hall.base}/reviewed/{own.person('王建国')}/self-review")
    tablet.page.get_by_label("内容").fill("王建国自评：能完成组织交办的工作，学习还不够深入。")
    tablet.page.get_by_role("button", name="提交").click()


def read(branch: Branch, shots: Path) -> None:
    """On the meeting the member reads what everybody said."""
    phone = branch.phone
    phone.page.goto(branch.play.hall.base + "/my-meetings")
    phone.tap("看大家的个人自评")
    phone.sees("葛红自评")
    phone.is_accessible()
    phone.shoot(shots, "self-reviews")


def grade(branch: Branch, shots: Path) -> None:
    """Both tallies beside the grades; the count of the best moves with the choices, one too many is refused."""
    tablet, own = branch.tablet, branch.play
    tablet.page.goto(branch.at("/grades"))
    tablet.sees("群众")
    tablet.is_accessible()
    narrow = branch.narrow
    narrow.page.goto(branch.at("/grades"))
    narrow.is_accessible()
    narrow.shoot(shots, "review-grades-phone")
    for name in play.NAMES[:13]:
        tablet.page.locator(f"#grade_{own.person(name)}").select_option("优秀")
    tablet.sees("优秀 13 / 最多 12 人")
    tablet.shoot(shots, "review-grades")
    play.grade(own, quietly)
    tablet.page.goto(branch.at("/grades"))
    tablet.sees("已定格")
    tablet.is_accessible()


def post(branch: Branch, shots: Path) -> None:
    """Posted on the tablet; a passer-by reads it and objects twice, once without words."""
    tablet, passer, own = branch.tablet, branch.passer, branch.play
    tablet.page.goto(branch.at("/posting"))
    tablet.is_accessible()
    tablet.tap("开始公示")
    tablet.sees("正在公示")
    tablet.tap("起草张贴用的公示")
    tablet.sees("看样和定稿")
    tablet.page.get_by_role("button", name="定稿").click()
    tablet.sees("核验码")
    passer.page.goto(own.hall.base + own.link())
    passer.sees("优秀 12 人")
    passer.shoot(shots, "review-posting", whole=True)
    passer.page.get_by_label("异议").fill("蒋志远很少参加志愿服务。")
    passer.page.get_by_role("button", name="提交异议").dblclick()
    passer.sees("异议已经收到")
    tablet.page.goto(branch.at("/posting"))
    tablet.sees("异议 1 件")
    tablet.tap("处理这件异议")
    tablet.page.get_by_label("核实情况和处理意见").fill("经核实，情况不实。")
    tablet.page.get_by_role("button", name="登记处理结果").click()
    tablet.sees("处理：经核实，情况不实。")
    tablet.is_accessible()
    tablet.shoot(shots, "review-objections", whole=True)


def confirm(branch: Branch, shots: Path) -> None:
    """The member and the secretary read their own grade and confirm."""
    own = branch.play
    branch.phone.page.goto(own.hall.base + "/my-meetings")
    branch.phone.tap("确认评定意见")
    branch.tablet.page.goto(f"{own.hall.base}/reviewed/{own.person('王建国')}/grade")
    branch.phone.is_accessible()
    branch.phone.shoot(shots, "review-grade", whole=True)
    for somebody in (branch.phone, branch.tablet):
        somebody.tap("已知悉")
        somebody.sees("本人确认已知悉")


def finish(branch: Branch, shots: Path) -> None:
    """What follows for who was graded worst stands on the page; the summary is printed from the rows."""
    tablet = branch.tablet
    tablet.page.goto(branch.at("/after"))
    tablet.sees("不会自动产生任何处置")
    tablet.is_accessible()
    tablet.shoot(shots, "review-after", whole=True)
    for place in ("", "/people", "/grades", "/posting", "/after", "/self-reviews"):
        branch.narrow.page.goto(branch.at(place))
        branch.narrow.is_accessible()
    pdf = tablet.page.request.get(branch.at("/summary.pdf")).body()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    text = "".join(text.split())
    for words in ("民主评议汇总表", "发出39张", "发出8张", "最多12人", "本人确认"):
        assert words in text, text
