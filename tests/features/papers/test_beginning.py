"""From what a document may be begun, by whom, and that the same is begun once."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from blueprints.meetings.models import Item
from blueprints.papers import queries, service
from blueprints.papers.drafts import DRAFTS
from blueprints.papers.models import Paper
from blueprints.polls.models import Poll
from blueprints.shared.db import db, writing
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.documents.reading import solid_text
from tests.features.minutes.make_minutes import RECORDER, confirmed, held_meeting, second_item
from tests.make import Community, act


def secret_vote(meeting: int) -> int:
    """The number of the meeting's secret vote."""
    found = db.session.query(Poll).filter_by(meeting_id=meeting, method="secret").one()
    return int(found.id)


@on_both
@pytest.mark.parametrize("kind", ["ballot_issue", "count_report"])
def test_a_report_on_another_meeting_s_vote_cannot_be_had(house: Community, kind: str) -> None:
    own = held_meeting(house)
    foreign = secret_vote(held_meeting(replace(house, branch=house.other_branch)))
    sibling = secret_vote(held_meeting(house))
    for poll in (foreign, sibling, 987654):
        with pytest.raises(Refusal, match="没有这项"):
            service.begin(act(house.secretary), kind, house.branch, own, f"poll:{poll}")
    assert not db.session.query(Paper).count()
    assert service.begin(act(house.secretary), "ballot_issue", house.branch, own, f"poll:{secret_vote(own)}")


@pytest.mark.parametrize("wrong", [{"state": "counted"}, {"rehearsal": True}, {"method": "hands"}])
def test_a_vote_that_is_not_announced_or_a_rehearsal_has_no_report(house: Community, wrong: dict[str, object]) -> None:
    meeting = held_meeting(house)
    poll = secret_vote(meeting)
    with writing():
        db.session.query(Poll).filter_by(id=poll).update(wrong)
    with pytest.raises(Refusal, match="没有这项"):
        service.begin(act(house.secretary), "count_report", house.branch, meeting, f"poll:{poll}")


def test_without_an_election_there_is_no_report_on_one(house: Community) -> None:
    with pytest.raises(Refusal, match="还没有选举结果"):
        service.begin(act(house.secretary), "election_report", house.branch, held_meeting(house))


@on_both
def test_one_vote_is_one_document_however_its_number_is_written(house: Community) -> None:
    meeting, _ = confirmed(house)
    by = act(house.secretary)
    first = service.begin(by, "resolution", house.branch, meeting, "vote:1")
    assert service.begin(by, "resolution", house.branch, meeting, "vote:01") == first
    poll = secret_vote(meeting)
    report = service.begin(by, "ballot_issue", house.branch, meeting, f"poll:{poll}")
    assert service.begin(by, "ballot_issue", house.branch, meeting, f"poll:000{poll}") == report
    row = {one.name: getattr(queries.paper(first), one.name) for one in Paper.__table__.columns if one.name != "id"}
    with pytest.raises(IntegrityError), writing():
        db.session.execute(Paper.__table__.insert().values(row))


@pytest.mark.parametrize("about", ["vote:", "vote:x", "vote:²", "vote:1:1", "vote:-1", "poll:1", "posting"])
def test_what_is_no_vote_is_a_sentence(house: Community, about: str) -> None:
    meeting, _ = confirmed(house)
    with pytest.raises(Refusal):
        service.begin(act(house.secretary), "resolution", house.branch, meeting, about)


def test_who_may_not_confirm_does_not_lock_a_report(browse: Browser, house: Community) -> None:
    meeting, _ = confirmed(house)
    sent = {"kind": "count_report", "about": f"poll:{secret_vote(meeting)}"}
    recorder = browse.as_(house.accounts[RECORDER])
    assert "计票结果报告单" not in recorder.get(f"/meetings/{meeting}/papers").text
    recorder.post(f"/meetings/{meeting}/papers", 403, **sent)
    assert not db.session.query(Paper).count()
    page = browse.as_(house.secretary).get(f"/meetings/{meeting}/papers")
    form = next(one for one in page.body.find_all("form") if one.find("input", {"value": "count_report"}))
    asked = form.find_parent("details")
    assert asked
    assert "定稿以后不能再改" in asked.get_text()


@pytest.mark.parametrize(
    ("kind", "way", "zh"),
    [
        ("report_up", "request", "请示"),
        ("report_up", "report", "报告"),
        ("announcement", "posting", "公示"),
        ("announcement", "notice", "公告"),
    ],
)
def test_each_of_the_four_letters_is_begun_by_its_own_button(
    browse: Browser, house: Community, kind: str, way: str, zh: str
) -> None:
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/organisations/{house.branch}/papers")
    button = page.body.find("button", string=f"起草{zh}")
    assert button
    draft = tablet.follow(tablet.submit(button.find_parent("form")))
    chosen = draft.body.find("input", {"name": "form", "checked": True})
    assert chosen["value"] == way
    (paper,) = queries.of_organisation(house.branch)
    assert (paper.kind, paper.about) == (kind, "")
    with pytest.raises(Refusal):
        service.begin(act(house.secretary), kind, house.branch, None, "summary")


def renamed(meeting: int, title: str, motion: str) -> None:
    """The second item and its vote, by other words."""
    with writing():
        item = db.session.get_one(Item, second_item(meeting))
        item.title = title
        db.session.query(Poll).filter_by(item_id=item.id).update({"motion": motion})


@pytest.mark.parametrize(
    ("title", "motion", "matter"),
    [
        ("讨论修缮党员活动室的方案", "是否同意该方案", "修缮党员活动室的方案"),
        ("审议《2027年支部工作计划》", "同意上述计划", "《2027年支部工作计划》"),
        ("讨论经费", "是否同意列支三千元购买图书", "列支三千元购买图书"),
    ],
)
def test_a_resolution_names_what_was_agreed_before_the_tasks(
    house: Community, monkeypatch: pytest.MonkeyPatch, title: str, motion: str, matter: str
) -> None:
    meeting = held_meeting(house)
    renamed(meeting, title, motion)
    told = queries.minutes.told(meeting)
    source = replace(queries.source_of(house.branch, act().at, meeting, "vote:1"), record=told)
    page = DRAFTS["resolution"].begin(source)
    assert page.title == f"2026年第四次支部党员大会关于{matter}的决议"
    assert page.content == (f"同意{matter}。", "印发工作计划（责任人李秀英，2026年12月5日前完成）。")


def test_a_resolution_tells_who_came_and_how_was_voted_once(browse: Browser, house: Community) -> None:
    meeting, _ = confirmed(house)
    paper = service.begin(act(house.secretary), "resolution", house.branch, meeting, "vote:1")
    told = solid_text(browse.as_(house.secretary).get(f"/papers/{paper}/paper.pdf").response.data)
    assert told.count("实到3人") == 1
    assert told.count("赞成3票") == 1


def test_a_summary_keeps_every_item_with_what_was_said_of_it(house: Community) -> None:
    meeting = held_meeting(house)
    with writing():
        for poll in db.session.query(Poll).filter_by(meeting_id=meeting, method="hands"):
            poll.void_reason, poll.state = "重新表决", "void"
        first = db.session.query(Item).filter_by(meeting_id=meeting, position=1).one()
        first.notes = "一、李秀英汇报工作计划。\n会议逐项讨论。"
    source = replace(queries.source_of(house.branch, act().at, meeting), record=queries.minutes.told(meeting))
    page = DRAFTS["summary"].begin(source)
    assert [one.title for one in page.items] == ["讨论2027年支部工作计划", "讨论修缮党员活动室的方案"]
    assert page.items[0].text == ("李秀英汇报工作计划。", "会议逐项讨论。")


def test_attendance_and_outcome_are_told_and_cannot_be_typed() -> None:
    typed = {code: {field.name for field in draft.fields} for code, draft in DRAFTS.items()}
    assert not typed["summary"] & {"present", "excused", "observers"}
    assert not typed["admission_resolution"] & {"person", "outcome", "extended_months", "adopted_on"}
