"""Reading the registers: who belongs where, who holds which office, who has the vote on which day."""

from .cards import Printed, active_accounts, card_counts, cards_to_print
from .offices import committee_of, lasts, leaders_of, offices_at, offices_on, secretary_of, standing_of
from .people import (
    PARTY_MEMBERS,
    Counts,
    Wanted,
    belongs_to,
    counts_of,
    elsewhere,
    everyone_of,
    how_many,
    matching,
    member,
    member_of_account,
    members_numbered,
    namesakes,
    people_of,
    without_account,
)
from .places import branches_below, group_sizes, groups_of, names_of
from .scopes import member_scope, office_scope, suspension_scope, upload_scope
from .uploads import is_committed, open_upload, upload

__all__ = [
    "PARTY_MEMBERS",
    "Counts",
    "Printed",
    "Wanted",
    "active_accounts",
    "belongs_to",
    "branches_below",
    "card_counts",
    "cards_to_print",
    "committee_of",
    "counts_of",
    "elsewhere",
    "everyone_of",
    "group_sizes",
    "groups_of",
    "how_many",
    "is_committed",
    "lasts",
    "leaders_of",
    "matching",
    "member",
    "member_of_account",
    "member_scope",
    "members_numbered",
    "names_of",
    "namesakes",
    "office_scope",
    "offices_at",
    "offices_on",
    "open_upload",
    "people_of",
    "secretary_of",
    "standing_of",
    "suspension_scope",
    "upload",
    "upload_scope",
    "without_account",
]
