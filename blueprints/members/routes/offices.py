"""Offices and times without the vote."""

from datetime import date
from typing import Any

from flask import url_for

from blueprints.members import queries, service
from blueprints.members.forms import EndOfficeForm, EndSuspensionForm, SuspendForm, number_or_none
from blueprints.members.models import Office, OfficeTitle, Suspension, SuspensionKind
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.db import db
from blueprints.shared.forms import Form
from blueprints.shared.htmx import went
from blueprints.shared.permissions import Permission, may
from domain.words import Refusal

from . import blueprint
from .person import appoint_form, shown


@blueprint.route("/members/<int:member_id>/offices", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="member_id")
def appoint(member_id: int) -> Any:
    """任职."""
    form = appoint_form(queries.member(member_id), empty=False)

    def carried() -> int:
        place, day = number_or_none(form.place.data) or 0, form.office_from.data or clock.today()
        appointment = service.Appointment(place, OfficeTitle(form.title.data), day, bool(form.manages.data))
        return service.appoint(act(), member_id, appointment)

    if form.carry_out(carried):
        return went(url_for("members.person", member_id=member_id))
    return shown(member_id, appoint=form)


@blueprint.route("/offices/<int:office_id>/end", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="office_id")
def end_office(office_id: int) -> Any:
    """免职."""
    member_id, form = db.session.get_one(Office, office_id).member_id, EndOfficeForm()
    _checked(form)
    day = form.ended_on.data or clock.today()
    service.end_office(act(), office_id, day, bool(form.withdraws.data))
    return went(url_for("members.person", member_id=member_id))


@blueprint.route("/members/<int:member_id>/suspensions", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="member_id")
def suspend(member_id: int) -> Any:
    """停止表决权."""
    form = SuspendForm()
    if form.carry_out(lambda: service.suspend(act(), member_id, _interval(form))):
        return went(url_for("members.person", member_id=member_id))
    return shown(member_id, suspend=form)


def _interval(form: SuspendForm) -> service.Interval:
    since: date = form.since.data or clock.today()
    return service.Interval(SuspensionKind(form.kind.data), since, form.until.data, form.reason.data or "")


@blueprint.route("/suspensions/<int:suspension_id>/end", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="suspension_id")
def end_suspension(suspension_id: int) -> Any:
    """恢复表决权."""
    member_id, form = db.session.get_one(Suspension, suspension_id).member_id, EndSuspensionForm()
    _checked(form)
    service.end_suspension(act(), suspension_id, form.last_on.data or clock.today())
    return went(url_for("members.person", member_id=member_id))


def _checked(form: Form) -> None:
    # These small forms stand once a line, so their refusal is a page of its own.
    if not form.validate_on_submit():
        raise Refusal(next((errors[0] for errors in form.errors.values() if errors), "请填写日期后再提交。"))
