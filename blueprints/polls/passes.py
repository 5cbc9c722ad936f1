"""A pass 测评码: the personal link with which somebody without an account fills in a meeting's review ballots.

Nothing of it is kept. It is made of the installation's key, so it can be printed again, and it serves once for each
vote because the roll does.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from blueprints.shared import keys

_BYTES = 15


@dataclass(frozen=True)
class Pass:
    """Whose line on which meeting's roll; with the name, since a number that became free may be given again."""

    meeting_id: int
    attendee_id: int
    name: str


def written(held: Pass) -> str:
    """The pass as it stands in a link: the two numbers, and a code that only this installation makes."""
    return f"{held.meeting_id}-{held.attendee_id}-{_code(held)}"


def numbers(token: str) -> tuple[int, int] | None:
    """The meeting and the line that a link names, rightly or not; None for what is no such link."""
    meeting, _, rest = token.partition("-")
    line, _, _code_told = rest.partition("-")
    return (int(meeting), int(line)) if _is_number(meeting) and _is_number(line) else None


def fits(held: Pass, token: str) -> bool:
    """Whether the link is this pass."""
    return hmac.compare_digest(written(held).encode(), token.encode())


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _code(held: Pass) -> str:
    said = f"{held.meeting_id}:{held.attendee_id}:{held.name}".encode()
    digest = hmac.new(keys.derived("review pass"), said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:_BYTES]).decode()
