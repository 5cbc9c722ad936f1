"""Uploaded rosters."""

from sqlalchemy import select

from blueprints.shared.db import db

from ..models import RosterUpload


def upload(upload_id: int) -> RosterUpload:
    """The uploaded roster of that number; must exist."""
    return db.session.get_one(RosterUpload, upload_id)


def is_committed(upload_id: int) -> bool:
    """Whether the uploaded roster has been imported."""
    return db.session.scalar(select(RosterUpload.state).where(RosterUpload.id == upload_id)) == "committed"


def open_upload(branch_id: int) -> int | None:
    """The branch's upload that is neither imported nor dropped."""
    waiting = select(RosterUpload.id).where(
        RosterUpload.organisation_id == branch_id, RosterUpload.state.in_(("reading", "read", "failed"))
    )
    return db.session.scalar(waiting.order_by(RosterUpload.id.desc()).limit(1))
