"""Organisations, accounts, signing in."""

from flask import Flask
from flask_login import LoginManager

from blueprints.accounts import queries
from blueprints.accounts.routes import blueprint
from blueprints.shared.permissions import Registry


def install(app: Flask) -> None:
    """Sign people in, and tell the permissions who is what where."""
    manager = LoginManager(app)
    manager.user_loader(queries.account_of_session)
    registry = Registry(queries.roles_on)
    registry.scopes["organisation_id"] = queries.organisation_scope
    app.extensions["permissions"] = registry
    app.register_blueprint(blueprint)
