"""应开会议: what an organisation's rules demand in the present span, and what the span before has missed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from blueprints.meetings.models import Meeting
from blueprints.meetings.pages import DueLine
from blueprints.meetings.queries import Held
from blueprints.rules.queries import Shelf
from blueprints.shared import clock
from domain.obligations import DueState, Obligation, due
from domain.rules import Family, MeetingKind, Rule

#: What every Party organisation is asked for by the Party's own regulations; for all else only who holds or chose it.
EVERYBODYS = (Family.party, Family.life)
PARTYS_OWN = "nat"


@dataclass(frozen=True)
class Dues:
    """What is still to be held, the nearest deadline first, and what is done."""

    due: tuple[DueLine, ...]
    done: tuple[DueLine, ...]


def dues(held_kinds: Iterable[MeetingKind], shelf: Shelf, held: Held, coming: Iterable[Meeting], today: date) -> Dues:
    """The obligations of these kinds today; `coming` are the organisation's own meetings still to be held."""
    planned = tuple(coming)
    found = sorted(_obligations(held_kinds, shelf, held, today), key=lambda one: one[2].last)
    lines = [_line(kind, now, _missed(own, now, held, today), planned) for kind, own, now in found]
    return Dues(
        tuple(line for line in lines if line.wanting or line.missed),
        tuple(line for line in lines if not (line.wanting or line.missed)),
    )


def _obligations(
    held_kinds: Iterable[MeetingKind], shelf: Shelf, held: Held, today: date
) -> Iterator[tuple[MeetingKind, Rule, Obligation]]:
    for kind in held_kinds:
        holding = shelf.holding(kind.code)
        asked = kind.family in EVERYBODYS and holding.rule.profile == PARTYS_OWN
        if asked or kind.code in held.days or holding.chosen_by is not None:
            now = due(holding.rule, today, held.days.get(kind.code, ()))
            if now is not None:
                yield kind, holding.rule, now


def _missed(own: Rule, now: Obligation, held: Held, today: date) -> str:
    """What the span before was short of, where it lay wholly after the organisation's first meeting."""
    before = due(own, now.first - timedelta(days=1), held.days.get(own.kind, ()), today)
    if before is None or before.state is not DueState.overdue:
        return ""
    return f"上一期{before.told}" if held.first is not None and held.first <= before.first else ""


def _line(kind: MeetingKind, now: Obligation, missed: str, planned: tuple[Meeting, ...]) -> DueLine:
    ahead = [one for one in planned if one.kind == kind.code and now.first <= _day(one) <= now.last]
    first = min(ahead, key=lambda one: one.starts_at, default=None)
    return DueLine(
        name=kind.name,
        rule_id=now.rule_id,
        sentence=now.sentence,
        missed=missed,
        wanting=now.state is not DueState.done,
        origin=now.origin,
        planned_id=first.id if first else None,
        planned_at=first.starts_at if first else None,
    )


def _day(meeting: Meeting) -> date:
    return clock.local(meeting.starts_at).date()
