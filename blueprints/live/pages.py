"""What live pages may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blueprints.meetings.pages import ItemLine
from blueprints.shared.forms import Form
from blueprints.shared.qr import QrPath
from domain.roll import RollFigures


@dataclass(frozen=True)
class QuorumView:
    """The bar: how many with a vote are there, how many must be."""

    present: int
    base: int
    needed: int | None  #: None where the rule asks for no quorum
    met: bool
    sentence: str


@dataclass(frozen=True)
class HallLine:
    """A line of the roll in the hall."""

    id: int
    name: str
    note: str  #: 预备, 列席 or empty
    tag: str  #: 13:52 扫码, 请假 住院, 未到 …
    kind: str  #: in, away, out: the tag's colour
    present: bool
    arrived: bool
    entitled: bool
    may_undo: bool


@dataclass(frozen=True)
class SpeechLine:
    """Who spoke."""

    id: int
    name: str
    stance: str
    gist: str


@dataclass(frozen=True)
class FollowUpLine:
    """What is to be done."""

    id: int
    text: str
    owner: str
    due_on: str


@dataclass(frozen=True)
class FloorItem:
    """The item that is on."""

    id: int
    position: int
    title: str
    presenter: str
    notes: str
    notes_revision: int
    notes_at: datetime | None
    speeches: tuple[SpeechLine, ...]
    follow_ups: tuple[FollowUpLine, ...]
    motions: tuple[Any, ...]  #: polls' MotionView
    finished: bool


@dataclass(frozen=True)
class ConsolePage:
    """The tablet on one screen: agenda, item, roll."""

    id: int
    organisation_id: int
    organisation: str
    title: str
    state: str
    state_zh: str
    clock: str
    items: tuple[ItemLine, ...]
    item: FloorItem | None
    next_item_id: int | None
    roll: tuple[HallLine, ...]
    roll_total: int  #: lines of the roll in all; a long one is shown in part
    who: str  #: the name that was searched for, or nothing
    figures: RollFigures
    quorum: QuorumView
    obstacles: tuple[str, ...]  #: what stands in the way of opening, or of ending
    blocked: tuple[str, ...]  #: votes that wait, when all items are through
    can_run: bool
    can_write: bool
    can_convene: bool
    can_vote: bool  #: whether this kind of meeting votes at all
    elects: bool  #: whether it elects
    reviews: bool  #: whether people are reviewed on it, whose self-reviews are read out
    lives: bool  #: whether it is a 民主生活会 or 组织生活会, whose words are written down person by person
    chair: str
    recorder: str
    tag: str
    live: bool
    speech: Form
    officers: Form


@dataclass(frozen=True)
class VotedLine:
    """An announced secret vote."""

    poll_id: int
    motion: str


@dataclass(frozen=True)
class RoomPage:
    """The phone in the hall."""

    id: int
    organisation: str
    title: str
    state: str
    state_zh: str
    name: str
    present: bool
    arrived_at: datetime | None
    no_vote_reason: str
    item: str
    position: int
    slip: Any  #: polls' SlipView, or None
    call: Any  #: polls' TellerCall, or None
    secret: tuple[VotedLine, ...]  #: after the meeting: the secret votes whose lists may be checked
    tag: str
    live: bool
    closing_note: str


@dataclass(frozen=True)
class ScreenPage:
    """The hall's screen: one number, one sentence, one code."""

    id: int
    title: str
    organisation: str
    state: str
    state_zh: str
    quorum: QuorumView
    present: int
    code: QrPath | None
    item: str
    position: int
    motion: Any  #: polls' HallView, or None
    opened_at: datetime | None
    tag: str
    live: bool
    closing_note: str
