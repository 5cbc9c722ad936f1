"""Elections through the box: marks on many lines, names written in, void papers, a published file that verifies."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from ballots import bundle, verify
from blueprints.accounts.models import Organisation
from blueprints.meetings.models import Meeting
from blueprints.polls import queries, service
from blueprints.polls.models import OpenedBallot
from blueprints.polls.service import Question
from blueprints.shared.db import db, writing
from domain.paper import Choice, Marked, Paper
from domain.rules import Method, rule
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.polls.make_polls import Hall, hall, sealed, unboxed
from tests.make import Community, act

PAPER = Paper(("丁一", "王二", "李三", "赵四"), 3, True, "支部委员会委员", "first")
F, A, N = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


@pytest.fixture
def room(house: Community) -> Hall:
    """Nine electors, eight of them in the hall, where the superior lets phones count."""
    made = hall(house, entitled=9, present=8)
    with writing() as session:
        session.execute(update(Organisation).values(electronic_ballots=True))
        session.execute(update(Meeting).values(rule=rule("party_election.nat").to_json(), kind="party_election"))
    return made


def cast(poll: int, voter: int, choices: str, *written: str) -> None:
    marks = {"f": F, "a": A, "n": N}
    service.cast(service.new_slip(poll, voter, Marked(tuple(marks[one] for one in choices), written)))


def voted(room: Hall) -> tuple[int, list[str]]:
    """Seven of the eight have voted; one wrote somebody in, in an odd way."""
    poll, codes = sealed(room, paper=PAPER)
    for voter, choices in zip(room.voters, ["fffn", "fffn", "ffna", "fnff", "ffff"[:3] + "a", "nnnn"], strict=False):
        cast(poll, voter, choices)
    cast(poll, room.voters[6], "aaff", "孙 五")
    service.close_poll(act(), poll)
    return poll, codes


@on_both
def test_an_election_is_counted_line_by_line_and_its_file_verifies(app: Flask, room: Hall) -> None:
    poll, codes = voted(room)
    unboxed(room, poll, codes)
    found = queries.poll(poll)
    counted = queries.tally_of(found)
    assert counted is not None
    assert [votes.in_favour for votes in counted.lines] == [5, 4, 5, 2]
    assert counted.written == (("孙五", 1),)
    verdict = queries.verdict_of(found)
    assert verdict is not None
    assert (verdict.elected, verdict.unfilled, verdict.needed) == (("丁一", "李三"), 1, 5)
    service.announce(act(), poll)
    report = verify.verify(queries.published_file(poll), queries.poll(poll).box_root)
    assert report.published.case.paper == PAPER
    assert len(report.checks) > 10


def test_opened_lines_lie_apart_so_that_no_pattern_of_a_paper_survives(room: Hall) -> None:
    poll, codes = voted(room)
    unboxed(room, poll, codes)
    rows = db.session.execute(select(OpenedBallot.id, OpenedBallot.question, OpenedBallot.choice)).all()
    assert len(rows) == 7 * 4 + 1
    assert len({row.id for row in rows}) == len(rows)
    assert set(OpenedBallot.__table__.columns.keys()) == {"id", "poll_id", "question", "choice"}


def test_more_marks_than_seats_are_refused_on_the_phone_with_a_sentence(room: Hall) -> None:
    poll, _ = sealed(room, paper=PAPER)
    with pytest.raises(Refusal, match="您选了4人，多于应选名额3人"):
        cast(poll, room.voters[0], "ffff")
    with pytest.raises(Refusal, match="人数不能多于不赞成的人数"):
        cast(poll, room.voters[0], "ffnn", "孙五")
    with pytest.raises(Refusal, match="已经是候选人"):
        cast(poll, room.voters[0], "ffan", "赵四")
    with pytest.raises(Refusal, match="写了两次"):
        cast(poll, room.voters[0], "naaa", "孙五", "孙 五")
    assert queries.cast_count(poll) == 0


def test_written_names_are_read_as_they_are_meant_until_the_announcement(room: Hall) -> None:
    poll, codes = sealed(room, paper=PAPER)
    for voter, name in zip(room.voters, ("孙五", "孙武", "？？", "孙五", "孙五"), strict=False):
        cast(poll, voter, "aaaa", name)
    service.close_poll(act(), poll)
    unboxed(room, poll, codes)
    with pytest.raises(Refusal, match="与选票上写的不符"):
        service.read_names(act(), poll, {"周六": "孙五"})
    service.read_names(act(), poll, {"孙武": "孙五", "？？": ""})
    counted, verdict = queries.tally_of(queries.poll(poll)), queries.verdict_of(queries.poll(poll))
    assert counted is not None
    assert counted.written == (("孙五", 4),)
    assert verdict is not None
    assert verdict.elected == ()
    service.announce(act(), poll)
    with pytest.raises(Refusal, match="宣布结果以前"):
        service.read_names(act(), poll, {"孙武": "孙武"})
    assert verify.verify(queries.published_file(poll)).published.names_read == {"孙武": "孙五", "？？": ""}


def test_where_the_superior_has_not_agreed_phones_do_not_count(room: Hall, browse: Browser) -> None:
    with writing() as session:
        session.execute(update(Organisation).values(electronic_ballots=False))
    poll, _ = sealed(room, paper=PAPER)
    with pytest.raises(Refusal, match="使用纸质票"):
        service.new_slip(poll, room.voters[0], Marked((F, F, F, N)))
    page = browse.as_(room.accounts[0]).get(f"/polls/{poll}/vote")
    assert page.says("本次表决使用纸质票，请向监票人领取")
    assert not page.has_form("/vote")


def test_an_election_on_a_phone_from_the_paper_to_the_receipt(room: Hall, browse: Browser) -> None:
    poll, _ = sealed(room, paper=PAPER)
    voter = browse.as_(room.accounts[0])
    page = voter.get(f"/polls/{poll}/vote")
    assert page.says("应选 3 人")
    form = page.form("/vote")
    refused = voter.submit(form, 422, line_0="a", line_1="a", line_2="a", line_3="a")
    assert refused.says("您选了4人，多于应选名额3人")
    assert refused.body.select_one(f"#slip-{poll}-line_3-a").has_attr("checked"), "nothing chosen is lost"
    page = voter.submit(refused.form("/vote"), 200, line_0="a", line_1="b", line_2="a", line_3="c", written_0="孙五")
    assert page.says("应选 3人，您选了 3人")
    assert page.says("另选：孙五")
    assert voter.submit(page.form("/cast"), 200).says("您的回执号")
    assert queries.cast_count(poll) == 1


def test_the_confirm_page_is_equally_long_whatever_is_marked(room: Hall, browse: Browser) -> None:
    poll, _ = sealed(room, paper=PAPER)
    lengths = set()
    for marks in ("aaac", "cccc", "bbbb", "abca"):
        voter = browse.as_(room.accounts[0])
        form = voter.get(f"/polls/{poll}/vote").form("/vote")
        page = voter.submit(form, 200, **{f"line_{at}": mark for at, mark in enumerate(marks)})
        lengths.add(len(page.response.data))
    assert len(lengths) == 1


def test_a_rehearsal_counts_decides_nothing_and_stands_in_no_minutes(room: Hall, browse: Browser) -> None:
    draft = service.propose(act(), room.item, "选举支部委员会委员", Method.secret, Question(PAPER))
    tablet = browse.as_(room.secretary)
    tablet.submit(tablet.get(f"/polls/{draft}").form("/rehearse"))
    trial = queries.polls_of_item(room.item)[-1]
    assert (trial.rehearsal, trial.motion) == (True, "试投：选举支部委员会委员")
    number = service.open_poll(act(), trial.id)
    cast(number, room.voters[0], "fffn")
    service.close_poll(act(), number)
    service.open_box(act(), number)
    assert queries.poll(number).verdict is None
    assert tablet.get(f"/polls/{number}").says("这是试投，不作数")
    service.announce(act(), number)
    assert verify.verify(queries.published_file(number)).published.rehearsal
    assert queries.poll(draft).state == "draft"
    record = tablet.get(f"/meetings/{room.meeting}/record.json").response.json
    assert record["votes"] == []


def test_after_the_objection_period_the_ballots_go_and_the_file_still_verifies(room: Hall) -> None:
    poll, codes = voted(room)
    unboxed(room, poll, codes)
    service.announce(act(), poll)
    before = queries.published_file(poll)
    with pytest.raises(Refusal, match="满7天"):
        service.erase(act(), poll)
    due = service.erasable_from(queries.poll(poll))
    assert due is not None
    service.erase(act(at=due), poll)
    found = queries.poll(poll)
    assert found.lock is not None
    assert (found.lock["wraps"], set(found.lock["checks"])) == ([], {""})
    after = bundle.read(queries.published_file(poll))
    assert after.digests == bundle.read(before).digests
    verify.verify(queries.published_file(poll))
    with pytest.raises(Refusal, match="没有可以销毁"):
        service.erase(act(at=due), poll)
