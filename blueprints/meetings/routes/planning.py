"""The list of meetings, convening one, and its agenda."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, request, url_for

from blueprints.accounts import queries as accounts
from blueprints.meetings import queries, service, views
from blueprints.meetings.forms import AgainForm, MeetingForm, ReasonForm
from blueprints.meetings.models import Meeting
from blueprints.meetings.pages import BelowLine, CalendarPage, KindLine, MeetingFormPage, MeetingLine
from blueprints.meetings.routes.build import back_to, meeting_page
from blueprints.members import queries as members
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import hall_time
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, Role, allows, has_role, may
from domain.lifecycle import MeetingState, notice_is_short
from domain.rules import MeetingKind, Rule, kinds, rule
from domain.words import Refusal

#: How many past meetings stand on one page, and how far back one may turn.
A_PAGE = 40
MOST_SKIPPED = 100_000

#: So many organisations below are named beside the meetings; more are found under 组织.
MOST_NAMED = 20


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/organisations/<int:organisation_id>/meetings", view_func=calendar)
    add("/organisations/<int:organisation_id>/meetings/new", view_func=new, methods=["GET", "POST"])
    add("/meetings/<int:meeting_id>", view_func=meeting)
    add("/meetings/<int:meeting_id>/edit", view_func=edit, methods=["GET", "POST"])
    add("/meetings/<int:meeting_id>/cancel", view_func=cancel, methods=["POST"])
    add("/meetings/<int:meeting_id>/again", view_func=again, methods=["POST"])


@may(Permission.SEE_ORGANISATION, of="organisation_id")
def calendar(organisation_id: int) -> Any:
    """The meetings of an organisation; a member without an office sees only the own ones."""
    if not (has_role(Role.SECRETARY) or has_role(Role.SUPERIOR)):
        return went(url_for("meetings.mine"))
    here, below = accounts.organisation(organisation_id), accounts.children(organisation_id)
    skip = request.args.get("skip", 0, type=int)
    skip = min(max(skip, 0), MOST_SKIPPED)
    coming = [one for one in queries.coming_of(organisation_id) if _may_see_in_list(one)]
    past = list(queries.past_of(organisation_id, skip, A_PAGE + 1))
    names = queries.names_of([one.organisation_id for one in [*coming, *past]])
    view = CalendarPage(
        organisation_id=organisation_id,
        organisation=here.name,
        coming=_lines(coming, names),
        past=_lines(past[:A_PAGE], names),
        earlier=skip + A_PAGE if len(past) > A_PAGE else None,
        skipped=skip > 0,
        kinds=tuple(KindLine(kind.rule_id, kind.name) for kind in _kinds_for(here.level)),
        below=tuple(BelowLine(one.id, one.name) for one in below[:MOST_NAMED]),
        more_below=len(below) > MOST_NAMED,
        can_convene=allows(Permission.CONVENE),
        needs_branch=here.level in ("street", "community") and not below,
        people=members.how_many(organisation_id),
    )
    return page("meetings/calendar.html", view)


def _lines(found: list[Meeting], names: dict[int, str]) -> tuple[MeetingLine, ...]:
    # The rule's name stands in its copy: reading whole rules for a list would cost more than the list.
    return tuple(views.meeting_line(one, str(one.rule["name"]), names[one.organisation_id]) for one in found)


def _may_see_in_list(one: Meeting) -> bool:
    # A superior looks on from the notice on; a draft is the secretary's own.
    return allows(Permission.CONVENE) or one.state != MeetingState.planning


def _kinds_for(level: str) -> list[MeetingKind]:
    """A group holds group meetings, everybody else everything else; the profile's order stays."""
    return [kind for kind in kinds() if (kind.code == "party_group") == (level == "group")]


@may(Permission.CONVENE, of="organisation_id")
def new(organisation_id: int) -> Any:
    """Convening a meeting of the kind that the address names."""
    own = _rule_or_404(request.args.get("rule", "party_assembly.nat"))
    form = _form(organisation_id, _proposal(organisation_id, own))
    made = form.carry_out(lambda: service.convene(act(), organisation_id, own.id, _draft(form, own)))
    if made:
        return went(url_for("meetings.meeting", meeting_id=made))
    back = url_for("meetings.calendar", organisation_id=organisation_id)
    return page("meetings/form.html", _form_page(organisation_id, f"召开{own.name}", form, own, back), form.status)


def _rule_or_404(rule_id: str) -> Rule:
    if rule_id not in {kind.rule_id for kind in kinds()}:
        abort(404)
    return rule(rule_id)


def _proposal(organisation_id: int, own: Rule) -> dict[str, Any]:
    there = clock.local(clock.now())
    start = (there + timedelta(days=max(own.notice_days or 1, 1) + 1)).replace(hour=14, minute=0)
    quarter = "一二三四"[(start.month - 1) // 3]
    people = {one.id for one in members.people_of(organisation_id)}
    chairs = [one.id for one in members.committee_of(organisation_id, there.date()) if one.id in people]
    return {
        "title": f"{own.name}（{start.year}年第{quarter}季度）",
        "starts_at": start.replace(tzinfo=None, second=0, microsecond=0),
        "chair_id": chairs[0] if chairs else 0,
        "recorder_id": chairs[1] if len(chairs) > 1 else 0,
    }


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
        rule=views.rule_lines(own),
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
