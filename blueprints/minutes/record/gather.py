"""Gathering the record from what the meeting left in the database; reads only, a fixed number of queries."""

from collections.abc import Iterable
from datetime import date, datetime

from blueprints.accounts import queries as accounts
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee, FollowUp, Item, Meeting, Reply, Speech
from blueprints.members.models import Member
from blueprints.minutes.hooks import life_of
from blueprints.minutes.models import Minutes, Section
from blueprints.minutes.record.shape import (
    SCHEMA,
    DecisionPart,
    Edition,
    ItemPart,
    MaterialPart,
    MeasurePart,
    MeetingPart,
    PersonPart,
    QuorumPart,
    Record,
    RollPart,
    RulePart,
    SpeakerPart,
    TextPart,
)
from blueprints.minutes.record.votes import votes_of
from blueprints.shared.db import db
from domain.minutes import Passage, Stance
from domain.quorum import Quorum
from domain.roll import Category, RollFigures
from domain.rules import Rule, Threshold

LEAVE = {Reply.LEAVE_ASKED: "asked", Reply.LEAVE_GRANTED: "granted", Reply.LEAVE_REFUSED: "refused"}
PREVIEW = Edition(0, "preview", "", None, None, None)


def gather(meeting: Meeting, minutes: Minutes | None) -> Record:
    """Everything that is known of the meeting now, with the texts of this version; without one, the notes."""
    rule = Rule.from_json(meeting.rule)
    numbers = {item.id: number for number, item in enumerate(meeting.items, 1)}
    return Record(
        schema=SCHEMA,
        meeting=_meeting(meeting, rule),
        rule=_rule(rule),
        roll=_roll(meetings.attended_figures(meeting.id)),
        quorum=_quorum(meeting),
        attendees=tuple(_person(line, meeting) for line in meeting.attendees),
        items=tuple(_item(item, numbers[item.id], meeting, minutes) for item in meeting.items),
        votes=votes_of(meeting, numbers),
        closing=_texts(text_of(_section(minutes, None))) if minutes else (),
        minutes=edition(minutes) if minutes else PREVIEW,
        life=life_of(meeting),
    )


def edition(minutes: Minutes) -> Edition:
    """The version as its row tells it; the hash only of a confirmed one."""
    both = [minutes.chair_confirmed_at, minutes.recorder_confirmed_at]
    times = [moment for moment in both if moment]
    return Edition(
        version=minutes.version,
        state=minutes.state,
        reason=minutes.reason,
        chair_confirmed_at=minutes.chair_confirmed_at,
        recorder_confirmed_at=minutes.recorder_confirmed_at,
        confirmed_at=max(times) if len(times) == len(both) else None,
        sha256=minutes.sha256,
    )


def seed(item: Item, ended_at: datetime | None) -> tuple[Passage, ...]:
    """The notes as first text; notes that were saved after the end are marked 补录 as a whole."""
    mark = item.notes_at if _after(item.notes_at, ended_at) else None
    return tuple(Passage(line.strip(), mark) for line in item.notes.splitlines() if line.strip())


def text_of(section: Section | None) -> tuple[Passage, ...]:
    """A section's paragraphs with their marks."""
    kept = section.passages if section else []
    return tuple(Passage(one["text"], _moment(one["added_at"])) for one in kept)


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _section(minutes: Minutes, item_id: int | None) -> Section | None:
    return next((section for section in minutes.sections if section.item_id == item_id), None)


def _texts(passages: Iterable[Passage]) -> tuple[TextPart, ...]:
    return tuple(TextPart(passage.text, passage.added_at) for passage in passages)


def _meeting(meeting: Meeting, rule: Rule) -> MeetingPart:
    return MeetingPart(
        id=meeting.id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        kind=meeting.kind,
        kind_name=rule.name,
        starts_at=meeting.starts_at,
        opened_at=meeting.opened_at,
        ended_at=meeting.ended_at,
        place=meeting.place,
        chair=_name(meeting, meeting.chair_id),
        recorder=_name(meeting, meeting.recorder_id),
        noticed_at=meeting.noticed_at,
        urgent_reason=meeting.urgent_reason,
    )


def _name(meeting: Meeting, member_id: int | None) -> str:
    """The name as the roll has it, which stays when the person is renamed in the register."""
    if member_id is None:
        return ""
    on_roll = next((line.name for line in meeting.attendees if line.member_id == member_id), None)
    return on_roll or db.session.get_one(Member, member_id).name


def _rule(rule: Rule) -> RulePart:
    return RulePart(
        id=rule.id,
        kind=rule.kind,
        name=rule.name,
        profile=rule.profile,
        source=rule.source,
        clause=rule.clause or "",
        notice_days=rule.notice_days,
        quorum=_measure(rule, rule.quorum, "quorum"),
        adoption=_measure(rule, rule.adoption, "adoption"),
    )


def _measure(rule: Rule, threshold: Threshold | None, field: str) -> MeasurePart | None:
    if threshold is None:
        return None
    clause = threshold.clause or rule.origin(field)
    return MeasurePart(str(threshold.share), threshold.base.value, threshold.base.zh, clause)


def _roll(counted: RollFigures) -> RollPart:
    return RollPart(**counted.to_json(), absent=counted.absent)


def _quorum(meeting: Meeting) -> QuorumPart | None:
    if meeting.quorum is None:
        return None
    found = Quorum.from_json(meeting.quorum)
    return QuorumPart(**{name: getattr(found, name) for name in QuorumPart.__dataclass_fields__})


def _category(line: Attendee) -> str:
    """Of who was listed by name and stands on no roster nothing is known but that they were called."""
    return "参会人员" if line.member_id is None and line.expected else Category(line.category).zh


def _person(line: Attendee, meeting: Meeting) -> PersonPart:
    came = line.arrived_at is not None
    return PersonPart(
        name=line.name,
        category=line.category,
        category_name=_category(line),
        capacity=line.capacity,
        expected=line.expected,
        entitled=line.entitled,
        observer=line.observer,
        no_vote_reason=line.no_vote_reason,
        came=came,
        arrived_at=line.arrived_at,
        arrived_by=line.arrived_by,
        late=_after(line.arrived_at, meeting.opened_at),
        left_at=line.left_at,
        left_early=line.left_at is not None and not _after(line.left_at, meeting.ended_at),
        excused=line.reply == Reply.LEAVE_GRANTED and not came,
        absence_reason="" if came else line.leave_reason,
        leave="" if came else LEAVE.get(Reply(line.reply), ""),
    )


def _after(moment: datetime | None, other: datetime | None) -> bool:
    return moment is not None and other is not None and moment > other


def _item(item: Item, number: int, meeting: Meeting, minutes: Minutes | None) -> ItemPart:
    passages = text_of(_section(minutes, item.id)) if minutes else seed(item, meeting.ended_at)
    return ItemPart(
        number=number,
        title=item.title,
        presenter=item.presenter,
        started_at=item.started_at,
        ended_at=item.ended_at,
        text=_texts(passages),
        speakers=tuple(_speaker(speech, meeting.ended_at) for speech in item.speeches),
        decisions=tuple(_decision(follow_up, meeting.ended_at) for follow_up in item.follow_ups),
        materials=tuple(MaterialPart(material.filename, material.sha256) for material in item.materials),
    )


def _speaker(speech: Speech, ended_at: datetime | None) -> SpeakerPart:
    stance = Stance(speech.stance)
    added_at = speech.at if _after(speech.at, ended_at) else None
    return SpeakerPart(speech.attendee.name, stance.value, stance.zh, speech.gist, added_at)


def _decision(follow_up: FollowUp, ended_at: datetime | None) -> DecisionPart:
    due_on = date.fromisoformat(follow_up.due_on) if follow_up.due_on else None
    added_at = follow_up.at if _after(follow_up.at, ended_at) else None
    return DecisionPart(follow_up.text, follow_up.owner, due_on, added_at)
