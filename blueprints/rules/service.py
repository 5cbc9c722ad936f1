"""Picking the rules that hold, and writing local ones."""

from collections.abc import Sequence
from typing import Any

from blueprints.rules import queries
from blueprints.rules.models import Choice, LocalRule
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.local import local_rule
from domain.rules import RuleFileError, kind_of
from domain.words import Refusal

LEAST_STRICT = 2


@verb("rules.chosen")
def choose(act: Act, organisation_id: int, kind: str, rule_ids: Sequence[str], strict: bool = False) -> Choice:
    """Hold the kind's later meetings by this rule, or by the strictest of several; by none: as those above do.

    Refuses what this organisation may not use, and 从严 of fewer than two.
    """
    wanted = tuple(dict.fromkeys(rule_ids))
    _refuse_unfit(organisation_id, kind, wanted, strict)
    choice = queries.choice_of(organisation_id, kind)
    if choice is None:
        choice = Choice(organisation_id=organisation_id, kind=kind, rules=[], strict=False, chosen_at=act.at)
        db.session.add(choice)
    act.detail.update(kind=kind, was=choice.rules, rules=list(wanted), strict=strict)
    choice.rules, choice.strict, choice.chosen_at = list(wanted), strict, act.at
    return choice


def _refuse_unfit(organisation_id: int, kind: str, wanted: tuple[str, ...], strict: bool) -> None:
    if strict and len(wanted) < LEAST_STRICT:
        raise Refusal("从严须选两种以上的规定，请再选一种，或者直接采用其中一种。", "sources")
    if not strict and len(wanted) > 1:
        raise Refusal("只能采用一种规定；要同时满足几种，请选“从严”。", "rule")
    known = {each.id for each in queries.sources_of(organisation_id, _known(kind))}
    if not known.issuperset(wanted):
        raise Refusal("所选的规定已经不能采用，请刷新页面后重新选择。", "sources" if strict else "rule")


def _known(kind: str) -> str:
    try:
        return kind_of(kind).code
    except KeyError:
        raise Refusal("没有这类会议，请返回规则页重新选择。") from None


@verb("local_rule.added")
def add_local(act: Act, organisation_id: int, kind: str, title: str, terms: dict[str, Any]) -> LocalRule:
    """A rule of the organisation's own; `terms` are the fields of a rule file, refused where the loader refuses."""
    named = {**terms, "kind": kind, "name": kind_of(_known(kind)).name}
    _refuse_unreadable(named, title)
    local = LocalRule(organisation_id=organisation_id, kind=kind, title=title, terms=named, made_at=act.at)
    db.session.add(local)
    return local


@verb("local_rule.changed")
def change_local(act: Act, local_rule_id: int, title: str, terms: dict[str, Any]) -> LocalRule:
    """Other words or numbers, for meetings made from now on; what was made keeps its copy."""
    local = _working(local_rule_id)
    named = {**terms, "kind": local.kind, "name": local.terms["name"]}
    _refuse_unreadable(named, title)
    act.detail.update(title=local.title, terms=local.terms)
    local.title, local.terms = title, named
    return local


@verb("local_rule.retired")
def retire_local(act: Act, local_rule_id: int) -> LocalRule:
    """No meeting is made under it any more; who had picked it holds by the next choice above, else the usual rule."""
    local = _working(local_rule_id)
    local.retired_at = act.at
    return local


def _working(local_rule_id: int) -> LocalRule:
    local = queries.written(local_rule_id)
    if local.retired_at:
        raise Refusal("这项本地规定已经停用。需要时请另行添加一项。")
    return local


def _refuse_unreadable(terms: dict[str, Any], title: str) -> None:
    try:
        local_rule(terms, f"{queries.LOCAL}0", title)
    except RuleFileError as error:
        raise Refusal(f"{error.problem}。请改正后再保存。", error.field) from None
