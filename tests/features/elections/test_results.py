"""The elected take office: terms begin and end, the new committee meets, and who leads manages."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Organisation
from blueprints.elections import queries, service
from blueprints.elections.offices import title_of
from blueprints.elections.queries import Stage
from blueprints.elections.service import Nomination, Taking
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.members.models import Office, OfficeTitle
from blueprints.polls import queries as polls
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import Role
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.elections.make_elections import (
    begun,
    branch,
    committee,
    course,
    elected,
    member,
    names,
    nominate,
    planned,
    put,
    race,
    seated,
)
from tests.features.meetings import make_meetings
from tests.features.members.make_members import appointed
from tests.make import NOON, Community, act

DAY = date(2026, 11, 28)
APPROVAL = "2026年11月30日，街工委组〔2026〕11号"


def terms(house: Community, name: str) -> list[tuple[str, str, str | None]]:
    db.session.rollback()
    query = select(Office).where(Office.member_id == member(name), Office.organisation_id == house.branch)
    return [(one.title, one.started_on, one.ended_on) for one in db.session.scalars(query.order_by(Office.id))]


@pytest.mark.parametrize(
    ("office", "title"),
    [
        ("支部委员会委员", OfficeTitle.COMMITTEE_MEMBER),
        ("书记", OfficeTitle.SECRETARY),
        ("党支部副书记", OfficeTitle.DEPUTY_SECRETARY),
        ("组织委员", OfficeTitle.ORGANISATION),
        ("纪检委员", OfficeTitle.DISCIPLINE),
        ("纪律检查委员会委员", None),
        ("出席街道党代会代表", None),
        ("居民委员会委员", None),
        ("居委会主任", None),
        ("党小组长", None),
    ],
)
def test_the_words_for_an_office_mean_one_of_the_register_or_none(office: str, title: OfficeTitle | None) -> None:
    assert title_of(office) is title


@on_both
def test_a_new_committee_takes_office_and_who_was_not_elected_leaves_it(house: Community) -> None:
    _, race_id = committee(house, ("王建国", "赵文", "丁小宁"))
    service.enter_results(act(house.secretary), race_id, Taking(DAY))
    assert terms(house, "丁小宁") == [("committee_member", "2026-11-28", None)]
    # The secretary stays it until the new committee has elected one, and 李秀英 was not elected again.
    assert terms(house, "王建国") == [("secretary", "2024-01-01", None), ("committee_member", "2026-11-28", None)]
    assert terms(house, "李秀英") == [("organisation_commissioner", "2024-01-01", "2026-11-27")]
    assert seated(house) == ["王建国", "赵文", "丁小宁"]
    assert queries.race(race_id).entered_from == "2026-11-28"


@on_both
def test_entering_the_result_twice_changes_nothing(house: Community) -> None:
    _, race_id = committee(house)
    service.enter_results(act(house.secretary), race_id, Taking(DAY))
    before = db.session.scalars(select(Office.id)).all()
    service.enter_results(act(house.secretary), race_id, Taking(DAY))
    assert db.session.scalars(select(Office.id)).all() == before
    with pytest.raises(Refusal, match="已经记入党内职务，任职从2026-11-28起"):
        service.enter_results(act(house.secretary), race_id, Taking(DAY + timedelta(days=1)))


def test_what_entering_changes_is_known_before(house: Community) -> None:
    _, race_id = committee(house, ("李秀英", "赵文", "丁小宁"))
    told = service.changes(race_id, DAY)
    assert told is not None
    assert sorted(one.name for one in told.begins) == ["丁小宁", "李秀英", "赵文"]
    assert [(one.member_id, one.title) for one in told.ends] == [(member("王建国"), "secretary")]
    assert terms(house, "王建国") == [("secretary", "2024-01-01", None)], "it was only asked"
    service.enter_results(act(house.secretary), race_id, Taking(DAY))
    assert terms(house, "王建国") == [("secretary", "2024-01-01", "2026-11-27")]


def test_only_an_election_that_is_over_is_entered_and_not_before_its_day(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, "王建国", "赵文", "丁小宁", "郑国庆")
    with pytest.raises(Refusal, match="选举还没有结束"):
        service.enter_results(act(house.secretary), race_id, Taking(DAY))
    begun(house, meeting)
    elected(house, put(house, race_id), dict.fromkeys(("王建国", "赵文", "丁小宁"), 8))
    with pytest.raises(Refusal, match="不能早于选举的当天"):
        service.enter_results(act(house.secretary), race_id, Taking(DAY - timedelta(days=1)))


def test_who_was_written_in_takes_office_too(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, "王建国", "赵文", "丁小宁", "郑国庆")
    begun(house, meeting)
    elected(house, put(house, race_id), {"王建国": 8, "赵文": 8, "丁小宁": 2}, {"吴淑珍": 7})
    assert course(race_id).elected == ("王建国", "赵文", "吴淑珍")
    service.enter_results(act(house.secretary), race_id, Taking(DAY))
    assert terms(house, "吴淑珍") == [("committee_member", "2026-11-28", None)]


def test_somebody_written_in_whom_no_roster_has_is_told(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting, 1, "支部委员会委员")
    nominate(house, race_id, "王建国", "赵文")
    begun(house, meeting)
    elected(house, put(house, race_id), {"王建国": 2}, {"无此人": 7})
    with pytest.raises(Refusal, match="名册上没有可以任职的“无此人”"):
        service.enter_results(act(house.secretary), race_id, Taking(DAY))
    assert terms(house, "李秀英") == [("organisation_commissioner", "2024-01-01", None)]


@on_both
def test_the_new_committee_meets_and_elects_its_secretary_whom_the_superior_approves(house: Community) -> None:
    _, race_id = committee(house)
    service.enter_results(act(house.secretary), race_id, Taking(DAY))
    soon = {"starts_at": NOON + timedelta(hours=2), "urgent_reason": "选举后随即召开"}
    first = planned(house, "committee_election.nat", **soon)  # type: ignore[arg-type]
    secretary = race(house, first, 1, "书记", write_ins=False)
    # 等额: one for one, of the committee alone, in the order that the superior approved.
    with pytest.raises(Refusal, match="赵文不是新一届委员会的委员"):
        nominate(house, secretary, "赵文")
    nominate(house, secretary, "丁小宁", "李秀英")
    with pytest.raises(Refusal, match="不符合等额选举的要求（应为1人）"):
        put(house, secretary)
    service.drop_candidate(act(house.secretary), course(secretary).standing[1].id)
    meeting_service.send_notice(act(house.secretary), first)
    assert [line.name for line in meetings.meeting(first).attendees] == ["王建国", "李秀英", "丁小宁"]
    meeting_service.gather(act(house.secretary), first)
    for line in make_meetings.roll(first):
        meeting_service.check_in(act(house.secretary), line, "hand")
    meeting_service.open_meeting(act(house.secretary), first)
    elected(house, put(house, secretary), {"丁小宁": 3})
    assert "符合等额选举的要求" in queries.report(first).races[0].rounds[0].sentence
    with pytest.raises(Refusal, match="书记须报上级党组织批准"):
        service.enter_results(act(house.secretary), secretary, Taking(DAY))
    service.enter_results(act(house.secretary), secretary, Taking(DAY, APPROVAL))
    assert terms(house, "王建国") == [
        ("secretary", "2024-01-01", "2026-11-27"),
        ("committee_member", "2026-11-28", None),
    ]
    assert seated(house)[0] == "丁小宁"
    assert queries.report(first).races[0].approval == APPROVAL


def leading(house: Community, manages: bool) -> None:
    """王建国, who manages the branch, is followed by 丁小宁 as its secretary."""
    branch(house)
    appointed(house, member("赵文"), OfficeTitle.DEPUTY_SECRETARY, manages=True)
    meeting = planned(house)
    race_id = race(house, meeting, 1, "副书记")
    nominate(house, race_id, "丁小宁", "赵文")
    begun(house, meeting)
    elected(house, put(house, race_id), {"丁小宁": 8})
    service.enter_results(act(house.secretary), race_id, Taking(DAY, APPROVAL, manages))


def runs(house: Community, name: str) -> bool:
    db.session.rollback()
    holders = accounts.holders(house.branch)
    return any(account.name == name and role == Role.SECRETARY for account, role in holders)


def test_managing_is_handed_over_where_it_is_asked_for(house: Community) -> None:
    leading(house, manages=True)
    assert runs(house, "丁小宁")
    assert not runs(house, "赵文")


def test_managing_stays_where_it_is_not_asked_for(house: Community) -> None:
    leading(house, manages=False)
    assert not runs(house, "丁小宁")
    assert runs(house, "赵文")


def test_residents_elect_by_their_own_rule_and_the_result_stays_in_the_record(house: Community) -> None:
    branch(house)
    at = NOON - 12 * make_meetings.DAY
    by = act(house.secretary)
    meeting = make_meetings.planned(house, "resident_election.law2026", at, house.organisation)
    voters = tuple(map(member, ("王建国", "李秀英", "欧阳明", "赵文", "陈桂兰", "丁小宁")))
    meeting_service.list_called(act(house.secretary, at), meeting, meeting_service.Called(member_ids=voters))
    race_id = race(house, meeting, 1, "居民委员会主任")
    service.nominate(by, race_id, Nomination(names=("何大姐", "钱师傅"), means="居民提名"))
    assert set(names(race_id)) == {"何大姐", "钱师傅"}
    with writing():
        db.session.get_one(Organisation, house.organisation).electronic_ballots = True
    begun_at(house, meeting)
    elected(house, put(house, race_id), {"何大姐": 3, "钱师傅": 2})
    short = course(race_id)
    assert (short.stage, short.elected) == (Stage.SHORT, ())
    with pytest.raises(Refusal, match="没有写明可以减少名额"):
        service.put_fewer(by, race_id)
    # A third is enough in the next vote, and the most votes win.
    poll_id = put(house, race_id)
    elected(house, poll_id, {"何大姐": 3, "钱师傅": 2})
    assert polls.paper_of(polls.poll(poll_id)).round == "fill"
    assert course(race_id).elected == ("何大姐",)
    with pytest.raises(Refusal, match="不在名册的党内职务里"):
        service.enter_results(by, race_id, Taking(DAY))


def begun_at(house: Community, meeting: int) -> None:
    by = act(house.secretary)
    meeting_service.send_notice(act(house.secretary, NOON - 12 * make_meetings.DAY), meeting)
    meeting_service.gather(by, meeting)
    for line in make_meetings.roll(meeting):
        meeting_service.check_in(by, line, "hand")
    meeting_service.open_meeting(by, meeting)
