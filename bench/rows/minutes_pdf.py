"""Printing minutes through the press against bare WeasyPrint on the same HTML."""

import time
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader
from weasyprint import HTML

from bench.report import Line, Scale, median
from blueprints.documents import press
from blueprints.documents.sample.recording import minutes

#: So many items make twenty pages.
ITEMS = 18


def measure(scale: Scale) -> list[Line]:
    """A record of twenty pages, printed in turns."""
    page, enclosed = minutes(ITEMS), (press.Enclosure("record.json", b"{}" * 20000, "会议记录数据", "Source"),)
    html = press.render_html("minutes", page)
    base = f"{(press.TEMPLATES / 'minutes').as_uri()}/"

    def ours() -> bytes:
        return press.print_pdf("minutes", page, attachments=enclosed)

    def bare() -> bytes:
        printed: bytes = HTML(string=html, base_url=base).write_pdf()
        return printed

    pages = len(PdfReader(BytesIO(ours())).pages)
    bare()
    rounds = [(_cpu(ours), _cpu(bare)) for _ in range(scale.rounds)]
    ratio = median([one / other for one, other in rounds])
    took = f"{median([one for one, _ in rounds]):.2f} / {median([other for _, other in rounds]):.2f} s"
    return [
        Line(f"minutes_pdf: time against bare WeasyPrint, {pages} pages", "<= 1.3", f"{ratio:.2f}", ratio <= 1.3),
        Line("  processor time each, ours / bare", "", took),
    ]


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
