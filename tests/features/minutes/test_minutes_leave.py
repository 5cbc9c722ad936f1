"""Leave that nobody decided, reasons of absence, and speeches without words, on the page of the minutes."""

import pytest

from blueprints.meetings.models import Attendee, Reply
from blueprints.minutes import queries, service
from blueprints.shared.db import db, writing
from blueprints.shared.journal import JournalLine
from blueprints.shared.permissions import Role
from tests.browse import Browser
from tests.features.minutes.make_minutes import (
    AFTER,
    CHAIR,
    RECORDER,
    absentee,
    at,
    drafted,
    held_meeting,
    minutes_row,
    part,
    ready,
)
from tests.make import Community, act


def leave_asked(meeting_id: int) -> int:
    """Let somebody's leave wait: the number of the line."""
    line = absentee(meeting_id).id
    with writing():
        db.session.get_one(Attendee, line).reply = Reply.LEAVE_ASKED
        db.session.get_one(Attendee, line).leave_reason = "去医院复查"
    return line


@pytest.mark.parametrize(("button", "word", "excused"), [("yes", " 请假", 2), ("no", "（请假未准） 缺席", 1)])
def test_a_leave_that_waits_is_decided_on_the_page(
    browse: Browser, house: Community, button: str, word: str, excused: int
) -> None:
    meeting_id, minutes_id = drafted(house)
    line, recorder = leave_asked(meeting_id), browse.as_(house.accounts[RECORDER])
    page = recorder.get(at(meeting_id))
    assert "赵文的请假还没有批复，请先准假或者不准假。" in part(page, "check")
    assert "请假待批" in part(page, f"absent-{line}")
    form = page.form(f"/absences/{line}/leave")
    assert recorder.submit(form, 422).says("请选择准假或者不准假。")
    for _ in range(2):
        recorder.submit(form, granted=button)
    page = recorder.get(at(meeting_id))
    assert part(page, "check") == "检查清单 检查没有发现问题。"
    assert part(page, f"absent-{line}").startswith(f"赵文：去医院复查{word} ")
    assert not page.has_form(f"/absences/{line}/leave")
    assert queries.told(meeting_id).roll.excused == excused
    assert minutes_row(minutes_id).state == "draft"


def test_deciding_a_leave_voids_the_first_confirmation_once(browse: Browser, house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    recorder, chair = browse.as_(house.accounts[RECORDER]), act(house.accounts[CHAIR], AFTER)
    line = leave_asked(meeting_id)
    form = recorder.get(at(meeting_id)).form(f"/absences/{line}/leave")
    with writing():
        db.session.get_one(Attendee, line).reply = Reply.NONE
    service.confirm(chair, minutes_id, Role.CHAIR, True)
    recorder.submit(form, granted="no")
    assert minutes_row(minutes_id).chair_confirmed_at is None
    service.confirm(chair, minutes_id, Role.CHAIR, True)
    recorder.submit(form, granted="no")
    assert minutes_row(minutes_id).chair_confirmed_at == AFTER


def test_a_leave_is_decided_by_who_writes_and_only_of_this_meetings_absentees(
    browse: Browser, house: Community
) -> None:
    meeting_id, _ = drafted(house)
    other, present = held_meeting(house), queries.meeting(meeting_id).attendees[0].id
    recorder = browse.as_(house.accounts[RECORDER])
    for line in (leave_asked(other), present):
        recorder.post(at(meeting_id, f"/absences/{line}/leave"), 422, granted="yes")
    browse.as_(house.accounts[CHAIR]).post(at(meeting_id, f"/absences/{line}/leave"), 403, granted="yes")
    assert absentee(other).reply == Reply.LEAVE_ASKED


def test_the_reason_is_offered_for_change_and_the_journal_keeps_the_old_one(browse: Browser, house: Community) -> None:
    meeting_id, _ = ready(house)
    line, recorder = absentee(meeting_id).id, browse.as_(house.accounts[RECORDER])
    form = recorder.get(at(meeting_id)).form(f"/absences/{line}")
    assert form.find(attrs={"name": "reason"})["value"] == "外出务工"
    recorder.submit(form, reason="外地务工未返回")
    told = db.session.query(JournalLine).filter_by(verb="minutes.absence_told").all()
    assert told[-1].detail == {"attendee": line, "was": "外出务工"}


def test_a_speech_without_words_is_refused_beside_its_field(browse: Browser, house: Community) -> None:
    meeting_id, _ = drafted(house)
    recorder, item = browse.as_(house.accounts[RECORDER]), queries.meeting(meeting_id).items[1]
    places = (f"/items/{item.id}/speeches", f"/speeches/{item.speeches[0].id}")
    for place in places:
        for gist in ("", "好"):
            page = recorder.submit(recorder.get(at(meeting_id)).form(place), 422, gist=gist)
            assert page.body.select_one("label small.fault").get_text().startswith("请写")
    assert len(queries.told(meeting_id).items[1].speakers) == 1
