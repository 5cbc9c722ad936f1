"""Documents written from the record: begun, saved, confirmed, corrected."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from bs4 import Tag
from docx import Document

from blueprints.documents.kinds import KINDS
from blueprints.documents.queries import style_of
from blueprints.documents.service import Wanted, set_style
from blueprints.papers import queries, service
from blueprints.papers.drafts import DRAFTS
from blueprints.papers.fields import read_chapters
from blueprints.papers.models import Paper
from blueprints.shared.db import db, writing
from domain.minutes import sha256_of
from domain.words import Refusal
from tests.browse import Browser, Page
from tests.conftest import on_both
from tests.documents.reading import open_pdf, solid_text
from tests.features.minutes.make_minutes import confirmed, held_meeting
from tests.features.papers.make_papers import a_report, confirming, the_resolution, wanted
from tests.make import Community, act


@on_both
def test_a_resolution_has_its_figures_from_the_minutes_and_they_stay(house: Community) -> None:
    paper = the_resolution(house)
    page = queries.page_of(queries.paper(paper))
    assert (page.in_favour, page.against, page.abstain) == (3, 0, 0)
    assert page.adopted
    assert page.title == "2026年第四次支部党员大会关于修缮党员活动室的方案的决议"
    assert "3" in page.finding.sentence
    assert page.secretary == "王建国"
    fields = {field.name for field in DRAFTS["resolution"].fields}
    assert not fields & {"in_favour", "against", "entitled_expected", "finding", "method", "adopted_on"}


def test_nothing_is_begun_before_the_minutes_are_confirmed(house: Community) -> None:
    meeting = held_meeting(house)
    with pytest.raises(Refusal, match="会议记录确认以后"):
        service.begin(act(house.secretary), "summary", house.branch, meeting)


def test_begun_twice_it_is_the_same_document(house: Community) -> None:
    meeting, _ = confirmed(house)
    first = service.begin(act(house.secretary), "summary", house.branch, meeting)
    assert service.begin(act(house.secretary), "summary", house.branch, meeting) == first


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("nonsense", ""),
        ("resolution", ""),
        ("resolution", "vote:99"),
        ("count_report", "vote:0"),
    ],
)
def test_what_cannot_be_begun_is_a_sentence(house: Community, kind: str, about: str) -> None:
    meeting, _ = confirmed(house)
    with pytest.raises(Refusal):
        service.begin(act(house.secretary), kind, house.branch, meeting, about)


@on_both
def test_two_tablets_do_not_overwrite_each_other(house: Community) -> None:
    paper = a_report(house)
    page = queries.page_of(queries.paper(paper))
    service.save(act(house.secretary), paper, 1, replace(page, subject="甲"))
    with pytest.raises(Refusal, match="别处改过"):
        service.save(act(house.secretary), paper, 1, replace(page, subject="乙"))
    assert queries.page_of(queries.paper(paper)).subject == "甲"


@on_both
def test_a_confirmed_document_is_locked_hashed_and_never_changes(house: Community) -> None:
    paper = a_report(house)
    service.confirm(act(house.secretary), paper, 1)
    found = queries.paper(paper)
    assert sha256_of(json.loads(found.body)) == found.sha256
    with pytest.raises(Refusal, match="不能再改"):
        service.save(act(house.secretary), paper, 1, queries.page_of(found))
    with pytest.raises(Refusal, match="不能再改"):
        service.discard(act(house.secretary), paper)
    with pytest.raises(Refusal, match="不能再改"), writing():
        db.session.get_one(Paper, paper).reason = "x"


def test_what_is_missing_is_named_before_it_is_confirmed(house: Community) -> None:
    paper = service.begin(act(house.secretary), "report_up", house.branch)
    with pytest.raises(Refusal, match="还没有填写：标题、事由、内容"):
        service.confirm(act(house.secretary), paper, 0)


@on_both
def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays(house: Community) -> None:
    paper = a_report(house)
    service.confirm(act(house.secretary), paper, 1)
    with pytest.raises(Refusal, match="更正原因"):
        service.correct(act(house.secretary), paper, "")
    second = service.correct(act(house.secretary), paper, "日期有误")
    with pytest.raises(Refusal, match="正在更正"):
        service.correct(act(house.secretary), paper, "再改")
    found = queries.paper(second)
    assert (found.version, found.reason, found.state) == (2, "日期有误", "draft")
    service.confirm(act(house.secretary), second, 0)
    assert [one.version for one in queries.versions(found)] == [2, 1]
    assert queries.page_of(queries.paper(paper)).title == "关于工作情况的报告"


def test_a_body_that_was_changed_in_the_database_is_not_printed(browse: Browser, house: Community) -> None:
    paper = a_report(house)
    service.confirm(act(house.secretary), paper, 1)
    with writing():
        db.session.execute(Paper.__table__.update().where(Paper.__table__.c.id == paper).values(body='{"page":{}}'))
    with pytest.raises(Refusal, match="可能被改动过"):
        queries.page_of(queries.paper(paper))
    assert "可能被改动过" in browse.as_(house.secretary).get(f"/papers/{paper}").text


def test_the_whole_way_on_the_pages(browse: Browser, house: Community) -> None:
    meeting, _ = confirmed(house)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/meetings/{meeting}/papers")
    assert "起草会议纪要" in page.text
    offers = [form for form in page.body.find_all("form") if form.find("input", {"name": "kind", "value": "summary"})]
    draft = tablet.follow(tablet.submit(offers[0]))
    form = draft.form(draft.response.request.path)
    assert "请填写" not in draft.text
    kept = tablet.follow(
        tablet.submit(form, title="第四次支部党员大会纪要", items="一、修缮方案\n同意方案。\n二、经费\n由支部承担。")
    )
    assert "已保存" in kept.text
    done = tablet.follow(tablet.submit(confirming(kept)))
    assert "已定稿" in done.text
    path = done.response.request.path
    pdf = tablet.get(f"{path}/paper.pdf").response.data
    told = solid_text(pdf)
    for words in ("第四次支部党员大会纪要", "一、修缮方案", "二、经费", "由支部承担", "核验码"):
        assert words in told
    assert json.loads(open_pdf(pdf).attachments["record.json"][0])["kind"] == "summary"


def test_a_form_that_fails_keeps_what_was_typed(browse: Browser, house: Community) -> None:
    paper = service.begin(act(house.secretary), "announcement", house.branch)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/papers/{paper}")
    form = page.form(f"/papers/{paper}")
    again = tablet.submit(form, 422, title="拟接收", table="姓名 年龄\n张三，40\n李四")
    assert "第3行有1栏，第一行有2栏" in again.text.replace(" ", "") or "栏数相同" in again.text
    assert again.body.find("input", {"name": "title"})["value"] == "拟接收"
    assert "李四" in again.body.find("textarea", {"name": "table"}).get_text()


def test_headings_are_read_as_secretaries_type_them() -> None:
    first, second = read_chapters("前言。\n一、基本情况\n正文。\n（一）班子\n一段。\n(二) 党员\n二段。")
    assert (first.title, first.paragraphs) == (None, ("前言。",))
    assert (second.title, second.paragraphs) == ("基本情况", ("正文。",))
    assert [(part.title, part.paragraphs) for part in second.parts] == [("班子", ("一段。",)), ("党员", ("二段。",))]


@pytest.mark.parametrize("kind", ["summary", "resolution", "report_up", "announcement"])
def test_what_a_form_shows_is_what_it_reads(house: Community, kind: str) -> None:
    paper = the_resolution(house) if kind == "resolution" else wanted(house, kind)
    page = queries.page_of(queries.paper(paper))
    for field in DRAFTS[kind].fields:
        held = field.taken(page) if field.taken else _held(page, field.name)
        assert field.value(field.typed(held)) == held, field.name


def _held(page: object, name: str) -> object:
    for step in name.split("__"):
        page = getattr(page, step)
    return page


def test_the_letterhead_stands_on_letters_only_where_it_is_switched_on(browse: Browser, house: Community) -> None:
    paper = a_report(house)
    tablet = browse.as_(house.secretary)
    assert "中共幸福里社区委员会文件" not in solid_text(tablet.get(f"/papers/{paper}/paper.pdf").response.data)
    page = tablet.get(f"/organisations/{house.branch}/style")
    form = page.form("/style")
    assert "请填写发文机关标志" in tablet.submit(form, 422, letterhead="y").text
    tablet.submit(form, letterhead="y", mark="中共幸福里社区委员会文件", imprint="y", office="办公室", fonds="J001")
    assert style_of(house.branch).mark == "中共幸福里社区委员会文件"
    told = solid_text(tablet.get(f"/papers/{paper}/paper.pdf").response.data)
    assert "中共幸福里社区委员会文件" in told
    assert "印发" in told
    assert "J001-WS·" in tablet.get(f"/organisations/{house.branch}/style").text


def test_a_confirmed_document_keeps_the_letterhead_it_was_confirmed_with(house: Community) -> None:
    paper = a_report(house)
    service.confirm(act(house.secretary), paper, 1)
    set_style(act(house.secretary), house.branch, RED)
    assert queries.printed_page(queries.paper(paper)).letterhead is None


RED = Wanted(
    letterhead=True,
    mark="标志",
    summary_mark="",
    signer="",
    imprint=False,
    copies_to=(),
    office="",
    contact="",
    contact_phone="",
    wording={},
    fonds="",
    category="WS",
    section="",
)


def test_letters_and_postings_begin_with_the_contact_of_the_organisation(house: Community) -> None:
    set_style(act(house.secretary), house.branch, replace(RED, contact="李秀英", contact_phone="010-12345678"))
    letter, posting = (
        queries.page_of(queries.paper(service.begin(act(house.secretary), kind, house.branch)))
        for kind in ("report_up", "announcement")
    )
    assert (letter.contact, letter.contact_phone) == ("李秀英", "010-12345678")
    assert (posting.objections.person, posting.objections.phone) == ("李秀英", "010-12345678")


def test_a_preview_keeps_nothing(browse: Browser, house: Community) -> None:
    tablet = browse.as_(house.secretary)
    form = tablet.get(f"/organisations/{house.branch}/style").form("/style")
    look = form.find("button", {"name": "look"})
    assert isinstance(look, Tag)
    form["action"] = str(look["formaction"])
    shown = tablet.submit(form, 200, letterhead="y", mark="试看的标志", preview="report_up")
    assert "试看的标志" in solid_text(shown.response.data)
    assert style_of(house.branch).id is None


def test_a_word_file_says_what_the_print_says(browse: Browser, house: Community) -> None:
    paper = a_report(house)
    tablet = browse.as_(house.secretary)
    answer = tablet.get(f"/papers/{paper}/paper.docx").response
    told = "\n".join(line.text for line in Document(BytesIO(answer.data)).paragraphs)
    for words in ("关于工作情况的报告", "一、基本情况", "（一）班子", "特此报告。"):
        assert words in told


def test_every_blank_form_is_offered_to_the_branch(browse: Browser, house: Community) -> None:
    page: Page = browse.as_(house.secretary).get(f"/organisations/{house.branch}/papers")
    links = [link for link in page.links() if "/forms/" in link]
    assert sorted(link.rsplit("/", 1)[1] for link in links) == sorted(KINDS)
    blank = browse.as_(house.accounts[2]).get(links[0]).response.data
    assert open_pdf(blank).pages
    browse.as_(house.accounts[2]).get(f"/organisations/{house.branch}/forms/nonsense", 404)
