"""Votes 表决: by voice, by hands, and secret with a ballot box."""

from flask import Flask

from blueprints.polls import queries
from blueprints.polls.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses, and where its things belong."""
    app.extensions["permissions"].scopes["poll_id"] = queries.poll_scope
    app.register_blueprint(blueprint)
