"""Writing the minutes after the meeting, texts, speeches, decisions and reasons, on every database."""

from datetime import timedelta

import pytest

from blueprints.meetings.models import Item, Speech
from blueprints.minutes import queries, service
from blueprints.minutes.service import SpeechDraft, TaskDraft
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import Role
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.minutes.make_minutes import (
    AFTER,
    CHAIR,
    ENDS,
    RECORDER,
    absentee,
    codes,
    drafted,
    first_item,
    held_meeting,
    minutes_row,
    ready,
    second_item,
    text_and_base,
)
from tests.make import Community, act


@on_both
def test_the_draft_begins_with_the_notes_and_is_made_once(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    assert service.draft(act(house.secretary, AFTER), meeting_id) == minutes_id
    told = queries.told(meeting_id)
    assert [passage.text for passage in told.items[0].text] == ["李秀英汇报工作计划。", "会议逐项讨论。"]
    assert all(passage.added_at is None for item in told.items for passage in item.text)


@on_both
def test_there_is_no_draft_while_the_meeting_is_in_session(house: Community) -> None:
    meeting_id = held_meeting(house, state="in_session")
    with pytest.raises(Refusal, match="散会以后"):
        service.draft(act(house.accounts[RECORDER]), meeting_id)
    assert queries.preview(meeting_id).minutes.state == "preview"


@on_both
def test_what_is_written_after_the_end_is_marked_with_its_time_and_the_rest_is_not(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    typed, base = text_and_base(minutes_id, first_item(meeting_id))
    by = act(house.accounts[RECORDER], AFTER)
    service.write_section(by, minutes_id, first_item(meeting_id), typed + "\n欧阳明补充一条意见。", base)
    passages = queries.told(meeting_id).items[0].text
    assert [passage.added_at for passage in passages] == [None, None, AFTER]


@on_both
def test_notes_that_were_saved_after_the_end_are_marked(house: Community) -> None:
    meeting_id, later = held_meeting(house), ENDS + timedelta(minutes=3)
    with writing():
        db.session.get_one(Item, first_item(meeting_id)).notes_at = later
    service.draft(act(house.accounts[RECORDER], AFTER), meeting_id)
    assert {passage.added_at for passage in queries.told(meeting_id).items[0].text} == {later}


@on_both
def test_a_save_that_starts_from_an_older_text_is_refused_and_changes_nothing(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    item_id = first_item(meeting_id)
    _, base = text_and_base(minutes_id, item_id)
    by = act(house.accounts[RECORDER], AFTER)
    service.write_section(by, minutes_id, item_id, "第一台写的。", base, "tablet-one")
    with pytest.raises(Refusal, match="另一处改过"):
        service.write_section(by, minutes_id, item_id, "第二台写的。", base, "tablet-two")
    assert text_and_base(minutes_id, item_id)[0] == "第一台写的。"


@on_both
def test_the_page_that_lost_the_answer_to_its_own_save_goes_on(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    item_id = first_item(meeting_id)
    _, base = text_and_base(minutes_id, item_id)
    for typed in ("写了一半", "写了一半，又写了一半。"):
        service.write_section(act(house.accounts[RECORDER], AFTER), minutes_id, item_id, typed, base, "one-page")
    assert text_and_base(minutes_id, item_id)[0] == "写了一半，又写了一半。"


@on_both
def test_an_absentee_without_reason_stops_the_confirmation_until_the_reason_is_told(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    assert codes(minutes_id) == ["absence_reason"]
    with pytest.raises(Refusal, match="赵文没有到会"):
        service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, True)
    by = act(house.accounts[RECORDER], AFTER)
    service.give_reason(by, minutes_id, absentee(meeting_id).id, "外出务工")
    assert codes(minutes_id) == []
    service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, False)
    assert minutes_row(minutes_id).chair_confirmed_at == AFTER


@on_both
def test_a_reason_is_only_for_somebody_who_did_not_come(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    present = queries.meeting(meeting_id).attendees[0].id
    with pytest.raises(Refusal, match="缺席名单"):
        service.give_reason(act(house.accounts[RECORDER], AFTER), minutes_id, present, "住院")


@on_both
def test_speeches_written_afterwards_are_marked_and_changed_ones_too(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    item_id, by = first_item(meeting_id), act(house.accounts[RECORDER], AFTER)
    roll = queries.meeting(meeting_id).attendees
    service.add_speech(by, minutes_id, item_id, SpeechDraft(roll[1].id, "agreed", "同意这个方案。"))
    speech_id = db.session.get_one(Item, item_id).speeches[0].id
    service.edit_speech(by, minutes_id, speech_id, SpeechDraft(roll[0].id, "spoke", "换一种说法。"))
    speakers = queries.told(meeting_id).items[0].speakers
    assert [(one.name, one.added_at) for one in speakers] == [("王建国", AFTER), ("欧阳明", None), ("李秀英", AFTER)]
    with pytest.raises(Refusal, match="没有到会"):
        service.add_speech(by, minutes_id, item_id, SpeechDraft(roll[3].id, "spoke", ""))


@on_both
def test_a_form_sent_twice_adds_one_speech(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    draft = SpeechDraft(queries.meeting(meeting_id).attendees[1].id, "agreed", "同意。")
    for _ in range(2):
        by = act(house.accounts[RECORDER], AFTER, "once-1")
        service.add_speech(by, minutes_id, first_item(meeting_id), draft)
    assert len(queries.told(meeting_id).items[0].speakers) == 3


@on_both
def test_a_decision_without_owner_or_day_is_named_until_it_has_both(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    item_id, by = second_item(meeting_id), act(house.accounts[RECORDER], AFTER)
    service.add_follow_up(by, minutes_id, item_id, TaskDraft("公示结果", "", None))
    assert codes(minutes_id) == ["decision_owner", "decision_due"]
    task_id = db.session.get_one(Item, item_id).follow_ups[1].id
    service.edit_follow_up(by, minutes_id, task_id, TaskDraft("公示结果", "赵文", AFTER.date()))
    assert codes(minutes_id) == []


@on_both
def test_things_of_another_meeting_are_not_touched_through_this_one(house: Community) -> None:
    _, minutes_id = ready(house)
    other = held_meeting(house)
    item = db.session.get_one(Item, first_item(other))
    speech_id, by = item.speeches[0].id, act(house.accounts[RECORDER], AFTER)
    task_id = db.session.get_one(Item, second_item(other)).follow_ups[0].id
    item_id, absent_id = item.id, absentee(other).id
    attempts = (
        lambda: service.drop_speech(by, minutes_id, speech_id),
        lambda: service.drop_follow_up(by, minutes_id, task_id),
        lambda: service.write_section(by, minutes_id, item_id, "改", ""),
        lambda: service.give_reason(by, minutes_id, absent_id, "改"),
    )
    for attempt in attempts:
        with pytest.raises(Refusal):
            attempt()
    assert db.session.get(Speech, speech_id) is not None
