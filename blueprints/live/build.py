"""Putting the live pages together for the viewer of this request."""

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.live import queries
from blueprints.live.pages import ConsolePage, FloorItem, RoomPage, ScreenPage
from blueprints.live.views import floor_item, hall_line, quorum_view
from blueprints.meetings import hall, views
from blueprints.meetings import queries as meetings
from blueprints.meetings.forms import FollowUpForm, ItemForm, ObserverForm, OfficersForm, SpeechForm
from blueprints.meetings.models import Attendee, Item, Meeting
from blueprints.members import queries as members
from blueprints.polls import views as polls
from blueprints.shared import clock, keys, qr, words
from blueprints.shared.forms import choices
from blueprints.shared.permissions import Permission, allows
from domain.lifecycle import MeetingState, obstacles

NEXT = {MeetingState.gathering: MeetingState.in_session, MeetingState.in_session: MeetingState.ended}


def console(meeting_id: int) -> ConsolePage:
    """The tablet's page as things stand now."""
    meeting = meetings.meeting(meeting_id)
    state, figures = MeetingState(meeting.state), meetings.roll_figures(meeting_id)
    current = _current(meeting)
    in_the_way, warnings = _in_the_way(meeting, state)
    return ConsolePage(
        id=meeting_id,
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        state=state,
        state_zh=state.zh,
        clock=words.hour(clock.now()),
        items=tuple(views.item_line(one) for one in meeting.items),
        item=_floor(current),
        next_item_id=next((one.id for one in meeting.items if one.state == "pending"), None),
        roll=tuple(hall_line(line, meeting) for line in meeting.attendees),
        figures=figures,
        quorum=quorum_view(meeting, figures),
        obstacles=in_the_way,
        warnings=warnings,
        can_run=allows(Permission.RUN_MEETING),
        can_write=allows(Permission.WRITE_NOTES),
        can_convene=allows(Permission.CONVENE),
        can_vote=meetings.rule_of(meeting).adoption is not None,
        chair=meetings.name_of(meeting.chair_id),
        recorder=meetings.name_of(meeting.recorder_id),
        tag=queries.hall_tag(meeting_id),
        live=state in meetings.LIVE,
        speech=_speech_form(meeting),
        follow_up=FollowUpForm(formdata=None),
        observer=ObserverForm(formdata=None),
        officers=_officers_form(meeting),
        new_item=ItemForm(formdata=None),
    )


def _current(meeting: Meeting) -> Item | None:
    """The item that is on, else the one that was on last."""
    on = [one for one in meeting.items if one.state == "current"]
    done = [one for one in meeting.items if one.state == "done"]
    return (on or done[-1:] or [None])[0]


def _floor(item: Item | None) -> FloorItem | None:
    return floor_item(item, polls.motions(item.id)) if item else None


def _in_the_way(meeting: Meeting, state: MeetingState) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if state not in NEXT:
        return (), ()
    open_polls = polls.unfinished(meeting.id)
    found = obstacles(NEXT[state], meetings.facts(meeting, clock.now(), open_polls))
    return (
        tuple(one.sentence for one in found if one.blocking),
        tuple(one.sentence for one in found if not one.blocking),
    )


def _speech_form(meeting: Meeting) -> SpeechForm:
    form = SpeechForm(formdata=None)
    here = [line for line in meeting.attendees if line.arrived_at is not None]
    form.attendee_id.choices = choices((str(line.id), line.name) for line in here)
    return form


def _officers_form(meeting: Meeting) -> OfficersForm:
    form = OfficersForm(formdata=None, chair_id=meeting.chair_id or 0, recorder_id=meeting.recorder_id or 0)
    offered = [(str(one.id), one.name) for one in members.people_of(meeting.organisation_id)]
    form.chair_id.choices = form.recorder_id.choices = choices(offered)
    return form


def room(line: Attendee) -> RoomPage:
    """The phone's page for this line of the roll."""
    meeting = line.meeting
    state, current = MeetingState(meeting.state), _current(meeting)
    found = queries.phone_tag(meeting.id, _mark(line))
    return RoomPage(
        id=meeting.id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        state=state,
        state_zh=state.zh,
        name=line.name,
        present=line.present,
        arrived_at=line.arrived_at,
        no_vote_reason=line.no_vote_reason,
        item=current.title if current else "",
        position=current.position if current else 0,
        slip=polls.slip(meeting.id, line.id),
        tag=found.tag if found else "",
        live=state in meetings.LIVE,
        closing_note=meeting.closing_note,
    )


def _mark(line: Attendee) -> str:
    account = members.account_of(line.member_id) if line.member_id else None
    return account.get_id() if account else ""


def screen_tag(meeting_id: int) -> str:
    """The hall's tag and, while people check in, the code's window."""
    window = int(clock.now().timestamp()) // hall.WINDOW
    return f"{queries.hall_tag(meeting_id)}.{window}"


def screen(meeting_id: int) -> ScreenPage:
    """The hall's screen as things stand now."""
    meeting = meetings.meeting(meeting_id)
    state, figures, now = MeetingState(meeting.state), meetings.roll_figures(meeting_id), clock.now()
    current, is_live = _current(meeting), state in meetings.LIVE
    link = url_for("meetings.scan", meeting_id=meeting_id, code=hall.code(meeting.hall_key, now))
    return ScreenPage(
        id=meeting_id,
        title=meeting.title,
        organisation=accounts.organisation(meeting.organisation_id).name,
        state=state,
        state_zh=state.zh,
        quorum=quorum_view(meeting, figures),
        present=figures.present,
        code=qr.path(keys.public_url() + link) if is_live else None,
        seconds=hall.seconds_left(now),
        item=current.title if current else "",
        position=current.position if current else 0,
        motion=polls.hall(meeting_id),
        opened_at=meeting.opened_at,
        tag=screen_tag(meeting_id),
        live=is_live,
        closing_note=meeting.closing_note,
    )
