"""What is done with organisations and accounts."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update

from blueprints.accounts import queries, tokens
from blueprints.accounts.models import Account, Card, Grant, Level, Organisation, SetupCode
from blueprints.shared import keys
from blueprints.shared.db import db, writing
from blueprints.shared.journal import Act, verb
from blueprints.shared.permissions import Role
from domain.words import Refusal


@dataclass(frozen=True)
class Founding:
    """What the first visit tells: the organisation and its secretary, whose PIN is hashed already."""

    organisation: str
    level: Level
    secretary: str
    phone: str
    pin_hash: str


def issue_setup_code(at: datetime) -> str | None:
    """A fresh one-time code for the first visit; None when there is an organisation already."""
    with writing():
        if queries.is_set_up():
            return None
        code = tokens.setup_code()
        db.session.execute(delete(SetupCode))
        db.session.add(SetupCode(code_sha=tokens.sha(tokens.plain_code(code)), made_at=at))
    return code


@verb("organisation.founded")
def found(act: Act, code: str, founding: Founding) -> Organisation:
    """Create the organisation and the secretary's account; refuses a wrong or used code."""
    kept = db.session.query(SetupCode).filter_by(used_at=None).first()
    if queries.is_set_up() or kept is None:
        raise Refusal("系统已经完成初始设置，请直接登录。", "code")
    if kept.code_sha != tokens.sha(tokens.plain_code(code)):
        raise Refusal("设置码不对。请照启动窗口里显示的设置码再输一次，不分大小写。", "code")
    kept.used_at = act.at
    organisation = Organisation(name=founding.organisation, level=founding.level, parent_id=None)
    account = Account(name=founding.secretary, phone=founding.phone, pin_hash=founding.pin_hash, made_at=act.at)
    db.session.add_all([organisation, account])
    db.session.flush()
    db.session.add(Grant(account_id=account.id, organisation_id=organisation.id, role=Role.SECRETARY))
    return organisation


@verb("organisation.added")
def add_organisation(act: Act, parent_id: int, name: str, level: Level) -> Organisation:
    """Add a branch or a group below; refuses a name that stands there already."""
    if any(child.name == name for child in queries.children(parent_id)):
        raise Refusal(f"已经有“{name}”，请换一个名称。", "name")
    organisation = Organisation(parent_id=parent_id, name=name, level=level)
    db.session.add(organisation)
    return organisation


@verb("organisation.renamed")
def rename_organisation(act: Act, organisation_id: int, name: str) -> Organisation:
    """Give the organisation another name; what was printed keeps the old one."""
    organisation = queries.organisation(organisation_id)
    act.detail["was"] = organisation.name
    organisation.name = name
    return organisation


@verb("organisation.electronic_ballots")
def set_electronic_ballots(act: Act, organisation_id: int, allowed: bool, basis: str = "") -> Organisation:
    """Let phones and tablets be used at this organisation's elections and admissions, or paper alone.

    No source says whether they are 无记名投票 there, so the superior decides: Refusal without the basis of its consent.
    What was opened before stays as it was opened.
    """
    if allowed and not basis:
        raise Refusal("请写明上级党组织同意的依据，例如：2026年11月2日街道党工委批复。", "basis")
    organisation = queries.organisation(organisation_id)
    act.detail.update(allowed=allowed, basis=basis if allowed else organisation.electronic_basis)
    organisation.electronic_ballots, organisation.electronic_basis = allowed, basis if allowed else ""
    return organisation


@verb("account.made")
def make_account(act: Act, organisation_id: int, name: str, phone: str, role: Role) -> Account:
    """An account with a role at the organisation, and a card to activate it where it has no PIN yet.

    The same phone is the same account, but only for who runs everything that account has a part in: else a branch
    could get at somebody else's card.
    """
    account = queries.account_by_phone(phone) if phone else None
    if account is None:
        account = Account(name=name, phone=phone or None, made_at=act.at)
        db.session.add(account)
        db.session.flush()
    elif account.name != name or not queries.runs_all_of(act.account_id, account.id):
        raise Refusal("这个手机号码已经用于别的账号，请核对姓名和号码；确需任命的，请由上级党组织添加。", "phone")
    grant(account.id, organisation_id, role)
    if account.pin_hash is None and queries.current_card(account.id) is None:
        add_card(account.id, act.at)
    return account


@verb("account.card_renewed")
def renew_card(act: Act, account_id: int) -> Account:
    """End every sign-in of the account, void its cards and PIN, and make a new card: the phone was lost."""
    account = db.session.get_one(Account, account_id)
    account.epoch += 1
    account.pin_hash = None
    db.session.execute(
        update(Card).where(Card.account_id == account_id, Card.revoked_at.is_(None)).values(revoked_at=act.at)
    )
    add_card(account_id, act.at)
    return account


@verb("account.activated")
def activate(act: Act, card_id: int, pin_hash: str) -> Account:
    """Set the PIN with a card's first use; refuses a card that was used or revoked."""
    card = db.session.get_one(Card, card_id)
    if card.revoked_at or card.used_at:
        raise Refusal("这张登录卡已经用过或者已作废，请向支部书记领取新卡。", "pin")
    card.used_at = act.at
    account = db.session.get_one(Account, card.account_id)
    account.pin_hash = pin_hash
    return account


@verb("account.pin_changed")
def change_pin(act: Act, account_id: int, pin_hash: str) -> Account:
    """Set another PIN; the other phones of this account must sign in again."""
    account = db.session.get_one(Account, account_id)
    account.pin_hash = pin_hash
    account.epoch += 1
    return account


@verb("account.type_size")
def set_large_type(act: Act, account_id: int, large: bool) -> Account:
    """Show pages in big type 大字版, or in the usual one."""
    account = db.session.get_one(Account, account_id)
    account.large_type = large
    return account


@verb("account.role_ended")
def end_role(act: Act, organisation_id: int, account_id: int, role: Role) -> Account:
    """Take a role back; refuses to leave the organisation without anyone who runs it."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise Refusal("没有这个账号，请刷新页面后再操作。")
    others = [held for held, at in queries.holders(organisation_id) if at == Role.SECRETARY and held.id != account_id]
    if role == Role.SECRETARY and not others and queries.organisation(organisation_id).parent_id is None:
        raise Refusal("至少要保留一个管理账号。请先添加新的管理账号，再停用这一个。")
    db.session.execute(
        delete(Grant).where(
            Grant.account_id == account_id, Grant.organisation_id == organisation_id, Grant.role == role
        )
    )
    return account


def grant(account_id: int, organisation_id: int, role: Role) -> None:
    """Within a verb: give the role, once."""
    if db.session.get(Grant, (account_id, organisation_id, role)) is None:
        db.session.add(Grant(account_id=account_id, organisation_id=organisation_id, role=role))


def ungrant(account_id: int, organisation_id: int, role: Role) -> None:
    """Within a verb: take the role back, if it is there."""
    held = db.session.get(Grant, (account_id, organisation_id, role))
    if held:
        db.session.delete(held)


def add_card(account_id: int, at: datetime) -> Card:
    """Within a verb: a new card, whose token `tokens.card_token` makes again from its number and salt."""
    card = Card(account_id=account_id, salt=secrets.token_bytes(16), token_sha=secrets.token_bytes(32), made_at=at)
    db.session.add(card)
    db.session.flush()
    card.token_sha = tokens.sha(tokens.card_token(keys.derived("card"), card.id, card.salt))
    return card
