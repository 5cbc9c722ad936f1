"""Getting in and the own account."""

from typing import Any
from urllib.parse import urlsplit

from flask import request, session, url_for
from flask_login import current_user, login_user, logout_user

from blueprints.accounts import queries, service, tokens
from blueprints.accounts.forms import (
    CardPinForm,
    ChangePinForm,
    FirstVisitForm,
    LargeTypeForm,
    NewPinForm,
    SignInForm,
)
from blueprints.accounts.models import Account, Card, Level
from blueprints.accounts.pages import (
    CardPage,
    FirstVisitPage,
    MyAccountPage,
    SignInPage,
    VoidCardPage,
)
from blueprints.accounts.routes.shelf import blueprint
from blueprints.shared import attempts
from blueprints.shared.acting import act
from blueprints.shared.db import db
from blueprints.shared.htmx import own_path, page, went
from blueprints.shared.permissions import Role, public, signed_in
from domain.words import Refusal


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
    return own_path(request.args.get("next", "")) or url_for("accounts.home")


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
    view = MyAccountPage(current_user.name, current_user.phone or "", form)
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
    path = own_path(back.path) if back.netloc == request.host else None
    return went(path or url_for("accounts.home"))
