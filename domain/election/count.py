"""One count of an election: what cannot be is refused, what makes it void is said, and who ranks where."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.election.ballots import Ballots, Candidate, WriteIn
from domain.quorum import Quorum
from domain.roll import RollFigures
from domain.whole import whole
from domain.words import Refusal

Stander = Candidate | WriteIn


@dataclass(frozen=True, slots=True)
class Seating:
    """Who has a seat: the sure ones by votes, those tied across the edge, and the seats nobody reached."""

    elected: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    tied_seats: int = 0
    unfilled: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of the roll and the marks on the ballots of one round."""

    figures: RollFigures
    seats: int
    ballots: Ballots
    candidates: tuple[Candidate, ...]
    write_ins: tuple[WriteIn, ...] = ()

    @property
    def standers(self) -> tuple[Stander, ...]:
        """Candidates, then those written in, in the order given."""
        return (*self.candidates, *self.write_ins)

    def refuse_impossible(self, places: str, field: str) -> None:
        """Refuse numbers that no count can give, naming the field; `places` says what the seats are called."""
        whole(self.seats, places, field, least=1)
        if not self.standers:
            raise Refusal("没有候选人，也没有另选的人，请填写候选人", "candidates")
        self._refuse_twins()
        self._refuse_marks()
        self._refuse_surplus(places)

    def _refuse_twins(self) -> None:
        seen: set[str] = set()
        for one in self.standers:
            name = one.name.strip()
            if name in seen:
                field = "candidates" if isinstance(one, Candidate) else "write_ins"
                raise Refusal(f"“{name}”出现了两次，请合并计票；同名的请在姓名后加以区别", field)
            seen.add(name)

    def _refuse_marks(self) -> None:
        valid = self.ballots.valid_count
        for one in self.candidates:
            if one.total != valid:
                raise Refusal(
                    f"{one.name}的赞成、不赞成、弃权合计{one.total}票，应等于有效票{valid}张，请核对", "candidates"
                )
        for other in self.write_ins:
            if other.in_favour > valid:
                raise Refusal(f"另选{other.name}的{other.in_favour}票，多于有效票{valid}张，请核对", "write_ins")

    def _refuse_surplus(self, places: str) -> None:
        marks, most = sum(one.in_favour for one in self.standers), self.seats * self.ballots.valid_count
        if marks > most:
            raise Refusal(
                f"赞成票合计{marks}票，超过{most}票：{places}{self.seats}人，"
                f"有效票{self.ballots.valid_count}张，每张所选人数不能多于名额，请核对",
                "candidates" if self.candidates else "write_ins",
            )

    def faults(self, opening: Quorum | None) -> tuple[str, ...]:
        """What makes this count void (选举无效), a clause each; empty when it stands."""
        here, found = self.figures.present_entitled, []
        if opening is not None and not opening.met:
            found.append("到会人数未达到法定人数")
        if self.ballots.issued > here:
            found.append(f"发出的选票{self.ballots.issued}张多于实到有选举权的{here}人")
        if self.ballots.returned > self.ballots.issued:
            found.append(f"收回的选票{self.ballots.returned}张多于发出的{self.ballots.issued}张")
        return tuple(found)

    @property
    def words(self) -> str:
        """The ballots and every person's marks, as the tellers read them out."""
        return f"{self.paper}{'；'.join(one.words for one in self.standers)}。"

    @property
    def paper(self) -> str:
        """The ballots alone."""
        ballots = self.ballots
        return (
            f"发出选票{ballots.issued}张，收回{ballots.returned}张，"
            f"其中有效票{ballots.valid_count}张、无效票{ballots.invalid}张。"
        )


def seat(passing: Sequence[Stander], seats: int) -> Seating:
    """Seat those who passed by their votes, equal votes in the order given; a tie across the edge stays open."""
    ranked = sorted(passing, key=lambda one: -one.in_favour)
    if len(ranked) <= seats:
        return Seating(_names(ranked), unfilled=seats - len(ranked))
    edge = ranked[seats - 1].in_favour
    if ranked[seats].in_favour < edge:
        return Seating(_names(ranked[:seats]))
    sure = [one for one in ranked if one.in_favour > edge]
    return Seating(_names(sure), _names([one for one in ranked if one.in_favour == edge]), seats - len(sure))


def _names(standers: Sequence[Stander]) -> tuple[str, ...]:
    return tuple(one.name for one in standers)
