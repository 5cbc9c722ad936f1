"""One kind of meeting: who says what about it, and which of it holds."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from blueprints.rules import queries, service, views
from blueprints.rules.forms import FOLLOW, STRICT, ChoiceForm
from blueprints.rules.pages import KindPage, RetiredLine
from blueprints.rules.queries import Shelf
from blueprints.rules.routes.shelf import blueprint, kind_or_404, names_above
from blueprints.rules.routes.trying import trials
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, allows, may
from domain.rules.conflicts import conflicts_of
from domain.words import Refusal


@blueprint.route("/organisations/<int:organisation_id>/rules/<string:kind>")
@may(Permission.SEE_ORGANISATION, of="organisation_id")
def kind(organisation_id: int, kind: str) -> Any:
    """The sources side by side."""
    return page("rules/kind.html", _kind_page(organisation_id, kind))


@blueprint.route("/organisations/<int:organisation_id>/rules/<string:kind>/choice", methods=["POST"])
@may(Permission.CHOOSE_RULES, of="organisation_id")
def choose(organisation_id: int, kind: str) -> Any:
    """Another rule for the kind's later meetings."""
    code, form = kind_or_404(kind).code, ChoiceForm()
    if form.carry_out(lambda: _choose(form, organisation_id, code)):
        return went(url_for("rules.kind", organisation_id=organisation_id, kind=code))
    return page("rules/kind.html", _kind_page(organisation_id, code, form), 422)


def _choose(form: ChoiceForm, organisation_id: int, kind: str) -> int:
    picked = form.rule.data
    if not picked:
        raise Refusal("请先选择采用哪一种规定。", "rule")
    if picked == STRICT:
        return service.choose(act(), organisation_id, kind, form.sources.data or (), strict=True)
    return service.choose(act(), organisation_id, kind, () if picked == FOLLOW else (picked,))


def _kind_page(organisation_id: int, code: str, form: ChoiceForm | None = None) -> KindPage:
    kind, found = kind_or_404(code), queries.shelf(organisation_id, code)
    names, holding, shown = names_above(organisation_id), found.holding(code), form or _form(found, code)
    return KindPage(
        organisation_id=organisation_id,
        organisation=names[organisation_id],
        kind=code,
        name=kind.name,
        source=holding.rule.source,
        why=views.why(holding, organisation_id, names),
        lost=found.own(code) is not None and holding.chosen_by != organisation_id,
        warnings=holding.rule.warnings,
        columns=views.columns(found.sources(code), holding, clock.today(), _owners(found, names)),
        conflicts=views.conflict_parts(conflicts_of(code)),
        retired=tuple(RetiredLine(one.id, one.title) for one in queries.retired_of(organisation_id, code)),
        form=shown,
        follow=_follow(found, code, names),
        picks=views.picks(found.sources(code), shown.rule.data or "", shown.sources.data or (), clock.today()),
        trials=trials(found, code, {}),
        can_choose=allows(Permission.CHOOSE_RULES),
    )


def _form(found: Shelf, kind: str) -> ChoiceForm:
    own = found.own(kind)
    if own is None:
        return ChoiceForm(formdata=None, rule=FOLLOW, sources=[])
    return ChoiceForm(
        formdata=None, rule=STRICT if own.strict else own.rules[0], sources=own.rules if own.strict else []
    )


def _follow(found: Shelf, kind: str, names: Mapping[int, str]) -> str:
    above = found.above(kind)
    if above.chosen_by is None:
        return f"按通常的规定：{above.rule.source}"
    return f"沿用{names.get(above.chosen_by, '上级党组织')}选定的：{above.rule.source}"


def _owners(found: Shelf, names: Mapping[int, str]) -> dict[str, tuple[str, bool]]:
    can_choose = allows(Permission.CHOOSE_RULES)
    return {
        rule.id: (names[row.organisation_id], can_choose and row.organisation_id == found.organisation_id)
        for row, rule in found.local
    }
