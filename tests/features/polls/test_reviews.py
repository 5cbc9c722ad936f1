"""Reviews through the box: who fills in the ballots, grades counted person by person, a file that verifies."""

from collections import Counter
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, update

from ballots import formats, verify
from blueprints.meetings.models import Attendee
from blueprints.polls import queries, service
from blueprints.polls.models import Ballot, OpenedBallot, Way
from blueprints.polls.service import Question, Voters, booth, paper, slips
from blueprints.shared.db import db, writing
from domain.admission import Outcome, Proposal
from domain.grading import Review as Result
from domain.paper import Paper
from domain.roll import DETAINED
from domain.rules import Method
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.polls.make_polls import Hall, activate, marks_and_ballots, unboxed
from tests.features.polls.make_reviews import (
    GRADES,
    LIMITED,
    MOTION,
    PAPER,
    Review,
    graded,
    joins,
    open_review,
    proposed,
    reviewing,
)
from tests.make import Community, act


@pytest.fixture
def room(house: Community) -> Hall:
    """The hall of a review."""
    return reviewing(house)


def counts(poll: int) -> list[tuple[str, tuple[int, ...], int]]:
    return [(one.name, tuple(number for _, number in one.counts), one.unmarked) for one in queries.graded(poll)]


@on_both
@pytest.mark.parametrize("level", ["sealed", "detached"])
def test_a_review_is_counted_person_by_person_and_its_file_verifies(app: Flask, room: Hall, level: str) -> None:
    review = open_review(room, level=level)
    for at, letters in enumerate(("112", "120", "134", "000", "211")):
        review.takes(letters, at)
    assert queries.graded(review.poll) == (), "nothing is known before the box is opened"
    review.end()
    assert counts(review.poll) == [
        ("王建国", (3, 1, 0, 0), 1),
        ("李秀英", (2, 1, 1, 0), 1),
        ("欧阳明", (1, 1, 0, 1), 2),
    ]
    found = queries.poll(review.poll)
    result = queries.verdict_of(found)
    assert isinstance(result, Result)
    assert result.sentence == "发出测评票5张，收回5张，有效5张，无效0张；被测评3人。"
    assert (found.in_favour, found.against, found.abstain) == (None, None, None)
    report = verify.verify(queries.published_file(review.poll), found.box_root)
    assert report.published.case.paper == PAPER
    assert "通过" not in report.checks[-1]


def test_everybody_of_the_party_fills_in_a_ballot_and_nobody_else(room: Hall) -> None:
    suspended = joins(room, "留察", "full", "留党察看期间没有表决权")
    others = [
        joins(room, "被留置", "full", DETAINED),
        joins(room, "积极分子", "activist"),
        joins(room, "没有来", "probationary", here=False),
        joins(room, "群众代表", "outside", observer=True),
        joins(room, "上级派来的党员", "full", observer=True),
    ]
    review = open_review(room)
    roll = {line.attendee_id for line in queries.voter_lines(review.poll)}
    assert roll == {*review.fillers, suspended}
    assert not roll & set(others)
    figures = queries.figures_of(queries.poll(review.poll))
    assert (figures.entitled, figures.present_entitled) == (8, 7)
    for who in others:
        with pytest.raises(Refusal, match="不在本次表决的名单上"):
            service.new_slip(review.poll, who, graded("111"))


@on_both
def test_guests_without_a_phone_fill_in_theirs_in_the_booth_and_on_paper(app: Flask, room: Hall) -> None:
    guests = [joins(room, f"群众代表{at}", "outside", observer=True) for at in range(6)]
    joins(room, "列席的党员", "full", observer=True)
    review = open_review(room, voters=Voters.GUESTS)
    assert [line.attendee_id for line in queries.voter_lines(review.poll)] == guests
    service.cast(service.new_slip(review.poll, guests[0], graded("140")), Way.BOOTH)
    for guest in guests[1:]:
        paper.issue(review.poll, guest)
    for teller in room.voters[:2]:
        for letters, count in (("111", 3), ("222", 1)):
            slips.add_pile(act(), review.poll, teller, graded(letters), count)
        slips.add_pile(act(), review.poll, teller, slips.spoilt(3), 1)
        slips.finish(act(), review.poll, teller)
    assert marks_and_ballots(review.poll) == (6, 6)
    review.end()
    assert counts(review.poll)[0] == ("王建国", (4, 1, 0, 0), 0)
    result = queries.verdict_of(queries.poll(review.poll))
    assert isinstance(result, Result)
    assert (result.issued, result.returned, result.invalid) == (6, 6, 1)
    verify.verify(queries.published_file(review.poll))


def test_a_guest_is_let_into_the_booth_as_others_are(room: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    guest, other = (joins(room, name, "outside", observer=True) for name in ("赵大妈", "钱大爷"))
    review = open_review(room, voters=Voters.GUESTS)
    monkeypatch.setattr("blueprints.polls.booths.stands", lambda meeting: meeting == room.meeting)
    booth.admit(review.poll, guest)
    with pytest.raises(Refusal, match="赵大妈还在投票间"):
        booth.admit(review.poll, other)


@pytest.mark.parametrize(
    "rule_id",
    [
        "member_review.nat",
        "member_review.s000",
        "member_review.s001b",
        "member_review.s002",
        "member_review.s003",
        "member_review_resident.law2026",
        "cadre_assessment.s001a",
        "one_promise.s003",
        "promise_review.s001b",
        "year_end_review.s004d",
        "party_assembly.nat",
    ],
)
def test_a_review_can_be_opened_under_every_rule_that_knows_one(house: Community, rule_id: str) -> None:
    review = open_review(reviewing(house, rule_id), level="detached")
    assert queries.poll(review.poll).state == "open"


def test_quorum_is_asked_of_the_meeting_where_its_rule_has_one(house: Community) -> None:
    room = reviewing(house, "party_assembly.nat")
    poll = proposed(room)
    service.change_level(act(), poll, "detached")
    with writing() as session:
        session.execute(update(Attendee).where(Attendee.id.in_(room.voters[:3])).values(present=False))
    with pytest.raises(Refusal, match=r"还差1人，未达到法定人数.*不能测评"):
        service.open_poll(act(), poll)
    with writing() as session:
        session.execute(update(Attendee).where(Attendee.id == room.voters[0]).values(present=True))
    assert queries.voter_count(service.open_poll(act(), poll)) == 4


def test_with_more_best_grades_than_the_limit_a_ballot_is_void(room: Hall) -> None:
    review = open_review(room, LIMITED)
    with pytest.raises(Refusal, match=r"您评了2名“优秀”，多于限定的1名，超过的整张票无效。请减少到1名以内。"):
        review.takes("112", 0)
    review.takes("122", 0)
    for voter in review.fillers[1:6]:
        paper.issue(review.poll, voter)
    for teller in room.voters[:2]:
        slips.add_pile(act(), review.poll, teller, graded("111"), 2)
        slips.add_pile(act(), review.poll, teller, graded("021"), 3)
        slips.finish(act(), review.poll, teller)
    review.end()
    assert counts(review.poll) == [
        ("王建国", (1, 0, 0, 0), 3),
        ("李秀英", (0, 4, 0, 0), 0),
        ("欧阳明", (3, 1, 0, 0), 0),
    ]
    tally = queries.tally_of(queries.poll(review.poll))
    assert tally is not None
    assert (tally.valid, tally.invalid) == (4, 2)
    verify.verify(queries.published_file(review.poll))


@on_both
def test_ballots_are_of_one_length_and_opened_lines_lie_apart(app: Flask, room: Hall) -> None:
    review = open_review(room, level="detached")
    for at, letters in enumerate(("111", "000", "444", "123")):
        review.takes(letters, at)
    bodies = list(db.session.scalars(select(Ballot.body).where(Ballot.poll_id == review.poll)))
    assert {len(body) for body in bodies} == {formats.size(PAPER)} == {64}
    review.end()
    rows = db.session.execute(select(OpenedBallot.id, OpenedBallot.question, OpenedBallot.choice)).all()
    assert len({row.id for row in rows}) == len(rows) == 4 * 3
    assert Counter(row.choice for row in rows if row.question == 0) == Counter({"first": 2, "unmarked": 1, "fourth": 1})


def test_a_slip_serves_no_other_grades(room: Hall) -> None:
    review = open_review(room)
    slip = service.new_slip(review.poll, review.fillers[0], graded("123"))
    with pytest.raises(Refusal, match="这张票不是为您的这一次选择生成的"):
        service.cast(replace(slip, marked=graded("124")))
    assert service.cast(slip) == service.cast(slip)
    assert marks_and_ballots(review.poll) == (1, 1)


def test_a_rehearsal_is_filled_in_by_the_same_people_and_decides_nothing(room: Hall) -> None:
    poll = service.rehearse(act(), proposed(room))
    service.change_level(act(), poll, "detached")
    review = Review(room, service.open_poll(act(), poll), [], [*room.voters, room.probationary])
    assert queries.voter_count(poll) == 6
    review.takes("123", 5)
    review.end()
    assert queries.poll(poll).verdict is None
    assert counts(poll)[0] == ("王建国", (1, 0, 0, 0), 0)


def test_what_cannot_be_asked_together_is_refused_with_a_sentence(room: Hall) -> None:
    wrong = {
        "只有民主测评可以由没有表决权": Question(voters=Voters.MEMBERS),
        "民主测评不能与票决": Question(PAPER, Proposal("周强", Outcome.confirmed)),
        "测评票的等次应当有2至6个": Question(Paper(("甲",), grades=("好",))),
        "“甲”在测评票上出现了两次": Question(Paper(("甲", "甲"), grades=GRADES)),
    }
    for sentence, question in wrong.items():
        with pytest.raises(Refusal, match=sentence):
            service.propose(act(), room.item, MOTION, Method.secret, question)
    with pytest.raises(Refusal, match="民主测评须采用无记名方式"):
        service.propose(act(), room.item, MOTION, Method.hands, Question(PAPER, voters=Voters.MEMBERS))


def test_a_review_knows_no_stepping_back_and_no_putting_off(room: Hall) -> None:
    poll = proposed(room)
    with pytest.raises(Refusal, match="民主测评不办理回避"):
        service.recuse(act(), poll, room.voters[0], "涉及本人")
    with pytest.raises(Refusal, match="没有暂缓"):
        service.defer(act(), poll)
    with pytest.raises(Refusal, match="民主测评须采用无记名方式"):
        service.change_method(act(), poll, Method.hands)


def test_nobody_there_to_fill_it_in_is_said(room: Hall) -> None:
    poll = proposed(room, voters=Voters.GUESTS)
    service.change_level(act(), poll, "detached")
    with pytest.raises(Refusal, match="填写测评票的人员都没有到会"):
        service.open_poll(act(), poll)


def test_who_has_no_phone_is_named_among_those_who_fill_it_in(room: Hall) -> None:
    activate(room.accounts)
    joins(room, "赵大妈", "outside", observer=True)
    assert queries.without_phone(queries.poll(proposed(room, voters=Voters.GUESTS))) == ("赵大妈",)
    assert queries.without_phone(queries.poll(proposed(room))) == ("周强",)


def test_a_void_review_stays_shut(room: Hall) -> None:
    review = open_review(room)
    review.takes("111", 0)
    service.void(act(), review.poll, "测评票印错")
    assert queries.graded(review.poll) == ()
    with pytest.raises(Refusal):
        unboxed(room, review.poll, review.codes)
