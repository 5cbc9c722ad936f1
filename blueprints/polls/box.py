"""The ballot box 票箱: what every level of secrecy must do, and the words in which it refuses."""

from dataclasses import dataclass
from typing import Protocol

from blueprints.polls.models import Way
from domain.paper import Marked, Paper

CLOSED = "表决没有在进行，这一票没有计入。请留意会场通知。"
ALREADY = "您已经投过票，先前的一票有效。"
HAS_PAPER = "您已经领取纸质票，请在纸质票上填写，不能再用手机或者平板投票。"
NOT_ON_ROLL = "您不在本次表决的名单上，不能投票。如有疑问，请联系支部书记。"
BROKEN_SEAL = "票箱与截止时封存的情况不一致，不能开箱。请将本次表决作废，保存好数据库，查明原因后重新表决。"


def refusal_of(state: int | None) -> str:
    """Why somebody whose vote stands so on the roll cannot cast one; None for who is not on it."""
    if state is None:
        return NOT_ON_ROLL
    return HAS_PAPER if state == Way.PAPER else ALREADY


@dataclass(frozen=True)
class Seal:
    """What the close commits to: the ballots' digests, how many, and one hexadecimal number over all of them."""

    digests: tuple[str, ...]
    root: str

    @property
    def count(self) -> int:
        """How many ballots."""
        return len(self.digests)


@dataclass(frozen=True)
class Slot:
    """What a box must know of its vote to take a ballot: it never changes while the vote is open."""

    poll_id: int
    paper: Paper
    public_key: bytes  #: of the lock; empty where ballots are not sealed


@dataclass(frozen=True)
class Folded:
    """A ballot as it goes into the box: its number and its body."""

    id: bytes
    body: bytes


class BallotBox(Protocol):
    """One level of secrecy. All but `fold` and `scrub` run inside a transaction of the caller and commit nothing."""

    level: str

    def fold(self, slot: Slot, nonce: bytes, marked: Marked) -> Folded:
        """The ballot made ready, sealed where the level seals; slow enough to be done before the transaction."""

    def cast(self, poll_id: int, attendee_id: int, folded: Folded, way: Way) -> bytes:
        """Mark the voter and put the ballot in, both or neither; returns the ballot's digest.

        A ballot of the same nonce again gives the same digest and changes nothing, also after the close.
        Refusal when the vote is not open, the voter is not on its roll or has used the vote up on any way.
        """

    def merge(self, poll_id: int, batch: list[Folded]) -> None:
        """Put a heap of paper slips in; their voters were marked when the slips were given out."""

    def close(self, poll_id: int) -> Seal:
        """Count and commit to what lies in the box; the caller holds the vote's row. Refusal for odd ballots."""

    def open(self, slot: Slot, seal: Seal, key: bytes) -> list[Marked]:
        """Shuffle the marks line by line into lists of their own and return the ballots.

        Refusal unless the box is as it was sealed, holds one ballot for each mark, and was never opened.
        """

    def scrub(self, poll_id: int) -> bool:
        """Outside any transaction: remove the order of voting from the files; True only when that is proven."""

    def erase(self, poll_id: int) -> None:
        """Delete the ballots themselves; the published lists stay."""
