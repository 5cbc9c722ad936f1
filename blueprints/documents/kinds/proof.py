"""What a confirmed document's print shows of its proof: code, QR, hash, and the signatures drawn on the tablet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A signature."""

    duty: str  #: 主持人, 记录人 …
    name: str
    path: str  #: the lines as an SVG path in a field of 1000 by 400
    signed_at: datetime  #: aware, UTC


@dataclass(frozen=True, kw_only=True)
class Proof:
    """How a print can be checked, and who has signed what it shows."""

    code: str  #: 核验码
    url: str  #: where it is looked up, with the hash
    sha256: str
    version: int
    drawn: tuple[Drawn, ...] = ()

    def by(self, duty: str, name: str | None) -> Drawn | None:
        """That person's signature; None while they have not signed on the tablet."""
        return next((one for one in self.drawn if (one.duty, one.name) == (duty, name)), None)
