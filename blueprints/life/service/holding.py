"""What was said on the meeting: reported, person by person, from above; open until the minutes are confirmed."""

from dataclasses import dataclass, fields

from blueprints.life import queries
from blueprints.life.models import Comment, Criticism, Life, Turn
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.members import queries as members
from blueprints.minutes import queries as minutes
from blueprints.minutes.models import CONFIRMED
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.lifecycle import MeetingState
from domain.words import Refusal

LOCKED = "会议记录已经确认，不能再改。确需更正的，请先办理会议记录的更正。"
OTHERS = "这段记录刚刚在别处改过，您填写的内容还在下面。请先另开一页核对，再决定保留哪些。"
NOT_YET = "会议还没有开始，不能记录发言。"

_TALKED = (MeetingState.in_session, MeetingState.ended, MeetingState.recorded, MeetingState.archived)


@dataclass(frozen=True)
class Said:
    """What was reported and summed up on the meeting."""

    last_time: str = ""
    opinions_told: str = ""
    body_said: str = ""
    body_speaker: str = ""
    summary: str = ""


def held(life_id: int) -> Life:
    """Within a verb: the life meeting, for this verb alone."""
    return db.session.get_one(Life, life_id, with_for_update=True, populate_existing=True)


def writable(life_id: int) -> Life:
    """Within a verb: the life meeting whose record can be written; Refusal before it began and once it is locked."""
    found = held(life_id)
    meeting = meetings.meeting(found.meeting_id)
    if meeting.state not in _TALKED:
        raise Refusal(NOT_YET)
    refuse_locked(found)
    return found


def refuse_locked(found: Life) -> None:
    """Within a verb: Refusal once the meeting's minutes are confirmed, until they are corrected."""
    newest = minutes.latest(found.meeting_id)
    if newest and newest.state == CONFIRMED:
        raise Refusal(LOCKED)


def call_turns(found: Life, meeting: Meeting) -> None:
    """Within a verb: a turn for everybody who is expected, in the order in which they speak; what was said stays."""
    known = {one.member_id: one for one in found.turns}
    for position, (person, body) in enumerate(queries.speakers_of(meeting), 1):
        own = known.pop(person.member_id, None) or _fresh(found, person.member_id)
        own.name, own.office, own.body, own.position = person.name, person.office, body, position
    for own in known.values():
        if not (own.self_criticism or own.statement or own.criticisms):
            found.turns.remove(own)
            db.session.delete(own)


def _fresh(found: Life, member_id: int) -> Turn:
    own = Turn(life_id=found.id, member_id=member_id, criticisms=[])
    found.turns.append(own)
    return own


@verb("life.turns_called")
def refresh_turns(act: Act, life_id: int) -> Life:
    """The order of speaking as the roll stands now; Refusal once the minutes are confirmed."""
    found = held(life_id)
    refuse_locked(found)
    call_turns(found, meetings.meeting(found.meeting_id))
    return found


@verb("life.said")
def save_said(act: Act, life_id: int, revision: int, said: Said) -> Life:
    """What was reported, examined and summed up; Refusal where somebody saved since that revision."""
    found = writable(life_id)
    if found.revision != revision:
        raise Refusal(OTHERS)
    found.revision += 1
    times = dict(found.saved_at)
    for one in fields(said):
        if getattr(found, one.name) != getattr(said, one.name):
            setattr(found, one.name, getattr(said, one.name))
            times[one.name] = act.at.isoformat()
    found.saved_at = times
    return found


@verb("turn.said")
def save_turn(act: Act, turn_id: int, revision: int, self_criticism: str, statement: str) -> Turn:
    """What a person said of themself, and answered at the end; Refusal where somebody saved since that revision."""
    writable(queries.turn(turn_id).life_id)
    found = db.session.get_one(Turn, turn_id, populate_existing=True)
    if found.revision != revision:
        raise Refusal(OTHERS)
    found.revision += 1
    if (found.self_criticism, found.statement) != (self_criticism, statement):
        found.self_criticism, found.statement = self_criticism, statement
        found.begun_at, found.saved_at = found.begun_at or act.at, act.at
    return found


@verb("criticism.added")
def add_criticism(act: Act, turn_id: int, by_id: int, text: str, response: str) -> Criticism:
    """What another said to the person, and the answer; Refusal for who is not called, and for oneself."""
    own = queries.turn(turn_id)
    found = writable(own.life_id)
    if by_id == own.member_id:
        raise Refusal("对自己的批评请写在自我批评里。", "by_id")
    known = {one.member_id: one.name for one in found.turns}
    if by_id not in known:
        raise Refusal("请选择提出批评的同志。", "by_id")
    said = Criticism(turn_id=turn_id, by_id=by_id, by_name=known[by_id], text=text, response=response, at=act.at)
    db.session.add(said)
    own.begun_at = own.begun_at or act.at
    return said


@verb("criticism.dropped")
def drop_criticism(act: Act, criticism_id: int) -> Criticism:
    """Take away what was noted down by mistake."""
    found = db.session.get_one(Criticism, criticism_id)
    writable(queries.turn(found.turn_id).life_id)
    act.detail["by"] = members.member(found.by_id).id
    db.session.delete(found)
    return found


@verb("comment.added")
def add_comment(act: Act, life_id: int, speaker: str, text: str) -> Comment:
    """What somebody from above said."""
    writable(life_id)
    found = Comment(life_id=life_id, speaker=speaker, text=text, at=act.at)
    db.session.add(found)
    return found


@verb("comment.dropped")
def drop_comment(act: Act, comment_id: int) -> Comment:
    """Take away what was noted down by mistake."""
    found = db.session.get_one(Comment, comment_id)
    writable(found.life_id)
    db.session.delete(found)
    return found
