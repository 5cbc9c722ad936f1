"""On the floor: items one after the other, notes, who spoke, what is to be done."""

from blueprints.meetings import queries
from blueprints.meetings.models import FollowUp, Item, Meeting, Speech
from blueprints.meetings.service.moves import bump
from blueprints.shared.db import db, writing
from blueprints.shared.journal import Act, verb
from domain.lifecycle import MeetingState
from domain.minutes import Stance
from domain.words import Refusal


@verb("item.started")
def start_item(act: Act, item_id: int) -> Item:
    """Take up an item; the one that was on is done."""
    item = queries.item(item_id)
    _in_session(item.meeting)
    for other in item.meeting.items:
        if other.state == "current" and other.id != item.id:
            other.state, other.ended_at = "done", act.at
    item.state, item.ended_at = "current", None
    item.started_at = item.started_at or act.at
    bump(item.meeting)
    return item


@verb("item.finished")
def finish_item(act: Act, item_id: int) -> Item:
    """The item has been dealt with."""
    item = queries.item(item_id)
    _in_session(item.meeting)
    item.state, item.ended_at = "done", act.at
    item.started_at = item.started_at or act.at
    bump(item.meeting)
    return item


def save_notes(act: Act, item_id: int, text: str, revision: int) -> int:
    """Keep the notes as typed so far and return their new revision; no journal line for every pause of a hand.

    The same text again changes nothing. A tablet that holds an older text is refused: it would undo another's notes.
    """
    with writing():
        item = queries.item(item_id)
        _in_session(item.meeting)
        if item.notes == text:
            return item.notes_revision
        if item.notes_revision != revision:
            raise Refusal("这项议题的记录刚才在另一台设备上改过。请先复制您写的内容，再刷新页面合并。", "notes")
        item.notes, item.notes_at = text, act.at
        item.notes_revision += 1
        return item.notes_revision


@verb("speech.added")
def add_speech(act: Act, item_id: int, attendee_id: int, stance: str, gist: str) -> Speech:
    """Somebody on the roll spoke on the item."""
    item = queries.item(item_id)
    _unlocked(item.meeting)
    line = queries.attendee(attendee_id)
    if line.meeting_id != item.meeting_id:
        raise Refusal("发言人不在本次会议的名单上，请重新选择。", "attendee_id")
    if stance not in set(Stance):
        raise Refusal("请选择发言的态度。", "stance")
    speech = Speech(item_id=item_id, attendee_id=attendee_id, stance=stance, gist=gist, at=act.at)
    db.session.add(speech)
    return speech


@verb("speech.dropped")
def drop_speech(act: Act, speech_id: int) -> Speech:
    """Take a wrongly entered speech back, until the minutes are confirmed."""
    speech = db.session.get_one(Speech, speech_id)
    _unlocked(queries.item(speech.item_id).meeting)
    db.session.delete(speech)
    return speech


@verb("follow_up.added")
def add_follow_up(act: Act, item_id: int, text: str, owner: str, due_on: str) -> FollowUp:
    """Something is to be done, by somebody, until some day (YYYY-MM-DD, or empty)."""
    _unlocked(queries.item(item_id).meeting)
    follow_up = FollowUp(item_id=item_id, text=text, owner=owner, due_on=due_on, at=act.at)
    db.session.add(follow_up)
    return follow_up


@verb("follow_up.dropped")
def drop_follow_up(act: Act, follow_up_id: int) -> FollowUp:
    """Take a wrongly entered follow-up back, until the minutes are confirmed."""
    follow_up = db.session.get_one(FollowUp, follow_up_id)
    _unlocked(queries.item(follow_up.item_id).meeting)
    db.session.delete(follow_up)
    return follow_up


def _in_session(meeting: Meeting) -> None:
    if meeting.state != MeetingState.in_session:
        raise Refusal("会议还没有开始，或者已经结束。")


def _unlocked(meeting: Meeting) -> None:
    if meeting.state not in (MeetingState.in_session, MeetingState.ended):
        raise Refusal("会议没有在进行，或者会议记录已经确认，不能再改。")
