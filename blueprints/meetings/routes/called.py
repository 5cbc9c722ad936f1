"""Whom the convener lists, where no roster has them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import Blueprint, request, url_for

from blueprints.accounts import queries as accounts
from blueprints.meetings import queries, service
from blueprints.meetings.forms import CalledForm
from blueprints.meetings.models import Meeting
from blueprints.meetings.names import Named, read_names
from blueprints.meetings.pages import CalledPage, PersonTick
from blueprints.meetings.routes.build import back_to, called_part
from blueprints.members import queries as members
from blueprints.members.models import Member
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import choices
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may

#: A longer roster is not shown whole: then its committee is, and whoever was picked already.
MOST_TICKS = 300


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    blueprint.add_url_rule("/meetings/<int:meeting_id>/called", view_func=called, methods=["GET", "POST"])


@may(Permission.CONVENE, of="meeting_id")
def called(meeting_id: int) -> Any:
    """Writing down who is called; there is nothing to write where the roster makes the roll."""
    found = queries.meeting(meeting_id)
    if request.method == "GET" and not service.is_listed(found):
        return back_to(meeting_id)
    ticks = _ticks(found)
    form = CalledForm(data={**_written(found), "people": [one.id for one in ticks if one.ticked]})
    form.people.choices = choices((str(one.id), one.name) for one in ticks)
    if form.carry_out(lambda: service.list_called(act(), meeting_id, _read(form))):
        return went(url_for("meetings.meeting", meeting_id=meeting_id, _anchor="called"))
    view = _called_page(queries.meeting(meeting_id), form, ticks)
    return page("meetings/called.html", view, form.status)


def _read(form: CalledForm) -> service.Called:
    voters, others = (read_names(field.data or "", field.name) for field in (form.voters, form.others))
    return service.Called(voters, others, tuple(form.people.data or ()))


def _written(found: Meeting) -> dict[str, str]:
    lines = [line for line in found.attendees if line.member_id is None and line.expected]
    return {
        name: "\n".join(Named(line.name, line.capacity).line for line in lines if line.entitled is entitled)
        for name, entitled in (("voters", True), ("others", False))
    }


def _ticks(found: Meeting) -> tuple[PersonTick, ...]:
    picked = {line.member_id for line in found.attendees if line.member_id and line.expected}
    day = clock.local(found.starts_at).date()
    return tuple(
        PersonTick(one.id, one.name, "、".join(members.offices_on(one, day)), one.id in picked)
        for one in _offered(found.organisation_id, picked)
    )


def _offered(organisation_id: int, picked: Iterable[int | None]) -> list[Member]:
    if not _is_long(organisation_id):
        return members.people_of(organisation_id)
    seated = members.committee_of(organisation_id, clock.today())
    return list(dict.fromkeys([*seated, *(members.member(number) for number in picked if number)]))


def _is_long(organisation_id: int) -> bool:
    return members.how_many(organisation_id) > MOST_TICKS


def _called_page(found: Meeting, form: CalledForm, ticks: tuple[PersonTick, ...]) -> CalledPage:
    ticked = set(form.people.data or ())
    return CalledPage(
        id=found.id,
        organisation_id=found.organisation_id,
        organisation=accounts.organisation(found.organisation_id).name,
        title=found.title,
        form=form,
        people=tuple(replace(one, ticked=one.id in ticked) for one in ticks),
        more_people=_is_long(found.organisation_id),
        called=called_part(found),
    )
