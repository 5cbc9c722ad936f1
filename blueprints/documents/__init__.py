"""Documents as PDF: notice, sign-in sheet, minutes, sign-in cards."""

from flask import Flask

from blueprints.documents.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses."""
    app.register_blueprint(blueprint)
