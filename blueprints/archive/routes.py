"""The archive's addresses: the year's books, packages, how far they are, their files."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, abort, send_file, url_for

from blueprints.archive import queries, service, views, work
from blueprints.archive.forms import WorkForm
from blueprints.archive.models import Work
from blueprints.meetings import queries as meetings
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may

blueprint = Blueprint("archive", __name__)


@blueprint.route("/organisations/<int:organisation_id>/archive")
@may(Permission.KEEP_ARCHIVE, of="organisation_id")
def office(organisation_id: int) -> Any:
    """The years and what was made of them; htmx asks for the progress alone."""
    shown = views.office_page(organisation_id, WorkForm(formdata=None))
    return page("archive/office.html", shown, fragment="archive/_jobs.html")


@blueprint.route("/organisations/<int:organisation_id>/archive", methods=["POST"])
@may(Permission.KEEP_ARCHIVE, of="organisation_id")
def begin(organisation_id: int) -> Any:
    """Begin a book or a year's package."""
    form = WorkForm()
    begun = form.carry_out(lambda: service.begin(act(), organisation_id, Work(form.work.data), form.year.data or 0))
    if begun is None:
        return page("archive/office.html", views.office_page(organisation_id, form), 422)
    work.launch(begun)
    return went(url_for("archive.office", organisation_id=organisation_id, _anchor="jobs"))


@blueprint.route("/meetings/<int:meeting_id>/package", methods=["POST"])
@may(Permission.KEEP_ARCHIVE, of="meeting_id")
def pack(meeting_id: int) -> Any:
    """Begin the package of one meeting."""
    form, meeting = WorkForm(), meetings.meeting(meeting_id)
    organisation_id, year = meeting.organisation_id, queries.year_of(meeting)
    form.work.data, form.year.data = Work.PACKAGE.value, year
    begun = form.carry_out(lambda: service.begin(act(), organisation_id, Work.PACKAGE, year, meeting_id))
    if begun is None:
        return page("archive/office.html", views.office_page(organisation_id, form), 422)
    work.launch(begun)
    return went(url_for("archive.office", organisation_id=organisation_id, _anchor="jobs"))


@blueprint.route("/meetings/<int:meeting_id>/package")
@may(Permission.KEEP_ARCHIVE, of="meeting_id")
def package(meeting_id: int) -> Any:
    """Packages stand in the archive: for a browser that asks again for the address of a refused form."""
    return went(url_for("archive.office", organisation_id=meetings.meeting(meeting_id).organisation_id))


@blueprint.route("/archive-jobs/<int:job_id>/file")
@may(Permission.KEEP_ARCHIVE, of="job_id")
def file(job_id: int) -> Any:
    """The book or package itself."""
    job = queries.job(job_id)
    path = work.file_of(job)
    if job.state != "done" or not path.is_file():
        abort(404)
    name = quote(f"{Work(job.work).zh}-{job.year}.{Work(job.work).suffix}")
    response = send_file(path, as_attachment=True, download_name="archive")
    response.headers["Content-Disposition"] = f"attachment; filename=\"archive\"; filename*=UTF-8''{name}"
    return response
