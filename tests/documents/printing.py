"""The samples and the forms as printed, each once a test run."""

from __future__ import annotations

from functools import cache

from blueprints.documents.kinds import KINDS, Blank
from blueprints.documents.press import print_pdf
from blueprints.documents.sample import SAMPLES
from blueprints.documents.sample.branch import BRANCH, MADE


@cache
def printed(code: str) -> bytes:
    """The sample of this kind as a PDF."""
    return print_pdf(code, SAMPLES[code]())


@cache
def blank(code: str) -> bytes:
    """The form of this kind that nobody has filled in, as a PDF."""
    return print_pdf(code, KINDS[code].blank(Blank(organisation=BRANCH, made_at=MADE)))
