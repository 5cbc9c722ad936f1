"""The list of meetings: what can be convened and by which rule, and what is due."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from blueprints.accounts.models import Level, Organisation
from blueprints.meetings import queries, service, views
from blueprints.meetings.models import Meeting
from blueprints.meetings.pages import DueLine
from blueprints.rules import queries as rules
from blueprints.rules import service as ruling
from blueprints.shared import clock
from blueprints.shared.db import db, writing
from domain.obligations import span
from domain.rules import Period, kinds, rule, rules_of
from tests.browse import Browser, Page
from tests.conftest import on_both
from tests.features.meetings.make_meetings import called, draft, planned
from tests.make import NOON, Community, act

TODAY = date(2026, 11, 28)
A_DAY = timedelta(days=1)


def offered(page: Page) -> set[str]:
    """The rules by which the page lets a meeting be convened."""
    return {link.split("rule=")[1] for link in page.links() if "meetings/new" in link}


def held(house: Community, day: date, kind: str = "party_assembly", place: int | None = None, **more: object) -> int:
    """A meeting of the kind that was opened that day and has ended, at three in the afternoon."""
    start = clock.from_local(datetime(day.year, day.month, day.day, 15))  # noqa: DTZ001 - made aware here
    own = rules.in_force(place or house.branch, kind)
    values = {"state": "ended", "starts_at": start, "opened_at": start, "ended_at": start} | more
    with writing():
        meeting = Meeting(
            organisation_id=place or house.branch,
            kind=kind,
            title=own.name,
            rule=own.to_json(),
            place="会议室",
            hall_key=b"k" * 32,
            **values,
        )
        db.session.add(meeting)
    return meeting.id


def dues(house: Community, today: date = TODAY, place: int | None = None) -> views.Dues:
    """What is due that day."""
    number = place or house.branch
    level = db.session.get_one(Organisation, number).level
    since = clock.from_local(datetime(today.year - 1, 1, 1))  # noqa: DTZ001 - made aware here
    own = [one for one in queries.coming_of(number) if one.organisation_id == number]
    return views.dues(views.held_at(level), rules.shelf(number), queries.held_since(number, since), own, today)


def line(found: views.Dues, name: str) -> Any:
    return next((one for one in (*found.due, *found.done) if one.name == name), None)


@pytest.mark.parametrize("level", list(Level))
def test_each_kind_is_offered_where_it_is_held_and_nowhere_else(
    browse: Browser, house: Community, level: Level
) -> None:
    place = house.group if level == Level.GROUP else house.branch
    with writing():
        db.session.get_one(Organisation, place).level = level
    page = browse.as_(house.secretary).get(f"/organisations/{place}/meetings")
    wanted = {each.id for kind in kinds() if kind.convened and level in kind.held_by for each in rules_of(kind.code)}
    assert offered(page) == wanted
    assert wanted


def test_everyday_meetings_are_buttons_and_the_others_are_folded(browse: Browser, house: Community) -> None:
    page = browse.as_(house.secretary).get(f"/organisations/{house.branch}/meetings")
    section = page.body.find("section", {"id": "convene"})
    buttons = [one.get_text(strip=True) for one in section.find("div", {"class": "buttons"}).find_all("a")]
    assert buttons == ["支部党员大会", "支部委员会会议", "党课", "主题党日", "集中学习"]
    folded = section.find("details", {"id": "other-kinds"})
    assert not folded.has_attr("open")
    assert "接收预备党员大会" in folded.get_text()
    assert "党组织会议" in folded.get_text()
    assert "谈心谈话" not in section.get_text()


def test_each_rule_that_is_offered_opens_its_form(browse: Browser, house: Community) -> None:
    tablet = browse.as_(house.secretary)
    for place in (house.branch, house.organisation, house.group):
        page = tablet.get(f"/organisations/{place}/meetings")
        for rule_id in sorted(offered(page))[::7]:
            form = tablet.get(f"/organisations/{place}/meetings/new?rule={rule_id}")
            assert form.h1 == f"召开{rule(rule_id).name}"


@pytest.mark.parametrize(
    "rule_id",
    ["party_group.nat", "residents_meeting.law2026", "heart_talk.nat", "default.party_assembly", "nothing", "", "%00"],
)
def test_what_a_branch_does_not_hold_has_no_form(browse: Browser, house: Community, rule_id: str) -> None:
    browse.as_(house.secretary).get(f"/organisations/{house.branch}/meetings/new?rule={rule_id}", 404)


@on_both
def test_the_picked_rule_is_copied_into_the_meeting(house: Community) -> None:
    own = rule("party_assembly.s004d")
    meeting = service.convene(act(house.secretary), house.branch, own, draft(house))
    assert queries.rule_of(queries.meeting(meeting)) == own


def test_what_the_organisation_chose_is_what_the_button_convenes(browse: Browser, house: Community) -> None:
    ruling.choose(act(house.secretary), house.branch, "party_assembly", ("party_assembly.s001a",))
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/organisations/{house.branch}/meetings")
    button = page.body.find("section", {"id": "convene"}).find("a", {"role": "button"})
    assert "rule=party_assembly.s001a" in button["href"]
    assert "party_assembly.nat" in offered(page)


@on_both
def test_the_strictest_of_several_is_convened_with_all_its_demands(browse: Browser, house: Community) -> None:
    both = ("party_assembly.nat", "party_assembly.s004d")
    ruling.choose(act(house.secretary), house.branch, "party_assembly", both, strict=True)
    tablet = browse.as_(house.secretary)
    at = f"/organisations/{house.branch}/meetings/new?rule=party_assembly.strict"
    page = tablet.get(at)
    assert page.says("从严")
    values = {"place": "二楼会议室", "chair_id": house.members[0], "recorder_id": house.members[1]}
    answer = tablet.submit(page.form(), 303, at=at, **values)
    kept = queries.rule_of(queries.meeting(int(answer.location.rsplit("/", 1)[1])))
    assert kept == rules.in_force(house.branch, "party_assembly")
    assert kept.profile == "strict"


def test_a_rule_looser_than_the_partys_says_so_beside_the_form(browse: Browser, house: Community) -> None:
    held_here = (kind.code for kind in views.held_at("branch"))
    looser = next(each for code in held_here for each in rules_of(code) if each.warnings)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/organisations/{house.branch}/meetings/new?rule={looser.id}")
    assert looser.warnings[0] in page.body.find("div", {"class": "refusal"}).get_text()
    page = tablet.get(f"/meetings/{planned(house, looser)}")
    assert page.says("低于现行党内法规或者国家法律的要求")
    assert page.says(looser.warnings[0])


def test_the_form_says_from_where_each_number_came_and_where_sources_disagree(
    browse: Browser, house: Community
) -> None:
    page = browse.as_(house.secretary).get(f"/organisations/{house.branch}/meetings/new?rule=party_committee.nat")
    panel = page.body.find("section", {"id": "rule"}).get_text()
    assert "《中国共产党支部工作条例（试行）》（2018年）第十二条" in panel
    assert "规定没有写明，本系统按此办理" in panel
    assert "各项依据说法不一" in panel
    assert "建议：" in panel


def test_the_panel_tells_demands_records_followups_notes_and_secrecy() -> None:
    admission, reps = (views.rule_panel(rule(own), 1) for own in ("party_admit.nat", "resident_reps.law2026"))
    decisive = {each.label: each.value for each in admission.lines}
    assert (decisive["无记名"], decisive["会前书面意见"]) == ("必须无记名投票", "计入票数")
    assert {each.label: each.value for each in reps.lines}["提议召集"] == "居民代表的五分之一以上提议，应当召集"
    assert {"记录", "后续事项", "说明"} <= {each.label for each in admission.more}


@on_both
def test_what_is_due_counts_meetings_that_have_ended_by_their_local_day(house: Community) -> None:
    # 30 September, half past midnight in Shanghai, is still the 29th in UTC; 1 October is another quarter.
    held(house, date(2026, 9, 30))
    assert line(dues(house), "支部党员大会").wanting
    night = clock.from_local(datetime(2026, 10, 1, 0, 30))  # noqa: DTZ001 - made aware here
    held(house, date(2026, 9, 30), opened_at=night)
    found = line(dues(house), "支部党员大会")
    assert not found.wanting
    assert found.sentence == "一般每季度1次：本季度（10月1日至12月31日）已召开1次。"


@pytest.mark.parametrize("state", ["planning", "noticed", "in_session", "cancelled", "inquorate"])
def test_a_meeting_that_has_not_ended_does_not_count(house: Community, state: str) -> None:
    held(house, date(2026, 11, 2), state=state)
    assert line(dues(house), "支部党员大会").wanting


def test_a_meeting_of_another_organisation_does_not_count(house: Community) -> None:
    held(house, date(2026, 11, 2), place=house.other_branch)
    held(house, date(2026, 11, 2), place=house.organisation)
    assert line(dues(house), "支部党员大会").wanting


def test_a_meeting_that_is_planned_is_named_instead_of_the_button(browse: Browser, house: Community) -> None:
    meeting = planned(house)
    found = line(dues(house), "支部党员大会")
    assert (found.planned_id, found.planned_at) == (meeting, NOON)
    assert line(dues(house, date(2026, 9, 1)), "支部党员大会").planned_id is None


def test_a_span_missed_is_told_only_after_the_first_meeting(house: Community) -> None:
    held(house, date(2026, 7, 2), "party_committee")
    # The third quarter had begun when the first meeting was held: it is not held against the branch.
    assert line(dues(house), "支部党员大会").missed == ""
    held(house, date(2026, 7, 1), "party_committee")
    assert line(dues(house), "支部党员大会").missed == "上一期7月1日至9月30日没有召开，少1次。"
    held(house, date(2026, 8, 1))
    assert line(dues(house), "支部党员大会").missed == ""


def test_last_years_yearly_meeting_is_missed_in_the_new_year(house: Community) -> None:
    held(house, date(2025, 1, 1))
    told = line(dues(house, date(2026, 1, 5)), "民主评议党员")
    assert told.missed == "上一期2025年1月1日至12月31日没有召开，少1次。"
    held(house, date(2025, 1, 1), "member_review")
    assert line(dues(house, date(2026, 1, 5)), "民主评议党员").missed == ""


def test_other_families_are_due_only_where_they_are_held_or_chosen(house: Community) -> None:
    assert line(dues(house, place=house.organisation), "居民代表会议") is None
    ruling.choose(act(house.secretary), house.organisation, "resident_reps", ("resident_reps.law2026",))
    assert line(dues(house, place=house.organisation), "居民代表会议").wanting
    assert line(dues(house, place=house.organisation), "党建联席会议") is None
    held(house, date(2026, 3, 1), "joint_conference", house.organisation)
    assert line(dues(house, place=house.organisation), "党建联席会议").wanting


def test_a_group_is_asked_for_its_own_meeting_alone(house: Community) -> None:
    assert [one.name for one in dues(house, place=house.group).due] == ["党小组会"]


def test_the_nearest_deadline_comes_first(house: Community) -> None:
    found = dues(house)
    ends = [span(TODAY, rules.in_force(house.branch, code).frequency.period)[1] for code in map(code_of, found.due)]
    assert ends == sorted(ends)
    assert len(ends) >= 5


def code_of(one: DueLine) -> str:
    return next(kind.code for kind in kinds() if kind.name == one.name)


def test_the_calendar_shows_what_is_due_with_a_button_and_folds_what_is_done(browse: Browser, house: Community) -> None:
    held(house, clock.today())
    tablet = browse.as_(house.secretary)
    section = tablet.get(f"/organisations/{house.branch}/meetings").body.find("section", {"id": "due"})
    assert "已召开1次" in section.find("details").get_text()
    assert "召开党课" in [link.get("aria-label") for link in section.find_all("a")]
    looker = browse.as_(house.superior).get(f"/organisations/{house.branch}/meetings")
    assert looker.says("应开会议")
    assert not offered(looker)


def test_nothing_is_asked_of_who_has_not_begun(browse: Browser, house: Community) -> None:
    with writing():
        empty = Organisation(name="第三党支部", level=Level.BRANCH, parent_id=house.organisation)
        db.session.add(empty)
    tablet = browse.as_(house.secretary)
    assert not tablet.get(f"/organisations/{empty.id}/meetings").says("应开会议")
    held(house, clock.today(), place=empty.id)
    assert tablet.get(f"/organisations/{empty.id}/meetings").says("应开会议")


def test_the_calendar_asks_as_many_queries_for_many_meetings_as_for_one(browse: Browser, house: Community) -> None:
    tablet, asked = browse.as_(house.secretary), list[str]()
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(str(told[2])))

    def queries_of_the_page() -> int:
        asked.clear()
        tablet.get(f"/organisations/{house.organisation}/meetings")
        return sum(one.startswith(("SELECT", "WITH")) for one in asked)

    held(house, date(2026, 11, 2), place=house.organisation)
    few = queries_of_the_page()
    for number, kind in enumerate(kind for kind in kinds() if "community" in kind.held_by):
        held(house, date(2026, 1, 1) + A_DAY * number * 7, kind.code, house.organisation)
        ruling.choose(act(house.secretary), house.organisation, kind.code, (rules_of(kind.code)[0].id,))
    assert queries_of_the_page() == few


def test_periods_without_a_calendar_are_never_due(house: Community) -> None:
    names = {one.name for one in (*dues(house).due, *dues(house).done)}
    silent = {
        kind.name
        for kind in kinds()
        if (often := rule(kind.usual).frequency) is None or often.period in (Period.term, Period.on_demand)
    }
    assert not names & silent


def test_a_listed_meeting_that_was_held_is_due_again(house: Community) -> None:
    called(house, 3)
    held(house, date(2026, 3, 2), "resident_reps", house.organisation)
    found = line(dues(house, place=house.organisation), "居民代表会议")
    assert found.sentence == "至少每半年1次：这半年（7月1日至12月31日）已召开0次，还差1次，剩33天。"
    assert found.planned_at == NOON
