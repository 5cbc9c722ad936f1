"""Long lists, a page at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request

#: So many lines stand on one page of a list.
PAGE = 50


@dataclass(frozen=True)
class Pager:
    """Where a long list stands; empty addresses where there is no page before or after."""

    number: int
    last: int
    total: int
    before: str
    after: str


def page_number(name: str = "page") -> int:
    """Which page of a list was asked for, in the address or by a form on it, from 1; anything else is the first."""
    asked = request.values.get(name, "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def pager(number: int, total: int, address: Callable[[int], str], size: int = PAGE) -> Pager:
    """Where that page stands among all; an asked page beyond the last has only a way back."""
    last = max(1, -(-total // size))
    return Pager(
        number=number,
        last=last,
        total=total,
        before=address(min(number - 1, last)) if number > 1 else "",
        after=address(number + 1) if number < last else "",
    )
