"""The primary and the seats left open: the cases in words."""

import json
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest

from domain.election import Ballots, Candidate, Next, Reduction, may_leave_open, preselect
from domain.election.primary import Preselection
from domain.roll import RollFigures
from domain.rules import Base, ElectionTerms, Rule, Threshold, rule
from domain.share import Share
from domain.words import Refusal

PARTY = rule("party_election.nat")
COMMITTEE = rule("committee_election.nat")


def hall(entitled: int, present: int) -> RollFigures:
    return RollFigures(entitled, entitled, present, present, 0, 0)


def primary(places: int, *votes: int, base: Base | None = None, present: int = 36, ruled: Rule = PARTY) -> Preselection:
    """Forty electors, thirty-six present unless said otherwise, every ballot valid."""
    candidates = [Candidate(name, count, present - count, 0) for name, count in zip("甲乙丙丁", votes, strict=False)]
    return preselect(ruled, hall(40, present), places, Ballots(present, present, 0), candidates, base)


def test_the_usual_base_of_a_primary_is_who_is_present() -> None:
    found = primary(2, 20, 19, 18)
    assert (found.base, found.needed, found.base_name) == (36, 19, "实到会有选举权的党员")
    assert (found.chosen, found.tied, found.tied_places, found.unfilled) == (("甲", "乙"), (), 0, 0)
    assert (found.next, found.places, found.valid) == (Next.none, 2, True)
    assert found.origin == found.clause == PARTY.citation
    assert found.sentence == (
        "应到会有选举权的党员40人，实到36人，达到法定人数（五分之四以上，至少32人）。"
        "预选名额2人，提名3人。"
        "发出选票36张，收回36张，其中有效票36张、无效票0张。"
        "甲赞成20票、不赞成16票、弃权0票；乙赞成19票、不赞成17票、弃权0票；丙赞成18票、不赞成18票、弃权0票。"
        "赞成票须超过实到会有选举权的党员36人的半数，至少19票，达到的2人。"
        "甲、乙列为候选人，共2人。"
    )


def test_the_other_base_asks_for_more_than_half_of_all() -> None:
    found = primary(2, 21, 20, 18, base=Base.electors_expected)
    assert (found.base, found.needed, found.base_name) == (40, 21, "应到会有选举权的党员")
    assert (found.chosen, found.unfilled, found.next) == (("甲",), 1, Next.fill_vote)
    assert found.sentence.endswith("甲列为候选人，共1人，缺额1名，应就不足的名额再次预选。")
    assert primary(2, 20, 19, base=Base.electors_present).needed == 19


def test_more_than_the_places_are_cut_by_votes_and_a_tie_at_the_edge_stays_open() -> None:
    found = primary(2, 24, 25, 23)
    assert found.chosen == ("乙", "甲")
    assert "达到的3人，多于预选名额，按得票多少取足。" in found.sentence
    found = primary(2, 22, 25, 22)
    assert (found.chosen, found.tied, found.tied_places, found.next) == (("乙",), ("甲", "丙"), 1, Next.tie_vote)


def test_a_primary_without_quorum_is_void() -> None:
    found = primary(2, 20, 19, 18, present=31)
    assert (found.valid, found.chosen, found.unfilled, found.next) == (False, (), 2, Next.void)
    assert "至少32人），不能进行预选。预选名额2人" in found.sentence
    assert found.sentence.endswith("无效票0张。到会人数未达到法定人数，预选无效，应当重新预选。")


def test_a_primary_survives_being_kept_also_without_a_quorum() -> None:
    for ruled in (PARTY, replace(PARTY, quorum=None)):
        found = primary(2, 20, 19, 18, ruled=ruled)
        assert Preselection.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_a_base_that_no_source_names_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refusal) as found:
        primary(2, 20, base=Base.households)
    assert found.value.field == "base"
    assert found.value.sentence == ("预选不能以户为基数，请改选实到会有选举权的党员或者应到会有选举权的党员")


@pytest.mark.parametrize("ruled", [COMMITTEE, rule("party_assembly.nat")])
def test_a_rule_without_a_primary_says_so(ruled: Rule) -> None:
    with pytest.raises(Refusal) as found:
        primary(2, 20, ruled=ruled)
    assert found.value.field == "rule"
    assert found.value.sentence == f"{ruled.name}的规则没有写明预选，请直接进行正式选举"


def test_a_primarys_count_is_checked_like_an_elections() -> None:
    with pytest.raises(Refusal, match="预选名额不能少于1") as found:
        primary(0, 20)
    assert found.value.field == "places"
    with pytest.raises(Refusal, match="没有候选人") as found:
        primary(1)
    assert found.value.field == "candidates"
    with pytest.raises(Refusal, match="赞成票合计40票，超过36票：预选名额1人"):
        primary(1, 20, 20)


def test_a_primarys_own_clause_and_origin_are_kept() -> None:
    terms = ElectionTerms(primary=(Threshold(Share.parse(">1/2"), Base.electors_present, clause="第九条"),))
    found = primary(1, 20, ruled=replace(PARTY, election=terms, origins={"election": "甲办法"}))
    assert (found.origin, found.clause) == ("甲办法", "第九条")


@pytest.mark.parametrize("kept", [primary(2, 20, 19), may_leave_open(PARTY, hall(40, 40), 5, 4, 20)])
def test_what_was_found_cannot_be_changed_afterwards(kept: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(kept, fields(kept)[0].name, None)
    assert not hasattr(kept, "__dict__")


def test_a_silent_collection_takes_the_national_terms_and_says_so() -> None:
    silent = rule("party_election.s003")
    found = primary(1, 20, ruled=silent)
    assert found.origin == found.clause == PARTY.citation
    fewer = may_leave_open(silent, hall(40, 40), 5, 4, 20)
    assert fewer.origin == fewer.clause == PARTY.citation


# --- 减少名额


def test_four_of_five_and_half_of_the_electors_may_leave_a_seat_open() -> None:
    found = may_leave_open(PARTY, hall(44, 40), 5, 4, 20)
    assert (found.allowed, found.near, found.needed, found.agreeing, found.base) == (True, True, 20, 20, 40)
    assert (found.seats, found.elected, found.left, found.base_name) == (5, 4, 1, "实到会有选举权的党员")
    assert found.origin == found.clause == PARTY.citation
    assert found.sentence == (
        "应选5人，当选4人，超过应选名额的半数（规定只写接近应选名额，没有写明人数，本系统按超过半数把握）。"
        "实到会有选举权的党员40人，同意减少名额20人，达到半数（至少20人）。"
        "可以减少名额1名，不再进行选举。"
    )


def test_one_elector_short_of_half_may_not() -> None:
    found = may_leave_open(PARTY, hall(44, 40), 5, 3, 19)
    assert (found.allowed, found.near) == (False, True)
    assert found.sentence.endswith("同意减少名额19人，未达到半数（至少20人）。不能减少名额，缺额2名应当另行选举。")


@pytest.mark.parametrize(
    ("seats", "elected", "near"), [(5, 3, True), (5, 2, False), (4, 2, False), (4, 3, True), (1, 0, False)]
)
def test_half_of_the_seats_are_not_nearly_all(seats: int, elected: int, near: bool) -> None:
    found = may_leave_open(PARTY, hall(40, 40), seats, elected, 40)
    assert (found.near, found.allowed) == (near, near)
    verb = "超过" if near else "没有超过"
    assert found.sentence.startswith(f"应选{seats}人，当选{elected}人，{verb}应选名额的半数（")


def test_a_reduction_survives_being_kept() -> None:
    found = may_leave_open(PARTY, hall(40, 40), 5, 4, 20)
    assert Reduction.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_a_reductions_own_clause_and_origin_are_kept() -> None:
    terms = ElectionTerms(fewer=Threshold(Share.parse(">1/2"), Base.electors_expected, clause="第十条"))
    ruled = replace(PARTY, election=terms, origins={"election": "甲办法"})
    found = may_leave_open(ruled, hall(44, 40), 5, 4, 23)
    assert (found.origin, found.clause, found.base, found.needed) == ("甲办法", "第十条", 44, 23)
    assert "，同意减少名额23人，超过半数（至少23人）。" in found.sentence


@pytest.mark.parametrize(
    ("numbers", "field", "said"),
    [
        ((0, 0, 0), "seats", "应选名额不能少于1，现在是0，请核对"),
        ((5, -1, 0), "elected", "当选人数不能少于0，现在是-1，请核对"),
        ((5, 4, -1), "agreeing", "同意减少名额的人数不能少于0，现在是-1，请核对"),
        ((5, 4, 1.5), "agreeing", "同意减少名额的人数应当是整数，请核对"),
        ((5, 5, 20), "elected", "应选5人，当选5人，没有缺额，不需要减少名额"),
        ((5, 6, 20), "elected", "应选5人，当选6人，没有缺额，不需要减少名额"),
        ((5, 4, 41), "agreeing", "同意减少名额的41人，多于实到有选举权的40人，请核对"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(numbers: tuple[int, int, int], field: str, said: str) -> None:
    with pytest.raises(Refusal) as found:
        may_leave_open(PARTY, hall(44, 40), *numbers)
    assert (found.value.field, found.value.sentence) == (field, said)


def test_all_present_may_agree() -> None:
    assert may_leave_open(PARTY, hall(44, 40), 5, 4, 40).allowed


@pytest.mark.parametrize("ruled", [COMMITTEE, rule("party_assembly.nat")])
def test_a_rule_without_this_way_sends_to_another_vote(ruled: Rule) -> None:
    with pytest.raises(Refusal) as found:
        may_leave_open(ruled, hall(5, 5), 3, 2, 5)
    assert found.value.field == "rule"
    assert found.value.sentence == "规则没有写明可以减少名额，不足的名额应当另行选举"
