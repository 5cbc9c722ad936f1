"""Documents that tests begin with."""

from dataclasses import replace
from datetime import date

from bs4 import Tag

from blueprints.documents.kinds.announcement import Objections
from blueprints.documents.kinds.letter import Chapter, Part
from blueprints.papers import queries, service
from tests.browse import Page
from tests.features.minutes.make_minutes import confirmed
from tests.make import Community, act


def the_resolution(house: Community) -> int:
    """A resolution on the second vote of a meeting whose minutes are confirmed."""
    meeting, _ = confirmed(house)
    return service.begin(act(house.secretary), "resolution", house.branch, meeting, "vote:1")


def wanted(house: Community, kind: str) -> int:
    """A document of that kind, as it is begun."""
    if kind != "summary":
        return service.begin(act(house.secretary), kind, house.branch)
    meeting, _ = confirmed(house)
    return service.begin(act(house.secretary), kind, house.branch, meeting)


def a_report(house: Community) -> int:
    """A report to the superior with chapters, saved once and ready to be confirmed."""
    paper = service.begin(act(house.secretary), "report_up", house.branch)
    chapter = Chapter(title="基本情况", parts=(Part(title="班子", paragraphs=("班子健全。",)),))
    page = replace(
        queries.page_of(queries.paper(paper)),
        title="关于工作情况的报告",
        subject="今年工作已经完成",
        chapters=(chapter,),
    )
    service.save(act(house.secretary), paper, 0, page)
    return paper


def a_posting(house: Community, **changes: object) -> int:
    """A 公示 of five working days with whom to object to, saved once and ready to be confirmed."""
    paper = service.begin(act(house.secretary), "announcement", house.branch, None, "posting")
    page = replace(
        queries.page_of(queries.paper(paper)),
        title="关于拟接收预备党员的公示",
        matter="拟接收预备党员的情况",
        begins_on=date(2026, 11, 30),
        ends_on=date(2026, 12, 4),
        working_days=5,
        objections=Objections(phone="010-12345678"),
    )
    service.save(act(house.secretary), paper, 0, replace(page, **changes))  # type: ignore[arg-type]
    return paper


def confirming(page: Page) -> Tag:
    """The draft's form, as the button 保存并定稿 sends it."""
    form, button = page.body.find("form", {"id": "paper"}), page.body.find("button", {"form": "paper"})
    assert isinstance(form, Tag)
    assert isinstance(button, Tag)
    form["action"] = str(button["formaction"])
    return form
