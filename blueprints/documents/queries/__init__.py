"""Filling the pages of documents from the database; reads only, and prints nothing."""

from blueprints.documents.queries.ballots import ballot_page
from blueprints.documents.queries.before import cards_page, notice_page, sign_in_page
from blueprints.documents.queries.counts import count_page, issue_page
from blueprints.documents.queries.election import election_report_page
from blueprints.documents.queries.minutes import enclosures, minutes_page

__all__ = [
    "ballot_page",
    "cards_page",
    "count_page",
    "election_report_page",
    "enclosures",
    "issue_page",
    "minutes_page",
    "notice_page",
    "sign_in_page",
]
