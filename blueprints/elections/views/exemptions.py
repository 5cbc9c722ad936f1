"""The page of who is left out of 应到."""

from blueprints.elections import queries, service
from blueprints.elections.forms import ExemptionForm
from blueprints.elections.pages import ExemptionsPage
from blueprints.elections.queries import Progress
from blueprints.elections.views.where import where
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.shared.permissions import Permission, allows
from domain.lifecycle import MeetingState


def exemptions_page(
    meeting: Meeting, form: ExemptionForm | None = None, refusals: tuple[str, ...] = ()
) -> ExemptionsPage:
    """The page as things stand now; a refused form is given."""
    lines, figures = queries.exemptions_of(meeting.id), meetings.roll_figures(meeting.id)
    states = {one.progress for one in lines}
    return ExemptionsPage(
        where=where(meeting),
        rolled=bool(meeting.attendees),
        expected=figures.expected,
        entitled=figures.entitled,
        lines=lines,
        poll_id=next((one.poll_id for one in lines if one.undecided), None),
        queued=Progress.QUEUED in states,
        can_put=Progress.ASSEMBLY in states and Progress.CONSENT not in states,
        can_apply=any(one.to_carry_out for one in lines),
        in_session=meeting.state == MeetingState.in_session,
        over=meeting.state in queries.OVER,
        may_run=allows(Permission.RUN_MEETING),
        may_convene=allows(Permission.CONVENE),
        refusals=refusals,
        form=form or exemption_form(meeting, empty=True),
    )


def exemption_form(meeting: Meeting, empty: bool = False) -> ExemptionForm:
    """The form of who is to be left out, with those who have the vote and are not there."""
    form = ExemptionForm(formdata=None) if empty else ExemptionForm()
    known = {one.attendee_id for one in queries.exemptions_of(meeting.id)}
    free = [line for line in meeting.attendees if line.entitled and not line.present and line.id not in known]
    form.offer([(line.id, line.name) for line in free if line.member_id], service.grounds(meeting))
    return form
