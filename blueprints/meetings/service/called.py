"""Whom the convener lists, where the roll is not the Party's: residents' representatives, units, hearings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from blueprints.meetings import queries
from blueprints.meetings.models import Attendee, Meeting, Reply
from blueprints.meetings.names import Named, refuse_doubles
from blueprints.meetings.service.moves import changeable
from blueprints.members import queries as members
from blueprints.members.models import Member
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.roll import Category
from domain.rules import attendee_scope
from domain.words import Refusal

MOST_CALLED = 2000

NO_VOTE = "没有表决权"

#: Why who chairs or keeps the record is on a roll that does not call them.
SEATED = "主持会议或者担任记录，没有表决权"

#: Who sits in is listed behind all who are called.
BEHIND = 10_000


@dataclass(frozen=True)
class Called:
    """Who is called: by name with a vote, by name without one, and people of the roster with a vote."""

    voters: tuple[Named, ...] = ()
    others: tuple[Named, ...] = ()
    member_ids: tuple[int, ...] = ()


@verb("meeting.called_listed")
def list_called(act: Act, meeting_id: int, called: Called) -> Meeting:
    """Write down who is called, in place of what was listed before; replies of those who stay are kept.

    Refuses a name that stands twice, and the removal of somebody who has signed in.
    """
    meeting = changeable(meeting_id)
    if not is_listed(meeting):
        raise Refusal("这类会议的参会名单由名册生成，不用另外填写。")
    picked = [members.member(number) for number in called.member_ids]
    _refuse_wrong(called, [one.name for one in picked])
    known = {line.member_id or line.name: line for line in meeting.attendees if not _guest(line)}
    for position, (member, named, entitled) in enumerate(_lines(called, picked), 1):
        line = known.pop(member.id if member else named.name, None) or _fresh(meeting, member)
        _place(line, position, named, entitled)
    _take_away(line for line in known.values() if line.no_vote_reason != SEATED)
    seat_officers(meeting)
    meeting.roll_revision += 1
    act.detail["called"] = [len(picked), len(called.voters), len(called.others)]
    return meeting


def is_listed(meeting: Meeting) -> bool:
    """Whether the convener lists who is called, since no roster has them."""
    return attendee_scope(queries.rule_of(meeting)) == "listed"


def require_called(meeting: Meeting) -> None:
    """Within a verb: a Refusal that says what to do while a list is wanting."""
    sentence = wanting(meeting)
    if sentence:
        raise Refusal(sentence, "roll")


def wanting(meeting: Meeting) -> str:
    """What must be done about the list before the notice, "" where nothing."""
    if not is_listed(meeting):
        return ""
    called = [line for line in meeting.attendees if line.expected]
    if not called:
        return "参会名单还是空的：请先填写通知哪些人参加。"
    if queries.rule_of(meeting).quorum and not any(line.entitled for line in called):
        return "参会名单上没有有表决权的人，达不到法定人数：请把有表决权的人填在第一栏。"
    return ""


def seat_officers(meeting: Meeting) -> None:
    """Within a verb: chair and recorder have their lines, in 列席 where the roll does not call them."""
    officers = {number for number in (meeting.chair_id, meeting.recorder_id) if number}
    db.session.flush()
    db.session.expire(meeting, ["attendees"])
    for line in list(meeting.attendees):
        if line.no_vote_reason == SEATED and line.member_id not in officers and line.arrived_at is None:
            db.session.delete(line)
    for number in sorted(officers - {line.member_id for line in meeting.attendees}):
        _seat(meeting, members.member(number))
    db.session.flush()
    db.session.expire(meeting, ["attendees"])


def copy_called(old: Meeting, fresh: Meeting) -> None:
    """Within a verb: whom the convener listed for one meeting is listed for the other."""
    if not is_listed(old):
        return
    db.session.flush()
    kept = ("member_id", "position", "name", "category", "capacity", "expected", "entitled", "observer")
    for line in old.attendees:
        if line.expected:
            values = {name: getattr(line, name) for name in (*kept, "no_vote_reason")}
            db.session.add(Attendee(meeting_id=fresh.id, present=False, reply=Reply.NONE, **values))


def _seat(meeting: Meeting, member: Member) -> None:
    line = _fresh(meeting, member)
    line.position, line.name, line.capacity = BEHIND, member.name, _offices(member, meeting)
    line.expected, line.entitled, line.observer, line.no_vote_reason = False, False, True, SEATED


def _guest(line: Attendee) -> bool:
    return line.observer and line.member_id is None


def _refuse_wrong(called: Called, picked: list[str]) -> None:
    field = "others" if called.others and not called.voters else "voters"
    refuse_doubles([*picked, *(one.name for one in (*called.voters, *called.others))], field)
    if len(picked) + len(called.voters) + len(called.others) > MOST_CALLED:
        raise Refusal(f"一次会议最多通知{MOST_CALLED}人，请分别召开。", field)


def _lines(called: Called, picked: list[Member]) -> Iterator[tuple[Member | None, Named, bool]]:
    yield from ((one, Named(one.name), True) for one in picked)
    yield from ((None, one, True) for one in called.voters)
    yield from ((None, one, False) for one in called.others)


def _fresh(meeting: Meeting, member: Member | None) -> Attendee:
    line = Attendee(
        meeting_id=meeting.id,
        member_id=member.id if member else None,
        category=member.category if member else Category.outside,
        capacity=_offices(member, meeting) if member else "",
        present=False,
        reply=Reply.NONE,
    )
    db.session.add(line)
    return line


def _offices(member: Member, meeting: Meeting) -> str:
    return "、".join(members.offices_on(member, clock.local(meeting.starts_at).date()))


def _place(line: Attendee, position: int, named: Named, entitled: bool) -> None:
    line.position, line.name = position, named.name
    if line.member_id is None:
        line.capacity = named.capacity
    line.expected, line.entitled, line.observer = True, entitled, False
    line.no_vote_reason = "" if entitled else NO_VOTE


def _take_away(lines: Iterable[Attendee]) -> None:
    for line in lines:
        if line.arrived_at is not None:
            raise Refusal(f"{line.name}已经签到，不能从名单上去掉。签错了的请先在会场撤销签到。", "voters")
        db.session.delete(line)
