"""The booth: a teller lets one voter in, the tablet shows that voter's paper, and forgets everything."""

from collections.abc import Iterator

import pytest
from flask import Flask

from blueprints.polls import queries, service
from blueprints.polls.desk import desk
from blueprints.polls.models import Way
from blueprints.polls.service import booth, paper
from blueprints.shared.db import db
from domain.paper import Choice
from domain.words import Refusal
from tests.browse import Browser, filled
from tests.conftest import on_both
from tests.features.polls import make_polls
from tests.features.polls.make_booth import Hallway, chosen, electronic_election, kiosk, with_booth
from tests.features.polls.make_paper import at_once
from tests.features.polls.make_polls import cast, hall, marks_and_ballots, sealed, unboxed
from tests.make import Community, act


@pytest.fixture
def hallway(browse: Browser, house: Community) -> Iterator[Hallway]:
    """Five voters and a sealed vote on a motion."""
    yield with_booth(browse, house)
    db.session.rollback()


def test_a_voter_is_let_in_votes_and_nothing_of_it_stays(hallway: Hallway) -> None:
    assert hallway.tablet.get("/booth").h1 == "请等候监票人叫号"
    page = hallway.let_in(2)
    assert page.h1 == "欧阳明同志，请投票"
    assert not page.body.find_all("input", {"type": "radio", "checked": True})
    page = chosen(hallway, "b")
    assert page.says("不赞成")
    page = hallway.tablet.submit(page.form("/booth/cast"), 200)
    number = page.body.select_one("h2.figure").text
    assert hallway.state(2) == Way.BOOTH
    assert page.response.headers["Cache-Control"] == "no-store"
    page = hallway.tablet.follow(hallway.tablet.submit(page.form("/booth/done")))
    assert page.h1 == "请等候监票人叫号"
    for trace in (number, "欧阳明", "不赞成"):
        assert not page.says(trace)
    service.close_poll(act(), hallway.poll)
    unboxed(hallway.room, hallway.poll, hallway.codes)
    lists = queries.ballot_public(hallway.poll)
    assert lists is not None
    assert lists.receipts == (number,)
    assert lists.opened[0] == ("against",)


def test_a_form_of_an_earlier_voter_does_and_shows_nothing(hallway: Hallway) -> None:
    paper_of_first = hallway.let_in(0).form("/booth/choose")
    confirm = chosen(hallway, "b").form("/booth/cast")
    hallway.chair.submit(hallway.chair.get(f"/polls/{hallway.poll}/paper").form("/booth/empty"))
    hallway.let_in(1)
    for form, typed in ((paper_of_first, {"choice": "b"}), (confirm, {})):
        page = hallway.tablet.submit(form, 422, **typed)
        assert page.says("这张票已经失效，没有计入")
        for trace in ("不赞成", "王建国", "李秀英", 'name="choice"'):
            assert trace not in page.response.text
    assert marks_and_ballots(hallway.poll) == (0, 0)


def test_a_ticket_serves_only_with_the_paper_that_was_confirmed(hallway: Hallway) -> None:
    hallway.let_in(0)
    stolen = filled(chosen(hallway, "b").form("/booth/cast"))
    hallway.chair.submit(hallway.chair.get(f"/polls/{hallway.poll}/paper").form("/booth/empty"))
    ticket = hallway.let_in(1).form("/booth/choose").find("input", {"name": "ticket"})["value"]
    page = hallway.tablet.post("/booth/cast", 422, **{**stolen, "ticket": ticket})
    assert page.says("不是为您的这一次选择生成的")
    assert page.h1 == "李秀英同志，请投票"
    assert marks_and_ballots(hallway.poll) == (0, 0)


@pytest.mark.parametrize("ticket", ["", "-", "1", "x-y", "987654-00", "1-", "９-1", "99999999999999999999-1"])
def test_a_ticket_that_is_none_is_no_fault(hallway: Hallway, ticket: str) -> None:
    hallway.let_in(0)
    assert hallway.tablet.post("/booth/choose", 422, ticket=ticket, choice="a").says("这张票已经失效")
    assert hallway.tablet.post("/booth/cast", 422, ticket=ticket).says("这张票已经失效")


def test_a_lost_answer_is_given_again_until_the_voter_has_gone(hallway: Hallway) -> None:
    hallway.let_in(0)
    form = chosen(hallway).form("/booth/cast")
    numbers = {hallway.tablet.submit(form, 200).body.select_one("h2.figure").text for _ in range(3)}
    assert len(numbers) == 1
    assert marks_and_ballots(hallway.poll) == (1, 1)
    assert hallway.tablet.get("/booth").h1 == "请等候监票人叫号"
    page = hallway.tablet.submit(form, 422)
    assert page.says("这张票已经失效")
    assert not page.says(numbers.pop())


def test_who_goes_without_voting_may_be_let_in_again(hallway: Hallway) -> None:
    page = hallway.let_in(0)
    page = hallway.tablet.follow(hallway.tablet.submit(page.form("/booth/done")))
    assert page.h1 == "请等候监票人叫号"
    assert hallway.state(0) == Way.NONE
    assert hallway.let_in(0).h1 == "王建国同志，请投票"


def test_nobody_is_let_in_while_somebody_is_inside(hallway: Hallway) -> None:
    hallway.let_in(0)
    ticket = desk(hallway.poll).booth
    booth.admit(hallway.poll, hallway.room.voters[0])
    assert desk(hallway.poll).booth == ticket, "a second tap lets the same voter stay"
    with pytest.raises(Refusal, match="王建国还在投票间"):
        booth.admit(hallway.poll, hallway.room.voters[1])
    page = hallway.chair.get(f"/polls/{hallway.poll}/paper")
    assert not page.has_form(f"/{hallway.room.voters[1]}/booth")
    others = page.body.select("ul.voters button[disabled]")
    assert len(others) == len(hallway.room.voters) - 1, "the button keeps its place, so that no other moves there"
    hallway.tablet.submit(chosen(hallway).form("/booth/cast"), 200)
    assert hallway.let_in(1).h1 == "李秀英同志，请投票", "who has voted makes room"


def test_who_has_voted_or_holds_a_slip_is_not_let_in(hallway: Hallway) -> None:
    voters = hallway.room.voters
    cast(hallway.poll, voters[0])
    paper.issue(hallway.poll, voters[1])
    sentences = ((voters[0], "已经投过票"), (voters[1], "已经领取纸质票"), (hallway.room.probationary, "名单上"))
    for who, sentence in sentences:
        with pytest.raises(Refusal, match=sentence):
            booth.admit(hallway.poll, who)
        page = hallway.chair.post(f"/polls/{hallway.poll}/paper/{who}/booth", 422)
        assert page.says(sentence)


def test_who_was_let_in_and_took_a_slip_meanwhile_does_not_vote_twice(hallway: Hallway) -> None:
    hallway.let_in(0)
    form = chosen(hallway).form("/booth/cast")
    paper.issue(hallway.poll, hallway.room.voters[0])
    page = hallway.tablet.submit(form, 422)
    assert page.says("您已经领取纸质票")
    assert not page.has_form("/booth/choose")
    assert marks_and_ballots(hallway.poll) == (1, 0)


@on_both
def test_of_phone_booth_and_slip_at_the_same_moment_exactly_one_gets_the_vote(app: Flask, house: Community) -> None:
    room = hall(house)
    poll, _ = sealed(room, tellers=2)
    ballots = [service.new_slip(poll, room.voters[0], Choice.FOR) for _ in range(6)]
    ways = [Way.PHONE, Way.BOOTH] * 3
    works = [
        lambda ballot=ballot, way=way: service.cast(ballot, way) for ballot, way in zip(ballots, ways, strict=True)
    ]
    answers = at_once(app, *works, *[lambda: paper.issue(poll, room.voters[0])] * 2)
    assert sum(not isinstance(answer, str) for answer in answers) == 1
    state = queries.voter_state(poll, room.voters[0])
    assert marks_and_ballots(poll) == (1, 0 if state == Way.PAPER else 1)


def test_an_empty_paper_is_said_and_nothing_is_cast(hallway: Hallway) -> None:
    page = hallway.tablet.submit(hallway.let_in(0).form("/booth/choose"), 422)
    assert page.says("请先选择一项")
    assert page.h1 == "王建国同志，请投票"


def test_no_answer_at_the_booth_changes_its_length_with_the_choice(hallway: Hallway) -> None:
    lengths = []
    for voter, mark in ((0, "a"), (1, "b"), (3, "c")):
        name = len(queries.voter_name(hallway.poll, hallway.room.voters[voter]).encode())
        shown = hallway.let_in(voter)
        confirm = chosen(hallway, mark)
        receipt = hallway.tablet.submit(confirm.form("/booth/cast"), 200)
        after = hallway.tablet.get("/booth")
        sizes = [len(page.response.data) for page in (confirm, receipt, after)]
        lengths.append((len(shown.response.data) - name, *sizes))
    assert len(set(lengths)) == 1


def test_an_election_in_the_booth_refuses_too_many_and_keeps_what_was_marked(
    browse: Browser, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_polls, "RULE", "party_election.nat")
    room = hall(house)
    poll, codes = electronic_election(room)
    hallway = Hallway(room, poll, codes, browse.as_(room.secretary), kiosk(browse, room))
    page = hallway.let_in(2)
    over = {"line_0": "a", "line_1": "a", "line_2": "a"}
    page = hallway.tablet.submit(page.form("/booth/choose"), 422, **over)
    assert page.says("您选了3人，多于应选名额2人")
    assert len(page.body.find_all("input", {"type": "radio", "value": "a", "checked": True})) == 3
    page = hallway.tablet.submit(page.form("/booth/choose"), 200, line_1="b", line_2="c", written_0="李四")
    assert page.says("另选：李四")
    hallway.tablet.submit(page.form("/booth/cast"), 200)
    service.close_poll(act(), poll)
    unboxed(room, poll, codes)
    tally = queries.tally_of(queries.poll(poll))
    assert tally is not None
    assert tally.written == (("李四", 1),)
    assert tally.lines[0].in_favour == 1
