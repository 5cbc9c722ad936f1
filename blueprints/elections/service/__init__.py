"""What is done with a meeting's elections; one verb, one transaction, one journal line."""

from blueprints.elections.service.exempting import (
    Proposal,
    apply_adopted,
    apply_exemptions,
    drop_exemption,
    grounds,
    note_consents,
    propose_exemption,
    put_exemptions,
    restore,
)
from blueprints.elections.service.files import add_file, drop_file
from blueprints.elections.service.nominating import (
    Nomination,
    drop_candidate,
    move_candidate,
    nominate,
    order_candidates,
    rename_candidate,
)
from blueprints.elections.service.races import MOST_SEATS, RaceDraft, add_race, drop_race, edit_race
from blueprints.elections.service.results import Changes, Taking, changes, enter_results
from blueprints.elections.service.voting import put_fewer, put_primary, put_to_vote, withdraw

__all__ = [
    "MOST_SEATS",
    "Changes",
    "Nomination",
    "Proposal",
    "RaceDraft",
    "Taking",
    "add_file",
    "add_race",
    "apply_adopted",
    "apply_exemptions",
    "changes",
    "drop_candidate",
    "drop_exemption",
    "drop_file",
    "drop_race",
    "edit_race",
    "enter_results",
    "grounds",
    "move_candidate",
    "nominate",
    "note_consents",
    "order_candidates",
    "propose_exemption",
    "put_exemptions",
    "put_fewer",
    "put_primary",
    "put_to_vote",
    "rename_candidate",
    "restore",
    "withdraw",
]
