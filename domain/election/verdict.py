"""What an election gave: who is elected, who is tied, which seats are open, and what must come next."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from domain.election.count import Seating
from domain.quorum import Quorum


class Round(StrEnum):
    """Which vote for the seats it is (投票轮次)."""

    first = "first"
    tie = "tie"
    fill = "fill"

    @property
    def zh(self) -> str:
        """The users' word for it."""
        return _ROUND_ZH[self]


class Next(StrEnum):
    """What must follow a count (下一步)."""

    none = "none"
    tie_vote = "tie_vote"
    fill_vote = "fill_vote"
    void = "void"

    @property
    def zh(self) -> str:
        """The users' word for it."""
        return _NEXT_ZH[self]


_ROUND_ZH = {Round.first: "正式选举", Round.tie: "再次投票", Round.fill: "另行选举"}
_NEXT_ZH = {
    Next.none: "选举结束",
    Next.tie_vote: "就票数相等的人再次投票",
    Next.fill_vote: "就不足的名额另行选举",
    Next.void: "选举无效，重新选举",
}


def following(seating: Seating) -> Next:
    """What must follow a valid count: a tie is voted on again, open seats are filled."""
    if seating.tied:
        return Next.tie_vote
    return Next.fill_vote if seating.unfilled else Next.none


@dataclass(frozen=True, slots=True)
class Difference:
    """Whether there are as many candidates as the rule asks for (差额或者等额)."""

    required: int
    nominated: int
    enough: bool


@dataclass(frozen=True, slots=True)
class Election:
    """What one round decided: every number, where the demand came from, its clause, and the sentence to print.

    `elected` runs by votes, equal votes in the order given. Where it is valid, elected, tied seats and unfilled
    seats together are the seats; where it is void nobody is elected. `needed` is 1 in a tie vote: there the most
    votes decide. `difference` is None where the rule asks for no number of candidates.
    """

    valid: bool
    round: Round
    seats: int
    needed: int
    base: int
    base_name: str
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    tied_seats: int
    unfilled: int
    next: Next
    difference: Difference | None
    quorum: Quorum | None
    origin: str
    clause: str
    sentence: str
    #: The end of the sentence: what was demanded and what follows, for papers whose table holds the votes.
    judgement: str = ""

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a vote."""
        plain = asdict(self)
        names = {"elected": list(self.elected), "tied": list(self.tied)}
        return {**plain, **names, "round": self.round.value, "next": self.next.value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        difference, quorum = data["difference"], data["quorum"]
        read = {
            "round": Round(data["round"]),
            "elected": tuple(data["elected"]),
            "tied": tuple(data["tied"]),
            "next": Next(data["next"]),
            "difference": None if difference is None else Difference(**difference),
            "quorum": None if quorum is None else Quorum.from_json(quorum),
        }
        return cls(**{**data, **read})
