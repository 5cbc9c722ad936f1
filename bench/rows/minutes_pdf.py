"""Printing minutes through the press against bare WeasyPrint on the same HTML."""

import time
from collections.abc import Callable

from weasyprint import HTML

from bench import bulk
from bench.report import Line, Scale, median
from bench.stage import inside, place
from blueprints.accounts import queries as accounts
from blueprints.documents import press, queries
from blueprints.meetings import queries as meetings
from blueprints.rehearsal import community
from blueprints.shared import clock
from blueprints.shared.db import db


def measure(scale: Scale) -> list[Line]:
    """A meeting of the sample community, printed in turns."""
    with place() as where, inside(where):
        community.fill(clock.now())
        top = accounts.seats(1)[0].organisation.id
        held = [one.id for one in meetings.past_of(top, 0, 200) if one.state in bulk.HELD]
        page, enclosed = queries.minutes_page(held[0], None, clock.now()), queries.enclosures(held[0], None)
        db.session.rollback()
        html = press.render_html("minutes", page)
        base = f"{(press.TEMPLATES / 'minutes').as_uri()}/"

        def ours() -> bytes:
            return press.print_pdf("minutes", page, attachments=enclosed)

        def bare() -> bytes:
            printed: bytes = HTML(string=html, base_url=base).write_pdf()
            return printed

        ours(), bare()
        rounds = [(_cpu(ours), _cpu(bare)) for _ in range(scale.rounds)]
    ratio = median([one / other for one, other in rounds])
    took = f"{median([one for one, _ in rounds]):.2f} / {median([other for _, other in rounds]):.2f} s"
    return [
        Line("minutes_pdf: time against bare WeasyPrint", "<= 1.3", f"{ratio:.2f}", ratio <= 1.3),
        Line("  processor time each, ours / bare", "", took),
    ]


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
