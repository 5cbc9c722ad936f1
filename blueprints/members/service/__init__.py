"""What is done with the registers; each verb is one transaction and one journal line."""

from .cards import issue_card, issue_cards, renew_card
from .committing import commit_roster
from .entry import Entry
from .groups import add_group, move_to_group
from .offices import Appointment, appoint, end_office
from .people import Departure, add_person, bring_back, edit_person, leave, transfer
from .suspensions import Interval, end_suspension, suspend
from .uploads import drop_upload, read_upload, store_upload

__all__ = [
    "Appointment",
    "Departure",
    "Entry",
    "Interval",
    "add_group",
    "add_person",
    "appoint",
    "bring_back",
    "commit_roster",
    "drop_upload",
    "edit_person",
    "end_office",
    "end_suspension",
    "issue_card",
    "issue_cards",
    "leave",
    "move_to_group",
    "read_upload",
    "renew_card",
    "store_upload",
    "suspend",
    "transfer",
]
