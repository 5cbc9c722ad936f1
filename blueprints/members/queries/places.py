"""Branches and groups as the roster needs them."""

from collections.abc import Iterable

from sqlalchemy import func, select

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Level, Organisation
from blueprints.shared.db import db

from ..models import Member
from .people import PARTY_MEMBERS


def groups_of(branch_ids: Iterable[int]) -> list[Organisation]:
    """The working Party groups 党小组 of these branches, in the order they were made."""
    groups = select(Organisation).where(
        Organisation.parent_id.in_(list(branch_ids)),
        Organisation.level == Level.GROUP,
        Organisation.closed_at.is_(None),
    )
    return list(db.session.scalars(groups.order_by(Organisation.id)))


def group_sizes(branch_id: int) -> dict[int, int]:
    """How many Party members each group of the branch has; 0 stands for those in none."""
    rows = db.session.execute(
        select(Member.group_id, func.count())
        .where(Member.organisation_id == branch_id, Member.status == "here")
        .where(Member.category.in_(PARTY_MEMBERS))
        .group_by(Member.group_id)
    )
    return {group_id or 0: number for group_id, number in rows}


def names_of(organisation_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of these organisations."""
    numbers = {number for number in organisation_ids if number}
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(numbers)))
    return {row[0]: row[1] for row in rows}


def branches_below(organisation_id: int) -> list[Organisation]:
    """The branches of a community or street committee, itself if it is one, in the order they were made."""
    below = select(Organisation).where(
        Organisation.id.in_(accounts.subtree(organisation_id)), Organisation.level == Level.BRANCH
    )
    return list(db.session.scalars(below.order_by(Organisation.id)))
