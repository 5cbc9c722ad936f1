"""What the attacks need around them."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ballots import sealing
from blueprints.polls import scrubbing


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits two seconds for a reader who will not let go, or 50 ms for each code: no attack depends on either."""

    def quick(**given: Any) -> Scrypt:
        return Scrypt(**{**given, "n": 2**4})

    monkeypatch.setattr(scrubbing, "PATIENCE", 200)
    monkeypatch.setattr(sealing, "Scrypt", quick)
