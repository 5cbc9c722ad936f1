"""What needs both the meeting and its votes."""

from blueprints.meetings import queries as meetings
from blueprints.meetings import service
from blueprints.meetings.models import Meeting
from blueprints.polls import queries as polls
from blueprints.shared.journal import Act, verb
from domain.words import Refusal


@verb("meeting.ended")
def end_meeting(act: Act, meeting_id: int) -> Meeting:
    """散会: refused while a vote has not been brought to its end."""
    meeting = meetings.meeting(meeting_id)
    if waiting := polls.unfinished_names(meeting_id):
        raise Refusal("".join(waiting))
    service.close(meeting, act.at, polls.unfinished_of(meeting_id))
    return meeting
