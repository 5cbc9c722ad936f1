"""不计入应到会人数: proposed, agreed to by the superior and the assembly, carried out on the roll, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from blueprints.elections import queries
from blueprints.elections.models import ExemptionRequest, Stand
from blueprints.elections.queries import ExemptionLine, Progress
from blueprints.elections.service.holding import hold_meeting, hold_open
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.meetings.models import Attendee, Meeting
from blueprints.members import queries as members
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.polls.models import Poll
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.exemption import Absentee, Exemption, Ground, exemption, grounds_for
from domain.lifecycle import MeetingState, PollState
from domain.roll import Category, standing
from domain.rules import Method
from domain.words import Refusal, listed

#: The item of the agenda under which the assembly decides.
ITEM = "通过不计入应到会人数的党员名单"

#: The longest motion that a vote holds.
_LONGEST_MOTION = 200

#: In these the roll is fixed enough to be changed for one person: the roster makes it anew before.
_ROLL_STANDS = (MeetingState.gathering, MeetingState.in_session)


@dataclass(frozen=True)
class Proposal:
    """What the form says: who, why, how long, and the consents that are there already."""

    attendee_id: int
    ground: Ground
    months: int | None = None
    consent: str = ""
    assembly: str = ""


@verb("exemption.proposed")
def propose_exemption(act: Act, meeting_id: int, proposal: Proposal) -> ExemptionRequest:
    """Somebody is to be left out of 应到; Refusal for who may not be, with the reason, and for candidates."""
    meeting = hold_open(meeting_id)
    line = _line_of(meeting, proposal.attendee_id)
    # Both consents come later: what can be judged now is the person and the ground.
    _judged(meeting, line, proposal.ground, proposal.months)
    if line.member_id in _candidates(meeting_id):
        raise Refusal(f"{line.name}是候选人，应当计入应到会人数。", "attendee")
    asked = ExemptionRequest(
        meeting_id=meeting_id,
        attendee_id=line.id,
        ground=proposal.ground,
        months=proposal.months,
        consent=proposal.consent,
        assembly=proposal.assembly,
    )
    db.session.add(asked)
    return asked


def _line_of(meeting: Meeting, attendee_id: int) -> Attendee:
    line = next((one for one in meeting.attendees if one.id == attendee_id), None)
    if line is None or line.member_id is None:
        raise Refusal("请从本次会议的名单上选择。", "attendee")
    if attendee_id in {one.attendee_id for one in queries.exemptions_of(meeting.id)}:
        raise Refusal(f"{line.name}已经提出过，请不要重复填写。", "attendee")
    return line


def _judged(meeting: Meeting, line: Attendee, ground: Ground, months: int | None) -> Exemption:
    category = Category(line.category)
    person = members.member(line.member_id) if line.member_id else None
    suspended = bool(person and category is Category.full and not _entitled(meeting, line))
    who = Absentee(category=category, suspended=suspended, present=line.present, months=months)
    rule = meetings.rule_of(meeting)
    return exemption(rule, ground, who, superior_agreed=True, assembly_approved=True)


def _entitled(meeting: Meeting, line: Attendee) -> bool:
    """Whether the person has the vote but for the exemption."""
    assert line.member_id is not None, "only members are exempted"
    return members.standing_of(members.member(line.member_id), queries.day_of(meeting)).entitled


def _candidates(meeting_id: int) -> set[int]:
    races = queries.races_of(meeting_id)
    return {
        one.member_id for race in races for one in race.candidates if one.member_id and one.stand != Stand.WITHDRAWN
    }


@verb("exemption.consented")
def note_consents(act: Act, exemption_id: int, consent: str, assembly: str) -> ExemptionRequest:
    """Write down the superior's consent, and the earlier assembly's where one has agreed; Refusal once it was voted."""
    asked = queries.exemption(exemption_id)
    hold_open(asked.meeting_id)
    if _progress(asked) not in (Progress.CONSENT, Progress.ASSEMBLY, Progress.AGREED) or asked.poll_id:
        raise Refusal("已经提请表决，不能再改。")
    asked.consent, asked.assembly = consent, assembly
    return asked


@verb("exemption.dropped")
def drop_exemption(act: Act, exemption_id: int) -> ExemptionRequest:
    """Take the proposal back; Refusal while it is voted on and once it was carried out."""
    asked = queries.exemption(exemption_id)
    hold_open(asked.meeting_id)
    if _progress(asked) in (Progress.QUEUED, Progress.VOTING) or asked.decision is not None:
        raise Refusal("已经提请表决或者已经落实，不能删去。本人到会的，请点“恢复计入”。")
    act.detail["attendee"] = asked.attendee_id
    db.session.delete(asked)
    return asked


def _progress(asked: ExemptionRequest) -> Progress:
    return next(one.progress for one in queries.exemptions_of(asked.meeting_id) if one.id == asked.id)


def put_exemptions(act: Act, meeting_id: int) -> int:
    """Ask the assembly by hands about all who have the superior's consent, on an item of its own; the vote's number.

    The item is taken up, unless a vote on the one that is on waits for its result. Refusal outside the session, since
    only the assembly in the hall can agree, and while a consent is missing.
    """
    waiting = _waiting(meeting_id)
    if not waiting:
        return _voting(meeting_id)
    # One list, one vote: the keys are the list's own, with the votes on it that were voided before, so that what was
    # cut off is finished and not doubled.
    mark = "-".join(f"{one.id}.{queries.exemption(one.id).poll_id or 0}" for one in waiting)
    item_id = _item(replace(act, once=f"exemption-item:{meeting_id}", detail={}), meeting_id)
    own = replace(act, once=f"exemption-vote:{meeting_id}:{mark}", detail={})
    poll_id = polling.propose(own, item_id, _motion(waiting), Method.hands, polling.Question(procedural=True))
    _note_vote(replace(act, once=None, detail={}), meeting_id, tuple(one.id for one in waiting), poll_id)
    _take_up(replace(act, once=None, detail={}), meeting_id, item_id)
    return poll_id


def _take_up(act: Act, meeting_id: int, item_id: int) -> None:
    # The console shows the votes of the item that is on.
    on = meetings.item_on(meeting_id)
    if on is None or on.id == item_id or not _voted_on(on.id):
        meeting_service.start_item(act, item_id)


def _voted_on(item_id: int) -> bool:
    over = (PollState.announced, PollState.void)
    return any(poll.state not in over for poll in polls.polls_of_item(item_id))


def _waiting(meeting_id: int) -> list[ExemptionLine]:
    lines = queries.exemptions_of(meeting_id)
    missing = [one.name for one in lines if one.progress is Progress.CONSENT]
    if missing:
        raise Refusal(f"还没有上级党组织同意：{listed(missing)}。请先填写同意的日期和文号，或者删去。")
    waiting = [one for one in lines if one.progress is Progress.ASSEMBLY]
    if waiting and meetings.meeting(meeting_id).state != MeetingState.in_session:
        raise Refusal("会议正式开始以后，才能由党员大会举手表决。此前的党员大会已经通过的，请填写会议的日期。")
    return waiting


def _voting(meeting_id: int) -> int:
    running = [one.poll_id for one in queries.exemptions_of(meeting_id) if one.undecided]
    if not running or running[0] is None:
        raise Refusal("没有要提请表决的人员。")
    return running[0]


def _item(act: Act, meeting_id: int) -> int:
    known = [item.id for item in meetings.meeting(meeting_id).items if item.title == ITEM]
    return known[0] if known else meeting_service.add_item(act, meeting_id, meeting_service.ItemDraft(ITEM))


def _motion(waiting: list[ExemptionLine]) -> str:
    names = [one.name for one in waiting]
    motion = f"同意{listed(names)}同志不计入本次选举的应到会人数"
    if len(motion) <= _LONGEST_MOTION:
        return motion
    return f"同意{listed(names[:10])}等{len(names)}名同志不计入本次选举的应到会人数"


@verb("meeting.exemptions_put")
def _note_vote(act: Act, meeting_id: int, exemption_ids: tuple[int, ...], poll_id: int) -> Meeting:
    meeting = hold_open(meeting_id)
    for number in exemption_ids:
        queries.exemption(number).poll_id = poll_id
    return meeting


@verb("meeting.exemptions_applied")
def apply_exemptions(act: Act, meeting_id: int) -> Meeting:
    """Leave all out of 应到 to whom superior and assembly agreed; whoever has come meanwhile is counted as ever.

    Refusal before check-in has begun, since the roll follows the roster until then.
    """
    meeting = hold_open(meeting_id)
    due = [one for one in queries.exemptions_of(meeting_id) if one.to_carry_out]
    if not due:
        raise Refusal("没有要落实的人员：须上级党组织同意，并经党员大会通过。")
    if meeting.state not in _ROLL_STANDS:
        raise Refusal("开始签到以前，名单随名册更新。请在开始签到以后落实。")
    _leave_out(meeting, due)
    act.detail["people"] = len(due)
    return meeting


def apply_adopted(act: Act, poll: Poll) -> None:
    """Within the verb that announces a vote: whom the assembly has just agreed to leave out is expected no more.

    Whoever cannot be left out any more stays 未落实, with the reason where it is carried out by hand.
    """
    lines = [one for one in queries.exemptions_of(poll.meeting_id) if one.poll_id == poll.id and one.to_carry_out]
    if not lines:
        return
    meeting = meetings.meeting(poll.meeting_id)
    due = [one for one in lines if _lawful(meeting, queries.exemption(one.id))]
    _leave_out(meeting, due)
    act.detail["left_out"] = len(due)


def _lawful(meeting: Meeting, asked: ExemptionRequest) -> bool:
    line = meetings.attendee(asked.attendee_id)
    try:
        return line.present or bool(_judged(meeting, line, Ground(asked.ground), asked.months))
    except Refusal:
        return False


def _leave_out(meeting: Meeting, due: Sequence[ExemptionLine]) -> None:
    for one in due:
        _carry_out(meeting, queries.exemption(one.id))
    _changed(meeting)


def _carry_out(meeting: Meeting, asked: ExemptionRequest) -> None:
    line = meetings.attendee(asked.attendee_id)
    if line.present:
        asked.restored = True
        return
    asked.decision = _judged(meeting, line, Ground(asked.ground), asked.months).to_json()
    left_out = standing(Category(line.category), exempt=True)
    line.expected, line.entitled, line.no_vote_reason = left_out.expected, left_out.entitled, left_out.reason


@verb("exemption.restored")
def restore(act: Act, exemption_id: int) -> ExemptionRequest:
    """The person came all the same: expected again, with the vote, as if nothing had been asked."""
    asked = queries.exemption(exemption_id)
    meeting = hold_meeting(asked.meeting_id)
    if meeting.state not in _ROLL_STANDS:
        raise Refusal("会议没有在签到或者进行，不能再改名单。")
    if asked.decision is None:
        raise Refusal("本人没有落实不计入，不用恢复。")
    line = meetings.attendee(asked.attendee_id)
    assert line.member_id is not None, "only members are exempted"
    own = members.standing_of(members.member(line.member_id), queries.day_of(meeting))
    line.expected, line.entitled, line.no_vote_reason = own.expected, own.entitled, own.reason
    asked.restored = True
    _changed(meeting)
    return asked


def _changed(meeting: Meeting) -> None:
    meeting.roll_revision += 1
    meeting_service.bump(meeting)


def grounds(meeting: Meeting) -> tuple[Ground, ...]:
    """The grounds that hold at the meeting; none where its rule knows no exemption."""
    return grounds_for(meetings.rule_of(meeting))
