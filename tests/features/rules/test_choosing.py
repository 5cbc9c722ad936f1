"""Whose rule holds where: picked, inherited, the strictest, local, taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, select

from blueprints.rules import queries, service
from blueprints.rules.models import Choice, LocalRule
from blueprints.shared.db import db
from blueprints.shared.journal import JournalLine
from domain.rules import kind_of, kinds
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.rules import make_rules
from tests.make import Community, act, later

ASSEMBLY = "party_assembly"
USUAL, HALF_OF_EXPECTED = "party_assembly.nat", "party_assembly.s000b"


def holds(organisation: int, kind: str = ASSEMBLY) -> str:
    """The id of the rule that holds."""
    db.session.rollback()
    return queries.in_force(organisation, kind).id


def journal(verb: str) -> list[JournalLine]:
    """The lines of a verb."""
    return list(db.session.scalars(select(JournalLine).where(JournalLine.verb == verb).order_by(JournalLine.id)))


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent in the meantime."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@on_both
def test_where_nobody_picked_the_usual_rule_of_every_kind_holds(house: Community) -> None:
    found = queries.choices(house.branch)
    assert set(found) == {kind.code for kind in kinds()}
    assert all(rule.id == kind_of(code).usual for code, rule in found.items())


@on_both
def test_a_choice_holds_for_the_organisation_and_for_those_below_it(house: Community) -> None:
    make_rules.chosen(house, house.organisation, ASSEMBLY, HALF_OF_EXPECTED)
    assert [holds(at) for at in (house.organisation, house.branch, house.group)] == [HALF_OF_EXPECTED] * 3


@on_both
def test_the_nearest_organisation_that_picked_wins(house: Community) -> None:
    make_rules.chosen(house, house.organisation, ASSEMBLY, HALF_OF_EXPECTED)
    make_rules.chosen(house, house.branch, ASSEMBLY, "party_assembly.s004d")
    assert holds(house.branch) == holds(house.group) == "party_assembly.s004d"
    assert holds(house.other_branch) == holds(house.organisation) == HALF_OF_EXPECTED


@on_both
def test_a_choice_says_nothing_to_those_above_or_beside(house: Community) -> None:
    make_rules.chosen(house, house.branch, ASSEMBLY, HALF_OF_EXPECTED)
    assert holds(house.organisation) == holds(house.other_branch) == USUAL


@on_both
def test_taking_the_own_choice_back_lets_the_one_above_hold_again(house: Community) -> None:
    make_rules.chosen(house, house.organisation, ASSEMBLY, HALF_OF_EXPECTED)
    make_rules.chosen(house, house.branch, ASSEMBLY, "party_assembly.s004d")
    make_rules.chosen(house, house.branch, ASSEMBLY)
    assert holds(house.branch) == HALF_OF_EXPECTED
    make_rules.chosen(house, house.organisation, ASSEMBLY)
    assert holds(house.branch) == USUAL


@on_both
def test_choosing_again_keeps_one_line_and_the_journal_keeps_what_was(house: Community) -> None:
    make_rules.chosen(house, house.branch, ASSEMBLY, HALF_OF_EXPECTED)
    service.choose(act(house.secretary, at=later(days=1)), house.branch, ASSEMBLY, [USUAL])
    line = db.session.scalars(select(Choice)).one()
    assert (line.rules, line.chosen_at) == ([USUAL], later(days=1))
    details = [line.detail for line in journal("rules.chosen")]
    assert [(one["was"], one["rules"]) for one in details if one] == [
        ([], [HALF_OF_EXPECTED]),
        ([HALF_OF_EXPECTED], [USUAL]),
    ]


@on_both
def test_the_same_form_sent_twice_counts_once(house: Community) -> None:
    first = service.choose(act(house.secretary, once="a"), house.branch, ASSEMBLY, [HALF_OF_EXPECTED])
    assert service.choose(act(house.secretary, once="a"), house.branch, ASSEMBLY, [HALF_OF_EXPECTED]) == first
    added = service.add_local(act(house.secretary, once="b"), house.branch, ASSEMBLY, "规则", make_rules.TWO_THIRDS)
    again = service.add_local(act(house.secretary, once="b"), house.branch, ASSEMBLY, "规则", make_rules.TWO_THIRDS)
    assert again == added
    assert len(journal("rules.chosen")) == len(journal("local_rule.added")) == 1
    assert len(list(db.session.scalars(select(LocalRule)))) == 1


@on_both
def test_strictest_of_two_asks_for_what_either_asks(house: Community) -> None:
    own = make_rules.local(house, house.organisation, ASSEMBLY)
    make_rules.chosen(house, house.organisation, ASSEMBLY, USUAL, f"local.{own}", strict=True)
    held = queries.in_force(house.branch, ASSEMBLY)
    shares = {str(one.share) for one in (held.quorum, *held.quorum_also) if one}
    assert shares == {">=1/2", ">=2/3"}
    assert held.source == f"从严（《中国共产党支部工作条例（试行）》（2018年）、{make_rules.TITLE}）"
    assert queries.by_id(house.branch, held.id) == held


@pytest.mark.parametrize(
    ("rules", "strict", "field"),
    [
        ([USUAL], True, "sources"),
        ([], True, "sources"),
        ([USUAL, USUAL], True, "sources"),
        ([USUAL, HALF_OF_EXPECTED], False, "rule"),
        (["party_assembly.nothing"], False, "rule"),
        (["party_committee.nat"], False, "rule"),
        (["party_assembly.strict"], False, "rule"),
        (["local.1"], False, "rule"),
    ],
)
def test_what_cannot_be_picked_is_refused(house: Community, rules: list[str], strict: bool, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        service.choose(act(house.secretary), house.branch, ASSEMBLY, rules, strict=strict)
    assert refused.value.field == field
    assert holds(house.branch) == USUAL


def test_a_kind_that_no_source_knows_is_refused(house: Community) -> None:
    with pytest.raises(Refusal):
        service.choose(act(house.secretary), house.branch, "tea_party", [USUAL])
    with pytest.raises(Refusal):
        service.add_local(act(house.secretary), house.branch, "tea_party", "规则", make_rules.TWO_THIRDS)
    with pytest.raises(KeyError):
        queries.in_force(house.branch, "tea_party")


@on_both
def test_a_local_rule_may_be_used_by_its_organisation_and_those_below(house: Community) -> None:
    own = f"local.{make_rules.local(house, house.branch, ASSEMBLY)}"
    assert queries.by_id(house.branch, own) is not None
    assert queries.by_id(house.group, own) is not None
    assert queries.by_id(house.other_branch, own) is None
    assert queries.by_id(house.organisation, own) is None
    assert own in {rule.id for rule in queries.sources_of(house.group, ASSEMBLY)}
    assert own not in {rule.id for rule in queries.sources_of(house.organisation, ASSEMBLY)}
    make_rules.chosen(house, house.group, ASSEMBLY, own)
    with pytest.raises(Refusal):
        make_rules.chosen(house, house.other_branch, ASSEMBLY, own)


@on_both
def test_a_local_rule_says_its_own_and_fills_its_silence_from_the_partys_rule(house: Community) -> None:
    terms = {**make_rules.TWO_THIRDS, "clause": "第三条"}
    own = queries.by_id(house.branch, f"local.{make_rules.local(house, house.branch, ASSEMBLY, terms)}")
    assert own is not None
    assert str(own.quorum and own.quorum.share) == ">=2/3"
    assert own.citation == f"{make_rules.TITLE}第三条"
    assert str(own.adoption and own.adoption.share) == ">1/2"
    assert own.origin("adoption").startswith("《中国共产党支部工作条例（试行）》")
    assert own.warnings == ()


def test_a_local_rule_looser_than_the_partys_is_flagged_and_may_be_picked(house: Community) -> None:
    own = f"local.{make_rules.local(house, house.branch, ASSEMBLY, make_rules.ONE_THIRD)}"
    make_rules.chosen(house, house.branch, ASSEMBLY, own)
    assert holds(house.branch) == own
    [warning] = queries.in_force(house.branch, ASSEMBLY).warnings
    assert "三分之一" in warning
    assert "低于《中国共产党支部工作条例（试行）》" in warning


@on_both
def test_a_changed_local_rule_holds_from_then_on_and_the_journal_keeps_what_was(house: Community) -> None:
    own = make_rules.local(house, house.branch, ASSEMBLY)
    make_rules.chosen(house, house.branch, ASSEMBLY, f"local.{own}")
    before = queries.in_force(house.branch, ASSEMBLY)
    service.change_local(act(house.secretary), own, "新规则", make_rules.ONE_THIRD)
    after = queries.in_force(house.branch, ASSEMBLY)
    assert (str(before.quorum and before.quorum.share), str(after.quorum and after.quorum.share)) == (">=2/3", ">=1/3")
    [line] = journal("local_rule.changed")
    assert line.detail
    assert line.detail["title"] == make_rules.TITLE
    assert line.detail["terms"]["quorum"] == make_rules.TWO_THIRDS["quorum"]


@on_both
def test_a_retired_local_rule_holds_no_longer_and_the_choice_above_does(house: Community) -> None:
    make_rules.chosen(house, house.organisation, ASSEMBLY, HALF_OF_EXPECTED)
    own = make_rules.local(house, house.branch, ASSEMBLY)
    make_rules.chosen(house, house.branch, ASSEMBLY, f"local.{own}")
    service.retire_local(act(house.secretary), own)
    assert holds(house.branch) == HALF_OF_EXPECTED
    assert queries.by_id(house.branch, f"local.{own}") is None
    assert db.session.get_one(LocalRule, own).retired_at is not None
    with pytest.raises(Refusal):
        service.retire_local(act(house.secretary), own)
    with pytest.raises(Refusal):
        service.change_local(act(house.secretary), own, "新规则", make_rules.TWO_THIRDS)


def test_of_two_strict_sources_the_one_that_was_not_retired_goes_on_holding(house: Community) -> None:
    own = make_rules.local(house, house.branch, ASSEMBLY)
    make_rules.chosen(house, house.branch, ASSEMBLY, HALF_OF_EXPECTED, f"local.{own}", strict=True)
    service.retire_local(act(house.secretary), own)
    assert holds(house.branch) == HALF_OF_EXPECTED


def test_a_local_rule_that_the_loader_refuses_is_refused_by_its_field(house: Community) -> None:
    with pytest.raises(Refusal) as refused:
        make_rules.local(house, house.branch, ASSEMBLY, {"quorum": {"share": ">=3/2", "base": "full_members_entitled"}})
    assert (refused.value.field or "").startswith("quorum")
    with pytest.raises(Refusal):
        make_rules.local(house, house.branch, ASSEMBLY, {"quorom": 1})


@on_both
def test_all_choices_are_read_with_as_many_queries_as_one(app: Flask, house: Community) -> None:
    for at in (house.organisation, house.branch):
        for kind in (ASSEMBLY, "party_committee", "party_lecture"):
            own = make_rules.local(house, at, kind, {"notice_days": 5})
            make_rules.chosen(house, at, kind, f"local.{own}")
    db.session.rollback()
    with counted() as one:
        queries.in_force(house.branch, ASSEMBLY)
    with counted() as all_of_them:
        assert queries.choices(house.branch)["party_lecture"].notice_days == 5
    assert len(all_of_them) == len(one) == 3
