"""Archive 归档: the year's books, packages of a meeting or a year, file numbers, and bringing a package in."""

from flask import Flask

from blueprints.archive import queries
from blueprints.archive.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses, and where its things belong."""
    app.extensions["permissions"].scopes["job_id"] = queries.job_scope
    app.register_blueprint(blueprint)
