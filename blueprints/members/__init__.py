"""The registers of people: full and probationary members, activists, applicants."""

from flask import Flask

from blueprints.members import queries
from blueprints.members.routes import blueprint


def install(app: Flask) -> None:
    """Add the pages, and tell the permissions where people, offices and uploads belong."""
    scopes = app.extensions["permissions"].scopes
    scopes["member_id"] = queries.member_scope
    scopes["upload_id"] = queries.upload_scope
    scopes["office_id"] = queries.office_scope
    scopes["suspension_id"] = queries.suspension_scope
    app.register_blueprint(blueprint)
