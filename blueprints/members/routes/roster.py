"""The roster of an organisation, and as a file."""

from io import BytesIO
from typing import Any

from flask import request, send_file, url_for

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Level, Organisation
from blueprints.members import queries
from blueprints.members.forms import CATEGORIES, typed
from blueprints.members.pages import Choice, RosterPage
from blueprints.members.roster import write_roster, write_template
from blueprints.members.service.exporting import roster_rows
from blueprints.shared import clock
from blueprints.shared.htmx import page
from blueprints.shared.paging import PAGE, page_number, pager
from blueprints.shared.permissions import Permission, allows, may
from domain.roll import Category

from . import blueprint
from .lines import person_lines

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/organisations/<int:organisation_id>/members")
@may(Permission.SEE_ROSTER, of="organisation_id")
def roster(organisation_id: int) -> Any:
    """Who is on the roster, searched by name, phone, group and category."""
    return page("members/roster.html", _roster_page(organisation_id), fragment="members/_people.html")


def _roster_page(organisation_id: int) -> RosterPage:
    here, today, wanted = accounts.organisation(organisation_id), clock.today(), _wanted()
    number = page_number()
    members, found = queries.matching(organisation_id, wanted, (number - 1) * PAGE, PAGE)
    counts = queries.counts_of(organisation_id, today)
    branches = queries.branches_below(organisation_id) if _is_above(here) else []
    groups = queries.groups_of([here.id]) if here.level == Level.BRANCH else []
    return RosterPage(
        id=here.id,
        name=here.name,
        figures=_figures(counts),
        total=sum(counts.by_category.values()),
        gone=counts.gone,
        branches=tuple(Choice(str(branch.id), branch.name) for branch in branches),
        groups=_group_choices(groups, wanted.group_id),
        categories=tuple(Choice(value, label, value == wanted.category) for value, label in CATEGORIES),
        text=wanted.text,
        showing_gone=wanted.gone,
        people=person_lines(members, today),
        pager=pager(number, found, lambda n: _address(organisation_id, n)),
        is_branch=here.level == Level.BRANCH,
        is_above=_is_above(here),
        can_edit=allows(Permission.EDIT_ROSTER),
    )


def _is_above(organisation: Organisation) -> bool:
    return organisation.level in (Level.STREET, Level.COMMUNITY)


def _wanted() -> queries.Wanted:
    group, category = request.args.get("group", ""), request.args.get("category", "")
    return queries.Wanted(
        text=typed(request.args.get("q"))[:40],
        group_id=int(group) if group.isascii() and group.isdigit() and len(group) < 10 else None,
        category=category if category in dict(CATEGORIES) else "",
        gone=request.args.get("gone") == "1",
    )


def _figures(counts: queries.Counts) -> tuple[tuple[str, int], ...]:
    shown = [(Category(category).zh, counts.by_category.get(category, 0)) for category, _label in CATEGORIES]
    always = {Category.full.zh, Category.probationary.zh, Category.activist.zh}
    figures = [(label, number) for label, number in shown if number or label in always]
    return (*figures, ("有表决权", counts.entitled))


def _group_choices(groups: list[Organisation], chosen: int | None) -> tuple[Choice, ...]:
    if not groups:
        return ()
    listed = [Choice(str(group.id), group.name, group.id == chosen) for group in groups]
    return (*listed, Choice("0", "未编组", chosen == 0))


def _address(organisation_id: int, number: int) -> str:
    kept: dict[str, Any] = {
        name: value for name in ("q", "group", "category", "gone") if (value := request.args.get(name))
    }
    return url_for("members.roster", organisation_id=organisation_id, page=number, **kept)


@blueprint.route("/organisations/<int:organisation_id>/members.xlsx")
@may(Permission.SEE_ROSTER, of="organisation_id")
def export(organisation_id: int) -> Any:
    """The roster as a file that can be imported again."""
    name = accounts.organisation(organisation_id).name
    content = write_roster(roster_rows(organisation_id, clock.today()), f"{name}党员名册")
    return _file(content, f"{name}党员名册-{clock.today():%Y%m%d}.xlsx")


@blueprint.route("/organisations/<int:organisation_id>/members/template.xlsx")
@may(Permission.SEE_ROSTER, of="organisation_id")
def template(organisation_id: int) -> Any:
    """An empty roster with notes on how to fill it."""
    return _file(write_template(), "党员名册模板.xlsx")


def _file(content: bytes, filename: str) -> Any:
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=filename)
