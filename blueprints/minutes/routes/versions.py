"""Preview, draft with its check, confirming, and the versions that were confirmed."""

from typing import Any

from flask import abort, url_for

from blueprints.minutes import queries, record, service, views
from blueprints.minutes.forms import ConfirmForm, CorrectForm, StartForm
from blueprints.minutes.models import CONFIRMED, Minutes
from blueprints.minutes.pages import PreviewPage, VersionPage
from blueprints.minutes.routes.build import again, blueprint, to_draft, viewer
from blueprints.minutes.service.confirming import CONFIRMERS
from blueprints.minutes.views import Failed
from blueprints.proof import queries as proof
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, Role, allows, may
from domain.lifecycle import MeetingState
from domain.proof import code_of


@blueprint.route("/meetings/<int:meeting_id>/minutes")
@may(Permission.SEE_MINUTES, of="meeting_id")
def draft(meeting_id: int) -> Any:
    """The version that is being written; before there is one the preview, afterwards the confirmed one."""
    minutes = queries.latest(meeting_id)
    if minutes is None:
        return page("minutes/preview.html", _preview(meeting_id))
    if minutes.state == CONFIRMED:
        return went(url_for("minutes.version", meeting_id=meeting_id, version=minutes.version))
    return page("minutes/draft.html", views.draft_page(minutes, viewer()))


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
    return to_draft(meeting_id)


@blueprint.route("/meetings/<int:meeting_id>/minutes/confirm/<string:role>", methods=["POST"])
@may(Permission.CONFIRM_MINUTES, of="meeting_id")
def confirm(meeting_id: int, role: str) -> Any:
    """Confirm as chair or as recorder; the second of the two locks the version."""
    if role not in CONFIRMERS:
        abort(404)
    form, minutes = ConfirmForm(), _latest_or_404(meeting_id)
    minutes_id = minutes.id
    if form.carry_out(lambda: service.confirm(act(), minutes_id, Role(role), bool(form.looked_through.data))):
        return to_draft(meeting_id, "confirm")
    return again(meeting_id, Failed(role, 0, form))


def _latest_or_404(meeting_id: int) -> Minutes:
    return queries.latest(meeting_id) or abort(404)


@blueprint.route("/meetings/<int:meeting_id>/minutes/<int:version>")
@may(Permission.SEE_MINUTES, of="meeting_id")
def version(meeting_id: int, version: int) -> Any:
    """A version as it was confirmed."""
    minutes = queries.of_version(meeting_id, version) or abort(404)
    if minutes.state != CONFIRMED:
        return to_draft(meeting_id)
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
        code=code_of(minutes.sha256),
        signed=proof.state_of(minutes.sha256),
        correct=offered,
    )


@blueprint.route("/meetings/<int:meeting_id>/minutes/corrections", methods=["POST"])
@may(Permission.WRITE_MINUTES, of="meeting_id")
def correct(meeting_id: int) -> Any:
    """The next version, with its reason."""
    form = CorrectForm()
    if form.carry_out(lambda: service.correct(act(), meeting_id, form.reason.data or "")):
        return to_draft(meeting_id)
    minutes = _latest_or_404(meeting_id)
    if minutes.state != CONFIRMED:
        return to_draft(meeting_id)
    return page("minutes/version.html", _version_page(minutes, form), 422)
