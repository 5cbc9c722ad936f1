"""Proof 核验: codes of confirmed records, signatures on the tablet, scans of signed prints, and looking a code up."""

from flask import Flask

from blueprints.proof import queries
from blueprints.proof.routes import blueprint, install_converter


def install(app: Flask) -> None:
    """The feature's addresses, and where its things belong."""
    app.extensions["permissions"].scopes.update(
        proof_code=queries.code_scope, signed_copy_id=queries.copy_scope, signature_id=queries.signature_scope
    )
    install_converter(app)
    app.register_blueprint(blueprint)
