"""The ballot box 票箱: what every level of secrecy must do, and the words in which it refuses."""

from dataclasses import dataclass
from typing import Protocol

from blueprints.polls.models import Choice
from domain.decision import Votes

CLOSED = "表决没有在进行，这一票没有计入。请留意会场通知。"
ALREADY = "您已经投过票，先前的一票有效。"
NOT_ON_ROLL = "您不在本次表决的名单上，不能投票。如有疑问，请联系支部书记。"
BROKEN_SEAL = "票箱与截止时封存的情况不一致，不能开箱。请将本次表决作废，保存好数据库，查明原因后重新表决。"


@dataclass(frozen=True)
class Seal:
    """What the close commits to: how many ballots, and one hexadecimal number over all of them."""

    count: int
    root: str


class BallotBox(Protocol):
    """One level of secrecy. All but `scrub` run inside a transaction of the caller and commit nothing."""

    level: str

    def cast(self, poll_id: int, attendee_id: int, choice: Choice, nonce: bytes) -> bytes:
        """Mark the voter and put the ballot in, both or neither; returns the ballot's digest.

        The same nonce again gives the same digest and changes nothing, also after the close.
        Refusal when the vote is not open, the voter is not on its roll or has voted.
        """

    def close(self, poll_id: int) -> Seal:
        """Count and commit to what lies in the box; the caller holds the vote's row."""

    def open(self, poll_id: int, seal: Seal) -> Votes:
        """Shuffle the choices into a list of their own and count them.

        Refusal unless the box is as it was sealed, holds one ballot for each mark, and was never opened.
        """

    def scrub(self, poll_id: int) -> bool:
        """Outside any transaction: remove the order of voting from the files; True only when that is proven."""

    def receipts(self, poll_id: int) -> list[str]:
        """The numbers of all ballots in the box, sorted."""

    def opened(self, poll_id: int) -> list[Choice]:
        """The opened ballots, sorted by content."""
