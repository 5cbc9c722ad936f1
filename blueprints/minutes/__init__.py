"""The minutes 会议记录: drafted from the record, written, checked, confirmed, locked, corrected."""

from flask import Flask

from blueprints.minutes.proving import subject
from blueprints.minutes.routes import blueprint
from blueprints.proof.subjects import finders_of


def install(app: Flask) -> None:
    """The feature's addresses, all of a meeting, and how confirmed versions are found by their code."""
    finders_of(app).append(subject)
    app.register_blueprint(blueprint)
