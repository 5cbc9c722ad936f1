"""Reading organisations, accounts and roles."""

from dataclasses import dataclass

from sqlalchemy import CTE, bindparam, exists, select

from blueprints.accounts import tokens
from blueprints.accounts.models import Account, Card, Grant, Level, Organisation
from blueprints.shared import keys
from blueprints.shared.db import db
from blueprints.shared.permissions import Role, Scope


def account_of_session(mark: str) -> Account | None:
    """The account of a session's mark, None when it was revoked since."""
    number, _, epoch = mark.partition(":")
    if not (number.isdigit() and epoch.isdigit()):
        return None
    account = db.session.get(Account, int(number))
    if account is None or account.epoch != int(epoch):
        return None
    # Who asks stays the same for the whole request: nothing is read again after a verb's transaction.
    db.session.expunge(account)
    return account


def organisation_scope(organisation_id: int, _account_id: int | None) -> Scope | None:
    """An organisation's own scope."""
    return Scope(organisation_id) if db.session.get(Organisation, organisation_id) else None


def _line() -> CTE:
    """The organisation bound as `organisation`, and those above it."""
    line = select(Organisation.id, Organisation.parent_id).where(Organisation.id == bindparam("organisation"))
    start = line.cte("line", recursive=True)
    above = select(Organisation.id, Organisation.parent_id).join(start, Organisation.id == start.c.parent_id)
    return start.union_all(above)


#: Built once: they are asked at every request.
_LINE = _line()
_LINEAGE = select(_LINE.c.id)
_ROLES = (
    select(Grant.role, Grant.organisation_id)
    .join(_LINE, _LINE.c.id == Grant.organisation_id)
    .where(Grant.account_id == bindparam("account"))
)


def roles_on(account_id: int, organisation_id: int) -> frozenset[Role]:
    """The account's roles at an organisation: its own and those it has at the organisations above.

    Only those who run or oversee have them below too: being a member of a branch says nothing about another.
    """
    rows = db.session.execute(_ROLES, {"account": account_id, "organisation": organisation_id})
    return frozenset(Role(role) for role, at in rows if role != Role.MEMBER or at == organisation_id)


def lineage(organisation_id: int) -> list[int]:
    """The organisation and those above it, nearest first."""
    return list(db.session.scalars(_LINEAGE, {"organisation": organisation_id}))


def subtree(organisation_id: int) -> list[int]:
    """The organisation and all that work below it."""
    tree = select(Organisation.id).where(Organisation.id == organisation_id).cte(recursive=True)
    below = (
        select(Organisation.id).join(tree, Organisation.parent_id == tree.c.id).where(Organisation.closed_at.is_(None))
    )
    return list(db.session.scalars(select(tree.union_all(below).c.id)))


def organisation(organisation_id: int) -> Organisation:
    """The organisation of that number; it must exist."""
    return db.session.get_one(Organisation, organisation_id)


def children(organisation_id: int, level: Level | None = None) -> list[Organisation]:
    """The working organisations right below, in the order they were made."""
    query = select(Organisation).where(Organisation.parent_id == organisation_id, Organisation.closed_at.is_(None))
    if level:
        query = query.where(Organisation.level == level)
    return list(db.session.scalars(query.order_by(Organisation.id)))


@dataclass(frozen=True)
class Seat:
    """One place where an account has a role."""

    organisation: Organisation
    role: Role


def seats(account_id: int) -> list[Seat]:
    """Where the account has which role, highest organisation first."""
    rows = db.session.execute(
        select(Organisation, Grant.role)
        .join(Grant, Grant.organisation_id == Organisation.id)
        .where(Grant.account_id == account_id, Organisation.closed_at.is_(None))
        .order_by(Organisation.id)
    )
    return [Seat(organisation, Role(role)) for organisation, role in rows]


def runs_all_of(actor_id: int | None, account_id: int) -> bool:
    """Whether the actor runs every organisation where the account has a role; the command line runs all."""
    if actor_id is None:
        return True
    places = db.session.scalars(select(Grant.organisation_id).where(Grant.account_id == account_id))
    return all(Role.SECRETARY in roles_on(actor_id, place) for place in places)


def holders(organisation_id: int) -> list[tuple[Account, Role]]:
    """Who runs or oversees the organisation by an account of its own."""
    rows = db.session.execute(
        select(Account, Grant.role)
        .join(Grant, Grant.account_id == Account.id)
        .where(Grant.organisation_id == organisation_id, Grant.role != Role.MEMBER)
        .order_by(Grant.role, Account.id)
    )
    return [(account, Role(role)) for account, role in rows]


def is_set_up() -> bool:
    """Whether there is any organisation yet."""
    return bool(db.session.scalar(select(exists().where(Organisation.id.is_not(None)))))


def account_by_phone(phone: str) -> Account | None:
    """The account that signs in with this phone number."""
    return db.session.scalar(select(Account).where(Account.phone == phone))


def card_by_token(token: str) -> Card | None:
    """The card whose link holds this token, also when it was revoked."""
    return db.session.scalar(select(Card).where(Card.token_sha == tokens.sha(token)))


def current_card(account_id: int) -> Card | None:
    """The card of the account that still holds."""
    return db.session.scalar(
        select(Card).where(Card.account_id == account_id, Card.revoked_at.is_(None)).order_by(Card.id.desc())
    )


def card_link(card: Card) -> str:
    """The address that stands on the printed card."""
    return f"{keys.public_url()}/cards/{tokens.card_token(keys.derived('card'), card.id, card.salt)}"
