"""The shape of a record; docs/record.md tells it field by field, and a test holds the two together.

New fields come with a default, so that records locked by an older version are still read.
"""

from dataclasses import dataclass
from datetime import date, datetime

from blueprints.minutes.record.vote_parts import VotePart
from domain.minutes import Stance

SCHEMA = "yishi.record/1"

#: The stances of whoever was not of one mind with the others.
DISSENT = (Stance.differed, Stance.reserved)


@dataclass(frozen=True, slots=True)
class MeetingPart:
    """Which meeting it was."""

    id: int
    organisation: str
    title: str
    kind: str
    kind_name: str
    starts_at: datetime
    opened_at: datetime | None
    ended_at: datetime | None
    place: str
    chair: str
    recorder: str
    noticed_at: datetime | None
    urgent_reason: str


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """A share that a rule asks for."""

    share: str
    base: str
    base_name: str
    clause: str


@dataclass(frozen=True, slots=True)
class RulePart:
    """The rule that decided, as it was copied into the meeting."""

    id: str
    kind: str
    name: str
    profile: str
    source: str
    clause: str
    notice_days: int | None
    quorum: MeasurePart | None
    adoption: MeasurePart | None


@dataclass(frozen=True, slots=True)
class RollPart:
    """The roll's figures, whole numbers of persons; who was there at any time counts as present."""

    expected: int
    entitled: int
    present: int
    present_entitled: int
    excused: int
    absent: int
    observers: int


@dataclass(frozen=True, slots=True)
class QuorumPart:
    """The quorum verdict at the opening."""

    met: bool
    needed: int
    present: int
    base: int
    base_name: str
    clause: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PersonPart:
    """One line of the roll."""

    name: str
    category: str
    category_name: str
    capacity: str
    expected: bool
    entitled: bool
    observer: bool
    no_vote_reason: str
    came: bool
    arrived_at: datetime | None
    arrived_by: str
    late: bool
    left_at: datetime | None
    left_early: bool
    excused: bool
    absence_reason: str
    #: Of who did not come: asked 待批, granted or refused; "" where no leave was asked.
    leave: str = ""

    @property
    def absence_zh(self) -> str:
        """The users' word for how the person is absent."""
        return "请假" if self.excused else "请假待批" if self.leave == "asked" else "缺席"

    @property
    def absence_told(self) -> str:
        """The reason as it is shown and printed, "" where nobody knows one; that of a refused leave says so."""
        refused = "（请假未准）" if self.leave == "refused" else ""
        return f"{self.absence_reason or '未说明原因'}{refused}" if refused else self.absence_reason


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph; `added_at` is set when it was written after the meeting (补录)."""

    text: str
    added_at: datetime | None


@dataclass(frozen=True, slots=True)
class SpeakerPart:
    """Who spoke, where they stood, and what they said in brief."""

    name: str
    stance: str
    stance_name: str
    gist: str
    added_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """What was decided to be done, by whom and until which day; `added_at` as for a paragraph."""

    text: str
    owner: str
    due_on: date | None
    added_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MaterialPart:
    """A material by its name and content."""

    filename: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One item of the agenda as it went."""

    number: int
    title: str
    presenter: str
    started_at: datetime | None
    ended_at: datetime | None
    text: tuple[TextPart, ...]
    speakers: tuple[SpeakerPart, ...]
    decisions: tuple[DecisionPart, ...]
    materials: tuple[MaterialPart, ...]


@dataclass(frozen=True, slots=True)
class CriticismPart:
    """What one person said to another on a life meeting, and what was answered."""

    by: str
    text: tuple[TextPart, ...]
    response: tuple[TextPart, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnPart:
    """One person's turn on a life meeting: what they said of themselves, what others said, what they answered."""

    name: str
    office: str
    begun_at: datetime | None
    self_criticism: tuple[TextPart, ...]
    criticisms: tuple[CriticismPart, ...]
    statement: tuple[TextPart, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentPart:
    """What somebody from above said on a life meeting."""

    speaker: str
    text: tuple[TextPart, ...]


@dataclass(frozen=True, slots=True)
class LifePart:
    """What was said on a 民主生活会 or 组织生活会, in its order."""

    democratic: bool
    theme: str
    last_time: tuple[TextPart, ...]
    opinions: tuple[TextPart, ...]
    body_speaker: str
    body_check: tuple[TextPart, ...]
    turns: tuple[TurnPart, ...]
    comments: tuple[CommentPart, ...]
    summary: tuple[TextPart, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version of the minutes; `version` 0 is the preview before there is a draft."""

    version: int
    state: str
    reason: str
    chair_confirmed_at: datetime | None
    recorder_confirmed_at: datetime | None
    confirmed_at: datetime | None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record."""

    schema: str
    meeting: MeetingPart
    rule: RulePart
    roll: RollPart
    quorum: QuorumPart | None
    attendees: tuple[PersonPart, ...]
    items: tuple[ItemPart, ...]
    votes: tuple[VotePart, ...]
    closing: tuple[TextPart, ...]
    minutes: Edition
    #: Of a 民主生活会 or 组织生活会 alone.
    life: LifePart | None = None

    def votes_on(self, number: int) -> tuple[VotePart, ...]:
        """The votes on one item, in the order they were put."""
        return tuple(vote for vote in self.votes if vote.item == number)

    @property
    def left_out(self) -> tuple[PersonPart, ...]:
        """Who stands on the roll, was not counted in 应到 and did not come."""
        return tuple(one for one in self.attendees if not (one.expected or one.came or one.observer))

    @property
    def dissenters(self) -> tuple[str, ...]:
        """Who differed or had reservations: they check what was written down of it and sign for it."""
        spoke = (one for item in self.items for one in item.speakers if one.stance in DISSENT)
        return tuple(dict.fromkeys(one.name for one in spoke))

    @property
    def absentees(self) -> tuple[PersonPart, ...]:
        """Who was expected and did not come."""
        return tuple(person for person in self.attendees if person.expected and not person.came)
