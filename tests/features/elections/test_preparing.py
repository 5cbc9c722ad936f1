"""Before the vote: offices, candidates with the right to be elected, their order, the superior's consent."""

import pytest
from sqlalchemy import select

from blueprints.elections import queries, service, strokes
from blueprints.elections.models import Candidate, Colour, ElectionFile, FileKind, Order, Race
from blueprints.elections.service import Nomination, RaceDraft
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.members import service as membership
from blueprints.polls import service as polling
from blueprints.polls.models import Duty, Teller
from blueprints.polls.service.tellers import propose_teller
from blueprints.shared.db import db, writing
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.elections.make_elections import (
    COMMITTEE,
    PDF,
    begun,
    branch,
    course,
    member,
    names,
    nominate,
    planned,
    put,
    race,
)
from tests.features.meetings import make_meetings
from tests.features.members.make_members import entry, suspended
from tests.make import Community, act, add_member


def test_an_office_gets_an_item_of_its_own_and_stands_once(house: Community) -> None:
    meeting = planned(house)
    first = service.add_race(act(house.secretary, once="form"), meeting, RaceDraft(COMMITTEE, 5, True))
    assert service.add_race(act(house.secretary, once="form"), meeting, RaceDraft(COMMITTEE, 5, True)) == first
    assert [item.title for item in meetings.meeting(meeting).items] == ["通过选举办法", f"选举{COMMITTEE}"]
    with pytest.raises(Refusal, match="不要重复添加"):
        race(house, meeting)
    second = race(house, meeting, 1, "书记")
    with pytest.raises(Refusal, match="已经用于选举另一项职务"):
        service.edit_race(act(house.secretary), second, RaceDraft("书记", 1, True, item_id=queries.race(first).item_id))
    assert len(meetings.meeting(meeting).items) == 3


@pytest.mark.parametrize("seats", [0, -1, 100])
def test_seats_are_a_number_that_a_body_can_have(house: Community, seats: int) -> None:
    with pytest.raises(Refusal, match="请填写应选名额"):
        race(house, planned(house), seats)


def test_a_meeting_that_elects_nobody_takes_no_office(house: Community) -> None:
    with pytest.raises(Refusal, match="不进行选举"):
        race(house, make_meetings.planned(house))


def test_an_office_can_be_changed_and_dropped_until_it_is_voted_on(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    item = queries.race(race_id).item_id
    service.edit_race(act(house.secretary), race_id, RaceDraft("支委", 4, False, Colour.BLUE, item))
    assert (queries.race(race_id).office, queries.race(race_id).seats) == ("支委", 4)
    nominate(house, race_id, "王建国", "赵文")
    service.drop_race(act(house.secretary), race_id)
    assert not db.session.scalars(select(Race)).all()
    assert not db.session.scalars(select(Candidate)).all()


def test_who_has_no_right_to_be_elected_is_refused_with_the_reason(house: Community) -> None:
    branch(house)
    suspended(house, member("赵文"), "2026-01-01")
    race_id = race(house, planned(house))
    for name, why in (
        ("周强", "是预备党员，没有被选举权"),
        ("赵文", "在留党察看期间"),
        ("刘洋", "不是本组织名册上的党员"),
    ):
        with pytest.raises(Refusal, match=why):
            nominate(house, race_id, name)
    assert names(race_id) == []


def test_nobody_is_nominated_twice(house: Community) -> None:
    branch(house)
    race_id = race(house, planned(house))
    nominate(house, race_id, "王建国")
    for again in (Nomination((member("王建国"),)), Nomination(names=("王 建国",))):
        with pytest.raises(Refusal, match="不用重复提名"):
            service.nominate(act(house.secretary), race_id, again)
    with pytest.raises(Refusal, match="请勾选或者填写"):
        service.nominate(act(house.secretary), race_id, Nomination())


def test_a_typed_name_is_looked_up_on_the_roster(house: Community) -> None:
    branch(house)
    membership.add_person(act(house.secretary), house.branch, entry("王建国", birth="1970-01"))
    race_id = race(house, planned(house))
    service.nominate(act(house.secretary), race_id, Nomination(names=("丁小宁",)))
    assert course(race_id).standing[0].member_id == member("丁小宁")
    for name, why in (("无此人", "名册上没有“无此人”"), ("王建国", "名册上有2名"), ("周强", "预备党员")):
        with pytest.raises(Refusal, match=why):
            service.nominate(act(house.secretary), race_id, Nomination(names=(name,)))


def test_namesakes_are_told_apart_on_the_ballot(house: Community) -> None:
    branch(house)
    membership.add_person(act(house.secretary), house.branch, entry("王建国", birth="1970-01"))
    both = tuple(one.id for one in queries.electable(meetings.meeting(planned(house))) if one.name == "王建国")
    race_id = race(house, planned(house))
    service.nominate(act(house.secretary), race_id, Nomination(both))
    assert sorted(names(race_id)) == ["王建国", "王建国（女，1970年1月生）"]
    first = next(one for one in course(race_id).standing if one.name == "王建国")
    service.rename_candidate(act(house.secretary), first.id, "王建国（男）")
    with pytest.raises(Refusal, match="请加以区别"):
        service.rename_candidate(act(house.secretary), first.id, "王建国 （女，1970年1月生）")


def test_tellers_do_not_stand_and_candidates_do_not_watch(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, "王建国", "赵文", "陈桂兰", "丁小宁")
    begun(house, meeting)
    propose_teller(act(house.secretary), meeting, line_of(meeting, "吴淑珍"), Duty.TELLER)
    with pytest.raises(Refusal, match="王建国是候选人，不能担任监票人"):
        propose_teller(act(house.secretary), meeting, line_of(meeting, "王建国"), Duty.TELLER)
    with pytest.raises(Refusal, match="吴淑珍是候选人，不能担任监票人"):
        nominate(house, race_id, "吴淑珍")
    both(meeting, "王建国")
    with pytest.raises(Refusal, match="王建国是候选人，不能担任监票人"):
        put(house, race_id)


def line_of(meeting: int, name: str) -> int:
    return next(one.id for one in meetings.meeting(meeting).attendees if one.name == name)


def both(meeting: int, name: str) -> None:
    """A candidate among the tellers, as older data may have it."""
    with writing():
        db.session.add(Teller(meeting_id=meeting, attendee_id=line_of(meeting, name), duty=Duty.TELLER, named=True))


@pytest.mark.skipif(not strokes.available(), reason="the package rime-data-stroke is not on this machine")
def test_candidates_stand_by_strokes_until_somebody_moves_one(house: Community) -> None:
    branch(house)
    race_id = race(house, planned(house))
    nominate(house, race_id, "赵文", "王建国", "陈桂兰")
    nominate(house, race_id, "丁小宁")
    assert names(race_id) == ["丁小宁", "王建国", "陈桂兰", "赵文"]
    service.move_candidate(act(house.secretary), course(race_id).standing[3].id, up=True)
    assert names(race_id) == ["丁小宁", "王建国", "赵文", "陈桂兰"]
    assert queries.race(race_id).ordering == Order.HAND
    first = course(race_id).standing[0].id
    service.move_candidate(act(house.secretary), first, up=True)
    assert names(race_id)[0] == "丁小宁"
    service.order_candidates(act(house.secretary), race_id, Order.STROKES)
    assert names(race_id) == ["丁小宁", "王建国", "陈桂兰", "赵文"]


def test_a_party_election_waits_for_the_superiors_consent_and_for_enough_candidates(house: Community) -> None:
    branch(house)
    meeting = planned(house, consent=False)
    race_id = race(house, meeting, 5)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁", "李秀英")
    with pytest.raises(
        Refusal, match=r"应选5人，候选人5人，不符合差额选举的要求（至少6人）。还没有上传上级党组织的批复"
    ):
        put(house, race_id)
    assert not course(race_id).ballots
    nominate(house, race_id, "郑国庆")
    service.add_file(act(house.secretary), meeting, FileKind.REQUEST, "请示.pdf", PDF)
    with pytest.raises(Refusal, match="还没有上传上级党组织的批复"):
        put(house, race_id)
    service.add_file(act(house.secretary), meeting, FileKind.CONSENT, "批复.jpg", b"\xff\xd8\xff\xe0 picture")
    put(house, race_id)


def test_who_lost_the_right_after_the_nomination_stops_the_vote(house: Community) -> None:
    branch(house)
    race_id = race(house, planned(house))
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁")
    suspended(house, member("赵文"), "2026-01-01")
    with pytest.raises(Refusal, match="赵文在留党察看期间"):
        put(house, race_id)


def test_an_item_that_was_dropped_must_be_chosen_anew(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁")
    item = queries.race(race_id).item_id
    assert item is not None
    meeting_service.drop_item(act(house.secretary), item)
    with pytest.raises(Refusal, match="议题已经从议程上删去"):
        put(house, race_id)


@on_both
def test_what_is_no_pdf_and_no_picture_is_refused_and_a_paper_is_kept_with_its_hash(house: Community) -> None:
    meeting = planned(house, consent=False)
    for content, why in ((b"", "请先选择"), (b"PK\x03\x04 a docx", "请上传PDF文件或者照片"), (b"<svg>", "请上传PDF")):
        with pytest.raises(Refusal, match=why):
            service.add_file(act(house.secretary), meeting, FileKind.CONSENT, "批复.pdf", content)
    kept = service.add_file(act(house.secretary), meeting, FileKind.CONSENT, "批复.pdf", PDF)
    assert len(queries.file(kept).sha256) == 64
    service.drop_file(act(house.secretary), kept)
    assert not db.session.scalars(select(ElectionFile.id)).all()


def test_a_paper_that_a_vote_rests_on_stays(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁")
    poll_id = put(house, race_id)
    with pytest.raises(Refusal, match="不能再删去"):
        service.drop_file(act(house.secretary), queries.files_of(meeting)[0].id)
    polling.void(act(house.secretary), poll_id, "撤回")
    service.drop_file(act(house.secretary), queries.files_of(meeting)[0].id)


def test_while_a_vote_waits_nothing_of_its_paper_changes(house: Community) -> None:
    branch(house)
    race_id = race(house, planned(house))
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁")
    put(house, race_id)
    one = course(race_id).race.candidates[0].id
    by = act(house.secretary)
    item = queries.race(race_id).item_id
    for change in (
        lambda: nominate(house, race_id, "李秀英"),
        lambda: service.drop_candidate(by, one),
        lambda: service.rename_candidate(by, one, "某某"),
        lambda: service.move_candidate(by, one, up=True),
        lambda: service.order_candidates(by, race_id, Order.HAND),
        lambda: service.edit_race(by, race_id, RaceDraft("支委", 4, False, item_id=item)),
        lambda: service.drop_race(by, race_id),
    ):
        with pytest.raises(Refusal, match=r"等待投票|已经提请投票"):
            change()


def test_residents_stand_by_name_and_no_superior_is_asked(house: Community) -> None:
    at = make_meetings.NOON - 12 * make_meetings.DAY
    meeting = make_meetings.called(house, 9, "resident_election.law2026")
    race_id = service.add_race(act(house.secretary, at), meeting, RaceDraft("居民委员会主任", 1, True))
    service.nominate(act(house.secretary, at), race_id, Nomination(names=("张三", "李四"), means="居民提名"))
    with pytest.raises(Refusal, match="不用重复提名"):
        service.nominate(act(house.secretary, at), race_id, Nomination(names=("张三",)))
    assert set(names(race_id)) == {"张三", "李四"}
    service.put_to_vote(act(house.secretary, at), race_id)
    with pytest.raises(Refusal, match="没有写明预选"):
        service.put_primary(act(house.secretary), race_id, 1, None)


def test_somebody_who_left_the_roster_cannot_be_nominated(house: Community) -> None:
    branch(house)
    with writing():
        person = add_member(house, "何立", "full", 40)
        person.status, gone = "left", person.id
    with pytest.raises(Refusal, match="已不在名册"):
        service.nominate(act(house.secretary), race(house, planned(house)), Nomination((gone,)))
