"""Who holds which office, and who has the vote, on which day."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, select

from blueprints.shared.db import db
from domain.roll import Category, Standing, standing

from ..models import Member, Office, OfficeTitle, Suspension, SuspensionKind

_RANK = {title.value: rank for rank, title in enumerate(OfficeTitle)}


def committee_of(organisation_id: int, on: date) -> list[Member]:
    """Who sits on the organisation's committee 委员会 that day, highest office first; each person once."""
    seated = [title.value for title in OfficeTitle if title.on_committee]
    rows = db.session.execute(
        select(Member, Office.title)
        .join(Office, Office.member_id == Member.id)
        .where(Office.organisation_id == organisation_id, Office.title.in_(seated), Member.status == "here")
        .where(*_held(on))
    )
    ordered = sorted(rows, key=lambda row: (_RANK[row[1]], row[0].id))
    return list(dict.fromkeys(member for member, _title in ordered))


def _held(on: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    day = on.isoformat()
    return Office.started_on <= day, Office.ended_on.is_(None) | (Office.ended_on >= day)


def standing_of(member: Member, on: date) -> Standing:
    """Whether the person is expected and has the vote that day, by category and suspensions."""
    kinds = {suspension.kind for suspension in member.suspensions if lasts(suspension, on)}
    return standing(
        Category(member.category),
        suspended=SuspensionKind.ON_PROBATION in kinds,
        detained=SuspensionKind.DETAINED in kinds,
    )


def offices_on(member: Member, on: date, organisation_id: int | None = None) -> tuple[str, ...]:
    """The offices 党内职务 held that day as users read them, highest first; of one organisation if named."""
    held = (office for office in member.offices if lasts(office, on))
    at = (office.title for office in held if organisation_id in (None, office.organisation_id))
    return tuple(OfficeTitle(title).zh for title in sorted(set(at), key=_RANK.__getitem__))


def lasts(time: Office | Suspension, on: date) -> bool:
    """Whether an office or a suspension holds on that day, its first and last day included."""
    day = on.isoformat()
    return time.started_on <= day and (time.ended_on is None or day <= time.ended_on)


def secretary_of(organisation_id: int, on: date) -> str:
    """The name of the organisation's secretary that day; "" where none is entered."""
    held = (one for one in offices_at(organisation_id, OfficeTitle.SECRETARY) if lasts(one, on))
    last = max(held, key=lambda one: one.started_on, default=None)
    return db.session.get_one(Member, last.member_id).name if last else ""


def offices_at(organisation_id: int, title: OfficeTitle) -> list[Office]:
    """Everyone's times in this office of the organisation, by those who are here still."""
    held = (
        select(Office)
        .join(Member, Member.id == Office.member_id)
        .where(Office.organisation_id == organisation_id, Office.title == title.value, Member.status == "here")
    )
    return list(db.session.scalars(held.order_by(Office.started_on)))


def leaders_of(group_ids: Iterable[int], on: date) -> dict[int, str]:
    """The name of who leads each of these Party groups that day."""
    rows = db.session.execute(
        select(Office.organisation_id, Member.name)
        .join(Member, Member.id == Office.member_id)
        .where(Office.organisation_id.in_(list(group_ids)), Office.title == OfficeTitle.GROUP_LEADER.value)
        .where(Member.status == "here", *_held(on))
    )
    return {row[0]: row[1] for row in rows}
