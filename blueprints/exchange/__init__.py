"""What other programs read: calendar entries and the record as data."""

from flask import Flask

from blueprints.exchange.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses."""
    app.register_blueprint(blueprint)
