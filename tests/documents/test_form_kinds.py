"""The forms: every field has its place, heads repeat, who signs never signs an empty page, a pen finds room."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup

from blueprints.documents.kinds import KINDS, Blank
from blueprints.documents.kinds.agenda import AgendaRow
from blueprints.documents.kinds.ballot_motion import MOST_COPIES
from blueprints.documents.kinds.life_minutes import Criticism, LifeMeeting, PersonCheck
from blueprints.documents.kinds.minutes import Finding, Passage
from blueprints.documents.kinds.opinion_form import Asked
from blueprints.documents.press import print_pdf, render_html
from blueprints.documents.sample import forms
from blueprints.documents.sample.branch import BRANCH, MADE, NAMES
from tests.documents.printing import blank, printed
from tests.documents.reading import open_pdf, page_lines, solid_text

CODES = tuple(forms.SAMPLES)
#: A name of one character, two outside the basic plane, and one of twelve with its dot.
HARD = ("丁", "𠮷𬱖", "阿卜杜热合曼·买买提江")
LONG_NAME = "中国共产党幸福街道工作委员会和谐花园社区总支部委员会第十二党支部委员会"
LONG_TEXT = "居民反映停车难的问题由来已久，支部几次研究，还没有拿出管用的办法。" * 30
#: What every filled form names, as it is asked for on paper.
FIELDS = {
    "agenda": "会议名称 会议类型 时间 地点 主持人 记录人 参加人员 列席人员 汇报人 表决方式",
    "opinion_form": "征求对象类别 党员 群众 单位 对支部委员会的意见 对个人的意见 建议 可以不署名 填表日期",
    "opinion_summary": "序号 来源类别 原意见 类别 涉及对象 处理 汇总人（李秀英）签字 审核人（张明）签字",
    "talk_record": "谈话人 谈话对象 时间 地点 谈话类别 √必谈约谈 优点 问题 意见"
    " 达成共识 后续跟进 谈话人签字 谈话对象签字",
    "rectification": "序号 问题来源 问题描述 整改措施 责任领导/责任人 完成时限 进展"
    " 佐证 是否销号 销号日期 支部书记审核（张明）签字",
    "grading_ballot": "姓名 优秀合格基本合格不合格 填票说明 评为“优秀”的最多5人。 预备党员（参加评议，不评定等次）",
    "grading_summary": "序号 姓名 发出16张，收回16张，有效16张 支委会评定意见 评定等次 反馈签名"
    " 备注 监票人（赵敏）签字 书记（张明）签字",
    "life_minutes": "时间 地点 主持人 记录人 会议主题 应到18人 实到16人 列席人员（上级人员）钱进（街道党工委组织委员）"
    " 一、通报上次组织生活会整改情况 二、通报本次征求意见情况 三、班子对照检查 四、批评与自我批评 五、上级点评"
    " 六、总结与整改要求 主持人（张明）签字 记录人（李秀英）签字",
}


def body(code: str, page: Any) -> BeautifulSoup:
    return BeautifulSoup(render_html(code, page), "html5lib").body


def printed_text(code: str, page: Any) -> str:
    return solid_text(print_pdf(code, page))


def bare(value: Any) -> Any:
    """The same page without anything that may be left out."""
    if isinstance(value, tuple):
        return tuple(bare(one) for one in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    fields = {field.name: field.default for field in dataclasses.fields(value)}
    return replace(value, **{n: None if default is None else bare(getattr(value, n)) for n, default in fields.items()})


@pytest.mark.parametrize("code", CODES)
def test_a_filled_form_has_a_place_for_everything_that_is_asked_of_it(code):
    text = solid_text(printed(code))
    assert BRANCH in text
    for label in FIELDS[code].split():
        assert label in text, label


@pytest.mark.parametrize("code", CODES)
def test_what_is_not_known_leaves_neither_a_word_nor_a_lonely_stop(code):
    text = "".join(body(code, bare(forms.SAMPLES[code]())).get_text().split())
    assert BRANCH in text
    assert not re.findall(r"None|[、，；：][、，；。]|（）|“”", text.replace("（分钟）", ""))


@pytest.mark.parametrize(
    ("code", "pages"), [("agenda", 1), ("opinion_form", 1), ("talk_record", 1), ("grading_ballot", 1)]
)
def test_a_form_to_write_on_takes_one_page_whoever_it_belongs_to(code, pages):
    for organisation in (BRANCH, LONG_NAME):
        page = KINDS[code].blank(Blank(organisation=organisation, made_at=MADE))
        assert len(open_pdf(print_pdf(code, page)).pages) == pages


@pytest.mark.parametrize(
    ("code", "rows"), [("agenda", 10), ("opinion_summary", 14), ("rectification", 10), ("grading_summary", 20)]
)
def test_a_blank_list_has_empty_rows(code, rows):
    page = KINDS[code].blank(Blank(organisation=BRANCH, made_at=MADE))
    cells = [row.find_all("td")[1:] for row in body(code, page).select(".list tbody tr")]
    assert len(cells) == rows
    assert not any(cell.get_text(strip=True) for row in cells for cell in row)


def test_blank_figures_and_signatures_are_lines():
    assert "共征求到意见条，其中党员条、群众条、单位条。汇总人签字：审核人签字：日期：" in solid_text(
        blank("opinion_summary")
    )
    assert "共项，已销号项。支部书记审核签字：日期：" in solid_text(blank("rectification"))
    assert "党员总数（不含预备党员）人，评定为“优秀”的最多人；已评定“优秀”人。监票人签字：监票人签字：书记签字：" in (
        solid_text(blank("grading_summary"))
    )


def many(code: str, rows: int) -> Any:
    """The sample with so many rows, hard names among them."""
    if code == "opinion_summary":
        return forms.opinion_summary(rows)
    if code == "rectification":
        page = forms.rectification(rows)
        return replace(page, rows=(*page.rows[:-3], *(replace(page.rows[0], owner=name) for name in HARD)))
    page = forms.grading_summary()
    others = tuple(replace(forms.graded(at % 15), name=f"某{at:03}") for at in range(rows - 3))
    return replace(page, rows=(*others, *(replace(forms.graded(3), name=name) for name in HARD)))


@pytest.mark.parametrize(
    ("code", "rows", "pages"), [("opinion_summary", 118, 10), ("rectification", 80, 10), ("grading_summary", 120, 10)]
)
def test_a_list_of_ten_pages_repeats_its_head_and_is_signed_once_under_rows(code, rows, pages):
    found = page_lines(print_pdf(code, many(code, rows)))
    assert len(found) >= pages
    assert all(any(line.startswith("序号") for line in lines) for lines in found)
    assert all(any("2026年度" in line for line in lines) for lines in found)
    signing = [any("签字：" in line for line in lines) for lines in found]
    assert signing == [False] * (len(found) - 1) + [True]
    assert any(line.split()[0] == str(rows) for line in found[-1])


@pytest.mark.parametrize("code", ["rectification", "grading_summary"])
def test_any_name_is_printed_whole(code):
    text = printed_text(code, many(code, 5))
    assert all(name in text for name in HARD)


@pytest.mark.parametrize("rows", range(8, 12))
def test_signatures_never_stand_on_a_page_without_rows(rows):
    last = page_lines(print_pdf("opinion_summary", forms.opinion_summary(rows)))[-1]
    assert any(line.split()[0] == str(rows) for line in last)
    assert any("汇总人" in line for line in last)


def test_an_agenda_counts_its_items_and_not_the_steps_of_every_meeting():
    first = [row.find("td").get_text(strip=True) for row in body("agenda", forms.agenda()).select(".steps tbody tr")]
    assert first == ["", "", "1", "2", "3", ""]
    assert "讨论接收周卫东同志为中共预备党员组织委员李秀英40无记名投票" in solid_text(printed("agenda"))


def test_an_agenda_tells_how_long_the_meeting_lasts_only_where_every_step_is_planned():
    page = forms.agenda()
    assert page.total_minutes == 120
    assert replace(page, rows=(*page.rows, AgendaRow(title="自由发言"))).total_minutes is None
    assert "预计共用时120分钟。" in solid_text(printed("agenda"))


def test_a_long_agenda_repeats_its_head_on_each_page():
    pages = page_lines(print_pdf("agenda", forms.agenda(30)))
    assert len(pages) == 3
    assert all(any(line.startswith("序号") for line in lines) for lines in pages)
    assert any("主持人作会议总结" in line for line in pages[-1])


@pytest.mark.parametrize(("persons", "pages"), [(1, 1), (3, 1), (5, 1), (7, 2)])
def test_a_form_for_opinions_takes_one_page_and_for_seven_persons_two(persons, pages):
    found = page_lines(print_pdf("opinion_form", forms.opinion_form(persons)))
    assert len(found) == pages
    assert any("填表日期" in line for line in found[-1])
    assert all(any("征求意见表" in line for line in lines) for lines in found)


def test_a_form_for_opinions_says_where_and_until_when_it_is_handed_in():
    page = forms.opinion_form()
    assert "3.请于2026年10月30日17:00前交至党群服务中心一楼意见箱。" in solid_text(printed("opinion_form"))
    assert "3.请交至党群服务中心一楼意见箱。" in body("opinion_form", replace(page, hand_in_by=None)).get_text()
    assert "3.请于月日前交至。填表日期：年月日" in solid_text(blank("opinion_form"))


def test_an_opinion_handed_in_typed_stands_in_its_place_under_the_ticked_box():
    page = forms.opinion_form()
    persons = tuple(replace(one, name=name, opinion="没有意见。") for one, name in zip(page.persons, HARD, strict=True))
    text = printed_text("opinion_form", replace(page, asked=Asked.masses, on_body=LONG_TEXT, persons=persons))
    assert "党员√群众单位一、" in text
    assert LONG_TEXT[:60] in text
    assert all(f"{name}{one.office}没有意见。" in text for name, one in zip(HARD, page.persons, strict=True))


def test_an_opinion_is_never_shortened():
    page = forms.opinion_summary()
    long = replace(page.rows[1], text=LONG_TEXT + "说完了。")
    text = printed_text("opinion_summary", replace(page, rows=(page.rows[0], long)))
    assert text.count("居民反映停车难") == 30
    assert "说完了。" in text
    assert all(row.text in solid_text(printed("opinion_summary")) for row in page.rows)


def test_opinions_are_counted_by_their_source():
    assert forms.opinion_summary().totals == (("党员", 2), ("群众", 3), ("单位", 1))
    assert "共征求到意见6条，其中党员2条、群众3条、单位1条。" in solid_text(printed("opinion_summary"))
    assert "共征求到意见0条。" in printed_text("opinion_summary", replace(forms.opinion_summary(), rows=()))


def test_a_talk_of_any_length_is_printed_whole_and_signed_under_text():
    page = replace(forms.talk_record(), strengths=LONG_TEXT, problems=LONG_TEXT * 2)
    pages = page_lines(print_pdf("talk_record", page))
    assert "".join(map("".join, pages)).count("居民反映停车难") == 90
    assert any("后续跟进" in line for line in pages[-1])
    assert any("谈话对象签字" in line for line in pages[-1])


def test_an_ordinary_talk_and_a_somewhat_longer_one_take_one_page():
    page = forms.talk_record()
    longer = replace(page, strengths=LONG_TEXT[:120], problems=LONG_TEXT[:260], opinions=LONG_TEXT[:120])
    assert len(open_pdf(printed("talk_record")).pages) == 1
    assert len(open_pdf(print_pdf("talk_record", longer)).pages) == 1


def test_a_problem_tells_who_leads_who_works_and_whether_it_is_done():
    text = solid_text(printed("rectification"))
    assert "张明/王建国2026年11月13日" in text
    assert "是2026年11月16日2查摆" in text
    assert "长期坚持11月已到3号楼开展一次。否共4项，已销号2项。" in text


def test_a_problem_without_a_leader_has_no_stroke():
    page = forms.rectification(1)
    alone = replace(page.rows[0], leader=None)
    (cell,) = (row.find_all("td")[4] for row in body("rectification", replace(page, rows=(alone,))).select("tbody tr"))
    assert cell.get_text(strip=True) == "王建国"


def marks(page: Any) -> int:
    return len(body("grading_ballot", page).select("td.mark"))


def test_a_ballot_has_a_cell_for_each_grade_and_none_for_who_is_on_probation():
    page = forms.grading_ballot()
    assert marks(page) == 16 * 4
    assert marks(replace(page, members=NAMES * 3)) == 54 * 4
    assert marks(replace(page, grades=("好", "一般", "差"))) == 16 * 3
    cells = body("grading_ballot", page).select(".probation tbody td")
    assert [cell.get_text(strip=True) for cell in cells] == ["1", "马晓燕", "", "2", "𬱖文", ""]


def test_each_ballot_is_drawn_like_every_other_and_has_no_number():
    pages = open_pdf(print_pdf("grading_ballot", replace(forms.grading_ballot(3), members=NAMES * 4))).pages
    drawn = [page.get_contents().get_data() for page in pages]
    assert len(drawn) == 6
    assert drawn[:2] == drawn[2:4] == drawn[4:]
    text = solid_text(printed("grading_ballot"))
    assert not re.search(r"第\d+[页张]|编号|No\.|签字", text)
    assert "不署填票人姓名，不作其他记号。" in text


@pytest.mark.parametrize("copies", [0, MOST_COPIES + 1])
def test_a_number_of_ballots_that_nobody_prints_is_refused(copies):
    with pytest.raises(ValueError, match="2000"):
        forms.grading_ballot(copies)


def test_each_page_of_a_long_ballot_repeats_its_head_and_ends_with_the_instructions():
    page = replace(forms.grading_ballot(1), members=tuple(f"某{at:03}" for at in range(150)) + HARD, remarks=False)
    pages = page_lines(print_pdf("grading_ballot", page))
    assert all(any(line.startswith("序号") for line in lines) for lines in pages)
    assert [line for lines in pages for line in lines if line.startswith("第 ")] == [
        f"第 {number} 页　共 {len(pages)} 页" for number in range(1, len(pages) + 1)
    ]
    assert any("填票说明" in line for line in pages[-1])
    assert any("马晓燕" in line for line in pages[-1])


@pytest.mark.parametrize(("members", "pages"), [(10, 1), (18, 1), (24, 1), (40, 1), (60, 2)])
def test_a_ballot_takes_as_few_pages_as_it_may(members, pages):
    page = replace(forms.grading_ballot(1), members=tuple(f"某{at:02}" for at in range(members)))
    assert len(open_pdf(print_pdf("grading_ballot", page)).pages) == pages


def test_a_ballot_may_ask_for_problems_and_says_what_becomes_of_one_over_the_cap():
    page = replace(forms.grading_ballot(1), remarks=True, used_by="群众代表", over_best="超过的，该票无效")
    text = body("grading_ballot", page).get_text()
    assert "存在问题" in text
    assert "（群众代表填写）" in text
    assert "2.评为“优秀”的最多5人；超过的，该票无效。" in text
    assert "4.无记名填写" in text
    assert "最多" not in body("grading_ballot", replace(page, most_best=None)).get_text()


def test_another_rules_instructions_take_the_place_of_the_usual_ones():
    notes = body("grading_ballot", replace(forms.grading_ballot(1), instructions=("按本办法填写。",))).select(".each")
    assert [note.get_text() for note in notes] == ["1.按本办法填写。", "2.评为“优秀”的最多5人。"]


def test_a_review_tells_the_cap_and_how_many_reached_the_best_grade():
    page = forms.grading_summary()
    told = "党员总数（不含预备党员）16人，评定为“优秀”的不超过三分之一，最多5人；已评定“优秀”5人。"
    assert told in solid_text(printed("grading_summary"))
    assert page.cap is not None
    tight = replace(page, cap=replace(page.cap, most=4, clause="《某规定》第一条"))
    assert "已评定“优秀”5人，超过1人。依据：《某规定》第一条" in body("grading_summary", tight).get_text()
    free = body("grading_summary", replace(page, cap=None)).select_one(".totals").get_text(strip=True)
    assert free == "已评定“优秀”5人。"


def test_residents_votes_stand_beside_the_members_where_they_voted():
    page = forms.grading_summary()
    assert "群众测评票：发出20张，收回19张，有效19张" in solid_text(printed("grading_summary"))
    assert "1张明1420017200能够" in solid_text(printed("grading_summary"))
    text = printed_text("grading_summary", forms.grading_summary(residents=False))
    assert "群众" not in text
    assert "1张明14200能够" in text
    assert len(body("grading_summary", page).select("thead tr:last-child th")) == 8


def test_who_is_on_probation_is_listed_without_a_grade():
    page = forms.grading_summary()
    last = page.rows[-1]
    graded = replace(page, rows=(*page.rows[:-1], replace(last, grade="优秀", votes=(9, 9, 9, 9))))
    row = body("grading_summary", graded).select("tbody tr")[-1]
    assert [cell.get_text(strip=True) for cell in row.find_all("td")] == [
        "18", "𬱖文", "预备党员，不评等次", last.opinion, "—", "", "",
    ]  # fmt: skip
    assert graded.best == 5


def test_who_criticised_whom_is_told_over_each_criticism_and_who_answered():
    text = solid_text(printed("life_minutes"))
    first = forms.person(0)
    heads = [
        "（一）张明（支部书记）自我批评",
        "相互批评1.李秀英对张明的批评",
        "张明回应：接受批评",
        "2.王建国对张明的批评",
    ]
    places = [text.index(words) for words in (*heads, "表态同志们", "（二）李秀英（组织委员）")]
    assert places == sorted(places)
    assert all("".join(passage.text.split()) in text for passage in first.self_criticism)


@pytest.mark.parametrize(("form", "word"), [(LifeMeeting.democratic, "民主"), (LifeMeeting.organisational, "组织")])
def test_the_record_names_the_meeting_it_is_of(form, word):
    page = replace(forms.life_minutes(1), form=form, meeting_name=None)
    text = body("life_minutes", page).get_text()
    assert f"{word}生活会会议记录" in text
    assert f"通报上次{word}生活会整改情况" in text
    assert KINDS["life_minutes"].heading(page) == f"{BRANCH}{word}生活会会议记录"


def test_what_was_not_recorded_is_said_and_comments_are_left_out_where_nobody_came_to_give_them():
    silent = PersonCheck(name="丁")
    page = replace(
        forms.life_minutes(), persons=(silent,), comments=(), observers=(), summary=(), last_time=(), absentees=()
    )
    text = "".join(body("life_minutes", page).get_text().split())
    assert "整改情况未记录。" in text
    assert "自我批评未记录。相互批评未记录。" in text
    assert "上级点评" not in text
    assert "五、总结与整改要求未记录。" in text
    assert "缺席人员及原因无" in text


def test_what_was_written_later_is_marked_and_a_verdict_on_who_came_stands_word_for_word():
    later = Passage(text="补充一条。", added_at=datetime(2026, 11, 24, 1, 10, tzinfo=UTC), added_by="李秀英")
    found = Finding(word="到会人数符合规定", sentence="应到18人，实到16人。", clause="《某规定》第一条")
    text = body("life_minutes", replace(forms.life_minutes(1), summary=(later,), quorum=found)).get_text()
    assert "【补录　2026年11月24日09:10　李秀英】补充一条。" in text
    assert "到会人数符合规定应到18人，实到16人。依据：《某规定》第一条" in text


def test_a_record_of_ten_pages_is_whole_and_signed_once_under_text():
    said = (Passage(text=LONG_TEXT),)
    critics = tuple(Criticism(by=name, passages=said, response=said) for name in HARD)
    persons = tuple(PersonCheck(name=name, self_criticism=said, criticisms=critics) for name in NAMES[:2])
    pages = page_lines(print_pdf("life_minutes", replace(forms.life_minutes(), persons=persons)))
    assert len(pages) >= 10
    text = "".join(line for lines in pages for line in lines if "　会议记录" not in line and "第 " not in line)
    assert text.count("居民反映停车难") == 2 * 7 * 30
    assert all(f"{by}对{to}的批评" in text for by in HARD for to in NAMES[:2])
    signing = [any("主持人（张明）签字" in line for line in lines) for lines in pages]
    assert signing == [False] * (len(pages) - 1) + [True]
    assert any("群众代表通报" in line for line in pages[-1])


def test_a_book_to_write_in_gives_each_person_a_page_and_both_who_sign_a_line():
    pages = page_lines(blank("life_minutes"))
    assert len(pages) == 7
    assert [sum(line.strip() == "自我批评" for line in lines) for lines in pages] == [0, 0, 1, 1, 1, 1, 0]
    assert "1.对的批评本人回应：" in solid_text(blank("life_minutes"))
    assert any("记录人签字" in line for line in pages[-1])
    assert not any("未记录" in line for lines in pages for line in lines)
