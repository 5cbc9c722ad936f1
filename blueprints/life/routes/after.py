"""通报、情况报告、上报."""

from typing import Any

from flask import Blueprint, abort, url_for

from blueprints.life import letters, queries, service, views
from blueprints.life.forms import BriefForm, ReportForm, SentForm
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may, public


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/lives/<int:life_id>/after", view_func=after)
    add("/lives/<int:life_id>/briefing", view_func=briefing)
    add("/lives/<int:life_id>/briefing", view_func=brief, methods=["POST"])
    add("/briefings/<string:token>", view_func=briefing_by_link)
    add("/lives/<int:life_id>/report", view_func=report, methods=["POST"])
    add("/lives/<int:life_id>/sent", view_func=sent, methods=["POST"])


@may(Permission.PLAN_LIFE, of="life_id")
def after(life_id: int) -> Any:
    """What follows the meeting, and what of it is done."""
    return page("life/after.html", views.after_page(queries.life(life_id)))


@may(Permission.SEE_BRIEFING, of="life_id")
def briefing(life_id: int) -> Any:
    """What members are told, once they are."""
    found = queries.life(life_id)
    if not found.briefed_on:
        abort(404)
    return page("life/briefing.html", views.briefing_page(found))


@public
def briefing_by_link(token: str) -> Any:
    """The same for representatives and units, by the link that they were given."""
    found = queries.briefing_by(token)
    if found is None:
        abort(404)
    return page("life/briefing.html", views.briefing_page(found))


@may(Permission.KEEP_PROBLEMS, of="life_id")
def brief(life_id: int) -> Any:
    """Tell those in the range."""
    form = BriefForm()
    if form.carry_out(lambda: service.brief(act(), life_id, form.to.data or [], form.words.data or "")):
        return _back(life_id)
    return page("life/after.html", views.after_page(queries.life(life_id), brief=form), 422)


@may(Permission.PLAN_LIFE, of="life_id")
def report(life_id: int) -> Any:
    """Begin 情况报告 from the record; where something is missing, only once that was read."""
    form, found = ReportForm(), queries.life(life_id)
    anyway = bool(form.anyway.data)
    begun = form.carry_out(lambda: letters.begin_report(act(), found, clock.now(), anyway))
    if begun:
        return went(url_for("papers.paper", paper_id=begun))
    return page("life/after.html", views.after_page(queries.life(life_id), report=form), 422)


@may(Permission.PLAN_LIFE, of="life_id")
def sent(life_id: int) -> Any:
    """Report and record went up."""
    form = SentForm()
    if form.carry_out(lambda: service.mark_sent(act(), life_id, form.on.data or clock.today(), form.to.data or "")):
        return _back(life_id)
    return page("life/after.html", views.after_page(queries.life(life_id), sent=form), 422)


def _back(life_id: int) -> Any:
    return went(url_for("life.after", life_id=life_id))
