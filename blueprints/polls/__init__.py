"""Votes 表决: by voice, by hands, and secret with a ballot box."""

from flask import Flask

from blueprints.polls import desk, frozen, queries
from blueprints.polls.queries.opinions import opinion_scope
from blueprints.polls.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses, and where its things belong."""
    app.extensions["permissions"].scopes.update(poll_id=queries.poll_scope, opinion_id=opinion_scope)
    desk.install(app)
    frozen.install(app)
    app.register_blueprint(blueprint)
