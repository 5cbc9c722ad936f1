"""The plan of a life meeting: its theme, and when the superior was told."""

import secrets
from dataclasses import dataclass
from datetime import date

from blueprints.life import queries
from blueprints.life.models import Life
from blueprints.life.service.holding import call_turns, held, refuse_locked
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Item, Meeting
from blueprints.meetings.service import OPEN_TO_CHANGE
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.life import KINDS
from domain.lifecycle import MeetingState
from domain.words import Refusal


@dataclass(frozen=True)
class Plan:
    """What the plan says."""

    theme: str
    told_on: date | None = None


@verb("life.begun")
def begin_life(act: Act, meeting_id: int, theme: str) -> Life:
    """Begin to prepare the meeting; the open problems of the one before belong to it. Once for each meeting."""
    meeting = meetings.meeting(meeting_id)
    if meeting.kind not in KINDS:
        raise Refusal("只有民主生活会和组织生活会按这些步骤筹备。")
    standing = queries.of_meeting(meeting_id)
    if standing:
        return standing
    if meeting.state not in (*OPEN_TO_CHANGE, MeetingState.in_session):
        raise Refusal("会议已经结束或者取消，不能再筹备。")
    last = queries.last_before(meeting)
    found = Life(
        meeting_id=meeting_id,
        theme=theme,
        last_id=last.id if last else None,
        token=secrets.token_urlsafe(18),
        saved_at={},
        briefed_to=[],
    )
    db.session.add(found)
    if not meeting.items:
        _usual_agenda(meeting)
    db.session.flush()
    call_turns(found, meeting)
    return found


def _usual_agenda(meeting: Meeting) -> None:
    """The items that such a meeting has (支部工作条例第十七条; 先班子后个人), to be changed as one likes."""
    titles = ["通报上次整改和本次征求意见情况", "班子对照检查", "批评与自我批评", "总结，明确整改方向"]
    for position, title in enumerate(titles, 1):
        meeting.items.append(Item(position=position, title=title))


@verb("life.planned")
def save_plan(act: Act, life_id: int, plan: Plan) -> Life:
    """Another theme, and the day on which the superior was told; Refusal for a day that has not come."""
    found = held(life_id)
    refuse_locked(found)
    if plan.told_on and plan.told_on > clock.local(act.at).date():
        raise Refusal("报告日期还没有到，请核对。", "told_on")
    if plan.told_on and plan.told_on > clock.local(meetings.meeting(found.meeting_id).starts_at).date():
        raise Refusal("报告日期晚于开会日期，请核对。", "told_on")
    found.theme, found.told_on = plan.theme, plan.told_on.isoformat() if plan.told_on else ""
    return found
