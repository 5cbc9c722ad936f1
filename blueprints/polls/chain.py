"""The audit chain of a vote in the database; `ballots.events` says how its lines are bound."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from ballots.events import START, Event, chain_holds, event_sha
from blueprints.polls.models import Poll, PollEvent
from blueprints.shared.db import db
from blueprints.shared.journal import Act


def append(act: Act, poll: Poll, event: str, payload: dict[str, Any]) -> None:
    """Within a verb: one phase more. A single ballot is never an event."""
    last = _last(poll.id)
    position, before = (last.position + 1, last.sha) if last else (1, START)
    line = PollEvent(
        poll_id=poll.id, position=position, event=event, actor_id=act.account_id, at=act.at, payload=payload
    )
    line.prev_sha, line.sha = before, ""
    line.sha = event_sha(as_event(line))
    db.session.add(line)


def as_event(line: PollEvent) -> Event:
    """The line as it is hashed and published."""
    return Event(
        poll=line.poll_id,
        position=line.position,
        event=line.event,
        actor=line.actor_id,
        at=_written(line.at),
        payload=line.payload,
        prev=line.prev_sha,
        sha=line.sha,
    )


def events(poll_id: int) -> Sequence[PollEvent]:
    """The chain from its beginning."""
    query = select(PollEvent).where(PollEvent.poll_id == poll_id).order_by(PollEvent.position)
    return db.session.scalars(query).all()


def holds(lines: Sequence[PollEvent]) -> bool:
    """Whether no event of the chain was changed, taken out or put between."""
    return chain_holds([as_event(line) for line in lines])


def _last(poll_id: int) -> PollEvent | None:
    query = select(PollEvent).where(PollEvent.poll_id == poll_id).order_by(PollEvent.position.desc())
    return db.session.scalars(query.limit(1)).first()


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
