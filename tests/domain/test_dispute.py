"""Close votes (双方人数接近) and urgent matters without quorum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import Votes
from domain.dispute import Way, decide_urgently, dispute
from domain.roll import RollFigures
from domain.rules import rule
from domain.words import Refusal

ASSEMBLY = rule("party_assembly.nat")
URGENT = rule("party_committee.s004d")


def hall(entitled: int, present: int) -> RollFigures:
    return RollFigures(entitled, entitled, present, present, 0, 0)


def test_close_votes_are_deferred_voted_again_next_time_or_reported() -> None:
    found = dispute(ASSEMBLY, Votes(9, 8, 0))
    assert found.close
    assert found.ways == (Way.defer, Way.vote_again, Way.report)
    assert found.sentence == (
        "赞成9票，反对8票，双方人数接近：除紧急情况下按多数意见执行外，暂缓作出决定，进一步调查研究、交换意见；下次会议再表决；将争论情况向上级党组织报告，请求裁决。"
    )


def test_the_second_vote_that_is_close_again_goes_to_the_superior() -> None:
    assert dispute(ASSEMBLY, Votes(9, 8, 0), again=True).ways == (Way.report,)


def test_an_emergency_follows_the_majority() -> None:
    assert dispute(ASSEMBLY, Votes(9, 8, 0), urgent=True).ways == (Way.majority,)
    told = dispute(ASSEMBLY, Votes(8, 9, 0), urgent=True).sentence
    assert told == "赞成8票，反对9票，双方人数接近：紧急情况，按多数意见执行。"


def test_without_a_majority_or_without_the_rules_word_an_emergency_changes_nothing() -> None:
    usual = (Way.defer, Way.vote_again, Way.report)
    assert dispute(ASSEMBLY, Votes(9, 9, 0), urgent=True).ways == usual
    assert "紧急" not in dispute(ASSEMBLY, Votes(9, 9, 0)).sentence
    assert dispute(URGENT, Votes(3, 2, 0), urgent=True).ways == usual
    assert "紧急" not in dispute(URGENT, Votes(3, 2, 0)).sentence
    assert dispute(rule("party_lecture.nat"), Votes(3, 2, 0), urgent=True).ways == usual


@pytest.mark.parametrize("votes", [Votes(15, 3, 0), Votes(10, 0, 0), Votes(0, 10, 0), Votes(0, 0, 0)])
def test_clear_votes_need_nothing(votes: Votes) -> None:
    found = dispute(ASSEMBLY, votes)
    assert (found.close, found.ways) == (False, ())
    assert "不接近" in found.sentence


def test_the_few_who_came_may_handle_an_urgent_matter_and_must_report_it() -> None:
    done = decide_urgently(URGENT, hall(7, 3), Votes(2, 1, 0))
    assert (done.handled, done.needed, done.reached, done.present) == (True, 2, 2, 3)
    assert done.report_to == "下次委员会会议"
    assert done.sentence == (
        "应到会委员7人，实到3人，还差1人，未达到法定人数（半数以上，至少4人），不能开会。"
        "作为紧急事项征求到会3人的意见：赞成2票，反对1票，弃权0票，超过到会人数的半数（至少2票），"
        "可以先行处理，事后须向下次委员会会议汇报。"
    )


def test_half_of_those_who_came_is_not_enough() -> None:
    done = decide_urgently(URGENT, hall(9, 4), Votes(2, 1, 1))
    assert (done.handled, done.needed) == (False, 3)
    assert done.sentence.endswith("未超过到会人数的半数（至少3票），不能先行处理。")


def test_nobody_there_handles_nothing() -> None:
    assert not decide_urgently(URGENT, hall(9, 0), Votes(0, 0, 0)).handled


def test_where_the_rule_does_not_know_it_nobody_may_decide_without_quorum() -> None:
    with pytest.raises(Refusal, match="另行召开会议") as refused:
        decide_urgently(ASSEMBLY, hall(16, 3), Votes(3, 0, 0))
    assert refused.value.field == "rule"
    with pytest.raises(Refusal, match="另行召开会议"):
        decide_urgently(rule("party_lecture.nat"), hall(16, 3), Votes(3, 0, 0))


def test_with_quorum_one_votes_as_usual() -> None:
    with pytest.raises(Refusal, match="正常程序") as refused:
        decide_urgently(URGENT, hall(7, 4), Votes(4, 0, 0))
    assert refused.value.field == "roll"


def test_more_votes_than_persons_are_refused_here_too() -> None:
    with pytest.raises(Refusal, match="超过实到"):
        decide_urgently(URGENT, hall(7, 3), Votes(4, 0, 0))


@given(present=st.integers(0, 50), for_=st.integers(0, 50))
def test_handled_is_more_than_half_of_those_who_came(present: int, for_: int) -> None:
    done = decide_urgently(URGENT, hall(200, present), Votes(min(for_, present), 0, 0))
    assert done.handled == (2 * min(for_, present) > present)
