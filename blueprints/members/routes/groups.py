"""Party groups 党小组: their list, a new one, who goes into which."""

from typing import Any

from flask import request, url_for

from blueprints.members import queries, service
from blueprints.members.forms import GroupForm, RegroupForm, number_or_none
from blueprints.members.pages import Choice, GroupLine, GroupsPage
from blueprints.members.service.people import refuse_no_branch
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import choices
from blueprints.shared.htmx import page, went
from blueprints.shared.paging import PAGE, page_number, pager
from blueprints.shared.permissions import Permission, may

from . import blueprint
from .lines import person_lines


@blueprint.route("/organisations/<int:organisation_id>/groups")
@may(Permission.EDIT_ROSTER, of="organisation_id")
def groups(organisation_id: int) -> Any:
    """The groups of the branch."""
    return _shown(organisation_id)


def _shown(organisation_id: int, add: GroupForm | None = None, regroup: RegroupForm | None = None) -> Any:
    branch, today = refuse_no_branch(organisation_id), clock.today()
    listed, sizes = queries.groups_of([branch.id]), queries.group_sizes(branch.id)
    leaders = queries.leaders_of([group.id for group in listed], today)
    source, number = _source([group.id for group in listed]), page_number()
    wanted = queries.Wanted(group_id=source)
    members, total = queries.matching(branch.id, wanted, (number - 1) * PAGE, PAGE)
    view = GroupsPage(
        organisation_id=branch.id,
        organisation=branch.name,
        groups=tuple(GroupLine(one.id, one.name, sizes.get(one.id, 0), leaders.get(one.id, "")) for one in listed),
        ungrouped=sizes.get(0, 0),
        source=(
            Choice("0", "未编组", source == 0),
            *(Choice(str(one.id), one.name, one.id == source) for one in listed),
        ),
        people=person_lines(members, today),
        pager=pager(number, total, lambda n: _address(branch.id, source, n)),
        add=add or GroupForm(formdata=None),
        regroup=regroup or _regroup_form(branch.id, empty=True),
        moving=str(source),
    )
    return page("members/groups.html", view, 422 if add or regroup else 200)


def _source(group_ids: list[int]) -> int:
    asked = number_or_none(request.args.get("from"))
    return asked if asked in group_ids and asked is not None else 0


def _address(branch_id: int, source: int, number: int) -> str:
    asked: dict[str, Any] = {"from": source, "page": number}
    return url_for("members.groups", organisation_id=branch_id, **asked)


def _regroup_form(branch_id: int, empty: bool) -> RegroupForm:
    form = RegroupForm(formdata=None) if empty else RegroupForm()
    listed = [(str(group.id), group.name) for group in queries.groups_of([branch_id])]
    form.group.choices = choices([*listed, ("", "移出党小组")])
    return form


@blueprint.route("/organisations/<int:organisation_id>/groups", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="organisation_id")
def add_group(organisation_id: int) -> Any:
    """A new group."""
    form = GroupForm()
    if form.carry_out(lambda: service.add_group(act(), organisation_id, form.name.data or "")):
        return went(url_for("members.groups", organisation_id=organisation_id))
    return _shown(organisation_id, add=form)


@blueprint.route("/organisations/<int:organisation_id>/groups/people", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="organisation_id")
def regroup(organisation_id: int) -> Any:
    """The ticked people into another group."""
    form = _regroup_form(organisation_id, empty=False)
    target = number_or_none(form.group.data)
    if form.carry_out(lambda: service.move_to_group(act(), organisation_id, form.people.data or [], target)):
        return went(_address(organisation_id, _source([g.id for g in queries.groups_of([organisation_id])]), 1))
    return _shown(organisation_id, regroup=form)
