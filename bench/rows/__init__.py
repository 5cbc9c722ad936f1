"""The rows of the table, each in a module of its own."""

from collections.abc import Callable

from bench.report import Line, Scale
from bench.rows import cast, poll304

#: In the order of the table.
ROWS: dict[str, Callable[[Scale], list[Line]]] = {
    "cast": cast.measure,
    "poll304": poll304.measure,
}
