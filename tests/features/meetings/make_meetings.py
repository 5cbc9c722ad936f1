"""Meetings for tests, by the services."""

from datetime import datetime, timedelta

from blueprints.meetings import queries, service
from blueprints.meetings.names import Named
from domain.rules import Rule
from tests.make import NOON, Community, act

DAY = timedelta(days=1)


def draft(house: Community, **changes: object) -> service.Draft:
    """An ordinary draft; the meeting is at NOON, a day after it is convened."""
    values: dict[str, object] = {
        "title": "支部党员大会（第四季度）",
        "starts_at": NOON,
        "place": "社区党群服务中心二楼",
        "chair_id": house.members[0],
        "recorder_id": house.members[1],
    }
    return service.Draft(**(values | changes))  # type: ignore[arg-type]


def planned(
    house: Community,
    rule: Rule | str = "party_assembly.nat",
    at: datetime = NOON - DAY,
    place: int | None = None,
    **changes: object,
) -> int:
    """A meeting of the branch, or of the place named, in planning with two items."""
    meeting = service.convene(act(house.secretary, at), place or house.branch, rule, draft(house, **changes))
    for title in ("通报三季度工作", "审议楼道改造经费方案"):
        service.add_item(act(house.secretary, at), meeting, service.ItemDraft(title, "组织委员"))
    return meeting


def noticed(house: Community, **changes: object) -> int:
    """The same, with its notice sent a day before."""
    meeting = planned(house, **changes)  # type: ignore[arg-type]
    service.send_notice(act(house.secretary, NOON - DAY), meeting)
    return meeting


def gathering(house: Community, present: int = 0, **changes: object) -> int:
    """The same, with check-in open and the first so many on the roll in the hall."""
    meeting = noticed(house, **changes)
    service.gather(act(house.secretary), meeting)
    for line in roll(meeting)[:present]:
        service.check_in(act(house.secretary), line, "hand")
    return meeting


def in_session(house: Community, present: int = 5) -> int:
    """The same, opened, with its first item on."""
    meeting = gathering(house, present)
    service.open_meeting(act(house.secretary), meeting)
    service.start_item(act(house.secretary), items(meeting)[0])
    return meeting


def representatives(count: int) -> tuple[Named, ...]:
    """So many residents' representatives."""
    return tuple(Named(f"代表{number}", f"第{number % 9 + 1}居民小组") for number in range(1, count + 1))


def called(house: Community, voters: int = 30, rule: Rule | str = "resident_reps.law2026", **changes: object) -> int:
    """A residents' meeting of the community in planning, with so many representatives listed."""
    at = NOON - 12 * DAY
    meeting = planned(house, rule, at, house.organisation, **changes)
    service.list_called(act(house.secretary, at), meeting, service.Called(representatives(voters)))
    return meeting


def roll(meeting: int) -> list[int]:
    """The lines of the roll in their order."""
    return [line.id for line in queries.meeting(meeting).attendees]


def items(meeting: int) -> list[int]:
    """The items in their order."""
    return [item.id for item in queries.meeting(meeting).items]
