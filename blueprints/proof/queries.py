"""Reading what bears out a record: its signatures and its signed copies."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from blueprints.accounts.models import Account
from blueprints.proof.models import Duty, Signature, SignedCopy
from blueprints.proof.subjects import Subject, subject
from blueprints.shared.db import db
from blueprints.shared.permissions import Scope, scope_at
from domain.proof import prefix_of


def by_code(number: int) -> Subject | None:
    """The record of that code."""
    return subject(prefix_of(number))


def signatures(sha256: str) -> Sequence[Signature]:
    """All signatures that hold under that content, in the order of signing."""
    return [one for one in all_signatures(sha256) if one.dropped_at is None]


def all_signatures(sha256: str) -> Sequence[Signature]:
    """All signatures under that content in the order of signing, those that were declared void too."""
    return db.session.scalars(select(Signature).where(Signature.sha256 == sha256).order_by(Signature.id)).all()


def signature(sha256: str, duty: Duty, name: str) -> Signature | None:
    """That person's signature under that content, while it holds."""
    where = (Signature.sha256 == sha256, Signature.duty == duty, Signature.name == name)
    return db.session.scalar(select(Signature).where(*where, Signature.dropped_at.is_(None)))


def signature_row(signature_id: int) -> Signature:
    """The signature of that number; it must exist."""
    return db.session.get_one(Signature, signature_id)


def account_names(numbers: Iterable[int | None]) -> dict[int, str]:
    """Whose the accounts are, by their numbers."""
    wanted = {one for one in numbers if one is not None}
    rows = db.session.scalars(select(Account).where(Account.id.in_(wanted)))
    return {one.id: one.name for one in rows}


def copies(sha256: str) -> Sequence[SignedCopy]:
    """All scans of that record's signed print, the oldest first, those put aside too."""
    return db.session.scalars(select(SignedCopy).where(SignedCopy.sha256 == sha256).order_by(SignedCopy.id)).all()


def state_of(sha256: str) -> tuple[int, int]:
    """How many have signed on the tablet, and how many scans of the signed print count."""
    return len(signatures(sha256)), sum(one.dropped_at is None for one in copies(sha256))


def copy(signed_copy_id: int) -> SignedCopy:
    """The scan of that number; it must exist."""
    return db.session.get_one(SignedCopy, signed_copy_id)


def code_scope(number: int, account_id: int | None) -> Scope | None:
    """Where the record of that code belongs."""
    return _scope(by_code(number), account_id)


def copy_scope(signed_copy_id: int, account_id: int | None) -> Scope | None:
    """Where a scan belongs: with the record."""
    found = db.session.get(SignedCopy, signed_copy_id)
    return _scope(subject(found.sha256), account_id) if found else None


def signature_scope(signature_id: int, account_id: int | None) -> Scope | None:
    """Where a signature belongs: with the record."""
    found = db.session.get(Signature, signature_id)
    return _scope(subject(found.sha256), account_id) if found else None


def _scope(found: Subject | None, account_id: int | None) -> Scope | None:
    return scope_at(*found.thing, account_id) if found else None
