"""不计入应到会人数: superior and assembly agree, the roll counts without them, and who comes is counted again."""

from datetime import timedelta

import pytest

from blueprints.elections import queries, service
from blueprints.elections.queries import Progress
from blueprints.elections.service import Proposal
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.meetings.models import Attendee
from blueprints.members import service as membership
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.shared.db import db
from domain.exemption import Ground
from domain.roll import RollFigures
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.elections.make_elections import (
    BEFORE,
    COMMITTEE,
    begun,
    branch,
    elected,
    nominate,
    planned,
    put,
    race,
    raised,
)
from tests.features.meetings import make_meetings
from tests.make import NOON, Community, act

AWAY = ("卜凡", "张志远")
CONSENT = "2026年11月20日，街工委组〔2026〕9号"


@pytest.fixture
def meeting(house: Community) -> int:
    """Ten may elect, two of them are not there: eight of ten, just enough."""
    branch(house)
    made = planned(house)
    begun(house, made, AWAY)
    return made


def line(meeting_id: int, name: str) -> Attendee:
    db.session.rollback()
    return next(one for one in meetings.meeting(meeting_id).attendees if one.name == name)


def proposed(house: Community, meeting: int, name: str, consent: str = CONSENT, **more: object) -> int:
    values: dict[str, object] = {"ground": Ground.bedridden, "consent": consent} | more
    return service.propose_exemption(
        act(house.secretary),
        meeting,
        Proposal(line(meeting, name).id, **values),  # type: ignore[arg-type]
    )


def progress(meeting: int) -> list[Progress]:
    db.session.rollback()
    return [one.progress for one in queries.exemptions_of(meeting)]


@on_both
def test_whom_superior_and_assembly_leave_out_is_expected_no_more(house: Community, meeting: int) -> None:
    for name in AWAY:
        proposed(house, meeting, name)
    vote = service.put_exemptions(act(house.secretary), meeting)
    assert polls.poll(vote).motion == "同意张志远、卜凡同志不计入本次选举的应到会人数"
    assert progress(meeting) == [Progress.QUEUED, Progress.QUEUED]
    (item,) = [one for one in meetings.meeting(meeting).items if "不计入" in one.title]
    assert item.state == "current", "the console shows the vote"
    revision = meetings.meeting(meeting).roll_revision
    raised(house, vote, 8)
    # Nobody has to remember it: the announcement itself changes the roll.
    assert progress(meeting) == [Progress.EXEMPT, Progress.EXEMPT]
    db.session.rollback()
    assert meetings.roll_figures(meeting) == RollFigures(9, 8, 9, 8, 0, 0)
    assert meetings.meeting(meeting).roll_revision > revision
    assert "不计入应到会人数" in line(meeting, "卜凡").no_vote_reason
    told = queries.report(meeting).exempt
    assert [one.name for one in told] == ["张志远", "卜凡"]
    assert "年老体弱卧床不起" in told[0].exemption.sentence


@on_both
def test_who_comes_all_the_same_counts_again(house: Community, meeting: int) -> None:
    asked = proposed(house, meeting, "卜凡")
    raised(house, service.put_exemptions(act(house.secretary), meeting), 8)
    meeting_service.check_in(act(house.secretary), line(meeting, "卜凡").id, "hand")
    assert progress(meeting) == [Progress.CAME]
    service.restore(act(house.secretary), asked)
    assert progress(meeting) == [Progress.RESTORED]
    back = line(meeting, "卜凡")
    assert (back.expected, back.entitled, back.no_vote_reason) == (True, True, "")
    assert queries.report(meeting).exempt == ()


def test_who_came_before_it_was_carried_out_is_never_left_out(house: Community, meeting: int) -> None:
    proposed(house, meeting, "卜凡")
    vote = service.put_exemptions(act(house.secretary), meeting)
    meeting_service.check_in(act(house.secretary), line(meeting, "卜凡").id, "scan")
    raised(house, vote, 9)
    assert progress(meeting) == [Progress.RESTORED]
    assert line(meeting, "卜凡").entitled


def test_an_assembly_that_does_not_agree_leaves_the_roll_as_it_is(house: Community, meeting: int) -> None:
    asked = proposed(house, meeting, "卜凡")
    raised(house, service.put_exemptions(act(house.secretary), meeting), 4, 4)
    assert progress(meeting) == [Progress.REFUSED]
    with pytest.raises(Refusal, match="没有要落实的人员"):
        service.apply_exemptions(act(house.secretary), meeting)
    service.drop_exemption(act(house.secretary), asked)
    assert line(meeting, "卜凡").expected


def test_the_assembly_is_asked_in_session_and_after_the_superior_has_agreed(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    meeting_service.send_notice(act(house.secretary, BEFORE), meeting)
    asked = proposed(house, meeting, "卜凡", consent="")
    assert progress(meeting) == [Progress.CONSENT]
    with pytest.raises(Refusal, match="还没有上级党组织同意：卜凡"):
        service.put_exemptions(act(house.secretary), meeting)
    service.note_consents(act(house.secretary), asked, CONSENT, "")
    with pytest.raises(Refusal, match="会议正式开始以后"):
        service.put_exemptions(act(house.secretary), meeting)


def test_an_earlier_assembly_may_have_agreed_so_that_the_quorum_can_be_met_at_all(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    by = act(house.secretary)
    meeting_service.send_notice(act(house.secretary, BEFORE), meeting)
    for name in (*AWAY, "吴淑珍"):
        proposed(house, meeting, name, assembly="2026年11月10日支部党员大会")
    with pytest.raises(Refusal, match="开始签到以后落实"):
        service.apply_exemptions(by, meeting)
    meeting_service.gather(by, meeting)
    service.apply_exemptions(by, meeting)
    for one in meetings.meeting(meeting).attendees:
        if one.name not in (*AWAY, "吴淑珍"):
            meeting_service.check_in(by, one.id, "hand")
    # Seven of ten would not do.
    meeting_service.open_meeting(by, meeting)
    assert (meetings.meeting(meeting).quorum or {})["base"] == 7


def test_a_roll_that_follows_the_roster_again_is_to_be_carried_out_again(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    by = act(house.secretary)
    meeting_service.send_notice(act(house.secretary, BEFORE), meeting)
    meeting_service.gather(by, meeting)
    proposed(house, meeting, "卜凡", assembly="2026年11月10日支部党员大会")
    service.apply_exemptions(by, meeting)
    meeting_service.sync_roll(by, meeting)
    assert progress(meeting) == [Progress.UNDONE]
    service.apply_exemptions(by, meeting)
    assert progress(meeting) == [Progress.EXEMPT]


def test_the_election_waits_until_the_agreed_list_is_on_the_roll(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, "王建国", "李秀英", "丁小宁", "郑国庆")
    begun(house, meeting, AWAY)
    proposed(house, meeting, "卜凡", assembly="2026年11月10日支部党员大会")
    with pytest.raises(Refusal, match="卜凡已经同意不计入应到会人数，还没有落实到名单"):
        put(house, race_id)
    service.apply_exemptions(act(house.secretary), meeting)
    assert put(house, race_id)


def test_an_item_that_is_voted_on_is_not_put_aside(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, "王建国", "李秀英", "丁小宁", "郑国庆")
    begun(house, meeting, AWAY)
    item = queries.race(race_id).item_id
    assert item is not None
    meeting_service.start_item(act(house.secretary), item)
    put(house, race_id)
    proposed(house, meeting, "卜凡")
    service.put_exemptions(act(house.secretary), meeting)
    db.session.rollback()
    assert meetings.item(item).state == "current"


def test_the_same_list_is_voted_on_once_and_a_voided_vote_can_be_held_again(house: Community, meeting: int) -> None:
    proposed(house, meeting, "卜凡")
    vote = service.put_exemptions(act(house.secretary), meeting)
    assert service.put_exemptions(act(house.secretary), meeting) == vote
    polling.void(act(house.secretary), vote, "提错了")
    assert progress(meeting) == [Progress.ASSEMBLY]
    again = service.put_exemptions(act(house.secretary), meeting)
    assert again != vote
    assert len([item for item in meetings.meeting(meeting).items if "不计入" in item.title]) == 1


def test_the_law_says_whom_it_may_leave_out(house: Community, meeting: int) -> None:
    for name, more, why in (
        ("王建国", {}, "本人已经到会"),
        ("周强", {}, "已经到会|预备党员"),
        ("卜凡", {"ground": Ground.away, "months": 5}, "不满6个月"),
        ("卜凡", {"ground": Ground.away}, "请填写外出的月数"),
    ):
        with pytest.raises(Refusal, match=why):
            proposed(house, meeting, name, **more)
    proposed(house, meeting, "卜凡", ground=Ground.away, months=8)
    with pytest.raises(Refusal, match="已经提出过"):
        proposed(house, meeting, "卜凡")


def test_candidates_are_expected_and_the_exempt_are_not_elected(house: Community, meeting: int) -> None:
    race_id = race(house, meeting)
    nominate(house, race_id, "张志远")
    with pytest.raises(Refusal, match="张志远是候选人"):
        proposed(house, meeting, "张志远")
    proposed(house, meeting, "卜凡")
    with pytest.raises(Refusal, match="卜凡已提出不计入应到会人数"):
        nominate(house, race_id, "卜凡")


def test_a_meeting_whose_rule_knows_no_exemption_takes_none(house: Community) -> None:
    made = planned(house, "committee_election.nat")
    meeting_service.send_notice(act(house.secretary, BEFORE), made)
    who = meetings.meeting(made).attendees[0].id
    with pytest.raises(Refusal, match="没有不计入应到会人数的规定"):
        service.propose_exemption(act(house.secretary), made, Proposal(who, Ground.bedridden))


def test_the_quorum_of_the_election_counts_without_the_exempt(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, "王建国", "李秀英", "丁小宁", "郑国庆")
    begun(house, meeting, AWAY)
    for name in AWAY:
        proposed(house, meeting, name)
    raised(house, service.put_exemptions(act(house.secretary), meeting), 8)
    elected(house, put(house, race_id), dict.fromkeys(("王建国", "李秀英", "丁小宁"), 7))
    (own,) = queries.report(meeting).races
    assert own.office == COMMITTEE
    assert "应到会有选举权的党员8人" in own.rounds[0].sentence


def test_an_attendee_who_leaves_the_roster_takes_the_proposal_along(house: Community) -> None:
    branch(house)
    meeting = planned(house)
    meeting_service.send_notice(act(house.secretary, BEFORE), meeting)
    proposed(house, meeting, "卜凡")
    gone = line(meeting, "卜凡").member_id
    assert gone is not None
    day = (NOON - timedelta(days=2)).date()
    membership.leave(act(house.secretary), gone, membership.Departure("left", "迁居外地", day))
    meeting_service.sync_roll(act(house.secretary), meeting)
    assert progress(meeting) == []
    assert make_meetings.roll(meeting)
