"""What follows the grades, by the services: told, disposed of by a meeting, filed; and reviews of others."""

import pytest
from flask import Flask

from blueprints.meetings import service as meeting_service
from blueprints.members.models import Member
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.reviews import prints, queries, service
from blueprints.reviews.service import MUTUAL, RESIDENTS, Opinion
from blueprints.reviews.views.grades import ends_of
from blueprints.shared.db import db, writing
from domain.decision import Votes
from domain.review import Step, Subject, Way
from domain.rules import Method
from domain.words import Refusal
from tests.features.meetings import make_meetings
from tests.features.reviews import make_review
from tests.features.reviews.make_review import AFTER, BEFORE, DAY, begun, person, row
from tests.make import NOON, Community, act, add_member


def missing(review: int, step: Step) -> tuple[str, ...]:
    return queries.step_of(row(review), step, NOON.date()).missing


# --- what follows ---------------------------------------------------------------------------------------------------


def test_everybody_confirms_their_own_after_the_posting(app: Flask, house: Community) -> None:
    review = make_review.posted(house)
    mine = person(review, "欧阳明")
    with pytest.raises(Refusal, match="公示期满"):
        service.confirm_read(act(house.accounts[2], NOON + 2 * DAY), mine)
    service.confirm_read(act(house.accounts[2], AFTER), mine)
    service.sign_on_paper(act(house.secretary, AFTER), person(review, "陈桂兰"))
    assert missing(review, Step.FEEDBACK) == ("王建国、李秀英、赵文还没有确认评定意见",)
    with pytest.raises(Refusal, match="不评定等次"):
        service.sign_on_paper(act(house.secretary, AFTER), person(review, "周强"))


def test_nothing_follows_from_the_worst_grade_but_by_a_meeting_of_its_own(app: Flask, house: Community) -> None:
    review = make_review.posted(house)
    worst = person(review, "陈桂兰")
    ballots = row(review).mutual_id or 0
    with pytest.raises(Refusal, match="请先召开"):
        service.dispose(act(house.secretary, AFTER), worst, ballots)
    with pytest.raises(Refusal, match="最低等次"):
        service.dispose(act(house.secretary, AFTER), person(review, "赵文"), ballots)
    assert missing(review, Step.DISPOSAL) == ("陈桂兰的处置还没有经会议讨论决定",)
    assert row(review).people[4].way == ""


def test_filing_has_a_day_that_has_come(app: Flask, house: Community) -> None:
    review = make_review.fixed(house)
    with pytest.raises(Refusal, match="还没有到"):
        service.file(act(house.secretary, NOON + DAY), review, AFTER.date(), "社区党总支")
    service.file(act(house.secretary, AFTER), review, AFTER.date(), "社区党总支")
    assert row(review).filed_to == "社区党总支"


# --- others than members --------------------------------------------------------------------------------------------


def test_cadres_are_listed_by_name_and_graded_by_the_usual_grades(app: Flask, house: Community) -> None:
    review = begun(house, "one_promise.s003", Subject.CADRES)
    service.add_people(act(house.secretary, BEFORE), review, ["王建国", "马桂花"])
    with pytest.raises(Refusal, match="已经在名单上"):
        service.add_people(act(house.secretary, BEFORE), review, ["马桂花"])
    service.drop_person(act(house.secretary, BEFORE), person(review, "王建国"))
    poll = service.propose_ballot(act(house.secretary), review, MUTUAL)
    paper = polls.paper_of(polls.poll(poll))
    assert (paper.lines, paper.grades[-1]) == (("马桂花",), "不称职")
    assert polls.poll(poll).voters == "entitled"
    assert service.propose_ballot(act(house.secretary), review, RESIDENTS) != poll


def test_two_bad_years_in_a_row_of_a_residents_committee_are_named(app: Flask, house: Community) -> None:
    by = act(house.secretary, NOON + DAY)
    for place, starts in enumerate((NOON, NOON + 360 * DAY)):
        meeting = make_meetings.planned(
            house, "member_review_resident.law2026", BEFORE, house.organisation, starts_at=starts
        )
        review = service.begin_review(by, meeting, Subject.RESIDENTS_COMMITTEE)
        service.add_people(by, review, ["马桂花", "丁海"])
        grades = {person(review, "马桂花"): Opinion("不称职"), person(review, "丁海"): Opinion("称职")}
        service.save_grades(by, review, 0, grades, "")
        with writing():
            db.session.get_one(type(row(review)), review).fixed_on = starts.date().isoformat()
        assert len(ends_of(row(review))) == place
    assert ends_of(row(review))[0].startswith("马桂花连续两次被评为“不称职”")


def test_what_was_over_a_cap_is_printed_with_the_superiors_word(app: Flask, house: Community) -> None:
    review = begun(house)
    make_review.in_session(house, review)
    make_review.both_voted(house, review)
    grades = make_review.opinions(review, "优秀", "优秀", "合格", "合格", "合格")
    service.save_grades(act(house.secretary, NOON + DAY), review, 0, grades, "街道党工委批复同意2名")
    service.fix(act(house.secretary, NOON + DAY), review)
    page = prints.summary_page(row(review), AFTER)
    assert (page.over, page.allowed) == (1, "街道党工委批复同意2名")
    assert page.residents
    assert [one.votes[:2] for one in page.rows[:2]] == [(3, 1), (0, 4)]
    assert (page.rows[-1].name, page.rows[-1].probationary) == ("周强", True)


def decided(house: Community, motion: str, in_favour: int, rule: str = "party_disposal.nat") -> int:
    """A meeting nine days on puts it to the vote by hands, all five who have one being there; the vote's number."""
    by = act(house.secretary, NOON + 9 * DAY)
    meeting = make_meetings.planned(house, rule, NOON + 7 * DAY, starts_at=NOON + 9 * DAY)
    meeting_service.send_notice(act(house.secretary, NOON + 7 * DAY), meeting)
    meeting_service.gather(by, meeting)
    for line in make_meetings.roll(meeting):
        meeting_service.check_in(by, line, "hand")
    meeting_service.open_meeting(by, meeting)
    item = make_meetings.items(meeting)[-1]
    meeting_service.start_item(by, item)
    poll = polling.propose(by, item, motion, Method.hands)
    polling.open_poll(by, poll)
    polling.count_open_vote(by, poll, Votes(in_favour, 5 - in_favour, 0))
    polling.announce(by, poll)
    return poll


def offered(review: int, name: str) -> list[tuple[int, Way]]:
    return [(poll.id, way) for poll, way in queries.disposals_of(queries.reviewed(person(review, name)))]


def test_a_disposal_is_read_from_the_vote_that_adopted_it(app: Flask, house: Community) -> None:
    review = make_review.posted(house)
    worst = person(review, "陈桂兰")
    decided(house, "给予陈桂兰限期改正处置", 5, "party_assembly.nat")
    decided(house, "给予陈桂兰除名处置", 1)
    decided(house, "给予赵文限期改正处置", 5)
    assert offered(review, "陈桂兰") == [], "of another kind of meeting, not adopted, of somebody else"
    poll = decided(house, "给予陈桂兰限期改正处置，期限六个月", 4)
    assert offered(review, "陈桂兰") == [(poll, Way.CORRECTION)]
    service.dispose(act(house.secretary, AFTER), worst, poll)
    assert queries.step_of(row(review), Step.DISPOSAL, AFTER.date()).done
    with pytest.raises(Refusal, match="还没有到"):
        service.talk(act(house.secretary, AFTER), worst, (AFTER + DAY).date())
    service.talk(act(house.secretary, AFTER), worst, AFTER.date())
    held = row(review).people[4]
    assert (held.way, held.decided_id, held.talked_on) == ("correction", poll, AFTER.date().isoformat())
    assert held.disposal_id == polls.poll(poll).meeting_id


def test_who_left_the_branch_leaves_the_list_and_the_name_is_free(app: Flask, house: Community) -> None:
    review = begun(house)
    with writing():
        db.session.get_one(Member, house.members[2]).status = "left"
        add_member(house, "欧阳明", "full", 8)
    service.list_people(act(house.secretary, BEFORE), review)
    found = [one for one in row(review).people if one.line == "欧阳明"]
    assert [one.member_id for one in found] != [house.members[2]]
    assert len(found) == 1
