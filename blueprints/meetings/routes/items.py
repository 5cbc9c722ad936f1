"""The agenda: items and their materials."""

from typing import Any

from flask import Blueprint, make_response, request, url_for

from blueprints.meetings import queries, service
from blueprints.meetings.forms import ItemForm, MaterialForm
from blueprints.meetings.models import Material
from blueprints.meetings.routes.build import back_to, meeting_page
from blueprints.shared.acting import act
from blueprints.shared.db import db
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/meetings/<int:meeting_id>/items", view_func=add_item, methods=["POST"])
    add("/items/<int:item_id>/edit", view_func=edit_item, methods=["POST"])
    add("/items/<int:item_id>/up", view_func=item_up, methods=["POST"])
    add("/items/<int:item_id>/down", view_func=item_down, methods=["POST"])
    add("/items/<int:item_id>/drop", view_func=drop_item, methods=["POST"])
    add("/items/<int:item_id>/materials", view_func=add_material, methods=["POST"])
    add("/materials/<int:material_id>", view_func=material)
    add("/materials/<int:material_id>/drop", view_func=drop_material, methods=["POST"])


@may(Permission.CONVENE, of="meeting_id")
def add_item(meeting_id: int) -> Any:
    """One more item on the agenda."""
    form = ItemForm()
    draft = service.ItemDraft(form.title.data or "", form.presenter.data or "")
    if form.carry_out(lambda: service.add_item(act(), meeting_id, draft)):
        if queries.meeting(meeting_id).state in queries.LIVE:
            return went(url_for("live.console", meeting_id=meeting_id))
        return went(url_for("meetings.meeting", meeting_id=meeting_id, _anchor="agenda"))
    return page("meetings/meeting.html", meeting_page(queries.meeting(meeting_id), item=form), 422)


@may(Permission.CONVENE, of="item_id")
def edit_item(item_id: int) -> Any:
    """Another title or presenter."""
    form, meeting_id = ItemForm(), queries.item(item_id).meeting_id
    draft = service.ItemDraft(form.title.data or "", form.presenter.data or "")
    if form.carry_out(lambda: service.edit_item(act(), item_id, draft)):
        return back_to(meeting_id)
    return page("meetings/meeting.html", meeting_page(queries.meeting(meeting_id), item=form), 422)


@may(Permission.CONVENE, of="item_id")
def item_up(item_id: int) -> Any:
    """One place up."""
    service.move_item(act(), item_id, up=True)
    return back_to(queries.item(item_id).meeting_id)


@may(Permission.CONVENE, of="item_id")
def item_down(item_id: int) -> Any:
    """One place down."""
    service.move_item(act(), item_id, up=False)
    return back_to(queries.item(item_id).meeting_id)


@may(Permission.CONVENE, of="item_id")
def drop_item(item_id: int) -> Any:
    """Off the agenda."""
    meeting_id = queries.item(item_id).meeting_id
    service.drop_item(act(), item_id)
    return back_to(meeting_id)


@may(Permission.CONVENE, of="item_id")
def add_material(item_id: int) -> Any:
    """A PDF for an item."""
    form, meeting_id = MaterialForm(), queries.item(item_id).meeting_id
    upload = request.files.get("file")
    name, content = (upload.filename or "", upload.read()) if upload else ("", b"")
    if form.carry_out(lambda: service.add_material(act(), item_id, name, content)):
        return back_to(meeting_id)
    return page("meetings/meeting.html", meeting_page(queries.meeting(meeting_id), material=form), 422)


@may(Permission.SEE_MEETING, of="material_id")
def material(material_id: int) -> Any:
    """The PDF itself, shown or saved, never run."""
    found = db.session.get_one(Material, material_id)
    response = make_response(found.content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers.set("Content-Disposition", "inline", filename=found.filename)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@may(Permission.CONVENE, of="material_id")
def drop_material(material_id: int) -> Any:
    """Away with a material."""
    found = db.session.get_one(Material, material_id)
    meeting_id = queries.item(found.item_id).meeting_id
    service.drop_material(act(), material_id)
    return back_to(meeting_id)
