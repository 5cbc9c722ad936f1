"""One sample branch, so that every kind can be shown and tested as a real branch would fill it.

Each module fills some kinds and lists them in SAMPLES; tests change single fields with dataclasses.replace.
"""

from __future__ import annotations

from collections.abc import Callable

from ..kinds import Page
from . import forms, letters, meeting, voting

SAMPLES: dict[str, Callable[[], Page]] = {**forms.SAMPLES, **letters.SAMPLES, **meeting.SAMPLES, **voting.SAMPLES}

__all__ = ["SAMPLES"]
