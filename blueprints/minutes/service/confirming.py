"""Confirming a version by chair and recorder, which locks it, and correcting a locked one by the next."""

from dataclasses import replace
from datetime import datetime

from blueprints.meetings import queries as meetings
from blueprints.minutes import queries, record
from blueprints.minutes.models import CONFIRMED, DRAFT, Minutes, Section
from blueprints.minutes.service.writing import kept, open_draft, void
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from blueprints.shared.permissions import Role
from domain.lifecycle import MeetingState, obstacles
from domain.minutes import Fault, canonical, sha256_of
from domain.words import Refusal

CONFIRMERS = (Role.CHAIR, Role.RECORDER)


@verb("minutes.confirmed")
def confirm(act: Act, minutes_id: int, role: Role, looked_through: bool) -> Minutes:
    """Confirm as chair or recorder, by the own account; with the second confirmation the version is locked.

    Refuses what an inspection would not accept; lesser faults ask for `looked_through`. A confirmation that was
    given before the last change is void: then this one is the first again.
    """
    minutes = db.session.get_one(Minutes, minutes_id, with_for_update=True)
    if minutes.state == CONFIRMED and _confirmed_at(minutes, role) and _own(act, minutes, role):
        return minutes
    minutes = open_draft(minutes_id)
    _refuse_others(act, minutes, role)
    _refuse_faults(act, minutes, looked_through)
    seen = queries.content_sha(minutes)
    if minutes.seen_sha and minutes.seen_sha != seen:
        void(act, minutes)
    _sign(minutes, role, act, seen)
    if minutes.chair_confirmed_at and minutes.recorder_confirmed_at:
        _lock(minutes, act.at)
    act.detail.update(role=role.value, version=minutes.version)
    return minutes


def _confirmed_at(minutes: Minutes, role: Role) -> datetime | None:
    return minutes.chair_confirmed_at if role == Role.CHAIR else minutes.recorder_confirmed_at


def _own(act: Act, minutes: Minutes, role: Role) -> bool:
    return act.account_id == (minutes.chair_account_id if role == Role.CHAIR else minutes.recorder_account_id)


def _refuse_others(act: Act, minutes: Minutes, role: Role) -> None:
    if role not in CONFIRMERS:
        raise Refusal("会议记录由主持人和记录人确认。")
    must = queries.signatory(minutes, role)
    if must.account_id is None or must.account_id != act.account_id:
        office = "主持人" if role == Role.CHAIR else "记录人"
        raise Refusal(f"这里须由{office}{must.name}本人登录后确认，不能代为确认。")


def _refuse_faults(act: Act, minutes: Minutes, looked_through: bool) -> None:
    found = record.faults(queries.record_of(minutes))
    must = [fault for fault in found if fault.blocking]
    if must:
        raise Refusal(f"还有{len(must)}处须先补正：{_listed(must)}")
    if found and not looked_through:
        raise Refusal(f"还有{len(found)}处提示，请逐条核对，并勾选“已逐条核对”。", "looked_through")
    act.detail["accepted"] = [fault.code for fault in found]


def _listed(faults: list[Fault]) -> str:
    shown = "".join(fault.sentence for fault in faults[:3])
    return f"{shown}其余见检查清单。" if len(faults) > 3 else shown


def _sign(minutes: Minutes, role: Role, act: Act, seen: str) -> None:
    if role == Role.CHAIR:
        minutes.chair_account_id, minutes.chair_confirmed_at = act.account_id, act.at
    else:
        minutes.recorder_account_id, minutes.recorder_confirmed_at = act.account_id, act.at
    minutes.seen_sha, minutes.voided_at = seen, None


def _lock(minutes: Minutes, at: datetime) -> None:
    """Write the body and its hash; the meeting is recorded from now on."""
    told = queries.record_of(minutes)
    body = record.plain(replace(told, minutes=replace(told.minutes, state=CONFIRMED)))
    del body["minutes"]["sha256"]
    minutes.body, minutes.sha256, minutes.state = canonical(body).decode(), sha256_of(body), CONFIRMED
    _move(minutes.meeting_id, at)


def _move(meeting_id: int, at: datetime) -> None:
    meeting = queries.meeting(meeting_id)
    if meeting.state in (MeetingState.recorded, MeetingState.archived):
        return
    facts = replace(meetings.facts(meeting, at), minutes_confirmed=True)
    in_the_way = [found for found in obstacles(MeetingState.recorded, facts) if found.blocking]
    if in_the_way:
        raise Refusal("".join(found.sentence for found in in_the_way))
    meeting.state = MeetingState.recorded
    meeting.revision += 1


@verb("minutes.corrected")
def correct(act: Act, meeting_id: int, reason: str) -> Minutes:
    """The next version, begun with the texts of the last; the old one stays as it was confirmed."""
    if not reason:
        raise Refusal("请写明更正原因。", "reason")
    last = queries.latest(meeting_id)
    if last is None or last.state != CONFIRMED:
        raise Refusal("会议记录还没有确认，可以直接修改，不用办理更正。", "reason")
    minutes = Minutes(
        meeting_id=meeting_id, version=last.version + 1, state=DRAFT, reason=reason, made_at=act.at, sections=[]
    )
    for section in last.sections:
        passages = kept(record.text_of(section))
        minutes.sections.append(Section(item_id=section.item_id, passages=passages))
    db.session.add(minutes)
    return minutes
