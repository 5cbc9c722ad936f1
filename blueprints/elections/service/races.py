"""Which offices a meeting fills, with how many seats."""

from dataclasses import dataclass, replace

from blueprints.elections import queries, strokes
from blueprints.elections.models import Colour, Order, Race
from blueprints.elections.service.holding import Held, hold, hold_open
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.meetings.models import Meeting
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.words import Refusal

#: No body of a community is larger.
MOST_SEATS = 99


@dataclass(frozen=True)
class RaceDraft:
    """What the form of an office says; without an item one is put on the agenda for it."""

    office: str
    seats: int
    write_ins: bool
    colour: Colour = Colour.PINK
    item_id: int | None = None


def add_race(act: Act, meeting_id: int, draft: RaceDraft) -> int:
    """One more office to be filled, with an item on the agenda of its own; Refusal for one that is there already."""
    race_id = _add_race(act, meeting_id, draft)
    if draft.item_id is None and queries.race(race_id).item_id is None:
        # Two transactions more, the first by a key of the office's own: the form sent again finishes what was cut off.
        own = replace(act, once=f"race-item:{race_id}", detail={})
        item_id = meeting_service.add_item(own, meeting_id, meeting_service.ItemDraft(f"选举{draft.office}"))
        _place(replace(act, once=None, detail={}), race_id, item_id)
    return race_id


@verb("race.placed")
def _place(act: Act, race_id: int, item_id: int) -> Race:
    race = hold(race_id).race
    if item_id in {item.id for item in meetings.meeting(race.meeting_id).items}:
        race.item_id = race.item_id or item_id
    return race


@verb("race.added")
def _add_race(act: Act, meeting_id: int, draft: RaceDraft) -> Race:
    meeting = hold_open(meeting_id)
    _refuse_wrong(meeting, draft)
    race = Race(meeting_id=meeting_id, ordering=_usual_order(meeting))
    _write(race, draft)
    db.session.add(race)
    meeting_service.bump(meeting)
    return race


def _usual_order(meeting: Meeting) -> Order:
    if meeting.kind == "committee_election":
        return Order.APPROVED
    return Order.STROKES if strokes.available() else Order.HAND


@verb("race.edited")
def edit_race(act: Act, race_id: int, draft: RaceDraft) -> Race:
    """Another name, other seats, another item; Refusal once a vote on it has begun."""
    held = _unvoted(race_id)
    if draft.item_id is None:
        raise Refusal("请选择在哪一项议题下选举。", "item")
    _refuse_wrong(held.meeting, draft, race_id)
    act.detail["was"] = {"office": held.race.office, "seats": held.race.seats}
    _write(held.race, draft)
    meeting_service.bump(held.meeting)
    return held.race


@verb("race.dropped")
def drop_race(act: Act, race_id: int) -> Race:
    """The office is not filled at this meeting after all; its item stays on the agenda."""
    held = _unvoted(race_id)
    if held.race.rounds:
        raise Refusal("这项职务已经提请过投票，不能删去。")
    act.detail["office"] = held.race.office
    for candidate in held.race.candidates:
        db.session.delete(candidate)
    db.session.flush()
    db.session.delete(held.race)
    meeting_service.bump(held.meeting)
    return held.race


def _unvoted(race_id: int) -> Held:
    hold_open(queries.race(race_id).meeting_id)
    held = hold(race_id)
    if held.course.effective:
        raise Refusal("这项职务已经提请投票，不能再改职务和名额。需要改的，请先撤回表决。")
    return held


def _write(race: Race, draft: RaceDraft) -> None:
    race.office, race.seats, race.write_ins = draft.office, draft.seats, draft.write_ins
    race.colour, race.item_id = draft.colour, draft.item_id


def _refuse_wrong(meeting: Meeting, draft: RaceDraft, own: int | None = None) -> None:
    if not 1 <= draft.seats <= MOST_SEATS:
        raise Refusal(f"请填写应选名额，1到{MOST_SEATS}人。", "seats")
    others = [one for one in queries.races_of(meeting.id) if one.id != own]
    if draft.office in {one.office for one in others}:
        raise Refusal(f"“{draft.office}”已经在选举的职务里，请不要重复添加。", "office")
    if draft.item_id is None:
        return
    if draft.item_id in {one.item_id for one in others}:
        raise Refusal("这项议题已经用于选举另一项职务，请另选议题。", "item")
    if draft.item_id not in {item.id for item in meeting.items}:
        raise Refusal("这项议题不在本次会议的议程上，请重新选择。", "item")
