"""What the list of an organisation's meetings may see."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class MeetingLine:
    """One meeting in a list."""

    id: int
    title: str
    kind: str
    organisation: str
    starts_at: datetime
    place: str
    state: str
    state_zh: str
    live: bool


@dataclass(frozen=True)
class OtherRule:
    """Another rule under which a meeting of a kind can be convened."""

    rule_id: str
    label: str


@dataclass(frozen=True)
class KindLine:
    """A kind of meeting that can be convened: by the rule in force, or by another."""

    name: str
    rule_id: str
    source: str
    everyday: bool  #: has a button of its own
    others: tuple[OtherRule, ...]


@dataclass(frozen=True)
class KindFamily:
    """The kinds of one family."""

    name: str
    kinds: tuple[KindLine, ...]


@dataclass(frozen=True)
class DueLine:
    """应开会议: one kind in its present span, and what the span before has missed."""

    name: str
    rule_id: str
    sentence: str
    missed: str  #: the sentence of the span before, "" where it missed nothing
    wanting: bool  #: still to be held in this span
    origin: str
    planned_id: int | None  #: a meeting of the kind that is to be held in this span
    planned_at: datetime | None


@dataclass(frozen=True)
class BelowLine:
    """An organisation below, whose own meetings are convened on its own page."""

    id: int
    name: str


@dataclass(frozen=True)
class CalendarPage:
    """The meetings of an organisation."""

    organisation_id: int
    organisation: str
    coming: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]
    earlier: int | None  #: how many to skip for the page before, None on the last
    skipped: bool
    everyday: tuple[KindLine, ...]
    families: tuple[KindFamily, ...]
    due: tuple[DueLine, ...]
    done: tuple[DueLine, ...]
    below: tuple[BelowLine, ...]
    more_below: bool
    can_convene: bool
    needs_branch: bool
    people: int  #: on the roster; with nobody there, nobody can be called
