"""征求意见 in a rehearsal: forty forms by the open link, two on paper, handed on in their own words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from blueprints.rehearsal.hall import Hall, check
from blueprints.rehearsal.web import Phone
from blueprints.shared.clock import today

Tell = Callable[[str], None]

FORMS = 40


def collect(hall: Hall, tell: Tell, done: int = 0) -> int:
    """Open, forty forms but the first `done`, one of them twice, two from paper; nobody reads anything meanwhile."""
    tablet, at = hall.tablet, hall.at("/collection")
    if not done:
        tablet.post(tablet.get(at), at, 422, until=(today() + timedelta(days=30)).isoformat())
        tablet.post(tablet.get(at), at, until=today().isoformat())
    collection = hall.newest("collection")
    link, subjects = hall.collection_link(), hall.subjects(collection)
    anybody = Phone(hall.base)
    anybody.post(anybody.get(link), link, 422, source="masses")
    for number in range(done, FORMS):
        _give(anybody, link, subjects, number)
    _from_paper(hall, collection, subjects)
    page = tablet.get(at)
    check("收回 42 份" in page.text and "意见第" not in page.text, "截止以前只有份数，没有内容")
    tell("40人用链接、2人用纸质表填写，重复提交只算一份；截止以前谁也看不到内容")
    return collection


def _give(anybody: Phone, link: str, subjects: list[int], number: int) -> None:
    page = anybody.get(link)
    about = subjects[number % len(subjects)]
    told: dict[str, Any] = {
        "source": ("members", "masses", "units")[number % 3],
        f"text_{about}": f"意见第{number + 1}条：答复要快。",
    }
    anybody.post(page, link, **told)
    if number == FORMS - 1:
        anybody.post(page, link, **told)


def _from_paper(hall: Hall, collection: int, subjects: list[int]) -> None:
    tablet, at = hall.tablet, f"/collections/{collection}"
    tablet.post(tablet.get(hall.at("/collection")), "/issued", issued=5)
    for number in (41, 42):
        page = tablet.get(f"{at}/paper")
        told: dict[str, Any] = {f"text_{subjects[0]}": f"意见第{number}条：路灯坏了没人修。"}
        tablet.post(page, "/paper", source="masses", **told)


def hand_on(hall: Hall, collection: int, tell: Tell, closed: bool = False) -> None:
    """Close, sort, hand on: each reads what was said of them, nobody before."""
    tablet, at = hall.tablet, hall.at("/collection")
    mine, secretary = f"/collections/{collection}/mine", hall.phones["王建国"]
    if not closed:
        tablet.post(tablet.get(at), "/close")
    page = secretary.get(at)
    check("对您本人的意见" in page.text, "书记本人的意见在反馈以前不给他看")
    check("还没有反馈" in hall.phones["李秀英"].get(mine).text, "反馈以前本人看不到")
    _sort(hall, at)
    tablet.post(tablet.get(at), "/release")
    _sort(hall, at)
    check("意见第" in hall.phones["李秀英"].get(mine).text, "反馈以后本人应能看到对自己的意见")
    check("没有归类" not in tablet.get(at).text, "意见都应归类")
    tell("截止、归类、反馈：本人的意见反馈以后才看到，原话不能改")


def _sort(hall: Hall, at: str) -> None:
    tablet = hall.tablet
    page = tablet.get(at)
    for sheet in page.forms("/sort"):
        if not sheet.values["theme"]:
            tablet.send(page, sheet, theme="为民服务", handling="列入整改清单")
