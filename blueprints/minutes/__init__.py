"""The minutes 会议记录: drafted from the record, written, checked, confirmed, locked, corrected."""

from flask import Flask

from blueprints.minutes.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses; all of them belong to a meeting."""
    app.register_blueprint(blueprint)
