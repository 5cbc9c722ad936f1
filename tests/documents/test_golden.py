"""Each kind's whole text, word for word; a wanted change of wording changes the file beside this test."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprints.documents.press import print_pdf
from tests.documents import samples_ballots as ballots
from tests.documents.reading import open_pdf, solid_text
from tests.documents.samples import SAMPLES, blank_sign_in, draft
from tests.documents.samples_minutes import election_minutes

GOLDEN = Path(__file__).parent / "golden"
PAGES = {
    "meeting_notice": ("meeting_notice", SAMPLES["meeting_notice"], 1),
    "sign_in": ("sign_in", SAMPLES["sign_in"], 2),
    "sign_in_blank": ("sign_in", blank_sign_in, 3),
    "minutes": ("minutes", SAMPLES["minutes"], 2),
    "minutes_draft": ("minutes", draft, 2),
    "minutes_election": ("minutes", election_minutes, 2),
    "cards": ("cards", SAMPLES["cards"], 3),
    "ballot_motion": ("ballot_motion", ballots.ballot_motion, 2),
    "ballot_motion_blank": ("ballot_motion", ballots.blank_ballot_motion, 1),
    "ballot_election": ("ballot_election", ballots.ballot_election, 2),
    "ballot_election_blank": ("ballot_election", ballots.blank_ballot_election, 1),
    "ballot_issue": ("ballot_issue", ballots.ballot_issue, 1),
    "ballot_issue_blank": ("ballot_issue", ballots.blank_ballot_issue, 1),
    "count_report": ("count_report", ballots.count_report, 1),
    "count_report_admission": ("count_report", ballots.admission_count, 1),
    "count_report_blank": ("count_report", ballots.blank_count_report, 1),
    "election_report": ("election_report", ballots.election_report, 3),
    "election_report_blank": ("election_report", ballots.blank_election_report, 2),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_document_reads_as_it_did(name):
    code, make, pages = PAGES[name]
    pdf = print_pdf(code, make())
    assert solid_text(pdf) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").strip()
    assert len(open_pdf(pdf).pages) == pages
