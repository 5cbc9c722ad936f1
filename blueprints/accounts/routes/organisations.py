"""The tree of organisations and who runs them."""

from typing import Any

from flask import url_for
from flask_login import current_user

from blueprints.accounts import queries, service
from blueprints.accounts.forms import ConsentForm, HolderForm, NameForm, OrganisationForm
from blueprints.accounts.models import Account, Level, Organisation
from blueprints.accounts.pages import HolderLine, OrganisationLine, OrganisationPage
from blueprints.accounts.routes.shelf import blueprint
from blueprints.shared.acting import act
from blueprints.shared.forms import choices
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, Role, allows, has_role, may
from domain.words import Refusal

ROLE_ZH = {Role.SECRETARY: "管理", Role.SUPERIOR: "查看", Role.MEMBER: "党员"}


@blueprint.route("/organisations/<int:organisation_id>", methods=["GET"])
@may(Permission.SEE_ORGANISATION, of="organisation_id")
def organisation(organisation_id: int) -> Any:
    """The organisation, those below it and who runs it."""
    return page("accounts/organisation.html", _organisation_page(organisation_id))


def _organisation_page(
    organisation_id: int,
    rename: NameForm | None = None,
    add: OrganisationForm | None = None,
    holder: HolderForm | None = None,
    consent: ConsentForm | None = None,
) -> OrganisationPage:
    here = queries.organisation(organisation_id)
    manage = allows(Permission.MANAGE_ORGANISATION)
    return OrganisationPage(
        id=here.id,
        name=here.name,
        level=Level(here.level).zh,
        parent=_above(here.parent_id),
        below=_below(organisation_id),
        below_word="党小组" if here.level == Level.BRANCH else "下属党组织",
        holders=_holders(here) if manage else (),
        can_manage=manage,
        rename=rename or NameForm(formdata=None, name=here.name),
        add=add or _add_form(here, empty=True),
        holder=holder or HolderForm(formdata=None),
        electronic=here.electronic_ballots,
        electronic_basis=here.electronic_basis,
        consent=consent or ConsentForm(formdata=None),
    )


def _line(organisation: Organisation, opens: bool) -> OrganisationLine:
    return OrganisationLine(organisation.id, organisation.name, Level(organisation.level).zh, opens)


def _above(parent_id: int | None) -> OrganisationLine | None:
    if parent_id is None:
        return None
    opens = bool(queries.roles_on(current_user.id, parent_id))
    return _line(queries.organisation(parent_id), opens)


def _below(organisation_id: int) -> tuple[OrganisationLine, ...]:
    # Who runs or oversees this one has the same part below; a member has none there.
    opens = has_role(Role.SECRETARY) or has_role(Role.SUPERIOR)
    return tuple(_line(child, opens) for child in queries.children(organisation_id))


def _holders(here: Organisation) -> tuple[HolderLine, ...]:
    found = queries.holders(here.id)
    running = sum(role == Role.SECRETARY for _, role in found)
    last = here.parent_id is None and running == 1
    return tuple(_holder(account, role, not (last and role == Role.SECRETARY)) for account, role in found)


def _holder(account: Account, role: Role, may_end: bool) -> HolderLine:
    card = queries.current_card(account.id)
    shown = card is not None and card.used_at is None and queries.runs_all_of(current_user.id, account.id)
    link = queries.card_link(card) if card and shown else ""
    return HolderLine(account.id, account.name, account.phone or "", role, ROLE_ZH[role], may_end, link)


def _add_form(here: Organisation, empty: bool) -> OrganisationForm:
    below = {
        Level.STREET: [Level.COMMUNITY, Level.BRANCH],
        Level.COMMUNITY: [Level.BRANCH],
        Level.BRANCH: [Level.GROUP],
        Level.GROUP: [],
    }[Level(here.level)]
    form = OrganisationForm(formdata=None) if empty else OrganisationForm()
    form.level.choices = choices((level.value, level.zh) for level in below)
    return form


@blueprint.route("/organisations/<int:organisation_id>/name", methods=["POST"])
@may(Permission.MANAGE_ORGANISATION, of="organisation_id")
def rename(organisation_id: int) -> Any:
    """Another name for the organisation."""
    form = NameForm()
    if form.carry_out(lambda: service.rename_organisation(act(), organisation_id, form.name.data or "")):
        return went(url_for("accounts.organisation", organisation_id=organisation_id))
    return page("accounts/organisation.html", _organisation_page(organisation_id, rename=form), 422)


@blueprint.route("/organisations/<int:organisation_id>/electronic-ballots", methods=["POST"])
@may(Permission.MANAGE_ORGANISATION, of="organisation_id")
def electronic_ballots(organisation_id: int) -> Any:
    """Phones and tablets at elections and admissions, or paper alone."""
    form = ConsentForm()
    if form.carry_out(
        lambda: service.set_electronic_ballots(act(), organisation_id, form.is_allowed, form.basis.data or "")
    ):
        return went(url_for("accounts.organisation", organisation_id=organisation_id, _anchor="electronic"))
    return page("accounts/organisation.html", _organisation_page(organisation_id, consent=form), 422)


@blueprint.route("/organisations/<int:organisation_id>/below", methods=["POST"])
@may(Permission.MANAGE_ORGANISATION, of="organisation_id")
def add_below(organisation_id: int) -> Any:
    """A new branch or group below."""
    form = _add_form(queries.organisation(organisation_id), empty=False)
    if form.carry_out(
        lambda: service.add_organisation(act(), organisation_id, form.name.data or "", Level(form.level.data))
    ):
        return went(url_for("accounts.organisation", organisation_id=organisation_id))
    return page("accounts/organisation.html", _organisation_page(organisation_id, add=form), 422)


@blueprint.route("/organisations/<int:organisation_id>/holders", methods=["POST"])
@may(Permission.MANAGE_ORGANISATION, of="organisation_id")
def add_holder(organisation_id: int) -> Any:
    """Somebody else who runs or oversees the organisation."""
    form = HolderForm()
    if form.carry_out(
        lambda: service.make_account(
            act(), organisation_id, form.name.data or "", form.phone.data or "", Role(form.role.data)
        )
    ):
        return went(url_for("accounts.organisation", organisation_id=organisation_id))
    return page("accounts/organisation.html", _organisation_page(organisation_id, holder=form), 422)


@blueprint.route("/organisations/<int:organisation_id>/holders/<int:account_id>/<string:role>/end", methods=["POST"])
@may(Permission.MANAGE_ORGANISATION, of="organisation_id")
def end_holder(organisation_id: int, account_id: int, role: str) -> Any:
    """Take somebody's role back."""
    if role not in (Role.SECRETARY, Role.SUPERIOR):
        raise Refusal("没有这种权限，请刷新页面后再操作。")
    service.end_role(act(), organisation_id, account_id, Role(role))
    return went(url_for("accounts.organisation", organisation_id=organisation_id))
