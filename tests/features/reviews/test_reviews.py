"""A review by its services: listed, written, voted on, graded within the law, posted, told."""

import pytest
from flask import Flask

from blueprints.meetings import service as meeting_service
from blueprints.members.models import Member, Suspension
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.reviews import queries, service
from blueprints.reviews.service import MUTUAL, Change, Opinion, Said
from blueprints.shared.db import db, writing
from domain.review import Step, Subject
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.meetings import make_meetings
from tests.features.reviews import make_review
from tests.features.reviews.make_review import AFTER, BEFORE, DAY, begun, meeting_of, person, row
from tests.make import NOON, Community, act


def missing(review: int, step: Step, today: object = NOON.date()) -> tuple[str, ...]:
    return queries.step_of(row(review), step, today).missing  # type: ignore[arg-type]


# --- the list -------------------------------------------------------------------------------------------------------


@on_both
def test_a_review_lists_the_branch_and_is_begun_once(app: Flask, house: Community) -> None:
    review = begun(house)
    assert service.begin_review(act(house.secretary, BEFORE), meeting_of(review), Subject.MEMBERS) == review
    people = [(one.line, one.graded, one.takes_part) for one in row(review).people]
    assert people[:2] == [("王建国", True, True), ("李秀英", True, True)]
    assert people[-1] == ("周强", False, True)


def test_who_is_detained_takes_no_part_and_counts_among_the_members(app: Flask, house: Community) -> None:
    with writing():
        held = Suspension(member_id=house.members[4], kind="detained", started_on="2026-01-01", reason="留置")
        db.session.add(held)
    review = begun(house)
    found = next(one for one in row(review).people if one.name == "陈桂兰")
    assert (found.graded, found.takes_part) == (False, False)
    with pytest.raises(Refusal, match="留置"):
        service.write_self(act(house.secretary, BEFORE), found.id, "自评", True)


def test_namesakes_are_told_apart_on_the_ballot(app: Flask, house: Community) -> None:
    with writing():
        db.session.get_one(Member, house.members[1]).name = "王建国"
        db.session.get_one(Member, house.members[2]).name = "王建国"
        db.session.get_one(Member, house.members[2]).birth = "1971-01"
    lines = [one.line for one in row(begun(house)).people]
    assert lines[:3] == ["王建国（1960年生）", "王建国（二）", "王建国（1971年生）"]


def test_who_is_away_is_graded_too_and_how_they_took_part_is_noted(app: Flask, house: Community) -> None:
    with writing():
        db.session.get_one(Member, house.members[3]).mobility = "流动党员（外出务工）"
    review = begun(house, "member_review.s002")
    found = next(one for one in row(review).people if one.name == "赵文")
    assert (found.graded, found.note) == (True, "流动党员（外出务工）")
    service.note_person(act(house.secretary, BEFORE), found.id, "流动党员，书面自评，未参加测评")
    assert row(review).people[3].note == "流动党员，书面自评，未参加测评"


def test_a_review_of_members_can_be_merged_with_the_life_meeting(app: Flask, house: Community) -> None:
    meeting = make_meetings.planned(house, "organisational_life.nat", BEFORE)
    review = service.begin_review(act(house.secretary, BEFORE), meeting, Subject.MEMBERS)
    assert queries.rule_of(row(review)).kind == "member_review"
    other = make_meetings.planned(house, "member_review.nat", BEFORE)
    with pytest.raises(Refusal, match="评议班子和干部"):
        service.begin_review(act(house.secretary, BEFORE), other, Subject.CADRES)


def test_other_meetings_hold_no_review(app: Flask, house: Community) -> None:
    with pytest.raises(Refusal, match="只有民主评议党员"):
        service.begin_review(act(house.secretary), make_meetings.planned(house), Subject.MEMBERS)


def test_the_list_stands_once_it_is_on_ballots(app: Flask, house: Community) -> None:
    review = begun(house)
    poll = service.propose_ballot(act(house.secretary), review, MUTUAL)
    assert service.propose_ballot(act(house.secretary), review, MUTUAL) == poll
    with pytest.raises(Refusal, match="测评票上已经印了姓名"):
        service.list_people(act(house.secretary), review)
    polling.void(act(house.secretary), poll, "名单有误")
    service.list_people(act(house.secretary), review)
    assert service.propose_ballot(act(house.secretary), review, MUTUAL) != poll


# --- what people say, and the ballots -------------------------------------------------------------------------------


def test_self_reviews_are_asked_until_the_eve_of_the_meeting_and_move_with_it(app: Flask, house: Community) -> None:
    review = begun(house)
    first = queries.step_of(row(review), Step.SELF, BEFORE.date()).by
    meeting_service.edit(
        act(house.secretary, BEFORE), meeting_of(review), make_meetings.draft(house, starts_at=NOON + 3 * DAY)
    )
    moved = queries.step_of(row(review), Step.SELF, BEFORE.date()).by
    assert first
    assert moved
    assert moved - first == 3 * DAY
    service.write_self(act(house.accounts[2], BEFORE), person(review, "欧阳明"), "学习不够", False)
    assert missing(review, Step.SELF) == ("王建国、李秀英、赵文、陈桂兰、周强还没有交个人自评",)
    with pytest.raises(Refusal, match="请填写个人自评"):
        service.write_self(act(house.accounts[2], BEFORE), person(review, "欧阳明"), "", False)


@on_both
def test_both_ballots_are_linked_and_known_only_when_announced(app: Flask, house: Community) -> None:
    review = begun(house)
    make_review.in_session(house, review)
    poll = service.propose_ballot(act(house.secretary), review, MUTUAL)
    paper = polls.paper_of(polls.poll(poll))
    assert (len(paper.lines), paper.listed, paper.grades[0]) == (5, ("周强",), "优秀")
    assert queries.tally(row(review).mutual_id) == {}
    make_review.both_voted(house, review)
    counted = queries.tally(row(review).mutual_id)["王建国"]
    assert counted.counts[0] == ("优秀", 3)
    assert queries.tally(row(review).residents_id)["李秀英"].counts[0] == ("优秀", 1)


# --- the grades -----------------------------------------------------------------------------------------------------


def test_grades_are_not_fixed_before_both_tallies_are_known(app: Flask, house: Community) -> None:
    review = begun(house)
    make_review.in_session(house, review)
    make_review.voted(house, review, MUTUAL, ("12222",))
    with pytest.raises(Refusal, match="群众代表测评的结果还没有宣布") as refused:
        service.fix(act(house.secretary), review)
    assert "还没有评定等次" in refused.value.sentence


@on_both
def test_more_best_grades_than_the_cap_need_the_superiors_word(app: Flask, house: Community) -> None:
    review = begun(house)
    make_review.in_session(house, review)
    make_review.both_voted(house, review)
    by = act(house.secretary, NOON + DAY)
    grades = make_review.opinions(review, "优秀", "优秀", "合格", "合格", "合格")
    service.save_grades(by, review, 0, grades, "")
    with pytest.raises(Refusal, match="最多1人"):
        service.fix(by, review)
    with pytest.raises(Refusal, match="刚刚在别处改过"):
        service.save_grades(by, review, 0, grades, "")
    service.save_grades(by, review, 1, grades, "街道党工委12月1日批复同意2名")
    service.fix(by, review)
    assert [one.name for one in queries.best_of(row(review))] == ["王建国", "李秀英"]


def test_who_is_probationary_gets_no_grade_whatever_is_sent(app: Flask, house: Community) -> None:
    review = begun(house)
    service.save_grades(act(house.secretary), review, 0, {person(review, "周强"): Opinion("优秀")}, "")
    assert row(review).people[-1].grade == ""
    with pytest.raises(Refusal, match="不在"):
        service.save_grades(act(house.secretary), review, 1, {person(review, "赵文"): Opinion("良好")}, "")


def test_fixed_grades_are_taken_back_with_a_reason_until_they_are_posted(app: Flask, house: Community) -> None:
    review = make_review.fixed(house)
    with pytest.raises(Refusal, match="已经定格"):
        service.save_grades(act(house.secretary), review, 1, {}, "")
    with pytest.raises(Refusal, match="原因"):
        service.reopen(act(house.secretary), review, "")
    service.reopen(act(house.secretary), review, "票数抄错")
    service.fix(act(house.secretary, NOON + DAY), review)
    service.post(act(house.secretary, NOON + DAY), review, 5, ["优秀"])
    with pytest.raises(Refusal, match="只能通过处理异议"):
        service.reopen(act(house.secretary), review, "反悔")


# --- posting and objections -----------------------------------------------------------------------------------------


def test_a_posting_hangs_for_working_days(app: Flask, house: Community) -> None:
    review = make_review.fixed(house)
    with pytest.raises(Refusal, match="哪些等次"):
        service.post(act(house.secretary), review, 5, ["良好"])
    service.post(act(house.secretary, NOON + 2 * DAY), review, 5, ["优秀"])
    assert (row(review).posted_on, row(review).posted_until) == ("2026-11-30", "2026-12-04")


@on_both
def test_an_objection_is_settled_and_only_that_changes_a_grade(app: Flask, house: Community) -> None:
    review = make_review.posted(house)
    one = service.object_to(act(None, NOON + 3 * DAY, "k"), review, Said("赵文为群众做了很多事"))
    assert service.object_to(act(None, NOON + 3 * DAY, "k"), review, Said("赵文为群众做了很多事")) == one
    assert missing(review, Step.POSTING, AFTER.date()) == ("公示期间收到的异议还有1件没有处理",)
    assert not queries.can_be_told(row(review), AFTER.date())
    change = Change(person(review, "赵文"), "优秀")
    with pytest.raises(Refusal, match="最多1人"):
        service.settle(act(house.secretary, AFTER), one, "核实属实", change)
    with pytest.raises(Refusal, match="核实"):
        service.settle(act(house.secretary, AFTER), one, "")
    service.settle(act(house.secretary, AFTER), one, "核实属实", Change(person(review, "赵文"), "基本合格"))
    assert queries.objection(one).changed == "赵文由“合格”改为“基本合格”"
    assert queries.can_be_told(row(review), AFTER.date())


@pytest.mark.parametrize(("at", "sentence"), [(NOON, "还没有公示"), (AFTER, "期满")])
def test_objections_are_taken_while_the_posting_hangs(app: Flask, house: Community, at: object, sentence: str) -> None:
    review = make_review.posted(house)
    with pytest.raises(Refusal, match=sentence):
        service.object_to(act(None, at), review, Said("有异议"))  # type: ignore[arg-type]
