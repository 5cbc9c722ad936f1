"""A meeting that has been held, as rows: what minutes are made of."""

from datetime import datetime, timedelta

from bs4 import Tag

from blueprints.meetings.models import Attendee, FollowUp, Item, Meeting, Speech
from blueprints.members.models import Member
from blueprints.minutes import queries, service
from blueprints.minutes.models import Minutes
from blueprints.minutes.record import faults, text_of
from blueprints.polls.models import Mark, Poll
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import Role
from domain.decision import Votes, resolve
from domain.quorum import quorum
from domain.roll import RollFigures, RollRow, figures
from domain.rules import Rule, rule
from tests.browse import Page
from tests.make import NOON, Community, act

BEGINS = NOON + timedelta(hours=1)
ENDS = BEGINS + timedelta(hours=2)
AFTER = ENDS + timedelta(hours=20)

#: Chair and recorder are the first two members of the branch; the fifth is on leave, the fourth did not come.
CHAIR, RECORDER, ABSENT, EXCUSED = 0, 1, 3, 4


def held_meeting(house: Community, state: str = "ended", begins: datetime = BEGINS, minutes: int = 120) -> int:
    """A 支部党员大会 with two items, one vote by hands and one secret one; the absentee has no reason yet."""
    own = rule("party_assembly.nat")
    ends = begins + timedelta(minutes=minutes)
    with writing():
        meeting = _meeting(house, own, state, begins, ends)
        lines = [_line(meeting, number, begins) for number in range(len(house.members))]
        db.session.add_all(lines)
        db.session.flush()
        counted = figures(_row(line) for line in lines)
        found = quorum(own, counted)
        meeting.quorum = found.to_json() if found else None
        _items(meeting, own, lines, counted, begins)
    return meeting.id


def _meeting(house: Community, own: Rule, state: str, begins: datetime, ends: datetime) -> Meeting:
    meeting = Meeting(
        organisation_id=house.branch,
        kind=own.kind,
        title="2026年第四次支部党员大会",
        rule=own.to_json(),
        starts_at=begins,
        place="党群服务中心二楼会议室",
        chair_id=house.members[CHAIR],
        recorder_id=house.members[RECORDER],
        contact="李秀英 13800000001",
        requirements="请提前阅读材料。",
        state=state,
        noticed_at=begins - timedelta(days=3),
        opened_at=begins,
        ended_at=ends if state != "in_session" else None,
        hall_key=b"k" * 32,
    )
    db.session.add(meeting)
    db.session.flush()
    meeting.house = house  # type: ignore[attr-defined]
    return meeting


def _line(meeting: Meeting, number: int, begins: datetime) -> Attendee:
    member = db.session.get_one(Member, meeting.house.members[number])  # type: ignore[attr-defined]
    came = number not in (ABSENT, EXCUSED)
    return Attendee(
        meeting_id=meeting.id,
        member_id=member.id,
        position=number + 1,
        name=member.name,
        category=member.category,
        capacity="书记" if number == CHAIR else "",
        expected=True,
        entitled=member.category == "full",
        observer=False,
        no_vote_reason="" if member.category == "full" else "预备党员没有表决权",
        reply="leave_granted" if number == EXCUSED else "coming",
        leave_reason="住院治疗" if number == EXCUSED else "",
        arrived_at=begins + timedelta(minutes=10 if number == 2 else -5) if came else None,
        arrived_by="hand" if number == 2 else "scan" if came else "",
        present=came,
    )


def _row(line: Attendee) -> RollRow:
    return RollRow(line.expected, line.entitled, line.present, line.reply == "leave_granted", line.observer)


def _items(meeting: Meeting, own: Rule, lines: list[Attendee], counted: RollFigures, begins: datetime) -> None:
    first = _item(meeting, 1, "讨论2027年支部工作计划", begins)
    second = _item(meeting, 2, "讨论修缮党员活动室的方案", begins + timedelta(minutes=40))
    first.notes, first.notes_at = "李秀英汇报工作计划。\n会议逐项讨论。", begins + timedelta(minutes=20)
    second.notes, second.notes_at = "陈列方案和预算。", begins + timedelta(minutes=50)
    at = begins + timedelta(minutes=15)
    told = (("spoke", 0, "计划要落到党小组。"), ("differed", 2, "经费安排偏紧，建议推迟一个月。"))
    for stance, who, gist in told:
        db.session.add(Speech(item_id=first.id, attendee_id=lines[who].id, stance=stance, gist=gist, at=at))
    db.session.add(Speech(item_id=second.id, attendee_id=lines[0].id, stance="agreed", gist="同意。", at=at))
    db.session.add(FollowUp(item_id=second.id, text="印发工作计划", owner="李秀英", due_on="2026-12-05", at=at))
    _poll(meeting, first, own, counted, "hands", lines)
    _poll(meeting, second, own, counted, "secret", lines)


def _item(meeting: Meeting, position: int, title: str, starts: datetime) -> Item:
    item = Item(
        meeting_id=meeting.id,
        position=position,
        title=title,
        presenter="李秀英",
        state="done",
        started_at=starts,
        ended_at=starts + timedelta(minutes=30),
    )
    db.session.add(item)
    db.session.flush()
    return item


def _poll(meeting: Meeting, item: Item, own: Rule, counted: RollFigures, method: str, lines: list[Attendee]) -> None:
    """Two for and one against by hands, with names; three for in secret."""
    votes = Votes(2, 1, 0) if method == "hands" else Votes(3, 0, 0)
    poll = Poll(
        meeting_id=meeting.id,
        item_id=item.id,
        motion=f"是否同意{item.title.removeprefix('讨论')}",
        method=method,
        level="detached" if method == "secret" else "",
        state="announced",
        rule=own.to_json(),
        opened_at=item.started_at,
        closed_at=item.ended_at,
        announced_at=item.ended_at,
        figures=counted.to_json(),
        in_favour=votes.in_favour,
        against=votes.against,
        abstain=votes.abstain,
        verdict=resolve(own, counted, votes).to_json(),
        box="scrubbed" if method == "secret" else "none",
        box_count=3 if method == "secret" else None,
    )
    db.session.add(poll)
    db.session.flush()
    for who, choice in ((0, "for"), (1, "for"), (2, "against")) if method == "hands" else ():
        db.session.add(Mark(poll_id=poll.id, attendee_id=lines[who].id, choice=choice))


def drafted(house: Community, **held: object) -> tuple[int, int]:
    """A held meeting and its draft: numbers of both."""
    meeting_id = held_meeting(house, **held)  # type: ignore[arg-type]
    return meeting_id, service.draft(act(house.accounts[RECORDER], AFTER), meeting_id)


def absentee(meeting_id: int) -> Attendee:
    """Who did not come and gave no reason."""
    return next(line for line in queries.meeting(meeting_id).attendees if line.position == ABSENT + 1)


def ready(house: Community, **held: object) -> tuple[int, int]:
    """A draft that the check does not stop any more."""
    meeting_id, minutes_id = drafted(house, **held)
    service.give_reason(act(house.accounts[RECORDER], AFTER), minutes_id, absentee(meeting_id).id, "外出务工")
    return meeting_id, minutes_id


def confirmed(house: Community, **held: object) -> tuple[int, int]:
    """Minutes that both have confirmed."""
    meeting_id, minutes_id = ready(house, **held)
    both_confirm(house, minutes_id)
    return meeting_id, minutes_id


def both_confirm(house: Community, minutes_id: int, at: datetime = AFTER) -> None:
    """Chair, then recorder."""
    service.confirm(act(house.accounts[CHAIR], at), minutes_id, Role.CHAIR, True)
    service.confirm(act(house.accounts[RECORDER], at), minutes_id, Role.RECORDER, True)


def minutes_row(minutes_id: int) -> Minutes:
    """The row as it is now."""
    db.session.rollback()
    return db.session.get_one(Minutes, minutes_id)


def text_and_base(minutes_id: int, item_id: int | None) -> tuple[str, str]:
    """What a page that opens the section now starts from."""
    passages = text_of(queries.section_of(minutes_row(minutes_id), item_id))
    return queries.typed(passages), queries.base_of(passages)


def first_item(meeting_id: int) -> int:
    """The number of the first item."""
    return queries.meeting(meeting_id).items[0].id


def second_item(meeting_id: int) -> int:
    """The number of the second item, which is adopted and has a decision."""
    return queries.meeting(meeting_id).items[1].id


def codes(minutes_id: int) -> list[str]:
    """What the check finds in the version now."""
    return [fault.code for fault in faults(queries.record_of(minutes_row(minutes_id)))]


def at(meeting_id: int, rest: str = "") -> str:
    """An address of the minutes."""
    return f"/meetings/{meeting_id}/minutes{rest}"


def part(page: Page, name: str) -> str:
    """What the part of the page with that id says."""
    found = page.body.find(id=name)
    assert isinstance(found, Tag), f"no #{name} on the page"
    return found.get_text(" ", strip=True)
