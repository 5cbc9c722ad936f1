"""What pages may see of a review 民主测评: what its ballot asks, what was chosen, and what was counted."""

from dataclasses import dataclass

#: So many lines fit one below the other on the hall's screen, in so many columns at most.
IN_A_COLUMN, MOST_COLUMNS = 14, 4


@dataclass(frozen=True)
class GradingView:
    """What a ballot with grades asks."""

    grades: tuple[str, ...]  #: best first
    people: int  #: how many are graded
    listed: tuple[str, ...]  #: who is only named on it (预备党员)
    best_limit: int | None  #: with more best grades the ballot is void
    who: str  #: who fills it in


@dataclass(frozen=True)
class GradeGroup:
    """Whom the voter gave one grade, or left out, for the confirm page; all groups stand there, empty ones too."""

    grade: str
    count: str  #: in three characters, so that the page is as long whatever was chosen
    names: tuple[str, ...]


@dataclass(frozen=True)
class ReviewLine:
    """One person's counts."""

    name: str
    counts: tuple[int, ...]
    unmarked: int


@dataclass(frozen=True)
class ReviewView:
    """The counts of a review as they are shown; they decide nothing."""

    grades: tuple[str, ...]
    lines: tuple[ReviewLine, ...]
    issued: int
    returned: int
    valid: int
    invalid: int
    listed: tuple[str, ...]
    who: str
    sentence: str
    rehearsal: bool

    @property
    def columns(self) -> tuple[tuple[ReviewLine, ...], ...]:
        """The lines as the hall's screen shows them: side by side in up to four columns."""
        number = min(MOST_COLUMNS, -(-len(self.lines) // IN_A_COLUMN))
        length = -(-len(self.lines) // number)
        return tuple(self.lines[at : at + length] for at in range(0, len(self.lines), length))
