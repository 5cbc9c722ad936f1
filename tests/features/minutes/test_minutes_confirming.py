"""Confirming locks for ever, and a correction is the next version; on every database."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError

from blueprints.meetings import service as meetings
from blueprints.meetings.models import Item
from blueprints.minutes import queries, service
from blueprints.minutes.models import Minutes, Section
from blueprints.minutes.service import SpeechDraft, TaskDraft
from blueprints.shared.db import db, writing
from blueprints.shared.journal import JournalLine
from blueprints.shared.permissions import Role
from domain.minutes import sha256_of
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.minutes.make_minutes import (
    AFTER,
    CHAIR,
    RECORDER,
    absentee,
    both_confirm,
    confirmed,
    drafted,
    first_item,
    minutes_row,
    ready,
    second_item,
    text_and_base,
)
from tests.make import Community, act


def row(minutes_id: int) -> Minutes:
    return db.session.get_one(Minutes, minutes_id)


@on_both
def test_lesser_faults_ask_for_the_tick(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    _, base = text_and_base(minutes_id, first_item(meeting_id))
    by = act(house.accounts[RECORDER], AFTER)
    service.write_section(by, minutes_id, first_item(meeting_id), "大家一致认为方案可行。", base)
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
    _, minutes_id = ready(house)
    service.confirm(act(house.accounts[CHAIR], AFTER), minutes_id, Role.CHAIR, True)
    _, base = text_and_base(minutes_id, None)
    later = AFTER + timedelta(minutes=5)
    service.write_section(act(house.accounts[RECORDER], later), minutes_id, None, "请抓好落实。", base)
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
    service.write_section(act(house.secretary, AFTER), minutes_id, first_item(meeting_id), typed, base)
    assert minutes_row(minutes_id).chair_confirmed_at == AFTER


@on_both
def test_no_verb_changes_confirmed_minutes(house: Community) -> None:
    meeting_id, minutes_id = confirmed(house)
    before = minutes_row(minutes_id).body
    item_id, by = first_item(meeting_id), act(house.accounts[RECORDER], AFTER)
    item = db.session.get_one(Item, item_id)
    task_id = db.session.get_one(Item, second_item(meeting_id)).follow_ups[0].id
    speech_id, absent_id = item.speeches[0].id, absentee(meeting_id).id
    speaker = SpeechDraft(queries.meeting(meeting_id).attendees[0].id, "spoke", "改")
    task = TaskDraft("改", "改", None)
    attempts = (
        lambda: service.write_section(by, minutes_id, item_id, "改", ""),
        lambda: service.add_speech(by, minutes_id, item_id, speaker),
        lambda: service.edit_speech(by, minutes_id, speech_id, speaker),
        lambda: service.drop_speech(by, minutes_id, speech_id),
        lambda: service.add_follow_up(by, minutes_id, item_id, task),
        lambda: service.edit_follow_up(by, minutes_id, task_id, task),
        lambda: service.drop_follow_up(by, minutes_id, task_id),
        lambda: service.give_reason(by, minutes_id, absent_id, "改"),
        lambda: service.confirm(act(house.secretary, AFTER), minutes_id, Role.CHAIR, True),
        lambda: meetings.add_speech(by, item_id, speaker.attendee_id, "spoke", "改"),
        lambda: meetings.drop_follow_up(by, task_id),
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
        setattr(row(minutes_id), column, value)
    with pytest.raises(Refusal, match="已经确认"), writing():
        db.session.delete(row(minutes_id))
    assert queries.intact(minutes_row(minutes_id))


@on_both
def test_even_code_that_forgets_to_ask_does_not_change_a_confirmed_text(house: Community) -> None:
    _, minutes_id = confirmed(house)
    with pytest.raises(Refusal, match="已经确认"), writing():
        row(minutes_id).sections[0].passages = []
    with pytest.raises(Refusal, match="已经确认"), writing():
        db.session.delete(row(minutes_id).sections[0])
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
        change = text("UPDATE minutes SET body = replace(body, '反对', '赞成') WHERE id = :id")
        db.session.execute(change, {"id": minutes_id})
    assert not queries.intact(minutes_row(minutes_id))
    for tell in (queries.told, queries.told_json):
        with pytest.raises(Refusal, match="校验码不一致"):
            tell(meeting_id)


@on_both
def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays(house: Community) -> None:
    meeting_id, _ = confirmed(house)
    old = queries.told_json(meeting_id, 1)
    next_id = service.correct(act(house.accounts[RECORDER], AFTER), meeting_id, "票数抄错一处")
    item_id, later = first_item(meeting_id), AFTER + timedelta(days=1)
    typed, base = text_and_base(next_id, item_id)
    assert typed == "李秀英汇报工作计划。\n会议逐项讨论。"
    service.write_section(act(house.accounts[RECORDER], later), next_id, item_id, typed + "\n更正说明。", base)
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
        service.correct(act(house.accounts[RECORDER], AFTER), meeting_id, "更正")
    other, _ = confirmed(house)
    with pytest.raises(Refusal, match="更正原因"):
        service.correct(act(house.accounts[RECORDER], AFTER), other, "")


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

    both = ((CHAIR, Role.CHAIR), (RECORDER, Role.RECORDER))
    phones = [threading.Thread(target=confirm, args=one) for one in both]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    minutes = minutes_row(minutes_id)
    assert not failed
    assert (minutes.state, minutes.voided_at) == ("confirmed", None)
    assert queries.intact(minutes)
    assert queries.meeting(meeting_id).state == "recorded"
