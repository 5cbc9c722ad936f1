"""Meetings that decide on one person, before and in session."""

from blueprints.accounts import service as accounts
from blueprints.meetings import service as meeting_service
from blueprints.polls.service.opinions import enter_opinion
from blueprints.polls.service.proposals import propose_person
from blueprints.shared.db import writing
from domain.admission import Outcome, Proposal
from domain.paper import Choice
from tests.features.meetings import make_meetings
from tests.make import NOON, Community, act, add_member

ADMIT = "party_admit.nat"
CONFIRM = "party_confirm.nat"
HOUR_BEFORE = NOON - make_meetings.DAY / 24

PDF = b"%PDF-1.4\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n...."
JPEG = b"\xff\xd8\xff\xe0...."

ADMISSION = Proposal("张三", Outcome.admitted)


def with_target(house: Community) -> None:
    """张三 is a 发展对象 of the branch, 李四 an activist."""
    with writing():
        add_member(house, "李四", "activist", 20)
        add_member(house, "张三", "development_target", 21)


def noticed(house: Community, rule: str = ADMIT) -> int:
    """Such a meeting of the branch with its notice sent; five members have the vote."""
    return make_meetings.noticed(house, rule=rule)


def item_of(meeting: int) -> int:
    """Its first item."""
    return make_meetings.items(meeting)[0]


def asked(house: Community, meeting: int, proposal: Proposal = ADMISSION) -> int:
    """A draft on its first item."""
    return propose_person(act(house.secretary, HOUR_BEFORE), item_of(meeting), proposal)


def written(house: Community, meeting: int, place: int, choice: Choice = Choice.FOR) -> int:
    """The opinion of whoever stands at that place of the roll, from 0."""
    line = make_meetings.roll(meeting)[place]
    return enter_opinion(act(house.secretary, HOUR_BEFORE), item_of(meeting), line, choice, "意见.pdf", PDF)


def begun(house: Community, meeting: int, present: int) -> list[int]:
    """The first so many of the roll come, and the meeting is opened on its first item; their lines."""
    meeting_service.gather(act(house.secretary), meeting)
    here = make_meetings.roll(meeting)[:present]
    for line in here:
        meeting_service.check_in(act(house.secretary), line, "hand")
    meeting_service.open_meeting(act(house.secretary), meeting)
    meeting_service.start_item(act(house.secretary), item_of(meeting))
    return here


def by_phone(house: Community) -> None:
    """The superior agreed that the branch votes on phones."""
    accounts.set_electronic_ballots(act(house.secretary), house.branch, True, "街道党工委2026年11月2日批复")
