"""Binding a year's book of 300 meetings: how long it takes and how much memory its process holds at most."""

import resource
import subprocess
import sys
import time
from collections.abc import Sequence

from bench.report import Line, Scale
from blueprints.documents.books import Chapter, print_book
from blueprints.documents.kinds import Page
from blueprints.documents.kinds.book import BookEntry, BookPage
from blueprints.documents.sample.branch import BRANCH, MADE
from blueprints.documents.sample.recording import minutes

MEETINGS = 300


def measure(scale: Scale) -> list[Line]:
    """In a process of its own, as the archive does it; a third of the meetings with --quick."""
    count = MEETINGS if scale.rounds > 3 else MEETINGS // 3
    command = [sys.executable, "-c", f"from bench.rows.book import bind; bind({count})"]
    took, held, pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return [
        Line(f"book: memory for {count} meetings, {pages} pages", "< 1000 MB", f"{held} MB", int(held) < 1000),
        Line("  time", "", f"{took} s"),
    ]


def _front(starts: Sequence[int], pages: int) -> tuple[str, Page]:
    entries = tuple(
        BookEntry(held_on=MADE.date(), title=f"第{number}次会议", first_page=first)
        for number, first in enumerate(starts, 1)
    )
    return "book", BookPage(
        organisation=BRANCH, title="社区党组织会议记录簿", year=2026, entries=entries, pages=pages, made_at=MADE
    )


def bind(count: int) -> None:
    """Bind so many meetings and print seconds, the most megabytes held, and pages."""
    began = time.perf_counter()
    seen: list[int] = []

    def front(starts: Sequence[int], pages: int) -> tuple[str, Page]:
        seen.append(pages)
        return _front(starts, pages)

    print_book(front, (Chapter("minutes", minutes()) for _ in range(count)))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{time.perf_counter() - began:.0f} {most} {seen[0]}")
