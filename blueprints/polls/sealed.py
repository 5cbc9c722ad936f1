"""Level "sealed": ballots are encrypted to the vote's key, which only the tellers' codes bring back."""

from ballots import sealing
from blueprints.polls.box import Slot
from blueprints.polls.table import TableBox


class SealedBox(TableBox):
    """`BallotBox` with sealing: a copy of the database during the vote tells who voted, not what."""

    level = "sealed"

    def hide(self, slot: Slot, ballot_id: bytes, plain: bytes) -> bytes:
        """See `ballots.sealing.seal`."""
        return sealing.seal(slot.public_key, slot.poll_id, ballot_id, plain)

    def reveal(self, slot: Slot, ballot_id: bytes, body: bytes, key: bytes) -> bytes:
        """See `ballots.sealing.unseal`."""
        return sealing.unseal(key, slot.poll_id, ballot_id, body)
