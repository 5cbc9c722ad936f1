"""党小组互评: each Party group reviews its own members on a meeting of its own; the committee sees all counts."""

import pytest
from flask import Flask
from sqlalchemy import update

from blueprints.accounts import service as accounts
from blueprints.accounts.models import Level
from blueprints.meetings import service as meeting_service
from blueprints.members.models import Member
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.polls.models import Way
from blueprints.reviews import prints, queries, service
from blueprints.reviews.service import MUTUAL, RESIDENTS
from blueprints.shared.db import writing
from domain.review import Step, StepState
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.meetings import make_meetings
from tests.features.reviews import make_review
from tests.features.reviews.make_review import BEFORE, DAY, person, row
from tests.make import NOON, Community, act


@pytest.fixture
def grouped(house: Community) -> int:
    """A review of a branch whose six members stand in two groups; its number."""
    return make_review.grouped(house)


def groups(review: int) -> list[tuple[int, str, int]]:
    return [(one.id, one.name, one.group_id or 0) for one in queries.review(review).groups]


def group_meeting(house: Community, group: int) -> int:
    """A meeting of the group under way, everybody there."""
    by = act(house.secretary)
    meeting = make_meetings.planned(house, "party_group.nat", BEFORE, group, title="党小组会")
    meeting_service.send_notice(act(house.secretary, NOON - DAY), meeting)
    meeting_service.gather(by, meeting)
    for line in make_meetings.roll(meeting):
        meeting_service.check_in(by, line, "hand")
    meeting_service.open_meeting(by, meeting)
    return meeting


def voted(house: Community, review_group: int, meeting: int, letters: tuple[str, ...]) -> int:
    by = act(house.secretary)
    poll = service.propose_group_ballot(by, review_group, meeting)
    meeting_service.start_item(by, make_meetings.items(meeting)[-1])
    polling.change_level(by, poll, "detached")
    polling.open_poll(by, poll)
    for line, marks in zip(polls.voter_lines(poll), letters, strict=True):
        polling.cast(polling.new_slip(poll, line.attendee_id, make_review.ballot(marks)), Way.BOOTH)
    polling.close_poll(by, poll)
    polling.open_box(by, poll)
    polling.announce(by, poll)
    return poll


@on_both
def test_each_group_counts_its_own_and_the_committee_sees_all(app: Flask, house: Community, grouped: int) -> None:
    (first, name, place), (second, other, elsewhere) = groups(grouped)
    assert (name, other) == ("第一党小组", "第二党小组")
    poll = voted(house, first, group_meeting(house, place), ("122", "112", "122"))
    assert mutual(grouped).missing == ("第二党小组党员互评的结果还没有宣布",)
    assert polls.paper_of(polls.poll(poll)).lines == ("王建国", "李秀英", "欧阳明")
    assert polls.poll(poll).motion == "2026年度民主评议党员党员互评（第一党小组）"
    voted(house, second, group_meeting(house, elsewhere), ("22", "23", "11"))
    counted = {line: dict(one.counts) for line, one in queries.group_tally(row(grouped)).items()}
    assert counted["王建国"] == {"优秀": 3, "合格": 0, "基本合格": 0, "不合格": 0}
    assert counted["陈桂兰"] == {"优秀": 1, "合格": 1, "基本合格": 1, "不合格": 0}
    assert mutual(grouped).done, "《社区基本知识》 asks for 互评 in the groups and for no 民主测评"


def mutual(review: int) -> StepState:
    return queries.step_of(row(review), Step.MUTUAL, NOON.date())


def both_groups_voted(house: Community, review: int) -> None:
    for number, _, place in groups(review):
        letters = ("122", "112", "122") if place == house.group else ("22", "23", "11")
        voted(house, number, group_meeting(house, place), letters)


def test_where_the_rule_names_the_ballot_of_the_branch_it_is_held_too(house: Community) -> None:
    review = make_review.grouped(house, "member_review.nat")
    both_groups_voted(house, review)
    assert mutual(review).missing == ("全支部民主测评的结果还没有宣布",)
    make_review.in_session(house, review)
    make_review.voted(house, review, MUTUAL, ("12222", "12223", "12234", "22222"))
    assert mutual(review).done
    assert queries.group_tally(row(review))["王建国"].counts[0] == ("优秀", 3)
    assert queries.tally(row(review).mutual_id)["王建国"].counts[0] == ("优秀", 3)


def test_the_summary_adds_the_groups_figures_and_names_them(house: Community, grouped: int) -> None:
    both_groups_voted(house, grouped)
    make_review.written(house, grouped)
    make_review.in_session(house, grouped)
    make_review.voted(house, grouped, RESIDENTS, ("12222", "21222"))
    make_review.graded_by_committee(house, grouped, "优秀", "合格", "合格", "合格", "合格")
    page = prints.summary_page(row(grouped), NOON + DAY)
    assert (page.ballots.issued, page.ballots.returned, page.ballots.valid) == (6, 6, 6)
    assert page.groups == ("第一党小组", "第二党小组")
    assert page.rows[0].votes == (3, 0, 0, 0)
    assert page.rows[0].resident_votes == (1, 1, 0, 0)


def test_a_group_in_which_nobody_is_graded_is_refused(house: Community) -> None:
    second = accounts.add_organisation(act(house.secretary, BEFORE), house.branch, "预备党员小组", Level.GROUP)
    with writing() as session:
        session.execute(update(Member).where(Member.id.in_(house.members[:5])).values(group_id=house.group))
        session.execute(update(Member).where(Member.id == house.members[5]).values(group_id=second))
    with pytest.raises(Refusal, match="预备党员小组没有要评定等次的正式党员"):
        service.divide(act(house.secretary, BEFORE), make_review.begun(house))


def test_who_changed_group_since_is_named_and_nothing_is_left_of_a_refusal(house: Community, grouped: int) -> None:
    (first, _, place), (_, _, other) = groups(grouped)
    meeting = group_meeting(house, place)
    before = len(make_meetings.items(meeting))
    with writing() as session:
        session.execute(update(Member).where(Member.id == house.members[1]).values(group_id=other))
    with pytest.raises(Refusal, match="李秀英已经不在分组时的党小组"):
        service.propose_group_ballot(act(house.secretary), first, meeting)
    assert len(make_meetings.items(meeting)) == before
    assert queries.review_group(first).meeting_id is None


def test_a_ballot_on_a_meeting_that_was_called_off_is_none(house: Community, grouped: int) -> None:
    first, _, place = groups(grouped)[0]
    by = act(house.secretary, NOON - DAY)
    meeting = make_meetings.planned(house, "party_group.nat", BEFORE, place)
    poll = service.propose_group_ballot(by, first, meeting)
    meeting_service.cancel(by, meeting, "改期")
    assert service.propose_group_ballot(act(house.secretary), first, group_meeting(house, place)) != poll


def test_a_member_of_no_group_is_named(house: Community) -> None:
    review = make_review.begun(house)
    with pytest.raises(Refusal, match="赵文、陈桂兰、周强没有编入党小组，请先在名册的“党小组”里编组"):
        service.divide(act(house.secretary, BEFORE), review)
    assert not row(review).groups


def test_the_list_is_renewed_and_divided_only_while_no_name_is_printed(house: Community, grouped: int) -> None:
    by = act(house.secretary)
    make_review.in_session(house, grouped)
    with pytest.raises(Refusal, match="先改回全支部一起互评"):
        service.list_people(by, grouped)
    service.join(by, grouped)
    assert not row(grouped).groups
    assert {one.review_group_id for one in row(grouped).people} == {None}
    service.propose_ballot(by, grouped, MUTUAL)
    with pytest.raises(Refusal, match="测评票上已经印了姓名"):
        service.divide(by, grouped)


def test_a_group_ballot_is_proposed_once_and_on_its_own_meeting(house: Community, grouped: int) -> None:
    (first, _, place), (second, _, _) = groups(grouped)
    meeting, by = group_meeting(house, place), act(house.secretary)
    with pytest.raises(Refusal, match="请选择第二党小组还没有散会的党小组会"):
        service.propose_group_ballot(by, second, meeting)
    poll = service.propose_group_ballot(by, first, meeting)
    assert service.propose_group_ballot(by, first, meeting) == poll
    with pytest.raises(Refusal, match="测评票上已经印了姓名"):
        service.join(by, grouped)
    polling.void(by, poll, "重来")
    assert service.propose_group_ballot(by, first, meeting) != poll


def test_a_group_hears_its_own_on_its_own_meeting(browse: Browser, house: Community, grouped: int) -> None:
    make_review.written(house, grouped)
    meeting_service.send_notice(act(house.secretary, NOON - 6 * DAY), make_review.meeting_of(grouped))
    first, _, place = groups(grouped)[0]
    mine, other = browse.as_(house.accounts[1]), browse.as_(house.accounts[4])
    address = f"/reviews/{grouped}/self-reviews"
    assert mine.get(address).says("以前供参会人员查看")
    service.propose_group_ballot(act(house.secretary), first, group_meeting(house, place))
    assert mine.get(address).says("王建国的自评")
    assert not mine.get(address).says("陈桂兰的自评")
    assert other.get(address).says("以前供参会人员查看")
    assert "看大家的个人自评" in mine.get("/my-meetings").text
    assert person(grouped, "王建国")


def test_the_page_divides_proposes_and_joins(browse: Browser, house: Community, grouped: int) -> None:
    desk = browse.as_(house.secretary)
    page = desk.get(f"/reviews/{grouped}/people")
    assert page.says("分党小组进行")
    assert page.says("3人：王建国、李秀英、欧阳明")
    assert page.says("这个党小组还没有召集党小组会")
    first, _, place = groups(grouped)[0]
    address = f"/review-groups/{first}/ballots"
    assert desk.post(address, 422, meeting_id="0").says("请选择第一党小组还没有散会的党小组会")
    meeting = group_meeting(house, place)
    page = desk.get(f"/reviews/{grouped}/people")
    form = page.body.select_one(f"form[action$='/review-groups/{first}/ballots']")
    assert desk.follow(desk.submit(form, 303, meeting_id=str(meeting))).says("第一党小组")
    assert desk.get(f"/reviews/{grouped}/people").says("已提出，还没有开始")
