"""The strictest of several sources (从严): whatever one of them demands is demanded."""

import json
from dataclasses import replace

import pytest

from domain.decision import Votes, resolve
from domain.quorum import quorum
from domain.roll import RollFigures
from domain.rules import (
    Base,
    Followup,
    Frequency,
    GradingTerms,
    Method,
    Period,
    Rule,
    Threshold,
    Verify,
    kinds,
    rule,
    rules_of,
)
from domain.share import Part, Share
from domain.strict import strictest

COMMITTEE = [rule(f"party_committee.{source}") for source in ("nat", "s000b", "s004d")]


def hall(entitled: int, present: int) -> RollFigures:
    return RollFigures(entitled, entitled, present, present, 0, 0)


def test_of_the_committees_sources_two_thirds_must_come() -> None:
    strict = strictest(COMMITTEE)
    opening = quorum(strict, hall(9, 5))
    assert opening is not None
    assert (opening.needed, opening.met) == (6, False)
    assert "社区基本知识" in opening.clause
    assert quorum(strict, hall(9, 6)).met  # type: ignore[union-attr]


def test_a_strict_rule_keeps_the_earliest_notice_and_says_whose_it_is() -> None:
    early = replace(COMMITTEE[0], notice_days=5, origins={"notice_days": "某规定第五条"})
    strict = strictest([COMMITTEE[2], early])
    assert strict.notice_days == 5
    assert strict.origin("notice_days") == "某规定第五条"


def test_who_may_stand_in_is_only_whom_all_allow() -> None:
    assert strictest([COMMITTEE[0], COMMITTEE[1]]).chair_fallback == ("deputy_secretary",)


def test_methods_are_those_that_all_know_and_else_the_secret_ballot() -> None:
    voice, hands = (replace(COMMITTEE[0], methods=(method,)) for method in (Method.voice, Method.hands))
    both = replace(COMMITTEE[0], methods=(Method.voice, Method.secret))
    assert strictest([voice, both]).methods == (Method.voice,)
    assert strictest([voice, hands]).methods == (Method.secret,)
    assert strictest([replace(voice, methods=())]).methods == ()


def test_what_one_source_makes_a_must_is_a_must() -> None:
    loose, must = replace(COMMITTEE[0], secret_required=False), replace(COMMITTEE[0], secret_required=True)
    silent = replace(COMMITTEE[0], secret_required=None)
    assert strictest([loose, must]).secret_required is True
    assert strictest([loose, silent]).secret_required is False
    assert strictest([silent]).secret_required is None


def test_what_one_source_does_not_allow_is_not_allowed() -> None:
    allows, forbids = replace(COMMITTEE[0], written_counts=True), replace(COMMITTEE[0], written_counts=False)
    assert strictest([allows, forbids]).written_counts is False
    assert strictest([allows]).written_counts is True


def test_an_emergency_holds_only_where_every_source_knows_it() -> None:
    assert COMMITTEE[2].urgency is not None
    assert strictest([COMMITTEE[2]]).urgency == COMMITTEE[2].urgency
    assert strictest([COMMITTEE[2], replace(COMMITTEE[0], urgency=None)]).urgency is None
    milder = replace(COMMITTEE[2].urgency, by_majority=True, without_quorum=False)
    merged = strictest([COMMITTEE[2], replace(COMMITTEE[0], urgency=milder)]).urgency
    assert merged is not None
    assert (merged.by_majority, merged.without_quorum) == (False, False)


def test_the_most_frequent_source_says_how_often() -> None:
    weekly = replace(COMMITTEE[0], frequency=Frequency(1, Period.week))
    assert strictest([COMMITTEE[0], weekly]).frequency == Frequency(1, Period.week)
    assert strictest([replace(COMMITTEE[0], frequency=None)]).frequency is None


@pytest.mark.parametrize(
    ("frequency", "a_year"),
    [
        (Frequency(1, Period.week), 52),
        (Frequency(1, Period.half_month), 24),
        (Frequency(2, Period.month, most=3), 24),
        (Frequency(1, Period.two_months), 6),
        (Frequency(1, Period.quarter), 4),
        (Frequency(2, Period.half_year), 4),
        (Frequency(1, Period.year), 1),
        (Frequency(1, Period.term), 0),
        (Frequency(None, Period.on_demand), 0),
        (Frequency(None, None, "定期"), 0),
    ],
)
def test_how_many_meetings_a_year(frequency: Frequency, a_year: int) -> None:
    assert frequency.a_year == a_year


def test_the_smaller_cap_holds() -> None:
    third, fifth, none = (GradingTerms(("优秀", "合格"), cap) for cap in (Part(1, 3), Part(1, 5), None))
    own = rule("member_review.nat")
    assert strictest([replace(own, grading=third), replace(own, grading=fifth)]).grading == fifth
    assert strictest([replace(own, grading=none), replace(own, grading=third)]).grading == third
    assert (
        strictest([replace(own, grading=third), replace(own, grading=replace(third, grades=("优秀",)))]).grading
        == third
    )
    assert strictest([replace(own, grading=none)]).grading == none
    assert strictest([replace(own, grading=None)]).grading is None


def test_the_earlier_deadline_of_the_same_duty_holds() -> None:
    def due(days: int | None, months: int | None = None) -> Rule:
        return replace(COMMITTEE[0], followups=(Followup("上报", "街道", days, months), Followup(f"另一件{days}")))

    merged = strictest([due(None), due(None, 1), due(15), due(20)]).followups
    assert [one.deadline_days for one in merged if one.action == "上报"] == [15]
    assert len(merged) == 4


def test_the_least_sure_source_says_how_sure_the_whole_is() -> None:
    strict = strictest([replace(COMMITTEE[0], verify=Verify.verified), replace(COMMITTEE[1], verify=Verify.unverified)])
    assert strict.verify is Verify.unverified
    assert strict.id == "party_committee.strict"
    assert "从严（" in strict.source


def test_rules_of_different_kinds_and_no_rules_at_all_are_refused() -> None:
    with pytest.raises(ValueError, match="one kind"):
        strictest([COMMITTEE[0], rule("party_assembly.nat")])
    with pytest.raises(ValueError, match="one kind"):
        strictest([])


def test_a_strict_rule_is_warned_of_only_where_all_of_it_together_asks_for_less() -> None:
    monthly, quarterly = rule("party_group.nat"), rule("party_group.s000")
    assert quarterly.warnings
    assert strictest([quarterly, monthly]).warnings == ()
    assert strictest([quarterly]).warnings == quarterly.warnings
    loose = replace(COMMITTEE[0], quorum=Threshold(Share.parse(">=1/3"), Base.committee_members_expected))
    assert strictest([loose, COMMITTEE[1]]).warnings == ()
    assert "三分之一以上，低于" in strictest([loose]).warnings[0]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_every_kinds_strictest_rule_can_be_kept_and_adopts_only_what_every_source_adopts(kind) -> None:  # type: ignore[no-untyped-def]
    sources = rules_of(kind.code)
    strict = strictest(sources)
    assert Rule.from_json(json.loads(json.dumps(strict.to_json()))) == strict
    deciding = [each for each in sources if each.adoption]
    for present in range(13):
        for for_ in range(present + 1):
            each = [resolve(own, hall(12, present), Votes(for_, 0, 0)).adopted for own in deciding]
            if deciding:
                assert resolve(strict, hall(12, present), Votes(for_, 0, 0)).adopted == all(each)
