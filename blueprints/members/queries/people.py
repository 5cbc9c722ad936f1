"""Who stands on which roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, func, select

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Account, Level
from blueprints.shared.db import db
from domain.roll import Category

from ..models import Member, Suspension
from ..roster import RosterValues

#: Whoever is a member of the Party; the others of the three registers 三册 are called to no vote.
PARTY_MEMBERS = (Category.full.value, Category.probationary.value)


def people_of(organisation_id: int, everybody: bool = False) -> list[Member]:
    """The Party members who are here, offices and suspensions loaded, in the order of the roster.

    Of a branch its members, of a group its own, above a branch those of all branches below;
    `everybody` adds activists, applicants and others of the registers.
    """
    where = [belongs_to(organisation_id), Member.status == "here"]
    if not everybody:
        where.append(Member.category.in_(PARTY_MEMBERS))
    return list(db.session.scalars(select(Member).where(*where).order_by(Member.organisation_id, Member.id)))


def belongs_to(organisation_id: int) -> ColumnElement[bool]:
    """The condition for being on the roster of this organisation, whatever its level."""
    if accounts.organisation(organisation_id).level == Level.GROUP:
        return Member.group_id == organisation_id
    return Member.organisation_id.in_(accounts.subtree(organisation_id))


def member(member_id: int) -> Member:
    """The person of that number; must exist."""
    return db.session.get_one(Member, member_id)


def member_of_account(account_id: int) -> list[Member]:
    """The persons who are here and sign in with this account; seldom more than one."""
    mine = select(Member).where(Member.account_id == account_id, Member.status == "here")
    return list(db.session.scalars(mine.order_by(Member.id)))


def everyone_of(branch_id: int) -> list[Member]:
    """Everybody who is or was on the branch's roster."""
    return list(db.session.scalars(select(Member).where(Member.organisation_id == branch_id).order_by(Member.id)))


def namesakes(branch_id: int, name: str) -> list[Member]:
    """Who of the branch has this name, those who left included."""
    alike = select(Member).where(Member.organisation_id == branch_id, Member.name == name)
    return list(db.session.scalars(alike.order_by(Member.id)))


def elsewhere(branch_id: int, people: Sequence[RosterValues]) -> list[str]:
    """The names of those who seem to be on the roster of another branch too: same name and birth or phone."""
    others = select(Member.name, Member.birth, Member.phone).where(
        Member.organisation_id != branch_id,
        Member.status == "here",
        Member.name.in_([one.name for one in people]),
    )
    marks = {(name, mark) for name, birth, phone in db.session.execute(others) for mark in (birth, phone) if mark}
    return [one.name for one in people if one.name and {(one.name, one.birth), (one.name, one.phone)} & marks]


def members_numbered(branch_id: int, member_ids: Sequence[int]) -> list[Member]:
    """Those of the numbers who are here, in the branch."""
    numbered = select(Member).where(
        Member.organisation_id == branch_id, Member.status == "here", Member.id.in_(member_ids)
    )
    return list(db.session.scalars(numbered.order_by(Member.id)))


def without_account(organisation_id: int, most: int | None = None) -> list[int]:
    """The Party members here who cannot sign in yet."""
    waiting = select(Member.id).where(
        belongs_to(organisation_id),
        Member.status == "here",
        Member.category.in_(PARTY_MEMBERS),
        Member.account_id.is_(None),
    )
    return list(db.session.scalars(waiting.order_by(Member.id).limit(most)))


@dataclass(frozen=True)
class Wanted:
    """Which part of a roster is asked for; empty means all.

    `gone` asks for those who left instead, `party` for Party members only.
    """

    text: str = ""
    group_id: int | None = None
    category: str = ""
    card: str = ""
    gone: bool = False
    party: bool = False


def matching(organisation_id: int, wanted: Wanted, first: int, most: int) -> tuple[list[Member], int]:
    """That part of the roster from a place on, and how many there are in all."""
    where = [belongs_to(organisation_id), (Member.status != "here") if wanted.gone else (Member.status == "here")]
    if wanted.text:
        text = wanted.text
        where.append(Member.name.contains(text, autoescape=True) | Member.phone.contains(text, autoescape=True))
    if wanted.group_id is not None:
        where.append(Member.group_id == wanted.group_id if wanted.group_id else Member.group_id.is_(None))
    if wanted.category:
        where.append(Member.category == wanted.category)
    if wanted.party:
        where.append(Member.category.in_(PARTY_MEMBERS))
    if wanted.card:
        where.append(_card_state(wanted.card))
    found = select(Member).where(*where).order_by(Member.organisation_id, Member.id).offset(first).limit(most)
    total = db.session.scalar(select(func.count()).select_from(Member).where(*where))
    return list(db.session.scalars(found)), total or 0


def _card_state(state: str) -> ColumnElement[bool]:
    active = exists().where(Account.id == Member.account_id, Account.pin_hash.is_not(None))
    if state == "none":
        return Member.account_id.is_(None)
    return Member.account_id.is_not(None) & (active if state == "active" else ~active)


@dataclass(frozen=True)
class Counts:
    """How many are on a roster: by category, and with the vote on the day that was asked."""

    by_category: dict[str, int]
    entitled: int
    gone: int


def how_many(organisation_id: int) -> int:
    """How many people are here, Party members and others."""
    here = select(func.count()).select_from(Member).where(belongs_to(organisation_id), Member.status == "here")
    return db.session.scalar(here) or 0


def counts_of(organisation_id: int, on: date) -> Counts:
    """Count a roster; `entitled` agrees with `standing_of` for each person."""
    here = belongs_to(organisation_id)
    rows = db.session.execute(
        select(Member.status, Member.category, func.count()).where(here).group_by(Member.status, Member.category)
    ).all()
    day = on.isoformat()
    suspended = exists().where(
        Suspension.member_id == Member.id,
        Suspension.started_on <= day,
        Suspension.ended_on.is_(None) | (Suspension.ended_on >= day),
    )
    full = (here, Member.status == "here", Member.category == Category.full.value)
    entitled = db.session.scalar(select(func.count()).select_from(Member).where(*full, ~suspended))
    by_category = {category: number for status, category, number in rows if status == "here"}
    return Counts(by_category, entitled or 0, sum(number for status, _, number in rows if status != "here"))
