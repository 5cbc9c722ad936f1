"""One round of an election (正式选举、再次投票、另行选举): who is elected, and what must come next."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.election.ballots import Ballots, Candidate, WriteIn
from domain.election.count import Count, Seating, Stander, seat
from domain.election.sentences import demand_words, difference_words, hall_words, seating_words, void_words
from domain.election.verdict import Difference, Election, Next, Round, following
from domain.quorum import base_figure, needed_of, quorum
from domain.roll import RollFigures
from domain.rules import ElectionTerms, Nomination, Rule, Threshold
from domain.words import Refusal


def elect(
    rule: Rule,
    figures: RollFigures,
    seats: int,
    ballots: Ballots,
    candidates: Sequence[Candidate],
    write_ins: Sequence[WriteIn] = (),
    round: Round = Round.first,
) -> Election:
    """Decide one round under the rule with the roll as counted at this vote (基层组织选举工作条例; 居委会组织法).

    A tie vote takes the tied alone and the seats left between them. A wrong attendance or too many ballots make
    the election void. Refusal for a rule that knows no election, and, with the field, for what no count can give.
    """
    terms, adoption = _terms(rule)
    count = Count(figures, seats, ballots, tuple(candidates), tuple(write_ins))
    count.refuse_impossible("应选名额", "seats")
    if round is Round.tie:
        _refuse_no_tie(count)
    return _Case(rule, terms, adoption, count, round).decide()


def _terms(rule: Rule) -> tuple[ElectionTerms, Threshold]:
    if rule.adoption is None or rule.election is None:
        raise Refusal(f"{rule.name}的规则没有写明怎样选举，请改在换届选举会议上选举", "rule")
    return rule.election, rule.adoption


def _refuse_no_tie(count: Count) -> None:
    if count.write_ins:
        raise Refusal("再次投票只在票数相等的人中进行，不能另选他人，请删去另选的人", "write_ins")
    if len(count.candidates) <= count.seats:
        raise Refusal(
            f"再次投票的候选人{len(count.candidates)}人，应多于名额{count.seats}人，请填写全部票数相等的人",
            "candidates",
        )


@dataclass(frozen=True, slots=True)
class _Case:
    """One round under decision: what it asks for, and how it is said."""

    rule: Rule
    terms: ElectionTerms
    adoption: Threshold
    count: Count
    round: Round

    def decide(self) -> Election:
        opening = quorum(self.rule, self.count.figures, so="不能进行选举")
        faults, threshold = self.count.faults(opening), self._threshold
        seating = Seating(unfilled=self.count.seats) if faults else seat(self._passing(), self.count.seats)
        origin = self.rule.origin("election" if self._by_terms else "adoption")
        facts = hall_words(opening, self.count.figures) + self._nominated()
        return Election(
            valid=not faults,
            round=self.round,
            seats=self.count.seats,
            needed=self._needed,
            base=self._base,
            base_name=threshold.base.zh,
            elected=seating.elected,
            tied=seating.tied,
            tied_seats=seating.tied_seats,
            unfilled=seating.unfilled,
            next=Next.void if faults else following(seating),
            difference=self._difference,
            quorum=opening,
            origin=origin,
            clause=threshold.clause or origin,
            sentence=facts + (self.count.paper if faults else self.count.words) + self._judged(faults, seating),
            judgement=self._judged(faults, seating),
        )

    @property
    def _by_terms(self) -> bool:
        """Whether what the rule says of elections decides, not the share it asks for first."""
        return self.round is Round.tie or (self.round is Round.fill and self.terms.fill is not None)

    @property
    def _threshold(self) -> Threshold:
        """The rule's own for 另行选举, otherwise of all that must hold (从严) what asks for the most votes."""
        if self.round is Round.fill and self.terms.fill is not None:
            return self.terms.fill
        asked = (self.adoption, *self.rule.adoption_also)
        return max(asked, key=lambda one: needed_of(one, base_figure(one.base, self.count.figures)))

    @property
    def _base(self) -> int:
        return base_figure(self._threshold.base, self.count.figures)

    @property
    def _needed(self) -> int:
        return 1 if self.round is Round.tie else needed_of(self._threshold, self._base)

    def _passing(self) -> tuple[Stander, ...]:
        if self.round is Round.tie:
            return self.count.standers
        share = self._threshold.share
        return tuple(one for one in self.count.standers if share.met(one.in_favour, self._base))

    @property
    def _difference(self) -> Difference | None:
        seats, nominated = self.count.seats, len(self.count.candidates)
        if self.round is not Round.first or self.terms.nomination is None:
            return None
        if self.terms.nomination is Nomination.equal:
            return Difference(seats, nominated, nominated == seats)
        # Without a number 差额 still means more candidates than seats.
        extra = 1 if self.terms.extra is None else self.terms.extra.at_least(seats)
        return Difference(seats + extra, nominated, nominated >= seats + extra)

    def _nominated(self) -> str:
        seats, nominated = self.count.seats, len(self.count.candidates)
        equal = self.terms.nomination is Nomination.equal
        head = "" if self.round is Round.first else self.round.zh
        return f"{head}应选{seats}人，候选人{nominated}人{difference_words(self._difference, equal)}。"

    def _judged(self, faults: tuple[str, ...], seating: Seating) -> str:
        if faults:
            return void_words(faults)
        if self.round is Round.tie:
            return f"得赞成票多的当选。{seating_words(seating)}"
        reached = len(self._passing())
        return demand_words(self._threshold, self._base, reached, self.count.seats) + seating_words(seating)
