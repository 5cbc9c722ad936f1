"""Elections 选举: offices, candidates, votes round by round, who is left out of 应到, who takes office."""

from flask import Flask

from blueprints.elections import queries
from blueprints.elections.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses, and where its things belong."""
    app.extensions["permissions"].scopes.update(
        race_id=queries.race_scope,
        candidate_id=queries.candidate_scope,
        exemption_id=queries.exemption_scope,
        election_file_id=queries.file_scope,
    )
    app.register_blueprint(blueprint)
