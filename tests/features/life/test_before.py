"""A life meeting by its services, before it is held: planned, studied for, talked about, written for."""

from datetime import date, timedelta

import pytest
from flask import Flask

from blueprints.life import letters, queries, service
from blueprints.life.models import Review
from blueprints.life.service import Plan, Words
from blueprints.life.service.outlines import Upload
from blueprints.meetings import service as meeting_service
from blueprints.papers import queries as papers
from domain.life import Step
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.life import make_life
from tests.features.life.make_life import BEFORE, DAY, meeting_of, planned
from tests.features.meetings import make_meetings
from tests.make import NOON, Community, act


@pytest.fixture
def life(house: Community) -> int:
    """A branch's 组织生活会 whose committee are five."""
    make_life.committee(house)
    return planned(house)


@pytest.fixture
def held(house: Community, life: int) -> int:
    """The same, in session, with what was said."""
    make_life.in_session(house, life)
    make_life.spoken(house, life)
    return life


def open_steps(life: int) -> dict[Step, tuple[str, ...]]:
    return {one.step: one.missing for one in queries.course_of(queries.life(life), NOON.date()) if one.open}


# --- the plan -------------------------------------------------------------------------------------------------------


@on_both
def test_a_meeting_is_prepared_once(app: Flask, house: Community, life: int) -> None:
    again = service.begin_life(act(house.secretary, BEFORE), meeting_of(life), "另一个主题")
    assert again == life
    assert queries.life(life).theme == "密切联系群众"


def test_other_meetings_are_not_prepared_in_this_way(app: Flask, house: Community) -> None:
    with pytest.raises(Refusal, match="只有民主生活会和组织生活会"):
        service.begin_life(act(house.secretary), make_meetings.planned(house), "主题")


def test_the_order_of_speaking_is_the_principal_the_committee_the_others(app: Flask, house: Community) -> None:
    make_life.committee(house, 3)
    turns = queries.life(planned(house)).turns
    assert [one.name for one in turns] == ["王建国", "李秀英", "欧阳明", "赵文", "陈桂兰", "周强"]
    assert [one.body for one in turns] == [True, True, True, False, False, False]


def test_deadlines_move_with_the_meeting(app: Flask, house: Community, life: int) -> None:
    def day(step: Step) -> date | None:
        return next(one.by for one in queries.course_of(queries.life(life), BEFORE.date()) if one.step is step)

    before = day(Step.STUDY)
    draft = make_meetings.draft(house, starts_at=NOON + 3 * DAY)
    meeting_service.edit(act(house.secretary, BEFORE), meeting_of(life), draft)
    assert (before, day(Step.STUDY)) == (date(2026, 11, 27), date(2026, 11, 30))


def test_the_superior_cannot_have_been_told_tomorrow(app: Flask, house: Community, life: int) -> None:
    with pytest.raises(Refusal, match="还没有到"):
        service.save_plan(act(house.secretary, NOON), life, Plan("主题", (NOON + DAY).date()))


def test_the_letter_to_the_superior_needs_a_theme_and_is_one(app: Flask, house: Community) -> None:
    make_life.body(house)
    life = planned(house, "democratic_life.nat", "")
    with pytest.raises(Refusal, match="会议主题"):
        letters.begin_letter(act(house.secretary), queries.life(life), BEFORE)
    service.save_plan(act(house.secretary), life, Plan("为民办事"))
    one = letters.begin_letter(act(house.secretary), queries.life(life), BEFORE)
    assert letters.begin_letter(act(house.secretary), queries.life(life), BEFORE) == one
    page = papers.page_of(papers.paper(one))
    assert page.title == "关于召开2026年度民主生活会的报告"
    assert "为民办事" in page.chapters[1].paragraphs[0]


# --- studies, talks, outlines ---------------------------------------------------------------------------------------


def test_who_was_at_no_study_is_named(app: Flask, house: Community, life: int) -> None:
    service.add_study(act(house.secretary, BEFORE + DAY), life, BEFORE.date(), "党章", house.members[:4])
    assert open_steps(life)[Step.STUDY] == ("陈桂兰、周强没有参加会前学习",)


@pytest.mark.parametrize(("days", "who", "sentence"), [(1, [0], "还没有到"), (0, [], "勾选"), (0, [999], "勾选")])
def test_a_study_has_a_day_that_has_come_and_people(
    app: Flask, house: Community, life: int, days: int, who: list[int], sentence: str
) -> None:
    people = [house.members[one] if one < 9 else one for one in who]
    with pytest.raises(Refusal, match=sentence):
        service.add_study(act(house.secretary, BEFORE), life, BEFORE.date() + timedelta(days=days), "党章", people)


@on_both
def test_a_talk_counts_once_both_have_confirmed_the_same_words(app: Flask, house: Community, life: int) -> None:
    talk = make_life.talk(house, life, 0, 1, confirmed=False)
    by = act(house.accounts[0], BEFORE + DAY)
    service.confirm_talk(by, talk, 1)
    words = Words(BEFORE, "谈心室", "", "另一个问题", "", "", "")
    service.save_talk(act(house.accounts[1], BEFORE + DAY), talk, 1, words)
    with pytest.raises(Refusal, match="刚刚改动过"):
        service.confirm_talk(by, talk, 1)
    assert not queries.talk(talk).confirmed
    for number in (0, 1):
        service.confirm_talk(act(house.accounts[number], BEFORE + DAY), talk, 2)
    assert queries.talk(talk).confirmed
    with pytest.raises(Refusal, match="不能再改"):
        service.save_talk(by, talk, 2, words)


def test_only_the_two_confirm_and_nobody_confirms_an_empty_talk(app: Flask, house: Community, life: int) -> None:
    by = act(house.secretary, BEFORE)
    empty = service.arrange_talk(by, life, house.members[0], house.members[1], required=True, own=False)
    with pytest.raises(Refusal, match="还没有写"):
        service.confirm_talk(act(house.accounts[0], BEFORE), empty, 0)
    talk = make_life.talk(house, life, 0, 2, confirmed=False)
    with pytest.raises(Refusal, match="本人确认"):
        service.confirm_talk(act(house.accounts[3], BEFORE + DAY), talk, 1)


def test_the_signed_print_stands_for_who_has_no_phone(app: Flask, house: Community, life: int) -> None:
    talk = make_life.talk(house, life, 0, 1, confirmed=False)
    service.sign_talk_on_paper(act(house.secretary, BEFORE + DAY), talk, 1)
    assert queries.talk(talk).confirmed


def test_a_member_arranges_own_talks_alone_and_the_same_two_have_one_open_talk(
    app: Flask, house: Community, life: int
) -> None:
    mine = act(house.accounts[2], BEFORE)
    with pytest.raises(Refusal, match="只能登记本人"):
        service.arrange_talk(mine, life, house.members[0], house.members[1], required=False, own=True)
    one = service.arrange_talk(mine, life, house.members[2], house.members[1], required=False, own=True)
    assert service.arrange_talk(mine, life, house.members[1], house.members[2], required=True, own=True) == one
    with pytest.raises(Refusal, match="另一位"):
        service.arrange_talk(mine, life, house.members[2], house.members[2], required=True, own=True)


@on_both
def test_an_outline_goes_back_and_forth_in_versions(app: Flask, house: Community, life: int) -> None:
    first = make_life.outline(house, life, 2, passed=False)
    with pytest.raises(Refusal, match="已经提交"):
        service.save_outline(act(house.accounts[2], BEFORE), first, 1, "改一改", None)
    with pytest.raises(Refusal, match="写明修改意见"):
        service.review_outline(act(house.secretary, BEFORE), first, False, "")
    service.review_outline(act(house.secretary, BEFORE), first, False, "问题不具体")
    second = service.begin_outline(act(house.accounts[2], BEFORE), life, house.members[2])
    assert queries.outline(second).version == 2
    assert queries.outline(second).text == queries.outline(first).text
    service.submit_outline(act(house.accounts[2], BEFORE), second)
    service.review_outline(act(house.secretary, BEFORE), second, True, "")
    assert service.begin_outline(act(house.accounts[2], BEFORE), life, house.members[2]) == second
    assert queries.outline_newest(life)[house.members[2]].state == Review.PASSED


def test_an_outline_can_be_a_pdf_and_nothing_else(app: Flask, house: Community, life: int) -> None:
    one = service.begin_outline(act(house.accounts[2], BEFORE), life, house.members[2])
    with pytest.raises(Refusal, match="没有写内容"):
        service.submit_outline(act(house.accounts[2], BEFORE), one)
    with pytest.raises(Refusal, match="请上传PDF"):
        service.save_outline(act(house.accounts[2], BEFORE), one, 0, "", Upload("a.html", b"<html>"))
    service.save_outline(act(house.accounts[2], BEFORE), one, 0, "", Upload("提纲.pdf", b"%PDF-1.4\n"))
    service.submit_outline(act(house.accounts[2], BEFORE), one)
