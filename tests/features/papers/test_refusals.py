"""What is typed in a document is judged before it is kept: it can be printed, and it does not contradict itself."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from blueprints.documents.kinds.announcement import AnnouncementForm, Objections
from blueprints.documents.kinds.report_up import ReportForm
from blueprints.papers import queries, service
from blueprints.papers.drafts import DRAFTS
from blueprints.papers.drafts.announcement import TABLE
from blueprints.papers.fields import names, text
from blueprints.proof import service as proof
from blueprints.shared.forms import cleaned
from domain.proof import code_of, number_of
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.documents.reading import solid_text
from tests.features.papers.make_papers import a_posting, a_report, confirming, the_resolution
from tests.features.proof.test_signing import NAME
from tests.make import Community, act


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (",".join("甲" * 13), "最多12栏"),
        ("\n".join(["姓名,年龄", *["张三,40"] * 101]), "最多写100人"),
        ("\n".join([",".join("甲" * 12)] * 51), "最多写49人"),
        ("姓名,事由\n张三," + "长" * 41, "每格最多40个字"),
        ("\n".join([",".join(["字" * 39] * 4)] * 50), "最多6000个字"),
    ],
)
def test_a_table_that_would_hold_up_the_press_is_refused_with_its_numbers(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        TABLE.value(typed)


def test_a_table_of_a_branch_is_taken() -> None:
    assert len(TABLE.value("\n".join(["姓名,性别,年龄,入党时间", *["张三,男,40,2001年7月"] * 100]))) == 101


def test_more_headings_than_are_counted_in_words_are_refused() -> None:
    (chapters,) = (one for one in DRAFTS["report_up"].fields if one.name == "chapters")
    with pytest.raises(ValueError, match="100个一级标题，最多99个"):
        chapters.value("一、甲\n" * 100)
    with pytest.raises(ValueError, match="100个二级标题"):
        chapters.value("一、甲\n" + "（一）乙\n" * 100)
    with pytest.raises(ValueError, match="1001段"):
        chapters.value("甲\n" * 1001)
    with pytest.raises(ValueError, match="501段"):
        text("content", "内容").value("甲\n" * 501)
    with pytest.raises(ValueError, match="101项"):
        names("attachments", "附件").value("甲、" * 101)


def test_places_that_no_character_takes_are_dropped_and_rare_names_stay() -> None:
    assert cleaned("甲\ufffe乙\uffff丙\ufdd0\U0001fffe丁") == "甲乙丙丁"
    assert cleaned("𬱖文 \U0003347b") == "𬱖文 \U0003347b"


def test_what_was_typed_with_such_places_comes_out_as_a_word_file(browse: Browser, house: Community) -> None:
    paper = a_report(house)
    tablet = browse.as_(house.secretary)
    form = tablet.get(f"/papers/{paper}").form(f"/papers/{paper}")
    tablet.submit(form, subject="完成\ufffe情况\uffff")
    content = tablet.get(f"/papers/{paper}/paper.docx").response.data
    with ZipFile(BytesIO(content)) as file:
        assert "完成情况" in "".join(ElementTree.fromstring(file.read("word/document.xml")).itertext())


@on_both
def test_a_secretary_s_name_fits_the_signature(browse: Browser, house: Community) -> None:
    paper = the_resolution(house)
    tablet = browse.as_(house.secretary)
    form = tablet.get(f"/papers/{paper}").form(f"/papers/{paper}")
    assert "请不要超过40个字" in tablet.submit(form, 422, secretary="王" * 41).text
    tablet.submit(confirming(tablet.last), secretary="王" * 40)  # type: ignore[arg-type]
    sha256 = queries.paper(paper).sha256
    proof.sign(act(house.secretary), number_of(code_of(sha256)) or 0, 0, NAME)


@pytest.mark.parametrize(
    ("changes", "wanting"),
    [
        ({"begins_on": None}, "期限从"),
        ({"ends_on": None}, "期限到"),
        ({"objections": None}, "反映方式（至少一项）"),
        ({"objections": Objections()}, "反映方式（至少一项）"),
    ],
)
def test_a_posting_says_how_long_it_hangs_and_whom_to_tell(
    house: Community, changes: dict[str, object], wanting: str
) -> None:
    paper = a_posting(house, **changes)
    with pytest.raises(Refusal, match=wanting):
        service.confirm(act(house.secretary), paper, 1)
    notice = a_posting(house, form=AnnouncementForm.notice, **changes)
    service.confirm(act(house.secretary), notice, 1)
    assert queries.paper(notice).sha256


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_on": date(2026, 11, 29)}, "截止日期早于开始日期"),
        ({"working_days": 6}, "一共5天，不会有6个工作日"),
    ],
)
def test_days_that_cannot_be_are_refused(house: Community, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        a_posting(house, **changes)


def test_a_notice_without_contacts_has_no_lines_for_them(browse: Browser, house: Community) -> None:
    paper = a_posting(house, form=AnnouncementForm.notice)
    tablet = browse.as_(house.secretary)
    form = tablet.get(f"/papers/{paper}").form(f"/papers/{paper}")
    tablet.submit(form, objections__phone="", title="关于开放活动室的公告")
    assert queries.page_of(queries.paper(paper)).objections is None
    told = solid_text(tablet.get(f"/papers/{paper}/paper.pdf").response.data)
    assert "反映" not in told
    tablet.submit(tablet.get(f"/papers/{paper}").form(f"/papers/{paper}"), objections__person="李秀英")
    assert queries.page_of(queries.paper(paper)).objections == Objections(person="李秀英")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"form": ReportForm.request}, "标题写的是报告，文种选的是请示"),
        ({"title": "关于召开党员大会的请示"}, "标题写的是请示，文种选的是报告"),
        ({"closing": "以上请示妥否，请批示。"}, "是请示的结束语"),
        ({"subject": "现将学习情况报告如下"}, "打印时自动加上"),
    ],
)
def test_a_letter_does_not_ask_and_tell_at_once(house: Community, changes: dict[str, object], sentence: str) -> None:
    paper = a_report(house)
    page = queries.page_of(queries.paper(paper))
    with pytest.raises(Refusal, match=sentence):
        service.save(act(house.secretary), paper, 1, replace(page, **changes))
