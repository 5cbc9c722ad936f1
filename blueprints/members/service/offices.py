"""Offices 党内职务 with their dates: appoint and end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from blueprints.accounts import queries as accounts
from blueprints.accounts import service as granting
from blueprints.accounts.models import Level
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from blueprints.shared.permissions import Role
from domain.roll import Category
from domain.words import Refusal

from .. import queries
from ..models import Member, Office, OfficeTitle
from .authority import member_here, runs, withdraw
from .cards import give_account

#: Who holds one of these may be let manage meetings and roster.
LEADING = (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)


@dataclass(frozen=True)
class Appointment:
    """An office to be held at an organisation from a day on; `manages` lets the account run it too."""

    organisation_id: int
    title: OfficeTitle
    started_on: date
    manages: bool = False


@verb("office.appointed")
def appoint(act: Act, member_id: int, appointment: Appointment) -> Office:
    """The person holds the office from that day; refuses who may not hold it, and a second secretary."""
    member = member_here(member_id)
    appointment = _placed(act, member, appointment)
    if why := why_not(member, appointment):
        raise Refusal(why, "title")
    office = hold(member, appointment)
    if appointment.manages:
        if appointment.title not in LEADING:
            raise Refusal("只有书记、副书记可以在任命时一并授予管理权限。", "manages")
        granting.grant(give_account(act, member).id, appointment.organisation_id, Role.SECRETARY)
    act.detail.update({"member": member.id, "title": appointment.title, "manages": appointment.manages})
    return office


def hold(member: Member, appointment: Appointment) -> Office:
    """Within a verb: write the office down."""
    office = Office(
        member_id=member.id,
        organisation_id=appointment.organisation_id,
        title=appointment.title.value,
        started_on=appointment.started_on.isoformat(),
    )
    db.session.add(office)
    return office


def why_not(member: Member, appointment: Appointment) -> str:
    """Why the person cannot hold the office, as a sentence; empty where nothing stands in the way."""
    title, day = appointment.title, appointment.started_on
    if member.category not in queries.PARTY_MEMBERS:
        return f"{Category(member.category).zh}不能担任党内职务。"
    if title.on_committee and member.category != Category.full:
        return f"预备党员没有被选举权，不能担任{title.zh}。"
    if suspended := [time for time in member.suspensions if _reaches(time.started_on, time.ended_on, day)]:
        until = suspended[0].ended_on
        return f"{member.name}的党员权利已停止{f'至{until}' if until else ''}，不能担任{title.zh}。"
    return _taken(member, appointment)


def _taken(member: Member, appointment: Appointment) -> str:
    title = appointment.title
    for office in queries.offices_at(appointment.organisation_id, title):
        if not _reaches(office.started_on, office.ended_on, appointment.started_on):
            continue
        if office.member_id == member.id:
            return f"{member.name}已经担任{title.zh}，不用重复任命。"
        if title in (OfficeTitle.SECRETARY, OfficeTitle.GROUP_LEADER):
            holder = queries.member(office.member_id).name
            return f"{holder}现任{title.zh}，同一时间只能有一名{title.zh}，请先办理免职，再任命{member.name}。"
    return ""


def _reaches(started_on: str, ended_on: str | None, day: date) -> bool:
    # A new office has no last day yet: it meets whatever has not ended before it begins.
    return started_on > day.isoformat() or ended_on is None or ended_on >= day.isoformat()


def _placed(act: Act, member: Member, appointment: Appointment) -> Appointment:
    place = accounts.organisation(appointment.organisation_id)
    if appointment.title is OfficeTitle.GROUP_LEADER:
        if member.group_id is None:
            raise Refusal(f"请先把{member.name}编入党小组，再任命为党小组长。", "title")
        return Appointment(member.group_id, appointment.title, appointment.started_on, appointment.manages)
    above = accounts.lineage(member.organisation_id)
    if place.id not in above or place.level == Level.GROUP or not runs(act, place.id):
        raise Refusal("请选择由您管理、本人所在的党组织。", "place")
    return appointment


@verb("office.ended")
def end_office(act: Act, office_id: int, ended_on: date, withdraws: bool) -> Office:
    """The office is held for the last time on that day; `withdraws` takes the management back as well."""
    office = db.session.get_one(Office, office_id)
    title = OfficeTitle(office.title)
    if office.ended_on is not None:
        raise Refusal(f"{title.zh}一职已于{office.ended_on}免去，不用再办。", "ended_on")
    if ended_on.isoformat() < office.started_on:
        raise Refusal(f"免职日期不能早于任职日期{office.started_on}。", "ended_on")
    if ended_on > clock.local(act.at).date():
        raise Refusal("免职日期还没有到，请在当天或以后办理。", "ended_on")
    office.ended_on = ended_on.isoformat()
    act.detail.update({"member": office.member_id, "title": office.title})
    if withdraws:
        withdraw(queries.member(office.member_id), office.organisation_id)
    return office


def end_offices(member: Member, on: date, at: Collection[int | None] = ()) -> list[str]:
    """Within a verb: no office is held after that day, nor the management that came with it; says which ended.

    `at` names the organisations; without it all offices end. One that has not begun yet goes altogether.
    """
    day, ended = on.isoformat(), []
    for office in list(member.offices):
        if (office.ended_on and office.ended_on <= day) or (at and office.organisation_id not in at):
            continue
        ended.append(OfficeTitle(office.title).zh)
        if office.title in LEADING:
            withdraw(member, office.organisation_id)
        if office.started_on > day:
            member.offices.remove(office)
            db.session.delete(office)
        else:
            office.ended_on = day
    return ended


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
