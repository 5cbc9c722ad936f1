"""问题整改清单 as a page."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask_login import current_user

from blueprints.accounts.models import Account
from blueprints.life import queries
from blueprints.life.forms import ProblemForm, ProgressForm
from blueprints.life.models import Life, Origin, Problem
from blueprints.life.pages import ProblemDesk, ProblemsPage, ProgressLine
from blueprints.life.views.head import head
from blueprints.members import queries as members
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.forms import Form
from blueprints.shared.permissions import Permission, allows


def due_zh(one: Problem) -> str:
    """The deadline as it is read."""
    if not one.due_on:
        return one.due_words
    day = date.fromisoformat(one.due_on)
    return f"{day.year}年{day.month}月{day.day}日"


def is_late(one: Problem) -> bool:
    """Whether it is open and its day has passed."""
    return bool(one.due_on) and not one.closed_on and one.due_on < clock.today().isoformat()


def problems_page(
    held: Life,
    *,
    form: Form | None = None,
    edits: Mapping[int, Form] | None = None,
    steps: Mapping[int, Form] | None = None,
    refusals: Iterable[str] = (),
) -> ProblemsPage:
    """Every row with its progress, and the forms of whoever keeps the list or answers for a row."""
    mine = {one.id for one in members.member_of_account(current_user.id)}
    last = queries.find(held.last_id or 0)
    known = {one.carried_id for one in held.problems}
    return ProblemsPage(
        head=head(held),
        rows=tuple(
            _desk(at, one, one.owner_id in mine, edits or {}, steps or {}) for at, one in enumerate(held.problems, 1)
        ),
        keeps=allows(Permission.KEEP_PROBLEMS),
        open=sum(not one.closed_on for one in held.problems),
        late=sum(is_late(one) for one in held.problems),
        carriable=sum(not one.closed_on and one.id not in known for one in last.problems) if last else 0,
        form=form or ProblemForm(formdata=None),
        refusals=tuple(refusals),
    )


def _desk(at: int, one: Problem, mine: bool, edits: Mapping[int, Form], steps: Mapping[int, Form]) -> ProblemDesk:
    closer = db.session.get(Account, one.closed_by) if one.closed_by else None
    return ProblemDesk(
        id=one.id,
        number=at,
        origin_zh=Origin(one.origin).zh,
        text=one.text,
        measures=one.measures,
        leader=one.leader,
        owner=one.owner,
        due=due_zh(one),
        late=is_late(one),
        closed_on=date.fromisoformat(one.closed_on) if one.closed_on else None,
        closed_by=closer.name if closer else "",
        progress=tuple(ProgressLine(step.id, step.at, step.text, step.filename) for step in one.progress),
        mine=mine,
        edit_form=edits.get(one.id) or _edit(one),
        progress_form=steps.get(one.id) or ProgressForm(formdata=None),
    )


def _edit(one: Problem) -> ProblemForm:
    kept = {name: getattr(one, name) for name in ("origin", "text", "measures", "leader", "owner", "due_words")}
    day = date.fromisoformat(one.due_on) if one.due_on else None
    return ProblemForm(formdata=None, due_on=day, **kept)
