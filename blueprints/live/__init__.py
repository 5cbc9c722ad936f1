"""Live pages: the tablet's console, the phone's room, the hall's screen."""

from flask import Flask

from blueprints.live.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses."""
    app.register_blueprint(blueprint)
