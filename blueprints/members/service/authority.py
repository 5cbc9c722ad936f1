"""Whose accounts and offices the one who acts may touch: only those of organisations he runs."""

from blueprints.accounts import queries as accounts
from blueprints.accounts import service as granting
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act
from blueprints.shared.permissions import Role
from domain.words import Refusal

from .. import queries
from ..models import Member


def runs(act: Act, organisation_id: int) -> bool:
    """Whether the one who acts runs the organisation; the command line, which has no account, runs all."""
    return act.account_id is None or Role.SECRETARY in accounts.roles_on(act.account_id, organisation_id)


def runs_all_of(act: Act, account_id: int) -> bool:
    """Whether the one who acts runs every organisation at which the account has a role.

    Else a branch could take over the account of somebody who runs the community.
    """
    return all(runs(act, seat.organisation.id) for seat in accounts.seats(account_id))


def refuse_beyond(act: Act, member: Member) -> None:
    """Refuse to touch a person who holds an office that only the organisation above may end."""
    today = clock.local(act.at).date().isoformat()
    held = {office.organisation_id for office in member.offices if (office.ended_on or today) >= today}
    if not all(runs(act, organisation_id) for organisation_id in held):
        raise Refusal(f"{member.name}还在其他党组织担任职务，请先由那里的党组织办理免职。")


def withdraw(member: Member, organisation_id: int) -> None:
    """Within a verb: let the person's account no longer run the organisation; refuses to leave nobody."""
    if member.account_id is None:
        return
    running = {account.id for account, role in accounts.holders(organisation_id) if role == Role.SECRETARY}
    if running == {member.account_id} and accounts.organisation(organisation_id).parent_id is None:
        raise Refusal("至少要保留一个管理账号。请先在“组织”页添加新的管理账号，再办理。")
    granting.ungrant(member.account_id, organisation_id, Role.SECRETARY)


def member_here(member_id: int) -> Member:
    """The person, who must be on the roster still; refuses whoever was transferred or left."""
    member = queries.member(member_id)
    if member.status != "here":
        raise Refusal(f"{member.name}已不在名册，请先恢复，再办理。")
    return member


def flushed(row: object) -> None:
    """Within a verb: add a row so that it has its number."""
    db.session.add(row)
    db.session.flush()
