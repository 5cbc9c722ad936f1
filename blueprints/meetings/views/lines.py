"""From rows to what lists of meetings, agendas and rolls show."""

from blueprints.meetings.models import Attendee, Item, Meeting, Reply
from blueprints.meetings.pages import Counts, ItemLine, MaterialLine, MeetingLine, RollLine
from blueprints.meetings.queries import LIVE
from domain.lifecycle import MeetingState
from domain.roll import Category


def meeting_line(meeting: Meeting, kind: str, organisation: str) -> MeetingLine:
    """A meeting in a list."""
    state = MeetingState(meeting.state)
    return MeetingLine(
        id=meeting.id,
        title=meeting.title,
        kind=kind,
        organisation=organisation,
        starts_at=meeting.starts_at,
        place=meeting.place,
        state=state,
        state_zh=state.zh,
        live=state in LIVE,
    )


def item_line(item: Item) -> ItemLine:
    """An item with its materials."""
    materials = tuple(MaterialLine(one.id, one.filename, one.size // 1024 + 1) for one in item.materials)
    return ItemLine(item.id, item.position, item.title, item.presenter, item.state, materials)


def without_vote(line: Attendee) -> str:
    """How the roll marks who has no vote, empty for all others.

    Who is left out of the count has not lost the vote: coming all the same, the person is counted again.
    """
    if line.entitled:
        return ""
    return "无表决权" if line.expected else "不计入应到"


def roll_line(line: Attendee) -> RollLine:
    """A line of the roll before the meeting."""
    return RollLine(
        id=line.id,
        name=line.name,
        capacity=line.capacity,
        category="" if line.category == Category.outside else Category(line.category).zh,
        entitled=line.entitled,
        observer=line.observer,
        no_vote_reason=line.no_vote_reason,
        without_vote=without_vote(line),
        read_at=line.read_at,
        reply=line.reply,
        reply_zh=Reply(line.reply).zh,
        leave_reason=line.leave_reason,
        from_outside=line.member_id is None,
    )


def counts(roll: tuple[RollLine, ...]) -> Counts:
    """How many were called, have read, will come, asked leave, have said nothing."""
    called = [line for line in roll if not line.observer]
    leave = (Reply.LEAVE_ASKED, Reply.LEAVE_GRANTED)
    return Counts(
        called=len(called),
        read=sum(line.read_at is not None for line in called),
        coming=sum(line.reply == Reply.COMING for line in called),
        leave=sum(line.reply in leave for line in called),
        silent=sum(line.reply == Reply.NONE for line in called),
    )
