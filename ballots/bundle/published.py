"""What is published of a secret vote, as values; none of it leads from a ballot to a voter."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from ballots.events import Event
from ballots.sealing import Lock
from domain.settled import Case

#: What stands in the opened lists for each line of a paper that does not count.
INVALID = "invalid"


@dataclass(frozen=True)
class Counts:
    """How the votes on the roll were used: by phone, in the booth, and on paper given out, returned, given out anew."""

    voters: int
    phone: int
    booth: int
    paper_issued: int
    paper_returned: int
    paper_spoilt: int

    @property
    def used(self) -> int:
        """How many voters have used up their one vote; who took a paper has."""
        return self.phone + self.booth + self.paper_issued

    @property
    def cast(self) -> int:
        """How many ballots reached the box."""
        return self.phone + self.booth + self.paper_returned

    def to_json(self) -> dict[str, int]:
        """Plain data for publishing."""
        return asdict(self)


@dataclass(frozen=True)
class OpenLock:
    """What may be known of the sealed box's lock: its public key, how many codes opened it and how many there were."""

    public: str
    needed: int
    total: int

    @classmethod
    def of(cls, lock: Lock) -> Self:
        """The part of a lock that helps nobody to open anything."""
        return cls(lock.public, lock.needed, lock.total)


@dataclass(frozen=True)
class Published:
    """One announced secret vote, whole.

    Moments are written as the audit chain writes them; `announced_at` and `verdict` are None only of a rehearsal.
    `lock` is None at level "detached". Ballots stand in it only as their SHA-256 `digests`, in hexadecimal.
    `opened` holds a list for each line of the paper (marks, or INVALID) and last the names as they were written in.
    `tally` is `domain.paper.Tally.to_json` before written names were read, `names_read` how the tellers read them.
    """

    number: int
    organisation: str
    meeting: str
    motion: str
    level: str
    state: str
    rehearsal: bool
    opened_at: str
    closed_at: str
    announced_at: str | None
    case: Case
    counts: Counts
    roll_sha: str
    box_root: str
    box_count: int
    lock: OpenLock | None
    digests: tuple[str, ...]
    receipts: tuple[str, ...]
    opened: tuple[tuple[str, ...], ...]
    names_read: Mapping[str, str]
    tally: Mapping[str, Any]
    verdict: Mapping[str, Any] | None
    events: tuple[Event, ...]
    public_key: str
