"""Importing a roster: upload, progress, preview, commit."""

from typing import Any

from flask import current_app, request, url_for

from blueprints.accounts import queries as accounts
from blueprints.members import queries, service
from blueprints.members.forms import CommitForm, UploadForm
from blueprints.members.models import RosterUpload
from blueprints.members.pages import ImportPage
from blueprints.members.service.people import refuse_no_branch
from blueprints.members.service.uploads import read_again, start_reading
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from domain.words import Refusal

from . import blueprint
from .preview import upload_page


@blueprint.route("/organisations/<int:organisation_id>/members/import", methods=["GET", "POST"])
@may(Permission.EDIT_ROSTER, of="organisation_id")
def upload(organisation_id: int) -> Any:
    """Choose a file; it is read in the background."""
    branch = refuse_no_branch(organisation_id)
    form = UploadForm()
    upload_id = form.carry_out(lambda: _stored(form, branch.id))
    if upload_id:
        _read(upload_id)
        return went(url_for("members.preview", upload_id=upload_id))
    view = ImportPage(branch.id, branch.name, queries.open_upload(branch.id), form)
    return page("members/import.html", view, form.status)


def _stored(form: UploadForm, branch_id: int) -> int:
    file = form.roster.data
    content = file.stream.read()
    if not content:
        raise Refusal("这个文件是空的，请选择填好的名册。", "roster")
    return service.store_upload(act(), branch_id, file.filename or "", content)


def _read(upload_id: int) -> None:
    if queries.upload(upload_id).state == "reading":
        start_reading(current_app.app_context, upload_id, clock.today())


@blueprint.route("/uploads/<int:upload_id>")
@may(Permission.EDIT_ROSTER, of="upload_id")
def preview(upload_id: int) -> Any:
    """How far the reading is, then what was read, then what was done."""
    found = queries.upload(upload_id)
    if request.headers.get("HX-Request"):
        return _progress(found)
    form = CommitForm(formdata=None) if found.state == "read" else None
    return page("members/upload.html", upload_page(found, form))


def _progress(found: RosterUpload) -> Any:
    view = upload_page(found, None)
    if view.state != "reading" or view.dead:
        return "", 200, {"HX-Refresh": "true"}
    return page("members/_reading.html", view)


@blueprint.route("/uploads/<int:upload_id>/commit", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="upload_id")
def commit(upload_id: int) -> Any:
    """Take it over, all or nothing."""
    form = CommitForm()
    if form.carry_out(lambda: service.commit_roster(act(), upload_id, bool(form.skip.data))):
        return went(url_for("members.preview", upload_id=upload_id))
    return page("members/upload.html", upload_page(queries.upload(upload_id), form), 422)


@blueprint.route("/uploads/<int:upload_id>/again", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="upload_id")
def again(upload_id: int) -> Any:
    """Read the same file once more."""
    read_again(upload_id)
    _read(upload_id)
    return went(url_for("members.preview", upload_id=upload_id))


@blueprint.route("/uploads/<int:upload_id>/drop", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="upload_id")
def drop(upload_id: int) -> Any:
    """Forget the file."""
    organisation_id = accounts.organisation(queries.upload(upload_id).organisation_id).id
    service.drop_upload(act(), upload_id)
    return went(url_for("members.roster", organisation_id=organisation_id))
