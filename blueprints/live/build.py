"""Putting the live pages together for the viewer of this request."""

from flask import request, url_for
from flask_login import current_user

from blueprints.accounts import queries as accounts
from blueprints.live import queries
from blueprints.live.pages import ConsolePage, FloorItem, RoomPage, ScreenPage, VotedLine
from blueprints.live.views import floor_item, hall_line, quorum_view
from blueprints.meetings import hall, views
from blueprints.meetings import queries as meetings
from blueprints.meetings.forms import OfficersForm, SpeechForm
from blueprints.meetings.models import Attendee, Item, Meeting
from blueprints.members import queries as members
from blueprints.polls import queries as polls
from blueprints.polls import views as poll_views
from blueprints.polls.models import Poll
from blueprints.shared import clock, keys, qr, words
from blueprints.shared.forms import choices, cleaned
from blueprints.shared.permissions import Permission, allows
from domain.life import KINDS as LIVES
from domain.lifecycle import MeetingState, PollState, obstacles
from domain.review import KINDS as REVIEWS

#: A tablet shows at most so many names; more are found by searching.
LONG_ROLL = 150

NEXT = {MeetingState.gathering: MeetingState.in_session, MeetingState.in_session: MeetingState.ended}


def console(meeting_id: int) -> ConsolePage:
    """The tablet's page as things stand now."""
    meeting = meetings.meeting(meeting_id)
    state, figures = MeetingState(meeting.state), meetings.roll_figures(meeting_id)
    current = meetings.item_on(meeting_id)
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
        roll=tuple(hall_line(line, meeting) for line in _shown(meeting, _who())),
        roll_total=len(meeting.attendees),
        who=_who(),
        figures=figures,
        quorum=quorum_view(meeting, figures),
        obstacles=_in_the_way(meeting, state),
        blocked=polls.unfinished_names(meeting_id) if state == MeetingState.in_session else (),
        can_run=allows(Permission.RUN_MEETING),
        can_write=allows(Permission.WRITE_NOTES),
        can_convene=allows(Permission.CONVENE),
        can_vote=meetings.rule_of(meeting).adoption is not None,
        elects=meetings.rule_of(meeting).election is not None,
        lives=meeting.kind in LIVES,
        reviews=meeting.kind in REVIEWS,
        chair=meetings.name_of(meeting.chair_id),
        recorder=meetings.name_of(meeting.recorder_id),
        tag=queries.hall_tag(meeting_id),
        live=state in meetings.LIVE,
        speech=_speech_form(meeting),
        officers=_officers_form(meeting),
    )


def _who() -> str:
    return cleaned(request.args.get("who"))[:40]


def _shown(meeting: Meeting, who: str) -> list[Attendee]:
    """The whole roll of a branch; of a long one who is searched for, else who is still missing."""
    lines = list(meeting.attendees)
    if who:
        lines = [line for line in lines if who in line.name]
    elif len(lines) > LONG_ROLL:
        lines = [line for line in lines if not line.present]
    return lines[:LONG_ROLL]


def _floor(item: Item | None) -> FloorItem | None:
    if item is None:
        return None
    back, may_run = url_for("live.console", meeting_id=item.meeting_id), allows(Permission.RUN_MEETING)
    motions = (poll_views.motion_view(poll, may_run, back) for poll in polls.polls_of_item(item.id))
    return floor_item(item, tuple(motions))


def _poll_on(item: Item | None) -> Poll | None:
    """The vote that phones and the screen show: the one opened last, while its item is on."""
    found = polls.latest_of(item.meeting_id) if item else None
    return found if found and item and found.item_id == item.id else None


def _in_the_way(meeting: Meeting, state: MeetingState) -> tuple[str, ...]:
    """What forbids the next step; what only warns of unfinished items the agenda shows by itself."""
    if state not in NEXT:
        return ()
    open_polls = polls.unfinished_of(meeting.id)
    found = obstacles(NEXT[state], meetings.facts(meeting, clock.now(), open_polls))
    return tuple(one.sentence for one in found if one.blocking)


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


def room(line: Attendee, tag: str) -> RoomPage:
    """The phone's page for this line of the roll, with the tag it was made for."""
    meeting = line.meeting
    state, current = MeetingState(meeting.state), meetings.item_on(meeting.id)
    poll = _poll_on(current)
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
        slip=poll_views.slip_view(poll, current_user.id, request.is_secure) if poll else None,
        call=poll_views.teller_call(meeting.id, line.id) if state in meetings.LIVE else None,
        secret=_secret_votes(meeting.id) if state not in meetings.LIVE else (),
        tag=tag,
        live=state in meetings.LIVE,
        closing_note=meeting.closing_note,
    )


def _secret_votes(meeting_id: int) -> tuple[VotedLine, ...]:
    announced = (one for one in polls.polls_of_meeting(meeting_id) if one.state == PollState.announced)
    return tuple(VotedLine(one.id, one.motion) for one in announced if one.level and not one.rehearsal)


def screen_tag(meeting_id: int) -> str:
    """The hall's tag and, while people check in, the code's window."""
    window = int(clock.now().timestamp()) // hall.WINDOW
    return f"{queries.hall_tag(meeting_id)}.{window}"


def screen(meeting_id: int) -> ScreenPage:
    """The hall's screen as things stand now."""
    meeting = meetings.meeting(meeting_id)
    state, figures, now = MeetingState(meeting.state), meetings.roll_figures(meeting_id), clock.now()
    current, is_live = meetings.item_on(meeting_id), state in meetings.LIVE
    poll = _poll_on(current)
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
        item=current.title if current else "",
        position=current.position if current else 0,
        motion=poll_views.hall_view(poll) if poll else None,
        opened_at=meeting.opened_at,
        tag=screen_tag(meeting_id),
        live=is_live,
        closing_note=meeting.closing_note,
    )
