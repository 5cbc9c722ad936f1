"""Party groups 党小组 and who is in them."""

from collections.abc import Sequence

from blueprints.accounts import queries as accounts
from blueprints.accounts import service as granting
from blueprints.accounts.models import Level, Organisation
from blueprints.shared import clock
from blueprints.shared.journal import Act, verb
from domain.words import Refusal

from .. import queries
from ..roster import group_key
from .offices import end_offices
from .people import refuse_no_branch


def add_group(act: Act, branch_id: int, name: str) -> int:
    """A new group of the branch; refuses one that is there, however it is written."""
    refuse_no_branch(branch_id)
    like = [group.name for group in queries.groups_of([branch_id]) if group_key(group.name) == group_key(name)]
    if like and like[0] != name:
        raise Refusal(f"已经有“{like[0]}”，请不要重复添加。", "name")
    return granting.add_organisation(act, branch_id, name, Level.GROUP)


@verb("organisation.regrouped")
def move_to_group(act: Act, branch_id: int, member_ids: Sequence[int], group_id: int | None) -> Organisation:
    """Put people of the branch into one of its groups, or into none; who led the old group leads it no more."""
    if not member_ids:
        raise Refusal("请先勾选要调整的人员。", "people")
    if group_id is not None and group_id not in {group.id for group in queries.groups_of([branch_id])}:
        raise Refusal("这个党小组不属于本支部，请重新选择。", "group")
    members = queries.members_numbered(branch_id, member_ids)
    if len(members) != len(set(member_ids)):
        raise Refusal("有的人员已不在本支部，请刷新页面后重新勾选。", "people")
    for member in members:
        if member.group_id not in (None, group_id):
            end_offices(member, clock.local(act.at).date(), {member.group_id})
        member.group_id = group_id
    act.detail.update({"group": group_id, "people": sorted(member_ids)})
    return accounts.organisation(branch_id)
