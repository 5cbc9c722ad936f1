"""What must come of a vote, kept in plain lists: who used the vote up how, and what lies in the box."""

from collections import Counter
from dataclasses import dataclass, field

from ballots.formats import Receipt
from blueprints.polls.models import Way
from blueprints.polls.service import Slip
from domain.paper import Choice, Marked, Paper, Tally, faults, plain_name, tally


@dataclass
class Model:
    """One vote: its paper, its roll, and all that was put into its box; `state` as the product names it."""

    paper: Paper
    ways: dict[int, Way]
    state: str = "draft"
    cast: dict[bytes, tuple[Slip, Receipt]] = field(default_factory=dict)  #: by nonce
    merged: list[Marked] = field(default_factory=list)

    @property
    def box(self) -> list[Marked]:
        """Every paper that lies in the box."""
        return [slip.marked for slip, _ in self.cast.values()] + self.merged

    @property
    def issued(self) -> int:
        """How many slips are given out."""
        return list(self.ways.values()).count(Way.PAPER)

    @property
    def count(self) -> Tally:
        """What the opened box must give."""
        return tally(self.paper, self.box)

    @property
    def opened(self) -> list[Counter[str]]:
        """For each line the marks that must be laid out, and at the end the names that were written."""
        good = [(marked, not faults(self.paper, marked)) for marked in self.box]
        lines = [
            Counter(marked.choices[at].value if valid else "invalid" for marked, valid in good)
            for at in range(len(self.paper.lines))
        ]
        return [*lines, Counter(name for marked, valid in good if valid for name in marked.written)]

    def filled(self, choices: tuple[Choice, ...], names: tuple[str, ...] = (), spoilt: bool = False) -> Marked:
        """This paper filled in: as many of the choices as there are lines, names where it has room for them."""
        lines = len(self.paper.lines)
        if spoilt:
            return Marked((Choice.ABSTAIN,) * lines, spoilt=True)
        return Marked(choices[:lines], tuple(sorted(map(plain_name, names))) if self.paper.write_ins else ())

    def takes(self, slip: Slip) -> bool:
        """Whether the box must take this slip now, as a new ballot."""
        return self.state == "open" and self.ways[slip.attendee_id] is Way.NONE

    def takes_slips(self, count: int) -> bool:
        """Whether so many returned slips must be merged; more than were given out make an election void."""
        return self.state == "open" and (self.paper.elects or len(self.merged) + count <= self.issued)
