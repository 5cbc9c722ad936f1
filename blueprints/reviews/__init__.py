"""Reviews 民主评议: from what everybody says of themself to the confirmed feedback."""

from flask import Flask

from blueprints.meetings.errands import errands_of
from blueprints.reviews import queries
from blueprints.reviews.errands import errands
from blueprints.reviews.routes import blueprint


def install(app: Flask) -> None:
    """The feature's addresses, where its things belong, and what it adds to what people have to do."""
    app.extensions["permissions"].scopes.update(
        review_id=queries.review_scope,
        review_group_id=queries.review_group_scope,
        reviewed_id=queries.reviewed_scope,
        objection_id=queries.objection_scope,
    )
    errands_of(app).append(errands)
    app.register_blueprint(blueprint)
