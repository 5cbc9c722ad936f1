"""Level "detached": ballots lie readable in the box."""

from blueprints.polls.box import Slot
from blueprints.polls.table import TableBox


class DetachedBox(TableBox):
    """`BallotBox` without encryption: who gets a copy of the database during the vote sees who voted what."""

    level = "detached"

    def hide(self, slot: Slot, ballot_id: bytes, plain: bytes) -> bytes:
        """Nothing is hidden."""
        return plain

    def reveal(self, slot: Slot, ballot_id: bytes, body: bytes, key: bytes) -> bytes:
        """See `hide`."""
        return body
