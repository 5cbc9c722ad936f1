"""The pages of the minutes: preview, draft with its check, confirming, versions."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask_login import current_user

from blueprints.minutes import queries, record, service, views
from blueprints.minutes.forms import (
    ConfirmForm,
    CorrectForm,
    FollowUpForm,
    ReasonForm,
    SectionForm,
    SpeechForm,
    StartForm,
)
from blueprints.minutes.models import CONFIRMED, Minutes
from blueprints.minutes.pages import PreviewPage, SavedPage, VersionPage
from blueprints.minutes.service.confirming import CONFIRMERS
from blueprints.minutes.views import Failed, Viewer
from blueprints.shared.acting import act
from blueprints.shared.forms import Form, choices
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, Role, allows, may
from domain.lifecycle import MeetingState

blueprint = Blueprint("minutes", __name__)


@blueprint.route("/meetings/<int:meeting_id>/minutes")
@may(Permission.SEE_MINUTES, of="meeting_id")
def draft(meeting_id: int) -> Any:
    """The version that is being written; before there is one the preview, afterwards the confirmed one."""
    minutes = queries.latest(meeting_id)
    if minutes is None:
        return page("minutes/preview.html", _preview(meeting_id))
    if minutes.state == CONFIRMED:
        return went(url_for("minutes.version", meeting_id=meeting_id, version=minutes.version))
    return page("minutes/draft.html", views.draft_page(minutes, _viewer()))


def _viewer() -> Viewer:
    return Viewer(current_user.id, allows(Permission.WRITE_MINUTES))


def _preview(meeting_id: int) -> PreviewPage:
    told, meeting = queries.preview(meeting_id), queries.meeting(meeting_id)
    over = meeting.state == MeetingState.ended
    return PreviewPage(
        meeting_id=meeting_id,
        organisation_id=meeting.organisation_id,
        record=told,
        faults=record.faults(told),
        can_start=over and allows(Permission.WRITE_MINUTES),
        over=over,
    )


@blueprint.route("/meetings/<int:meeting_id>/minutes", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def start(meeting_id: int) -> Any:
    """Begin the first version."""
    form = StartForm()
    form.carry_out(lambda: service.draft(act(), meeting_id))
    if form.form_errors:
        return page("minutes/preview.html", _preview(meeting_id), 422)
    return _to_draft(meeting_id)


def _to_draft(meeting_id: int, anchor: str | None = None) -> Any:
    return went(url_for("minutes.draft", meeting_id=meeting_id, _anchor=anchor))


@blueprint.route("/meetings/<int:meeting_id>/minutes/items/<int:item_id>/text", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def write(meeting_id: int, item_id: int) -> Any:
    """The text of an item, saved by itself while it is typed, or by the button."""
    return _write(meeting_id, item_id)


@blueprint.route("/meetings/<int:meeting_id>/minutes/closing", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def write_closing(meeting_id: int) -> Any:
    """The chair's closing words, saved in the same way."""
    return _write(meeting_id, None)


def _write(meeting_id: int, item_id: int | None) -> Any:
    form, minutes_id = SectionForm(), queries.draft_of(meeting_id).id
    base, editor = form.merged.data or form.base.data or "", form.editor.data or ""
    # A text that saves itself has no once key: the same text again changes nothing.
    by = replace(act(), once=None)
    done = form.carry_out(lambda: service.write_section(by, minutes_id, item_id, form.text.data or "", base, editor))
    failed = views.NOTHING if done else Failed("section", item_id or 0, form)
    if request.headers.get("HX-Request"):
        return page("minutes/_saved.html", _saved(meeting_id, item_id, form, failed), 200 if done else 422)
    return _to_draft(meeting_id, _key(meeting_id, item_id)) if done else _again(meeting_id, failed)


def _saved(meeting_id: int, item_id: int | None, form: SectionForm, failed: Failed) -> SavedPage:
    minutes = queries.draft_of(meeting_id)
    section = views.section_view(minutes, item_id, _key(meeting_id, item_id), failed)
    return SavedPage(
        section=replace(section, editor=form.editor.data or section.editor),
        faults=record.faults(queries.record_of(minutes)),
        signatories=views.signatories(minutes, _viewer()),
        meeting_id=meeting_id,
        voided_at=minutes.voided_at,
    )


def _key(meeting_id: int, item_id: int | None) -> str:
    numbers = {item.id: number for number, item in enumerate(queries.meeting(meeting_id).items, 1)}
    return f"item-{numbers[item_id]}" if item_id in numbers else "closing"


def _again(meeting_id: int, failed: Failed) -> Any:
    return page("minutes/draft.html", views.draft_page(queries.draft_of(meeting_id), _viewer(), failed), 422)


def _carry_out(meeting_id: int, kind: str, number: int, form: Form, verb: Callable[[int], int], anchor: str) -> Any:
    """Run the verb on the version that is being written: back to the place, or the page with the form's faults."""
    minutes_id = queries.draft_of(meeting_id).id
    if form.carry_out(lambda: verb(minutes_id)):
        return _to_draft(meeting_id, anchor)
    return _again(meeting_id, Failed(kind, number, form))


@blueprint.route("/meetings/<int:meeting_id>/minutes/items/<int:item_id>/speeches", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def add_speech(meeting_id: int, item_id: int) -> Any:
    """Somebody spoke on the item."""
    form = _speech_form(meeting_id)
    return _carry_out(
        meeting_id,
        "speech",
        item_id,
        form,
        lambda minutes_id: service.add_speech(act(), minutes_id, item_id, _speech(form)),
        _key(meeting_id, item_id),
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
    return _carry_out(
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
    return _to_draft(meeting_id)


@blueprint.route("/meetings/<int:meeting_id>/minutes/items/<int:item_id>/follow-ups", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def add_follow_up(meeting_id: int, item_id: int) -> Any:
    """Something is to be done."""
    form = FollowUpForm()
    return _carry_out(
        meeting_id,
        "task",
        item_id,
        form,
        lambda minutes_id: service.add_follow_up(act(), minutes_id, item_id, _task(form)),
        _key(meeting_id, item_id),
    )


def _task(form: FollowUpForm) -> service.TaskDraft:
    return service.TaskDraft(form.text.data or "", form.owner.data or "", form.due_on.data)


@blueprint.route("/meetings/<int:meeting_id>/minutes/follow-ups/<int:follow_up_id>", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def edit_follow_up(meeting_id: int, follow_up_id: int) -> Any:
    """Other words, owner or day."""
    form = FollowUpForm()
    return _carry_out(
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
    return _to_draft(meeting_id)


@blueprint.route("/meetings/<int:meeting_id>/minutes/absences/<int:attendee_id>", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def give_reason(meeting_id: int, attendee_id: int) -> Any:
    """Why somebody did not come."""
    form = ReasonForm()
    return _carry_out(
        meeting_id,
        "absent",
        attendee_id,
        form,
        lambda minutes_id: service.give_reason(act(), minutes_id, attendee_id, form.reason.data or ""),
        "absentees",
    )


@blueprint.route("/meetings/<int:meeting_id>/minutes/confirm/<string:role>", methods=["POST"])
@may(Permission.CONFIRM_MINUTES, of="meeting_id")
def confirm(meeting_id: int, role: str) -> Any:
    """Confirm as chair or as recorder; the second of the two locks the version."""
    if role not in CONFIRMERS:
        abort(404)
    form, minutes = ConfirmForm(), _latest_or_404(meeting_id)
    minutes_id = minutes.id
    if form.carry_out(lambda: service.confirm(act(), minutes_id, Role(role), bool(form.looked_through.data))):
        return _to_draft(meeting_id, "confirm")
    return _again(meeting_id, Failed(role, 0, form))


def _latest_or_404(meeting_id: int) -> Minutes:
    return queries.latest(meeting_id) or abort(404)


@blueprint.route("/meetings/<int:meeting_id>/minutes/<int:version>")
@may(Permission.SEE_MINUTES, of="meeting_id")
def version(meeting_id: int, version: int) -> Any:
    """A version as it was confirmed."""
    minutes = queries.of_version(meeting_id, version) or abort(404)
    if minutes.state != CONFIRMED:
        return _to_draft(meeting_id)
    return page("minutes/version.html", _version_page(minutes))


def _version_page(minutes: Minutes, correct: CorrectForm | None = None) -> VersionPage:
    lines, meeting = views.version_lines(minutes.meeting_id), queries.meeting(minutes.meeting_id)
    own = next(line for line in lines if line.version == minutes.version)
    newest = lines[0].version == minutes.version
    offered = (correct or CorrectForm(formdata=None)) if newest and allows(Permission.WRITE_MINUTES) else None
    return VersionPage(
        meeting_id=meeting.id,
        organisation_id=meeting.organisation_id,
        title=meeting.title,
        version=own,
        record=queries.record_of(minutes) if own.intact else None,
        versions=lines,
        newest=newest,
        tampered=queries.TAMPERED,
        correct=offered,
    )


@blueprint.route("/meetings/<int:meeting_id>/minutes/corrections", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def correct(meeting_id: int) -> Any:
    """The next version, with its reason."""
    form = CorrectForm()
    if form.carry_out(lambda: service.correct(act(), meeting_id, form.reason.data or "")):
        return _to_draft(meeting_id)
    minutes = _latest_or_404(meeting_id)
    if minutes.state != CONFIRMED:
        return _to_draft(meeting_id)
    return page("minutes/version.html", _version_page(minutes, form), 422)
