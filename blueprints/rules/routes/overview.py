"""Every kind of meeting and whose rule holds."""

from typing import Any

from blueprints.accounts import queries as accounts
from blueprints.rules import queries, views
from blueprints.rules.pages import ShelfPage
from blueprints.rules.routes.shelf import blueprint, names_above
from blueprints.shared.htmx import page
from blueprints.shared.permissions import Permission, allows, may
from domain.rules import kinds
from domain.rules.conflicts import conflicts


@blueprint.route("/organisations/<int:organisation_id>/rules")
@may(Permission.SEE_ORGANISATION, of="organisation_id")
def overview(organisation_id: int) -> Any:
    """The kinds that this organisation holds, the others, and what no source says."""
    here, found = accounts.organisation(organisation_id), queries.shelf(organisation_id)
    names = {**names_above(organisation_id), organisation_id: "本党组织"}
    held = [kind for kind in kinds() if here.level in kind.held_by]
    others = [kind for kind in kinds() if here.level not in kind.held_by]
    view = ShelfPage(
        organisation_id=organisation_id,
        organisation=here.name,
        held=views.family_parts(held, found, names),
        others=views.family_parts(others, found, names),
        gaps=views.gap_lines(),
        conflicts=views.conflict_parts(one for one in conflicts() if not one.kinds),
        can_choose=allows(Permission.CHOOSE_RULES),
    )
    return page("rules/overview.html", view)
