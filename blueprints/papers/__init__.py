"""Papers 文书: summaries, resolutions, letters, postings: begun from the record, confirmed, corrected by versions."""

from flask import Flask

from blueprints.papers import queries
from blueprints.papers.routes import blueprint
from blueprints.proof.subjects import finders_of


def install(app: Flask) -> None:
    """The feature's addresses, where its things belong, and how confirmed documents are found by their code."""
    app.extensions["permissions"].scopes["paper_id"] = queries.paper_scope
    finders_of(app).append(queries.subject)
    app.register_blueprint(blueprint)
