"""Where each thing of a review belongs, and what the viewer is at it.

What was found of a person is that person's and the secretary's: a chair or a superior has no business with it here.
"""

from blueprints.consultation import queries as consultation
from blueprints.members import queries as members
from blueprints.reviews.models import Objection, Review, Reviewed, ReviewGroup
from blueprints.shared.db import db
from blueprints.shared.permissions import Role, Scope

_OF_ONE = frozenset({Role.OWNER, Role.SECRETARY})


def review_scope(review_id: int, account_id: int | None) -> Scope | None:
    """The meeting's, for what is prepared before its notice."""
    found = db.session.get(Review, review_id)
    return consultation.open_scope(found.meeting_id, account_id) if found else None


def review_group_scope(review_group_id: int, account_id: int | None) -> Scope | None:
    """The review's."""
    found = db.session.get(ReviewGroup, review_group_id)
    return review_scope(found.review_id, account_id) if found else None


def reviewed_scope(reviewed_id: int, account_id: int | None) -> Scope | None:
    """A person's own, and the secretary's."""
    found = db.session.get(Reviewed, reviewed_id)
    scope = review_scope(found.review_id, account_id) if found else None
    if found is None or scope is None:
        return None
    mine = {one.id for one in members.member_of_account(account_id)} if account_id else set()
    own = frozenset({Role.OWNER}) if found.member_id in mine else frozenset()
    return Scope(scope.organisation_id, own, known_to=_OF_ONE)


def objection_scope(objection_id: int, account_id: int | None) -> Scope | None:
    """The review's."""
    found = db.session.get(Objection, objection_id)
    return review_scope(found.review_id, account_id) if found else None
