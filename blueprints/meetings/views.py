"""From rows to the dataclasses that pages see."""

from blueprints.meetings.models import Attendee, Item, Meeting, Reply
from blueprints.meetings.pages import Counts, ItemLine, MaterialLine, MeetingLine, RollLine, RuleLine
from blueprints.meetings.queries import LIVE
from domain.lifecycle import MeetingState
from domain.roll import Category
from domain.rules import Rule
from domain.words import listed


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


def roll_line(line: Attendee) -> RollLine:
    """A line of the roll before the meeting."""
    return RollLine(
        id=line.id,
        name=line.name,
        capacity=line.capacity,
        category=Category(line.category).zh,
        entitled=line.entitled,
        observer=line.observer,
        no_vote_reason=line.no_vote_reason,
        read_at=line.read_at,
        reply=line.reply,
        reply_zh=Reply(line.reply).zh,
        leave_reason=line.leave_reason,
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


def rule_lines(rule: Rule) -> tuple[RuleLine, ...]:
    """The rule's numbers in the order a secretary asks for them, each with its source; silent fields are left out."""
    quorum, adoption, frequency = rule.quorum, rule.adoption, rule.frequency
    rows = (
        ("法定人数", (quorum.wording or str(quorum.share)) if quorum else "没有规定", "quorum"),
        ("通过", (adoption.wording or str(adoption.share)) if adoption else "不作表决", "adoption"),
        ("表决方式", listed(method.zh for method in rule.methods), "methods"),
        ("提前通知", f"至少{rule.notice_days}天" if rule.notice_days else "", "notice_days"),
        ("频次", frequency.words if frequency else "", "frequency"),
        ("召集", rule.convener_zh, "convener"),
        (
            "主持",
            rule.chair_zh + (f"；缺席时{rule.chair_fallback_zh}" if rule.chair_fallback else ""),
            "chair",
        ),
        ("应到", rule.roll_note or rule.roll_zh, "roll"),
        ("列席", listed(rule.observers), "observers"),
        ("意见分歧", rule.dispute or "", "dispute"),
    )
    clauses = {"quorum": quorum and quorum.clause, "adoption": adoption and adoption.clause}
    return tuple(
        RuleLine(label, value, clauses.get(field) or rule.origin(field)) for label, value, field in rows if value
    )
