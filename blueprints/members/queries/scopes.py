"""To which organisation a thing of this feature belongs."""

from sqlalchemy import select

from blueprints.shared.db import db
from blueprints.shared.permissions import Scope

from ..models import Member, Office, RosterUpload, Suspension


def member_scope(member_id: int, _account_id: int | None) -> Scope | None:
    """Where a person belongs."""
    return _scope(db.session.scalar(select(Member.organisation_id).where(Member.id == member_id)))


def upload_scope(upload_id: int, _account_id: int | None) -> Scope | None:
    """For which branch a roster was uploaded."""
    return _scope(db.session.scalar(select(RosterUpload.organisation_id).where(RosterUpload.id == upload_id)))


def office_scope(office_id: int, _account_id: int | None) -> Scope | None:
    """At which organisation an office is held."""
    return _scope(db.session.scalar(select(Office.organisation_id).where(Office.id == office_id)))


def suspension_scope(suspension_id: int, _account_id: int | None) -> Scope | None:
    """Where the suspended person belongs."""
    of = select(Member.organisation_id).join(Suspension, Suspension.member_id == Member.id)
    return _scope(db.session.scalar(of.where(Suspension.id == suspension_id)))


def _scope(organisation_id: int | None) -> Scope | None:
    return None if organisation_id is None else Scope(organisation_id)
