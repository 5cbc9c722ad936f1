"""Life meetings 民主生活会、组织生活会: planned, prepared, held person by person, and followed to the last problem."""

from flask import Flask

from blueprints.life import queries
from blueprints.life.errands import errands
from blueprints.life.record import life_part
from blueprints.life.routes import blueprint
from blueprints.meetings.errands import errands_of
from blueprints.minutes.hooks import hooks_of


def install(app: Flask) -> None:
    """The feature's addresses, where its things belong, what it adds to records and to what people have to do."""
    app.extensions["permissions"].scopes.update(
        life_id=queries.life_scope,
        study_id=queries.study_scope,
        talk_id=queries.talk_scope,
        outline_id=queries.outline_scope,
        turn_id=queries.turn_scope,
        criticism_id=queries.criticism_scope,
        comment_id=queries.comment_scope,
        problem_id=queries.problem_scope,
        progress_id=queries.progress_scope,
    )
    hooks_of(app).life = life_part
    errands_of(app).append(errands)
    app.register_blueprint(blueprint)
