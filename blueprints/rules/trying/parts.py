"""What a calculation's page shows: blanks to fill, rows of candidates, and the answer."""

from dataclasses import dataclass, field
from enum import StrEnum


class Ask(StrEnum):
    """What is calculated."""

    resolution = "resolution"
    quorum = "quorum"
    election = "election"
    grading = "grading"
    convening = "convening"

    @property
    def zh(self) -> str:
        """The users' word for it."""
        return {
            "resolution": "表决",
            "quorum": "法定人数",
            "election": "选举",
            "grading": "评定等次",
            "convening": "提议召集",
        }[self.value]


@dataclass(frozen=True)
class Blank:
    """One field: its place in the scenario is its name."""

    name: str
    label: str
    value: str = ""
    fault: str = ""
    hint: str = ""
    required: bool = False
    text: bool = False  #: a name, not a number


@dataclass(frozen=True)
class Group:
    """Fields that stand together."""

    title: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class Row:
    """One candidate's, or one written-in person's, fields."""

    blanks: tuple[Blank, ...]
    fault: str = ""


@dataclass(frozen=True)
class Rows:
    """A list of rows that can grow."""

    name: str
    title: str
    rows: tuple[Row, ...]
    more: int  #: how many rows there are when one asks for more
    fault: str = ""


@dataclass(frozen=True)
class Option:
    """One choice of a select."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Bar:
    """A count against what is needed."""

    label: str
    reached: int
    total: int
    needed: int | None
    said: str


@dataclass(frozen=True)
class Answer:
    """What was found: the word, the bars, the sentence, the source."""

    word: str
    good: bool
    bars: tuple[Bar, ...]
    sentence: str
    clause: str
    remark: str = ""


@dataclass(frozen=True)
class Trial:
    """One calculation: what it asks, under which rules it can be made, and its answer once it was asked."""

    ask: Ask
    rules: tuple[Option, ...]
    groups: tuple[Group, ...]
    lists: tuple[Rows, ...] = ()
    rounds: tuple[Option, ...] = ()
    answer: Answer | None = None
    faults: tuple[str, ...] = field(default=())  #: what is wrong and belongs to no field

    @property
    def status(self) -> int:
        """422 where something typed was refused."""
        blanks = [blank for group in self.groups for blank in group.blanks]
        blanks += [blank for rows in self.lists for row in rows.rows for blank in row.blanks]
        wrong = [*self.faults, *(rows.fault for rows in self.lists), *(blank.fault for blank in blanks)]
        return 422 if any(wrong) else 200
