"""The blueprint that the files of this folder put their addresses on, and what they share."""

from collections.abc import Mapping

from flask import Blueprint, abort

from blueprints.accounts import queries as accounts
from blueprints.members import queries as members
from domain.rules import MeetingKind, kind_of

blueprint = Blueprint("rules", __name__)


def kind_or_404(kind: str) -> MeetingKind:
    """The kind of meeting in the address."""
    try:
        return kind_of(kind)
    except KeyError:
        abort(404)


def names_above(organisation_id: int) -> Mapping[int, str]:
    """What the organisation and those above it are called."""
    return members.names_of(accounts.lineage(organisation_id))
