"""Whose meeting an election is, and what its rule calls it."""

from blueprints.accounts import queries as accounts
from blueprints.elections.pages import Where
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from domain.lifecycle import MeetingState


def where(meeting: Meeting) -> Where:
    """The head of the page."""
    state = MeetingState(meeting.state)
    return Where(
        meeting_id=meeting.id,
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        state=state,
        state_zh=state.zh,
        live=state in meetings.LIVE,
    )


def nomination_zh(meeting: Meeting) -> str:
    """差额选举 or 等额选举; empty where the rule asks for no number of candidates."""
    terms = meetings.rule_of(meeting).election
    return terms.nomination.zh if terms and terms.nomination else ""
