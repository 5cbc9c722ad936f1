"""The way of a vote: what opens it, what counts, what decides, what stays written."""

import pytest
from sqlalchemy import select

from blueprints.meetings.models import Attendee, Meeting
from blueprints.polls import chain, queries, service
from blueprints.polls.models import Poll, PollEvent
from blueprints.shared.db import db, writing
from blueprints.shared.journal import JournalLine
from domain.decision import Votes
from domain.paper import Choice
from domain.rules import Method
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.polls.make_polls import Hall, everybody_votes, hall, opened, proposed
from tests.make import Community, act, later


@pytest.fixture
def room(house: Community) -> Hall:
    """Seven entitled, five of them in the hall."""
    return hall(house, entitled=7, present=5)


def counted(poll: int, in_favour: int, against: int = 0, abstain: int = 0) -> Poll:
    service.count_open_vote(act(), poll, Votes(in_favour, against, abstain))
    return queries.poll(poll)


@on_both
def test_the_opening_freezes_figures_roll_and_rule(room: Hall) -> None:
    poll = opened(room, Method.hands)
    found = queries.poll(poll)
    assert found.figures == {
        "expected": 8,
        "entitled": 7,
        "present": 6,
        "present_entitled": 5,
        "excused": 0,
        "observers": 0,
    }
    assert [line.attendee_id for line in queries.hands(poll)] == room.voters
    with writing():
        db.session.get_one(Attendee, room.voters[0]).present = False
    assert queries.figures_of(queries.poll(poll)).present_entitled == 5
    assert queries.voter_count(poll) == 5


def test_present_is_counted_again_at_each_vote(room: Hall) -> None:
    first = opened(room, Method.hands)
    counted(first, 5)
    with writing():
        db.session.get_one(Attendee, room.voters[0]).present = False
    assert queries.figures_of(queries.poll(opened(room, Method.hands))).present_entitled == 4


def test_a_vote_is_not_opened_without_quorum_and_says_how_many_are_missing(house: Community) -> None:
    room = hall(house, entitled=9, present=4)
    with pytest.raises(Refusal, match=r"还差1人.*不能表决"):
        opened(room, Method.hands)


def test_a_vote_is_not_opened_before_the_meeting_is_in_session(room: Hall) -> None:
    poll = proposed(room)
    with writing():
        db.session.get_one(Meeting, room.meeting).state = "gathering"
    with pytest.raises(Refusal, match="开会期间才能表决"):
        service.open_poll(act(), poll)


def test_a_meeting_has_one_open_vote_at_a_time(room: Hall) -> None:
    first = opened(room, Method.hands)
    with pytest.raises(Refusal, match="正在表决，请先结束那一项"):
        opened(room, Method.secret)
    counted(first, 5)
    assert queries.poll(opened(room, Method.secret)).state == "open"


def test_sixteen_entitled_nine_present_eight_for_is_not_adopted(house: Community) -> None:
    room = hall(house, entitled=16, present=9)
    found = counted(opened(room, Method.hands), 8, 1)
    assert found.verdict["adopted"] is False
    assert found.verdict["needed"] == 9
    assert "至少9票" in found.verdict["sentence"]
    assert "差1票，未通过" in found.verdict["sentence"]


def test_more_votes_than_people_present_are_refused_and_fewer_stand_as_not_voted(room: Hall) -> None:
    poll = opened(room, Method.voice)
    with pytest.raises(Refusal, match="合计6，超过实到有表决权的5人"):
        counted(poll, 6)
    assert queries.poll(poll).state == "open", "a refused count closes nothing"
    assert "未表决1人" in counted(poll, 4).verdict["sentence"]


def test_names_tapped_on_the_roll_are_the_count(room: Hall) -> None:
    poll = opened(room, Method.hands)
    marks = dict(zip(room.voters, [Choice.FOR, Choice.FOR, Choice.AGAINST, Choice.ABSTAIN], strict=False))
    service.mark_hands(act(), poll, marks)
    found = queries.poll(poll)
    assert (found.in_favour, found.against, found.abstain) == (2, 1, 1)
    assert {line.attendee_id: line.choice for line in queries.hands(poll)} == {**marks, room.voters[4]: None}


def test_only_names_on_the_frozen_roll_can_be_tapped_and_only_for_hands(room: Hall) -> None:
    poll = opened(room, Method.hands)
    for outsider in (room.absent, room.probationary):
        with pytest.raises(Refusal, match="不在本次表决的名单上"):
            service.mark_hands(act(), poll, {outsider: Choice.FOR})
    service.void(act(), poll, "改方式")
    spoken = opened(room, Method.voice)
    with pytest.raises(Refusal, match="只有举手表决"):
        service.mark_hands(act(), spoken, {room.voters[0]: Choice.FOR})


def test_a_count_may_be_mended_until_it_is_announced(room: Hall) -> None:
    poll = opened(room, Method.hands)
    counted(poll, 3, 2)
    assert counted(poll, 4, 1).verdict["adopted"] is True
    service.announce(act(), poll)
    with pytest.raises(Refusal, match="已宣布"):
        counted(poll, 5)
    assert queries.poll(poll).in_favour == 4


def test_a_secret_vote_takes_no_typed_count_and_an_open_one_has_no_box(room: Hall) -> None:
    secret = opened(room)
    with pytest.raises(Refusal, match="由票箱计票"):
        counted(secret, 5)
    with pytest.raises(Refusal, match="由票箱计票"):
        service.mark_hands(act(), secret, {room.voters[0]: Choice.FOR})
    service.void(act(), secret, "改方式")
    with pytest.raises(Refusal, match="没有票箱"):
        service.open_box(act(), opened(room, Method.hands))


def test_a_secret_verdict_says_not_in_favour_and_never_against(room: Hall) -> None:
    poll = opened(room)
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    service.open_box(act(), poll)
    sentence = queries.poll(poll).verdict["sentence"]
    assert "不赞成2票" in sentence
    assert "反对" not in sentence


def test_a_method_that_the_rule_demands_cannot_be_replaced(room: Hall) -> None:
    with writing():
        meeting = db.session.get_one(Meeting, room.meeting)
        meeting.rule = {**meeting.rule, "secret_required": True}
    with pytest.raises(Refusal, match="无记名投票"):
        proposed(room, Method.hands)
    poll = proposed(room, Method.secret)
    with pytest.raises(Refusal, match="无记名投票"):
        service.change_method(act(), poll, Method.hands)


def test_the_method_changes_while_it_is_a_draft_and_not_afterwards(room: Hall) -> None:
    poll = proposed(room, Method.hands)
    service.change_method(act(), poll, Method.secret)
    assert (queries.poll(poll).method, queries.poll(poll).level) == ("secret", "detached")
    service.open_poll(act(), poll)
    with pytest.raises(Refusal, match="不能再改表决方式"):
        service.change_method(act(), poll, Method.hands)


def test_putting_off_is_a_void_vote_that_names_the_constitution(room: Hall) -> None:
    poll = opened(room, Method.hands)
    counted(poll, 3, 2)
    service.defer(act(), poll)
    found = queries.poll(poll)
    assert found.state == "void"
    assert found.void_reason.startswith("暂缓表决")
    assert "第十七条" in found.void_reason


def test_a_vote_is_not_voided_without_a_reason_nor_after_the_announcement(room: Hall) -> None:
    poll = opened(room, Method.hands)
    with pytest.raises(Refusal, match="请填写表决作废的原因"):
        service.void(act(), poll, " ")
    counted(poll, 5)
    service.announce(act(), poll)
    with pytest.raises(Refusal, match="已宣布"):
        service.void(act(), poll, "后悔了")


@on_both
def test_every_move_sent_twice_is_done_once(room: Hall) -> None:
    poll = service.propose(act(room.secretary, once="a"), room.item, "同意", Method.secret)
    assert service.propose(act(room.secretary, once="a"), room.item, "同意", Method.secret) == poll
    moves = [
        lambda to: service.open_poll(to, poll),
        lambda to: service.close_poll(to, poll),
        lambda to: service.open_box(to, poll),
        lambda to: service.announce(to, poll),
    ]
    for at, move in enumerate(moves):
        before = revision(room)
        assert move(act(room.secretary, once=f"m{at}")) == poll
        after, lines = revision(room), len(db.session.scalars(select(JournalLine)).all())
        assert move(act(room.secretary, once=f"m{at}", at=later(minutes=1))) == poll
        assert after > before
        assert (revision(room), len(db.session.scalars(select(JournalLine)).all())) == (after, lines)
    assert len(queries.polls_of_item(room.item)) == 1


def revision(room: Hall) -> int:
    db.session.rollback()
    return db.session.get_one(Meeting, room.meeting).revision


@on_both
def test_the_chain_tells_the_phases_and_notices_any_change(room: Hall) -> None:
    poll = opened(room)
    everybody_votes(room, poll)
    for move in (service.close_poll, service.open_box, service.announce):
        move(act(room.secretary), poll)
    events = chain.events(poll)
    assert [one.event for one in events] == ["opened", "closed", "box_opened", "counted", "scrubbed", "announced"]
    assert chain.holds(events)
    assert not chain.holds([*events[:2], *events[3:]])
    assert not chain.holds([events[0], events[2], events[1], *events[3:]])
    with writing():
        closed = db.session.scalars(select(PollEvent).where(PollEvent.event == "closed")).one()
        closed.payload = {**closed.payload, "count": 4}
    assert not chain.holds(chain.events(poll))


def test_the_meeting_waits_for_a_vote_that_is_not_announced(room: Hall) -> None:
    assert queries.unfinished_of(room.meeting) == 0
    poll = opened(room, Method.hands)
    counted(poll, 5)
    assert queries.unfinished_of(room.meeting) == 1
    service.announce(act(), poll)
    assert queries.unfinished_of(room.meeting) == 0
    assert queries.latest_of(room.meeting).id == poll
