"""What an import would do to the roster as it stands: who is new, who changes and how, who is left alone."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from domain.roll import Category

from .. import queries
from ..models import Member, OfficeTitle
from ..roster import Preview, RosterValues, Row, group_key
from ..roster.columns import LABELS
from .matching import Likeness, likeness

#: Fields that a row may change; empty cells change nothing.
FIELDS = (
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
_TITLES = {title.zh: title for title in OfficeTitle}


@dataclass(frozen=True)
class Change:
    """One field of a person, before and after; both in the users' words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Update:
    """A row that is somebody on the roster, and what it changes there."""

    row: Row
    member: Member
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Held:
    """A row that is not taken, and why."""

    row: Row
    why: str


@dataclass
class Plan:
    """Everything that a commit does; people of the roster who are not in the file stay as they are."""

    adds: list[Row] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    same: list[Update] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    unlisted: list[Member] = field(default_factory=list)
    new_groups: list[str] = field(default_factory=list)


def plan_of(preview: Preview, branch_id: int, on: date) -> Plan:
    """Compare the rows with the branch's roster, those who left it included."""
    people = queries.everyone_of(branch_id)
    groups = {group.id: group.name for group in queries.groups_of([branch_id])}
    by_name: dict[str, list[Member]] = defaultdict(list)
    for member in people:
        by_name[member.name].append(member)
    plan, seen = Plan(), set[int]()
    for row in preview.rows:
        _place(plan, row, by_name.get(row.values.name or "", []), seen, groups, on)
    party = [one for one in people if one.status == "here" and one.category in queries.PARTY_MEMBERS]
    plan.unlisted = [member for member in party if member.id not in seen]
    plan.new_groups = _new_groups(plan, groups)
    return plan


def _place(plan: Plan, row: Row, others: list[Member], seen: set[int], groups: dict[int, str], on: date) -> None:
    like = _likely([other for other in others if other.id not in seen], row.values)
    member = like[0] if like else None
    if member:
        seen.add(member.id)
    if row.status == "refuse":
        plan.refused.append(row)
    elif like is None or member is None:
        plan.adds.append(row)
    elif why := _why_held(member, like[1]):
        plan.held.append(Held(row, why))
    else:
        update = Update(row, member, changes_of(member, row.values, groups, on))
        (plan.updates if update.changes else plan.same).append(update)


def _likely(others: list[Member], values: RosterValues) -> tuple[Member, Likeness] | None:
    for wanted in (Likeness.SAME, Likeness.LIKELY, Likeness.UNSURE):
        found = [other for other in others if likeness(values, other) is wanted]
        if found:
            here_first = sorted(found, key=lambda other: other.status != "here")
            return here_first[0], wanted if len(found) == 1 or wanted is Likeness.SAME else Likeness.UNSURE
    return None


def _why_held(member: Member, like: Likeness) -> str:
    if member.status != "here":
        note = f"（{member.status_note}）" if member.status_note else ""
        return f"已登记为转出或离开{note}。如已转回，请先在其个人页办理恢复，再重新导入。"
    if like is Likeness.UNSURE:
        return "名册里有同名的人，出生年月或电话不全，分不清是不是同一人。请补全后重新上传，或在名册中手工修改。"
    return ""


def changes_of(member: Member, values: RosterValues, groups: dict[int, str], on: date) -> tuple[Change, ...]:
    """What the row would change of the person; a less exact date and an empty cell change nothing."""
    changes = [
        Change(LABELS[key], _shown(key, getattr(member, key)), _shown(key, new))
        for key in FIELDS
        if (new := getattr(values, key)) and differs(key, getattr(member, key), new)
    ]
    group = groups.get(member.group_id or 0, "")
    if values.group and group_key(values.group) != group_key(group or "无"):
        changes.append(Change(LABELS["group"], group, values.group))
    held = queries.offices_on(member, on)
    if more := [title.zh for title in titles_of(values) if title.zh not in held]:
        changes.append(Change(LABELS["office"], "、".join(held), "、".join((*held, *more))))
    return tuple(changes)


def titles_of(values: RosterValues) -> list[OfficeTitle]:
    """The offices that a row names."""
    return [_TITLES[word] for word in (values.office or "").split("、") if word in _TITLES]


def differs(key: str, old: str, new: str) -> bool:
    """Whether a filled cell says something else than the roster; a less exact date says nothing else."""
    is_date = key in ("birth", "joined_on", "full_member_on")
    return new != old and not (is_date and bool(old) and old.startswith(new))


def _shown(key: str, value: str) -> str:
    return Category(value).zh if key == "category" and value else value


def _new_groups(plan: Plan, groups: dict[int, str]) -> list[str]:
    there = {group_key(name) for name in groups.values()}
    rows = [*plan.adds, *(update.row for update in plan.updates)]
    wanted = dict.fromkeys(row.values.group for row in rows if row.values.group)
    return [name for name in wanted if group_key(name) not in there]
