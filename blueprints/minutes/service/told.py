"""What else the recorder adds after the meeting: who spoke, what is to be done, why somebody did not come."""

from dataclasses import dataclass
from datetime import date

from blueprints.meetings.models import Attendee, FollowUp, Item, Speech
from blueprints.minutes import queries
from blueprints.minutes.models import Minutes
from blueprints.minutes.service.writing import open_draft, void
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.minutes import Stance
from domain.words import Refusal


@dataclass(frozen=True, slots=True)
class SpeechDraft:
    """What the form of a speech says."""

    attendee_id: int
    stance: str
    gist: str


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What the form of a follow-up says."""

    text: str
    owner: str
    due_on: date | None


@verb("minutes.speech_added")
def add_speech(act: Act, minutes_id: int, item_id: int, draft: SpeechDraft) -> Minutes:
    """Somebody on the roll spoke on the item; marked 补录, since it is written after the meeting."""
    minutes = open_draft(minutes_id)
    item = _item(minutes, item_id)
    attendee_id = _on_roll(minutes, draft.attendee_id)
    speech = Speech(item_id=item.id, attendee_id=attendee_id, stance=_stance(draft), gist=_gist(draft), at=act.at)
    db.session.add(speech)
    void(act, minutes)
    return minutes


@verb("minutes.speech_edited")
def edit_speech(act: Act, minutes_id: int, speech_id: int, draft: SpeechDraft) -> Minutes:
    """Other words or another stance: marked 补录 from now on. The same again changes nothing."""
    minutes = open_draft(minutes_id)
    speech = _speech(minutes, speech_id)
    told = SpeechDraft(speech.attendee_id, speech.stance, speech.gist)
    if told != draft:
        act.detail["was"] = {"attendee": told.attendee_id, "stance": told.stance, "gist": told.gist}
        speech.attendee_id = _on_roll(minutes, draft.attendee_id)
        speech.stance, speech.gist, speech.at = _stance(draft), _gist(draft), act.at
        void(act, minutes)
    return minutes


@verb("minutes.speech_dropped")
def drop_speech(act: Act, minutes_id: int, speech_id: int) -> Minutes:
    """Take a wrongly entered speech out; the journal keeps what it said."""
    minutes = open_draft(minutes_id)
    speech = db.session.get(Speech, speech_id)
    if speech is not None:
        _item(minutes, speech.item_id)
        act.detail["was"] = {"attendee": speech.attendee_id, "stance": speech.stance, "gist": speech.gist}
        db.session.delete(speech)
        void(act, minutes)
    return minutes


@verb("minutes.follow_up_added")
def add_follow_up(act: Act, minutes_id: int, item_id: int, draft: TaskDraft) -> Minutes:
    """Something is to be done, by somebody, until some day."""
    minutes = open_draft(minutes_id)
    follow_up = FollowUp(item_id=_item(minutes, item_id).id, at=act.at)
    _write(follow_up, draft)
    db.session.add(follow_up)
    void(act, minutes)
    return minutes


@verb("minutes.follow_up_edited")
def edit_follow_up(act: Act, minutes_id: int, follow_up_id: int, draft: TaskDraft) -> Minutes:
    """Other words, owner or day."""
    minutes = open_draft(minutes_id)
    follow_up = _follow_up(minutes, follow_up_id)
    was = {"text": follow_up.text, "owner": follow_up.owner, "due_on": follow_up.due_on}
    _write(follow_up, draft)
    if was != {"text": follow_up.text, "owner": follow_up.owner, "due_on": follow_up.due_on}:
        act.detail["was"] = was
        void(act, minutes)
    return minutes


@verb("minutes.follow_up_dropped")
def drop_follow_up(act: Act, minutes_id: int, follow_up_id: int) -> Minutes:
    """Take a wrongly entered follow-up out; the journal keeps what it said."""
    minutes = open_draft(minutes_id)
    follow_up = db.session.get(FollowUp, follow_up_id)
    if follow_up is not None:
        _item(minutes, follow_up.item_id)
        act.detail["was"] = {"text": follow_up.text, "owner": follow_up.owner, "due_on": follow_up.due_on}
        db.session.delete(follow_up)
        void(act, minutes)
    return minutes


@verb("minutes.absence_told")
def give_reason(act: Act, minutes_id: int, attendee_id: int, reason: str) -> Minutes:
    """Why somebody who was expected did not come; the journal keeps the reason that stood there."""
    minutes = open_draft(minutes_id)
    line = queries.absentee(minutes.meeting_id, attendee_id)
    if not reason:
        raise Refusal("请写明缺席原因，例如：住院、出差；不清楚的写“未说明原因”。", "reason")
    if line.leave_reason != reason:
        act.detail.update(attendee=attendee_id, was=line.leave_reason)
        line.leave_reason = reason
        void(act, minutes)
    return minutes


@verb("minutes.leave_decided")
def leave_decided(act: Act, minutes_id: int) -> Minutes:
    """A leave was granted or refused: whoever has confirmed must look again."""
    minutes = open_draft(minutes_id)
    void(act, minutes)
    return minutes


def _item(minutes: Minutes, item_id: int) -> Item:
    item = db.session.get(Item, item_id)
    if item is None or item.meeting_id != minutes.meeting_id:
        raise Refusal("本次会议没有这项议题，请刷新页面。")
    return item


def _speech(minutes: Minutes, speech_id: int) -> Speech:
    speech = db.session.get(Speech, speech_id)
    if speech is None:
        raise Refusal("这条发言已经删去，请刷新页面。")
    _item(minutes, speech.item_id)
    return speech


def _follow_up(minutes: Minutes, follow_up_id: int) -> FollowUp:
    follow_up = db.session.get(FollowUp, follow_up_id)
    if follow_up is None:
        raise Refusal("这条决定已经删去，请刷新页面。")
    _item(minutes, follow_up.item_id)
    return follow_up


def _write(follow_up: FollowUp, draft: TaskDraft) -> None:
    follow_up.text, follow_up.owner = draft.text, draft.owner
    follow_up.due_on = draft.due_on.isoformat() if draft.due_on else ""


def _on_roll(minutes: Minutes, attendee_id: int) -> int:
    line = db.session.get(Attendee, attendee_id)
    if line is None or line.meeting_id != minutes.meeting_id:
        raise Refusal("发言人不在本次会议的名单上，请重新选择。", "attendee_id")
    if line.arrived_at is None:
        raise Refusal(f"{line.name}没有到会，不能记为发言人。", "attendee_id")
    return attendee_id


def _stance(draft: SpeechDraft) -> str:
    if draft.stance not in set(Stance):
        raise Refusal("请选择发言的态度。", "stance")
    return draft.stance


def _gist(draft: SpeechDraft) -> str:
    if len(draft.gist.strip()) < 2:
        raise Refusal("请写明发言要点，至少两个字。", "gist")
    return draft.gist
