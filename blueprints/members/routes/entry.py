"""Adding and editing people by hand."""

from typing import Any

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.members import queries, service
from blueprints.members.forms import PersonForm
from blueprints.members.models import Member
from blueprints.members.pages import PersonFormPage
from blueprints.members.service.people import TEXTS, refuse_no_branch
from blueprints.shared.acting import act
from blueprints.shared.forms import choices
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may

from . import blueprint


@blueprint.route("/organisations/<int:organisation_id>/members/new", methods=["GET", "POST"])
@may(Permission.EDIT_ROSTER, of="organisation_id")
def add(organisation_id: int) -> Any:
    """A new person of the branch."""
    branch = refuse_no_branch(organisation_id)
    form = _with_groups(PersonForm(), branch.id)
    member_id = form.carry_out(lambda: service.add_person(act(), branch.id, form.entry()))
    if member_id:
        return went(url_for("members.person", member_id=member_id))
    return page("members/person_form.html", PersonFormPage(branch.id, branch.name, None, "", form), form.status)


@blueprint.route("/members/<int:member_id>/edit", methods=["GET", "POST"])
@may(Permission.EDIT_ROSTER, of="member_id")
def edit(member_id: int) -> Any:
    """The person with other values."""
    member = queries.member(member_id)
    branch, name = accounts.organisation(member.organisation_id), member.name
    form = _with_groups(PersonForm(data=_held(member)), branch.id)
    if form.carry_out(lambda: service.edit_person(act(), member_id, form.entry())):
        return went(url_for("members.person", member_id=member_id))
    view = PersonFormPage(branch.id, branch.name, member_id, name, form)
    return page("members/person_form.html", view, form.status)


def _held(member: Member) -> dict[str, str]:
    return {key: getattr(member, key) for key in TEXTS} | {"group": str(member.group_id or "")}


def _with_groups(form: PersonForm, branch_id: int) -> PersonForm:
    groups = [(str(group.id), group.name) for group in queries.groups_of([branch_id])]
    form.group.choices = choices([("", "未编组"), *groups])
    return form
