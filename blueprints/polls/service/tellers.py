"""监票人、计票人: proposed from those who do not stand, approved by the meeting or, where it elects nobody, named."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import delete, select, update

from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.meetings.models import Meeting
from blueprints.polls import queries
from blueprints.polls.models import Duty, Teller
from blueprints.polls.queries import TellerLine
from blueprints.polls.service.moves import Question, propose, seal_waiting
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.election import refuse_tellers
from domain.lifecycle import PollState
from domain.paper import plain_name
from domain.rules import Method, attendee_scope
from domain.words import Refusal, listed

#: A motion is at most so long.
_LONGEST_MOTION = 200

#: A vote on tellers in one of these has not decided yet.
_UNDECIDED = (PollState.draft, PollState.open, PollState.closed, PollState.counted)


@verb("teller.proposed")
def propose_teller(act: Act, meeting_id: int, attendee_id: int, duty: Duty) -> Teller:
    """Propose somebody in the hall who has a vote, or was listed; Refusal for candidates and for who is proposed."""
    meeting = _live(meeting_id)
    person = next((line for line in meetings.meeting(meeting_id).attendees if line.id == attendee_id), None)
    if person is not None:
        _refuse_candidate(meeting_id, [person.name], duty)
    if attendee_id not in {line.id for line in queries.may_watch(meeting_id)}:
        raise Refusal(_wanted(meeting), "attendee")
    made = Teller(meeting_id=meeting_id, attendee_id=attendee_id, duty=duty.value)
    db.session.add(made)
    act.detail.update(attendee=attendee_id, duty=duty.value)
    meeting_service.bump(meeting)
    return made


def _refuse_candidate(meeting_id: int, names: Iterable[str], duty: Duty) -> None:
    try:
        refuse_tellers(map(plain_name, names), queries.candidates_of(meeting_id), duty.zh)
    except Refusal as refusal:
        raise Refusal(f"{refusal.sentence}。", "attendee") from None


def refuse_standing(meeting_id: int, people: Iterable[TellerLine]) -> None:
    """Refusal with the names of those who have become candidates since they were proposed."""
    kept = list(people)
    for duty in Duty:
        _refuse_candidate(meeting_id, [line.name for line in kept if line.duty is duty], duty)


def _wanted(meeting: Meeting) -> str:
    if attendee_scope(meetings.rule_of(meeting)) == "listed":
        return "请从名单上已经到会、还没有推选的人员中选择。"
    return "请从已经到会、有表决权、还没有推选的党员中选择。"


@verb("teller.withdrawn")
def withdraw_teller(act: Act, meeting_id: int, attendee_id: int) -> Meeting:
    """Take a proposal back until it is approved, a candidate's at any time; Refusal for who is not proposed here."""
    meeting = _live(meeting_id)
    line = _lines(meeting_id).get(attendee_id)
    if line is None:
        raise Refusal("没有推选这个人，或者已经撤回。")
    if line.approved and plain_name(line.name) not in queries.candidates_of(meeting_id):
        raise Refusal(f"{line.name}已经通过，不能再撤回。不能履行职责的，请另推人选。")
    if _undecided(meeting_id, attendee_id):
        raise Refusal(f"{line.name}已经提请大会通过，请先完成或者撤回那一项表决。")
    db.session.execute(delete(Teller).where(Teller.meeting_id == meeting_id, Teller.attendee_id == attendee_id))
    act.detail["attendee"] = attendee_id
    meeting_service.bump(meeting)
    return meeting


def ask_approval(act: Act, meeting_id: int) -> int:
    """Draft the show of hands on all who still wait for it, on the item that is on; the vote's number.

    Asked again while the meeting decides, it is the same vote. Refusal without an item, without anybody to approve,
    and for candidates.
    """
    waiting = waiting_for_approval(meeting_id)
    under_way = [poll.id for poll in queries.approvals(meeting_id).values() if poll.state in _UNDECIDED]
    if not waiting and under_way:
        return under_way[-1]
    if not waiting:
        raise Refusal("还没有推选监票人、计票人，请先推选。")
    refuse_standing(meeting_id, waiting)
    item = meetings.item_on(meeting_id)
    if item is None or item.state != "current":
        raise Refusal("请先开始一项议题，例如“通过监票人、计票人”，再提请大会通过。")
    question = Question(procedural=True)
    poll_id = propose(act, item.id, _motion(meeting_id, waiting), Method.hands, question)
    _asked(replace(act, once=None, detail={}), meeting_id, poll_id, [line.attendee_id for line in waiting])
    return poll_id


@verb("teller.put_to_vote")
def _asked(act: Act, meeting_id: int, poll_id: int, people: Sequence[int]) -> Meeting:
    meeting = _live(meeting_id)
    own = (Teller.meeting_id == meeting_id, Teller.attendee_id.in_(people))
    db.session.execute(update(Teller).where(*own).values(poll_id=poll_id))
    act.detail["poll"] = poll_id
    meeting_service.bump(meeting)
    return meeting


def waiting_for_approval(meeting_id: int) -> tuple[TellerLine, ...]:
    """Who is proposed and about whom the meeting has neither decided yet nor is deciding."""
    lines = _lines(meeting_id).values()
    return tuple(line for line in lines if not line.approved and not _undecided(meeting_id, line.attendee_id))


def _motion(meeting_id: int, people: Sequence[TellerLine]) -> str:
    meeting = meetings.meeting(meeting_id)
    title = "" if attendee_scope(meetings.rule_of(meeting)) == "listed" else "同志"
    parts = []
    for duty in Duty:
        names = [line.name for line in people if line.duty is duty]
        parts += [f"{listed(names)}{title}担任{duty.zh}"] if names else []
    motion = f"同意{'，'.join(parts)}"
    if len(motion) > _LONGEST_MOTION:
        raise Refusal("一次提请的人太多，请减少人数，或者分次提请。")
    return motion


@verb("teller.named")
def name_tellers(act: Act, meeting_id: int) -> Meeting:
    """主持人指定: all who wait serve without a vote; Refusal where the meeting elects, since there it must approve."""
    meeting = _live(meeting_id)
    if meetings.rule_of(meeting).election is not None:
        raise Refusal("选举的监票人、计票人须经大会通过，不能由主持人指定。请提请大会通过。")
    waiting = waiting_for_approval(meeting_id)
    if not waiting:
        raise Refusal("没有等待确定的监票人、计票人，请先推选。")
    refuse_standing(meeting_id, waiting)
    people = [line.attendee_id for line in waiting]
    own = (Teller.meeting_id == meeting_id, Teller.attendee_id.in_(people))
    db.session.execute(update(Teller).where(*own).values(named=True))
    seal_waiting(meeting_id)
    act.detail["attendees"] = people
    meeting_service.bump(meeting)
    return meeting


def _lines(meeting_id: int) -> dict[int, TellerLine]:
    return {line.attendee_id: line for line in queries.tellers(meeting_id)}


def _undecided(meeting_id: int, attendee_id: int) -> bool:
    poll = queries.approvals(meeting_id).get(attendee_id)
    return poll is not None and poll.state in _UNDECIDED


def _live(meeting_id: int) -> Meeting:
    """The meeting, locked, while people are in its hall."""
    query = select(Meeting).where(Meeting.id == meeting_id).with_for_update()
    meeting = db.session.scalars(query.execution_options(populate_existing=True)).one()
    if meeting.state not in meetings.LIVE:
        raise Refusal("开始签到以后、散会以前，才能推选监票人、计票人。")
    return meeting
