"""The proof of a confirmed record, for its print."""

from blueprints.documents.kinds.proof import Drawn, Proof
from blueprints.proof import queries
from blueprints.proof.models import Duty
from blueprints.proof.strokes import path_of
from blueprints.shared import keys
from domain.proof import code_of


def proof_of(sha256: str, version: int) -> Proof:
    """The proof of the record with that hash, its signatures as they are now."""
    code = code_of(sha256)
    return Proof(
        code=code,
        url=f"{keys.public_url()}/verify/{code}?sha256={sha256}",
        sha256=sha256,
        version=version,
        drawn=tuple(
            Drawn(duty=Duty(one.duty).zh, name=one.name, path=path_of(one.strokes), signed_at=one.signed_at)
            for one in queries.signatures(sha256)
        ),
    )
