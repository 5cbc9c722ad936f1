"""The roster as rows of a file; nothing is written."""

from collections.abc import Iterator
from datetime import date

from .. import queries
from ..models import Member
from ..roster import RosterValues
from .people import TEXTS


def roster_rows(organisation_id: int, on: date) -> Iterator[RosterValues]:
    """The Party members as an import would read them, with the offices held that day."""
    people = queries.people_of(organisation_id)
    names = queries.names_of(person.group_id for person in people)
    for person in people:
        yield _row(person, names.get(person.group_id or 0), on)


def _row(person: Member, group: str | None, on: date) -> RosterValues:
    texts = {key: getattr(person, key) or None for key in TEXTS}
    return RosterValues(**texts, group=group, office="、".join(queries.offices_on(person, on)) or None)
