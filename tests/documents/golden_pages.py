"""The documents whose whole text is kept beside the tests: every kind filled and blank, and a few more.

`python -m tests.documents.golden_pages [NAME …]` writes the files anew after a wanted change of wording.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from blueprints.documents.kinds import KINDS, Page
from blueprints.documents.press import print_pdf
from blueprints.documents.sample import meeting as meetings
from blueprints.documents.sample import recording
from blueprints.documents.sample import voting as ballots
from blueprints.documents.sample.electing import election_minutes
from tests.documents.printing import blank, printed
from tests.documents.reading import open_pdf, solid_text

GOLDEN = Path(__file__).parent / "golden"
#: What is printed otherwise than filled and blank: name → kind and page.
MORE: dict[str, tuple[str, Callable[[], Page]]] = {
    "sign_in_to_sign": ("sign_in", meetings.unsigned_sign_in),
    "minutes_draft": ("minutes", recording.draft),
    "minutes_election": ("minutes", election_minutes),
    "count_report_admission": ("count_report", ballots.admission_count),
}
NAMES = (*(f"{code}{state}" for code in KINDS for state in ("", "-blank")), *MORE)


def pdf_of(name: str) -> bytes:
    """The document of this name."""
    if name in MORE:
        code, make = MORE[name]
        return print_pdf(code, make())
    code, _, state = name.partition("-")
    return blank(code) if state else printed(code)


def told(pdf: bytes) -> str:
    """How many pages, and all that stands on them."""
    return f"共{len(open_pdf(pdf).pages)}页\n{solid_text(pdf)}\n"


if __name__ == "__main__":
    for wanted in sys.argv[1:] or NAMES:
        (GOLDEN / f"{wanted}.txt").write_text(told(pdf_of(wanted)), encoding="utf-8")
