"""What the page of opinions written before the meeting may see."""

from dataclasses import dataclass
from datetime import datetime

from blueprints.shared.forms import Form


@dataclass(frozen=True)
class OpinionLine:
    """One opinion: whose, what, when, and whether the writer came all the same."""

    id: int
    name: str
    choice_zh: str
    received_at: datetime
    filename: str
    came: bool


@dataclass(frozen=True)
class OpinionsPage:
    """The opinions on one item, and the form for one more until the meeting begins."""

    title: str
    meeting_id: int
    item_id: int
    item: str
    motion: str  #: what they speak to, empty while nothing is proposed
    why_not: str  #: why they cannot change now, empty where they can
    lines: tuple[OpinionLine, ...]
    came: int  #: how many of the writers are in the hall
    people: int  #: who could still write
    form: Form
    refusals: tuple[str, ...]
