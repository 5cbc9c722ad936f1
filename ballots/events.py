"""The audit chain of a vote 表决过程记录: its phases, each bound to the one before by SHA-256."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: What the first event of a chain is bound to.
START = "0" * 64


@dataclass(frozen=True)
class Event:
    """One phase of a vote as it is hashed and published; `at` is UTC, ISO 8601 with microseconds."""

    poll: int
    position: int
    event: str
    actor: int | None
    at: str
    payload: dict[str, Any]
    prev: str
    sha: str


def event_sha(event: Event) -> str:
    """SHA-256 over the event and the one before it, in hexadecimal."""
    names = ("poll", "position", "event", "actor", "at", "payload", "prev")
    told = {name: getattr(event, name) for name in names}
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def chain_holds(events: Sequence[Event]) -> bool:
    """Whether no event of the chain was changed, taken out or put between."""
    before = START
    for position, event in enumerate(events, 1):
        if (event.position, event.prev, event.sha) != (position, before, event_sha(event)):
            return False
        before = event.sha
    return True
