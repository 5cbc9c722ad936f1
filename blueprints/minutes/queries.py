"""Reading the minutes: their versions, their record, and whether it is still what was confirmed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from blueprints.accounts.models import Account
from blueprints.meetings.models import Attendee, Meeting
from blueprints.members.models import Member
from blueprints.minutes import record
from blueprints.minutes.models import CONFIRMED, DRAFT, Minutes, Section
from blueprints.minutes.record import Record
from blueprints.shared.db import db
from blueprints.shared.permissions import Role
from domain.lifecycle import MeetingState
from domain.minutes import Passage, sha256_of
from domain.words import Refusal

#: From the opening on there is a record to look at.
TOLD = (MeetingState.in_session, MeetingState.ended, MeetingState.recorded, MeetingState.archived)

#: The largest number that a column of whole numbers takes; whoever asks for more asks for nothing that is there.
MOST = 2**31 - 1

TAMPERED = "这一版会议记录的内容与确认时的校验码不一致，可能被改动过。请停止使用，并用备份核对。"


def meeting(meeting_id: int) -> Meeting:
    """The meeting of that number; it must exist."""
    return db.session.get_one(Meeting, meeting_id)


def versions(meeting_id: int) -> Sequence[Minutes]:
    """All versions, the newest first."""
    query = select(Minutes).where(Minutes.meeting_id == meeting_id).order_by(Minutes.version.desc())
    return db.session.scalars(query).all()


def latest(meeting_id: int) -> Minutes | None:
    """The newest version; None before the first draft."""
    query = select(Minutes).where(Minutes.meeting_id == meeting_id).order_by(Minutes.version.desc()).limit(1)
    return db.session.scalar(query)


def of_version(meeting_id: int, version: int | None) -> Minutes | None:
    """That version, or the newest one for None; None where there is no such."""
    if version is None:
        return latest(meeting_id)
    if not 0 < version <= MOST:
        return None
    return db.session.scalar(select(Minutes).where(Minutes.meeting_id == meeting_id, Minutes.version == version))


def draft_of(meeting_id: int) -> Minutes:
    """The version that is being written; Refusal where there is none."""
    found = latest(meeting_id)
    if found is None or found.state != DRAFT:
        raise Refusal("现在没有正在整理的会议记录。需要更正已确认的记录，请先办理更正。")
    return found


def section_of(minutes: Minutes, item_id: int | None) -> Section | None:
    """The text on an item, or the closing words for None; None where the version has no such."""
    return next((section for section in minutes.sections if section.item_id == item_id), None)


def absentee(meeting_id: int, attendee_id: int) -> Attendee:
    """Somebody who was expected and did not come; Refusal for everybody else."""
    line = db.session.get(Attendee, attendee_id)
    if line is None or line.meeting_id != meeting_id or not line.expected or line.arrived_at:
        raise Refusal("此人不在本次会议的缺席名单上，请刷新页面核对。", "reason")
    return line


def intact(minutes: Minutes) -> bool:
    """Whether a confirmed version is, byte for byte, what was hashed when it was locked."""
    return hashlib.sha256(minutes.body.encode()).hexdigest() == minutes.sha256


def record_of(minutes: Minutes) -> Record:
    """What the version tells: a confirmed one from its locked body, a draft from the database as it is now."""
    if minutes.state != CONFIRMED:
        return record.gather(meeting(minutes.meeting_id), minutes)
    return record.read(Record, exported(minutes))


def exported(minutes: Minutes) -> dict[str, Any]:
    """The record as JSON data; of a confirmed version the locked body with its hash added, else of now."""
    if minutes.state != CONFIRMED:
        plain: dict[str, Any] = record.plain(record.gather(meeting(minutes.meeting_id), minutes))
        return plain
    body: dict[str, Any] = json.loads(minutes.body)
    return {**body, "minutes": {**body["minutes"], "sha256": minutes.sha256}}


def preview(meeting_id: int) -> Record:
    """The record before there is a draft; Refusal while there is nothing to tell."""
    found = meeting(meeting_id)
    if found.state not in TOLD:
        raise Refusal(f"会议{MeetingState(found.state).zh}，还没有会议记录。会议开始以后再来查看。")
    return record.gather(found, None)


def told(meeting_id: int, version: int | None = None) -> Record:
    """The version's record, or the preview; Refusal where there is nothing to tell or it was tampered with."""
    minutes = of_version(meeting_id, version)
    if minutes is None:
        if version is not None:
            raise Refusal(f"没有第{version}版会议记录。")
        return preview(meeting_id)
    _refuse_tampered(minutes)
    return record_of(minutes)


def told_json(meeting_id: int, version: int | None = None) -> dict[str, Any]:
    """The same as JSON data, by docs/record.md."""
    minutes = of_version(meeting_id, version)
    if minutes is None:
        plain: dict[str, Any] = record.plain(told(meeting_id, version))
        return plain
    _refuse_tampered(minutes)
    return exported(minutes)


def _refuse_tampered(minutes: Minutes) -> None:
    if minutes.state == CONFIRMED and not intact(minutes):
        raise Refusal(TAMPERED)


def content_sha(minutes: Minutes) -> str:
    """SHA-256 of what the version tells now, apart from who has confirmed it: what a confirmation stands for."""
    body = record.plain(record.gather(meeting(minutes.meeting_id), minutes))
    return sha256_of({**body, "minutes": {"version": minutes.version, "reason": minutes.reason}})


def base_of(passages: Sequence[Passage]) -> str:
    """The mark of a text that an edit starts from: 16 hex digits."""
    return hashlib.sha256(typed(passages).encode()).hexdigest()[:16]


def typed(passages: Sequence[Passage]) -> str:
    """The paragraphs as one types them, a line each."""
    return "\n".join(passage.text for passage in passages)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who must confirm as chair or recorder; `account_id` is None while the person cannot sign in."""

    role: Role
    name: str
    account_id: int | None


def signatory(minutes: Minutes, role: Role) -> Signatory:
    """Who must confirm this meeting's minutes in that role; an empty name where nobody was named."""
    found = meeting(minutes.meeting_id)
    member_id = found.chair_id if role == Role.CHAIR else found.recorder_id
    member = db.session.get_one(Member, member_id) if member_id is not None else None
    return Signatory(role, member.name if member else "", member.account_id if member else None)


def names_of(account_ids: Sequence[int | None]) -> dict[int, str]:
    """The accounts' names."""
    query = select(Account).where(Account.id.in_(account_ids))
    return {account.id: account.name for account in db.session.scalars(query)}
