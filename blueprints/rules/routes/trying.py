"""试算 on a page of its own, and as the fragment that htmx asks for."""

from collections.abc import Mapping
from typing import Any

from flask import abort, request

from blueprints.accounts import queries as accounts
from blueprints.rules import queries, views
from blueprints.rules.pages import TryPage
from blueprints.rules.queries import Shelf
from blueprints.rules.routes.shelf import blueprint, kind_or_404
from blueprints.rules.trying import Trial, asks_of, trial
from blueprints.shared.forms import cleaned
from blueprints.shared.htmx import page
from blueprints.shared.permissions import Permission, may
from domain.rules import Rule


@blueprint.route("/organisations/<int:organisation_id>/rules/<string:kind>/try")
@may(Permission.SEE_ORGANISATION, of="organisation_id")
def try_out(organisation_id: int, kind: str) -> Any:
    """The numbers of the address, and what the rule decides on them; nothing is kept."""
    meeting = kind_or_404(kind)
    typed = {name: cleaned(value) for name, value in request.args.items()}
    made = trials(queries.shelf(organisation_id, kind), kind, typed)
    if not made:
        abort(404)
    wanted = typed.get("ask") or typed.get("show")
    asked = next((one for one in made if one.ask == wanted), made[0])
    view = TryPage(
        organisation_id=organisation_id,
        organisation=accounts.organisation(organisation_id).name,
        kind=kind,
        name=meeting.name,
        trial=asked,
        others=tuple(one for one in made if one is not asked),
    )
    return page("rules/try.html", view, asked.status, "rules/_trial.html")


def trials(found: Shelf, kind: str, typed: Mapping[str, str]) -> tuple[Trial, ...]:
    """Every calculation that one of the kind's rules allows, the rule that holds first."""
    holding, sources = found.holding(kind).rule, found.sources(kind)
    rules = (holding, *(each for each in sources if each.id != holding.id))

    def label(own: Rule) -> str:
        return views.label(own, rules)

    return tuple(trial(ask, rules, label, typed) for ask in asks_of(rules))
