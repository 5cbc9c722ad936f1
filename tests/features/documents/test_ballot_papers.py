"""表决票、选票 and the tellers' reports, printed from real votes."""

from urllib.parse import unquote

import pytest

from blueprints.documents.kinds.ballot_election import BallotElectionPage, Colour
from blueprints.documents.kinds.ballot_motion import BallotMotionPage
from blueprints.documents.queries import ballot_page, count_page, issue_page
from blueprints.polls import queries as polls
from blueprints.polls import service
from blueprints.polls.service import paper as issuing
from blueprints.polls.service.slips import enter_motion
from domain.decision import Votes
from domain.paper import Choice, one
from domain.rules import Method
from domain.words import Refusal
from tests.browse import Browser
from tests.documents.reading import open_pdf, solid_text
from tests.features.elections import make_elections
from tests.features.polls.make_admissions import asked, begun, by_phone, noticed, written
from tests.features.polls.make_polls import Hall, cast, hall, name_tellers, opened, proposed, sealed, unboxed
from tests.make import NOON, Community, act, later

ADMITTED = "同意接收张三同志为中共预备党员"


def admission(house: Community) -> int:
    """Three in the hall vote in favour on their phones, one wrote in favour and one against; counted."""
    by_phone(house)
    meeting = noticed(house)
    poll = asked(house, meeting)
    written(house, meeting, 3, Choice.FOR)
    written(house, meeting, 4, Choice.AGAINST)
    voters = begun(house, meeting, 3)
    service.open_poll(act(house.secretary), poll)
    for voter in voters:
        cast(poll, voter)
    service.close_poll(act(house.secretary), poll)
    service.open_box(act(house.secretary), poll)
    return poll


def on_paper(house: Community) -> tuple[Hall, int]:
    """Seven take a slip and return it, one of them spoilt and exchanged; the other two vote on their phones."""
    room = hall(house, entitled=9, present=9)
    name_tellers(room, *room.voters[:2])
    poll, codes = sealed(room)
    for voter in room.voters[:7]:
        issuing.issue(poll, voter)
    issuing.exchange(act(), poll, room.voters[6])
    for voter in room.voters[7:]:
        cast(poll, voter)
    for teller in room.voters[:2]:
        enter_motion(act(), poll, teller, {one(Choice.FOR): 5, one(Choice.AGAINST): 2})
    service.close_poll(act(), poll)
    unboxed(room, poll, codes)
    return room, poll


def pages(browse: Browser, house: Community, url: str) -> int:
    return len(open_pdf(browse.as_(house.secretary).get(url).response.data).pages)


def test_the_ballots_of_a_motion_are_printed_as_many_as_asked_for(browse: Browser, house: Community) -> None:
    poll = asked(house, noticed(house))
    answer = browse.as_(house.secretary).get(f"/polls/{poll}/ballot.pdf?copies=3").response
    assert answer.content_type == "application/pdf"
    assert unquote(answer.headers["Content-Disposition"].split("UTF-8''")[1]).startswith("表决票-")
    told = solid_text(answer.data)
    assert told.count(ADMITTED) == 3
    assert "2026年11月28日" in told


def test_as_many_ballots_as_voters_and_five_more_are_usual(house: Community) -> None:
    meeting = noticed(house)
    poll = asked(house, meeting)
    assert ballot_page(poll, None, NOON).copies == 5 + 5  # called, since nobody is there yet
    begun(house, meeting, 3)
    assert ballot_page(poll, None, NOON).copies == 3 + 5


@pytest.mark.parametrize("copies", ["0", "2001", "-1", "x", "１０", "9" * 400])
def test_a_number_that_nobody_prints_is_refused(browse: Browser, house: Community, copies: str) -> None:
    poll = asked(house, noticed(house))
    page = browse.as_(house.secretary).get(f"/polls/{poll}/ballot.pdf?copies={copies}", 422)
    assert page.says("一次可以打印1张至2000张")


def test_an_open_vote_has_no_ballots_and_a_void_one_none_any_more(house: Community) -> None:
    room = hall(house)
    hands, void = proposed(room, Method.hands), proposed(room)
    service.void(act(), void, "改提")
    for number, sentence in ((hands, "不是无记名投票"), (void, "已经作废")):
        for page in (issue_page, count_page):
            with pytest.raises(Refusal, match=sentence):
                page(number, NOON)
        with pytest.raises(Refusal, match=sentence):
            ballot_page(number, 1, NOON)


def test_a_ballot_of_an_election_has_the_office_s_candidates_seats_and_colour(
    browse: Browser, house: Community
) -> None:
    make_elections.branch(house)
    meeting = make_elections.planned(house)
    race = make_elections.race(house, meeting)
    make_elections.nominate(house, race, "王建国", "李秀英", "丁小宁", "郑国庆")
    make_elections.begun(house, meeting)
    poll = make_elections.put(house, race)
    page = ballot_page(poll, 2, NOON)
    assert isinstance(page, BallotElectionPage)
    assert page.candidates == polls.paper_of(polls.poll(poll)).lines
    assert (page.office, page.seats, page.colour) == (make_elections.COMMITTEE, 3, Colour.pink)
    assert (page.title, page.order_note) == ("幸福里社区第一党支部换届选举党员大会选票", "候选人按姓氏笔画为序")
    assert pages(browse, house, f"/polls/{poll}/ballot.pdf?copies=2") == 2
    trial = ballot_page(service.rehearse(act(), poll), 1, NOON)
    assert isinstance(trial, BallotElectionPage)
    assert trial.title == "幸福里社区第一党支部\n换届选举党员大会选票（试投，不作数）"


def test_what_went_out_and_came_back_is_reported_by_each_way(browse: Browser, house: Community) -> None:
    room, poll = on_paper(house)
    page = issue_page(poll, NOON)
    assert [(one.channel, one.issued, one.returned) for one in page.channels] == [
        ("纸质表决票", 7, 7),
        ("手机投票", 2, 2),
        ("投票间投票", 0, 0),
    ]
    assert (page.total.issued, page.total.returned, page.spoiled) == (9, 9, 1)
    assert page.finding is None, "no source says when a motion's papers are too many: the tellers tick it"
    assert (page.entitled_expected, page.entitled_present) == (9, 9)
    told = solid_text(browse.as_(room.secretary).get(f"/polls/{poll}/issue-report.pdf").response.data)
    for words in ("表决票分发收回报告单", "同意该经费方案", "监票人（王建国）签字", "监票人（李秀英）签字"):
        assert words in told, words


def test_before_the_close_the_figures_of_the_papers_are_left_to_the_hand(house: Community) -> None:
    poll = opened(hall(house))
    page = issue_page(poll, NOON)
    assert {(one.issued, one.returned) for one in (*page.channels, page.total)} == {(None, None)}
    assert (page.spoiled, page.entitled_present) == (None, 5)


def test_the_count_of_an_admission_prints_the_opinions_apart(browse: Browser, house: Community) -> None:
    poll = admission(house)
    page = count_page(poll, NOON)
    (line,) = page.lines
    assert (line.name, line.in_favour, line.against, line.word) == ("会场投票", 3, 0, None)
    assert page.written is not None
    assert (page.written.in_favour, page.written.against, page.written.abstain) == (1, 1, 0)
    assert (page.issued, page.returned, page.valid, page.invalid) == (3, 3, 3, 0)
    assert (page.election, page.write_ins, page.round_name, page.seats) == (False, None, None, None)
    assert page.finding is not None
    assert page.finding.word == "通过"
    assert page.finding.sentence == (polls.poll(poll).verdict or {})["sentence"]
    assert page.box_root == polls.poll(poll).box_root
    told = solid_text(browse.as_(house.secretary).get(f"/polls/{poll}/count-report.pdf").response.data)
    for words in ("计票结果报告单", ADMITTED, "会前书面意见110", "决定：张三，接收为预备党员。"):
        assert words in told, words


def test_where_nobody_wrote_it_says_so_and_a_plain_motion_says_nothing(house: Community) -> None:
    by_phone(house)
    meeting = noticed(house)
    poll = asked(house, meeting)
    voters = begun(house, meeting, 5)
    service.open_poll(act(), poll)
    for voter in voters:
        cast(poll, voter)
    service.close_poll(act(), poll)
    service.open_box(act(), poll)
    none = count_page(poll, NOON).written
    assert none is not None
    assert none.none_came
    _, plain = on_paper(house)
    assert count_page(plain, NOON).written is None


def test_the_count_of_an_election_says_what_it_means_for_each(browse: Browser, house: Community) -> None:
    meeting, _ = make_elections.committee(house)
    (poll,) = [one.id for one in polls.polls_of_meeting(meeting)]
    page = count_page(poll, NOON)
    assert {line.name: line.word for line in page.lines} == {
        "丁小宁": "当选",
        "王建国": "当选",
        "李秀英": "当选",
        "郑国庆": "未当选",
    }
    assert (page.matter, page.round_name, page.seats) == (make_elections.COMMITTEE, "正式选举", 3)
    assert page.write_ins == ()
    assert page.finding is not None
    assert page.finding.word.startswith("当选：")
    report = issue_page(poll, NOON).finding
    assert report is not None
    assert (report.word, report.sentence) == ("选举有效", "发出选票10张，收回10张，收回的不多于发出的，选举有效。")
    told = solid_text(browse.as_(house.secretary).get(f"/polls/{poll}/count-report.pdf").response.data)
    assert "应选名额3名" in told
    assert "选票分发收回报告单" in solid_text(
        browse.as_(house.secretary).get(f"/polls/{poll}/issue-report.pdf").response.data
    )


def test_there_is_no_report_on_a_count_that_was_not_taken_and_none_on_a_rehearsal(house: Community) -> None:
    room = hall(house)
    draft = proposed(room)
    trial = service.open_poll(act(), service.rehearse(act(), draft))
    service.close_poll(act(), trial)
    service.open_box(act(), trial)
    with pytest.raises(Refusal, match="计票以后"):
        count_page(draft, NOON)
    for page in (count_page, issue_page):
        with pytest.raises(Refusal, match="试投不作数"):
            page(trial, NOON)
    ballots = ballot_page(trial, 1, NOON)
    assert isinstance(ballots, BallotMotionPage)
    assert (ballots.motion or "").startswith("试投：")


def test_a_settled_report_prints_the_same_whenever_it_is_printed(house: Community) -> None:
    poll = admission(house)
    assert count_page(poll, NOON) != count_page(poll, later(days=9))
    service.announce(act(house.secretary), poll)
    assert count_page(poll, NOON) == count_page(poll, later(days=9))
    assert issue_page(poll, NOON) == issue_page(poll, later(days=9))


@pytest.mark.parametrize("paper", ["ballot", "issue-report", "count-report"])
def test_the_papers_are_for_who_runs_the_meeting(browse: Browser, house: Community, paper: str) -> None:
    poll = asked(house, noticed(house))
    for account, status in (
        (house.accounts[2], 403),
        (house.superior, 403),
        (house.other_account, 404),
        (house.stranger, 404),
    ):
        browse.as_(account).get(f"/polls/{poll}/{paper}.pdf", status)


def test_hands_that_were_counted_have_no_report(house: Community) -> None:
    room = hall(house)
    poll = opened(room, Method.hands)
    service.count_open_vote(act(), poll, Votes(5, 0, 0))
    with pytest.raises(Refusal, match="票数写在会议记录里"):
        count_page(poll, NOON)
