"""Written opinions (会前书面意见), stepping back (回避), and the strictest of several demands."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import NO_VOTES, Votes, resolve
from domain.quorum import quorum
from domain.roll import RollFigures
from domain.rules import Base, Rule, Threshold, rule
from domain.share import Share
from domain.words import Refusal

ASSEMBLY = rule("party_assembly.nat")
ADMIT = rule("party_admit.nat")
CONFIRM = rule("party_confirm.nat")
LAW = [ASSEMBLY, ADMIT, CONFIRM, rule("party_committee.nat"), rule("resident_reps.law2026"), rule("township_npc.law")]


def hall(entitled: int, present: int) -> RollFigures:
    return RollFigures(entitled, entitled, present, present, 0, 0)


@pytest.mark.parametrize("own", [ADMIT, CONFIRM], ids=lambda own: own.kind)
def test_opinions_written_before_the_meeting_count_for_admission_and_confirmation(own: Rule) -> None:
    decision = resolve(own, hall(16, 9), Votes(8, 1, 0), written=Votes(1, 0, 0))
    assert decision.adopted
    assert (decision.reached, decision.needed, decision.base) == (9, 9, 16)
    assert "会前书面意见赞成1票，反对0票，弃权0票，合计赞成9票，反对1票，弃权0票" in decision.sentence


def test_a_written_opinion_never_makes_a_quorum() -> None:
    decision = resolve(ADMIT, hall(16, 8), Votes(8, 0, 0), written=Votes(8, 0, 0))
    assert not decision.adopted
    assert decision.quorum is not None
    assert (decision.quorum.needed, decision.quorum.present) == (9, 8)


def test_elsewhere_written_opinions_do_not_count_and_the_sentence_says_so() -> None:
    decision = resolve(ASSEMBLY, hall(16, 9), Votes(8, 1, 0), written=Votes(5, 0, 0))
    assert not decision.adopted
    assert decision.reached == 8
    assert "会前书面意见5份，规定没有写明可以计票，未计入" in decision.sentence


def test_without_written_opinions_nothing_is_said_of_them() -> None:
    assert "书面" not in resolve(ADMIT, hall(16, 9), Votes(9, 0, 0)).sentence


def test_more_opinions_than_persons_away_are_refused() -> None:
    assert resolve(ADMIT, hall(16, 9), Votes(9, 0, 0), written=Votes(7, 0, 0)).adopted
    with pytest.raises(Refusal) as refused:
        resolve(ADMIT, hall(16, 9), Votes(9, 0, 0), written=Votes(6, 1, 1))
    assert refused.value.sentence == "会前书面意见8份，多于未到会的有表决权的7人，请核对"
    assert refused.value.field == "written"


def test_written_votes_against_weigh_too() -> None:
    own = replace(ADMIT, adoption=Threshold(Share.parse(">=1/3"), Base.full_members_entitled))
    assert resolve(own, hall(16, 9), Votes(8, 1, 0), written=Votes(0, 6, 1)).adopted
    assert not resolve(own, hall(16, 9), Votes(8, 1, 0), written=Votes(0, 7, 0)).adopted


def test_who_steps_back_does_not_vote_and_stays_in_the_base() -> None:
    decision = resolve(ASSEMBLY, hall(16, 10), Votes(8, 0, 0), recused=2)
    assert (decision.base, decision.needed, decision.adopted) == (16, 9, False)
    assert "回避2人" in decision.sentence
    assert "未表决" not in decision.sentence


def test_where_the_rule_says_so_who_steps_back_leaves_the_base() -> None:
    own = replace(ASSEMBLY, recusal_reduces_base=True)
    decision = resolve(own, hall(16, 10), Votes(8, 0, 0), recused=2)
    assert (decision.base, decision.needed, decision.adopted) == (14, 8, True)
    assert "（不含回避人员）" in decision.sentence
    assert "（不含回避人员）" not in resolve(own, hall(16, 10), Votes(9, 0, 0)).sentence


def test_stepping_back_takes_nobody_out_of_the_quorum() -> None:
    decision = resolve(replace(ASSEMBLY, recusal_reduces_base=True), hall(16, 8), Votes(7, 0, 0), recused=1)
    assert decision.quorum is not None
    assert decision.quorum.met
    assert decision.quorum.base == 16


def test_votes_of_those_who_stepped_back_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        resolve(ASSEMBLY, hall(16, 10), Votes(9, 0, 0), recused=2)
    assert refused.value.sentence == "赞成、反对、弃权三项合计9，超过实到有表决权、不回避的8人，请核对"
    assert refused.value.field == "votes"
    with pytest.raises(Refusal, match="回避的11人多于实到有表决权的10人"):
        resolve(ASSEMBLY, hall(16, 10), NO_VOTES, recused=11)
    with pytest.raises(ValueError, match="recused"):
        resolve(ASSEMBLY, hall(16, 10), NO_VOTES, recused=-1)


def strict(*shares: tuple[str, Base]) -> Rule:
    first, *others = (Threshold(Share.parse(share), base, clause=f"{share}的出处") for share, base in shares)
    return replace(ASSEMBLY, quorum=first, quorum_also=tuple(others), adoption=first, adoption_also=tuple(others))


def test_of_several_demands_the_one_that_asks_for_most_decides() -> None:
    own = strict((">1/2", Base.full_members_entitled), (">=2/3", Base.full_members_entitled))
    decision = resolve(own, hall(30, 30), Votes(19, 0, 0))
    assert (decision.needed, decision.adopted, decision.clause) == (20, False, ">=2/3的出处")
    opening = quorum(own, hall(30, 19))
    assert opening is not None
    assert (opening.needed, opening.met, opening.clause) == (20, False, ">=2/3的出处")


def test_which_demand_asks_for_most_depends_on_the_numbers() -> None:
    own = strict((">1/2", Base.full_members_entitled), (">=4/5", Base.attendees_present))
    assert resolve(own, hall(20, 11), Votes(11, 0, 0)).needed == 11
    assert resolve(own, hall(20, 20), Votes(16, 0, 0)).needed == 16


@given(
    own=st.sampled_from(LAW),
    entitled=st.integers(1, 60),
    present=st.integers(0, 60),
    for_=st.integers(0, 60),
    against=st.integers(0, 60),
    more=st.integers(1, 10),
)
def test_more_votes_in_favour_never_turn_adopted_into_not_adopted(
    own: Rule, entitled: int, present: int, for_: int, against: int, more: int
) -> None:
    present = min(present, entitled)
    against = min(against, present)
    for_ = min(for_, present - against)
    before = resolve(own, hall(entitled, present), Votes(for_, against, 0))
    after = resolve(own, hall(entitled, present), Votes(min(for_ + more, present - against), against, 0))
    assert after.adopted or not before.adopted
    assert after.needed == before.needed


@given(entitled=st.integers(1, 200), present=st.integers(0, 200), written=st.integers(0, 200))
def test_a_written_opinion_counts_as_much_as_a_vote(entitled: int, present: int, written: int) -> None:
    present = min(present, entitled)
    written = min(written, entitled - present)
    decision = resolve(ADMIT, hall(entitled, present), Votes(present, 0, 0), written=Votes(written, 0, 0))
    assert decision.reached == present + written
    assert decision.adopted == (present > entitled // 2 and present + written > entitled // 2)
