"""Drafts and versions on the pages: what is typed is not lost, and everybody sees which version is in force."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from bs4 import Tag
from docx import Document

from blueprints.papers import queries, service
from blueprints.proof import service as proof
from domain.proof import code_of, number_of
from domain.words import Refusal
from tests.browse import Browser, Page
from tests.conftest import on_both
from tests.documents.reading import open_pdf, solid_text
from tests.features.minutes.make_minutes import confirmed
from tests.features.papers.make_papers import a_report, confirming, the_resolution
from tests.features.proof.test_signing import NAME, SCAN
from tests.make import Community, act


def test_what_is_typed_is_kept_by_confirming(browse: Browser, house: Community) -> None:
    paper = a_report(house)
    tablet = browse.as_(house.secretary)
    tablet.submit(confirming(tablet.get(f"/papers/{paper}")), subject="刚刚写下的事由")
    found = queries.paper(paper)
    assert found.state == "confirmed"
    assert queries.page_of(found).subject == "刚刚写下的事由"


def test_confirming_what_is_not_finished_loses_nothing_typed(browse: Browser, house: Community) -> None:
    paper = a_report(house)
    tablet = browse.as_(house.secretary)
    page = tablet.submit(confirming(tablet.get(f"/papers/{paper}")), 422, subject="", title="关于学习的报告")
    assert "还没有填写：事由" in page.text
    title = page.body.find("input", {"name": "title"})
    assert isinstance(title, Tag)
    assert title["value"] == "关于学习的报告"
    assert queries.paper(paper).state == "draft"


@on_both
def test_confirming_an_old_page_does_not_overwrite_the_other_tablet(house: Community) -> None:
    paper = a_report(house)
    page = queries.page_of(queries.paper(paper))
    service.save(act(house.secretary), paper, 1, page)
    with pytest.raises(Refusal, match="别处改过"):
        service.confirm(act(house.secretary), paper, 1, page)


def test_a_draft_says_so_on_each_sheet_and_in_its_name(browse: Browser, house: Community) -> None:
    paper = a_report(house)
    tablet = browse.as_(house.secretary)
    answers = [tablet.get(f"/papers/{paper}/paper.{ending}").response for ending in ("pdf", "docx")]
    assert all("草稿-请示、报告" in unquote(one.headers["Content-Disposition"]) for one in answers)
    assert all("草稿，未定稿" in "".join(page.extract_text().split()) for page in open_pdf(answers[0].data).pages)
    assert Document(BytesIO(answers[1].data)).sections[0].header.paragraphs[0].text == "草稿，未定稿"
    service.confirm(act(house.secretary), paper, 1)
    answers = [tablet.get(f"/papers/{paper}/paper.{ending}").response for ending in ("pdf", "docx")]
    assert not any("草稿" in unquote(one.headers["Content-Disposition"]) for one in answers)
    assert "草稿" not in solid_text(answers[0].data)


def test_a_draft_is_thrown_away_only_after_a_second_tap(browse: Browser, house: Community) -> None:
    paper = a_report(house)
    form = browse.as_(house.secretary).get(f"/papers/{paper}").form("/discard")
    asked = form.find_parent("details")
    assert asked
    assert "不能恢复" in asked.get_text()


def test_the_superior_sees_what_is_confirmed_and_no_draft(browse: Browser, house: Community) -> None:
    meeting, _ = confirmed(house)
    drafts = [service.begin(act(house.secretary), "summary", house.branch, meeting), a_report(house)]
    above = browse.as_(house.superior)
    lists = (f"/meetings/{meeting}/papers", f"/organisations/{house.branch}/papers")
    assert not any(f"/papers/{paper}" in above.get(url).links() for url in lists for paper in drafts)
    for paper in drafts:
        above.get(f"/papers/{paper}", 404)
        above.get(f"/papers/{paper}/paper.pdf", 404)
    above.get(f"/papers/{drafts[1]}/paper.docx", 404)
    service.confirm(act(house.secretary), drafts[1], 1)
    assert f"/papers/{drafts[1]}" in above.get(lists[1]).links()


def corrected(house: Community) -> tuple[int, int]:
    """A report that is confirmed, and its correction, a draft."""
    paper = a_report(house)
    service.confirm(act(house.secretary), paper, 1)
    return paper, service.correct(act(house.secretary), paper, "日期有误")


def papers_on(page: Page) -> list[str]:
    return [link for link in page.links() if link.startswith("/papers/")]


def test_while_a_correction_is_written_the_valid_version_is_listed_too(browse: Browser, house: Community) -> None:
    first, second = corrected(house)
    shelf = f"/organisations/{house.branch}/papers"
    assert papers_on(browse.as_(house.secretary).get(shelf)) == [f"/papers/{second}", f"/papers/{first}"]
    assert papers_on(browse.as_(house.superior).get(shelf)) == [f"/papers/{first}"]
    page = browse.as_(house.secretary).get(f"/papers/{first}")
    assert "正在更正" in page.text
    assert not page.has_form("/corrections")
    assert f"/papers/{second}" not in browse.as_(house.superior).get(f"/papers/{first}").links()
    service.confirm(act(house.secretary), second, 0)
    assert papers_on(browse.as_(house.secretary).get(shelf)) == [f"/papers/{second}"]


def test_a_version_that_was_corrected_says_so_and_takes_no_signature(browse: Browser, house: Community) -> None:
    meeting_paper = the_resolution(house)
    service.confirm(act(house.secretary), meeting_paper, 0)
    second = service.correct(act(house.secretary), meeting_paper, "日期有误")
    service.confirm(act(house.secretary), second, 0)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/papers/{meeting_paper}")
    assert "这一版已更正，现行的是 第2版" in page.text
    assert f"/papers/{second}" in page.links()
    code = code_of(queries.paper(meeting_paper).sha256)
    number = number_of(code) or 0
    for attempt in (
        lambda: proof.sign(act(house.secretary), number, 0, NAME),
        lambda: proof.add_copy(act(house.secretary), number, "签字页.pdf", SCAN),
    ):
        with pytest.raises(Refusal, match="已经更正"):
            attempt()
    signing = tablet.get(f"/proof/{code}")
    assert "已经更正" in signing.text
    assert not signing.has_form("/copies")
    assert not [link for link in signing.links() if "/signatures/" in link]


@pytest.mark.parametrize("rest", ["confirm", "discard", "corrections"])
def test_the_address_of_a_refused_form_leads_back_to_the_document(browse: Browser, house: Community, rest: str) -> None:
    paper = a_report(house)
    assert browse.as_(house.secretary).get(f"/papers/{paper}/{rest}", 303).location == f"/papers/{paper}"


def test_the_community_finds_the_documents_of_its_branches(browse: Browser, house: Community) -> None:
    for person, room in ((house.secretary, "papers"), (house.superior, "papers"), (house.secretary, "archive")):
        links = browse.as_(person).get(f"/organisations/{house.organisation}/{room}").links()
        assert f"/organisations/{house.branch}/{room}" in links
        assert f"/organisations/{house.other_branch}/{room}" in links
