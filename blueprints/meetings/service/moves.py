"""From one state of a meeting to the next, and what tells the live pages of it."""

from datetime import datetime

from blueprints.meetings import queries
from blueprints.meetings.models import Meeting
from domain.lifecycle import MeetingState, obstacles
from domain.words import Refusal

#: While a meeting is in one of these its place, time and people may still be changed.
OPEN_TO_CHANGE = (MeetingState.planning, MeetingState.noticed, MeetingState.gathering)


def changeable(meeting_id: int) -> Meeting:
    """Within a verb: the meeting, while it has not begun; a Refusal afterwards."""
    meeting = queries.meeting(meeting_id)
    if meeting.state not in OPEN_TO_CHANGE:
        raise Refusal(f"会议{MeetingState(meeting.state).zh}，不能再修改通知和议程。")
    return meeting


def move(meeting: Meeting, state: MeetingState, at: datetime, open_polls: int = 0) -> None:
    """Within a verb: the next state, or a Refusal with everything that stands in its way."""
    in_the_way = [found for found in obstacles(state, queries.facts(meeting, at, open_polls)) if found.blocking]
    if in_the_way:
        raise Refusal("".join(found.sentence for found in in_the_way), in_the_way[0].field)
    meeting.state = state
    bump(meeting)


def bump(meeting: Meeting) -> None:
    """Within a verb: tell every live page that the meeting has moved on."""
    meeting.revision = Meeting.revision + 1
