"""What the minutes hold, what was added after the meeting (补录), and what an inspection would fault."""

import hashlib
import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from domain.rules import Method
from domain.words import listed

#: Phrases that hide who said what; longer ones first, so that each is named once.
VAGUE_PHRASES = (
    "与会人员一致同意",
    "与会人员一致认为",
    "大家一致认为",
    "大家一致同意",
    "大家纷纷表示",
    "与会同志纷纷表示",
    "进行了热烈讨论",
    "经过热烈讨论",
    "讨论热烈",
    "一致认为",
    "纷纷表示",
    "原则同意",
    "原则上同意",
    "大家都表示",
)
_VAGUE = re.compile("|".join(VAGUE_PHRASES))


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the minutes; `added_at` is when, if it was written after the meeting (补录)."""

    text: str
    added_at: datetime | None = None


def merge_passages(before: tuple[Passage, ...], text: str, now: datetime, meeting_over: bool) -> tuple[Passage, ...]:
    """Take the text as edited, paragraph by paragraph (one a line, blank lines dropped).

    A paragraph that was there before, wherever it now stands, keeps its mark; a new or changed one
    is marked with `now` once the meeting is over.
    """
    known: dict[str, deque[datetime | None]] = defaultdict(deque)
    for passage in before:
        known[passage.text].append(passage.added_at)
    mark = now if meeting_over else None
    lines = (line.strip() for line in text.splitlines())
    return tuple(Passage(line, known[line].popleft() if known[line] else mark) for line in lines if line)


class Stance(StrEnum):
    """How a person spoke to an item (发言态度)."""

    spoke = "spoke"
    agreed = "agreed"
    differed = "differed"
    reserved = "reserved"

    @property
    def zh(self) -> str:
        """The users' word for it."""
        return _STANCE_ZH[self]


_STANCE_ZH = {
    Stance.spoke: "一般发言",
    Stance.agreed: "赞成",
    Stance.differed: "不同意见",
    Stance.reserved: "保留意见",
}
_DISSENT = frozenset({Stance.differed, Stance.reserved})


class Absentee(NamedTuple):
    """Who did not come, and why ("" when nobody wrote it down); `undecided` is a leave asked and not yet decided."""

    name: str
    reason: str
    undecided: bool = False


class Speaker(NamedTuple):
    """Who spoke to an item, and how."""

    name: str
    stance: Stance


class Resolved(NamedTuple):
    """What was decided, who sees to it and by when."""

    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PollRecord:
    """A vote as the minutes tell it; `present` are those with the vote, None is what nobody wrote down."""

    motion: str
    method: Method
    in_favour: int | None
    against: int | None
    abstain: int | None
    present: int | None
    announced: bool
    adopted: bool | None = None
    #: Persons were voted on: the marks of each stand in the count sheet, not in three numbers.
    elects: bool = False
    #: Papers that count for nothing 无效票.
    invalid: int = 0


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item as the minutes tell it; `anchor` is its place on the page, else item-1, item-2 …"""

    title: str
    text: str
    speakers: tuple[Speaker, ...] = ()
    polls: tuple[PollRecord, ...] = ()
    decisions: tuple[Resolved, ...] = ()
    anchor: str = ""
    presenter: str = ""
    #: What was said on it stands in another part of the record, as on a 民主生活会.
    told_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """All that the check looks at."""

    started_at: datetime | None
    ended_at: datetime | None
    absentees: tuple[Absentee, ...]
    items: tuple[ItemFacts, ...]
    #: Who came to a 民主生活会 or 组织生活会, should have spoken, and of whose words nothing is written.
    unheard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What an inspection would fault: its code, the sentence, where it stands, whether it must be mended."""

    code: str
    sentence: str
    anchor: str
    blocking: bool


def check(facts: MinutesFacts) -> tuple[Fault, ...]:
    """Every fault in the minutes, in the order of the page; empty when an inspection would find none."""
    faults = [*_times(facts), *_absences(facts)]
    if not facts.items:
        faults.append(Fault("no_items", "会议记录没有议题，请补记会议内容。", "items", True))
    for number, item in enumerate(facts.items, 1):
        faults.extend(_item(item, item.anchor or f"item-{number}"))
        faults.extend(_presenter(item, item.anchor or f"item-{number}", facts.absentees))
    if facts.unheard:
        sentence = f"没有记录{listed(facts.unheard)}的自我批评，请核对或者补记。"
        faults.append(Fault("unheard", sentence, "life", False))
    return tuple(faults)


def canonical(body: Mapping[str, object]) -> bytes:
    """The one byte form of a record: UTF-8 JSON, keys sorted, no space; TypeError or ValueError otherwise."""
    written = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written.encode("utf-8")


def sha256_of(body: Mapping[str, object]) -> str:
    """The SHA-256 of the canonical form, in lower-case hex."""
    return hashlib.sha256(canonical(body)).hexdigest()


def _times(facts: MinutesFacts) -> Iterator[Fault]:
    if facts.started_at is None:
        yield Fault("no_start", "缺少开会时间，请补记到分钟。", "times", True)
    if facts.ended_at is None:
        yield Fault("no_end", "缺少散会时间，请补记到分钟。", "times", True)
    elif facts.started_at is not None and facts.ended_at <= facts.started_at:
        yield Fault("times_reversed", "散会时间不晚于开会时间，请核对。", "times", True)


def _absences(facts: MinutesFacts) -> Iterator[Fault]:
    for name, reason, undecided in facts.absentees:
        if undecided:
            yield Fault("leave_undecided", f"{name}的请假还没有批复，请先准假或者不准假。", "absentees", True)
        elif not reason.strip():
            yield Fault("absence_reason", f"{name}没有到会，也没有写明原因，请补记缺席原因。", "absentees", True)


def _item(item: ItemFacts, anchor: str) -> Iterator[Fault]:
    title = f"议题“{item.title}”"
    if not item.text.strip() and not item.told_elsewhere:
        yield Fault("item_text", f"{title}没有记录内容，请补记讨论情况。", anchor, True)
    if not item.speakers and not item.told_elsewhere:
        yield Fault("no_speaker", f"{title}没有记下谁发了言，请补记发言人。", anchor, False)
    for poll in item.polls:
        yield from _poll(poll, item, anchor)
    if item.decisions and item.polls and all(poll.adopted is False for poll in item.polls):
        yield Fault("not_adopted", f"{title}的表决没有通过，却记有决定事项，请核对。", anchor, False)
    for decision in item.decisions:
        yield from _decision(decision, anchor)
    yield from _vagueness(item, anchor)


def _presenter(item: ItemFacts, anchor: str, absentees: tuple[Absentee, ...]) -> Iterator[Fault]:
    name = item.presenter.strip()
    if name and any(absentee.name == name for absentee in absentees):
        sentence = f"议题“{item.title}”的汇报人{name}没有到会，请核对由谁汇报。"
        yield Fault("presenter_absent", sentence, anchor, False)


def _poll(poll: PollRecord, item: ItemFacts, anchor: str) -> Iterator[Fault]:
    motion = f"表决事项“{poll.motion}”"
    if not poll.announced:
        yield Fault("not_announced", f"{motion}没有宣布结果，请先宣布表决结果。", anchor, True)
    if poll.elects:
        return
    figures = (poll.in_favour, poll.against, poll.abstain, poll.present)
    in_favour, against, abstain, present = figures
    if in_favour is None or against is None or abstain is None or present is None:
        yield Fault("poll_figures", f"{motion}的票数不全，请补记赞成、反对、弃权和实到人数。", anchor, True)
        return
    yield from _sum(motion, in_favour + against + abstain, present - poll.invalid, anchor)
    if against + abstain and poll.method is not Method.secret and not _dissent(item):
        yield Fault("dissent", _dissent_sentence(motion, against, abstain), anchor, False)


def _sum(motion: str, total: int, present: int, anchor: str) -> Iterator[Fault]:
    facts = f"{motion}三项合计{total}，实到有表决权的{present}人"
    if total > present:
        yield Fault("poll_sum", f"{facts}，票数多于人数，请核对。", anchor, True)
    elif total < present:
        yield Fault("poll_sum", f"{facts}，有{present - total}人未表决，请核对或者写明情况。", anchor, False)


def _dissent(item: ItemFacts) -> bool:
    return any(Stance(stance) in _DISSENT for _, stance in item.speakers)


def _dissent_sentence(motion: str, against: int, abstain: int) -> str:
    return f"{motion}有反对{against}票、弃权{abstain}票，没有记下谁提出了不同意见，请补记姓名和意见。"


def _decision(decision: Resolved, anchor: str) -> Iterator[Fault]:
    text, owner, due_on = decision
    if not owner.strip():
        yield Fault("decision_owner", f"决定“{text}”没有责任人，请指定由谁落实。", anchor, True)
    if due_on is None:
        yield Fault("decision_due", f"决定“{text}”没有完成期限，请写明日期。", anchor, True)


def _vagueness(item: ItemFacts, anchor: str) -> Iterator[Fault]:
    for phrase in dict.fromkeys(_VAGUE.findall(item.text)):
        yield Fault("vague", f"“{phrase}”过于笼统，请写明谁讲了什么意见。", anchor, False)
