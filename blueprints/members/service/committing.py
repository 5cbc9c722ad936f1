"""The commit of a read roster: all of it in one transaction, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from blueprints.accounts.models import Level, Organisation
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.roll import Category
from domain.words import Refusal

from .. import queries
from ..models import Member, OfficeTitle, RosterUpload
from ..roster import Preview, RosterValues, Row, group_key
from .authority import flushed
from .offices import Appointment, end_offices, hold, why_not
from .people import rename_account
from .plan import FIELDS, Plan, Update, differs, plan_of, titles_of


@dataclass
class _Import:
    """What one commit carries along: where, when, which groups, and what must be said afterwards."""

    act: Act
    branch_id: int
    today: date
    groups: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def commit_roster(act: Act, upload_id: int, skip_refused: bool) -> int:
    """Import a read roster, all or nothing; a second commit changes nothing and gives the same answer.

    Refused rows block it unless `skip_refused`; nobody is ever deleted or taken off the roster.
    """
    try:
        return upload_id if queries.is_committed(upload_id) else _commit(act, upload_id, skip_refused)
    except Refusal:
        if queries.is_committed(upload_id):
            return upload_id
        raise


@verb("roster.committed")
def _commit(act: Act, upload_id: int, skip_refused: bool) -> RosterUpload:
    upload = queries.upload(upload_id)
    if upload.state != "read" or upload.preview is None:
        raise Refusal("这份名册还没有读好，或者已经放弃，请刷新页面后再操作。")
    today = clock.local(act.at).date()
    plan = plan_of(Preview.from_json(upload.preview), upload.organisation_id, today)
    if plan.refused and not skip_refused:
        raise Refusal(f"还有{len(plan.refused)}行有问题。请改好后重新上传，或勾选“跳过有问题的行”再导入。", "skip")
    result = _carry_out(plan, _Import(act, upload.organisation_id, today))
    upload.state, upload.content, upload.preview = "committed", None, {"result": result}
    act.detail.update({key: value for key, value in result.items() if isinstance(value, int)})
    return upload


def _carry_out(plan: Plan, job: _Import) -> dict[str, Any]:
    job.groups = {group_key(group.name): group.id for group in queries.groups_of([job.branch_id])}
    for name in plan.new_groups:
        _add_group(job, name)
    added = [(_add(job, row.values), row.values) for row in plan.adds]
    db.session.flush()
    for update in plan.updates:
        _update(job, update)
    updated = [(update.member, update.row.values) for update in plan.updates]
    _appoint_all(job, [*updated, *added])
    return {
        "added": len(plan.adds),
        "updated": len(plan.updates),
        "unchanged": len(plan.same),
        "groups": len(plan.new_groups),
        "skipped_rows": len(plan.refused) + len(plan.held),
        "skipped": _skipped(plan),
        "unlisted": [member.name for member in plan.unlisted],
        "notes": job.notes,
    }


def _add_group(job: _Import, name: str) -> None:
    group = Organisation(parent_id=job.branch_id, name=name, level=Level.GROUP)
    flushed(group)
    job.groups[group_key(name)] = group.id


def _add(job: _Import, values: RosterValues) -> Member:
    member = Member(organisation_id=job.branch_id, group_id=_group(job, values), name=values.name or "")
    for key in FIELDS:
        setattr(member, key, getattr(values, key) or "")
    db.session.add(member)
    return member


def _group(job: _Import, values: RosterValues) -> int | None:
    return job.groups.get(group_key(values.group)) if values.group else None


def _update(job: _Import, update: Update) -> None:
    member, values = update.member, update.row.values
    if values.phone and values.phone != member.phone:
        rename_account(job.act, member, member.name, values.phone)
    for key in FIELDS:
        new = getattr(values, key)
        if new and differs(key, getattr(member, key), new):
            setattr(member, key, new)
    if member.category == Category.probationary:
        member.full_member_on = ""
    group_id = _group(job, values)
    if group_id and member.group_id not in (None, group_id):
        end_offices(member, job.today, {member.group_id})
    member.group_id = group_id or member.group_id


def _appoint_all(job: _Import, people: Iterable[tuple[Member, RosterValues]]) -> None:
    for member, values in people:
        for title in titles_of(values):
            if title.zh not in queries.offices_on(member, job.today):
                _appoint(job, member, title)


def _appoint(job: _Import, member: Member, title: OfficeTitle) -> None:
    at = member.group_id if title is OfficeTitle.GROUP_LEADER else job.branch_id
    if at is None:
        job.notes.append(f"{member.name}：没有编入党小组，未登记党小组长。")
        return
    appointment = Appointment(at, title, job.today)
    if why := why_not(member, appointment):
        job.notes.append(f"{member.name}：未登记{title.zh}。{why}")
        return
    hold(member, appointment)
    db.session.flush()


def _skipped(plan: Plan) -> list[dict[str, Any]]:
    refused = [_line(row, _first_refusing(row)) for row in plan.refused]
    return refused + [_line(held.row, held.why) for held in plan.held]


def _first_refusing(row: Row) -> str:
    return next((fault.say for fault in row.faults if fault.refuses), "")


def _line(row: Row, why: str) -> dict[str, Any]:
    return {"row": row.row, "name": row.values.name or "", "why": why}
