"""Filling the pages of documents from the database; reads only, and prints nothing."""

from blueprints.documents.queries.ballots import ballot_page
from blueprints.documents.queries.before import agenda_page, cards_page, notice_page, passes_page, sign_in_page
from blueprints.documents.queries.counts import count_page, issue_page
from blueprints.documents.queries.election import election_report_page
from blueprints.documents.queries.minutes import enclosures, minutes_page, minutes_proof, record_page
from blueprints.documents.queries.proofs import proof_of
from blueprints.documents.queries.style import name_of, organisation_id_of, style_of, styled

__all__ = [
    "agenda_page",
    "ballot_page",
    "cards_page",
    "count_page",
    "election_report_page",
    "enclosures",
    "issue_page",
    "minutes_page",
    "minutes_proof",
    "name_of",
    "notice_page",
    "organisation_id_of",
    "passes_page",
    "proof_of",
    "record_page",
    "sign_in_page",
    "style_of",
    "styled",
]
