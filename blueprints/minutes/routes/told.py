"""What else is added after the meeting: speeches, decisions, why somebody did not come."""

from dataclasses import replace
from typing import Any

from blueprints.meetings import service as meetings
from blueprints.minutes import queries, service
from blueprints.minutes.forms import FollowUpForm, LeaveDecisionForm, ReasonForm, SpeechForm
from blueprints.minutes.routes.build import blueprint, carry_out, key, to_draft
from blueprints.shared.acting import act
from blueprints.shared.forms import choices
from blueprints.shared.journal import Act
from blueprints.shared.permissions import Permission, may


@blueprint.route("/meetings/<int:meeting_id>/minutes/items/<int:item_id>/speeches", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def add_speech(meeting_id: int, item_id: int) -> Any:
    """Somebody spoke on the item."""
    form = _speech_form(meeting_id)
    return carry_out(
        meeting_id,
        "speech",
        item_id,
        form,
        lambda minutes_id: service.add_speech(act(), minutes_id, item_id, _speech(form)),
        key(meeting_id, item_id),
    )


def _speech_form(meeting_id: int) -> SpeechForm:
    form = SpeechForm()
    form.attendee_id.choices = choices((str(line.id), line.name) for line in queries.meeting(meeting_id).attendees)
    return form


def _speech(form: SpeechForm) -> service.SpeechDraft:
    return service.SpeechDraft(form.attendee_id.data, form.stance.data, form.gist.data or "")


@blueprint.route("/meetings/<int:meeting_id>/minutes/speeches/<int:speech_id>", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def edit_speech(meeting_id: int, speech_id: int) -> Any:
    """Other words or another stance."""
    form = _speech_form(meeting_id)
    return carry_out(
        meeting_id,
        "edit-speech",
        speech_id,
        form,
        lambda minutes_id: service.edit_speech(act(), minutes_id, speech_id, _speech(form)),
        f"speech-{speech_id}",
    )


@blueprint.route("/meetings/<int:meeting_id>/minutes/speeches/<int:speech_id>/end", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def drop_speech(meeting_id: int, speech_id: int) -> Any:
    """A wrongly entered speech."""
    service.drop_speech(act(), queries.draft_of(meeting_id).id, speech_id)
    return to_draft(meeting_id)


@blueprint.route("/meetings/<int:meeting_id>/minutes/items/<int:item_id>/follow-ups", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def add_follow_up(meeting_id: int, item_id: int) -> Any:
    """Something is to be done."""
    form = FollowUpForm()
    return carry_out(
        meeting_id,
        "task",
        item_id,
        form,
        lambda minutes_id: service.add_follow_up(act(), minutes_id, item_id, _task(form)),
        key(meeting_id, item_id),
    )


def _task(form: FollowUpForm) -> service.TaskDraft:
    return service.TaskDraft(form.text.data or "", form.owner.data or "", form.due_on.data)


@blueprint.route("/meetings/<int:meeting_id>/minutes/follow-ups/<int:follow_up_id>", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def edit_follow_up(meeting_id: int, follow_up_id: int) -> Any:
    """Other words, owner or day."""
    form = FollowUpForm()
    return carry_out(
        meeting_id,
        "edit-task",
        follow_up_id,
        form,
        lambda minutes_id: service.edit_follow_up(act(), minutes_id, follow_up_id, _task(form)),
        f"follow-up-{follow_up_id}",
    )


@blueprint.route("/meetings/<int:meeting_id>/minutes/follow-ups/<int:follow_up_id>/end", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def drop_follow_up(meeting_id: int, follow_up_id: int) -> Any:
    """A wrongly entered follow-up."""
    service.drop_follow_up(act(), queries.draft_of(meeting_id).id, follow_up_id)
    return to_draft(meeting_id)


@blueprint.route("/meetings/<int:meeting_id>/minutes/absences/<int:attendee_id>", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def give_reason(meeting_id: int, attendee_id: int) -> Any:
    """Why somebody did not come."""
    form = ReasonForm()
    return carry_out(
        meeting_id,
        "absent",
        attendee_id,
        form,
        lambda minutes_id: service.give_reason(act(), minutes_id, attendee_id, form.reason.data or ""),
        "absentees",
    )


@blueprint.route("/meetings/<int:meeting_id>/minutes/absences/<int:attendee_id>/leave", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def decide_leave(meeting_id: int, attendee_id: int) -> Any:
    """Grant or refuse a leave that nobody decided before the meeting was over."""
    form = LeaveDecisionForm()
    return carry_out(
        meeting_id,
        "leave",
        attendee_id,
        form,
        lambda minutes_id: _decide(act(), meeting_id, minutes_id, attendee_id, form.granted.data == "yes"),
        "absentees",
    )


def _decide(by: Act, meeting_id: int, minutes_id: int, attendee_id: int, granted: bool) -> int:
    # Two verbs, each with a once key of its own: the decision is the meeting's, what it voids is the minutes'.
    queries.absentee(meeting_id, attendee_id)
    meetings.decide_leave(by, attendee_id, granted)
    own = replace(by, once=by.once and f"{by.once}:minutes", detail={"attendee": attendee_id})
    return service.leave_decided(own, minutes_id)
