"""Which tablet is the booth 投票间 of a meeting: one at a time, known in memory only.

A tablet that was the booth before, in this meeting or an earlier run of the server, opens nothing any more.
"""

import hmac
import secrets

from flask import current_app


def made(meeting_id: int) -> str:
    """The key of a new booth; the tablet that was the meeting's booth before is none from now on."""
    _keys()[meeting_id] = secrets.token_hex(16)
    return _keys()[meeting_id]


def fits(meeting_id: int, key: str) -> bool:
    """Whether the meeting's booth has this key."""
    return hmac.compare_digest(_keys().get(meeting_id, "").encode(), key.encode()) and bool(key)


def stands(meeting_id: int) -> bool:
    """Whether the meeting has a booth."""
    return meeting_id in _keys()


def taken_down(meeting_id: int) -> None:
    """The meeting has no booth any more."""
    _keys().pop(meeting_id, None)


def _keys() -> dict[int, str]:
    keys: dict[int, str] = current_app.extensions.setdefault("booths", {})
    return keys
