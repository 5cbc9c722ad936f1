"""Who can sign in, and the cards to be printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Account, Card, Grant
from blueprints.shared.db import db
from blueprints.shared.permissions import Role

from ..models import Member
from .people import PARTY_MEMBERS, belongs_to, member, people_of
from .places import names_of


def active_accounts(members: Iterable[Member]) -> frozenset[int]:
    """The accounts of these people whose card has been activated."""
    numbers = [member.account_id for member in members if member.account_id]
    active = select(Account.id).where(Account.id.in_(numbers), Account.pin_hash.is_not(None))
    return frozenset(db.session.scalars(active))


def card_counts(organisation_id: int) -> tuple[int, int, int]:
    """Of the Party members here: without card 未发卡, not activated 未激活, activated 已激活."""
    party = (belongs_to(organisation_id), Member.status == "here", Member.category.in_(PARTY_MEMBERS))
    rows = db.session.execute(
        select(Member.account_id.is_(None), Account.pin_hash.is_(None), func.count())
        .outerjoin(Account, Account.id == Member.account_id)
        .where(*party)
        .group_by(Member.account_id.is_(None), Account.pin_hash.is_(None))
    )
    found = {(bool(none), bool(waiting)): number for none, waiting, number in rows}
    return found.get((True, True), 0), found.get((False, True), 0), found.get((False, False), 0)


@dataclass(frozen=True)
class Printed:
    """What one printed card shows: whose it is, their branch, and the personal link."""

    member_id: int
    name: str
    organisation: str
    url: str


def cards_to_print(organisation_id: int, account_id: int, member_id: int | None = None) -> list[Printed]:
    """The cards that the viewer may print: of one person, or all that wait to be activated, in roster order.

    Left out are cards of people who also run an organisation that the viewer does not run: their link opens it.
    """
    people = people_of(organisation_id, everybody=True) if member_id is None else [member(member_id)]
    waiting = {person.account_id: person for person in people if person.account_id and person.status == "here"}
    beyond = _beyond(account_id, waiting)
    names = names_of(person.organisation_id for person in waiting.values())
    found = select(Account, Card).join(Card, Card.account_id == Account.id)
    held = db.session.execute(found.where(Account.id.in_(waiting), Card.revoked_at.is_(None)).order_by(Card.id))
    current = {account.id: card for account, card in held if member_id or account.pin_hash is None}
    return [
        Printed(person.id, person.name, names[person.organisation_id], accounts.card_link(current[number]))
        for number, person in waiting.items()
        if number in current and number not in beyond
    ]


def _beyond(viewer_id: int, account_ids: Iterable[int]) -> frozenset[int]:
    # Of the roles of these accounts, those at places that the viewer does not run.
    rows = db.session.execute(
        select(Grant.account_id, Grant.organisation_id).where(Grant.account_id.in_(list(account_ids)))
    ).all()
    places = {place for _account, place in rows}
    run = {place for place in places if Role.SECRETARY in accounts.roles_on(viewer_id, place)}
    return frozenset(account for account, place in rows if place not in run)
