"""选举结果报告 and the papers of all its rounds, printed from elections that were held."""

import pytest
from sqlalchemy import delete, update

from blueprints.accounts.models import Organisation
from blueprints.documents.kinds.election_report import ElectionReportPage
from blueprints.documents.queries import ballot_page, count_page, election_report_page, issue_page, minutes_page
from blueprints.documents.queries.ways import method_words, secret_words
from blueprints.elections import queries as elections
from blueprints.elections import service
from blueprints.elections.models import ElectionFile
from blueprints.polls import queries as polls
from blueprints.polls.models import Way
from blueprints.shared.db import db, writing
from domain.rules import Nomination
from domain.words import Refusal
from tests.browse import Browser
from tests.documents.reading import open_pdf, solid_text
from tests.features.elections import make_elections
from tests.features.elections.make_elections import COMMITTEE, begun, branch, elected, nominate, planned, put, raised
from tests.features.meetings import make_meetings
from tests.make import NOON, Community, act

SEVEN = ("王建国", "李秀英", "欧阳明", "赵文", "陈桂兰", "丁小宁", "郑国庆")
BASIS = "2026年11月2日街道党工委批复"


def ready(house: Community, seats: int = 5) -> int:
    """Ten electors in session, seven of them standing; the office's number."""
    branch(house)
    meeting = planned(house)
    race = make_elections.race(house, meeting, seats)
    nominate(house, race, *SEVEN)
    begun(house, meeting)
    return race


def agreed(basis: str, electronic: bool = True) -> None:
    """What the superior said of phones; nothing any more where they are not allowed."""
    with writing():
        db.session.execute(update(Organisation).values(electronic_ballots=electronic, electronic_basis=basis))


def report(race: int) -> ElectionReportPage:
    db.session.rollback()
    return election_report_page(elections.race(race).meeting_id, NOON)


def tied(house: Community) -> int:
    """Four are elected, two come to the same number, and the second vote decides between them."""
    race = ready(house)
    agreed(BASIS)
    elected(house, put(house, race), dict.fromkeys(SEVEN[:4], 9) | {"陈桂兰": 6, "郑国庆": 6})
    elected(house, put(house, race), {"陈桂兰": 3, "郑国庆": 7})
    return race


def test_a_report_names_organisation_law_consent_and_the_ways_that_were_used(house: Community) -> None:
    page = report(tied(house))
    assert page.title == "关于幸福里社区第一党支部换届选举结果的报告"
    assert page.basis == f"根据《中国共产党基层组织选举工作条例》，经{page.addressee}批准"
    assert page.consent == f"经上级党组织同意（{BASIS}）"
    assert page.method == "手机无记名投票、差额选举"


def test_a_report_sums_up_all_rounds_by_strokes_and_encloses_the_papers_of_each(house: Community) -> None:
    page = report(tied(house))
    assert page.summary == f"以上共选出{COMMITTEE}5名（按姓氏笔画为序）：王建国、李秀英、欧阳明、郑国庆、赵文。"
    assert page.requests == (f"请予备案：{COMMITTEE}王建国、李秀英、欧阳明、郑国庆、赵文同志。",)
    assert page.attachments == (
        "选票分发收回报告单（正式选举、再次投票）",
        "计票结果报告单（正式选举、再次投票）",
        "上级批复",
    )
    assert len(page.clauses) == 1


def test_a_report_on_two_rounds_takes_at_most_three_pages(browse: Browser, house: Community) -> None:
    meeting = elections.race(tied(house)).meeting_id
    pdf = browse.as_(house.secretary).get(f"/meetings/{meeting}/election-report.pdf").response.data
    assert len(open_pdf(pdf).pages) <= 3
    told = solid_text(pdf)
    assert "会议由王建国同志主持，经上级党组织同意" in told
    assert told.count("：根据《中国共产党基层组织选举工作条例》（2020年）第三条至第六条") == 1
    assert "依据：" not in told
    assert "9票" not in told, "the table holds everybody's votes, the sentence does not say them again"


def test_where_nobody_agreed_and_no_consent_is_attached_the_report_says_neither(house: Community) -> None:
    race = ready(house)
    elected(house, put(house, race), dict.fromkeys(SEVEN[:5], 9))
    agreed("", electronic=False)
    with writing():
        db.session.execute(delete(ElectionFile))
    page = report(race)
    assert page.basis == "根据《中国共产党基层组织选举工作条例》"
    assert page.consent is None
    assert page.attachments == ("选票分发收回报告单", "计票结果报告单")


@pytest.mark.parametrize(
    ("used", "words"),
    [
        ((), "无记名投票"),
        ((Way.PAPER,), "无记名投票"),
        ((Way.BOOTH,), "投票间无记名投票"),
        ((Way.PAPER, Way.PHONE, Way.BOOTH), "纸质选票、手机、投票间投票相结合的无记名投票"),
    ],
)
def test_only_the_ways_that_were_used_are_named(used: tuple[Way, ...], words: str) -> None:
    assert secret_words(used) == words
    assert method_words(used, Nomination.equal) == f"{words}、等额选举"
    assert method_words(used, None) == words


def test_who_is_chosen_in_a_primary_becomes_a_candidate_and_is_not_elected(house: Community) -> None:
    race = ready(house, 3)
    first = service.put_primary(act(house.secretary), race, 5, None)
    elected(house, first, dict.fromkeys(SEVEN[:4], 8) | {"陈桂兰": 6, "丁小宁": 6})
    elected(house, put(house, race), {"陈桂兰": 6, "丁小宁": 2})
    elected(house, put(house, race), dict.fromkeys(SEVEN[:3], 9))
    primary, second, proper = report(race).offices
    words = {line.name: line.word for line in primary.lines}
    assert (words["王建国"], words["陈桂兰"], words["郑国庆"]) == ("列为候选人", "票数相等", "未列为候选人")
    assert words == {line.name: line.word for line in count_page(first, NOON).lines}
    assert (primary.round_name, primary.primary, proper.primary) == ("预选", True, False)
    assert {line.name: line.word for line in second.lines} == {"陈桂兰": "列为候选人", "丁小宁": "未列为候选人"}
    assert {line.word for line in proper.lines} == {"当选", "未当选"}


@pytest.mark.parametrize(
    ("in_favour", "end"), [(6, "减少名额1名，不再进行选举。"), (4, "不减少名额，缺额1名另行选举。")]
)
def test_seats_left_open_are_told_in_one_sentence_with_the_count(house: Community, in_favour: int, end: str) -> None:
    race = ready(house)
    elected(house, put(house, race), dict.fromkeys(SEVEN[:4], 9))
    raised(house, service.put_fewer(act(house.secretary), race), in_favour, 10 - in_favour)
    _, reduced = report(race).offices
    assert (reduced.round_name, reduced.reduction, reduced.lines) == ("减少名额", True, ())
    assert reduced.finding is not None
    assert reduced.finding.sentence == (
        f"应选5名，当选4名。实到会有选举权的党员10人，同意减少名额{in_favour}人（至少须5人），{end}"
    )


def test_a_void_round_says_of_nobody_that_he_lost(house: Community) -> None:
    race = ready(house)
    poll = put(house, race)
    elected(house, poll, dict.fromkeys(SEVEN[:5], 9))
    with writing():
        kept = polls.poll(poll).verdict or {}
        void = {"valid": False, "elected": [], "unfilled": 5, "next": "void", "judgement": "选举无效，应当重新选举。"}
        polls.poll(poll).verdict = {**kept, **void}
    elected(house, put(house, race), dict.fromkeys(SEVEN[:5], 9))
    first, second = report(race).offices
    assert {line.word for line in first.lines} == {None}
    assert {line.word for line in second.lines} == {"当选", "未当选"}
    issue = issue_page(poll, NOON).finding
    assert issue is not None
    assert (issue.word, issue.sentence) == ("选举无效", "选举无效，应当重新选举。")


def test_the_tellers_papers_say_who_agreed_and_what_was_demanded_without_the_figures_again(house: Community) -> None:
    race = tied(house)
    first, _ = polls.polls_of_meeting(elections.race(race).meeting_id)
    assert issue_page(first.id, NOON).consent == f"经上级党组织同意（{BASIS}），采取手机无记名投票方式。"
    page = count_page(first.id, NOON)
    assert page.finding is not None
    assert page.finding.sentence.startswith("赞成票须超过")
    assert page.finding.sentence == (first.verdict or {})["judgement"]
    assert [line.word for line in page.lines].count("票数相等") == 2


def test_a_verdict_from_before_there_was_a_judgement_is_printed_whole(house: Community) -> None:
    race = ready(house)
    poll = put(house, race)
    elected(house, poll, dict.fromkeys(SEVEN[:5], 9))
    with writing():
        old = dict(polls.poll(poll).verdict or {})
        del old["judgement"]
        polls.poll(poll).verdict = old
    meeting = elections.race(race).meeting_id
    told = (
        count_page(poll, NOON).finding,
        report(race).offices[0].finding,
        minutes_page(meeting, None, NOON).items[1].votes[0].finding,
    )
    assert {one.sentence for one in told if one} == {old["sentence"]}


def test_minutes_of_an_election_have_a_table_of_votes_and_the_ballots_in_papers(house: Community) -> None:
    race = tied(house)
    page = minutes_page(elections.race(race).meeting_id, None, NOON)
    assert page.elects
    first, again = page.items[1].votes
    assert [f"{one.label}{one.count}{one.unit}" for one in first.figures] == [
        "发出10张",
        "收回10张",
        "有效10张",
        "无效0张",
    ]
    assert first.race is not None
    assert (first.race.seats, first.race.nominated, first.race.primary) == (5, 7, False)
    assert {one.name: one.in_favour for one in first.race.people}["郑国庆"] == 6
    assert first.finding.sentence.startswith("赞成票须超过")
    assert again.finding.sentence == "得赞成票多的当选。郑国庆当选，共1人。"


def test_a_ballot_bears_its_organisation_on_one_line_or_above(house: Community) -> None:
    race = tied(house)
    first, again = polls.polls_of_meeting(elections.race(race).meeting_id)
    titles = [getattr(ballot_page(poll.id, 1, NOON), "title", "") for poll in (first, again)]
    assert titles == ["幸福里社区第一党支部换届选举党员大会选票", "幸福里社区第一党支部\n换届选举党员大会再次投票选票"]


def test_residents_vote_on_ballots_without_a_word_of_the_party(browse: Browser, house: Community) -> None:
    at = NOON - 12 * make_meetings.DAY
    meeting = make_meetings.called(house, 9, "resident_election.law2026", title="幸福里社区居民委员会换届选举大会")
    race = service.add_race(act(house.secretary, at), meeting, service.RaceDraft("居民委员会主任", 1, True))
    service.nominate(act(house.secretary, at), race, service.Nomination(names=("张三", "李四"), means="居民提名"))
    poll = service.put_to_vote(act(house.secretary, at), race)
    told = solid_text(browse.as_(house.secretary).get(f"/polls/{poll}/ballot.pdf?copies=1").response.data)
    assert "（加盖选举委员会印章）" in told
    assert "党" not in told
    assert "代写。" in told
    assert "不得委托" not in told
    with pytest.raises(Refusal, match="还没有选举结果"):
        election_report_page(meeting, NOON)
