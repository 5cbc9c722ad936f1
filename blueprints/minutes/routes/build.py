"""What the addresses of the minutes share: the blueprint, and the page that is shown after a form."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for
from flask_login import current_user

from blueprints.minutes import queries, views
from blueprints.minutes.views import Failed, Viewer
from blueprints.shared.forms import Form
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, allows

blueprint = Blueprint("minutes", __name__)


def viewer() -> Viewer:
    """Who looks at the page."""
    return Viewer(current_user.id, allows(Permission.WRITE_MINUTES))


def to_draft(meeting_id: int, anchor: str | None = None) -> Any:
    """Back to the page, at the place of the anchor."""
    return went(url_for("minutes.draft", meeting_id=meeting_id, _anchor=anchor))


def key(meeting_id: int, item_id: int | None) -> str:
    """The item's place on the page; that of the closing words for None."""
    numbers = {item.id: number for number, item in enumerate(queries.meeting(meeting_id).items, 1)}
    return f"item-{numbers[item_id]}" if item_id in numbers else "closing"


def again(meeting_id: int, failed: Failed) -> Any:
    """The page once more, with the form that failed in its place."""
    return page("minutes/draft.html", views.draft_page(queries.draft_of(meeting_id), viewer(), failed), 422)


def carry_out(meeting_id: int, kind: str, number: int, form: Form, verb: Callable[[int], int], anchor: str) -> Any:
    """Run the verb on the version that is being written: back to the place, or the page with the form's faults."""
    minutes_id = queries.draft_of(meeting_id).id
    if form.carry_out(lambda: verb(minutes_id)):
        return to_draft(meeting_id, anchor)
    return again(meeting_id, Failed(kind, number, form))
