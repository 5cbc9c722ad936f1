"""本地规定: written, rewritten, retired."""

from typing import Any

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.rules import queries, service
from blueprints.rules.forms import LocalForm, bases_for, held
from blueprints.rules.pages import LocalPage
from blueprints.rules.routes.shelf import blueprint, kind_or_404
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from domain.rules import Rule, rules_of
from domain.rules.telling import told
from domain.words import Refusal

#: What the loader calls a field, and what the form does.
_FIELDS = {
    "frequency": "period",
    "secret_required": "secret",
    "quorum": "quorum_base",
    "adoption": "adoption_base",
}


@blueprint.route("/organisations/<int:organisation_id>/rules/<string:kind>/local", methods=["GET", "POST"])
@may(Permission.CHOOSE_RULES, of="organisation_id")
def add_local(organisation_id: int, kind: str) -> Any:
    """A new local rule."""
    code, form = kind_or_404(kind).code, _form(kind)
    made = form.carry_out(
        lambda: _placed(lambda: service.add_local(act(), organisation_id, code, form.title.data or "", form.terms()))
    )
    if made:
        return went(url_for("rules.local", local_rule_id=made))
    return page("rules/local.html", _new_page(organisation_id, code, form), form.status)


@blueprint.route("/local-rules/<int:local_rule_id>", methods=["GET", "POST"])
@may(Permission.CHOOSE_RULES, of="local_rule_id")
def local(local_rule_id: int) -> Any:
    """The local rule with other words or numbers."""
    row = queries.written(local_rule_id)
    form = _form(row.kind, held(queries.told_rule(row), row.terms))
    if form.carry_out(
        lambda: _placed(lambda: service.change_local(act(), local_rule_id, form.title.data or "", form.terms()))
    ):
        return went(url_for("rules.local", local_rule_id=local_rule_id))
    return page("rules/local.html", _written_page(local_rule_id, form), form.status)


@blueprint.route("/local-rules/<int:local_rule_id>/retire", methods=["POST"])
@may(Permission.CHOOSE_RULES, of="local_rule_id")
def retire_local(local_rule_id: int) -> Any:
    """No later meeting by this rule."""
    service.retire_local(act(), local_rule_id)
    row = queries.written(local_rule_id)
    return went(url_for("rules.kind", organisation_id=row.organisation_id, kind=row.kind))


def _form(kind: str, values: dict[str, Any] | None = None) -> LocalForm:
    form = LocalForm(data=values)
    form.offer(bases_for(rules_of(kind)))
    return form


def _placed(carry_out: Any) -> int:
    """The verb, its refusal beside the form's own field."""
    try:
        return int(carry_out())
    except Refusal as refusal:
        name = (refusal.field or "").split(".")[0]
        raise Refusal(refusal.sentence, _FIELDS.get(name, name)) from None


def _new_page(organisation_id: int, kind: str, form: LocalForm) -> LocalPage:
    holding = queries.in_force(organisation_id, kind)
    return LocalPage(
        organisation_id=organisation_id,
        organisation=accounts.organisation(organisation_id).name,
        kind=kind,
        name=kind_or_404(kind).name,
        local_id=None,
        rule_id="",
        retired=False,
        holds=False,
        used_by=0,
        warnings=(),
        hints=_hints(holding),
        form=form,
    )


def _written_page(local_rule_id: int, form: LocalForm) -> LocalPage:
    row = queries.written(local_rule_id)
    own, holding = queries.told_rule(row), queries.shelf(row.organisation_id, row.kind).holding(row.kind)
    return LocalPage(
        organisation_id=row.organisation_id,
        organisation=accounts.organisation(row.organisation_id).name,
        kind=row.kind,
        name=kind_or_404(row.kind).name,
        local_id=row.id,
        rule_id=own.id,
        retired=row.retired_at is not None,
        holds=any(each.id == own.id for each in holding.picked),
        used_by=queries.used_by(row.id, row.kind),
        warnings=own.warnings,
        hints=_hints(queries.usual(row.kind)),
        form=form,
    )


def _hints(holding: Rule) -> dict[str, str]:
    return {line.field: f"{holding.source}：{line.value}" for line in told(holding) if line.value}
