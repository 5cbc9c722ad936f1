"""One scenario in, one verdict out."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from domain.decision import resolve
from domain.quorum import Quorum, quorum
from domain.rules import Method, Rule, rule
from domain.rules.reading import Table
from domain.scenario import election, others
from domain.scenario.reading import Answer, Impossible, figures, impossible, parse, table, votes


def evaluate(scenario: object, find: Callable[[str], Rule] = rule) -> Answer:
    """The verdict of one scenario, ready for JSON; `find` gives the rule of an id or raises KeyError.

    Impossible for a scenario that can't be, with the field that is wrong.
    """
    with impossible():
        values = table(scenario)
        own = _rule(values, find)
        answer = _decide(values, own)
        values.close()
    return {"rule": own.id, **answer}


def evaluate_text(text: str, find: Callable[[str], Rule] = rule) -> Answer:
    """The verdict of a scenario written as JSON; Impossible as for `evaluate`, and for what is no JSON."""
    return evaluate(parse(text), find)


def _rule(values: Table, find: Callable[[str], Rule]) -> Rule:
    named = values.text("rule")
    try:
        return find(named)
    except KeyError:
        raise Impossible(f"没有“{named}”这条规则", "rule") from None


def _decide(values: Table, own: Rule) -> Answer:
    for remark in ("id", "note"):
        values.get(remark)
    _refuse_method(values, own)
    named = values.text("decision")
    if named not in DECISIONS:
        values.refuse("decision", f"没有“{named}”这种决定，可用：{'、'.join(DECISIONS)}")
    return DECISIONS[named](values, own)


def _quorum(values: Table, own: Rule) -> Answer:
    found = quorum(own, figures(values)[0])
    sentence = found.sentence if found else f"{own.name}没有规定法定人数。"
    return {**_law(found), "clause": found.clause if found else own.citation, "sentence": sentence}


def _law(found: Quorum | None) -> Answer:
    return {"quorum": others.quorum_json(found), "adoption": None}


def _resolution(values: Table, own: Rule) -> Answer:
    roll, recused = figures(values)
    cast, written = votes(values, "votes"), votes(values, "written", needed=False)
    if own.adoption is None:
        found = quorum(own, roll)
        facts = found.sentence if found else ""
        said = f"{facts}{own.name}没有规定表决通过的比例，不能据此作出决定。"
        return {**_law(found), "clause": own.citation, "sentence": said}
    decision = resolve(own, roll, cast, written=written, recused=recused)
    return {
        "quorum": others.quorum_json(decision.quorum),
        "adoption": others.adoption_json(decision),
        "close": decision.close,
        "clause": decision.clause,
        "sentence": decision.sentence,
    }


def _refuse_method(values: Table, own: Rule) -> None:
    method = values.choice("method", Method)
    if method is None:
        return
    if own.secret_required and method is not Method.secret:
        values.refuse("method", f"{own.name}须采用无记名投票方式表决")
    if own.methods and method not in own.methods:
        values.refuse("method", f"{own.name}不采用{method.zh}方式")


#: What can be asked, by the word in `decision`.
DECISIONS: Mapping[str, Callable[[Table, Rule], Answer]] = MappingProxyType(
    {
        "resolution": _resolution,
        "quorum": _quorum,
        "election": election.answer,
        "primary": election.primary,
        "reduction": election.reduction,
        "grading": others.grading,
        "admission": others.admission,
        "urgent": others.urgent,
        "convening": others.convening,
    }
)
