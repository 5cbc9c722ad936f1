"""The audit chain of a vote 表决过程记录: its phases, each bound to the one before by SHA-256."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from blueprints.polls.models import Poll, PollEvent
from blueprints.shared.db import db
from blueprints.shared.journal import Act

#: What the first event of a chain is bound to.
START = "0" * 64


def append(act: Act, poll: Poll, event: str, payload: dict[str, Any]) -> None:
    """Within a verb: one phase more. A single ballot is never an event."""
    last = _last(poll.id)
    position, before = (last.position + 1, last.sha) if last else (1, START)
    line = PollEvent(
        poll_id=poll.id, position=position, event=event, actor_id=act.account_id, at=act.at, payload=payload
    )
    line.prev_sha, line.sha = before, sha(line, before)
    db.session.add(line)


def sha(line: PollEvent, before: str) -> str:
    """SHA-256 over the event and the one before it, in hexadecimal."""
    said = {
        "poll": line.poll_id,
        "position": line.position,
        "event": line.event,
        "actor": line.actor_id,
        "at": _written(line.at),
        "payload": line.payload,
        "prev": before,
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def events(poll_id: int) -> Sequence[PollEvent]:
    """The chain from its beginning."""
    query = select(PollEvent).where(PollEvent.poll_id == poll_id).order_by(PollEvent.position)
    return db.session.scalars(query).all()


def holds(lines: Sequence[PollEvent]) -> bool:
    """Whether no event of the chain was changed, taken out or put between."""
    before = START
    for position, line in enumerate(lines, 1):
        if (line.position, line.prev_sha, line.sha) != (position, before, sha(line, before)):
            return False
        before = line.sha
    return True


def _last(poll_id: int) -> PollEvent | None:
    query = select(PollEvent).where(PollEvent.poll_id == poll_id).order_by(PollEvent.position.desc())
    return db.session.scalars(query.limit(1)).first()


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
