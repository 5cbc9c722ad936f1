"""Getting in, the own account, and the tree of organisations."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, request, session, url_for
from flask_login import current_user, login_user, logout_user

from blueprints.accounts import queries, service, tokens
from blueprints.accounts.forms import (
    CardPinForm,
    ChangePinForm,
    FirstVisitForm,
    HolderForm,
    LargeTypeForm,
    NameForm,
    NewPinForm,
    OrganisationForm,
    SignInForm,
)
from blueprints.accounts.models import Account, Card, Level, Organisation
from blueprints.accounts.pages import (
    CardPage,
    FirstVisitPage,
    HolderLine,
    MyAccountPage,
    OrganisationLine,
    OrganisationPage,
    SignInPage,
    VoidCardPage,
)
from blueprints.shared import attempts
from blueprints.shared.acting import act
from blueprints.shared.db import db
from blueprints.shared.forms import choices
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, Role, allows, may, public, signed_in
from domain.words import Refusal

blueprint = Blueprint("accounts", __name__)

ROLE_ZH = {Role.SECRETARY: "管理", Role.SUPERIOR: "查看", Role.MEMBER: "党员"}


@blueprint.route("/setup", methods=["GET", "POST"])
@public
def first_visit() -> Any:
    """The wizard: organisation and secretary, guarded by the terminal's code."""
    if queries.is_set_up():
        return went(url_for("accounts.sign_in"))
    form = FirstVisitForm()
    if form.carry_out(lambda: _found(form)):
        account = queries.account_by_phone(form.phone.data or "")
        return _enter(account, url_for("accounts.home")) if account else went(url_for("accounts.sign_in"))
    return page("accounts/first_visit.html", FirstVisitPage(form), form.status)


def _found(form: FirstVisitForm) -> int:
    attempts.guard("setup")
    founding = service.Founding(
        organisation=form.organisation.data or "",
        level=Level(form.level.data),
        secretary=form.secretary.data or "",
        phone=form.phone.data or "",
        pin_hash=tokens.hash_pin(form.pin.data or ""),
    )
    try:
        return service.found(act(), form.code.data or "", founding)
    except Refusal:
        attempts.failed("setup")
        raise


@blueprint.route("/")
@public
def home() -> Any:
    """To where this person begins: the first visit, the sign-in, the console of meetings or the own meetings."""
    if not queries.is_set_up():
        return went(url_for("accounts.first_visit"))
    if not current_user.is_authenticated:
        return went(url_for("accounts.sign_in"))
    return went(_start_of(current_user.id))


def _start_of(account_id: int) -> str:
    for seat in queries.seats(account_id):
        if seat.role in (Role.SECRETARY, Role.SUPERIOR):
            return url_for("meetings.calendar", organisation_id=seat.organisation.id)
    return url_for("meetings.mine")


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Any:
    """Phone number and PIN."""
    if current_user.is_authenticated and request.method == "GET":
        return went(url_for("accounts.home"))
    form = SignInForm()
    account = form.carry_out(lambda: _account_for(form.phone.data or "", form.pin.data or ""))
    if account:
        return _enter(account, _safe_next())
    return page("accounts/sign_in.html", SignInPage(form), form.status)


def _account_for(phone: str, pin: str) -> Account:
    attempts.guard(phone)
    account = queries.account_by_phone(phone)
    if not tokens.pin_fits(account.pin_hash if account else None, pin) or account is None:
        attempts.failed(phone)
        raise Refusal("手机号码或密码不对。忘记密码请联系支部书记领取新的登录卡。", "pin")
    return account


def _enter(account: Account, target: str) -> Any:
    kept = {name: session[name] for name in ("ticket",) if name in session}
    session.clear()
    session.update(kept)
    session.permanent = True
    login_user(account)
    return went(target)


def _safe_next() -> str:
    target = request.args.get("next", "")
    parts = urlsplit(target)
    own = target.startswith("/") and not target.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return target if own else url_for("accounts.home")


@blueprint.route("/sign-out", methods=["POST"])
@signed_in
def sign_out() -> Any:
    """End this phone's sign-in."""
    logout_user()
    session.clear()
    return went(url_for("accounts.sign_in"))


@blueprint.route("/cards/<string:token>", methods=["GET", "POST"])
@public
def card(token: str) -> Any:
    """A scanned card: the first time it sets the PIN, afterwards it asks for it."""
    found = queries.card_by_token(token)
    if found is None or found.revoked_at:
        return page("accounts/void_card.html", VoidCardPage(), 404)
    return _activate(found) if found.used_at is None else _by_card(found)


def _activate(found: Card) -> Any:
    form, card_id = NewPinForm(), found.id
    if form.carry_out(lambda: service.activate(act(), card_id, tokens.hash_pin(form.pin.data or ""))):
        return _enter(_account_of(card_id), _safe_next())
    return page("accounts/card.html", CardPage(_account_of(card_id).name, True, form), form.status)


def _by_card(found: Card) -> Any:
    form = CardPinForm()
    account = form.carry_out(lambda: _checked(found, form.pin.data or ""))
    if account:
        return _enter(account, _safe_next())
    return page("accounts/card.html", CardPage(_account_of(found.id).name, False, form), form.status)


def _checked(found: Card, pin: str) -> Account:
    key = f"account {found.account_id}"
    attempts.guard(key)
    account = db.session.get_one(Account, found.account_id)
    if not tokens.pin_fits(account.pin_hash, pin):
        attempts.failed(key)
        raise Refusal("密码不对，请再试一次。忘记密码请联系支部书记领取新的登录卡。", "pin")
    return account


def _account_of(card_id: int) -> Account:
    return db.session.get_one(Account, db.session.get_one(Card, card_id).account_id)


@blueprint.route("/me", methods=["GET", "POST"])
@signed_in
def me() -> Any:
    """The own PIN and type size."""
    form = ChangePinForm()
    if form.carry_out(lambda: _change_pin(form)):
        return _enter(db.session.get_one(Account, current_user.id), url_for("accounts.me"))
    large = LargeTypeForm(formdata=None, large=current_user.large_type)
    view = MyAccountPage(current_user.name, current_user.phone or "", large, form)
    return page("accounts/me.html", view, form.status)


def _change_pin(form: ChangePinForm) -> int:
    key = f"account {current_user.id}"
    attempts.guard(key)
    if not tokens.pin_fits(current_user.pin_hash, form.old.data or ""):
        attempts.failed(key)
        raise Refusal("现在的密码不对，请重新填写。", "old")
    return service.change_pin(act(), current_user.id, tokens.hash_pin(form.pin.data or ""))


@blueprint.route("/me/type-size", methods=["POST"])
@signed_in
def type_size() -> Any:
    """Big type on or off, back to the page it was asked from."""
    form = LargeTypeForm()
    form.carry_out(lambda: service.set_large_type(act(), current_user.id, bool(form.large.data)))
    back = urlsplit(request.referrer or "")
    return went(back.path if back.netloc == request.host else url_for("accounts.home"))


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
) -> OrganisationPage:
    here = queries.organisation(organisation_id)
    manage = allows(Permission.MANAGE_ORGANISATION)
    parent = queries.organisation(here.parent_id) if here.parent_id else None
    return OrganisationPage(
        id=here.id,
        name=here.name,
        level=Level(here.level).zh,
        parent=_line(parent) if parent else None,
        below=tuple(_line(child) for child in queries.children(organisation_id)),
        holders=tuple(_holder(account, role) for account, role in queries.holders(organisation_id)) if manage else (),
        can_manage=manage,
        rename=rename or NameForm(formdata=None, name=here.name),
        add=add or _add_form(here, empty=True),
        holder=holder or HolderForm(formdata=None),
    )


def _line(organisation: Organisation) -> OrganisationLine:
    return OrganisationLine(organisation.id, organisation.name, Level(organisation.level).zh)


def _holder(account: Account, role: Role) -> HolderLine:
    card = queries.current_card(account.id)
    link = queries.card_link(card) if card and card.used_at is None else ""
    return HolderLine(account.id, account.name, account.phone or "", role, ROLE_ZH[role], link)


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
