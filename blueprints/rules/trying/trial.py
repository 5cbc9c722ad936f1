"""One calculation from its query string to its answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from blueprints.rules.trying import answer, fields, scenario
from blueprints.rules.trying.parts import Ask, Option, Trial
from domain.election import Round
from domain.rules import Rule
from domain.scenario import Impossible, evaluate

Labels = Callable[[Rule], str]

#: Under which rules a question can be asked.
_FITS: dict[Ask, Callable[[Rule], bool]] = {
    Ask.resolution: lambda own: own.adoption is not None and own.election is None,
    Ask.quorum: lambda own: own.quorum is not None and own.adoption is None and own.election is None,
    Ask.election: lambda own: own.election is not None,
    Ask.grading: lambda own: own.grading is not None,
    Ask.convening: lambda own: bool(own.demands),
}


def asks_of(rules: Sequence[Rule]) -> tuple[Ask, ...]:
    """What can be calculated under at least one of these rules; the quorum alone only where nothing is voted on."""
    found = [ask for ask in Ask if any(_FITS[ask](own) for own in rules)]
    voted = Ask.resolution in found or Ask.election in found
    return tuple(ask for ask in found if not (voted and ask is Ask.quorum))


def trial(ask: Ask, rules: Sequence[Rule], label: Labels, typed: Mapping[str, str]) -> Trial:
    """The calculation as it stands; answered once it was sent.

    `rules` begin with the one that holds; `typed` are the query's values by field name.
    """
    fitting = [own for own in rules if _FITS[ask](own)]
    own = next((each for each in fitting if each.id == typed.get("rule")), fitting[0])
    made = Trial(
        ask=ask,
        rules=tuple(Option(each.id, label(each), each is own) for each in fitting),
        groups=fields.groups(ask, own, fitting, typed),
        lists=fields.lists(ask, typed),
        rounds=_rounds(typed.get("round", "")) if ask is Ask.election else (),
    )
    asked = typed.get("ask") == ask and not any(key.startswith("more.") for key in typed)
    return _answered(made, own) if asked else made


def _rounds(chosen: str) -> tuple[Option, ...]:
    return tuple(Option(each.value, each.zh, each.value == chosen) for each in Round)


def _answered(made: Trial, own: Rule) -> Trial:
    ready = scenario.refuse_unknown(scenario.checked(made))
    if ready.status != 200:
        return ready
    round_ = next((option.value for option in ready.rounds if option.chosen), "")
    asked = scenario.scenario(ready, own.id, round_)
    try:
        found = evaluate(asked, {own.id: own}.__getitem__)
    except Impossible as error:
        return scenario.refused(ready, error.field, error.sentence)
    return replace(ready, answer=answer.told(ready.ask, found, own, asked))
