"""Accounts and sign-in cards 登录卡 for people of the roster."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from sqlalchemy import update

from blueprints.accounts import queries as accounts
from blueprints.accounts import service as granting
from blueprints.accounts.models import Account, Card, Organisation
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from blueprints.shared.permissions import Role
from domain.words import Refusal

from .. import queries
from ..models import Member
from .authority import flushed, member_here, runs_all_of

#: So many cards a transaction: making one for each of 5,000 must not hold up a vote that is on elsewhere.
BATCH = 100


@verb("account.issued")
def issue_card(act: Act, member_id: int) -> Account:
    """An account and a card for one person; refuses whoever has one."""
    member = member_here(member_id)
    if member.account_id is not None:
        raise Refusal(f"{member.name}已经有登录卡。卡或手机丢失时，请换发新卡。")
    act.detail["member"] = member.id
    return give_account(act, member)


def issue_cards(act: Act, organisation_id: int) -> int:
    """Accounts and cards for all Party members of the organisation who have none; says how many were made."""
    made = 0
    for number in count():
        waiting = queries.without_account(organisation_id, BATCH)
        if not waiting:
            return made
        once = f"{act.once}:{number}" if act.once else None
        _issue_batch(replace(act, once=once, detail={}), organisation_id, waiting)
        made += len(waiting)
    return made


@verb("organisation.cards_issued")
def _issue_batch(act: Act, organisation_id: int, member_ids: Sequence[int]) -> Organisation:
    for member_id in member_ids:
        member = queries.member(member_id)
        if member.status == "here" and member.account_id is None:
            give_account(act, member)
    act.detail["people"] = len(member_ids)
    return accounts.organisation(organisation_id)


def give_account(act: Act, member: Member) -> Account:
    """Within a verb: the person's account, made with a card if there is none yet."""
    if member.account_id is not None:
        return db.session.get_one(Account, member.account_id)
    account = _own_account(act, member) or _new_account(act, member)
    member.account_id = account.id
    granting.grant(account.id, member.organisation_id, Role.MEMBER)
    if account.pin_hash is None and accounts.current_card(account.id) is None:
        granting.add_card(account.id, act.at)
    return account


def _own_account(act: Act, member: Member) -> Account | None:
    # Whoever set up the installation has an account before the roster is there: same name, same phone.
    account = accounts.account_by_phone(member.phone) if member.phone else None
    if account is None or account.name != member.name or queries.member_of_account(account.id):
        return None
    return account if runs_all_of(act, account.id) else None


def _new_account(act: Act, member: Member) -> Account:
    # A family may share one phone: the first keeps it, the others sign in with their cards.
    free = member.phone and accounts.account_by_phone(member.phone) is None
    account = Account(name=member.name, phone=member.phone if free else None, made_at=act.at)
    flushed(account)
    return account


def renew_card(act: Act, member_id: int) -> int:
    """The phone or the card was lost: end all sign-ins, void PIN and cards, make a new card.

    Refused for the account of somebody who also runs an organisation that the one who acts does not.
    """
    member = member_here(member_id)
    if member.account_id is None:
        raise Refusal(f"{member.name}还没有登录卡，请先发卡。")
    if not runs_all_of(act, member.account_id):
        raise Refusal(f"{member.name}还管理其他党组织，请由那里的管理人员换发登录卡。")
    return granting.renew_card(act, member.account_id)


def close_account(account_id: int, at: datetime) -> None:
    """Within a verb: nobody signs in with this account any more, and its phone number is free again."""
    account = db.session.get_one(Account, account_id)
    account.epoch += 1
    account.pin_hash = account.phone = None
    held = update(Card).where(Card.account_id == account_id, Card.revoked_at.is_(None))
    db.session.execute(held.values(revoked_at=at))


def reopen_account(member: Member) -> None:
    """Within a verb: the phone number back, if nobody took it; a card is made when it is asked for."""
    account = db.session.get(Account, member.account_id) if member.account_id else None
    if account and member.phone and account.phone is None and accounts.account_by_phone(member.phone) is None:
        account.phone = member.phone
