"""Elections: what must hold for all numbers."""

import json
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from domain.election import Ballots, Candidate, Election, Next, Round, WriteIn, elect, preselect
from domain.election.primary import Preselection
from domain.roll import RollFigures
from domain.rules import Rule, Threshold, rule
from domain.share import Share

RULES = tuple(rule(each) for each in ("party_election.nat", "committee_election.nat", "resident_election.law2026"))
PARTY = RULES[0]


@dataclass(frozen=True)
class Case:
    ruled: Rule
    figures: RollFigures
    seats: int
    ballots: Ballots
    candidates: tuple[Candidate, ...]
    write_ins: tuple[WriteIn, ...]
    round: Round

    def run(self) -> Election:
        return elect(
            self.ruled, self.figures, self.seats, self.ballots, self.candidates, self.write_ins, round=self.round
        )

    def votes(self) -> dict[str, int]:
        return {one.name: one.in_favour for one in (*self.candidates, *self.write_ins)}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    entitled = draw(st.integers(1, 30))
    present = draw(st.integers(max(0, entitled - 8), entitled))
    ballots = draw(papers(present))
    round = draw(st.sampled_from(Round))
    names = draw(st.lists(st.sampled_from("甲乙丙丁戊己庚"), min_size=2, max_size=7, unique=True))
    seats = draw(st.integers(1, len(names) - 1 if round is Round.tie else 5))
    written = 0 if round is Round.tie else draw(st.integers(0, len(names)))
    votes = draw(marks(len(names), seats, ballots.valid_count))
    candidates = [candidate(draw, name, count, ballots.valid_count) for name, count in zip(names, votes, strict=True)]
    write_ins = tuple(WriteIn(one.name, one.in_favour) for one in candidates[:written])
    roll = RollFigures(entitled, entitled, present, present, 0, 0)
    return Case(draw(rules()), roll, seats, ballots, tuple(candidates[written:]), write_ins, round)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    ruled = draw(st.sampled_from(RULES))
    if draw(st.booleans()):
        return ruled
    num, den = draw(st.integers(1, 4)), draw(st.integers(5, 7))
    assert ruled.adoption is not None
    return replace(ruled, adoption=Threshold(Share(num, den, draw(st.booleans())), ruled.adoption.base), quorum=None)


@st.composite
def papers(draw: st.DrawFn, present: int) -> Ballots:
    issued = present + draw(st.sampled_from([0, 0, 0, 0, 1]))
    returned = issued + draw(st.sampled_from([0, 0, 0, 1, -1]))
    returned = max(0, returned)
    return Ballots(issued, returned, draw(st.integers(0, min(3, returned))))


@st.composite
def marks(draw: st.DrawFn, count: int, seats: int, valid: int) -> list[int]:
    left, found = seats * valid, []
    for _ in range(count):
        found.append(draw(st.integers(0, min(valid, left))))
        left -= found[-1]
    return found


def candidate(draw: st.DrawFn, name: str, in_favour: int, valid: int) -> Candidate:
    against = draw(st.integers(0, valid - in_favour))
    return Candidate(name, in_favour, against, valid - in_favour - against)


@given(cases())
def test_nobody_is_both_elected_and_tied_and_no_name_is_made_up(case: Case) -> None:
    found = case.run()
    named = (*found.elected, *found.tied)
    assert len(set(named)) == len(named)
    assert set(named) <= set(case.votes())


@given(cases())
def test_elected_tied_and_open_seats_together_are_the_seats(case: Case) -> None:
    found = case.run()
    assert len(found.elected) + found.tied_seats + found.unfilled == case.seats
    assert (found.tied_seats > 0) == bool(found.tied)
    assert not found.tied or found.tied_seats < len(found.tied)
    if not found.valid:
        assert (found.elected, found.tied, found.next) == ((), (), Next.void)


@given(cases())
def test_what_comes_next_follows_from_what_is_left(case: Case) -> None:
    found = case.run()
    expected = Next.tie_vote if found.tied else Next.fill_vote if found.unfilled else Next.none
    assert found.next is (expected if found.valid else Next.void)


@given(cases())
def test_an_election_is_void_exactly_for_its_three_reasons(case: Case) -> None:
    found, paper = case.run(), case.ballots
    there = found.quorum is None or found.quorum.met
    fits = paper.returned <= paper.issued <= case.figures.present_entitled
    assert found.valid is (there and fits)
    assert ("选举无效" in found.sentence) is not found.valid


@given(cases())
def test_whoever_is_elected_has_the_votes_and_nobody_left_out_has_more(case: Case) -> None:
    found, votes = case.run(), case.votes()
    left = set(votes) - set(found.elected) - set(found.tied)
    for name in found.elected:
        assert votes[name] >= found.needed
        assert all(votes[name] > votes[other] for other in found.tied)
        assert all(votes[name] >= votes[other] for other in left)
    assert len({votes[name] for name in found.tied}) <= 1
    if found.unfilled and found.valid:
        assert all(votes[name] < found.needed for name in left)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_ballots_and_candidates_come_decides_nothing(case: Case, chance: object) -> None:
    candidates, write_ins = list(case.candidates), list(case.write_ins)
    chance.shuffle(candidates)  # type: ignore[attr-defined]
    chance.shuffle(write_ins)  # type: ignore[attr-defined]
    found, other = case.run(), replace(case, candidates=tuple(candidates), write_ins=tuple(write_ins)).run()
    assert (set(found.elected), set(found.tied), found.next) == (set(other.elected), set(other.tied), other.next)
    if len(set(case.votes().values())) == len(case.votes()):
        assert found.elected == other.elected


@given(cases(), st.data())
def test_one_more_vote_never_takes_a_seat_away(case: Case, data: st.DataObject) -> None:
    found = case.run()
    elected = [one for one in case.candidates if one.name in found.elected and one.against]
    if not elected or sum(case.votes().values()) >= case.seats * case.ballots.valid_count:
        return
    lucky = data.draw(st.sampled_from(elected))
    more = replace(lucky, in_favour=lucky.in_favour + 1, against=lucky.against - 1)
    changed = tuple(more if one is lucky else one for one in case.candidates)
    assert lucky.name in replace(case, candidates=changed).run().elected


@given(cases())
def test_needed_is_the_least_number_that_satisfies_the_share(case: Case) -> None:
    found = case.run()
    if case.round is Round.tie:
        assert found.needed == 1
        return
    assert case.ruled.adoption is not None
    assert case.ruled.election is not None
    own = case.ruled.election.fill if case.round is Round.fill else None
    share = (own or case.ruled.adoption).share
    if found.base:
        assert share.met(found.needed, found.base)
        assert not share.met(found.needed - 1, found.base)


@given(cases())
def test_every_number_stands_in_the_sentence(case: Case) -> None:
    found, paper = case.run(), case.ballots
    numbers = [case.seats, len(case.candidates), paper.issued, paper.returned, paper.invalid, paper.valid_count]
    if found.valid:
        numbers += [*case.votes().values(), *(one.against for one in case.candidates)]
        numbers += [found.base, found.needed] if case.round is not Round.tie else []
        numbers += [each for each in (len(found.elected), found.tied_seats, found.unfilled) if each]
    if found.difference:
        numbers.append(found.difference.required)
    assert [each for each in numbers if str(each) not in found.sentence] == []
    assert all(name in found.sentence for name in (*found.elected, *found.tied))


@given(cases())
def test_an_election_recomputed_from_what_was_kept_is_the_same(case: Case) -> None:
    found = case.run()
    people = [[one.to_json() for one in case.candidates], [one.to_json() for one in case.write_ins]]
    inputs = [case.ruled.to_json(), case.figures.to_json(), case.ballots.to_json(), people, found.to_json()]
    ruled, figures, ballots, (candidates, write_ins), kept = json.loads(json.dumps(inputs))
    assert Election.from_json(kept) == found
    again = elect(
        Rule.from_json(ruled),
        RollFigures.from_json(figures),
        kept["seats"],
        Ballots.from_json(ballots),
        [Candidate.from_json(one) for one in candidates],
        [WriteIn.from_json(one) for one in write_ins],
        Round(kept["round"]),
    )
    assert again == found


@given(cases())
def test_a_primary_fills_its_places_as_an_election_fills_its_seats(case: Case) -> None:
    if not case.candidates or case.round is not Round.first:
        return
    found = preselect(PARTY, case.figures, case.seats, case.ballots, case.candidates)
    same = elect(PARTY, case.figures, case.seats, case.ballots, case.candidates)
    assert (found.valid, found.chosen, found.tied, found.next) == (same.valid, same.elected, same.tied, same.next)
    assert len(found.chosen) + found.tied_places + found.unfilled == case.seats
    assert Preselection.from_json(json.loads(json.dumps(found.to_json()))) == found
