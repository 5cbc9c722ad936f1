"""会前书面意见: what members who cannot come wrote before the meeting, with its scan; the journal never says what."""

import hashlib

from sqlalchemy import select

from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.meetings.models import Meeting
from blueprints.polls import queries
from blueprints.polls.models import Opinion
from blueprints.polls.queries.opinions import may_write
from blueprints.polls.queries.proposals import proposal_in_force
from blueprints.shared import scans
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.admission import KINDS
from domain.lifecycle import MeetingState
from domain.paper import Choice
from domain.words import Refusal

#: The roll is there and the meeting has not begun (会后提交的无效).
OPEN_TO_OPINIONS = (MeetingState.noticed, MeetingState.gathering)

NOTHING_PROPOSED = "请先提出票决的人选和内容，再录入对它的书面意见。"


def why_shut(item_id: int) -> str:
    """Why the item's opinions cannot change now, with what to do; empty where they can."""
    meeting = meetings.item(item_id).meeting
    rule = meetings.rule_of(meeting)
    if rule.kind not in KINDS or not rule.written_counts:
        return "这类会议的规定没有写明会前书面意见可以计票，不用录入。"
    if meeting.state == MeetingState.planning:
        return "发出会议通知、有了参会名单以后，才能录入会前书面意见。"
    if meeting.state not in OPEN_TO_OPINIONS:
        return "会议已经开始或者结束，不能再录入、更换或者撤回会前书面意见；会后提交的无效。"
    return ""


@verb("opinion.entered")
def enter_opinion(act: Act, item_id: int, attendee_id: int, choice: Choice, filename: str, content: bytes) -> Opinion:
    """What somebody with a vote wrote on the item's proposal, with its scan; once more replaces it.

    Refusal once the meeting has begun, for who is in the hall, and for a file that is neither a PDF nor a picture.
    """
    meeting = _before_meeting(item_id)
    if proposal_in_force(item_id) is None:
        raise Refusal(NOTHING_PROPOSED)
    if attendee_id not in {line.id for line in may_write(meeting.id)}:
        raise Refusal("请从名单上有表决权、没有到会的党员中选择；已经到会的，以现场投票为准。", "attendee")
    scans.refuse_other(content)
    found = _opinion_of(item_id, attendee_id)
    act.detail.update(item=item_id, attendee=attendee_id, replaced=found is not None)
    found = found or Opinion(item_id=item_id, attendee_id=attendee_id)
    found.choice, found.received_at = Choice(choice), act.at
    found.filename, found.content = filename[-200:] or "书面意见", content
    found.sha256 = hashlib.sha256(content).hexdigest()
    db.session.add(found)
    meeting_service.bump(meeting)
    return found


@verb("opinion.withdrawn")
def withdraw_opinion(act: Act, opinion_id: int) -> Opinion:
    """Take an opinion back with its scan; Refusal once the meeting has begun."""
    found = queries.opinion(opinion_id)
    meeting = _before_meeting(found.item_id)
    act.detail.update(item=found.item_id, attendee=found.attendee_id)
    db.session.delete(found)
    meeting_service.bump(meeting)
    return found


def _before_meeting(item_id: int) -> Meeting:
    """The item's meeting, locked, while opinions may change."""
    query = select(Meeting).where(Meeting.id == meetings.item(item_id).meeting_id).with_for_update()
    meeting = db.session.scalars(query.execution_options(populate_existing=True)).one()
    why_not = why_shut(item_id)
    if why_not:
        raise Refusal(why_not)
    return meeting


def _opinion_of(item_id: int, attendee_id: int) -> Opinion | None:
    return db.session.scalar(select(Opinion).where(Opinion.item_id == item_id, Opinion.attendee_id == attendee_id))
