"""Elections: the known cases in words, one truth a test."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.election import (
    Ballots,
    Candidate,
    Difference,
    Election,
    Next,
    Round,
    WriteIn,
    elect,
)
from domain.roll import RollFigures
from domain.rules import Base, ElectionTerms, Nomination, Rule, Threshold, rule
from domain.share import Share
from domain.words import Refusal

PARTY = rule("party_election.nat")
COMMITTEE = rule("committee_election.nat")
RESIDENTS = rule("resident_election.law2026")


def hall(entitled: int, present: int) -> RollFigures:
    return RollFigures(entitled, entitled, present, present, 0, 0)


def marked(votes: Sequence[int], valid: int) -> list[Candidate]:
    """Candidates 甲, 乙, 丙 … with these votes, everyone else not in favour."""
    return [
        Candidate(name, count, valid - count, 0) for name, count in zip("甲乙丙丁戊己庚辛壬癸", votes, strict=False)
    ]


def forty(seats: int, *votes: int, round: Round = Round.first, ruled: Rule = PARTY, **more: int) -> Election:
    """Forty electors, all present, forty ballots, all valid unless said otherwise."""
    ballots = Ballots(more.get("issued", 40), more.get("returned", 40), more.get("invalid", 0))
    roll = hall(more.get("entitled", 40), more.get("present", 40))
    return elect(ruled, roll, seats, ballots, marked(votes, ballots.valid_count), round=round)


def test_the_example_of_one_candidate_for_five_seats() -> None:
    found = elect(PARTY, hall(40, 40), 5, Ballots(40, 40, 1), [Candidate("甲", 35, 3, 1)], [WriteIn("乙", 3)])
    assert (found.valid, found.needed, found.base, found.base_name) == (True, 21, 40, "实到会有选举权的党员")
    assert (found.elected, found.tied, found.tied_seats, found.unfilled) == (("甲",), (), 0, 4)
    assert found.next is Next.fill_vote
    assert found.difference == Difference(required=6, nominated=1, enough=False)
    assert found.quorum is not None
    assert (found.quorum.met, found.quorum.needed) == (True, 32)
    assert (found.seats, found.round) == (5, Round.first)
    assert found.origin == found.clause == PARTY.citation
    assert found.sentence == (
        "应到会有选举权的党员40人，实到40人，达到法定人数（五分之四以上，至少32人）。"
        "应选5人，候选人1人，不符合差额选举的要求（至少6人）。"
        "发出选票40张，收回40张，其中有效票39张、无效票1张。"
        "甲赞成35票、不赞成3票、弃权1票；另选乙3票。"
        "赞成票须超过实到会有选举权的党员40人的半数，至少21票，达到的1人。"
        "甲当选，共1人，缺额4名，应就不足的名额另行选举。"
    )


def test_exactly_half_of_those_present_is_not_elected_and_one_more_is() -> None:
    assert forty(1, 20, 3).elected == ()
    assert forty(1, 21, 3).elected == ("甲",)


def test_the_base_is_who_is_present_not_who_is_expected_nor_the_valid_ballots() -> None:
    found = forty(1, 17, 3, present=33, issued=33, returned=33, invalid=8)
    assert (found.base, found.needed, found.elected) == (33, 17, ("甲",))
    assert forty(1, 16, 3, present=33, issued=33, returned=33, invalid=8).elected == ()


def test_seats_filled_exactly_end_the_election() -> None:
    found = forty(2, 25, 30, 10)
    assert (found.elected, found.next, found.unfilled, found.tied_seats) == (("乙", "甲"), Next.none, 0, 0)
    assert found.sentence.endswith("至少21票，达到的2人。乙、甲当选，共2人。")


def test_more_than_the_seats_are_cut_by_votes() -> None:
    found = forty(2, 22, 30, 25)
    assert (found.elected, found.tied, found.next) == (("乙", "丙"), (), Next.none)
    assert "达到的3人，多于应选名额，按得票多少取足。" in found.sentence


def test_equal_votes_run_in_the_order_given() -> None:
    assert forty(3, 25, 30, 25, 5).elected == ("乙", "甲", "丙")


def test_a_tie_across_the_edge_goes_to_a_second_vote_and_the_sure_stay_elected() -> None:
    found = forty(3, 22, 30, 22, 22)
    assert (found.elected, found.tied, found.tied_seats) == (("乙",), ("甲", "丙", "丁"), 2)
    assert (found.next, found.unfilled, found.valid) == (Next.tie_vote, 0, True)
    assert found.sentence.endswith("乙当选，共1人，甲、丙、丁票数相等，应就2个名额在这3人中再次投票。")


def test_a_tie_that_takes_no_seat_from_anybody_is_none() -> None:
    assert forty(2, 22, 22).next is Next.none
    found = forty(4, 35, 31, 29, 22, 21, 21)
    assert (found.elected, found.tied, found.next) == (("甲", "乙", "丙", "丁"), (), Next.none)


def test_a_tie_below_half_is_no_tie_but_open_seats() -> None:
    found = forty(1, 20, 20)
    assert (found.tied, found.unfilled, found.next) == ((), 1, Next.fill_vote)
    assert found.sentence.endswith("达到的0人。没有人当选，缺额1名，应就不足的名额另行选举。")


def test_a_tie_for_every_seat_elects_nobody_yet() -> None:
    found = forty(2, 22, 22, 22)
    assert (found.elected, found.tied_seats) == ((), 2)
    assert found.sentence.endswith("没有人当选，甲、乙、丙票数相等，应就2个名额在这3人中再次投票。")


def test_who_is_written_in_can_be_elected_like_a_candidate() -> None:
    found = elect(PARTY, hall(40, 40), 1, Ballots(40, 40, 0), [Candidate("甲", 10, 28, 2)], [WriteIn("乙", 28)])
    assert (found.elected, found.next) == (("乙",), Next.none)
    only = elect(PARTY, hall(40, 40), 1, Ballots(40, 40, 0), [], [WriteIn("乙", 28)])
    assert (only.elected, only.difference) == (("乙",), Difference(2, 0, False))


def test_a_candidate_and_a_written_in_person_can_tie() -> None:
    found = elect(PARTY, hall(40, 40), 2, Ballots(40, 40, 0), marked([30, 22], 40), [WriteIn("丁", 22)])
    assert (found.elected, found.tied, found.tied_seats) == (("甲",), ("乙", "丁"), 1)


# --- void


@pytest.mark.parametrize(("present", "valid"), [(32, True), (31, False)])
def test_four_fifths_must_be_there(present: int, valid: bool) -> None:
    found = forty(1, 30, 1, present=present, issued=present, returned=present)
    assert found.valid is valid


def test_without_quorum_nobody_is_elected_and_all_seats_stay_open() -> None:
    found = forty(2, 30, 29, 1, present=31, issued=31, returned=31)
    assert (found.valid, found.elected, found.tied, found.tied_seats) == (False, (), (), 0)
    assert (found.unfilled, found.next) == (2, Next.void)
    assert found.sentence == (
        "应到会有选举权的党员40人，实到31人，还差1人，未达到法定人数（五分之四以上，至少32人），不能进行选举。"
        "应选2人，候选人3人，符合差额选举的要求（至少3人）。"
        "发出选票31张，收回31张，其中有效票31张、无效票0张。"
        "到会人数未达到法定人数，选举无效，应当重新选举。"
    )


def test_more_ballots_back_than_given_out_make_the_election_void() -> None:
    found = forty(1, 30, 1, issued=39, returned=40)
    assert (found.valid, found.next, found.elected) == (False, Next.void, ())
    assert found.sentence.endswith("收回的选票40张多于发出的39张，选举无效，应当重新选举。")
    assert forty(1, 30, 1, issued=40, returned=39).valid


def test_more_ballots_given_out_than_electors_present_make_the_election_void() -> None:
    found = forty(1, 30, 1, issued=41)
    assert (found.valid, found.next) == (False, Next.void)
    assert found.sentence.endswith("发出的选票41张多于实到有选举权的40人，选举无效，应当重新选举。")


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = forty(1, 30, 1, present=31, issued=33, returned=34)
    assert found.sentence.endswith(
        "到会人数未达到法定人数，发出的选票33张多于实到有选举权的31人，"
        "收回的选票34张多于发出的33张，选举无效，应当重新选举。"
    )


def test_without_a_quorum_to_reach_the_hall_is_told_all_the_same() -> None:
    found = forty(1, 3, 2, ruled=replace(PARTY, quorum=None), present=5, issued=5, returned=5)
    assert (found.quorum, found.valid, found.elected) == (None, True, ("甲",))
    assert found.sentence.startswith("应到会有选举权的人员40人，实到5人。应选1人")


def test_ballots_that_are_all_void_elect_nobody() -> None:
    found = forty(1, 0, 0, invalid=40)
    assert (found.valid, found.elected, found.next) == (True, (), Next.fill_vote)


# --- the rounds that follow


def test_in_a_tie_vote_more_votes_win_without_a_majority() -> None:
    found = forty(1, 12, 15, 13, round=Round.tie)
    assert (found.elected, found.tied, found.next, found.needed) == (("乙",), (), Next.none, 1)
    assert found.difference is None
    assert "再次投票应选1人，候选人3人。" in found.sentence
    assert found.sentence.endswith("丙赞成13票、不赞成27票、弃权0票。得赞成票多的当选。乙当选，共1人。")
    assert found.origin == PARTY.citation


def test_a_tie_vote_that_ties_again_is_voted_on_again() -> None:
    found = forty(2, 15, 10, 10, round=Round.tie)
    assert (found.elected, found.tied, found.tied_seats, found.next) == (("甲",), ("乙", "丙"), 1, Next.tie_vote)


def test_a_tie_vote_in_which_nobody_marks_anybody_is_still_a_tie() -> None:
    found = forty(1, 0, 0, round=Round.tie)
    assert (found.elected, found.tied, found.next) == ((), ("甲", "乙"), Next.tie_vote)


def test_a_tie_vote_can_be_void() -> None:
    assert forty(1, 12, 15, round=Round.tie, present=31, issued=31, returned=31).next is Next.void


@pytest.mark.parametrize("seats", [2, 3])
def test_a_tie_vote_needs_more_persons_than_seats(seats: int) -> None:
    with pytest.raises(Refusal) as refused:
        forty(seats, 12, 15, round=Round.tie)
    assert refused.value.field == "candidates"
    assert refused.value.sentence == f"再次投票的候选人2人，应多于名额{seats}人，请填写全部票数相等的人"


def test_nobody_is_written_in_at_a_tie_vote() -> None:
    with pytest.raises(Refusal) as refused:
        elect(PARTY, hall(4, 4), 1, Ballots(4, 4, 0), marked([1, 1], 4), [WriteIn("丁", 1)], Round.tie)
    assert refused.value.field == "write_ins"
    assert refused.value.sentence == "再次投票只在票数相等的人中进行，不能另选他人，请删去另选的人"


def test_the_party_fills_open_seats_by_the_same_majority() -> None:
    found = forty(2, 21, 20, 3, round=Round.fill)
    assert (found.needed, found.elected, found.unfilled, found.next) == (21, ("甲",), 1, Next.fill_vote)
    assert found.difference is None
    assert "另行选举应选2人，候选人3人。" in found.sentence


@pytest.mark.parametrize(("votes", "elected"), [(14, ("甲",)), (13, ())])
def test_residents_fill_open_seats_with_a_third_of_the_votes(votes: int, elected: tuple[str, ...]) -> None:
    found = forty(1, votes, 1, round=Round.fill, ruled=RESIDENTS)
    assert (found.needed, found.elected, found.base_name) == (14, elected, "参加投票的人员")
    assert "赞成票须不少于参加投票的人员40人的三分之一，至少14票" in found.sentence


def test_residents_elect_with_more_than_half_of_those_who_vote_at_first() -> None:
    found = forty(2, 21, 20, ruled=RESIDENTS)
    assert (found.needed, found.elected, found.difference) == (21, ("甲",), None)
    assert "应选2人，候选人2人。" in found.sentence


def test_a_filling_share_keeps_its_own_origin_and_clause() -> None:
    own = Threshold(Share.parse(">=1/3"), Base.voters_participating, clause="第十九条第三款")
    ruled = replace(RESIDENTS, election=ElectionTerms(fill=own), origins={"election": "甲法", "adoption": "乙法"})
    found = forty(1, 14, 1, round=Round.fill, ruled=ruled)
    assert (found.origin, found.clause) == ("甲法", "第十九条第三款")
    assert (forty(1, 14, 1, ruled=ruled).origin, forty(1, 14, 1, ruled=ruled).clause) == ("乙法", "乙法")
    assert forty(1, 14, 1, round=Round.tie, ruled=ruled).origin == "甲法"
    bare = replace(ruled, election=ElectionTerms())
    assert forty(1, 14, 1, round=Round.fill, ruled=bare).origin == "乙法"
    assert forty(1, 14, 1, round=Round.fill, ruled=bare).needed == 21


def test_of_all_shares_that_must_hold_the_one_asking_most_decides() -> None:
    ruled = replace(PARTY, adoption_also=(Threshold(Share.parse(">=2/3"), Base.electors_expected, clause="丙法"),))
    found = forty(1, 26, 1, ruled=ruled)
    assert (found.needed, found.base_name, found.elected, found.clause) == (27, "应到会有选举权的党员", (), "丙法")
    assert forty(1, 27, 1, ruled=ruled).elected == ("甲",)
    looser = replace(PARTY, adoption_also=(Threshold(Share.parse(">=1/3"), Base.electors_expected),))
    assert forty(1, 26, 1, ruled=looser).needed == 21


def test_the_base_may_be_all_electors_where_a_local_rule_says_so() -> None:
    ruled = replace(PARTY, adoption=Threshold(Share.parse(">1/2"), Base.electors_expected))
    found = forty(1, 20, 1, ruled=ruled, present=32, issued=32, returned=32)
    assert (found.base, found.needed, found.elected) == (40, 21, ())


# --- 差额 and 等额


@pytest.mark.parametrize(("seats", "required"), [(1, 2), (3, 4), (4, 5), (5, 6), (6, 8), (7, 9), (9, 11)])
def test_a_fifth_more_candidates_than_seats_rounded_up(seats: int, required: int) -> None:
    enough = forty(seats, *[0] * min(required, 10))
    assert enough.difference is not None
    assert enough.difference.required == required
    few = forty(seats, *[0] * (required - 1)).difference
    assert few == Difference(required, required - 1, False)


def test_enough_candidates_and_more_are_enough() -> None:
    assert forty(5, 0, 0, 0, 0, 0, 0).difference == Difference(6, 6, True)
    assert forty(5, 0, 0, 0, 0, 0, 0, 0).difference == Difference(6, 7, True)
    assert "应选5人，候选人6人，符合差额选举的要求（至少6人）。" in forty(5, 0, 0, 0, 0, 0, 0).sentence


@pytest.mark.parametrize(("nominated", "enough"), [(1, False), (2, True), (3, False)])
def test_with_equal_numbers_exactly_the_seats_are_nominated(nominated: int, enough: bool) -> None:
    found = forty(2, *[5] * nominated, ruled=COMMITTEE)
    assert found.difference == Difference(2, nominated, enough)
    fits = "符合" if enough else "不符合"
    assert f"应选2人，候选人{nominated}人，{fits}等额选举的要求（应为2人）。" in found.sentence


def test_where_no_number_is_given_more_means_one_more() -> None:
    ruled = replace(PARTY, election=ElectionTerms(nomination=Nomination.more))
    assert forty(3, 0, 0, 0, 0, ruled=ruled).difference == Difference(4, 4, True)
