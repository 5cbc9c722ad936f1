"""One person: the page, and everything that can be done with somebody but editing."""

from typing import Any

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Level
from blueprints.members import queries, service
from blueprints.members.forms import WAYS, AppointForm, DepartureForm, SuspendForm, TransferForm, number_or_none
from blueprints.members.models import Member
from blueprints.members.pages import PersonPage
from blueprints.members.roster.columns import LABELS
from blueprints.members.service.entry import reminders_of
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import choices
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, allows, may
from blueprints.shared.words import month_words
from domain.roll import Category

from . import blueprint
from .held import card_line, office_lines, runs, suspension_lines

_FACTS = ("gender", "ethnicity", "birth", "joined_on", "full_member_on", "phone", "mobility", "remark")


@blueprint.route("/members/<int:member_id>")
@may(Permission.SEE_ROSTER, of="member_id")
def person(member_id: int) -> Any:
    """Everything the roster knows of a person."""
    return shown(member_id)


def shown(
    member_id: int,
    appoint: AppointForm | None = None,
    suspend: SuspendForm | None = None,
    transfer: TransferForm | None = None,
    departure: DepartureForm | None = None,
) -> Any:
    """The person's page, with the one form that was refused as it was sent."""
    member, today = queries.member(member_id), clock.today()
    sent = next((form for form in (appoint, suspend, transfer, departure) if form), None)
    view = PersonPage(
        organisation_id=member.organisation_id,
        branch=accounts.organisation(member.organisation_id).name,
        id=member.id,
        name=member.name,
        category=Category(member.category).zh,
        here=member.status == "here",
        gone=_gone(member),
        standing=queries.standing_of(member, today).reason or "有表决权",
        facts=_facts(member),
        reminders=reminders_of(member, today) if member.status == "here" else (),
        offices=office_lines(member),
        suspensions=suspension_lines(member),
        card=card_line(member),
        can_edit=allows(Permission.EDIT_ROSTER),
        appoint=appoint or appoint_form(member, empty=True),
        suspend=suspend or SuspendForm(formdata=None),
        transfer=transfer or transfer_form(member, empty=True),
        departure=departure or DepartureForm(formdata=None),
        today=today.isoformat(),
    )
    return page("members/person.html", view, sent.status if sent else 200)


def _gone(member: Member) -> str:
    if member.status == "here" or member.status_at is None:
        return ""
    return f"{clock.local(member.status_at).date().isoformat()} {member.status_note}"


def _facts(member: Member) -> tuple[tuple[str, str], ...]:
    dates = ("birth", "joined_on", "full_member_on")
    group = queries.names_of([member.group_id]).get(member.group_id or 0, "未编组")
    texts = [(LABELS[key], getattr(member, key)) for key in _FACTS]
    words = [(label, month_words(text) if label in {LABELS[key] for key in dates} else text) for label, text in texts]
    return ((LABELS["group"], group), *((label, text) for label, text in words if text))


def appoint_form(member: Member, empty: bool) -> AppointForm:
    """Which office at which organisation: the branch, and those above that the viewer runs."""
    form = AppointForm(formdata=None) if empty else AppointForm()
    line = [accounts.organisation(number) for number in accounts.lineage(member.organisation_id)]
    places = [(str(place.id), place.name) for place in line if place.level != Level.GROUP and runs(place.id)]
    form.place.choices = choices(places)
    return form


def transfer_form(member: Member, empty: bool) -> TransferForm:
    """To which branch: those that the viewer runs too."""
    form = TransferForm(formdata=None) if empty else TransferForm()
    top = accounts.lineage(member.organisation_id)
    run = next((number for number in reversed(top) if runs(number)), member.organisation_id)
    others = [branch for branch in queries.branches_below(run) if branch.id != member.organisation_id]
    form.branch.choices = choices((str(branch.id), branch.name) for branch in others)
    return form


@blueprint.route("/members/<int:member_id>/transfer", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="member_id")
def transfer(member_id: int) -> Any:
    """组织关系转接 to another branch here."""
    form = transfer_form(queries.member(member_id), empty=False)
    if form.carry_out(lambda: service.transfer(act(), member_id, number_or_none(form.branch.data) or 0)):
        return went(url_for("members.person", member_id=member_id))
    return shown(member_id, transfer=form)


@blueprint.route("/members/<int:member_id>/departure", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="member_id")
def depart(member_id: int) -> Any:
    """Off the roster, kept with why and when."""
    form = DepartureForm()
    if form.carry_out(lambda: service.leave(act(), member_id, _departure(form))):
        return went(url_for("members.person", member_id=member_id))
    return shown(member_id, departure=form)


def _departure(form: DepartureForm) -> service.Departure:
    status, label = WAYS[form.way.data]
    note = f"{label}：{form.left_note.data}" if form.left_note.data else label
    return service.Departure(status, note, form.left_on.data or clock.today())


@blueprint.route("/members/<int:member_id>/return", methods=["POST"])
@may(Permission.EDIT_ROSTER, of="member_id")
def bring_back(member_id: int) -> Any:
    """On the roster again."""
    service.bring_back(act(), member_id)
    return went(url_for("members.person", member_id=member_id))
