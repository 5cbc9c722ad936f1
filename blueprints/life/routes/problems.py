"""问题整改清单."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, url_for

from blueprints.documents.routes import printed
from blueprints.life import prints, queries, service, views
from blueprints.life.forms import MoveForm, ProblemForm, ProgressForm, ReasonForm
from blueprints.life.models import Origin, Progress
from blueprints.life.routes.moves import sentences
from blueprints.life.service import Row
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.db import db
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may
from blueprints.shared.scans import shown


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/lives/<int:life_id>/problems", view_func=problems)
    add("/lives/<int:life_id>/problems", view_func=add_problem, methods=["POST"])
    add("/lives/<int:life_id>/problems/carried", view_func=carry_over, methods=["POST"])
    add("/lives/<int:life_id>/problems.pdf", view_func=problems_pdf)
    add("/problems/<int:problem_id>", view_func=edit_problem, methods=["POST"])
    add("/problems/<int:problem_id>/drop", view_func=drop_problem, methods=["POST"])
    add("/problems/<int:problem_id>/progress", view_func=progress, methods=["POST"])
    add("/problems/<int:problem_id>/close", view_func=close_problem, methods=["POST"])
    add("/problems/<int:problem_id>/reopen", view_func=reopen, methods=["POST"])
    add("/progress/<int:progress_id>/evidence", view_func=evidence)


@may(Permission.SEE_PROBLEMS, of="life_id")
def problems(life_id: int) -> Any:
    """Every problem with its progress."""
    return page("life/problems.html", views.problems_page(queries.life(life_id)))


@may(Permission.KEEP_PROBLEMS, of="life_id")
def add_problem(life_id: int) -> Any:
    """One more problem."""
    form = ProblemForm()
    if form.carry_out(lambda: service.add_problem(act(), life_id, _row(form))):
        return _back(life_id)
    return page("life/problems.html", views.problems_page(queries.life(life_id), form=form), 422)


def _row(form: ProblemForm, origin: Origin | None = None) -> Row:
    return Row(
        origin=origin or Origin(form.origin.data),
        text=form.text.data or "",
        measures=form.measures.data or "",
        leader=form.leader.data or "",
        owner=form.owner.data or "",
        due_on=form.due_on.data,
        due_words=form.due_words.data or "",
    )


@may(Permission.KEEP_PROBLEMS, of="life_id")
def carry_over(life_id: int) -> Any:
    """The open problems of the meeting before."""
    return _moved(life_id, MoveForm(), lambda: service.carry_over(act(), life_id))


@may(Permission.SEE_PROBLEMS, of="life_id")
def problems_pdf(life_id: int) -> Any:
    """问题整改清单 as it stands today."""
    return printed("rectification", prints.rectification_page(queries.life(life_id), clock.now()))


@may(Permission.KEEP_PROBLEMS, of="problem_id")
def edit_problem(problem_id: int) -> Any:
    """Other words, measures, owner or deadline."""
    own, form = queries.problem(problem_id), ProblemForm()
    carried = Origin.CARRIED if own.origin == Origin.CARRIED else None
    if carried:
        form.origin.validate_choice = False
    life_id = own.life_id
    if form.carry_out(lambda: service.edit_problem(act(), problem_id, _row(form, carried))):
        return _back(life_id, problem_id)
    return page("life/problems.html", views.problems_page(queries.life(life_id), edits={problem_id: form}), 422)


@may(Permission.KEEP_PROBLEMS, of="problem_id")
def drop_problem(problem_id: int) -> Any:
    """Take away a row on which nothing was done."""
    return _moved(queries.problem(problem_id).life_id, MoveForm(), lambda: service.drop_problem(act(), problem_id))


@may(Permission.WRITE_PROGRESS, of="problem_id")
def progress(problem_id: int) -> Any:
    """What was done, by whoever answers for it or keeps the list."""
    form, life_id = ProgressForm(), queries.problem(problem_id).life_id

    def carried() -> int:
        sent = form.file.data
        content = sent.read() if sent and sent.filename else b""
        return service.add_progress(act(), problem_id, form.text.data or "", sent.filename if content else "", content)

    if form.carry_out(carried):
        return _back(life_id, problem_id)
    return page("life/problems.html", views.problems_page(queries.life(life_id), steps={problem_id: form}), 422)


@may(Permission.KEEP_PROBLEMS, of="problem_id")
def close_problem(problem_id: int) -> Any:
    """销号."""
    life_id = queries.problem(problem_id).life_id
    return _moved(life_id, MoveForm(), lambda: service.close_problem(act(), problem_id), problem_id)


@may(Permission.KEEP_PROBLEMS, of="problem_id")
def reopen(problem_id: int) -> Any:
    """Take the closing back."""
    form, life_id = ReasonForm(), queries.problem(problem_id).life_id
    return _moved(life_id, form, lambda: service.reopen_problem(act(), problem_id, form.reason.data or ""), problem_id)


@may(Permission.SEE_PROBLEMS, of="progress_id")
def evidence(progress_id: int) -> Any:
    """佐证."""
    found = db.session.get_one(Progress, progress_id)
    if not found.content:
        abort(404)
    return shown(found.content, found.filename)


def _moved(life_id: int, form: Form, verb: Callable[[], int], problem_id: int | None = None) -> Any:
    if form.carry_out(verb):
        return _back(life_id, problem_id)
    return page("life/problems.html", views.problems_page(queries.life(life_id), refusals=sentences(form)), 422)


def _back(life_id: int, problem_id: int | None = None) -> Any:
    anchor = f"problem-{problem_id}" if problem_id else None
    return went(url_for("life.problems", life_id=life_id, _anchor=anchor))
