"""Convening a meeting and writing its agenda."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from blueprints.meetings import queries
from blueprints.meetings.models import Item, Material, Meeting
from blueprints.meetings.service.called import seat_officers
from blueprints.meetings.service.moves import OPEN_TO_CHANGE, bump, changeable, move
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.lifecycle import MeetingState
from domain.rules import Rule, rule
from domain.words import Refusal

PDF_MAGIC = b"%PDF-"


@dataclass(frozen=True)
class Draft:
    """What the form of a meeting says."""

    title: str
    starts_at: datetime
    place: str
    chair_id: int | None
    recorder_id: int | None
    contact: str = ""
    requirements: str = ""
    urgent_reason: str = ""


@dataclass(frozen=True)
class ItemDraft:
    """What the form of an item says."""

    title: str
    presenter: str = ""


@verb("meeting.convened")
def convene(act: Act, organisation_id: int, own: Rule | str, draft: Draft) -> Meeting:
    """A meeting in planning, with a copy of the rule as it stands today; a text names a source's rule."""
    own = rule(own) if isinstance(own, str) else own
    meeting = Meeting(
        organisation_id=organisation_id,
        kind=own.kind,
        rule=own.to_json(),
        state=MeetingState.planning,
        hall_key=secrets.token_bytes(32),
    )
    _write(meeting, draft)
    db.session.add(meeting)
    return meeting


@verb("meeting.edited")
def edit(act: Act, meeting_id: int, draft: Draft) -> Meeting:
    """Change time, place, people or words; refuses once the meeting has begun."""
    meeting = changeable(meeting_id)
    act.detail["was"] = {"starts_at": meeting.starts_at.isoformat(), "place": meeting.place}
    _write(meeting, draft)
    if meeting.state == MeetingState.gathering:
        seat_officers(meeting)
        meeting.roll_revision += 1
    bump(meeting)
    return meeting


def _write(meeting: Meeting, draft: Draft) -> None:
    if draft.chair_id is not None and draft.chair_id == draft.recorder_id:
        raise Refusal("主持人和记录人不能是同一人，请另选记录人。", "recorder_id")
    for name in Draft.__dataclass_fields__:
        setattr(meeting, name, getattr(draft, name))


@verb("meeting.cancelled")
def cancel(act: Act, meeting_id: int, reason: str) -> Meeting:
    """Call the meeting off, with the reason that attendees will read."""
    meeting = queries.meeting(meeting_id)
    meeting.closing_note = reason
    move(meeting, MeetingState.cancelled, act.at)
    return meeting


@verb("item.added")
def add_item(act: Act, meeting_id: int, draft: ItemDraft) -> Item:
    """One more item at the end of the agenda; during the session too, since matters come up."""
    meeting = queries.meeting(meeting_id)
    if meeting.state not in (*OPEN_TO_CHANGE, MeetingState.in_session):
        raise Refusal("会议已经结束，不能再添加议题。", "title")
    item = Item(meeting_id=meeting_id, position=len(meeting.items) + 1, title=draft.title, presenter=draft.presenter)
    db.session.add(item)
    bump(meeting)
    return item


@verb("item.edited")
def edit_item(act: Act, item_id: int, draft: ItemDraft) -> Item:
    """Another title or presenter, until the item has been dealt with."""
    item = queries.item(item_id)
    if item.state == "done" or item.meeting.state not in (*OPEN_TO_CHANGE, MeetingState.in_session):
        raise Refusal("这项议题已经议过，不能再改。", "title")
    item.title, item.presenter = draft.title, draft.presenter
    bump(item.meeting)
    return item


@verb("item.moved")
def move_item(act: Act, item_id: int, up: bool) -> Item:
    """One place up or down the agenda; at the edge nothing happens."""
    item = queries.item(item_id)
    changeable(item.meeting_id)
    order = list(item.meeting.items)
    at = order.index(item)
    to = at - 1 if up else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    _number(order)
    bump(item.meeting)
    return item


@verb("item.dropped")
def drop_item(act: Act, item_id: int) -> Item:
    """Take an item off the agenda before the meeting has begun."""
    item = queries.item(item_id)
    meeting = changeable(item.meeting_id)
    act.detail["title"] = item.title
    for material in item.materials:
        db.session.delete(material)
    db.session.delete(item)
    try:
        db.session.flush()
    except IntegrityError:
        raise Refusal("这项议题已经提出表决，或者已有会前书面意见、选举职务，不能删除。") from None
    _number([other for other in meeting.items if other.id != item.id])
    bump(meeting)
    return item


def _number(items: list[Item]) -> None:
    for position, item in enumerate(items, 1):
        item.position = position


@verb("material.added")
def add_material(act: Act, item_id: int, filename: str, content: bytes) -> Material:
    """A PDF for an item; refuses what is no PDF, whatever its name says."""
    if not content:
        raise Refusal("请先选择要上传的PDF文件。", "file")
    if not content.startswith(PDF_MAGIC):
        raise Refusal("会议材料请上传PDF文件。Word文件请先另存为PDF。", "file")
    material = Material(
        item_id=item_id,
        filename=filename[-200:] or "会议材料.pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
    db.session.add(material)
    return material


@verb("material.dropped")
def drop_material(act: Act, material_id: int) -> Material:
    """Take a material away before the meeting has begun."""
    material = db.session.get_one(Material, material_id)
    changeable(queries.item(material.item_id).meeting_id)
    act.detail["filename"] = material.filename
    db.session.delete(material)
    return material
