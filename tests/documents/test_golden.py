"""Each kind's whole text, word for word, filled and blank; a wanted change of wording changes the files beside it."""

from __future__ import annotations

import pytest

from tests.documents.golden_pages import GOLDEN, NAMES, pdf_of, told


@pytest.mark.parametrize("name", NAMES)
def test_a_document_reads_as_it_did(name):
    assert told(pdf_of(name)) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_nothing_is_kept_that_nobody_prints():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(NAMES)
