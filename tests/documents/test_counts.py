"""The reports on a ballot: what tellers sign, and what the superior organisation is told."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from blueprints.documents.kinds.ballot_issue import IssueLine
from blueprints.documents.kinds.count_report import WrittenOpinions
from blueprints.documents.kinds.election_report import OfficeResult
from blueprints.documents.kinds.minutes import Finding
from blueprints.documents.press import print_pdf
from blueprints.documents.sample import voting as ballots
from blueprints.elections.strokes import by_strokes
from tests.documents.printing import blank, printed
from tests.documents.reading import open_pdf, page_lines, solid_text
from tests.documents.test_layout import MM, text_places


def test_more_ballots_returned_than_issued_is_told_as_such():
    issue = replace(ballots.ballot_issue(), total=IssueLine(channel="合计", issued=40, returned=41))
    assert "合计4041多收回1" in solid_text(print_pdf("ballot_issue", issue))


def test_an_open_figure_leaves_the_difference_open():
    assert IssueLine(channel="合计", issued=40).outstanding is None
    assert IssueLine(channel="合计", issued=40, returned=0).outstanding == 40


@pytest.mark.parametrize(("election", "right", "paper"), [(True, "选举权", "选票"), (False, "表决权", "表决票")])
def test_an_election_and_a_motion_are_spoken_of_in_their_own_words(election, right, paper):
    issue = solid_text(print_pdf("ballot_issue", replace(ballots.ballot_issue(), election=election)))
    count = solid_text(print_pdf("count_report", replace(ballots.count_report(), election=election)))
    assert f"{paper}分发收回报告单" in issue
    assert f"应到会有{right}16人实到会有{right}14人" in issue
    assert f"应到会有{right}16人实到会有{right}14人发出{paper}14张收回{paper}14张" in count


@pytest.mark.parametrize("code", ["ballot_issue", "count_report"])
def test_each_teller_and_the_chair_have_a_line_beside_their_name(code):
    page = {"ballot_issue": ballots.ballot_issue, "count_report": ballots.count_report}[code]()
    text = solid_text(printed(code))
    assert all(f"监票人（{name}）签字：" in text for name in page.tellers)
    assert all(f"计票人（{name}）签字：" in text for name in page.counters)
    assert f"主持人（{page.chair}）签字：" in text


def test_a_blank_form_has_as_many_lines_for_tellers_as_asked_for():
    text = solid_text(blank("ballot_issue"))
    assert text.count("监票人签字：") == 3
    assert "None" not in text


def test_a_counts_sentence_and_clause_stand_word_for_word():
    text = solid_text(printed("count_report"))
    finding = ballots.count_report().finding
    assert finding is not None
    assert finding.word + finding.sentence + "依据：" + finding.clause in text


def test_a_count_without_a_sealed_box_has_no_root():
    page = replace(ballots.count_report(), box_root=None)
    assert "封存码" not in solid_text(print_pdf("count_report", page))
    assert ballots.count_report().box_root in solid_text(printed("count_report"))


def test_written_opinions_are_counted_apart_and_none_is_said():
    page = ballots.admission_count()
    none_came = replace(page, written=WrittenOpinions(in_favour=0, against=0, abstain=0))
    assert "会场投票1211会前书面意见200" in solid_text(print_pdf("count_report", page))
    assert "会前书面意见无" in solid_text(print_pdf("count_report", none_came))
    assert "书面意见1" not in solid_text(print_pdf("count_report", replace(page, written=None)))


def test_nobody_written_in_is_told_and_an_election_without_others_has_no_such_part():
    page = ballots.count_report()
    assert "二、另选他人无。三、选举结果" in solid_text(print_pdf("count_report", replace(page, write_ins=())))
    assert "另选" not in solid_text(print_pdf("count_report", replace(page, write_ins=None)))


def test_a_long_count_repeats_its_head_and_is_signed_once_under_text():
    page = replace(ballots.count_report(), lines=ballots.count_lines(48, 40))
    pages = page_lines(print_pdf("count_report", page))
    assert len(pages) > 2
    assert all(any(line.startswith("序号") for line in lines) for lines in pages[:-1])
    signing = [any("主持人（" in line for line in lines) for lines in pages]
    assert signing == [False] * (len(pages) - 1) + [True]
    assert any("选举结果" in line for line in pages[-1])


@pytest.mark.parametrize("written", [True, False])
@pytest.mark.parametrize("people", [13, 16, 19])
def test_signatures_and_root_never_stand_on_a_page_without_figures(people, written):
    others = ballots.count_report().write_ins if written else ()
    page = replace(ballots.count_report(), lines=ballots.count_lines(people), write_ins=others)
    last = page_lines(print_pdf("count_report", page))[-1]
    assert any("封存码" in line for line in last)
    assert any(line.startswith(f"{people} ") for line in last)


def test_a_count_of_twelve_candidates_and_all_its_signatures_takes_one_page():
    people = {"tellers": ("赵敏", "黄丽华", "王建国"), "counters": ("吴玉梅", "刘洋")}
    page = replace(ballots.count_report(), lines=ballots.count_lines(12), **people)
    (lines,) = page_lines(print_pdf("count_report", page))
    assert any("日期" in line for line in lines)


def test_the_consent_to_phones_is_told_where_there_is_one():
    page = ballots.ballot_issue()
    assert page.consent in solid_text(printed("ballot_issue"))
    assert "经上级" not in solid_text(print_pdf("ballot_issue", replace(page, consent=None)))


def test_a_report_to_the_superior_keeps_the_letters_margins_lines_and_page_numbers():
    pages = open_pdf(printed("election_report")).pages
    first = text_places(pages[0])
    # The paragraphs before the table.
    rows = sorted({round(y, 2) for _, y, _ in first if 75 * MM < y < 220 * MM})
    assert len(rows) == 13
    # A heading's face sits a hair lower in its line.
    assert all(low - high == pytest.approx(28.95, abs=0.1) for high, low in itertools.pairwise(rows))
    assert min(x for x, _, text in first) == pytest.approx(28 * MM, abs=0.1)
    numbers = [[x for x, _, text in text_places(page) if "—" in text] for page in pages]
    assert min(numbers[0]) > 130 * MM
    assert min(numbers[1]) == pytest.approx(28 * MM + 14, abs=1)


def test_a_report_tells_who_was_exempt_only_where_somebody_was():
    page = ballots.election_report()
    assert "另有2人经上级党组织同意并经大会通过，不计入应到会人数" in solid_text(printed("election_report"))
    assert "不计入" not in solid_text(print_pdf("election_report", replace(page, exempt=None)))


def test_a_report_without_a_verdict_tells_the_bare_figures():
    text = solid_text(print_pdf("election_report", replace(ballots.election_report(), quorum=None)))
    assert "应到会有选举权的人员16人，实到14人。" in text


def test_a_report_tells_the_day_the_law_once_and_persons_as_comrades():
    page = ballots.election_report()
    text = solid_text(printed("election_report"))
    assert "于2026年11月21日在" in text
    assert text.count(ballots.CLAUSE) == 1
    assert f"：根据{ballots.CLAUSE}，经中共幸福社区委员会批准，幸福社区第一党支部于" in text
    assert "依据：" not in text
    assert f"会议由张明同志主持，{page.consent}，采取{page.method}方式进行选举。" in text
    assert "监票人为赵敏、黄丽华同志，计票人为吴玉梅同志。" in text
    assert "同志" not in solid_text(print_pdf("election_report", replace(page, comrades=False, requests=())))


@pytest.mark.parametrize("people", [3, 7, 12])
def test_a_reports_table_is_not_parted_where_a_page_holds_it(people):
    pages = page_lines(print_pdf("election_report", ballots.election_report(people)))
    assert sum("候选人" in line and "不赞成" in line for lines in pages for line in lines) == 2


def test_a_primary_and_seats_left_open_are_told_in_their_own_words():
    first = replace(ballots.office_result(), round_name="预选", primary=True, elected=())
    clause = "《中国共产党基层组织选举工作条例》第三十条"
    left = OfficeResult(
        office=ballots.OFFICE,
        round_name="减少名额",
        reduction=True,
        finding=Finding(word="", sentence="减少名额1名，不再进行选举。", clause=clause),
    )
    text = solid_text(print_pdf("election_report", replace(ballots.election_report(), offices=(first, left))))
    assert "（预选）预选名额5名，提名7名。" in text
    assert "（减少名额）减少名额1名，不再进行选举。以上共" in text
    assert f"根据{ballots.CLAUSE}、{clause}，经" in text


def test_a_law_that_the_opening_does_not_name_stands_behind_those_that_it_does():
    page = ballots.election_report()
    other = replace(page.offices[0], finding=Finding(word="", sentence="。", clause="《甲》第一条；《乙》第二条"))
    assert replace(page, offices=(other,), basis=None, quorum=None).grounds == "根据《甲》第一条、《乙》第二条"
    mixed = replace(page, offices=(other,), basis="根据《丙》，经批准", quorum=None)
    assert mixed.grounds == "根据《丙》、《甲》第一条、《乙》第二条，经批准"
    assert replace(page, offices=(), quorum=None, basis=None).grounds is None


def test_an_office_that_another_meeting_gave_is_told_with_that_meeting():
    text = solid_text(printed("election_report"))
    assert (
        "（二）支部书记2026年11月21日，幸福社区第一党支部召开新一届支部委员会第一次会议，"
        "应到5名委员，实到5名委员，由张明同志主持，采取无记名投票、等额选举方式进行选举。应选1名"
        in text.replace("—2—", "")
    )


def test_a_sample_count_can_happen():
    page = ballots.count_report()
    assert page.valid is not None
    assert page.seats is not None
    lines = [(row.in_favour or 0, row.against or 0, row.abstain or 0) for row in page.lines]
    assert all(sum(line) == page.valid for line in lines)
    cast = sum(line[0] for line in lines) + sum(other.votes for other in page.write_ins or ())
    assert cast <= page.valid * page.seats


def test_candidates_of_the_sample_stand_by_their_strokes_and_count_nothing_themselves():
    assert by_strokes(list(ballots.STANDING)) in (list(ballots.STANDING), tuple(ballots.STANDING), None)
    assert not {*ballots.TELLERS, *ballots.COUNTERS} & set(ballots.STANDING)


def test_one_attachment_has_no_number_and_several_have():
    page = replace(ballots.election_report(), attachments=("计票结果报告单",))
    assert "附件：计票结果报告单" in solid_text(print_pdf("election_report", page))
    assert "附件：1.选票分发收回报告单2.计票结果报告单" in solid_text(printed("election_report"))


@pytest.mark.parametrize("people", [1, 7, 11])
def test_a_reports_signature_stands_under_text_with_its_day(people):
    page = replace(ballots.election_report(people), attachments=())
    last = page_lines(print_pdf("election_report", page))[-1]
    sign = last.index(ballots.BRANCH)
    assert last[sign + 1] == "2026年11月23日"
    assert any("请审批" in line for line in last[:sign])
