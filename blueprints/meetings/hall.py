"""The hall's check-in code 签到码: changes every 30 seconds, so that a photo sent home is useless."""

import base64
import hashlib
import hmac
from datetime import datetime

#: How long a code stands on the screen, in seconds.
WINDOW = 30

#: How long a phone that scanned in time may take to sign in and press the button, in seconds.
GRACE = 300


def code(hall_key: bytes, at: datetime, back: int = 0) -> str:
    """The code of the window that `at` falls into, or of one `back` windows earlier."""
    window = int(at.timestamp()) // WINDOW - back
    digest = hmac.new(hall_key, b"hall-v1:%d" % window, hashlib.sha256).digest()
    return base64.b32encode(digest[:10]).decode()


def is_current(hall_key: bytes, given: str, at: datetime) -> bool:
    """Whether the code stands on the screen now, or stood there in the window before."""
    return any(hmac.compare_digest(code(hall_key, at, back).encode(), given.encode()) for back in (0, 1))
