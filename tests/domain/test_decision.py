"""Quorum and adoption: the known cases, and what must hold for all numbers."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import Decision, Votes, agreed, resolve
from domain.quorum import Quorum, quorum
from domain.roll import RollFigures
from domain.rules import Base, Rule, Threshold, rule
from domain.share import Share
from domain.words import Refusal

ASSEMBLY = rule("party_assembly.nat")
COMMITTEE = rule("party_committee.nat")
GROUP = rule("party_group.nat")
LECTURE = rule("party_lecture.nat")


def hall(entitled: int, present: int, others: int = 0) -> RollFigures:
    return RollFigures(entitled + others, entitled, present + others, present, 0, 0)


def under(share: str, base: Base, quorum_share: str | None = None) -> Rule:
    demand = Threshold(Share.parse(quorum_share), base) if quorum_share else None
    return replace(ASSEMBLY, adoption=Threshold(Share.parse(share), base), quorum=demand)


def test_sixteen_entitled_nine_present_eight_for_is_not_adopted() -> None:
    decision = resolve(ASSEMBLY, hall(16, 9, others=2), Votes(8, 1, 0))
    assert not decision.adopted
    assert decision.quorum is not None
    assert decision.quorum.met
    assert (decision.needed, decision.reached, decision.base, decision.missing) == (9, 8, 16, 1)
    assert decision.sentence == (
        "应到会有表决权的正式党员16人，实到9人，达到法定人数（半数以上，至少8人）。"
        "赞成8票，反对1票，弃权0票，赞成票未超过应到会有表决权的正式党员的半数（至少9票），差1票，未通过。"
    )


def test_nine_of_sixteen_are_adopted() -> None:
    decision = resolve(ASSEMBLY, hall(16, 9), Votes(9, 0, 0))
    assert decision.adopted
    assert decision.missing == 0
    assert decision.sentence.endswith("赞成票超过应到会有表决权的正式党员的半数（至少9票），通过。")


def test_without_quorum_nothing_is_adopted_and_the_sentence_says_so() -> None:
    decision = resolve(under(">1/2", Base.attendees_present, None), hall(16, 7), Votes(7, 0, 0))
    assert decision.adopted
    rule_with_quorum = replace(ASSEMBLY, adoption=Threshold(Share.parse(">1/2"), Base.attendees_present))
    decision = resolve(rule_with_quorum, hall(16, 7), Votes(7, 0, 0))
    assert not decision.adopted
    assert "未达到法定人数" in decision.sentence
    assert "表决无效" in decision.sentence
    assert decision.sentence.endswith("未通过。")


@pytest.mark.parametrize(
    ("share", "base", "for_", "against", "entitled", "adopted"),
    [
        (">=2/3", Base.full_members_entitled, 6, 3, 9, True),
        (">=2/3", Base.full_members_entitled, 20, 10, 30, True),
        (">=2/3", Base.full_members_entitled, 19, 11, 30, False),
        (">1/2", Base.full_members_entitled, 15, 15, 30, False),
        (">1/2", Base.full_members_entitled, 0, 0, 30, False),
        (">1/2", Base.full_members_entitled, 21, 0, 42, False),
        (">1/2", Base.full_members_entitled, 22, 0, 42, True),
        (">=1/2", Base.full_members_entitled, 15, 15, 30, False),
        (">=1/3", Base.full_members_entitled, 10, 11, 30, False),
        (">1/2", Base.attendees_present, 0, 0, 0, False),
        (">=1/2", Base.full_members_entitled, 0, 0, 0, False),
    ],
)
def test_the_cases_that_other_systems_get_wrong(
    share: str, base: Base, for_: int, against: int, entitled: int, adopted: bool
) -> None:
    decision = resolve(under(share, base), hall(entitled, entitled), Votes(for_, against, 0))
    assert decision.adopted is adopted
    assert (decision.missing == 0) is adopted
    assert ("未通过" in decision.sentence) is not adopted


def test_a_tie_that_reaches_the_share_is_told_as_a_tie() -> None:
    decision = resolve(under(">=1/2", Base.full_members_entitled), hall(30, 30), Votes(15, 15, 0))
    assert decision.sentence.endswith("（至少15票），但没有多于反对票，未通过。")
    assert decision.close


def test_each_base_takes_its_own_number() -> None:
    figures = RollFigures(expected=20, entitled=16, present=13, present_entitled=10, excused=0, observers=3)
    bases = {base: resolve(under(">1/2", base), figures, Votes(1, 0, 0)).base for base in Base}
    assert bases.pop(Base.expected_attendees) == 20
    present = (Base.attendees_present, Base.electors_present, Base.voters_participating)
    assert [bases.pop(base) for base in present] == [10, 10, 10]
    assert set(bases.values()) == {16}


def test_more_votes_than_present_are_refused_with_both_numbers() -> None:
    with pytest.raises(Refusal) as refused:
        resolve(ASSEMBLY, hall(23, 19), Votes(15, 2, 3))
    assert refused.value.sentence == "赞成、反对、弃权三项合计20，超过实到有表决权的19人，请核对"


def test_who_did_not_vote_is_told_and_supports_nothing() -> None:
    decision = resolve(ASSEMBLY, hall(16, 12), Votes(8, 1, 1))
    assert not decision.adopted
    assert "弃权1票，未表决2人" in decision.sentence


def test_a_lecture_decides_nothing() -> None:
    with pytest.raises(Refusal, match="党课不进行表决"):
        resolve(LECTURE, hall(10, 10), Votes(10, 0, 0))


def test_a_committee_decides_by_more_than_half_of_its_members_and_says_that_this_is_the_products_choice() -> None:
    assert not resolve(COMMITTEE, hall(5, 3), Votes(2, 1, 0)).adopted
    decision = resolve(COMMITTEE, hall(5, 3), Votes(3, 0, 0))
    assert decision.adopted
    assert decision.base_name == "应到会委员"
    assert decision.origin.startswith("规定没有写明，本系统按此办理：")
    assert decision.clause == "《中国共产党章程》第十条、第十七条"


def test_a_group_has_no_quorum_and_its_sentence_still_tells_who_was_there() -> None:
    decision = resolve(replace(GROUP, quorum=None), hall(5, 4), Votes(3, 1, 0))
    assert decision.quorum is None
    assert decision.adopted
    assert decision.sentence.startswith("应到会有表决权的正式党员5人，实到4人。赞成3票")


def test_the_clause_is_that_of_the_regulation() -> None:
    decision = resolve(ASSEMBLY, hall(16, 9), Votes(9, 0, 0))
    assert decision.clause == "《中国共产党支部工作条例（试行）》（2018年）第十一条"
    assert decision.origin == ASSEMBLY.citation


@pytest.mark.parametrize(("present", "met"), [(8, True), (7, False), (0, False)])
def test_half_of_sixteen_make_a_quorum(present: int, met: bool) -> None:
    found = quorum(ASSEMBLY, hall(16, present, others=4))
    assert found is not None
    assert (found.met, found.needed, found.present, found.base) == (met, 8, present, 16)
    assert found.missing == 8 - present


def test_the_quorum_sentence_tells_how_many_are_missing() -> None:
    found = quorum(ASSEMBLY, hall(16, 7))
    assert found is not None
    assert found.sentence == (
        "应到会有表决权的正式党员16人，实到7人，还差1人，未达到法定人数（半数以上，至少8人），不能开会。"
    )


def test_a_hall_without_voters_has_no_quorum() -> None:
    found = quorum(ASSEMBLY, hall(0, 0, others=5))
    assert found is not None
    assert not found.met


def test_no_quorum_is_asked_where_no_source_has_one() -> None:
    assert quorum(LECTURE, hall(10, 1)) is None


def test_a_quorum_of_all_expected_counts_all_who_came() -> None:
    ruled = replace(ASSEMBLY, quorum=Threshold(Share.parse(">1/2"), Base.expected_attendees))
    found = quorum(ruled, hall(4, 1, others=4))
    assert found is not None
    assert (found.met, found.present, found.base, found.needed) == (True, 5, 8, 5)


@pytest.mark.parametrize(
    ("for_", "against", "close"),
    [(8, 8, True), (9, 8, True), (2, 1, True), (3, 1, False), (11, 9, True), (12, 8, False), (1, 0, False)],
)
def test_close_votes_are_one_apart_or_a_tenth_of_both_sides(for_: int, against: int, close: bool) -> None:
    assert Votes(for_, against, 5).close is close


@pytest.mark.parametrize(("votes", "whole"), [(Votes(3, 0, 0), True), (Votes(3, 0, 1), False), (Votes(0, 0, 0), False)])
def test_all_in_favour(votes: Votes, whole: bool) -> None:
    assert agreed(votes) is whole


@pytest.mark.parametrize("numbers", [(-1, 0, 0), (0, -1, 0), (0, 0, -1), (1.0, 0, 0), (True, 0, 0)])
def test_votes_are_whole_numbers_from_nought(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="whole number"):
        Votes(*numbers)


thresholds = st.builds(
    lambda num, more, strict, base: Threshold(Share(num, num + more, strict and more > 0), base),
    st.integers(1, 6),
    st.integers(0, 6),
    st.booleans(),
    st.sampled_from(Base),
)
rules = st.builds(
    lambda adoption, opening: replace(ASSEMBLY, adoption=adoption, quorum=opening),
    thresholds,
    st.none() | thresholds,
)


@st.composite
def counts(draw: st.DrawFn) -> tuple[RollFigures, Votes]:
    entitled = draw(st.integers(0, 60))
    present = draw(st.integers(0, entitled))
    others, others_here = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    figures = RollFigures(
        entitled + others, entitled, present + min(others, others_here), present, 0, draw(st.integers(0, 3))
    )
    in_favour = draw(st.integers(0, present))
    against = draw(st.integers(0, present - in_favour))
    return figures, Votes(in_favour, against, draw(st.integers(0, present - in_favour - against)))


@given(rules, counts())
def test_a_verdict_recomputed_from_what_was_kept_is_the_same(ruled: Rule, counted: tuple[RollFigures, Votes]) -> None:
    figures, votes = counted
    decision = resolve(ruled, figures, votes)
    kept = json.loads(json.dumps([ruled.to_json(), figures.to_json(), votes.to_json(), decision.to_json()]))
    again = resolve(Rule.from_json(kept[0]), RollFigures.from_json(kept[1]), Votes.from_json(kept[2]))
    assert again == decision == Decision.from_json(kept[3])


@given(rules, counts())
def test_one_more_vote_for_never_turns_adopted_into_not(ruled: Rule, counted: tuple[RollFigures, Votes]) -> None:
    figures, votes = counted
    now = resolve(ruled, figures, votes).adopted
    if votes.against:
        moved = replace(votes, in_favour=votes.in_favour + 1, against=votes.against - 1)
        assert resolve(ruled, figures, moved).adopted >= now
    if votes.total < figures.present_entitled:
        added = replace(votes, in_favour=votes.in_favour + 1)
        assert resolve(ruled, figures, added).adopted >= now


@given(rules, counts())
def test_an_adopted_motion_has_its_number_its_quorum_and_more_for_than_against(
    ruled: Rule, counted: tuple[RollFigures, Votes]
) -> None:
    figures, votes = counted
    decision = resolve(ruled, figures, votes)
    opening = decision.quorum is None or decision.quorum.met
    assert decision.adopted == (opening and decision.missing == 0)
    if decision.adopted:
        assert votes.in_favour >= decision.needed
        assert votes.in_favour > votes.against
    for number in (votes.in_favour, votes.against, votes.abstain):
        assert str(number) in decision.sentence


@given(rules, counts())
def test_a_quorum_survives_being_kept(ruled: Rule, counted: tuple[RollFigures, Votes]) -> None:
    found = quorum(ruled, counted[0])
    assert found is None or Quorum.from_json(json.loads(json.dumps(found.to_json()))) == found
