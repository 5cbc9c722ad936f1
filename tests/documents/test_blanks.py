"""The form that nobody has filled in: of every kind there is one, and it is fit for a pen."""

from __future__ import annotations

import re

import pytest

from blueprints.documents.kinds import KINDS, Blank
from blueprints.documents.press import print_pdf, render_html
from blueprints.documents.sample.branch import BRANCH, MADE
from tests.documents.printing import blank, printed
from tests.documents.reading import fonts, open_pdf, solid_text

#: As long as a general branch's branch is named in full.
LONG = "中国共产党幸福街道工作委员会和谐花园社区总支部委员会第十二党支部委员会"
#: What a missing value leaves behind, and a day that nobody can know yet.
LEFT_BEHIND = re.compile(r"None|Undefined|〔〕|\d+年|\d+月\d|\d{4}-\d\d|\d\d:\d\d")


def _form(organisation: str = BRANCH) -> Blank:
    return Blank(organisation=organisation, made_at=MADE)


def _paper(pdf: bytes) -> tuple[float, float]:
    box = open_pdf(pdf).pages[0].mediabox
    return round(float(box.width)), round(float(box.height))


@pytest.mark.parametrize("code", KINDS)
def test_a_form_that_nobody_has_filled_in_names_its_organisation_and_nothing_else(code):
    pdf = blank(code)
    text = solid_text(pdf)
    assert BRANCH in text
    assert not LEFT_BEHIND.findall(text)
    assert _paper(pdf) == _paper(printed(code))
    assert all(fonts(pdf).values())


@pytest.mark.parametrize("code", KINDS)
def test_a_form_is_named_as_its_kind_and_its_organisation_stands_as_typed(code):
    page = KINDS[code].blank(_form("<b>甲&乙</b>支部"))
    assert KINDS[code].filename(page).startswith(KINDS[code].zh)
    assert "<b>" not in render_html(code, page)
    assert "None" not in KINDS[code].heading(page)


@pytest.mark.parametrize(
    ("code", "pages"), [("sign_in", 2), ("minutes", 2), ("cards", 1), ("ballot_issue", 1), ("count_report", 1)]
)
def test_a_long_name_takes_no_further_page(code, pages):
    for organisation in (BRANCH, LONG):
        pdf = print_pdf(code, KINDS[code].blank(_form(organisation)))
        assert len(open_pdf(pdf).pages) == pages


def test_a_sheet_to_sign_has_thirty_rows_and_its_head_on_both_pages():
    pages = [page.extract_text().splitlines() for page in open_pdf(blank("sign_in")).pages]
    assert all(any(line.startswith("序号") for line in lines) for lines in pages)
    rows = [line for lines in pages for line in lines if line.isdigit()]
    assert rows == [str(number) for number in range(1, 31)]
    assert "应到人实到人请假人缺席人列席人应到有表决权人实到有表决权人" in solid_text(blank("sign_in"))


def test_a_page_of_the_record_book_is_no_draft_and_has_a_place_for_everything_a_record_tells():
    text = solid_text(blank("minutes"))
    assert "草稿" not in text
    assert "第1版" not in text
    for label in (
        "会议名称", "会议类型", "届次次数", "时间", "地点", "主持人", "记录人", "应到有表决权", "实到有表决权",
        "缺席人员及原因", "列席人员", "议题", "不同意见", "表决方式", "赞成", "反对", "弃权", "决定事项", "责任人",
        "完成期限", "主持人总结", "主持人签字", "记录人签字", "发言人签字", "迟到、早退", "到会人数符合规定",
        "反对（不赞成）", "未表决", "无效票", "监票人、计票人",
    ):  # fmt: skip
        assert label in text, label


def test_a_sheet_of_cards_to_write_has_eight_without_a_code():
    page = KINDS["cards"].blank(_form())
    html = render_html("cards", page)
    assert html.count("登录地址由管理员填写") == html.count("姓名：") == html.count("遗失请找：") == 8
    assert "<svg" not in html
    assert "扫" not in html


def test_a_blank_ballot_has_lines_for_six_and_leaves_office_and_seats_open():
    text = solid_text(blank("ballot_election"))
    assert "选举职务：应选名额：名" in text
    assert KINDS["ballot_election"].blank(_form()).lines == ("",) * 6


def test_a_blank_ballot_on_a_motion_stands_twice_on_its_sheet():
    assert solid_text(blank("ballot_motion")).count("表决事项赞成不赞成弃权填写说明") == 2


def test_blank_letters_are_letters_with_lines():
    assert "一、时间：月日（星期）时分二、地点：三、参加人员：四、列席人员：五、议题：" in solid_text(
        blank("meeting_notice")
    )
    report = solid_text(blank("election_report"))
    assert "会议由同志主持，采取无记名投票方式进行选举。监票人为，计票人为。" in report
    assert report.count("另选他人得票：当选：") == 2
    assert "另有人经上级党组织同意并经大会通过，不计入应到会人数。" in report
    assert "三、报请批准和备案事项请予批准：请予备案：" in report


def test_a_letter_up_is_printed_as_what_asks_and_as_what_tells_each_with_number_signer_and_enclosures():
    text = solid_text(blank("report_up"))
    assert text.count("发文字号：签发人：") == text.count("附件：1.2.") == 2
    assert "的请示：" in text
    assert "以上请示妥否，请批示。" in text
    assert "（联系人：电话：）" in text
    assert "的报告：" in text
    assert "特此报告。" in text


def test_a_form_for_either_meeting_names_both():
    both = "民主生活会（组织生活会）"
    assert f"关于年度{both}情况的报告" in solid_text(blank("life_report"))
    assert "发文字号：签发人：" in solid_text(blank("life_report"))
    assert "附件：1.2.3." in solid_text(blank("life_report"))
    outline = solid_text(blank("self_check"))
    assert f"年度{both}对照检查材料（个人发言提纲）" in outline
    assert "会议主题：" in outline
    assert outline.count("具体事例：") == 3


def test_a_notice_by_hand_has_a_slip_to_send_back():
    text = solid_text(blank("meeting_notice"))
    assert "会议回执" in text
    assert "已收到，参加会议已收到，请假请假原因" in text


def test_forms_ask_for_the_round_the_issue_and_the_limit():
    for code in ("count_report", "ballot_issue"):
        assert "投票轮次" in solid_text(blank(code))
    assert "第期" in solid_text(blank("summary"))
    assert "评为“优秀”的最多人。" in solid_text(blank("grading_ballot"))
    assert "群众测评（票）" in solid_text(blank("grading_summary"))


@pytest.mark.parametrize(
    ("code", "running"), [("sign_in", "会议签到表"), ("life_minutes", "民主生活会（组织生活会）会议记录")]
)
def test_later_pages_of_a_form_say_what_they_belong_to(code, running):
    pages = ["".join(page.extract_text().split()) for page in open_pdf(blank(code)).pages]
    assert all(BRANCH + running in text for text in pages[1:])


def test_contents_by_hand_end_on_their_page():
    assert len(open_pdf(blank("book")).pages) == 2
