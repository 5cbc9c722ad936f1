"""The texts of a draft, which save themselves while they are typed."""

from dataclasses import replace
from typing import Any

from flask import request

from blueprints.minutes import queries, record, service, views
from blueprints.minutes.forms import SectionForm
from blueprints.minutes.pages import SavedPage
from blueprints.minutes.routes.build import again, blueprint, key, to_draft, viewer
from blueprints.minutes.views import Failed
from blueprints.shared.acting import act
from blueprints.shared.htmx import page
from blueprints.shared.permissions import Permission, may


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
    return to_draft(meeting_id, key(meeting_id, item_id)) if done else again(meeting_id, failed)


def _saved(meeting_id: int, item_id: int | None, form: SectionForm, failed: Failed) -> SavedPage:
    minutes = queries.draft_of(meeting_id)
    section = views.section_view(minutes, item_id, key(meeting_id, item_id), failed)
    return SavedPage(
        section=replace(section, editor=form.editor.data or section.editor),
        faults=record.faults(queries.record_of(minutes)),
        signatories=views.signatories(minutes, viewer()),
        meeting_id=meeting_id,
        voided_at=minutes.voided_at,
    )
