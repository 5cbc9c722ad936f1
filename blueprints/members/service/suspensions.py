"""Times without the vote 留党察看、权利中止."""

from dataclasses import dataclass
from datetime import date

from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.roll import Category
from domain.words import Refusal

from .. import queries
from ..models import Member, Suspension, SuspensionKind
from ..roster.dates import years_after
from .authority import member_here, refuse_beyond
from .offices import day_before, end_offices

#: 党章: 留党察看 lasts two years at most.
LONGEST_PROBATION = 2


@dataclass(frozen=True)
class Interval:
    """A time without the vote: kind, first day, last day if it is known, and who decided it."""

    kind: SuspensionKind
    started_on: date
    ended_on: date | None
    reason: str


@verb("suspension.made")
def suspend(act: Act, member_id: int, interval: Interval) -> Suspension:
    """The person has no vote in that time; 留党察看 ends the offices too, for they lapse with it."""
    member = member_here(member_id)
    _refuse_impossible(member, interval)
    if interval.kind is SuspensionKind.ON_PROBATION:
        refuse_beyond(act, member)
        act.detail["offices"] = end_offices(member, day_before(interval.started_on))
    suspension = Suspension(
        member_id=member.id,
        kind=interval.kind.value,
        started_on=interval.started_on.isoformat(),
        ended_on=interval.ended_on.isoformat() if interval.ended_on else None,
        reason=interval.reason,
    )
    db.session.add(suspension)
    act.detail.update({"member": member.id, "kind": interval.kind})
    return suspension


def _refuse_impossible(member: Member, interval: Interval) -> None:
    if member.category not in queries.PARTY_MEMBERS:
        raise Refusal(f"{Category(member.category).zh}没有表决权，不用登记。", "kind")
    if interval.kind is SuspensionKind.ON_PROBATION and member.category != Category.full:
        raise Refusal("留党察看只用于正式党员；预备党员请按延长预备期或取消预备党员资格办理。", "kind")
    _refuse_dates(interval)
    first, last = interval.started_on.isoformat(), interval.ended_on.isoformat() if interval.ended_on else "9999"
    for other in member.suspensions:
        if other.kind == interval.kind and other.started_on <= last and (other.ended_on or "9999") >= first:
            raise Refusal(f"这段时间已登记过{interval.kind.zh}（{other.started_on}起），请核对日期。", "since")


def _refuse_dates(interval: Interval) -> None:
    if interval.ended_on is None:
        return
    if interval.ended_on < interval.started_on:
        raise Refusal("最后一天不能早于第一天，请核对日期。", "until")
    longest = years_after(interval.started_on, LONGEST_PROBATION)
    if interval.kind is SuspensionKind.ON_PROBATION and interval.ended_on > longest:
        raise Refusal("留党察看最长不超过两年（党章），请核对日期。", "until")


@verb("suspension.ended")
def end_suspension(act: Act, suspension_id: int, ended_on: date) -> Suspension:
    """The last day without the vote; from the next day on the person has it again."""
    suspension = db.session.get_one(Suspension, suspension_id)
    if ended_on.isoformat() < suspension.started_on:
        raise Refusal(f"最后一天不能早于第一天{suspension.started_on}，请核对日期。", "ended_on")
    kind = SuspensionKind(suspension.kind)
    _refuse_dates(Interval(kind, date.fromisoformat(suspension.started_on), ended_on, ""))
    act.detail.update({"member": suspension.member_id, "was": suspension.ended_on})
    suspension.ended_on = ended_on.isoformat()
    return suspension
