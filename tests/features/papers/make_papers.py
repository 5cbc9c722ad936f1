"""Documents that tests begin with."""

from dataclasses import replace

from blueprints.documents.kinds.letter import Chapter, Part
from blueprints.papers import queries, service
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
