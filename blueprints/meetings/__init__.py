"""Meetings: convening, notice, roll, hall and floor."""

from flask import Flask

from blueprints.meetings import queries
from blueprints.meetings.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses, and where its things belong."""
    app.extensions["permissions"].scopes.update(
        meeting_id=queries.meeting_scope,
        item_id=queries.item_scope,
        attendee_id=queries.attendee_scope,
        material_id=queries.material_scope,
        speech_id=queries.speech_scope,
        follow_up_id=queries.follow_up_scope,
    )
    app.register_blueprint(blueprint)
