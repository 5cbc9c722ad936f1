"""回避: who steps back does not vote, stays in the base, and is named with the reason."""

import pytest
from sqlalchemy import select

from blueprints.meetings.models import Attendee
from blueprints.minutes import queries as minutes
from blueprints.minutes import record
from blueprints.polls import queries, service
from blueprints.polls.models import Poll, PollEvent, Recusal
from blueprints.shared.db import db, writing
from domain.decision import Votes
from domain.paper import Choice
from domain.rules import Method
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.polls.make_polls import Hall, cast, hall, proposed
from tests.make import Community, act

WHY = "表决事项涉及本人"


@pytest.fixture
def room(house: Community) -> Hall:
    """Seven entitled, five of them in the hall."""
    return hall(house, entitled=7, present=5)


def recused(room: Hall, method: Method = Method.hands, who: int = 0) -> int:
    """A draft that one voter steps back from."""
    poll = proposed(room, method)
    service.recuse(act(), poll, room.voters[who], WHY)
    return poll


@on_both
def test_who_steps_back_is_not_on_the_votes_roll_and_stays_in_the_base(room: Hall) -> None:
    poll = recused(room)
    service.open_poll(act(), poll)
    assert [line.attendee_id for line in queries.hands(poll)] == room.voters[1:]
    service.count_open_vote(act(), poll, Votes(4, 0, 0))
    verdict = queries.poll(poll).verdict or {}
    assert (verdict["base"], verdict["needed"], verdict["adopted"]) == (7, 4, True)
    assert "回避1人" in verdict["sentence"]
    assert verdict["quorum"]["present"] == 5


@on_both
def test_a_vote_of_all_present_is_too_many_when_one_stepped_back(room: Hall) -> None:
    poll = recused(room)
    service.open_poll(act(), poll)
    with pytest.raises(Refusal, match="不回避的4人"):
        service.count_open_vote(act(), poll, Votes(5, 0, 0))


@on_both
def test_a_secret_ballot_of_who_stepped_back_is_refused(room: Hall) -> None:
    poll = recused(room, Method.secret)
    service.open_poll(act(), poll)
    with pytest.raises(Refusal):
        cast(poll, room.voters[0], Choice.FOR)
    for voter in room.voters[1:]:
        cast(poll, voter, Choice.FOR)
    service.close_poll(act(), poll, early=False)
    service.open_box(act(), poll)
    assert queries.poll(poll).in_favour == 4


@on_both
def test_once_the_vote_is_open_nobody_steps_back_any_more(room: Hall) -> None:
    poll = recused(room)
    service.open_poll(act(), poll)
    for late in (
        lambda: service.recuse(act(), poll, room.voters[1], WHY),
        lambda: service.unrecuse(act(), poll, room.voters[0]),
    ):
        with pytest.raises(Refusal, match="表决已经开始"):
            late()
    assert [one.name for one in queries.recused(poll)] == [
        db.session.scalar(select(Attendee.name).where(Attendee.id == room.voters[0]))
    ]


@on_both
def test_stepping_back_can_be_taken_back_and_its_reason_mended(room: Hall) -> None:
    poll = recused(room)
    service.recuse(act(), poll, room.voters[0], "涉及近亲属")
    assert [one.reason for one in queries.recused(poll)] == ["涉及近亲属"]
    service.unrecuse(act(), poll, room.voters[0])
    service.unrecuse(act(), poll, room.voters[0])
    service.open_poll(act(), poll)
    assert queries.voter_count(poll) == 5


@on_both
def test_only_somebody_in_the_hall_with_a_vote_can_step_back(room: Hall) -> None:
    poll = proposed(room, Method.hands)
    for stranger in (room.absent, room.probationary, 10**6):
        with pytest.raises(Refusal, match="到会有表决权"):
            service.recuse(act(), poll, stranger, WHY)


@on_both
def test_who_left_before_the_vote_did_not_step_back_from_it(room: Hall) -> None:
    poll = recused(room)
    with writing():
        db.session.get_one(Attendee, room.voters[0]).present = False
    assert queries.recused(poll) == ()
    service.open_poll(act(), poll)
    service.count_open_vote(act(), poll, Votes(4, 0, 0))
    assert "回避" not in (queries.poll(poll).verdict or {})["sentence"]
    assert db.session.scalars(select(Recusal)).all() == []


def test_when_all_step_back_there_is_nothing_to_open(room: Hall) -> None:
    poll = proposed(room, Method.hands)
    for voter in room.voters:
        service.recuse(act(), poll, voter, WHY)
    with pytest.raises(Refusal, match="全部回避"):
        service.open_poll(act(), poll)


def test_the_chain_says_how_many_and_never_who(room: Hall) -> None:
    poll = recused(room)
    service.open_poll(act(), poll)
    payload = db.session.scalars(select(PollEvent).where(PollEvent.poll_id == poll)).one().payload
    assert (payload["recused"], payload["voters"]) == (1, 4)


def test_the_record_names_who_stepped_back_and_why(room: Hall) -> None:
    poll = recused(room)
    service.open_poll(act(), poll)
    service.count_open_vote(act(), poll, Votes(3, 0, 0))
    service.announce(act(), poll)
    (vote,) = record.plain(minutes.preview(room.meeting))["votes"]
    assert [one["reason"] for one in vote["recused"]] == [WHY]
    assert vote["not_voting"] == 1


def test_the_secretary_registers_a_recusal_on_its_page(browse: Browser, room: Hall) -> None:
    poll = proposed(room, Method.hands)
    chair = browse.as_(room.secretary)
    assert chair.get(f"/polls/{poll}").says("有人须回避")
    page = chair.get(f"/polls/{poll}/recusals")
    refused = chair.submit(page.form("/recusals"), 422, attendee=str(room.voters[0]), reason="")
    assert refused.says("请写明回避原因")
    page = chair.follow(chair.submit(page.form("/recusals"), attendee=str(room.voters[0]), reason=WHY))
    assert page.says("已登记")
    assert page.says(WHY)
    card = chair.get(f"/polls/{poll}")
    assert card.says("回避 1 人，不参加表决")
    page = chair.follow(chair.submit(page.form("/withdraw")))
    assert page.says("没有登记回避的人员")
    assert db.session.get_one(Poll, poll).state == "draft"


def test_a_phone_says_why_there_is_no_ballot(browse: Browser, room: Hall) -> None:
    poll = recused(room, Method.secret)
    service.open_poll(act(), poll)
    page = browse.as_(room.accounts[0]).get(f"/polls/{poll}/vote")
    assert page.says("您在本项表决中回避，不参加表决。")
