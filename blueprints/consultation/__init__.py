"""Consultation 征求意见: anonymous opinions on a body and its people, sorted, and handed on in their own words."""

from flask import Flask

from blueprints.consultation import queries
from blueprints.consultation.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses, and where its things belong."""
    app.extensions["permissions"].scopes.update(
        collection_id=queries.collection_scope, subject_id=queries.subject_scope
    )
    app.register_blueprint(blueprint)
