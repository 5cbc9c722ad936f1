"""The meetings of an organisation: what is coming, what is due, what can be convened, what is over."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Blueprint, request, url_for

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Organisation
from blueprints.meetings import queries, views
from blueprints.meetings.models import Meeting
from blueprints.meetings.pages import BelowLine, CalendarPage, MeetingLine
from blueprints.members import queries as members
from blueprints.rules import queries as rules
from blueprints.rules.queries import Shelf
from blueprints.shared import clock
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, Role, allows, has_role, may
from domain.lifecycle import MeetingState

#: How many past meetings stand on one page, and how far back one may turn.
A_PAGE = 40
MOST_SKIPPED = 100_000

#: So many organisations below are named beside the meetings; more are found under 组织.
MOST_NAMED = 20


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    blueprint.add_url_rule("/organisations/<int:organisation_id>/meetings", view_func=calendar)


@may(Permission.SEE_ORGANISATION, of="organisation_id")
def calendar(organisation_id: int) -> Any:
    """The meetings of an organisation; a member without an office sees only the own ones."""
    if not (has_role(Role.SECRETARY) or has_role(Role.SUPERIOR)):
        return went(url_for("meetings.mine"))
    return page("meetings/calendar.html", _calendar_page(accounts.organisation(organisation_id), _skip()))


def _skip() -> int:
    return min(max(request.args.get("skip", 0, type=int), 0), MOST_SKIPPED)


def _calendar_page(here: Organisation, skip: int) -> CalendarPage:
    below, people = accounts.children(here.id), members.how_many(here.id)
    coming = [one for one in queries.coming_of(here.id) if _may_see_in_list(one)]
    past = list(queries.past_of(here.id, skip, A_PAGE + 1))
    names = queries.names_of([one.organisation_id for one in [*coming, *past]])
    shelf, held = rules.shelf(here.id), views.held_at(here.level)
    families = views.families(held, shelf, clock.today())
    found = _dues(here, shelf, coming, people)
    return CalendarPage(
        organisation_id=here.id,
        organisation=here.name,
        coming=_lines(coming, names),
        past=_lines(past[:A_PAGE], names),
        earlier=skip + A_PAGE if len(past) > A_PAGE else None,
        skipped=skip > 0,
        everyday=tuple(kind for family in families for kind in family.kinds if kind.everyday),
        families=families,
        due=found.due,
        done=found.done,
        below=tuple(BelowLine(one.id, one.name) for one in below[:MOST_NAMED]),
        more_below=len(below) > MOST_NAMED,
        can_convene=allows(Permission.CONVENE),
        needs_branch=here.level in ("street", "community") and not below,
        people=people,
    )


def _dues(here: Organisation, shelf: Shelf, coming: Iterable[Meeting], people: int) -> views.Dues:
    """Nothing is asked of an organisation that has not begun: nobody on its roster, no meeting ever."""
    today = clock.today()
    # A yearly meeting of last year may still be wanting.
    since = clock.from_local(datetime(today.year - 1, 1, 1))  # noqa: DTZ001 - the hall's new year, made aware there
    held = queries.held_since(here.id, since)
    if not people and held.first is None:
        return views.Dues((), ())
    own = [one for one in coming if one.organisation_id == here.id]
    return views.dues(views.held_at(here.level), shelf, held, own, today)


def _lines(found: list[Meeting], names: dict[int, str]) -> tuple[MeetingLine, ...]:
    # The rule's name stands in its copy: reading whole rules for a list would cost more than the list.
    return tuple(views.meeting_line(one, str(one.rule["name"]), names[one.organisation_id]) for one in found)


def _may_see_in_list(one: Meeting) -> bool:
    # A superior looks on from the notice on; a draft is the secretary's own.
    return allows(Permission.CONVENE) or one.state != MeetingState.planning
