"""The rows of the table, each in a module of its own."""

from collections.abc import Callable

from bench.report import Line, Scale
from bench.rows import book, box, cast, hall, minutes_pdf, pages, poll304, roster, sizes, start

#: In the order of the table.
ROWS: dict[str, Callable[[Scale], list[Line]]] = {
    "cast": cast.measure,
    "box": box.measure,
    "poll304": poll304.measure,
    "hall": hall.measure,
    "minutes_pdf": minutes_pdf.measure,
    "book": book.measure,
    "pages": pages.measure,
    "sizes": sizes.measure,
    "start": start.measure,
    "roster": roster.measure,
}
