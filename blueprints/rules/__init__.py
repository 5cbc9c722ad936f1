"""规则依据: whose rules hold for which meeting, side by side, and local ones."""

from flask import Flask

from blueprints.rules import queries
from blueprints.rules.routes import blueprint


def install(app: Flask) -> None:
    """Add the pages, and tell the permissions where local rules belong."""
    app.extensions["permissions"].scopes["local_rule_id"] = queries.local_rule_scope
    app.register_blueprint(blueprint)
