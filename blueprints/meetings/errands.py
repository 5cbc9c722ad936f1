"""Errands 待办: what features above know that somebody has to do, shown among their meetings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from flask import Flask, current_app


@dataclass(frozen=True)
class Errand:
    """One thing to do: in words, where it is done, and until when; `late` where that day has passed."""

    text: str
    note: str
    url: str
    by: date | None = None
    late: bool = False


#: What an account has to do.
Errands = Callable[[int], Iterable[Errand]]


def errands_of(app: Flask) -> list[Errands]:
    """Everybody who knows of errands, for a feature to add its own to."""
    found: list[Errands] = app.extensions.setdefault("errands", [])
    return found


def errands(account_id: int) -> tuple[Errand, ...]:
    """All that the account has to do, the most urgent first, then what has no day."""
    found = [one for ask in errands_of(current_app) for one in ask(account_id)]
    return tuple(sorted(found, key=lambda one: (one.by is None, one.by or date.max)))
