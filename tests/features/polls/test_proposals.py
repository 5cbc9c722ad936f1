"""接收预备党员、转正: one person at a time, what the rule allows, and the motion that it becomes."""

import pytest

from blueprints.polls import queries, service
from blueprints.polls.queries.proposals import may_be_proposed, proposals_on
from blueprints.polls.service import Question
from blueprints.polls.service.proposals import motion_of, propose_person
from domain.admission import Outcome, Proposal
from domain.decision import Decision
from domain.paper import Choice
from domain.rules import Method
from domain.settled import read_proposal
from domain.words import Refusal
from tests.browse import Browser
from tests.features.meetings import make_meetings
from tests.features.polls.make_admissions import (
    ADMISSION,
    CONFIRM,
    asked,
    begun,
    by_phone,
    item_of,
    noticed,
    with_target,
    written,
)
from tests.features.polls.make_polls import cast
from tests.make import Community, act

CONFIRMED = Proposal("周强", Outcome.confirmed)


@pytest.fixture
def chair(browse: Browser, house: Community) -> Browser:
    """The secretary's tablet."""
    return browse.as_(house.secretary)


def test_a_development_target_is_offered_first_and_full_members_never(house: Community) -> None:
    with_target(house)
    assert [one.name for one in may_be_proposed(noticed(house))] == ["张三", "李四"]
    assert [one.name for one in may_be_proposed(noticed(house, CONFIRM))] == ["周强"]
    assert may_be_proposed(noticed(house, "party_assembly.nat")) == ()


def test_a_motion_is_written_as_resolutions_have_it() -> None:
    assert motion_of(ADMISSION) == "同意接收张三同志为中共预备党员"
    assert motion_of(CONFIRMED) == "同意周强同志按期转为中共正式党员"
    assert motion_of(Proposal("周强", Outcome.extended, 6)) == "同意将周强同志的预备期延长6个月"
    assert motion_of(Proposal("周强", Outcome.cancelled)) == "同意取消周强同志的预备党员资格"


def test_an_admission_is_proposed_on_its_own_page(chair: Browser, house: Community) -> None:
    with_target(house)
    meeting = noticed(house)
    item = item_of(meeting)
    page = chair.follow(chair.get(f"/items/{item}/polls/new?back=/meetings/{meeting}/console", 303))
    assert page.says("表决事项写作：同意接收×××同志为中共预备党员")
    target = page.body.find("option", string="张三（发展对象）")
    assert target is not None
    answer = chair.submit(page.form("/proposals/new"), person=str(target["value"]))
    assert answer.location == f"/meetings/{meeting}/console"
    (poll,) = proposals_on(item)
    assert (poll.motion, poll.method, poll.state) == ("同意接收张三同志为中共预备党员", "secret", "draft")
    assert read_proposal(poll.proposal) == ADMISSION


def test_somebody_who_is_not_on_the_roster_is_typed_and_only_one_name_is_taken(
    chair: Browser, house: Community
) -> None:
    with_target(house)
    item = item_of(noticed(house))
    page = chair.get(f"/items/{item}/proposals/new")
    target = str(page.body.select("select[name=person] option")[1]["value"])
    for both in ({"person": "", "name": ""}, {"person": target, "name": "王五"}):
        page = chair.submit(page.form("/proposals/new"), 422, **both)
        assert page.says("只填一处")
    page = chair.follow(chair.submit(page.form("/proposals/new"), person="", name="王　五"))
    assert page.h1 == "同意接收王五同志为中共预备党员"


def test_an_extension_needs_its_months_and_is_refused_a_second_time(chair: Browser, house: Community) -> None:
    page = chair.get(f"/items/{item_of(noticed(house, CONFIRM))}/proposals/new")
    who = str(page.body.select("select[name=person] option")[1]["value"])
    page = chair.submit(page.form("/proposals/new"), 422, person=who)
    assert page.says("请选择提请表决的内容")
    page = chair.submit(page.form("/proposals/new"), 422, outcome="extended")
    assert page.says("请填写6至12个月")
    page = chair.submit(page.form("/proposals/new"), 422, months="6", extended_before="y")
    assert page.says("已经延长过一次，不能再延长。")
    form = page.form("/proposals/new")
    del form.find("input", {"name": "extended_before"})["checked"]
    assert chair.follow(chair.submit(form)).h1 == "同意将周强同志的预备期延长6个月"


def test_two_people_are_not_proposed_side_by_side(house: Community) -> None:
    meeting = noticed(house)
    first = asked(house, meeting)
    with pytest.raises(Refusal, match="张三、李四共2人，应当逐个讨论、逐个表决。请先表决“同意接收张三"):
        asked(house, meeting, Proposal("李四", Outcome.admitted))
    service.void(act(house.secretary), first, "改提")
    asked(house, meeting, Proposal("李四", Outcome.admitted))


def test_two_results_for_one_person_are_not_proposed_side_by_side(house: Community) -> None:
    meeting = noticed(house, CONFIRM)
    asked(house, meeting, CONFIRMED)
    with pytest.raises(Refusal, match="已经提出表决。请先表决“同意周强同志按期"):
        asked(house, meeting, Proposal("周强", Outcome.extended, 6))


def test_the_same_proposal_once_more_is_the_same_vote_until_it_is_opened(house: Community) -> None:
    meeting = noticed(house)
    first = asked(house, meeting)
    assert asked(house, meeting) == first
    begun(house, meeting, 5)
    service.open_poll(act(house.secretary), first)
    with pytest.raises(Refusal, match="请先表决"):
        asked(house, meeting)


def test_what_opinions_were_written_on_is_not_exchanged_under_them(house: Community) -> None:
    meeting = noticed(house, CONFIRM)
    draft = asked(house, meeting, CONFIRMED)
    written(house, meeting, 4)
    service.void(act(house.secretary), draft, "改提")
    with pytest.raises(Refusal, match="1份对“同意周强同志按期转为中共正式党员”的会前书面意见"):
        asked(house, meeting, Proposal("周强", Outcome.extended, 6))
    other = make_meetings.items(meeting)[1]
    propose_person(act(house.secretary), other, Proposal("周强", Outcome.extended, 6))
    asked(house, meeting, CONFIRMED)


def test_a_meeting_that_decides_on_no_person_keeps_its_page_of_motions(chair: Browser, house: Community) -> None:
    item = item_of(noticed(house, "party_assembly.nat"))
    assert chair.get(f"/items/{item}/proposals/new", 303).location == f"/items/{item}/polls/new"
    with pytest.raises(Refusal, match="这类会议不票决"):
        propose_person(act(house.secretary), item, ADMISSION)


def test_the_verdict_says_what_was_decided_about_the_person(house: Community) -> None:
    by_phone(house)
    meeting = noticed(house)
    poll = asked(house, meeting)
    voters = begun(house, meeting, 5)
    service.open_poll(act(house.secretary), poll)
    for voter in voters:
        cast(poll, voter, Choice.FOR)
    service.close_poll(act(house.secretary), poll)
    service.open_box(act(house.secretary), poll)
    verdict = queries.verdict_of(queries.poll(poll))
    assert isinstance(verdict, Decision)
    assert verdict.sentence.endswith("决定：张三，接收为预备党员。")


def test_a_rehearsal_of_a_proposal_is_no_proposal(house: Community) -> None:
    meeting = noticed(house)
    draft = asked(house, meeting)
    service.rehearse(act(house.secretary), draft)
    service.propose(act(house.secretary), item_of(meeting), "通过监票人", Method.hands, Question(procedural=True))
    assert [poll.id for poll in proposals_on(item_of(meeting))] == [draft]


def test_only_who_runs_the_meeting_proposes(browse: Browser, house: Community) -> None:
    item = item_of(noticed(house))
    for account, status in ((house.accounts[3], 403), (house.superior, 403), (house.stranger, 404)):
        browse.as_(account).get(f"/items/{item}/proposals/new", status)
        browse.as_(account).post(f"/items/{item}/proposals/new", status)
