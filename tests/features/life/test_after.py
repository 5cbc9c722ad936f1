"""A life meeting by its services: spoken on, locked with the minutes, briefed, reported, followed to 销号."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from blueprints.life import letters, queries, service
from blueprints.life.models import Origin
from blueprints.life.service import Row, Said
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.minutes import queries as minutes
from blueprints.minutes import service as minutes_service
from blueprints.papers import queries as papers
from blueprints.shared.db import db
from domain.life import Step
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.life import make_life
from tests.features.life.make_life import DAY, meeting_of, planned
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


# --- the meeting ----------------------------------------------------------------------------------------------------


def test_nothing_is_recorded_before_the_meeting(app: Flask, house: Community, life: int) -> None:
    with pytest.raises(Refusal, match="还没有开始"):
        service.save_said(act(house.secretary), life, 0, Said("上次"))


def test_nobody_criticises_themself_in_their_own_turn(app: Flask, house: Community, held: int) -> None:
    turn = queries.life(held).turns[0]
    with pytest.raises(Refusal, match="写在自我批评里"):
        service.add_criticism(act(house.secretary, NOON), turn.id, turn.member_id, "我自己", "")
    with pytest.raises(Refusal, match="请选择"):
        service.add_criticism(act(house.secretary, NOON), turn.id, 999, "旁人", "")


@on_both
def test_the_record_tells_what_was_said_and_is_locked_with_the_minutes(app: Flask, house: Community, held: int) -> None:
    make_life.ended(house, held)
    make_life.confirmed(house, held)
    told = minutes.told(meeting_of(held)).life
    assert told is not None
    assert [turn.name for turn in told.turns] == ["王建国", "李秀英", "欧阳明", "赵文", "陈桂兰"]
    assert [said.by for said in told.turns[0].criticisms] == ["陈桂兰"]
    turn = queries.life(held).turns[0].id
    with pytest.raises(Refusal, match="会议记录已经确认"):
        service.save_turn(act(house.secretary, NOON + DAY), turn, 1, "改写历史", "")
    minutes_service.correct(act(house.secretary, NOON + DAY), meeting_of(held), "记错了")
    service.save_turn(act(house.secretary, NOON + DAY), turn, 1, "更正以后", "")
    before, after = minutes.told(meeting_of(held), 1).life, minutes.told(meeting_of(held), 2).life
    assert before
    assert after
    assert before.turns[0].self_criticism[0].text == "王建国学习不够深入。"
    assert (after.turns[0].self_criticism[0].text, after.turns[0].self_criticism[0].added_at) == (
        "更正以后",
        NOON + DAY,
    )


def test_a_change_after_the_first_confirmation_voids_it(app: Flask, house: Community, held: int) -> None:
    from blueprints.shared.permissions import Role

    make_life.ended(house, held)
    draft = minutes_service.draft(act(house.secretary, NOON + 3 * timedelta(hours=1)), meeting_of(held))
    absent = next(one for one in meetings.meeting(meeting_of(held)).attendees if not one.arrived_at)
    minutes_service.give_reason(act(house.secretary, NOON + DAY), draft, absent.id, "外出")
    minutes_service.confirm(act(house.accounts[1], NOON + DAY), draft, Role.RECORDER, True)
    service.save_turn(act(house.secretary, NOON + DAY), queries.life(held).turns[0].id, 1, "另一番话", "")
    minutes_service.confirm(act(house.accounts[0], NOON + DAY), draft, Role.CHAIR, True)
    assert minutes.latest(meeting_of(held)).state == "draft"  # type: ignore[union-attr]


# --- afterwards -----------------------------------------------------------------------------------------------------


def test_a_problem_is_closed_only_after_something_was_done(app: Flask, house: Community, held: int) -> None:
    one = make_life.problem(house, held)
    assert queries.problem(one).owner_id == house.members[2]
    with pytest.raises(Refusal, match="还没有整改进展"):
        service.close_problem(act(house.secretary, NOON + DAY), one)
    service.add_progress(act(house.accounts[2], NOON + DAY), one, "已答复5人", "回访.pdf", b"%PDF-1.4\n")
    service.close_problem(act(house.secretary, NOON + 2 * DAY), one)
    with pytest.raises(Refusal, match="已经销号"):
        service.add_progress(act(house.accounts[2], NOON + 3 * DAY), one, "又做了一些")
    with pytest.raises(Refusal, match="撤销销号的原因"):
        service.reopen_problem(act(house.secretary, NOON + 3 * DAY), one, "")
    service.reopen_problem(act(house.secretary, NOON + 3 * DAY), one, "又有人反映")
    assert [step.text for step in queries.problem(one).progress] == ["已答复5人", "撤销销号：又有人反映"]
    with pytest.raises(Refusal, match="还没有整改进展"):
        service.close_problem(act(house.secretary, NOON + 3 * DAY), one)


def test_a_row_says_what_it_lacks(app: Flask, house: Community, held: int) -> None:
    service.add_problem(act(house.secretary, NOON), held, Row(Origin.EXAMINED, "走访少"))
    assert open_steps(held)[Step.RECTIFY] == (
        "第1项问题没有写明整改措施",
        "第1项问题没有写明责任人",
        "第1项问题没有写明完成时限",
    )
    row = Row(Origin.EXAMINED, "走访少", due_on=date(2026, 12, 1), due_words="长期坚持")
    with pytest.raises(Refusal, match="不要两样都填"):
        service.add_problem(act(house.secretary, NOON), held, row)


def test_the_next_meeting_begins_with_what_is_still_open(app: Flask, house: Community, held: int) -> None:
    closed, open_one = make_life.problem(house, held), make_life.problem(house, held)
    service.add_progress(act(house.secretary, NOON + DAY), closed, "修好了")
    service.close_problem(act(house.secretary, NOON + DAY), closed)
    make_life.ended(house, held)
    year = NOON + 365 * DAY
    by = act(house.secretary, year - 20 * DAY)
    draft = make_meetings.draft(house, starts_at=year)
    fresh = service.begin_life(by, meeting_service.convene(by, house.branch, "organisational_life.nat", draft), "")
    assert queries.life(fresh).last_id == held
    for _ in range(2):
        service.carry_over(by, fresh)
    rows = queries.life(fresh).problems
    assert [(row.carried_id, row.origin, row.due_on) for row in rows] == [(open_one, Origin.CARRIED, "")]
    with pytest.raises(Refusal, match="已列入下次会议"):
        service.drop_problem(by, open_one)
    again = Row(Origin.CARRIED, rows[0].text, rows[0].measures, "", rows[0].owner, date(2027, 12, 1))
    service.edit_problem(by, rows[0].id, again)
    service.add_progress(by, rows[0].id, "修好了")
    service.close_problem(by, rows[0].id)
    assert queries.problem(open_one).closed_on, "what was carried over is closed with its copy"


def test_a_briefing_needs_a_meeting_that_is_over_a_list_and_somebody_to_tell(
    app: Flask, house: Community, held: int
) -> None:
    by = act(house.secretary, NOON + timedelta(hours=3))
    with pytest.raises(Refusal, match="没有结束"):
        service.brief(by, held, ["本组织党员"], "")
    make_life.ended(house, held)
    with pytest.raises(Refusal, match="整改清单"):
        service.brief(by, held, ["本组织党员"], "")
    make_life.problem(house, held)
    with pytest.raises(Refusal, match="通报范围"):
        service.brief(by, held, [], "")
    assert queries.briefing_by(queries.life(held).token) is None
    service.brief(by, held, ["本组织党员"], "请监督。")
    assert queries.briefing_by(queries.life(held).token) is not None


def test_the_report_waits_for_the_minutes_names_what_is_missing_and_claims_nothing_else(
    app: Flask, house: Community, held: int
) -> None:
    by, now = act(house.secretary, NOON + DAY), NOON + DAY
    make_life.ended(house, held)
    with pytest.raises(Refusal, match="会议记录确认以后"):
        letters.begin_report(by, queries.life(held), now, True)
    make_life.confirmed(house, held)
    with pytest.raises(Refusal, match="还缺"):
        letters.begin_report(by, queries.life(held), now, False)
    one = letters.begin_report(by, queries.life(held), now, True)
    page = papers.page_of(papers.paper(one))
    assert (page.opinions, page.talks, page.measures, page.study) == (None, None, (), ())
    assert (page.self_criticisms, page.criticisms, page.present) == (5, 5, 5)
    assert "通报了上次整改情况" in page.proceedings[0]
    assert "点评" not in page.proceedings[0]


def test_figures_of_the_report_are_those_of_the_rows(app: Flask, house: Community, life: int) -> None:
    collection = make_life.asked(house, life)
    for number in range(3):
        make_life.give(collection, number, number)
    make_life.released(house, collection)
    make_life.talk(house, life, 0, 1)
    make_life.talk(house, life, 0, 2, confirmed=False)
    make_life.in_session(house, life)
    make_life.spoken(house, life)
    make_life.problem(house, life)
    make_life.ended(house, life)
    make_life.confirmed(house, life)
    one = letters.begin_report(act(house.secretary, NOON + DAY), queries.life(life), NOON + DAY, True)
    page = papers.page_of(papers.paper(one))
    assert (page.opinions, page.talks, len(page.measures)) == (3, 1, 1)


def test_sent_lies_between_the_meeting_and_today(app: Flask, house: Community, held: int) -> None:
    make_life.ended(house, held)
    with pytest.raises(Refusal, match="会议记录还没有确认"):
        service.mark_sent(act(house.secretary, NOON + DAY), held, NOON.date(), "街道党工委")
    make_life.confirmed(house, held)
    for day, sentence in ((NOON + 2 * DAY, "还没有到"), (NOON - DAY, "早于开会")):
        with pytest.raises(Refusal, match=sentence):
            service.mark_sent(act(house.secretary, NOON + DAY), held, day.date(), "街道党工委")
    service.mark_sent(act(house.secretary, NOON + DAY), held, (NOON + DAY).date(), "街道党工委")
    assert queries.facts_of(queries.life(held), meetings.meeting(meeting_of(held))).sent_on == (NOON + DAY).date()


def test_of_a_leading_body_everybody_is_heard_or_named(app: Flask, house: Community) -> None:
    make_life.body(house)
    life = planned(house, "democratic_life.nat")
    make_life.in_session(house, life)
    make_life.spoken(house, life, 4)
    assert open_steps(life)[Step.PERSONS] == ("没有记录陈桂兰的自我批评", "没有记录对陈桂兰的批评")
    make_life.ended(house, life)
    from blueprints.minutes.record import faults

    told = minutes.preview(meeting_of(life))
    assert [one.sentence for one in faults(told) if one.code == "unheard"] == [
        "没有记录陈桂兰的自我批评，请核对或者补记。"
    ]
    without = replace(told, life=None)
    assert not [one for one in faults(without) if one.code == "unheard"]


def test_reading_the_way_asks_as_many_questions_for_many_as_for_few(app: Flask, house: Community, life: int) -> None:
    from sqlalchemy import event

    seen: list[str] = []

    def count() -> int:
        db.session.expire_all()
        seen.clear()
        queries.course_of(queries.life(life), NOON.date())
        return len(seen)

    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    few = count()
    for number in range(12):
        make_life.talk(house, life, number % 4, 4, confirmed=False)
        make_life.problem(house, life)
    assert count() <= few + 2


def test_two_who_write_the_record_do_not_overwrite_one_another(app: Flask, house: Community, held: int) -> None:
    with pytest.raises(Refusal, match="在别处改过"):
        service.save_said(act(house.accounts[0], NOON), held, 0, Said(summary="另一个总结"))
    turn = queries.life(held).turns[0]
    with pytest.raises(Refusal, match="在别处改过"):
        service.save_turn(act(house.accounts[0], NOON), turn.id, 0, "", "")


def test_a_report_says_one_by_one_only_where_everybody_spoke(app: Flask, house: Community, life: int) -> None:
    make_life.in_session(house, life)
    make_life.spoken(house, life, 3)
    make_life.ended(house, life)
    make_life.confirmed(house, life)
    one = letters.begin_report(act(house.secretary, NOON + DAY), queries.life(life), NOON + DAY, True)
    told = papers.page_of(papers.paper(one)).proceedings[0]
    assert "3人作自我批评，提出批评意见3条" in told
    assert "逐人" not in told
