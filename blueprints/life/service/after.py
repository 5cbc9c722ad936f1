"""通报 to members and representatives, and 上报 to the superior."""

from collections.abc import Sequence
from datetime import date

from blueprints.life.models import Life
from blueprints.life.service.holding import held
from blueprints.meetings import queries as meetings
from blueprints.minutes import queries as minutes
from blueprints.minutes.models import CONFIRMED
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.lifecycle import MeetingState
from domain.words import Refusal

#: 通报范围: to whom; members find it signed in, everybody by the link.
RANGES = ("本组织党员", "社区党员和群众代表", "居民代表", "驻区单位")

_OVER = (MeetingState.ended, MeetingState.recorded, MeetingState.archived)


@verb("life.briefed")
def brief(act: Act, life_id: int, to: Sequence[str], words: str) -> Life:
    """Tell those in the range what was found and what is done about it; again, with other words, as one likes.

    Refusal before the meeting is over and while there is no list, for there is nothing to tell.
    """
    found = held(life_id)
    if meetings.meeting(found.meeting_id).state not in _OVER:
        raise Refusal("会议还没有结束，不能通报。")
    if not found.problems:
        raise Refusal("还没有列出问题整改清单，不能通报。")
    if not to:
        raise Refusal("请选择通报范围。", "to")
    found.briefed_to, found.briefing = list(to), words
    found.briefed_on = found.briefed_on or clock.local(act.at).date().isoformat()
    return found


@verb("life.sent")
def mark_sent(act: Act, life_id: int, on: date, to: str) -> Life:
    """When report and record went to the superior; Refusal before the minutes are confirmed and for an odd day."""
    found = held(life_id)
    meeting = meetings.meeting(found.meeting_id)
    if on > clock.local(act.at).date():
        raise Refusal("上报日期还没有到，请核对。", "on")
    if on < clock.local(meeting.starts_at).date():
        raise Refusal("上报日期早于开会日期，请核对。", "on")
    newest = minutes.latest(meeting.id)
    if newest is None or newest.state != CONFIRMED:
        raise Refusal("会议记录还没有确认，不能登记上报。")
    found.sent_on, found.sent_to = on.isoformat(), to
    db.session.flush()
    return found
