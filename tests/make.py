"""Making things for tests by the app's own services, in one line each."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from blueprints.accounts import service as accounts
from blueprints.accounts.models import Account, Grant, Level, Organisation
from blueprints.members.models import Member, Office
from blueprints.shared.db import db, writing
from blueprints.shared.journal import Act
from blueprints.shared.permissions import Role

#: A quiet Saturday afternoon in Shanghai.
NOON = datetime(2026, 11, 28, 5, 0, tzinfo=UTC)


def act(account_id: int | None = None, at: datetime = NOON, once: str | None = None) -> Act:
    """Somebody doing something at some time."""
    return Act(account_id=account_id, at=at, once=once)


def later(**span: int) -> datetime:
    """Some time after NOON."""
    return NOON + timedelta(**span)


@dataclass
class Community:
    """Who and what there is; numbers, so that nothing goes stale between sessions."""

    organisation: int
    branch: int
    other_branch: int
    group: int
    secretary: int
    superior: int
    stranger: int
    members: list[int] = field(default_factory=list)  #: members of the branch: 5 full, then 1 probationary
    accounts: list[int] = field(default_factory=list)  #: their accounts, in the same order
    other_member: int = 0
    other_account: int = 0

    @property
    def probationary(self) -> int:
        """The probationary member."""
        return self.members[5]

    @property
    def probationary_account(self) -> int:
        """The probationary member's account."""
        return self.accounts[5]


T = TypeVar("T")

NAMES = ("王建国", "李秀英", "欧阳明", "赵文", "陈桂兰", "周强")


def community() -> Community:
    """A general branch with two branches, one of five full members and a probationary one."""
    with writing():
        top = _add(Organisation(name="中共幸福里社区总支部委员会", level=Level.COMMUNITY))
        branch = _add(Organisation(name="幸福里社区第一党支部", level=Level.BRANCH, parent_id=top.id))
        other = _add(Organisation(name="幸福里社区第二党支部", level=Level.BRANCH, parent_id=top.id))
        group = _add(Organisation(name="第一党小组", level=Level.GROUP, parent_id=branch.id))
        house = Community(top.id, branch.id, other.id, group.id, 0, 0, 0)
        house.secretary = _account("王建国", top.id, Role.SECRETARY)
        house.superior = _account("街道组织科", top.id, Role.SUPERIOR)
        house.stranger = _account("陌生人", None, Role.MEMBER)
        for number, name in enumerate(NAMES):
            member = add_member(house, name, "probationary" if number == 5 else "full", number)
            house.members.append(member.id)
            house.accounts.append(member.account_id or 0)
        outsider = _member("刘洋", other.id, None, "full", 9)
        house.other_member, house.other_account = outsider.id, outsider.account_id or 0
        db.session.add(
            Office(
                member_id=house.members[0],
                organisation_id=branch.id,
                title="secretary",
                started_on="2024-01-01",
            )
        )
        db.session.add(
            Office(
                member_id=house.members[1],
                organisation_id=branch.id,
                title="organisation_commissioner",
                started_on="2024-01-01",
            )
        )
    return house


def add_member(house: Community, name: str, category: str, number: int) -> Member:
    """Within a transaction: one more person of the branch, with an account."""
    return _member(name, house.branch, house.group if number < 3 else None, category, number)


def _member(name: str, branch: int, group: int | None, category: str, number: int) -> Member:
    phone = f"1380000{number:04}"
    account = _account(name, branch, Role.MEMBER, phone)
    joined = "2026-03-01" if category == "probationary" else "2001-07-01"
    full = "" if category == "probationary" else "2002-07-01"
    return _add(
        Member(
            organisation_id=branch,
            group_id=group,
            account_id=account,
            name=name,
            category=category,
            gender="男",
            birth="1960-05",
            joined_on=joined,
            full_member_on=full,
            phone=phone,
        )
    )


def _account(name: str, organisation: int | None, role: Role, phone: str | None = None) -> int:
    account = _add(Account(name=name, phone=phone, made_at=NOON))
    accounts.add_card(account.id, NOON)
    if organisation:
        _add(Grant(account_id=account.id, organisation_id=organisation, role=role))
    return account.id


def _add(row: T) -> T:
    db.session.add(row)
    db.session.flush()
    return row
