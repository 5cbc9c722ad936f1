"""What features above add to the record of a meeting."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from blueprints.meetings.models import Meeting
from blueprints.minutes.record.shape import LifePart


@dataclass
class Hooks:
    """Who tells what; filled once by `create_app`."""

    life: Callable[[Meeting], LifePart | None] = lambda _meeting: None


def hooks_of(app: Flask) -> Hooks:
    """The hooks of that app, for a feature to put its own in."""
    found: Hooks = app.extensions.setdefault("minutes_hooks", Hooks())
    return found


def life_of(meeting: Meeting) -> LifePart | None:
    """What was said on the meeting where it is a 民主生活会 or 组织生活会; else None."""
    return hooks_of(current_app).life(meeting)
