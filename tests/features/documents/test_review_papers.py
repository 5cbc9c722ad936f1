"""What is printed of a review: its ballots, the two reports that tellers sign, the minutes."""

from dataclasses import replace

from blueprints.documents.kinds.grading_ballot import GradingBallotPage
from blueprints.documents.queries import ballot_page, count_page, issue_page
from blueprints.documents.queries.minutes import minutes_page
from blueprints.polls import service
from blueprints.polls.service import Voters
from tests.browse import Browser
from tests.documents.reading import open_pdf, solid_text
from tests.features.polls.make_reviews import LIMITED, MOTION, PAPER, joins, open_review, proposed, reviewing
from tests.make import NOON, Community, act


def pdf(browse: Browser, house: Community, address: str) -> bytes:
    return browse.as_(house.secretary).get(address).response.data


def test_its_ballots_have_the_names_the_grades_and_who_is_only_listed(browse: Browser, house: Community) -> None:
    room = reviewing(house)
    poll = proposed(room, replace(LIMITED, listed=("周强",)))
    page = ballot_page(poll, None, NOON)
    assert isinstance(page, GradingBallotPage)
    assert (page.members, page.probationers, page.grades) == (PAPER.lines, ("周强",), PAPER.grades)
    assert (page.most_best, page.used_by, page.copies) == (1, "党员", 6 + 5)
    assert page.occasion == MOTION
    content = pdf(browse, house, f"/polls/{poll}/ballot.pdf?copies=2")
    assert len(open_pdf(content).pages) == 2
    told = solid_text(content)
    for words in (
        "民主评议测评票",
        "（党员填写）",
        "评为“优秀”的最多1人；超过的，整张票无效。",
        "预备党员（参加评议，不评定等次）",
    ):
        assert words in told, words


def test_guests_get_ballots_of_their_own_and_a_review_of_others_does_not_speak_of_members(house: Community) -> None:
    room = reviewing(house, "member_review_resident.law2026")
    for name in ("赵大妈", "钱大爷", "孙老师"):
        joins(room, name, "outside", observer=True)
    page = ballot_page(proposed(room, voters=Voters.GUESTS), None, NOON)
    assert isinstance(page, GradingBallotPage)
    assert (page.used_by, page.copies, page.most_best) == ("群众代表", 3 + 5, None)
    assert page.instructions is not None
    assert not any("党员" in line for line in page.instructions)


def test_the_reports_tell_the_counts_of_a_review_in_its_own_words(browse: Browser, house: Community) -> None:
    review = open_review(reviewing(house))
    for at, letters in enumerate(("112", "120", "000")):
        review.takes(letters, at)
    review.end()
    issue, count = issue_page(review.poll, NOON), count_page(review.poll, NOON)
    assert [(one.channel, one.issued, one.returned) for one in issue.channels][:2] == [
        ("纸质测评票", 0, 0),
        ("手机投票", 3, 3),
    ]
    assert (issue.entitled_expected, issue.entitled_present, issue.consent, issue.finding) == (6, 6, None, None)
    first = count.graded[0]
    assert (first.name, first.counts, first.unmarked) == ("王建国", (2, 0, 0, 0), 1)
    assert (count.lines, count.write_ins, count.election) == ((), None, False)
    told = solid_text(pdf(browse, house, f"/polls/{review.poll}/issue-report.pdf"))
    for words in (
        "测评票分发收回报告单",
        "测评事项",
        "应到填票党员6人实到填票党员6人",
        "本次测评：",
        "监票人（王建国）签字",
    ):
        assert words in told, words
    assert "表决" not in told
    told = solid_text(pdf(browse, house, f"/polls/{review.poll}/count-report.pdf"))
    for words in (
        "一、测评情况（票）",
        "王建国20001",
        "二、测评结果",
        "测评完毕",
        "有效3张，无效0张",
        "发出测评票3张收回测评票3张",
    ):
        assert words in told, words
    assert "表决" not in told


def test_the_printed_minutes_tell_everybody_s_grades(browse: Browser, house: Community) -> None:
    people = 30
    names = tuple(f"党员{number}" for number in range(people))
    review = open_review(reviewing(house), replace(PAPER, lines=names, listed=("周强",)), level="detached")
    review.takes("1" * people, 0)
    review.takes("2" * people, 1)
    review.end()
    page = minutes_page(review.room.meeting, None, NOON)
    (vote,) = next(item.votes for item in page.items if item.votes)
    assert vote.review is not None
    assert [(figure.label, figure.count) for figure in vote.figures] == [
        ("发出", 2),
        ("收回", 2),
        ("有效", 2),
        ("无效", 0),
    ]
    told = solid_text(pdf(browse, house, f"/meetings/{review.room.meeting}/minutes.pdf"))
    for words in (f"党员{people - 1}11000", "填票人员党员", "应到6人，实到6人", "不评定等次：周强", "测评完毕"):
        assert words in told, words


def test_a_rehearsal_of_a_review_has_no_reports(browse: Browser, house: Community) -> None:
    poll = service.rehearse(act(), proposed(reviewing(house)))
    assert browse.as_(house.secretary).get(f"/polls/{poll}/count-report.pdf", 422).says("试投不作数")
    page = ballot_page(poll, 1, NOON)
    assert isinstance(page, GradingBallotPage)
    assert (page.occasion or "").startswith("试投：")
