"""Writing, confirming, correcting: what the minutes promise on every database."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from blueprints.meetings import service as meetings
from blueprints.meetings.models import Attendee, Item, Speech
from blueprints.minutes import queries, record, service
from blueprints.minutes.models import Minutes, Section
from blueprints.shared.db import db, writing
from blueprints.shared.journal import JournalLine
from blueprints.shared.permissions import Role
from domain.minutes import sha256_of
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.minutes.make_minutes import (
    AFTER,
    CHAIR,
    ENDS,
    RECORDER,
    absentee,
    both_confirm,
    confirmed,
    drafted,
    held_meeting,
    minutes_row,
    ready,
    text_and_base,
)
from tests.make import Community, act


def first_item(meeting_id: int) -> int:
    return queries.meeting(meeting_id).items[0].id


def codes(minutes_id: int) -> list[str]:
    return [fault.code for fault in record.faults(queries.record_of(minutes_row(minutes_id)))]


@on_both
def test_the_draft_begins_with_the_notes_and_is_made_once(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    again = service.draft(act(house.secretary, AFTER), meeting_id)
    told = queries.told(meeting_id)
    assert again == minutes_id
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
    item_id = first_item(meeting_id)
    typed, base = text_and_base(minutes_id, item_id)
    service.write_section(act(house.accounts[1], AFTER), minutes_id, item_id, typed + "\n欧阳明补充一条意见。", base)
    passages = queries.told(meeting_id).items[0].text
    assert [passage.added_at for passage in passages] == [None, None, AFTER]


@on_both
def test_notes_that_were_saved_after_the_end_are_marked(house: Community) -> None:
    meeting_id = held_meeting(house)
    with writing():
        item = db.session.get_one(Item, first_item(meeting_id))
        item.notes_at = ENDS + timedelta(minutes=3)
    service.draft(act(house.accounts[1], AFTER), meeting_id)
    assert {passage.added_at for passage in queries.told(meeting_id).items[0].text} == {ENDS + timedelta(minutes=3)}


@on_both
def test_a_save_that_starts_from_an_older_text_is_refused_and_changes_nothing(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    item_id = first_item(meeting_id)
    _, base = text_and_base(minutes_id, item_id)
    service.write_section(act(house.accounts[1], AFTER), minutes_id, item_id, "第一台写的。", base, "tablet-one")
    with pytest.raises(Refusal, match="另一处改过"):
        service.write_section(act(house.secretary, AFTER), minutes_id, item_id, "第二台写的。", base, "tablet-two")
    assert text_and_base(minutes_id, item_id)[0] == "第一台写的。"


@on_both
def test_the_page_that_lost_the_answer_to_its_own_save_goes_on(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    item_id = first_item(meeting_id)
    _, base = text_and_base(minutes_id, item_id)
    for typed in ("写了一半", "写了一半，又写了一半。"):
        service.write_section(act(house.accounts[1], AFTER), minutes_id, item_id, typed, base, "one-page")
    assert text_and_base(minutes_id, item_id)[0] == "写了一半，又写了一半。"


@on_both
def test_an_absentee_without_reason_stops_the_confirmation_until_the_reason_is_told(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    assert "absence_reason" in codes(minutes_id)
    with pytest.raises(Refusal, match="赵文没有到会"):
        service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, True)
    service.give_reason(act(house.accounts[1], AFTER), minutes_id, absentee(meeting_id).id, "外出务工")
    assert codes(minutes_id) == []
    service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, False)
    assert minutes_row(minutes_id).chair_confirmed_at == AFTER


@on_both
def test_a_reason_is_only_for_somebody_who_did_not_come(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    present = queries.meeting(meeting_id).attendees[0].id
    with pytest.raises(Refusal, match="缺席名单"):
        service.give_reason(act(house.accounts[1], AFTER), minutes_id, present, "住院")


@on_both
def test_lesser_faults_ask_for_the_tick(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    item_id = first_item(meeting_id)
    _, base = text_and_base(minutes_id, item_id)
    service.write_section(act(house.accounts[1], AFTER), minutes_id, item_id, "大家一致认为方案可行。", base)
    with pytest.raises(Refusal, match="已逐条核对"):
        service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, False)
    service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, True)
    line = db.session.query(JournalLine).filter_by(verb="minutes.confirmed").one()
    assert line.detail == {"accepted": ["vague"], "role": "chair", "version": 1}


@on_both
def test_both_confirmations_lock_and_hash_the_version(house: Community) -> None:
    meeting_id, minutes_id = confirmed(house)
    minutes = minutes_row(minutes_id)
    data = queries.told_json(meeting_id)
    told = data["minutes"].pop("sha256")
    assert (minutes.state, queries.meeting(meeting_id).state) == ("confirmed", "recorded")
    assert told == minutes.sha256 == sha256_of(data)
    assert queries.intact(minutes)
    assert data["minutes"]["state"] == "confirmed"


@on_both
def test_only_chair_and_recorder_themselves_confirm(house: Community) -> None:
    _, minutes_id = ready(house)
    for account, role in (
        (house.secretary, Role.CHAIR),
        (house.accounts[RECORDER], Role.CHAIR),
        (house.accounts[CHAIR], Role.RECORDER),
        (house.accounts[CHAIR], Role.SECRETARY),
    ):
        with pytest.raises(Refusal):
            service.confirm(act(account, AFTER), minutes_id, role, True)
    assert minutes_row(minutes_id).seen_sha == ""


@on_both
def test_a_change_between_the_confirmations_voids_the_first(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, True)
    _, base = text_and_base(minutes_id, None)
    later = AFTER + timedelta(minutes=5)
    service.write_section(act(house.accounts[1], later), minutes_id, None, "请抓好落实。", base)
    assert minutes_row(minutes_id).chair_confirmed_at is None
    assert minutes_row(minutes_id).voided_at == later
    service.confirm(act(house.accounts[RECORDER], later), minutes_id, Role.RECORDER, True)
    assert minutes_row(minutes_id).state == "draft"
    service.confirm(act(house.accounts[CHAIR], later), minutes_id, Role.CHAIR, True)
    assert minutes_row(minutes_id).state == "confirmed"
    assert minutes_row(minutes_id).voided_at is None


@on_both
def test_a_change_made_elsewhere_between_the_confirmations_is_noticed_too(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, True)
    speaker = queries.meeting(meeting_id).attendees[1].id
    meetings.add_speech(act(house.secretary, AFTER), first_item(meeting_id), speaker, "spoke", "另外说一点。")
    service.confirm(act(house.accounts[RECORDER], AFTER), minutes_id, Role.RECORDER, True)
    minutes = minutes_row(minutes_id)
    assert (minutes.state, minutes.chair_confirmed_at) == ("draft", None)
    assert minutes.recorder_confirmed_at == AFTER


@on_both
def test_the_same_text_again_keeps_the_first_confirmation(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, True)
    typed, base = text_and_base(minutes_id, first_item(meeting_id))
    service.write_section(act(house.accounts[1], AFTER), minutes_id, first_item(meeting_id), typed, base)
    assert minutes_row(minutes_id).chair_confirmed_at == AFTER


@on_both
def test_no_verb_changes_confirmed_minutes(house: Community) -> None:
    meeting_id, minutes_id = confirmed(house)
    before = minutes_row(minutes_id).body
    item_id, by = first_item(meeting_id), act(house.accounts[1], AFTER)
    row = db.session.get_one(Item, item_id)
    speech_id, task_id = row.speeches[0].id, row.follow_ups[0].id
    speaker = service.SpeechDraft(queries.meeting(meeting_id).attendees[0].id, "spoke", "改")
    task = service.TaskDraft("改", "改", None)
    attempts = (
        lambda: service.write_section(by, minutes_id, item_id, "改", ""),
        lambda: service.add_speech(by, minutes_id, item_id, speaker),
        lambda: service.edit_speech(by, minutes_id, speech_id, speaker),
        lambda: service.drop_speech(by, minutes_id, speech_id),
        lambda: service.add_follow_up(by, minutes_id, item_id, task),
        lambda: service.edit_follow_up(by, minutes_id, task_id, task),
        lambda: service.drop_follow_up(by, minutes_id, task_id),
        lambda: service.give_reason(by, minutes_id, absentee(meeting_id).id, "改"),
        lambda: service.confirm(act(house.secretary, AFTER), minutes_id, Role.CHAIR, True),
    )
    for attempt in attempts:
        with pytest.raises(Refusal, match="已经确认"):
            attempt()
    assert minutes_row(minutes_id).body == before
    assert queries.intact(minutes_row(minutes_id))


@on_both
@pytest.mark.parametrize("column", ["body", "sha256", "reason", "chair_confirmed_at"])
def test_even_code_that_forgets_to_ask_does_not_change_a_confirmed_row(house: Community, column: str) -> None:
    _, minutes_id = confirmed(house)
    value = AFTER + timedelta(days=1) if column.endswith("_at") else "x"
    with pytest.raises(Refusal, match="已经确认"), writing():
        setattr(db.session.get_one(Minutes, minutes_id), column, value)
    with pytest.raises(Refusal, match="已经确认"), writing():
        db.session.delete(minutes_row_now(minutes_id))
    assert queries.intact(minutes_row(minutes_id))


def minutes_row_now(minutes_id: int) -> Minutes:
    return db.session.get_one(Minutes, minutes_id)


@on_both
def test_even_code_that_forgets_to_ask_does_not_change_a_confirmed_text(house: Community) -> None:
    _, minutes_id = confirmed(house)
    with pytest.raises(Refusal, match="已经确认"), writing():
        minutes_row_now(minutes_id).sections[0].passages = []
    with pytest.raises(Refusal, match="已经确认"), writing():
        db.session.delete(minutes_row_now(minutes_id).sections[0])
    assert len(minutes_row(minutes_id).sections) == 3


@on_both
def test_the_database_keeps_no_confirmed_row_without_hash_or_signatures(house: Community) -> None:
    _, minutes_id = drafted(house)
    for values in ({"state": "confirmed"}, {"state": "confirmed", "sha256": "x", "body": "{}"}, {"sha256": "x"}):
        with pytest.raises(IntegrityError), writing():
            db.session.execute(update(Minutes).where(Minutes.id == minutes_id).values(**values))
    assert minutes_row(minutes_id).state == "draft"


@on_both
def test_there_is_one_draft_of_a_meeting_and_one_closing_text(house: Community) -> None:
    meeting_id, minutes_id = drafted(house)
    with pytest.raises(IntegrityError), writing():
        db.session.add(Minutes(meeting_id=meeting_id, version=2, state="draft", reason="更正", made_at=AFTER))
    with pytest.raises(IntegrityError), writing():
        db.session.add(Section(minutes_id=minutes_id, item_id=None, passages=[]))
    assert len(queries.versions(meeting_id)) == 1


@on_both
def test_tampering_with_the_row_is_noticed(house: Community) -> None:
    meeting_id, minutes_id = confirmed(house)
    with writing():
        tampered = minutes_row_now(minutes_id).body.replace("反对", "赞成")
        db.session.execute(text("UPDATE minutes SET body = :body WHERE id = :id"), {"body": tampered, "id": minutes_id})
    assert not queries.intact(minutes_row(minutes_id))
    with pytest.raises(Refusal, match="校验码不一致"):
        queries.told(meeting_id)
    with pytest.raises(Refusal, match="校验码不一致"):
        queries.told_json(meeting_id)


@on_both
def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays(house: Community) -> None:
    meeting_id, minutes_id = confirmed(house)
    old = queries.told_json(meeting_id, 1)
    next_id = service.correct(act(house.accounts[1], AFTER), meeting_id, "票数抄错一处")
    item_id = first_item(meeting_id)
    typed, base = text_and_base(next_id, item_id)
    assert typed == "李秀英汇报工作计划。\n会议逐项讨论。"
    later = AFTER + timedelta(days=1)
    service.write_section(act(house.accounts[1], later), next_id, item_id, typed + "\n更正说明。", base)
    both_confirm(house, next_id, later)
    assert queries.told_json(meeting_id, 1) == old
    told = queries.told(meeting_id)
    assert (told.minutes.version, told.minutes.reason) == (2, "票数抄错一处")
    assert [passage.added_at for passage in told.items[0].text] == [None, None, later]
    assert queries.meeting(meeting_id).state == "recorded"


@on_both
def test_a_correction_needs_a_reason_and_a_confirmed_version(house: Community) -> None:
    meeting_id, _ = drafted(house)
    with pytest.raises(Refusal, match="还没有确认"):
        service.correct(act(house.accounts[1], AFTER), meeting_id, "更正")
    other, _ = confirmed(house)
    with pytest.raises(Refusal, match="更正原因"):
        service.correct(act(house.accounts[1], AFTER), other, "")


@on_both
def test_speeches_written_afterwards_are_marked_and_changed_ones_too(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    item_id, by = first_item(meeting_id), act(house.accounts[1], AFTER)
    roll = queries.meeting(meeting_id).attendees
    service.add_speech(by, minutes_id, item_id, service.SpeechDraft(roll[1].id, "agreed", "同意这个方案。"))
    speech_id = db.session.get_one(Item, item_id).speeches[0].id
    service.edit_speech(by, minutes_id, speech_id, service.SpeechDraft(roll[0].id, "spoke", "换一种说法。"))
    speakers = queries.told(meeting_id).items[0].speakers
    assert [(one.name, one.added_at) for one in speakers] == [("王建国", AFTER), ("欧阳明", None), ("李秀英", AFTER)]
    with pytest.raises(Refusal, match="没有到会"):
        service.add_speech(by, minutes_id, item_id, service.SpeechDraft(roll[3].id, "spoke", ""))


@on_both
def test_a_form_sent_twice_adds_one_speech(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    item_id = first_item(meeting_id)
    draft = service.SpeechDraft(queries.meeting(meeting_id).attendees[1].id, "agreed", "同意。")
    for _ in range(2):
        service.add_speech(act(house.accounts[1], AFTER, "once-1"), minutes_id, item_id, draft)
    assert len(queries.told(meeting_id).items[0].speakers) == 3


@on_both
def test_a_decision_without_owner_or_day_stops_the_confirmation(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    item_id, by = first_item(meeting_id), act(house.accounts[1], AFTER)
    service.add_follow_up(by, minutes_id, item_id, service.TaskDraft("公示结果", "", None))
    assert codes(minutes_id) == ["decision_owner", "decision_due"]
    task_id = db.session.get_one(Item, item_id).follow_ups[1].id
    service.drop_follow_up(by, minutes_id, task_id)
    assert codes(minutes_id) == []


@on_both
def test_things_of_another_meeting_are_not_touched_through_this_one(house: Community) -> None:
    _, minutes_id = ready(house)
    other = held_meeting(house)
    item = db.session.get_one(Item, first_item(other))
    speech_id, task_id, by = item.speeches[0].id, item.follow_ups[0].id, act(house.accounts[1], AFTER)
    attempts = (
        lambda: service.drop_speech(by, minutes_id, speech_id),
        lambda: service.drop_follow_up(by, minutes_id, task_id),
        lambda: service.write_section(by, minutes_id, item.id, "改", ""),
        lambda: service.give_reason(by, minutes_id, absentee(other).id, "改"),
    )
    for attempt in attempts:
        with pytest.raises(Refusal):
            attempt()
    assert db.session.get(Speech, speech_id) is not None


@on_both
def test_chair_and_recorder_confirming_at_the_same_moment_lock_one_version_once(app: Flask, house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    db.session.remove()
    sent, failed = threading.Barrier(2), []

    def confirm(number: int, role: Role) -> None:
        with app.app_context():
            sent.wait()
            try:
                service.confirm(act(house.accounts[number], AFTER, f"once-{number}"), minutes_id, role, True)
            except Exception as error:
                failed.append(error)

    phones = [threading.Thread(target=confirm, args=one) for one in ((CHAIR, Role.CHAIR), (RECORDER, Role.RECORDER))]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    minutes = minutes_row(minutes_id)
    assert not failed
    assert (minutes.state, minutes.voided_at) == ("confirmed", None)
    assert queries.intact(minutes)
    assert queries.meeting(meeting_id).state == "recorded"


@on_both
def test_a_record_of_a_secret_vote_never_says_who(house: Community) -> None:
    meeting_id, _ = confirmed(house)
    hands, secret = queries.told_json(meeting_id)["votes"]
    assert hands["names"]["against"] == ["欧阳明"]
    assert secret["names"] is None
    assert (secret["in_favour"], secret["not_voting"], secret["word"]) == (3, 0, "通过")


@on_both
def test_a_name_of_twelve_characters_and_one_changed_since_stand_as_on_the_roll(house: Community) -> None:
    meeting_id = held_meeting(house)
    long = "阿卜杜热合曼·买买提江江"
    assert len(long) == 12
    with writing():
        db.session.execute(update(Attendee).where(Attendee.meeting_id == meeting_id, Attendee.position == 1).values(name=long))
    told = queries.preview(meeting_id)
    assert told.meeting.chair == told.attendees[0].name == told.items[0].speakers[0].name == long


@on_both
def test_a_record_survives_the_way_to_json_and_back(house: Community) -> None:
    meeting_id, _ = confirmed(house)
    told = queries.told(meeting_id)
    assert record.read(record.Record, record.plain(told)) == told
    with pytest.raises(KeyError):
        record.read(record.Record, {})


@on_both
def test_void_votes_are_told_and_not_faulted(house: Community) -> None:
    from blueprints.polls.models import Poll

    meeting_id, minutes_id = ready(house)
    with writing():
        db.session.execute(update(Poll).where(Poll.method == "hands").values(state="void", void_reason="票数有误", verdict=None))
        db.session.execute(delete(Speech).where(Speech.stance == "differed"))
    told = queries.told(meeting_id)
    assert (told.votes[0].word, told.votes[0].void_reason, told.votes[0].adopted) == ("作废", "票数有误", None)
    assert codes(minutes_id) == []
