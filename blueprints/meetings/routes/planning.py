"""Convening a meeting, changing it, calling it off and calling it again."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, request, url_for

from blueprints.accounts import queries as accounts
from blueprints.meetings import queries, service, views
from blueprints.meetings.forms import AgainForm, MeetingForm, ReasonForm
from blueprints.meetings.pages import MeetingFormPage
from blueprints.meetings.routes.build import back_to, meeting_page
from blueprints.members import queries as members
from blueprints.rules import queries as rules
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import hall_time
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, Role, has_role, may
from domain.lifecycle import notice_is_short
from domain.rules import Rule, kind_of
from domain.words import Refusal


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/organisations/<int:organisation_id>/meetings/new", view_func=new, methods=["GET", "POST"])
    add("/meetings/<int:meeting_id>", view_func=meeting)
    add("/meetings/<int:meeting_id>/edit", view_func=edit, methods=["GET", "POST"])
    add("/meetings/<int:meeting_id>/cancel", view_func=cancel, methods=["POST"])
    add("/meetings/<int:meeting_id>/again", view_func=again, methods=["POST"])


@may(Permission.CONVENE, of="organisation_id")
def new(organisation_id: int) -> Any:
    """Convening a meeting by the rule that the address names, else by the one in force for the first kind held."""
    own = _rule_or_404(organisation_id, request.args.get("rule"))
    form = _form(organisation_id, _proposal(organisation_id, own))
    made = form.carry_out(lambda: service.convene(act(), organisation_id, own, _draft(form, own)))
    if made:
        return went(url_for("meetings.meeting", meeting_id=made))
    back = url_for("meetings.calendar", organisation_id=organisation_id)
    return page("meetings/form.html", _form_page(organisation_id, f"召开{own.name}", form, own, back), form.status)


def _rule_or_404(organisation_id: int, rule_id: str | None) -> Rule:
    level = accounts.organisation(organisation_id).level
    if rule_id is None:
        return rules.in_force(organisation_id, views.held_at(level)[0].code)
    own = rules.by_id(organisation_id, rule_id)
    if own is None or not views.is_held(kind_of(own.kind), level):
        abort(404)
    return own


def _proposal(organisation_id: int, own: Rule) -> dict[str, Any]:
    there = clock.local(clock.now())
    start = (there + timedelta(days=max(own.notice_days or 1, 1) + 1)).replace(hour=14, minute=0)
    people = {one.id for one in members.people_of(organisation_id)}
    chairs = [one.id for one in members.committee_of(organisation_id, there.date()) if one.id in people]
    return {
        "title": _title(own, start),
        "starts_at": start.replace(tzinfo=None, second=0, microsecond=0),
        "chair_id": chairs[0] if chairs else 0,
        "recorder_id": chairs[1] if len(chairs) > 1 else 0,
    }


def _title(own: Rule, start: datetime) -> str:
    """An election is called by its own name, every other meeting by its kind and quarter."""
    name = own.name.partition("（")[0]
    if own.election is not None:
        return f"换届选举{name.removesuffix('换届选举')}" if name.endswith("大会换届选举") else name
    return f"{name}（{start.year}年第{'一二三四'[(start.month - 1) // 3]}季度）"


def _form(organisation_id: int, values: dict[str, Any]) -> MeetingForm:
    form = MeetingForm(data=values)
    form.offer(
        (one.id, one.name) for one in members.people_of(organisation_id) if one.category in ("full", "probationary")
    )
    return form


def _draft(form: MeetingForm, own: Rule, noticed_at: datetime | None = None) -> service.Draft:
    starts_at = hall_time(form.starts_at)
    if starts_at is None:
        raise Refusal("请填写开会时间。", "starts_at")
    if notice_is_short(own, noticed_at or clock.now(), starts_at) and not form.urgent_reason.data:
        raise Refusal(f"提前通知不足{own.notice_days}天：请填写临时召开原因。", "urgent_reason")
    return service.Draft(
        title=form.title.data or "",
        starts_at=starts_at,
        place=form.place.data or "",
        chair_id=form.chair_id.data or None,
        recorder_id=form.recorder_id.data or None,
        contact=form.contact.data or "",
        requirements=form.requirements.data or "",
        urgent_reason=form.urgent_reason.data or "",
    )


def _form_page(organisation_id: int, heading: str, form: MeetingForm, own: Rule, back: str) -> MeetingFormPage:
    return MeetingFormPage(
        organisation_id=organisation_id,
        organisation=accounts.organisation(organisation_id).name,
        heading=heading,
        form=form,
        rule=views.rule_panel(own, organisation_id, conflicting=True),
        notice_days=own.notice_days,
        back=back,
    )


@may(Permission.CONVENE, of="meeting_id")
def edit(meeting_id: int) -> Any:
    """Another time, place or people; what was noticed already must be told again."""
    found = queries.meeting(meeting_id)
    own, organisation_id, noticed_at = queries.rule_of(found), found.organisation_id, found.noticed_at
    values = {name: getattr(found, name) for name in service.Draft.__dataclass_fields__}
    values["starts_at"] = clock.local(found.starts_at).replace(tzinfo=None)
    form = _form(organisation_id, values)
    back = url_for("meetings.meeting", meeting_id=meeting_id)
    if form.carry_out(lambda: service.edit(act(), meeting_id, _draft(form, own, noticed_at))):
        return went(back)
    return page("meetings/form.html", _form_page(organisation_id, "修改会议安排", form, own, back), form.status)


@may(Permission.SEE_MEETING, of="meeting_id")
def meeting(meeting_id: int) -> Any:
    """The meeting as its secretary prepares it; members are sent to the notice."""
    if not (has_role(Role.SECRETARY) or has_role(Role.SUPERIOR)):
        return went(url_for("meetings.notice", meeting_id=meeting_id))
    return page("meetings/meeting.html", meeting_page(queries.meeting(meeting_id)))


@may(Permission.CONVENE, of="meeting_id")
def cancel(meeting_id: int) -> Any:
    """Calling the meeting off."""
    form = ReasonForm()
    if form.carry_out(lambda: service.cancel(act(), meeting_id, form.reason.data or "")):
        return back_to(meeting_id)
    return page("meetings/meeting.html", meeting_page(queries.meeting(meeting_id), cancel=form), 422)


@may(Permission.CONVENE, of="meeting_id")
def again(meeting_id: int) -> Any:
    """Calling the meeting again after 流会 or a cancellation."""
    form = AgainForm()
    made = form.carry_out(lambda: service.call_again(act(), meeting_id, _when(form)))
    if made:
        return back_to(made)
    return page("meetings/meeting.html", meeting_page(queries.meeting(meeting_id), again=form), 422)


def _when(form: AgainForm) -> datetime:
    starts_at = hall_time(form.starts_at)
    if starts_at is None:
        raise Refusal("请填写开会时间。", "starts_at")
    return starts_at
