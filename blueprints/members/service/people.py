"""People of the roster: add, edit, transfer, leave, come back."""

from dataclasses import dataclass
from datetime import date, datetime, time

from blueprints.accounts import queries as accounts
from blueprints.accounts import service as granting
from blueprints.accounts.models import Account, Level, Organisation
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from blueprints.shared.permissions import Role
from domain.words import Refusal

from .. import queries
from ..models import Member
from ..roster import RosterValues
from .authority import member_here, refuse_beyond, runs, runs_all_of
from .cards import close_account, reopen_account
from .entry import Entry, values_of
from .matching import Likeness, likeness
from .offices import end_offices

TEXTS = (
    "name",
    "gender",
    "ethnicity",
    "birth",
    "joined_on",
    "full_member_on",
    "category",
    "phone",
    "mobility",
    "remark",
)


@dataclass(frozen=True)
class Departure:
    """How somebody leaves the roster: `transferred` or `left`, why or to where, and on which day."""

    status: str
    note: str
    on: date


@verb("member.added")
def add_person(act: Act, branch_id: int, entry: Entry) -> Member:
    """A new person of the branch; refuses what an import would refuse, and whoever is there already."""
    refuse_no_branch(branch_id)
    values = values_of(entry, clock.local(act.at).date())
    _refuse_double(branch_id, values, None)
    member = Member(organisation_id=branch_id, group_id=_group(branch_id, entry.group_id))
    fill(member, values)
    db.session.add(member)
    return member


@verb("member.edited")
def edit_person(act: Act, member_id: int, entry: Entry) -> Member:
    """The person with these values instead; refuses what an import would refuse."""
    member = member_here(member_id)
    values = values_of(entry, clock.local(act.at).date())
    _refuse_double(member.organisation_id, values, member_id)
    act.detail["changed"] = changed(member, values)
    if values.category != member.category:
        act.detail["category"] = [member.category, values.category]
    _regroup(member, _group(member.organisation_id, entry.group_id), clock.local(act.at).date())
    rename_account(act, member, values.name or "", values.phone or "")
    fill(member, values)
    return member


def changed(member: Member, values: RosterValues) -> list[str]:
    """The fields whose values differ; the journal keeps no birthdays and phone numbers."""
    return [key for key in TEXTS if getattr(member, key) != (getattr(values, key) or "")]


def fill(member: Member, values: RosterValues) -> None:
    """Within a verb: write the values into the row, empty where there is none."""
    for key in TEXTS:
        setattr(member, key, getattr(values, key) or "")


def rename_account(act: Act, member: Member, name: str, phone: str) -> None:
    """Within a verb: the account follows the person's name, and the phone where nobody else has it."""
    account = db.session.get(Account, member.account_id) if member.account_id else None
    if account is None or not runs_all_of(act, account.id):
        return
    if account.name == member.name:
        account.name = name
    if phone == member.phone or (account.phone and account.phone != member.phone):
        return
    if not phone or accounts.account_by_phone(phone) is None:
        account.phone = phone or None


@verb("member.transferred")
def transfer(act: Act, member_id: int, branch_id: int) -> Member:
    """组织关系转接 to another branch that the one who acts runs too: offices end, account and card go along."""
    member = member_here(member_id)
    refuse_no_branch(branch_id)
    if branch_id == member.organisation_id or not runs(act, branch_id):
        raise Refusal("请选择要转入的党支部；不由您管理的支部，请填写去向办理转出。", "branch")
    refuse_beyond(act, member)
    end_offices(member, clock.local(act.at).date())
    act.detail.update({"from": member.organisation_id, "to": branch_id})
    if member.account_id:
        granting.ungrant(member.account_id, member.organisation_id, Role.MEMBER)
        granting.grant(member.account_id, branch_id, Role.MEMBER)
    member.organisation_id, member.group_id = branch_id, None
    return member


@verb("member.left")
def leave(act: Act, member_id: int, departure: Departure) -> Member:
    """Off the roster, kept with reason and day: offices end, and so does what the account could do here."""
    member = member_here(member_id)
    if departure.on > clock.local(act.at).date():
        raise Refusal("日期还没有到，请填写今天或以前的日期。", "left_on")
    refuse_beyond(act, member)
    end_offices(member, departure.on)
    member.status, member.status_note = departure.status, departure.note
    member.status_at = clock.from_local(datetime.combine(departure.on, time()))
    member.group_id = None
    act.detail.update({"status": departure.status, "note": departure.note})
    _take_back(act, member)
    return member


def _take_back(act: Act, member: Member) -> None:
    if member.account_id is None:
        return
    granting.ungrant(member.account_id, member.organisation_id, Role.MEMBER)
    db.session.flush()
    if not accounts.seats(member.account_id):
        close_account(member.account_id, act.at)


@verb("member.returned")
def bring_back(act: Act, member_id: int) -> Member:
    """On the roster again, because the departure was a mistake or the person came back."""
    member = queries.member(member_id)
    if member.status == "here":
        raise Refusal(f"{member.name}就在名册里，不用恢复。")
    _refuse_double(member.organisation_id, _identity(member), member_id)
    act.detail.update({"status": member.status, "note": member.status_note})
    member.status, member.status_note, member.status_at = "here", "", None
    if member.account_id:
        granting.grant(member.account_id, member.organisation_id, Role.MEMBER)
        reopen_account(member)
    return member


def _identity(member: Member) -> RosterValues:
    return RosterValues(name=member.name, birth=member.birth or None, phone=member.phone or None)


def _refuse_double(branch_id: int, values: RosterValues, own_id: int | None) -> None:
    for other in queries.namesakes(branch_id, values.name or ""):
        if other.id != own_id and (say := _why_double(other, likeness(values, other), own_id is None)):
            raise Refusal(say, "name")


def _why_double(other: Member, like: Likeness, new: bool) -> str:
    if other.status != "here":
        gone = f"“{other.name}”已登记为转出或离开。如已转回，请在名册的“已转出、离开”里找到本人办理恢复。"
        return gone if new and like is Likeness.SAME else ""
    if like is Likeness.SAME:
        return f"“{other.name}”已在名册，出生年月或电话相同，请不要重复登记。"
    if like is Likeness.LIKELY and new:
        return f"名册里已有同名的“{other.name}”，请补填两人的出生年月或电话，以便区分。"
    return ""


def refuse_no_branch(organisation_id: int) -> Organisation:
    """The branch of that number; refuses other organisations, to which nobody belongs directly."""
    branch = accounts.organisation(organisation_id)
    if branch.level != Level.BRANCH or branch.closed_at:
        raise Refusal("党员编在党支部里，请先进入所在的党支部再办理。")
    return branch


def _group(branch_id: int, group_id: int | None) -> int | None:
    if group_id is not None and group_id not in {group.id for group in queries.groups_of([branch_id])}:
        raise Refusal("这个党小组不属于本支部，请重新选择。", "group")
    return group_id


def _regroup(member: Member, group_id: int | None, today: date) -> None:
    if member.group_id not in (None, group_id):
        end_offices(member, today, {member.group_id})
    member.group_id = group_id
