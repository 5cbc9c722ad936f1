"""The official letters: one grid, one head, one foot, one signature; and what each of them promises to tell."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any

import pytest
from bs4 import BeautifulSoup

from blueprints.documents.kinds import KINDS, Blank
from blueprints.documents.kinds.admission_resolution import AdmissionOutcome
from blueprints.documents.kinds.announcement import AnnouncementForm, Objections
from blueprints.documents.kinds.count_report import WrittenOpinions
from blueprints.documents.kinds.letter import Chapter, Imprint, Letterhead, Part
from blueprints.documents.kinds.life_minutes import LifeMeeting
from blueprints.documents.kinds.life_report import FoundProblem
from blueprints.documents.kinds.minutes import Observer
from blueprints.documents.kinds.report_up import ReportForm
from blueprints.documents.kinds.self_check import CheckItem
from blueprints.documents.kinds.summary import SummaryItem
from blueprints.documents.press import print_pdf, render_html
from blueprints.documents.sample import letters
from blueprints.documents.sample.branch import BRANCH, MADE, NAMES
from blueprints.documents.sample.voting import STANDING
from tests.documents.printing import blank, printed
from tests.documents.reading import open_pdf, page_lines, solid_text
from tests.documents.test_layout import MM, text_places

CODES = sorted(letters.SAMPLES)
GRID = ("summary", "resolution", "report_up", "life_report", "self_check")
HOSTILE = "<b>&{{ 7*7 }}"
IMPRINT = Imprint(copies_to=("街道党工委", "社区居民委员会"), office="社区党委办公室", printed_on=date(2026, 11, 24))
HEAD = Letterhead(mark="中共幸福社区委员会文件", number="幸党〔2026〕12号", signer="张明")
#: What a word that is left out must not leave behind.
DANGLING = re.compile(r"[、，；：]{2}|[（“][、，；：]|[、，；：（“][。）”]|^[、，。]|None|Undefined|\[\]|\(\)")


def html(code: str, page: Any) -> BeautifulSoup:
    return BeautifulSoup(render_html(code, page), "html5lib")


def told(code: str, page: Any) -> str:
    """The words of a page, without printing it."""
    return "".join(html(code, page).body.get_text().split())


def text_of(pdf: bytes) -> str:
    """All text without blanks and page numbers."""
    return re.sub(r"—\d+—", "", solid_text(pdf))


def strings(value: Any) -> Iterator[str]:
    """Every text that the organisation typed."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield "".join(value.split())
    elif isinstance(value, tuple):
        yield from itertools.chain.from_iterable(map(strings, value))
    elif dataclasses.is_dataclass(value):
        fields = [field.name for field in dataclasses.fields(value) if field.name != "word"]
        yield from itertools.chain.from_iterable(strings(getattr(value, name)) for name in fields)


def retyped(value: Any, text: str) -> Any:
    """The same page with this text in every field that is typed."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return text
    if isinstance(value, tuple):
        return tuple(retyped(part, text) for part in value)
    if dataclasses.is_dataclass(value):
        fields = [field.name for field in dataclasses.fields(value)]
        return replace(value, **{name: retyped(getattr(value, name), text) for name in fields})
    return value


def bare(page: Any) -> Any:
    """The same page with nothing that may be left out."""
    return type(page)(
        **{
            field.name: getattr(page, field.name)
            for field in dataclasses.fields(page)
            if field.default is dataclasses.MISSING
        }
    )


def emptied(page: Any) -> Any:
    """The same page with nothing in its lists."""
    fields = [field.name for field in dataclasses.fields(page)]
    return replace(page, **{name: () for name in fields if isinstance(getattr(page, name), tuple)})


def with_text(code: str, *paragraphs: str) -> Any:
    """The sample with these paragraphs as its first text."""
    sample = letters.SAMPLES[code]()
    return {
        "summary": lambda: replace(sample, items=(SummaryItem(title="事项", text=paragraphs),)),
        "resolution": lambda: replace(sample, content=paragraphs),
        "report_up": lambda: replace(sample, chapters=(Chapter(paragraphs=paragraphs),)),
        "life_report": lambda: replace(sample, study=paragraphs),
        "self_check": lambda: replace(sample, opening=paragraphs),
    }[code]()


@pytest.mark.parametrize("code", CODES)
def test_every_field_that_was_typed_is_printed(code):
    text = text_of(printed(code))
    assert [word for word in strings(letters.SAMPLES[code]()) if word not in text] == []
    assert not DANGLING.search(text)


@pytest.mark.parametrize("code", CODES)
def test_markup_in_any_field_is_text(code):
    page = retyped(letters.SAMPLES[code](), HOSTILE)
    tree = html(code, page)
    assert tree.find("b") is None
    assert "".join(HOSTILE.split()) in told(code, page)
    assert [tag for tag in tree.find_all(True) if tag.get("style") or tag.get("src")] == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("less", [bare, emptied, lambda page: emptied(bare(page))])
def test_what_is_left_out_leaves_nothing_behind(code, less):
    found = html(code, less(letters.SAMPLES[code]()))
    texts = ["".join(part.get_text().split()) for part in found.find_all(["p", "h1", "h2", "h3", "td", "th"])]
    assert [text for text in texts if DANGLING.search(text)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_form_has_lines_to_write_on_and_no_figures(code):
    page = KINDS[code].blank(Blank(organisation=BRANCH, made_at=MADE))
    assert len(html(code, page).select(".writing, .by-hand, .room, td:empty")) >= 10
    text = text_of(blank(code))
    assert BRANCH in text
    assert "None" not in text
    assert not re.search(r"\d年|未记录", text)


@pytest.mark.parametrize("code", CODES)
def test_a_form_fills_its_pages(code):
    """A last page with two lines on it would be a sheet wasted."""
    last = open_pdf(blank(code)).pages[-1]
    assert max(y for _, y, _ in text_places(last) if y < 262 * MM) > 150 * MM


@pytest.mark.parametrize("name", ["丁", "𠮷𬱖", NAMES[-1], "一" * 30])
def test_names_of_any_length_print(name, caplog):
    page = replace(letters.summary(), present=(Observer(name=name), Observer(name="刘洋")), excused=(), chair=name)
    text = text_of(print_pdf("summary", page))
    assert f"出席：{name}、刘洋列席" in text
    assert f"，{name}同志在" in text
    assert caplog.records == []


@pytest.mark.parametrize("code", GRID)
def test_a_full_page_has_22_lines_of_28_characters(code):
    lines = page_lines(print_pdf(code, with_text(code, "测" * 28 * 50)))[1]
    body = [line for line in lines if not line.startswith("—")]
    assert [len(line) for line in body] == [28] * 22


@pytest.mark.parametrize("code", GRID)
def test_no_heading_stands_at_the_foot_of_a_page(code):
    titles, pages = headings_of(code)
    feet = [[line for line in lines if not line.startswith("—")][-1] for lines in pages]
    assert len(pages) > 4
    assert [foot for foot in feet if any(foot.endswith(title) for title in titles)] == []


def headings_of(code: str) -> tuple[set[str], list[list[str]]]:
    """The headings of a letter of many chapters, and the lines of its pages."""
    page, text = letters.SAMPLES[code](), ("这是正文。" * 9, "这是短句。")
    parts = tuple(Part(title=f"节名{number}", paragraphs=text) for number in range(3))
    longer = {
        "summary": lambda: {"items": tuple(SummaryItem(title=f"章名{n}", text=text) for n in range(30))},
        "resolution": lambda: {"content": text * 30},
        "report_up": lambda: {"chapters": tuple(Chapter(title=f"章名{n}", parts=parts) for n in range(9))},
        "life_report": lambda: {"problems": tuple(FoundProblem(title=f"章名{n}", text=text) for n in range(30))},
        "self_check": lambda: {"problems": tuple(CheckItem(title=f"章名{n}", text=text) for n in range(30))},
    }
    filled = replace(page, **longer[code]())
    titles = {"".join(tag.get_text().split()) for tag in html(code, filled).select("h2, h3, .lead")}
    return titles, page_lines(print_pdf(code, filled))


@pytest.mark.parametrize("code", ["resolution", "report_up", "life_report", "self_check"])
@pytest.mark.parametrize("lines", [9, 11, 13, 15])
def test_the_signature_never_stands_on_a_page_without_text(code, lines):
    page = with_text(code, *["短句。"] * lines)
    page = replace(page, attachments=()) if hasattr(page, "attachments") else page
    last = [line for line in page_lines(print_pdf(code, page))[-1] if not line.startswith("—")]
    name = "张明" if code == "self_check" else BRANCH
    sign = max(number for number, line in enumerate(last) if line.endswith(name))
    assert re.fullmatch(r"2026年\d+月\d+日", last[sign + 1])
    assert any(line.endswith("。") for line in last[:sign])


@pytest.mark.parametrize("lines", [4, 9, 10, 27, 28, 29])
def test_the_imprint_stands_at_the_foot_of_the_page_with_the_signature(lines):
    page = replace(with_text("report_up", *["短句。"] * lines), imprint=IMPRINT, attachments=(), contact=None)
    last = open_pdf(print_pdf("report_up", page)).pages[-1]
    places = {text: y for _, y, text in text_places(last)}
    assert {BRANCH, "以上请示妥否，请批示。", "2026年11月24日印发"} <= set(places)
    # The last line's foot: 35 mm over the sheet's.
    assert places["社区党委办公室"] == pytest.approx((297 - 35) * MM - 8, abs=3)


def test_an_imprint_tells_copies_office_and_day():
    text = told("report_up", replace(letters.report_up(), imprint=IMPRINT))
    assert "抄送：街道党工委，社区居民委员会。社区党委办公室2026年11月24日印发" in text
    alone = told("report_up", replace(letters.report_up(), imprint=replace(IMPRINT, copies_to=())))
    assert "抄送" not in alone


def colours(page: Any) -> set[str]:
    return set(re.findall(rb"[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)", page.get_contents().get_data()))


@pytest.mark.parametrize("code", GRID)
def test_nothing_is_red_without_a_head(code):
    page: Any = letters.SAMPLES[code]()
    pdf = print_pdf(code, replace(page, letterhead=None)) if code == "summary" else printed(code)
    assert all(colours(page) <= {b"0 0 0 rg", b"0 0 0 RG"} for page in open_pdf(pdf).pages)


def test_a_head_is_red_35_mm_under_the_text_top_and_stands_on_the_first_page_only():
    pdf = open_pdf(print_pdf("report_up", replace(letters.report_up(), letterhead=HEAD)))
    first, *others = pdf.pages
    assert colours(first) > colours(others[0])
    places = {text: (x, y) for x, y, text in text_places(first)}
    # The mark's foot: 72 mm to its top and the 34 points of its type.
    assert places[HEAD.mark][1] == pytest.approx(72 * MM + 31, abs=6)
    assert places[HEAD.number][1] == pytest.approx(places["签发人："][1], abs=0.2)
    assert places[HEAD.number][0] == pytest.approx(28 * MM + 15.75, abs=0.2)
    assert not any(HEAD.mark in page.extract_text() for page in others)


def test_a_head_takes_the_letters_own_number_and_a_printed_sheet_keeps_its_room():
    page = replace(letters.report_up(), letterhead=Letterhead(), signer="张明")
    found = html("report_up", page)
    assert "".join(found.header.get_text().split()) == "幸支〔2026〕7号签发人：张明"
    assert "ruled" not in found.header["class"]


@pytest.mark.parametrize("code", ["meeting_notice", "election_report"])
def test_the_letters_that_were_first_have_the_same_head_and_foot(code):
    from blueprints.documents.sample import SAMPLES

    text = told(code, replace(SAMPLES[code](), letterhead=HEAD, imprint=IMPRINT))
    assert text.startswith("中共幸福社区委员会文件幸党〔2026〕12号签发人：张明")
    assert "抄送：街道党工委，社区居民委员会。" in text


def test_chapters_are_counted_and_text_without_a_heading_is_not():
    chapters = (
        Chapter(paragraphs=("导语。\n另起一段。",)),
        Chapter(title="甲", parts=(Part(title="子", paragraphs=("文。",)), Part(title="丑"))),
        Chapter(title="乙"),
    )
    page = replace(letters.report_up(), chapters=chapters)
    assert "导语。另起一段。一、甲（一）子文。（二）丑二、乙以上请示" in told("report_up", page)


@pytest.mark.parametrize(
    ("form", "lead", "closing"),
    [
        (ReportForm.request, "现就有关事项请示如下：", "以上请示妥否，请批示。"),
        (ReportForm.report, "现将有关情况报告如下：", "特此报告。"),
    ],
)
def test_a_letter_up_leads_and_closes_as_its_form_does(form, lead, closing):
    page = replace(letters.report_up(), form=form)
    text = told("report_up", page)
    assert lead in text
    assert f"{closing}附件：" in text
    other = told("report_up", replace(page, closing="以上报告，请审批。", lead="现报告如下："))
    assert "现报告如下：" in other
    assert closing not in other


def test_who_can_be_asked_stands_under_the_date_and_only_where_it_is_known():
    page = letters.report_up()
    assert told("report_up", page).endswith("2026年10月20日（联系人：李秀英电话：13800000000）")
    assert told("report_up", replace(page, contact_phone=None)).endswith("（联系人：李秀英）")
    assert "联系人" not in told("report_up", replace(page, contact=None))


def test_a_summary_sets_its_mark_in_red_only_where_the_head_is_on():
    page = replace(letters.summary(), letterhead=None)
    mark = replace(page, letterhead=Letterhead(mark="幸福社区第一党支部会议纪要"), signer="张明")
    assert html("summary", page).select_one(".mark") is None
    assert told("summary", mark).startswith(
        "幸福社区第一党支部会议纪要第4期签发人：张明幸福社区第一党支部2026年11月24日"
    )
    same = replace(mark, title="幸福社区第一党支部会议纪要")
    assert html("summary", same).h1 is None
    assert html("summary", replace(same, title="另一个标题纪要")).h1 is not None


def test_names_that_wrap_stand_under_the_first_name():
    (_, last) = open_pdf(printed("summary")).pages
    lists = [
        (x, y) for x, y, text in text_places(last) if text.startswith(("张明", "赵敏", "马晓燕", "胡春生")) and y > 400
    ]
    assert len(lists) == 4
    assert {round(x) for x, _ in lists} == {round(28 * MM + 5 * 15.75)}


def test_units_are_bracketed_and_divided_by_semicolons():
    text = told("summary", letters.summary())
    assert "列席：钱进（街道党工委组织委员）；周卫东（发展对象）分送：社区党委，各党小组。" in text
    assert "请假：胡春生、𠮷田美列席" in text


def test_a_summary_tells_owner_and_term_as_far_as_they_are_known():
    def item(**known: Any) -> str:
        page = replace(letters.summary(), items=(SummaryItem(title="事项", text=("内容。",), **known),))
        return told("summary", page).partition("内容。")[2].partition("出席")[0]

    assert item() == ""
    assert item(owner="张明") == "（责任人：张明）"
    assert item(due_on=date(2026, 12, 20)) == "（完成期限：2026年12月20日）"
    assert item(owner="张明", due_on=date(2026, 12, 20)) == "（责任人：张明；完成期限：2026年12月20日）"


def test_copies_of_a_summary_are_told_once():
    page = replace(letters.summary(), imprint=IMPRINT)
    text = told("summary", page)
    assert text.count("分送：") == 1
    assert text.endswith("分送：社区党委，各党小组。抄送：街道党工委，社区居民委员会。社区党委办公室2026年11月24日印发")


def test_a_resolution_tells_when_it_was_adopted_and_by_whom_each_once():
    text = told("resolution", letters.resolution())
    assert "（2026年11月23日幸福社区第一党支部2026年第四次支部党员大会通过）" in text
    named = told("resolution", replace(letters.resolution(), meeting_name=f"{BRANCH}换届选举党员大会"))
    assert f"（2026年11月23日{BRANCH}换届选举党员大会通过）" in named
    assert f"召开{BRANCH}换届选举党员大会" in named
    assert text.count("依据：") == 1


@pytest.mark.parametrize(("secret", "word"), [(True, "不赞成0票"), (False, "反对0票"), (None, "反对（不赞成）0票")])
def test_a_secret_ballot_and_an_open_vote_have_their_own_words(secret, word):
    assert f"赞成13票，{word}，弃权1票。" in told("resolution", replace(letters.resolution(), secret=secret))


def test_without_verdicts_a_resolution_tells_the_bare_figures():
    page = replace(letters.resolution(), quorum=None, finding=None, elects=True, voters="党员代表")
    text = told("resolution", page)
    assert "应到会有选举权的党员代表16人，实到14人。" in text
    assert "依据" not in text


def test_what_was_not_adopted_is_not_called_a_resolution_of_the_meeting():
    text = told("resolution", replace(letters.resolution(), adopted=False))
    assert "审议，未通过）" in text
    assert "大会通过" not in text
    assert "会议决议如下" not in text


def test_one_paragraph_has_no_number_and_several_have():
    assert "会议决议如下：只有一段。" in told("resolution", replace(letters.resolution(), content=("只有一段。",)))
    assert "会议决议如下：一、批准" in told("resolution", letters.resolution())


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (AdmissionOutcome.admitted, "同意接收周卫东同志为中共预备党员，报上级党组织审批。"),
        (AdmissionOutcome.not_admitted, "不接收周卫东同志为中共预备党员。"),
        (AdmissionOutcome.on_time, "同意周卫东同志按期转为中共正式党员，报上级党组织审批。"),
        (AdmissionOutcome.extended, "延长周卫东同志的预备期6个月，至2027年5月22日止，报上级党组织审批。"),
        (AdmissionOutcome.cancelled, "取消周卫东同志的预备党员资格，报上级党组织审批。"),
    ],
)
def test_each_outcome_has_its_own_conclusion(outcome, sentence):
    page = replace(letters.admission_resolution(), outcome=outcome)
    page = replace(page, extended_months=6, extended_until=date(2027, 5, 22))
    found = html("admission_resolution", page)
    assert "".join(found.select_one(".verdict").get_text().split()) == sentence
    assert page.title in ("支部大会接收预备党员决议" if outcome.admits else "支部大会预备党员转正决议")
    assert found.h1.get_text() == page.title


def test_an_admission_takes_one_page_and_one_of_half_as_much_again_too():
    (lines,) = page_lines(printed("admission_resolution"))
    assert any("签名" in line for line in lines)
    page = letters.admission_resolution()
    longer = replace(
        page, performance=(*page.performance, page.performance[0]), discussion=(*page.discussion, page.discussion[0])
    )
    assert len(page_lines(print_pdf("admission_resolution", longer))) == 1


def test_written_opinions_are_counted_apart_and_nobody_learns_whose_they_are():
    page = replace(letters.admission_resolution(), written_by=("𬱖文", "马晓燕"))
    text = told("admission_resolution", page)
    assert "会场投票1211会前书面意见（2份）200合计1411决议结论" in text
    assert not any(name in text for name in page.written_by)
    open_yet = replace(page, written=WrittenOpinions(in_favour=2, against=None, abstain=0))
    assert "会前书面意见20合计" in told("admission_resolution", open_yet)
    none_came = replace(page, written=WrittenOpinions(in_favour=0, against=0, abstain=0), written_by=())
    assert "会前书面意见无决议结论" in told("admission_resolution", none_came)
    assert "书面意见" not in told("admission_resolution", replace(page, written=None, finding=None))


def test_an_open_figure_leaves_the_sum_open():
    page = replace(letters.admission_resolution(), against=None)
    assert page.total == WrittenOpinions(in_favour=14, against=None, abstain=1)


def test_a_long_admission_parts_its_texts_but_not_its_figures_and_signs_under_the_conclusion():
    page = letters.admission_resolution()
    long = replace(page, performance=page.performance * 9, discussion=page.discussion * 9)
    pages = ["".join(lines) for lines in page_lines(print_pdf("admission_resolution", long))]
    assert len(pages) > 2
    assert all("支部大会接收预备党员决议" in text for text in pages)
    for words in (("会场投票", "合计"), ("同意接收周卫东同志", "签名")):
        assert [all(word in text for word in words) for text in pages].count(True) == 1


def test_a_posting_asks_who_objects_until_when_and_a_notice_only_tells():
    posting = told("announcement", letters.announcement())
    assert "公示期：自2026年11月9日起至2026年11月13日止（首尾两日计算在内，共5个工作日）。" in posting
    assert "公示期间有异议的，请通过下列方式反映：受理人：李秀英联系电话：" in posting
    notice = replace(letters.announcement(), form=AnnouncementForm.notice, title="关于停水的公告", objections=None)
    text = told("announcement", replace(notice, begins_on=None, ends_on=None, working_days=None))
    assert "公告如下：" in text
    assert "公示" not in text
    assert "公告期" not in text


def test_only_the_ways_that_are_known_are_told():
    page = replace(letters.announcement(), objections=Objections(phone="13800000000"))
    assert "反映：联系电话：13800000000幸福" in told("announcement", page)


def test_a_posting_is_set_in_large_type_on_one_sheet():
    (page,) = open_pdf(printed("announcement")).pages
    sizes: dict[str, int] = {}
    # In CSS pixels, of which four are three points.
    page.extract_text(
        visitor_text=lambda text, _t, at, _f, size: sizes.update({text.strip(): round(abs(at[3]) * size * 0.75)})
    )
    assert sizes["关于拟接收预备党员的公示"] == 26
    assert sizes["李秀英"] == 18


def test_a_long_list_of_persons_repeats_its_head_and_is_signed_once():
    page = replace(letters.announcement(), rows=letters.announcement().rows * 25)
    pages = page_lines(print_pdf("announcement", page))
    listed = [text for text in map("".join, pages) if "周卫东" in text]
    assert len(listed) > 2
    assert all("入党介绍人" in text for text in listed)
    assert ["".join(lines).count(f"{BRANCH}2026年") for lines in pages] == [0] * (len(pages) - 1) + [1]


def test_narrow_columns_are_kept_whole_as_far_as_the_sheet_goes():
    page = letters.announcement()
    assert page.kept_whole == {1, 2, 3, 4}
    wide = replace(page, headings=("甲", "乙"), rows=(("长" * 40, "长" * 40),))
    assert wide.kept_whole == frozenset()
    assert replace(page, headings=(), rows=()).kept_whole == frozenset()


def test_a_row_without_a_cell_for_each_head_cannot_be_made():
    with pytest.raises(ValueError, match="cells"):
        replace(letters.announcement(), headings=("姓名",))


def test_a_report_on_the_life_meeting_has_its_chapters_in_order():
    text = text_of(printed("life_report"))
    chapters = (
        "一、会前准备", "二、会议召开情况", "三、查摆的主要问题", "四、批评与自我批评情况", "五、整改措施与责任分工",
        "六、体会与下一步", "特此报告。", "附件：1.问题整改清单",
    )  # fmt: skip
    places = [text.index(chapter) for chapter in chapters]
    assert places == sorted(places)
    assert "共征求到意见和建议23条，开展谈心谈话31次。" in text
    assert "应到18人，实到16人。街道党工委组织委员钱进同志到会指导。" in text
    assert "会上16人作自我批评，相互提出批评意见42条。" in text


def test_a_chapter_with_nothing_says_so_and_on_a_form_has_lines():
    page = replace(emptied(letters.life_report()), self_criticisms=None, criticisms=None)
    assert told("life_report", page).count("未记录。") == 7
    form = html("life_report", KINDS["life_report"].blank(Blank(organisation=BRANCH, made_at=MADE)))
    assert len(form.select(".writing")) > 15
    assert len(form.select(".measures tbody tr")) > 4


def test_a_figure_that_is_not_known_is_left_to_the_hand():
    page = replace(letters.life_report(), opinions=None)
    assert "意见和建议条，开展谈心谈话31次" in told("life_report", page)
    assert len(html("life_report", page).select(".by-hand")) == 1


def test_the_measures_repeat_their_head_on_every_page():
    page = replace(letters.life_report(), measures=letters.life_report().measures * 15)
    pages = ["".join(lines) for lines in page_lines(print_pdf("life_report", page))]
    with_rows = [text for text in pages if "长期坚持" in text]
    assert len(with_rows) > 2
    assert all("序号整改措施责任人完成时限" in "".join(text.split()) for text in with_rows)


def test_the_meeting_is_called_by_its_name():
    page = replace(letters.life_report(), meeting=LifeMeeting.democratic, title="关于民主生活会情况的报告", study=())
    text = told("life_report", replace(page, basis=None, attachments=(), proceedings=()))
    assert "组织生活会" not in text
    assert "本次民主生活会的主题是“" in text


def test_a_body_signs_as_a_body_and_a_person_as_a_person():
    page = letters.self_check()
    assert told("self_check", page).startswith(f"2025年度组织生活会个人发言提纲{BRANCH}支部书记张明围绕“")
    assert told("self_check", page).endswith("张明2026年1月12日")
    body = told("self_check", replace(page, personal=False, title=None, person=None, office=None))
    assert body.startswith(f"组织生活会对照检查材料{BRANCH}围绕“")
    assert body.endswith(f"{BRANCH}2026年1月12日")


@pytest.mark.parametrize("code", ["announcement", "life_report", "rectification", "cards", "election_report"])
def test_a_name_with_a_dot_breaks_after_it_and_nowhere_else(code):
    lines = [line for page in page_lines(printed(code)) for line in page]
    parts = ("迪丽努尔·", "阿卜杜拉") if code == "announcement" else ("阿卜杜热合曼·", "买买提江")
    assert all(any(part in line for line in lines) for part in parts)


def test_a_name_in_a_list_is_not_torn():
    names = [name for name in STANDING if "·" not in name]
    lines = page_lines(printed("report_up"))[0]
    assert all(any(name in line for line in lines) for name in names)


def test_what_is_sent_out_stands_between_rules_at_the_foot_without_an_office_too():
    page = letters.summary()
    assert page.imprint is None
    assert "".join(html("summary", page).select_one(".imprint").get_text().split()) == "分送：社区党委，各党小组。"
    assert html("summary", replace(page, sent_to=())).select_one(".imprint") is None


def test_a_short_list_of_measures_stays_with_its_head():
    pages = ["".join(lines) for lines in page_lines(printed("life_report"))]
    assert [("整改措施与责任分工" in text, "长期坚持" in text) for text in pages].count((True, True)) == 1
