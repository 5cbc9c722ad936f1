"""People, offices and uploads for the tests of the roster, by the feature's own services."""

from collections.abc import Sequence
from datetime import date

from blueprints.accounts.models import Account, Grant, Level, Organisation
from blueprints.members import queries, service
from blueprints.members.models import Member, OfficeTitle, RosterUpload, SuspensionKind
from blueprints.shared import clock
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import Role
from tests.features.members.rosters import person, roster
from tests.make import NOON, Community, act

TODAY = clock.local(NOON).date()


def entry(name: str, **changed: object) -> service.Entry:
    """A faultless full member as typed by hand."""
    held = {
        "name": name,
        "category": "full",
        "gender": "女",
        "ethnicity": "汉族",
        "birth": "1971.03",
        "joined_on": "1995年7月1日",
        "full_member_on": "1996-07-01",
        "phone": "",
    }
    return service.Entry(**(held | changed))  # type: ignore[arg-type]


def secretary_of(branch: int, name: str = "支部管理员") -> int:
    """An account that runs only this branch."""
    with writing():
        account = Account(name=name, made_at=NOON)
        db.session.add(account)
        db.session.flush()
        db.session.add(Grant(account_id=account.id, organisation_id=branch, role=Role.SECRETARY))
        return account.id


def empty_branch(house: Community, name: str = "幸福里社区第三党支部") -> int:
    """One more branch, with nobody in it."""
    with writing():
        branch = Organisation(parent_id=house.organisation, name=name, level=Level.BRANCH)
        db.session.add(branch)
        db.session.flush()
        return branch.id


def appointed(house: Community, member: int, title: OfficeTitle, day: str = "2026-01-01", **more: bool) -> int:
    """An office at the branch, given by the community's secretary."""
    appointment = service.Appointment(house.branch, title, date.fromisoformat(day), **more)
    return service.appoint(act(house.secretary), member, appointment)


def suspended(house: Community, member: int, since: str, until: str | None = None) -> int:
    """留党察看 of a member."""
    last = date.fromisoformat(until) if until else None
    interval = service.Interval(SuspensionKind.ON_PROBATION, date.fromisoformat(since), last, "街道纪工委决定")
    return service.suspend(act(house.secretary), member, interval)


def uploaded(house: Community, branch: int, content: bytes, filename: str = "名册.xlsx") -> int:
    """A roster that was uploaded and read, without a thread."""
    upload_id = service.store_upload(act(house.secretary), branch, filename, content)
    service.read_upload(upload_id, TODAY)
    return upload_id


def file_of(count: int, *more: dict[str, object]) -> bytes:
    """A faultless roster of so many people, and then these."""
    return roster(*(person(number) for number in range(count)), *more)


def find(name: str, branch: int) -> Member:
    """The one of this name in the branch."""
    (member,) = queries.namesakes(branch, name)
    return member


def names(people: Sequence[Member]) -> list[str]:
    """The names in order."""
    return [member.name for member in people]


def upload(upload_id: int) -> RosterUpload:
    """The upload as it stands now."""
    db.session.expire_all()
    return queries.upload(upload_id)
