"""From rows to what the live pages show."""

from datetime import datetime

from blueprints.live.pages import FloorItem, FollowUpLine, HallLine, QuorumView, SpeechLine
from blueprints.meetings.models import Attendee, Item, Meeting, Reply
from blueprints.meetings.queries import rule_of
from blueprints.meetings.views import without_vote
from blueprints.shared.words import hour, month_words
from domain.lifecycle import MeetingState
from domain.minutes import Stance
from domain.quorum import quorum
from domain.roll import Category, RollFigures

HOW = {"scan": "扫码", "hand": "代签"}


def quorum_view(meeting: Meeting, figures: RollFigures) -> QuorumView:
    """The quorum as it stands now; where the rule asks for none, how many have come."""
    found = quorum(rule_of(meeting), figures)
    if found is None:
        return QuorumView(
            figures.present, figures.expected, None, True, f"已到{figures.present}人，本类会议没有法定人数要求"
        )
    need = found.needed - found.present
    words = "已达法定人数" if found.met else f"还差{need}人"
    return QuorumView(found.present, found.base, found.needed, found.met, f"须到{found.needed}人，{words}")


def hall_line(line: Attendee, meeting: Meeting) -> HallLine:
    """A line of the roll as the tablet shows it."""
    tag, kind = _tag(line, meeting.opened_at)
    return HallLine(
        id=line.id,
        name=line.name,
        note=_note(line),
        tag=tag,
        kind=kind,
        present=line.present,
        arrived=line.arrived_at is not None,
        entitled=line.entitled,
        may_undo=line.present and meeting.state == MeetingState.gathering,
    )


def _note(line: Attendee) -> str:
    if line.observer:
        return "列席"
    if line.category == Category.probationary:
        return "预备"
    return without_vote(line)


def _tag(line: Attendee, opened_at: datetime | None) -> tuple[str, str]:
    if line.left_at and not line.present:
        return f"{hour(line.left_at)} 早退", "away"
    if line.arrived_at and line.present:
        late = opened_at is not None and line.arrived_at > opened_at
        return f"{hour(line.arrived_at)} {'迟到' if late else HOW.get(line.arrived_by, '')}", "in"
    if line.reply == Reply.LEAVE_GRANTED:
        return f"请假 {line.leave_reason[:6]}", "away"
    return ("请假待批" if line.reply == Reply.LEAVE_ASKED else "未到"), "out"


def floor_item(item: Item, motions: tuple[object, ...]) -> FloorItem:
    """The item that is on, with what has been written of it."""
    return FloorItem(
        id=item.id,
        position=item.position,
        title=item.title,
        presenter=item.presenter,
        notes=item.notes,
        notes_revision=item.notes_revision,
        notes_at=item.notes_at,
        speeches=tuple(SpeechLine(one.id, one.attendee.name, Stance(one.stance).zh, one.gist) for one in item.speeches),
        follow_ups=tuple(FollowUpLine(one.id, one.text, one.owner, month_words(one.due_on)) for one in item.follow_ups),
        motions=motions,
        finished=item.state == "done",
    )
