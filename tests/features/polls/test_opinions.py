"""会前书面意见: entered before the meeting with its scan, counted for who does not come, told apart, on no phone."""

import json
from io import BytesIO

import pytest
from sqlalchemy import select, update

from blueprints.meetings import service as meeting_service
from blueprints.meetings.models import Meeting
from blueprints.polls import queries, service
from blueprints.polls.models import Opinion, Poll
from blueprints.polls.queries.opinions import may_write, written_on
from blueprints.polls.service import Question
from blueprints.polls.service.opinions import enter_opinion, withdraw_opinion
from blueprints.polls.views.opinions import opinions_before, opinions_told
from blueprints.shared.db import db, writing
from blueprints.shared.journal import JournalLine
from domain.decision import NO_VOTES, Votes
from domain.paper import Choice
from domain.rules import Method, rule
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.meetings import make_meetings
from tests.features.polls.make_admissions import (
    ADMIT,
    HOUR_BEFORE,
    JPEG,
    PDF,
    PNG,
    asked,
    begun,
    by_phone,
    item_of,
    noticed,
    written,
)
from tests.features.polls.make_polls import cast
from tests.make import Community, act


@pytest.fixture
def meeting(house: Community) -> int:
    """An admission, noticed, with its proposal; five members have the vote."""
    made = noticed(house)
    asked(house, made)
    return made


def upload(content: bytes, name: str = "意见.pdf") -> object:
    """A file as a browser sends it."""
    return (BytesIO(content), name)


def draft_of(meeting: int) -> Poll:
    return queries.polls_of_meeting(meeting)[0]


@on_both
def test_opinions_of_who_does_not_come_count_beside_the_ballots(house: Community, meeting: int) -> None:
    by_phone(house)
    written(house, meeting, 3, Choice.FOR)
    written(house, meeting, 4, Choice.AGAINST)
    voters = begun(house, meeting, 3)
    poll = service.open_poll(act(house.secretary), draft_of(meeting).id)
    for voter in voters:
        cast(poll, voter, Choice.FOR)
    service.close_poll(act(house.secretary), poll)
    service.open_box(act(house.secretary), poll)
    found = queries.poll(poll)
    assert found.written == {"in_favour": 1, "against": 1, "abstain": 0}
    assert found.in_favour == 3
    assert found.verdict is not None
    assert (found.verdict["adopted"], found.verdict["reached"], found.verdict["needed"]) == (True, 4, 3)
    assert "会前书面意见赞成1票，不赞成1票" in found.verdict["sentence"]
    assert opinions_told(found) == "会前书面意见：赞成1份，不赞成1份，弃权0份。"


@on_both
def test_who_comes_all_the_same_votes_and_the_opinion_is_not_counted(house: Community, meeting: int) -> None:
    written(house, meeting, 2, Choice.AGAINST)
    written(house, meeting, 4, Choice.ABSTAIN)
    begun(house, meeting, 3)
    poll = draft_of(meeting)
    (said,) = opinions_before(poll)
    assert (said.sentence, said.blocking) == ("会前书面意见2份，其中1人已到会，以现场投票为准。", False)
    service.open_poll(act(house.secretary), poll.id)
    assert queries.poll(poll.id).written == {"in_favour": 0, "against": 0, "abstain": 1}


def test_what_is_counted_is_frozen_when_the_vote_opens(house: Community, meeting: int) -> None:
    written(house, meeting, 4)
    begun(house, meeting, 4)
    poll = service.open_poll(act(house.secretary), draft_of(meeting).id)
    meeting_service.check_in(act(house.secretary), make_meetings.roll(meeting)[4], "hand")
    assert queries.poll(poll).written == {"in_favour": 1, "against": 0, "abstain": 0}
    assert queries.voter_state(poll, make_meetings.roll(meeting)[4]) is None
    assert opinions_told(queries.poll(poll)) == ""


def test_opinions_are_told_before_the_opening_and_nothing_where_there_are_none(house: Community, meeting: int) -> None:
    assert list(opinions_before(draft_of(meeting))) == []
    written(house, meeting, 4)
    assert [one.sentence for one in opinions_before(draft_of(meeting))] == ["会前书面意见1份，计入票数，单独公布。"]


def test_the_meeting_s_procedure_and_a_rehearsal_count_no_opinion(house: Community, meeting: int) -> None:
    written(house, meeting, 4)
    begun(house, meeting, 3)
    by = act(house.secretary)
    own = service.propose(by, item_of(meeting), "通过监票人", Method.hands, Question(procedural=True))
    rehearsal = service.rehearse(by, draft_of(meeting).id)
    assert queries.counted_opinions(queries.poll(own)) == NO_VOTES
    assert queries.counted_opinions(queries.poll(rehearsal)) == NO_VOTES
    assert queries.counted_opinions(draft_of(meeting)) == Votes(1, 0, 0)


@on_both
def test_another_opinion_of_the_same_member_replaces_the_first(house: Community, meeting: int) -> None:
    first = written(house, meeting, 4, Choice.FOR)
    line = make_meetings.roll(meeting)[4]
    again = enter_opinion(act(house.secretary), item_of(meeting), line, Choice.AGAINST, "照片.png", PNG)
    assert again == first
    (kept,) = written_on(item_of(meeting))
    assert (kept.choice, kept.filename) == (Choice.AGAINST, "照片.png")
    assert queries.opinion(first).content == PNG


@on_both
def test_an_opinion_is_withdrawn_until_the_meeting_begins(house: Community, meeting: int) -> None:
    first = written(house, meeting, 4)
    withdraw_opinion(act(house.secretary), first)
    assert written_on(item_of(meeting)) == ()
    kept = written(house, meeting, 4)
    begun(house, meeting, 4)
    with pytest.raises(Refusal, match="会议已经开始"):
        withdraw_opinion(act(house.secretary), kept)
    with pytest.raises(Refusal, match="会后提交的无效"):
        written(house, meeting, 4)


def test_one_that_arrived_after_the_beginning_would_not_count(house: Community, meeting: int) -> None:
    written(house, meeting, 4)
    begun(house, meeting, 3)
    with writing() as session:
        session.execute(update(Meeting).where(Meeting.id == meeting).values(opened_at=HOUR_BEFORE))
    assert queries.counted_opinions(draft_of(meeting)) == NO_VOTES


def test_only_somebody_called_with_a_vote_and_not_in_the_hall_can_have_written(house: Community, meeting: int) -> None:
    roll = make_meetings.roll(meeting)
    meeting_service.gather(act(house.secretary), meeting)
    meeting_service.check_in(act(house.secretary), roll[0], "hand")
    assert [line.id for line in may_write(meeting)] == roll[1:5]
    for stranger in (roll[0], roll[5], 10**6):
        with pytest.raises(Refusal, match="没有到会的党员中选择"):
            enter_opinion(act(house.secretary), item_of(meeting), stranger, Choice.FOR, "意见.pdf", PDF)


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "请先选择要上传的文件"), (b"PK\x03\x04", "请上传PDF"), (b"<svg>", "请上传PDF")]
)
def test_a_file_is_judged_by_its_content(house: Community, meeting: int, content: bytes, sentence: str) -> None:
    line = make_meetings.roll(meeting)[4]
    with pytest.raises(Refusal, match=sentence):
        enter_opinion(act(house.secretary), item_of(meeting), line, Choice.FOR, "意见.pdf", content)


def test_an_opinion_needs_a_proposal_to_speak_to_and_a_rule_that_counts_it(house: Community) -> None:
    bare = noticed(house)
    with pytest.raises(Refusal, match="请先提出票决的人选"):
        written(house, bare, 4)
    other = noticed(house, "party_assembly.nat")
    with pytest.raises(Refusal, match="没有写明会前书面意见可以计票"):
        written(house, other, 4)
    planned = make_meetings.planned(house, ADMIT)
    with pytest.raises(Refusal, match="有了参会名单以后"):
        enter_opinion(act(house.secretary), item_of(planned), 1, Choice.FOR, "意见.pdf", PDF)
    assert rule(ADMIT).written_counts


def test_the_journal_says_whose_opinion_came_and_never_what_it_says(house: Community, meeting: int) -> None:
    first = written(house, meeting, 4, Choice.AGAINST)
    line = make_meetings.roll(meeting)[4]
    enter_opinion(act(house.secretary), item_of(meeting), line, Choice.FOR, "不赞成.pdf", PDF)
    withdraw_opinion(act(house.secretary), first)
    kept = db.session.scalars(select(JournalLine).where(JournalLine.subject_kind == "opinion")).all()
    assert [one.verb for one in kept] == ["opinion.entered", "opinion.entered", "opinion.withdrawn"]
    told = json.dumps([one.detail for one in kept], ensure_ascii=False)
    assert str(line) in told
    assert not [word for word in (*Choice, "赞成", "弃权", "sha256") if word in told]


@on_both
def test_the_same_form_again_enters_nothing_twice(house: Community, meeting: int) -> None:
    line, once = make_meetings.roll(meeting)[4], "a" * 24
    numbers = {
        enter_opinion(act(house.secretary, once=once), item_of(meeting), line, Choice.FOR, "意见.pdf", PDF)
        for _ in range(2)
    }
    assert len(numbers) == 1
    assert len(db.session.scalars(select(Opinion)).all()) == 1


def test_the_secretary_enters_one_on_its_page_and_opens_the_scan(browse: Browser, house: Community) -> None:
    meeting = noticed(house)
    secretary, url = browse.as_(house.secretary), f"/items/{item_of(meeting)}/opinions"
    assert f"/items/{item_of(meeting)}/proposals/new" in secretary.get(url).links()[-2]
    asked(house, meeting)
    page = secretary.get(url)
    assert page.says("表决事项：同意接收张三同志为中共预备党员")
    refused = secretary.submit(page.form("/opinions"), 422, file=upload(PDF))
    assert refused.says("请选择提交书面意见的党员")
    assert refused.says("请照书面意见选择")
    line = str(make_meetings.roll(meeting)[4])
    sent = {"attendee": line, "choice": "against", "file": upload(JPEG, "陈桂兰的意见.jpg")}
    page = secretary.follow(secretary.submit(refused.form("/opinions"), **sent))
    assert page.says("陈桂兰 不赞成")
    assert page.says("陈桂兰的意见.jpg")
    (number,) = [one.id for one in written_on(item_of(meeting))]
    scan = secretary.get(f"/opinions/{number}").response
    assert (scan.data, scan.content_type) == (JPEG, "image/jpeg")
    assert scan.headers["Content-Security-Policy"].startswith("sandbox")
    assert scan.headers["Cache-Control"] == "no-store"
    page = secretary.follow(secretary.submit(page.form(f"/opinions/{number}/withdraw")))
    assert page.says("还没有收到会前书面意见")


def test_once_the_meeting_has_begun_the_page_only_shows(browse: Browser, house: Community, meeting: int) -> None:
    number = written(house, meeting, 2)
    begun(house, meeting, 3)
    page = browse.as_(house.secretary).get(f"/items/{item_of(meeting)}/opinions")
    assert page.says("其中 1 人已到会，以现场投票为准")
    assert page.says("已到会，不计")
    assert not page.has_form("/opinions")
    assert not page.has_form("/withdraw")
    refused = browse.as_(house.secretary).post(f"/opinions/{number}/withdraw", 422)
    assert refused.says("会议已经开始或者结束")


def test_an_opinion_is_for_who_convenes_or_runs_the_meeting_alone(
    browse: Browser, house: Community, meeting: int
) -> None:
    number, item = written(house, meeting, 4), item_of(meeting)
    chair, writer, superior = house.accounts[0], house.accounts[4], house.superior
    for account, page, scan in (
        (chair, 403, 200),
        (writer, 403, 403),
        (superior, 403, 403),
        (house.other_account, 404, 404),
        (house.stranger, 404, 404),
    ):
        viewer = browse.as_(account)
        viewer.get(f"/items/{item}/opinions", page)
        viewer.get(f"/opinions/{number}", scan)
        viewer.post(f"/items/{item}/opinions", page)
        viewer.post(f"/opinions/{number}/withdraw", page)


def test_no_phone_s_page_speaks_of_an_opinion_before_the_announcement(
    browse: Browser, house: Community, meeting: int
) -> None:
    pages = {}
    for choice in (Choice.FOR, Choice.AGAINST):
        written(house, meeting, 4, choice)
        phone = browse.as_(house.accounts[1])
        pages[choice] = [phone.get(f"/polls/{draft_of(meeting).id}{path}").text for path in ("", "/vote")]
    assert pages[Choice.FOR] == pages[Choice.AGAINST]
    assert not any("书面意见" in page for page in pages[Choice.FOR])
