"""Filling the pages of documents from the database; reads only, and prints nothing."""

from blueprints.documents.queries.before import cards_page, notice_page, sign_in_page
from blueprints.documents.queries.minutes import enclosures, minutes_page

__all__ = ["cards_page", "enclosures", "minutes_page", "notice_page", "sign_in_page"]
