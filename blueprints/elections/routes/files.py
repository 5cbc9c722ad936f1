"""The papers of an election: the superior's consent and others."""

from typing import Any

from flask import Blueprint, request, url_for

from blueprints.elections import queries, service, views
from blueprints.elections.forms import FileForm, MoveForm
from blueprints.elections.models import FileKind
from blueprints.elections.routes.desk import electing
from blueprints.shared import scans
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/election-files", view_func=add_file, methods=["POST"])
    add("/election-files/<int:election_file_id>", view_func=file)
    add("/election-files/<int:election_file_id>/drop", view_func=drop_file, methods=["POST"])


@may(Permission.CONVENE, of="meeting_id")
def add_file(meeting_id: int) -> Any:
    """One more paper."""
    electing(meeting_id)
    form, upload = FileForm(), request.files.get("file")
    name, content = (upload.filename or "", upload.read()) if upload else ("", b"")
    kind = form.kind.data
    if form.carry_out(lambda: service.add_file(act(), meeting_id, FileKind(kind), name, content)):
        return went(url_for("elections.election", meeting_id=meeting_id, _anchor="papers"))
    return page("elections/desk.html", views.desk_page(electing(meeting_id), file=form), 422)


@may(Permission.SEE_MINUTES, of="election_file_id")
def file(election_file_id: int) -> Any:
    """The paper itself, shown or saved, never run."""
    found = queries.file(election_file_id)
    return scans.shown(found.content, found.filename)


@may(Permission.CONVENE, of="election_file_id")
def drop_file(election_file_id: int) -> Any:
    """Away with a paper."""
    form, meeting_id = MoveForm(), queries.file(election_file_id).meeting_id
    if form.carry_out(lambda: service.drop_file(act(), election_file_id)):
        return went(url_for("elections.election", meeting_id=meeting_id, _anchor="papers"))
    refused = FileForm(formdata=None)
    refused.form_errors.extend(form.form_errors)
    return page("elections/desk.html", views.desk_page(electing(meeting_id), file=refused), 422)
