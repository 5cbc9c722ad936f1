"""One sample branch, so that every kind can be shown and tested as a real branch would fill it.

Each module fills some kinds and lists them in SAMPLES; tests change single fields with dataclasses.replace.
"""

from __future__ import annotations

from collections.abc import Callable

from ..kinds import Page
from . import forms, letters, meeting, recording, voting

SAMPLES: dict[str, Callable[[], Page]] = {
    code: made for module in (forms, letters, meeting, recording, voting) for code, made in module.SAMPLES.items()
}

__all__ = ["SAMPLES"]
