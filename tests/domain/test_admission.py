"""Decisions on one person: admission (接收) and the end of probation (转正)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.admission import Outcome, Proposal, conclude, in_time, refuse_together
from domain.decision import Votes
from domain.roll import RollFigures
from domain.rules import rule
from domain.words import Refusal

ADMIT, CONFIRM, ASSEMBLY = (rule(f"party_{kind}.nat") for kind in ("admit", "confirm", "assembly"))
HALL = RollFigures(16, 16, 9, 9, 0, 0)
OPENED = datetime(2026, 11, 28, 5, tzinfo=UTC)


def test_who_has_more_than_half_of_all_entitled_is_admitted() -> None:
    done = conclude(ADMIT, HALL, Proposal("陈晓", Outcome.admitted), Votes(8, 1, 0), Votes(1, 0, 0))
    assert done.outcome is Outcome.admitted
    assert done.sentence.endswith("通过。决定：陈晓，接收为预备党员。")
    assert done.decision.reached == 9


def test_a_proposal_that_fails_decides_nothing() -> None:
    done = conclude(CONFIRM, HALL, Proposal("陈晓", Outcome.confirmed), Votes(8, 1, 0))
    assert done.outcome is None
    assert done.sentence.endswith("关于陈晓按期转正没有形成决议，应另行提出意见再表决。")


@pytest.mark.parametrize(
    ("proposal", "words"),
    [
        (Proposal("陈晓", Outcome.confirmed), "按期转正"),
        (Proposal("陈晓", Outcome.extended, months=6), "延长预备期6个月"),
        (Proposal("陈晓", Outcome.extended, months=12), "延长预备期12个月"),
        (Proposal("陈晓", Outcome.cancelled, extended_before=True), "取消预备党员资格"),
    ],
)
def test_the_three_results_of_a_probation(proposal: Proposal, words: str) -> None:
    done = conclude(CONFIRM, HALL, proposal, Votes(9, 0, 0))
    assert done.outcome is proposal.outcome
    assert done.sentence.endswith(f"决定：陈晓，{words}。")


@pytest.mark.parametrize("months", [None, 0, 5, 13])
def test_an_extension_is_six_to_twelve_months(months: int | None) -> None:
    with pytest.raises(Refusal, match="不能少于半年，最长不超过一年") as refused:
        conclude(CONFIRM, HALL, Proposal("陈晓", Outcome.extended, months=months), Votes(9, 0, 0))
    assert refused.value.field == "months"


def test_a_probation_is_extended_once() -> None:
    with pytest.raises(Refusal, match="已经延长过一次") as refused:
        conclude(CONFIRM, HALL, Proposal("陈晓", Outcome.extended, 6, extended_before=True), Votes(9, 0, 0))
    assert refused.value.field == "outcome"


@pytest.mark.parametrize(
    ("own", "outcome"), [(CONFIRM, Outcome.admitted), (ADMIT, Outcome.confirmed), (ASSEMBLY, Outcome.cancelled)]
)
def test_a_result_that_the_rule_does_not_know_is_refused(own, outcome: Outcome) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal, match="结果只能是"):
        conclude(own, HALL, Proposal("陈晓", outcome), Votes(9, 0, 0))


def test_the_results_are_named_as_the_rule_names_them() -> None:
    assert set(CONFIRM.outcomes) == {Outcome.confirmed.zh, Outcome.extended.zh, Outcome.cancelled.zh}


def test_several_persons_are_voted_on_one_at_a_time() -> None:
    refuse_together(ADMIT, ["陈晓"])
    refuse_together(replace(ADMIT, one_by_one=None), ["陈晓", "刘洋"])
    with pytest.raises(Refusal) as refused:
        refuse_together(ADMIT, ["陈晓", "刘洋"])
    assert refused.value.sentence == "陈晓、刘洋共2人，应当逐个讨论、逐个表决"
    assert refused.value.field == "names"


def test_an_opinion_counts_only_when_it_came_before_the_meeting() -> None:
    assert in_time(OPENED - timedelta(seconds=1), OPENED)
    assert not in_time(OPENED, OPENED)
    assert not in_time(OPENED + timedelta(days=1), OPENED)
