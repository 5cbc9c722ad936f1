"""What every page of a life meeting begins with."""

from blueprints.accounts import queries as accounts
from blueprints.life import queries
from blueprints.life.models import Life
from blueprints.life.pages import Head
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.shared import clock


def form_zh(meeting: Meeting) -> str:
    """What the meeting is called."""
    return "民主生活会" if queries.is_democratic(meeting) else "组织生活会"


def head(held: Life) -> Head:
    """The head of its pages."""
    meeting = meetings.meeting(held.meeting_id)
    return Head(
        life_id=held.id,
        meeting_id=meeting.id,
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        form_zh=form_zh(meeting),
        day=clock.local(meeting.starts_at).date(),
        theme=held.theme,
    )
