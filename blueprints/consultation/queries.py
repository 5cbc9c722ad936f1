"""Reading collections: what was asked, how many answered, and the opinions of those that may be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from blueprints.consultation.models import About, Collection, Entry, Sorting, Source, Subject
from blueprints.meetings import queries as meetings
from blueprints.members import queries as members
from blueprints.shared.db import db
from blueprints.shared.permissions import Role, Scope
from domain.life import Collected


@dataclass(frozen=True)
class Heard:
    """One opinion with what was said of it; `theme` is "" where it is not sorted yet."""

    id: bytes
    subject: Subject
    source: Source | None  #: None where it is not told
    text: str
    theme: str
    handling: str


@dataclass(frozen=True)
class Gathered:
    """How far a meeting's collection is: its state, and how many opinions, by source and without a theme."""

    collected: Collected
    opinions: int
    unsorted: int
    sources: tuple[tuple[str, int], ...]


def collection(collection_id: int) -> Collection:
    """The collection of that number; it must exist."""
    return db.session.get_one(Collection, collection_id)


def of_meeting(meeting_id: int) -> Collection | None:
    """The meeting's collection; None while there is none."""
    return db.session.scalar(select(Collection).where(Collection.meeting_id == meeting_id))


def by_token(token: str) -> Collection | None:
    """The collection of that link."""
    return db.session.scalar(select(Collection).where(Collection.token == token))


def subject(subject_id: int) -> Subject:
    """The subject of that number; it must exist."""
    return db.session.get_one(Subject, subject_id)


def readable(found: Collection) -> bool:
    """Whether opinions may be read at all: the collection is closed and tells no order any more."""
    return found.state != "open" and found.scrubbed


def own_subjects(found: Collection, account_id: int | None) -> frozenset[int]:
    """The subjects that are the viewer themself."""
    mine = {one.id for one in members.member_of_account(account_id)} if account_id else set()
    return frozenset(one.id for one in found.subjects if one.member_id in mine)


def heard(found: Collection, account_id: int | None) -> tuple[Heard, ...]:
    """The opinions that whoever keeps the collection may read, by subject and theme, in the words' own order.

    Nothing while it is open or not scrubbed; before the release nothing about the reader themself.
    """
    if not readable(found):
        return ()
    hidden = frozenset() if found.state == "released" else own_subjects(found, account_id)
    return tuple(one for one in _all(found) if one.subject.id not in hidden)


def told(found: Collection, subject_id: int) -> tuple[Heard, ...]:
    """What was said on one subject, once it was released; nothing before."""
    return tuple(one for one in _all(found) if one.subject.id == subject_id) if found.state == "released" else ()


def whole(found: Collection) -> tuple[Heard, ...]:
    """Every opinion of a released collection; nothing before."""
    return _all(found) if found.state == "released" else ()


def _all(found: Collection) -> tuple[Heard, ...]:
    query = select(Entry, Sorting).outerjoin(Sorting, Sorting.entry_id == Entry.id)
    rows = db.session.execute(query.where(Entry.collection_id == found.id)).all()
    subjects = {one.id: one for one in found.subjects}
    read = [_heard(opinion, sorting, subjects[opinion.subject_id]) for opinion, sorting in rows]
    return tuple(sorted(read, key=lambda one: (one.subject.position, one.theme == "", one.theme, one.text, one.id)))


def _heard(opinion: Entry, sorting: Sorting | None, of: Subject) -> Heard:
    theme, handling = (sorting.theme, sorting.handling) if sorting else ("", "")
    return Heard(opinion.id, of, Source(opinion.source), opinion.text, theme, handling)


def hidden_from(found: Collection, account_id: int | None) -> int:
    """How many opinions are about the reader themself and wait for the release."""
    if found.state == "released" or not readable(found):
        return 0
    own = own_subjects(found, account_id)
    return sum(one.subject.id in own for one in _all(found))


def gathered(meeting_id: int) -> Gathered:
    """How far the meeting's collection is; figures only, and none while it is open."""
    found = of_meeting(meeting_id)
    if found is None:
        return Gathered(Collected.NONE, 0, 0, ())
    if not readable(found):
        return Gathered(Collected(found.state), 0, 0, ())
    own = Entry.collection_id == found.id
    by_source = select(Entry.source, func.count()).where(own).group_by(Entry.source)
    counted: dict[str, int] = {row[0]: row[1] for row in db.session.execute(by_source)}
    sorted_ones = select(func.count()).select_from(Sorting).join(Entry, Entry.id == Sorting.entry_id).where(own)
    total = sum(counted.values())
    unsorted = total - (db.session.scalar(sorted_ones) or 0)
    sources = tuple((one.zh, counted[one.value]) for one in Source if one.value in counted)
    return Gathered(Collected(found.state), total, unsorted, sources)


def themes(found: Collection) -> Sequence[str]:
    """The themes that were given so far."""
    query = select(Sorting.theme).join(Entry, Entry.id == Sorting.entry_id)
    return sorted(set(db.session.scalars(query.where(Entry.collection_id == found.id))))


def the_body(found: Collection) -> Subject:
    """The subject that stands for the body as a whole."""
    return next(one for one in found.subjects if one.about == About.BODY)


def collection_scope(collection_id: int, account_id: int | None) -> Scope | None:
    """A collection belongs where its meeting does; being asked for opinions is no secret before the notice."""
    found = db.session.get(Collection, collection_id)
    return open_scope(found.meeting_id, account_id) if found else None


def open_scope(meeting_id: int, account_id: int | None) -> Scope | None:
    """The meeting's scope for what is prepared before its notice: who is to come is ATTENDEE already."""
    scope = meetings.meeting_scope(meeting_id, account_id)
    if scope is None or account_id is None:
        return scope
    called = {one.member_id for one in meetings.expected_people(meetings.meeting(meeting_id))}
    own = {one.id for one in members.member_of_account(account_id)}
    coming = frozenset({Role.ATTENDEE}) if called & own else frozenset()
    # Who only sits in, or has left the register since, stands on the roll and is not called.
    return Scope(scope.organisation_id, (scope.roles - {Role.ATTENDEE}) | coming)


def subject_scope(subject_id: int, account_id: int | None) -> Scope | None:
    """What was said of a person is that person's own, and whoever keeps the collection may hand it on."""
    found = db.session.get(Subject, subject_id)
    scope = collection_scope(found.collection_id, account_id) if found else None
    if found is None or scope is None:
        return None
    return Scope(scope.organisation_id, scope.roles | _owned(found, account_id, scope.roles))


def _owned(found: Subject, account_id: int | None, roles: frozenset[Role]) -> frozenset[Role]:
    """The person themself; what was said of the body and of everything else belongs to all who are called."""
    if found.member_id is None:
        return frozenset({Role.OWNER}) if Role.ATTENDEE in roles else frozenset()
    mine = {one.id for one in members.member_of_account(account_id)} if account_id else set()
    return frozenset({Role.OWNER}) if found.member_id in mine else frozenset()
