"""Elections 选举: offices, candidates, votes round by round, who is left out of 应到, who takes office."""

from flask import Flask

from blueprints.elections import queries, service
from blueprints.elections.routes import blueprint
from blueprints.polls.hooks import hooks_of


def install(app: Flask) -> None:
    """The feature's addresses, where its things belong, and what votes must know of elections."""
    app.extensions["permissions"].scopes.update(
        race_id=queries.race_scope,
        candidate_id=queries.candidate_scope,
        exemption_id=queries.exemption_scope,
        election_file_id=queries.file_scope,
    )
    hooks_of(app).standing.append(queries.standing_names)
    hooks_of(app).announced.append(service.apply_adopted)
    app.register_blueprint(blueprint)
