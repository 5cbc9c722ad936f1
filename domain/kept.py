"""What is kept with a meeting or a vote and read again years later."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Kept:
    """A flat verdict: plain numbers and texts, which JSON gives back as they were."""

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave; TypeError for anything else."""
        return cls(**data)
