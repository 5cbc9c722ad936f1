"""What features above add to votes: who stands at a meeting's elections, and what an announced result changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from flask import Flask, current_app

from blueprints.polls.models import Poll
from blueprints.shared.journal import Act

#: The names of who stands at a meeting.
Standing = Callable[[int], Iterable[str]]

#: Within the verb that announces a vote: what its result changes at once.
Announced = Callable[[Act, Poll], None]


@dataclass
class Hooks:
    """Everybody who was added, in the order of the features."""

    standing: list[Standing] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)


def hooks_of(app: Flask) -> Hooks:
    """The hooks of that app, for a feature to add its own to."""
    found: Hooks = app.extensions.setdefault("poll_hooks", Hooks())
    return found


def standing(meeting_id: int) -> frozenset[str]:
    """Who stands at the meeting, as the features above know it."""
    return frozenset(name for ask in hooks_of(current_app).standing for name in ask(meeting_id))


def announced(act: Act, poll: Poll) -> None:
    """Within the verb: the vote's result is announced."""
    for tell in hooks_of(current_app).announced:
        tell(act, poll)
